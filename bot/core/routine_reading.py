"""What a person means by what they type in the guided routine: a move, how it felt, what rules exercises out."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Optional, Sequence, Tuple

from bot.core.numbers import COUNTS, in_figures
from bot.core.readability import plain
from bot.core.routine_content import Hurt
from bot.core.routine_words import wording

_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(COUNTS)})"
_MINUTES = re.compile(rf"\b{_NUMBER}(?: of| or so)? ?(?P<unit>m(?:in(?:ute)?s?)?|h(?:ou)?rs?)\b(?! ago)")
_BARE = re.compile(rf"(?:about |around |maybe |say |only |just |the )*{_NUMBER}(?: (?:one|1))?")
_VAGUE = (
    (re.compile(r"half an hour|\bhours?\b|long\w*|plenty|all (?:the time|of it)|as long"), 30),
    (re.compile(r"quick\w*|short\w*|not (?:much|long)|in a (?:hurry|rush)|no time|hardly any|little time"), 2),
    (re.compile(r"medium|middle"), 5),
)
_SPLIT = re.compile(r"[,;.!?\n]+|\b(?:but|though|however|except)\b")
_ASKS = re.compile(
    r"(?:(?:and|but|so|ok|okay|wait|sorry|hm+) )*(?:what|whats|how|hows|why|when|where|who|which|is|are|am|should|could"
    r"|would|can (?:i|we|you|it)|may i|do (?:i|we|you|they)|does|did i|tell me|explain|show me)\b"
)


class Told(NamedTuple):
    """Limits of a message.

    Args:
        limits: those that are there.
        denied: those it says are not.
    """

    limits: Tuple[str, ...]
    denied: Tuple[str, ...]


def minutes(text: str, open_question: bool = False) -> Optional[float]:
    """How many minutes a message gives; None where it says nothing of that.

    Args:
        text: what was typed.
        open_question: whether it answers how long somebody has, so that "5" and "a quick one" count.
    """
    said = in_figures(plain(text))
    found = _MINUTES.search(said)
    if found:
        return _number(found["n"]) * (60 if found["unit"].startswith("h") else 1)
    if not open_question:
        return None
    bare = _BARE.fullmatch(wording().bare(said) or said)
    if bare:
        return _number(bare["n"])
    return next((each for pattern, each in _VAGUE if pattern.search(said)), None)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word]


def wish(text: str, among: Sequence[str]) -> str:
    """The first of some wishes that a whole message is; empty if it is none of them."""
    forms = wording().forms(plain(text))
    return next((name for name in among if any(wording().named(form, (name,)) for form in forms)), "")


def limits(text: str) -> Told:
    """What a message says that rules exercises out, and what it denies. Whatever is not plainly denied counts."""
    there: List[str] = []
    denied: List[str] = []
    for clause in _clauses(text):
        for limit, pattern in wording().limits:
            for found in pattern.finditer(clause):
                into = denied if _denied(clause[: found.start()]) else there
                into.append(limit.id)
    kept = tuple(dict.fromkeys(there))
    return Told(kept, tuple(each for each in dict.fromkeys(denied) if each not in kept))


def denies_all(text: str) -> bool:
    """Whether a message says that nothing fits, and no part of it tells or asks something else: "none, I'm fine"."""
    clauses = _clauses(text)
    none = [bool(wish(each, ("none",))) for each in clauses]
    return any(none) and all(no or limits(each).denied for no, each in zip(none, clauses, strict=True))


def hurt(text: str, told_of_pain: bool = False) -> Optional[Hurt]:
    """The kind of pain or trouble a message tells of, the most serious first; None where it tells of none.

    Args:
        text: what was typed.
        told_of_pain: whether it answers what the pain is like, so that "it eased" counts.
    """
    clauses = _clauses(text)
    for each, pattern in wording().hurts:
        mild = not (each.raises or each.facts)
        if mild and not told_of_pain:
            continue
        for clause in clauses:
            if any(mild or not _denied(clause[: found.start()]) for found in pattern.finditer(clause)):
                return each
    return None


def is_question(text: str) -> bool:
    """Whether a message asks something rather than telling it."""
    return text.rstrip().endswith("?") or bool(_ASKS.match(plain(text)))


def _clauses(text: str) -> List[str]:
    return [said for said in map(plain, _SPLIT.split(text.lower())) if said]


def _denied(before: str) -> bool:
    """Whether what stands before a word denies it: "no", with nothing between but small words and other limits."""
    for _, pattern in wording().limits:
        before = pattern.sub("\x00", before)
    return bool(wording().negated.search(before))
