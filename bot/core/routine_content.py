"""The content of the guided routine: exercises, who must leave which out, phrases, and how people say things in it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Collection, Dict, List, Literal, NamedTuple, Optional, Tuple, Union

from pydantic import Field, root_validator, validator

from bot.core.content import Content
from bot.core.content_files import BUBBLE_WORDS, CONTENT, TITLE_LETTERS, Review, Strict, matchable, read_model
from bot.core.wording import Wishes, Words, all_matchable
from bot.errors import ContentError

EXERCISES, ROUTINE = "exercises.yml", "routine.yml"
ALL = "all"  # of the exercises a limit excludes, every one
WISHES = (
    *("stop", "back", "restart", "pause", "hard", "skip", "done", "repeat", "go"),
    *("hurts", "mild", "fine", "none"),
)


def ranges(text: str) -> List[Tuple[int, int]]:
    """The ranges of figures in a text: 20 and 30 in "20 to 30 seconds"."""
    return [(int(least), int(most)) for least, most in re.findall(r"(\d+) (?:to|or) (\d+)", text)]


class Exercise(Strict):
    """One exercise; see the head of `bot/content/exercises.yml` for each key."""

    id: str = Field(regex="^[a-z_]+$")
    title: str = Field(max_length=TITLE_LETTERS)
    called: str
    picture: str
    topic: str
    choice: int
    least: int
    seconds: Optional[Tuple[int, int]] = None
    repetitions: Optional[Tuple[int, int]] = None
    sides: Dict[Literal["left", "right"], str] = {}
    source: List[str]
    says: str
    safety_note: str
    easier: str

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        if bool(values["seconds"]) == bool(values["repetitions"]):
            raise ValueError("needs either `seconds` or `repetitions`")
        least, most = values["seconds"] or values["repetitions"]
        if not 0 < least <= most:
            raise ValueError("`seconds` and `repetitions` are two figures, the least and the most, such as [20, 30]")
        said = ranges(values["says"])
        if said and (least, most) not in said:
            told = f"{said[0][0]} to {said[0][1]}"
            raise ValueError(f"`says` has {told}, and the figures are [{least}, {most}]; write the same")
        if values["sides"] and list(values["sides"]) != ["left", "right"]:
            raise ValueError("`sides` needs `left` and `right`, in this order, or nothing")
        for each in ("says", "safety_note", "easier"):
            if len(values[each].split()) > BUBBLE_WORDS:
                raise ValueError(f"`{each}` has {len(values[each].split())} words; shorten it to about 60")
        return values

    @property
    def amounts(self) -> Tuple[int, int]:
        """Seconds or repetitions, the least and the most the article gives."""
        return self.seconds or self.repetitions or (0, 0)


class Limit(Strict):
    """Something about a person that rules exercises out; see the head of `bot/content/exercises.yml`."""

    id: str = Field(regex="^[a-z_0-9]+$")
    name: str
    button: str = Field("", max_length=TITLE_LETTERS)
    because: str
    facts: List[str] = []
    words: Words
    excludes: Dict[str, str]
    instead: str

    _can_be_matched = validator("words", each_item=True, allow_reuse=True)(matchable)

    def reason(self, exercise: str) -> str:
        """Why an exercise stays out; empty where it need not."""
        return self.excludes.get(exercise) or self.excludes.get(ALL, "")


class _Exercises(Strict):
    reviewed: Union[Review, Literal["not yet"]]
    exercises: List[Exercise] = Field(min_items=1)
    limits: List[Limit]
    soon: Dict[str, List[str]]

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        for name in ("exercises", "limits"):
            ids = [each.id for each in values[name]]
            if len(set(ids)) < len(ids):
                raise ValueError(f"two of `{name}` have the same `id`")
        known = {each.id for each in values["exercises"]}
        for limit in values["limits"]:
            if not set(limit.excludes) <= {*known, ALL}:
                raise ValueError(f"limit '{limit.id}' excludes {list(limit.excludes)}, which are not all exercises")
        for flag, stays in values["soon"].items():
            if not set(stays) <= known:
                raise ValueError(f"`soon.{flag}` names {stays}, which are not all exercises")
        return values


class Hurt(Strict):
    """What "it hurt" may be; see `bot/content/routine.yml`."""

    id: str = Field(regex="^[a-z]+$")
    title: str = Field(max_length=TITLE_LETTERS)
    raises: List[str] = []
    facts: List[str] = []
    says: Literal["", "dizzy", "sore"] = ""
    words: Words

    _can_be_matched = validator("words", each_item=True, allow_reuse=True)(matchable)


class _Routine(Strict):
    reviewed: Union[Review, Literal["not yet"]]
    minutes: List[int] = Field(min_items=1)
    setting_up: int
    changing: int
    repetition: int
    phrases: Dict[str, str]
    after_source: List[str]
    nothing_left_offers: List[str]
    buttons: Dict[str, str]
    hurts: List[Hurt]
    around: Words
    negators: Words
    between: Words
    wishes: Wishes

    _can_be_matched = validator("wishes", allow_reuse=True)(all_matchable)

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        if set(values["wishes"]) != set(WISHES):
            raise ValueError(f"`wishes` needs these keys and no other: {', '.join(WISHES)}")
        if values["minutes"] != sorted(values["minutes"]):
            raise ValueError("`minutes` must rise")
        return values


class Routine(NamedTuple):
    """Everything of the two files.

    Args:
        moves: exercises, limits and gentle exercises.
        talk: phrases, buttons, and how people say things.
    """

    moves: _Exercises
    talk: _Routine

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise with an id."""
        return next(each for each in self.moves.exercises if each.id == exercise_id)

    def limit(self, limit_id: str) -> Limit:
        """The limit with an id."""
        return next(each for each in self.moves.limits if each.id == limit_id)


