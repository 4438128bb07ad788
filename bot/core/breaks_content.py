"""The words of a plan of breaks, and the usual day, from `bot/content/breaks.yml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, Literal

from pydantic import root_validator

from bot.core.breaks_plan import Plan, minutes
from bot.core.content_files import CONTENT, Review, Strict, read_model

_FILE = "breaks.yml"


class Words(Strict):
    """The words and the usual day of `breaks.yml`."""

    reviewed: Review | Literal["not yet"]
    start: str
    end: str
    every: int
    plan: str
    source: str
    calendar: str
    cannot: str
    at: str
    through: str
    and_: str
    summary: str
    description: str
    file: str
    buttons: Dict[Literal["every", "menu"], str]

    class Config:
        fields = {"and_": "and"}

    @root_validator(skip_on_failure=True)
    def _is_a_day(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        Plan(minutes(values["start"]), minutes(values["end"]), values["every"])
        return values


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of `bot/content/`, read once a process.

    Raises:
        ContentError: the file is broken.
    """
    return read_model(Words, CONTENT / _FILE)


def usual() -> Plan:
    """The plan for whoever asks for no other."""
    return Plan(minutes(words().start), minutes(words().end), words().every)
