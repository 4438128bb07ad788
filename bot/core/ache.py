"""What a person adds of an ache once they have told of it, and what they ask on: read by the words of `ache.yml`.

A detail such as "mainly on the left" means nothing by itself and is understood only where an ache was told before. So
it is read by its words, and only where little or nothing else is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, List, Literal, Optional, Sequence, Tuple

from pydantic import validator

from bot.core.content import Content, content
from bot.core.content_files import CONTENT, Strict, matchable, read_model
from bot.core.readability import plain
from bot.errors import ContentError

FILE = "ache.yml"
TOLD = "ache"  # what is remembered of an ache without a detail
_LONGEST = 25  # words; whoever writes more tells of more than details
_HURTS = re.compile(r"\b(?:hurt\w*|ach(?:e|es|ed|ing)|pain\w*|sore\w*|stiff\w*|throb\w*)\b")
# "when I sit" tells, "when should I sit" asks
_ASKS = re.compile(
    r"^(?:and |but |so |ok |well )*(?:what|whats|why|how|who|which|where|is|are|can|could|should|shall|would|will|do"
    r"|does|did|am|may|might|tell|show|explain|give|help|when (?:do|does|should|is|can|will|are|did))\b"
)
About = Literal["when", "how_long", "side", "kind", "place"]
Asked = Literal["outlook", "how_long", "serious", "why", "then", "else", "other_side"]


class Detail(Strict):
    """One kind of detail; see the head of `bot/content/ache.yml` for each key."""

    about: About
    words: List[str]
    heard: str
    plain: str = ""
    opens: str

    _can_be_matched = validator("words", each_item=True, allow_reuse=True)(matchable)


class Words(Strict):
    """Everything of `ache.yml`."""

    details: Dict[str, Detail]
    fillers: List[str]
    again: str
    asks: Dict[str, str]
    questions: Dict[Asked, List[str]]


@dataclass(frozen=True)
class Told:
    """The details of a message.

    Args:
        details: their ids, in the file's order, which puts first what matters most.
        heard: what is said of them before the answer.
        whole: whether the message says nothing besides.
        hurts: whether it says itself that something hurts.
    """

    details: Tuple[str, ...]
    heard: str
    whole: bool
    hurts: bool


def load(topics: Content, folder: Path = CONTENT) -> Words:
    """Read and check `ache.yml`.

    Args:
        topics: the topics its details open.
        folder: where it is.

    Raises:
        ContentError: it is broken, naming the key and the mend.
    """
    known: Words = read_model(Words, folder / FILE)
    for name, detail in known.details.items():
        if detail.opens not in topics.topics:
            where = f"details.{name}.opens"
            raise ContentError(FILE, where, f"'{detail.opens}' is no topic", "use an id `section/topic`")
    return known


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of `bot/content/`, read once a process.

    Raises:
        ContentError: see `load`.
    """
    return load(content())


@lru_cache(maxsize=1)
def _patterns() -> Tuple[List[Tuple[str, re.Pattern[str]]], FrozenSet[str]]:
    return (
        [(name, re.compile(rf"\b(?:{said})\b")) for name, each in words().details.items() for said in each.words],
        frozenset(word for line in words().fillers for word in line.split()),
    )


def told(text: str) -> Optional[Told]:
    """The details of an ache in a message; None where it has none, or asks something."""
    said = plain(text)
    if not said or text.rstrip().endswith("?") or _ASKS.match(said) or len(said.split()) > _LONGEST:
        return None
    patterns, fillers = _patterns()
    rest = said
    found: Dict[str, str] = {}
    for name, pattern in patterns:
        match = pattern.search(rest)
        if match:
            rest = pattern.sub(" . ", rest)
            named = next((part for part in match.groupdict().values() if part), "")
            found.setdefault(name, named)
    if not found:
        return None
    left = [word for word in re.findall(r"[a-z0-9]+", rest) if word not in fillers]
    heard = [_heard(words().details[name], named) for name, named in found.items()]
    return Told(tuple(found), " ".join(dict.fromkeys(heard[:2])), not left, bool(_HURTS.search(said)))


def _heard(detail: Detail, said: str) -> str:
    return detail.heard.format(said=said) if said or "{said}" not in detail.heard else detail.plain


def asked(text: str) -> Optional[Asked]:
    """What a message asks on after an answer, if that is all it says."""
    said = plain(text)
    if len(said.split()) > _LONGEST:
        return None
    return next((kind for kind, each in words().questions.items() if re.fullmatch("|".join(each), said)), None)


def opens(details: Sequence[str], before: Sequence[str]) -> Optional[str]:
    """The topic that the first of some details opens which was not opened yet; None where all were."""
    known = words().details
    seen = {known[each].opens for each in before if each in known}
    return next((known[each].opens for each in details if known[each].opens not in seen), None)


def ask(details: Sequence[str]) -> str:
    """What to ask next of an ache, by what was told of it."""
    known = words().details
    there = {known[each].about for each in details if each in known}
    return next((said for about, said in words().asks.items() if about not in there), words().asks["enough"])
