"""The words that people use in the symptom check, from `bot/content/check_words.yml`, which explains each key."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict

from pydantic import validator

from bot.core.content_files import CONTENT, Strict, matchable, read_model
from bot.core.wording import Wishes, Wording, Words, all_matchable, any_of, whole


class _Words(Strict):
    around: Words
    corrections: Words
    yes: Words
    no: Words
    fillers: Words
    negators: Words
    no_denial: Words
    fine: Words
    trouble: Words
    wishes: Wishes
    taken_back: Words
    swearing: Words
    chatter: Words
    empty: Words
    contractions: Dict[str, str]

    _wishes_can_be_matched = validator("wishes", allow_reuse=True)(all_matchable)
    _can_be_matched = validator(
        *("around", "corrections", "yes", "no", "negators", "no_denial", "fine", "trouble"),
        *("taken_back", "swearing", "chatter"),
        each_item=True,
        allow_reuse=True,
    )(matchable)


class Echo:
    """The words that decide how an answer is quoted.

    Args:
        words: those of the file.
    """

    def __init__(self, words: _Words) -> None:
        chatter = any_of(words.chatter)
        self.swearing = re.compile(rf"\b(?:{any_of(words.swearing)})\b", re.IGNORECASE)
        self.chatter = re.compile(rf"^(?:{chatter})\b[ ,.]*|[ ,.]*\b(?:{chatter})$", re.IGNORECASE)
        self.empty, self.contractions = set(words.empty), words.contractions


class CheckWording(Wording):
    """The words of the file, ready to be matched."""

    def __init__(self, words: _Words) -> None:
        super().__init__(words.around, words.wishes)
        self.echo = Echo(words)
        taken_back = any_of(words.taken_back)
        self.taken_back = re.compile(rf"^(?:(?:{taken_back})\b[ ,.;:-]*)+|[ ,]+(?:{taken_back})$")
        self.correction = whole(words.corrections)
        self.yes, self.no = re.compile(any_of(words.yes)), re.compile(any_of(words.no))
        self.fillers = set(words.fillers)
        self.negator, self.no_denial = whole(words.negators), whole(words.no_denial)
        gap = r"is|are|was|its?|feels?|all|both|perfectly|still|just|been|have|has|quite|there|seems?|works?|working|to"
        joint = r"and|or|pee|peeing|weeing|poo|pooing|pooping|bowels?|bladder|sex|the|my|loo|toilet|going|wiping"
        self.fine = re.compile(rf"^(?: (?:{gap}))* (?:{any_of(words.fine)})\b")
        self.fine_jointly = re.compile(rf"^(?: (?:{gap}|{joint}))* (?:{any_of(words.fine)})\b")
        self.trouble = whole(words.trouble)


def load(folder: Path = CONTENT) -> CheckWording:
    """Read and check the words of the check.

    Raises:
        ContentError: the file is broken or holds a pattern that cannot be matched.
    """
    return CheckWording(read_model(_Words, folder / "check_words.yml"))


@lru_cache(maxsize=1)
def wording() -> CheckWording:
    """The words of `bot/content/`, read once a process."""
    return load()
