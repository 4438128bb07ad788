"""The words of the pain diary: what it says, and how people say a number. `bot/content/diary.yml` explains each."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List, Literal

from pydantic import validator

from bot.core.content_files import CONTENT, Review, Strict, matchable, read_model

FILE = "diary.yml"


class Words(Strict):
    """Everything of `diary.yml`, which says where each is used."""

    reviewed: Review | Literal["not yet"]
    ask: str
    begin: str
    again: str
    welcome: str
    scale: str
    later: str
    noted: str
    changed: str
    one: str
    known: str
    less: str
    same: str
    more: str
    lasting: str
    worse: str
    today: str
    yesterday: str
    weekday: str
    none: str
    of: str
    range: str
    shown: str
    buttons: Dict[Literal["later", "summary", "lasting", "menu"], str]
    hurts: List[str]
    none_words: List[str]
    fillers: List[str]
    harmless: List[str]

    _can_be_matched = validator("hurts", "none_words", each_item=True, allow_reuse=True)(matchable)


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of `bot/content/`, read once a process.

    Raises:
        ContentError: the file is broken.
    """
    return read_model(Words, CONTENT / FILE)
