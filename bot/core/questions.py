"""Several questions in one message: where it may be cut, and what is asked for once its parts are understood.

A message is cut only before words that begin a question or a request, so "when I run and sit" stays whole; and a part
counts only if it is understood by itself and the whole message speaks for its topic too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, Iterator, List, Literal, Optional, Sequence, Tuple

from bot.core.content import content
from bot.core.content_topics import OUTSIDE, REPORTS, section_of

# what may stand before a question without being a part of it, and what begins one
_LEAD = r"(?:and|but|or|so|also|then|now|first|please|pls|plz|maybe|meanwhile|ok|okay|just|well|hi|hey|hello)"
_BEGINS = (
    r"(?:(?:how|what|when|where|who|why)(?:'?s)?|which|wat|wats|wot|wots|hw"
    r"|can|cud|could|should|shud|shall|would|wud|will|is|are|am|was|do|does|did|has|may|might|must"
    r"|tell|show|explain|describe|teach|give|any|let me know|quiz me|check my"
    r"|(?:i|i'?d|i would|i'?m|we)(?: also| just| really)* (?:want|wanna|need|like|love|wonder|wondering)(?: to)?"
    r"(?: also)? (?:know|see|learn|ask|understand|hear|how|what|why|when|which|if))\b"
)
_ASKS = re.compile(rf"(?:{_LEAD}\W+)*{_BEGINS}", re.IGNORECASE)
_AND = r"(?:and|also|plus|then|but|n|&)"
_JOINT = re.compile(
    rf"(?:\s*[,;:]\s*|\s+(?={_AND}\s))(?:{_AND}\s+){{0,3}}(?=(?:{_LEAD}\s+){{0,3}}{_BEGINS})|(?<=[.?!…])\s+",
    re.IGNORECASE,
)
# a second question without any mark before it, as people type on phones; not after words that take one in
_BARE = re.compile(
    r"(?P<before>\w+)\s+(?=(?:how (?:do|can|to|long|often|many|should)|(?:what|wat) (?:is|are|should|can|causes|helps)"
    r"|what'?s|when (?:should|do|is)|why (?:do|does|is))\b)",
    re.IGNORECASE,
)
_TAKES_IN = re.compile(
    r"me|know|explain|understand|see|sure|about|decide|is|and|or|but|so|then|please|for|to|at|of|on|with|from|like|that"
    r"|not|tell|show|wonder|ask|learn|matter|hi|hey|hello|thanks|ok|okay",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening|day)|morning|thanks|thank you|thankyou|thx|ty|ta|cheers"
    r"|ok|okay|great|nice|perfect|lovely|cool|brilliant|awesome|appreciate|got it|that'?s|that helped)\b"
    r"[^,.!?;]{0,40}[,.!?;]+\s*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s+(?:and|&|n|plus)\s+(?:also\s+)?(?:the |a |an )?", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:for|in|on|at|with|when|to|by|from|of|as|if)\b", re.IGNORECASE)
_PAIR_WORDS = 12  # words; a longer message names no two things by one verb
_MOST = 4  # parts, as each costs a classification

# How sure a part must be of its label, and what share of the first label's chance that label must have in the whole
# message; two names with one verb ("the bridge and the clamshell") must be surer. See docs/understanding.md.
_SURE, _SHARE = 0.5, 0.1
_SURE_PAIR, _SHARE_PAIR = 0.9, 0.2
_SURE_OUTSIDE = 0.3
_LOW = 0.22  # below it the whole message is not understood, as in config.yml; then one part will do

Ranking = Sequence[Tuple[str, float]]  # labels and how sure they are, most likely first


@dataclass(frozen=True)
class Cut:
    """A message in parts.

    Args:
        parts: the texts, in order.
        kind: `questions`, each of which may be one; `pair`, two names with one verb; `rest`, one part, what stands
            after a greeting or thanks.
    """

    parts: Tuple[str, ...]
    kind: Literal["questions", "pair", "rest"]


@dataclass(frozen=True)
class Asked:
    """What is asked for, where that differs from what the whole message was taken for.

    Args:
        part: which part is answered first.
        also: the labels of the other questions; one that is out of scope comes last.
    """

    part: int
    also: Tuple[str, ...] = ()


def asks(text: str) -> bool:
    """Whether a text begins or ends as a question or a request does."""
    return bool(_ASKS.match(text)) or text.rstrip().endswith("?")


def cut(text: str) -> Optional[Cut]:
    """The parts of a message that may ask for more than one thing; None, for nearly all, if it is to be taken whole."""
    found: List[str] = []
    waiting = ""  # what is told stays with the question after it
    for piece in _pieces(text):
        waiting = f"{waiting} {piece}".strip()
        if asks(piece) and len(found) < _MOST:
            found.append(waiting)
            waiting = ""
    if len(found) > 1:
        return Cut((*found[:-1], f"{found[-1]} {waiting}".strip()), "questions")
    rest = text
    while polite := _POLITE.match(rest):
        rest = rest[polite.end() :]
    if rest != text and len(rest.split()) > 1:
        return Cut((rest,), "rest")
    names = _PAIR.split(text)
    if len(names) == 2 and _ASKS.match(text) and len(text.split()) <= _PAIR_WORDS and not _NO_NAME.match(names[1]):
        return Cut((names[0], names[1]), "pair")
    return None


def _pieces(text: str) -> Iterator[str]:
    for piece in _JOINT.split(text):
        start = 0
        for bare in _BARE.finditer(piece):
            if not _TAKES_IN.fullmatch(bare["before"]):
                yield piece[start : bare.end("before")]
                start = bare.end()
        if any(letter.isalnum() for letter in piece[start:]):
            yield piece[start:].strip()


def asked(made: Cut, whole: Ranking, parts: Sequence[Ranking]) -> Optional[Asked]:
    """What a message asks for.

    Args:
        made: how it was cut.
        whole: what the whole message was understood as.
        parts: what each part was understood as.

    Returns:
        The question or questions; None where the whole message's first label stands.
    """
    label, sure = whole[0]
    if made.kind == "rest":
        rest, rest_sure = parts[0][0]
        small_talk = content().subject.small_talk
        talk = label in small_talk and rest not in small_talk
        return Asked(0) if rest_sure >= _SURE and (talk or sure < _LOW) else None
    if section_of(label) == OUTSIDE:
        return None
    least, share = (_SURE, _SHARE) if made.kind == "questions" else (_SURE_PAIR, _SHARE_PAIR)
    spoken_for = {each for each, chance in whole if chance >= share * sure and _is_question(each)}
    found: Dict[str, int] = {}
    outside = ""
    for place, ((part, part_sure), *_) in enumerate(parts):
        if part in spoken_for and part_sure >= least:
            found.setdefault(part, place)
        elif section_of(part) == OUTSIDE and made.kind == "questions" and part_sure >= _SURE_OUTSIDE:
            outside = part
    also = [*list(found)[1:], *([outside] if outside else [])]
    return Asked(next(iter(found.values())), tuple(also)) if found and (also or sure < _LOW) else None


def _is_question(label: str) -> bool:
    """Whether one can ask for a label beside another; what a person tells of is only the ground for a question."""
    return "/" in label and label not in content().subject.small_talk and section_of(label) not in (OUTSIDE, REPORTS)
