"""Which replies of `bot/content/triage/replies.yml` a message asks for, and what they say of a sign that stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import List, Optional, Pattern, Sequence, Tuple

from bot.core.catalogue import Catalogue, Flag, Level, Reply, rank

_LONGEST = 30  # words; whoever writes more says more than one thing


def by_words(book: Catalogue, said: str, after_advice: bool) -> List[str]:
    """The kinds of reply whose words are the whole message, in the file's order.

    Args:
        book: the catalogue.
        said: the message as `plain` gives it.
        after_advice: whether the message follows advice, so that "why?" asks about that.
    """
    if len(said.split()) > _LONGEST:
        return []
    bare = _bare(said, tuple(book.around))
    return [
        kind
        for kind, reply in book.replies.items()
        if reply.words and (after_advice or not reply.follows)
        if any(_pattern(tuple(reply.words)).fullmatch(each) for each in {said, bare} if each)
    ]


def takes_back(book: Catalogue, said: str) -> str:
    """Whether a message takes back what was noticed: `not_now`, `another`, or nothing.

    Args:
        book: the catalogue.
        said: the message as `plain` gives it.
    """
    if len(said.split()) > _LONGEST:
        return ""
    bare = _bare(said, tuple(book.around))
    for kind, words in (("not_now", book.taken_back.not_now), ("another", book.taken_back.another)):
        if any(_pattern(tuple(words)).fullmatch(each) for each in {said, bare} if each):
            return kind
    return ""


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


def text(reply: Reply, flag_id: str, flag: Flag, level: Level, in_hand: bool, other: bool) -> Optional[str]:
    """What a reply says of a sign, still to be filled in; None where it has no words for it.

    Args:
        reply: the reply.
        flag_id, flag: the sign.
        level: how urgent it is here.
        in_hand: whether help is there or on its way.
        other: whether another person has it.
    """
    bases: Sequence[str] = [level] if not own(flag, level) else [flag_id] if flag.open else [flag_id, level]
    variants = ["_helped"] * in_hand + ["_other"] * other + [""]
    found = (reply.says.get(base + variant) for variant in variants for base in bases)
    return next((each for each in found if each), None)


def own(flag: Flag, level: Level) -> bool:
    """Whether a sign's own words fit a level: its own; for a crisis, a less acute one too."""
    return level == flag.level or bool(flag.open and rank(level) < rank(flag.level))


@lru_cache(maxsize=1000)
def _pattern(words: Tuple[str, ...]) -> Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in words))


def _bare(said: str, around: Tuple[str, ...]) -> str:
    """Without the words around it that mean nothing, where something is left."""
    words = said.split()
    while words and words[0] in around:
        words = words[1:]
    while words and words[-1] in around:
        words = words[:-1]
    return " ".join(words)
