"""How people say things to a form: the words around an answer, and the wishes that a whole message can be."""

from __future__ import annotations

import re
from typing import Collection, Dict, Iterable, List, Mapping, Optional, Pattern, Sequence

from pydantic import StrictStr

from bot.core.content_files import matchable


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some patterns, the longest tried first."""
    return "|".join(sorted(words, key=len, reverse=True))


def whole(words: Iterable[str]) -> Pattern[str]:
    """Finds any of some patterns where it is no part of a longer word."""
    return re.compile(rf"\b(?:{any_of(words)})\b")


Words = List[StrictStr]  # strict, as YAML makes true and false of a yes, a no and an on without quotes
Wishes = Dict[str, Words]


def all_matchable(wishes: Wishes) -> Wishes:
    """Wishes as they are, for validators.

    Raises:
        ValueError: a pattern cannot be matched; says which.
    """
    for said in wishes.values():
        for each in said:
            matchable(each)
    return wishes


class Wording:
    """Reads wishes such as "skip" or "oh, go back please".

    Args:
        around: patterns of words around an answer or a wish that have no meaning for it.
        wishes: for each wish, patterns of the whole messages that are it.

    Raises:
        re.error: a pattern cannot be matched.
    """

    def __init__(self, around: Collection[str], wishes: Mapping[str, Sequence[str]]) -> None:
        self._around = re.compile(rf"^(?:{any_of(around)})\b ?| ?\b(?:{any_of(around)})$")
        self.wishes = {name: re.compile(any_of(said)) for name, said in wishes.items()}

    def bare(self, said: str) -> str:
        """What remains without the words around an answer; empty if nothing does.

        Args:
            said: words as `plain` returns them.
        """
        before = None
        while said != before:
            before, said = said, self._around.sub("", said, count=1).strip()
        return said

    def forms(self, said: str) -> List[str]:
        """What is to be compared with wishes: the words as they are, and bare."""
        return [each for each in dict.fromkeys((said, self.bare(said))) if each]

    def named(self, form: str, among: Optional[Iterable[str]] = None) -> str:
        """The first wish that one of the `forms` is; empty if it is none.

        Args:
            form: the words.
            among: the wishes looked for, in order; all, if left out.
        """
        known = self.wishes if among is None else among
        return next((name for name in known if self.wishes[name].fullmatch(form)), "")