def load(
    folder: Path = CONTENT,
    topics: Optional[Content] = None,
    flags: Optional[Collection[str]] = None,
    facts: Optional[Collection[str]] = None,
) -> Routine:
    """Read and check the routine's content.

    Args:
        folder: where the two files are.
        topics: the topics it points to, if they are to be compared.
        flags, facts: ids of the catalogue, if they are to be compared.

    Raises:
        ContentError: a file is broken or names what there is not, with the key and the mend.
    """
    if not (folder / EXERCISES).exists():
        return Routine(
            _Exercises.construct(exercises=[], limits=[], soon={}),
            _Routine.construct(minutes=[], phrases={}, buttons={}, hurts=[]),
        )
    routine = Routine(read_model(_Exercises, folder / EXERCISES), read_model(_Routine, folder / ROUTINE))
    told = [(f"limits.{each.id}.facts", EXERCISES, fact) for each in routine.moves.limits for fact in each.facts]
    told += [(f"hurts.{each.id}.facts", ROUTINE, fact) for each in routine.talk.hurts for fact in each.facts]
    for key, file, fact in told:
        for part in fact.split(" + ") if facts is not None else ():
            if part not in (facts or ()):
                raise ContentError(file, key, f"'{part}' is no fact", "use one of triage/facts.yml")
    raised = [("soon", EXERCISES, flag) for flag in routine.moves.soon]
    raised += [(f"hurts.{each.id}.raises", ROUTINE, flag) for each in routine.talk.hurts for flag in each.raises]
    for key, file, flag in raised if flags is not None else ():
        if flag not in (flags or ()):
            raise ContentError(file, key, f"'{flag}' is no flag", "use an id of the catalogue")
    named = [(f"exercises.{each.id}.topic", EXERCISES, each.topic) for each in routine.moves.exercises]
    named += [("nothing_left_offers", ROUTINE, topic) for topic in routine.talk.nothing_left_offers]
    for key, file, topic in named if topics else ():
        if topics and topic not in topics.topics:
            raise ContentError(file, key, f"'{topic}' is no topic", "use an id `section/topic` that exists")
    return routine


@lru_cache(maxsize=1)
def routine() -> Routine:
    """The routine of `bot/content/`, read once a process.

    Raises:
        ContentError: see `load`.
    """
    return load()
