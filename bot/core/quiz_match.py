"""What a message can be in the quiz, and an option named by its letter, its place or its words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import List, Optional

from bot.core.numbers import nth
from bot.core.quiz_content import Question
from bot.core.quiz_words import wording
from bot.core.readability import plain

# sounds like "not": what follows it is refused
NOT = r"(?:not|isnt|aint|wasnt|cant be|not the|never|except|rather than|instead of)"
# begins a question of the person's own
QUESTION = re.compile(
    r"^(?:what|whats|which|who|whos|how|hows|why|can|could i|should|does|do (?:i|you|they|we)|did|is (?!it\b)|are|am|"
    r"when (?:should|do|does|did|can|will|is)|where (?:is|do|does|can|should)|"
    r"is it (?:ok|true (?:you\w*|that you\w*|im)|safe|normal|good|bad)|"
    r"will|would i|may i|has|have you|tell me|explain|show me|isnt|doesnt)\b"
)
# tells of the person's own body or life
REPORT = re.compile(
    r"\b(?:my|mine|ive|im having|hurts|hurting|husband|wife|mum|mom|dad|"
    r"i (?:have|get|got|feel|had|take|took|do (?!believe|think|not|agree)\w|did|cant|couldnt|dont (?!think)\w|didnt|"
    r"eat|ate|use|tried|sit|run|love|like|hate|always|never|work|need|was|went|bought|am))\b"
)
_SPELLED = {"alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d"}


@dataclass(frozen=True)
class Reading:
    """One way to take a message.

    Args:
        kind: `answer`, `several`, `change`, `meaning`, or a wish's name.
        option: the option's id, for `answer`.
        number: the question's number, 1 for the first, for `change`; None means the last one answered.
        rest: what was said apart from that: the new answer for `change`, the word for `meaning`.
        about: words of the question to `change`, where it was named by its subject.
    """

    kind: str
    option: str = ""
    number: Optional[int] = None
    rest: str = ""
    about: str = ""


def whole(said: str, question: Question) -> str:
    """The option that is all of a text, but for the words people put around an answer; empty if none is."""
    return exact(said, question) or exact(wording().bare(said), question)


def exact(said: str, question: Question) -> str:
    """The option that is all of a text, as `plain` returns it; empty if none is."""
    ids = question.option_ids()
    if question.true_false:
        if said in wording().says_true:
            return ids[0]
        if said in wording().says_false:
            return ids[1]
        if said in ("a", "b"):  # the first and the second
            return ids[ord(said) - ord("a")]
        for option, nearly in (
            (ids[0], ("true", "correct", "absolutely", "definitely", "certainly")),
            (ids[1], ("false", "incorrect")),
        ):
            if any(_typo(said, name) for name in nearly):
                return option
        return ""
    if len(set(said)) == 1:  # "bbbb"
        said = said[0]
    if _SPELLED.get(said, said) in ids:
        return _SPELLED.get(said, said)
    spelled = re.fullmatch(r"([a-h]) (?:for|as in|like) \w+", said)
    if spelled and spelled[1] in ids:
        return spelled[1]
    if said in ("last", "last 1", "bottom", "last of all", "very last"):
        return ids[-1]
    if said in ("top", "very first"):
        return ids[0]
    if 1 <= nth(said) <= len(ids):
        return ids[nth(said) - 1]
    for option, names in question.names.items():
        if any(said == plain(name) for name in names):
            return option
    return ""


def _typo(word: str, wanted: str) -> bool:
    """Letters swapped, doubled or dropped: "ture", "flase", "truue"."""
    return word != wanted and (sorted(word) == sorted(wanted) or SequenceMatcher(None, word, wanted).ratio() >= 0.85)


def alike(word: str, wanted: str) -> bool:
    """Whether a word is one of an option's, give or take a slip in a long one."""
    if word == wanted:
        return True
    return len(wanted) >= 5 and len(word) >= 4 and SequenceMatcher(None, word, wanted).ratio() >= 0.8


def mentions(words: List[str], phrase: str) -> bool:
    """Whether words hold a phrase, give or take slips."""
    wanted = plain(phrase).split()
    if len(wanted) == 1 and len(wanted[0]) <= 3:
        return words == wanted  # too short to mean the option wherever it stands
    if SequenceMatcher(None, " ".join(words), " ".join(wanted)).ratio() >= 0.85:
        return True
    spans = range(len(words) - len(wanted) + 1)
    return any(all(alike(*pair) for pair in zip(words[start:], wanted, strict=False)) for start in spans)
