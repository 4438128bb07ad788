"""Which replies of `bot/content/triage/replies.yml` a message asks for, and what it takes back by their words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, Iterable, List, Optional, Pattern, Set, Tuple

from bot.core.readability import plain
from bot.core.triage_catalogue import Catalogue

_GOES_ON = re.compile(r"\b(?:still|worse)\b")
_PARTS = re.compile(r"[,.;:!?\n]+|\b(?:and|but|so|because|cos)\b")
# in these words something is still wrong
_HALF = re.compile(
    r"\b(?:but|still|only|little|bit|dribbl\w*|trickl\w*|drops?|hard|slow\w*|less|odd|weird|strange|funny|weak\w*|numb|"
    r"cant|couldnt|didnt|not|hurts?|blood|push\w*|strain\w*|almost|nearly|half|kind of|sort of|i think|maybe)\b"
)
# what is past only by such words may be there still
_HEDGED = re.compile(
    r"\b(?:i (?:think|guess|suppose)|maybe|perhaps|probably|possibly|not sure|unsure|might|sort of|kind of)\b"
)
_LONGEST = 30  # words; whoever writes more says more than one thing


def by_words(book: Catalogue, said: str, after_advice: bool) -> List[str]:
    """The kinds of reply whose words are the whole message, in the file's order.

    Args:
        book: the catalogue.
        said: the message as `plain` gives it.
        after_advice: whether the message follows advice, so that "why?" asks about that.
    """
    forms = _forms(book, said)
    return [
        kind
        for kind, reply in book.replies.items()
        if reply.words and (after_advice or not reply.follows) and _are(forms, reply.words)
    ]


def takes_back(book: Catalogue, text: str) -> str:
    """Whether a message takes back what was noticed: `jest`, `not_now`, `perhaps`, `explained`, `another`, or nothing.

    Each part of it has to, but for words that fit beside: "no, I was joking, I never did".

    Args:
        book: the catalogue.
        text: the message as it was typed.
    """
    if len(text.split()) > _LONGEST or _GOES_ON.search(text.lower()):
        return ""
    back = book.taken_back
    kinds = {kind: getattr(back, kind) for kind in ("jest", "not_now", "perhaps", "explained", "another", "besides")}

    def kind(part: str) -> str:
        forms = _forms(book, part)
        return next((name for name, words in kinds.items() if _are(forms, words)), "")

    hedged, said_in = bool(_HEDGED.search(plain(text))), _HEDGED.sub(" ", text.lower())
    whole = kind(plain(text)) or (hedged and kind(plain(said_in))) or ""
    parts = [each for each in map(plain, _PARTS.split(said_in)) if set(each.split()) - set(book.around)]
    said = [whole] if whole else [kind(each) for each in parts]
    if "perhaps" in said:  # that part leaves open when it was
        said = ["perhaps" if each == "not_now" else each for each in said]
    found = next((each for each in said if each != "besides"), "") if all(said) else ""
    return "perhaps" if hedged and found in ("jest", "not_now") else found


def works_again(book: Catalogue, text: str) -> Set[str]:
    """The flags of which a message says plainly that what had failed works as it should."""
    said = plain(text)
    forms = [] if _HALF.search(said) else _forms(book, said)
    return {flag for flag, words in book.taken_back.works_again.items() if _are(forms, words)}


def narrowed(book: Catalogue, text: str) -> Dict[str, str]:
    """The flags of which a message says that they are less than was told, and what each is then."""
    forms = _forms(book, plain(text))
    return {flag: less.to for flag, less in book.taken_back.narrower.items() if _are(forms, less.words)}


def by_meaning(book: Catalogue, intent: str, topic: Optional[str], after_advice: bool) -> List[str]:
    """The kinds of reply that a message asks for by what it was understood as.

    Args:
        book: the catalogue.
        intent, topic: what it was understood as.
        after_advice: see `by_words`.
    """
    return [
        kind
        for kind, reply in book.replies.items()
        if kind == intent or topic in reply.topics or intent in reply.intents
        if after_advice or not reply.follows
    ]


@lru_cache(maxsize=1000)
def _pattern(words: Tuple[str, ...]) -> Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in words))


def _are(forms: Iterable[str], words: Iterable[str]) -> bool:
    """Whether a message in any of its forms is what one of the patterns says and nothing else."""
    pattern = _pattern(tuple(words))
    return any(pattern.fullmatch(each) for each in forms)


def _forms(book: Catalogue, said: str) -> List[str]:
    """A message as it is, and without words around it that mean nothing; none where it says more than one thing."""
    words = said.split()
    if len(words) > _LONGEST:
        return []
    while words and words[0] in book.around:
        words = words[1:]
    while words and words[-1] in book.around:
        words = words[:-1]
    return [each for each in (said, " ".join(words)) if each]
