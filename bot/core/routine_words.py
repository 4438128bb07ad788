"""The words that people use in the guided routine, from `bot/content/routine.yml` and `exercises.yml`."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.core.routine_content import Routine, routine
from bot.core.wording import Wording, any_of, whole


class RoutineWording(Wording):
    """The words of the files, ready to be matched."""

    def __init__(self, book: Routine) -> None:
        talk = book.talk
        super().__init__(talk.around, talk.wishes)
        self.negated = re.compile(rf"\b(?:{any_of(talk.negators)})(?: (?:{any_of(talk.between)}|\x00))* ?$")
        self.limits = [(each, whole(each.words)) for each in book.moves.limits]
        self.hurts = [(each, whole(each.words)) for each in talk.hurts]


@lru_cache(maxsize=1)
def wording() -> RoutineWording:
    """The words of `bot/content/`, read once a process."""
    return RoutineWording(routine())
