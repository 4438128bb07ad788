"""The content of the symptom check: its questions, what their options mean for triage, and its phrases."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Collection, Dict, List, Literal, Mapping, Optional, Set, Tuple

from pydantic import Field, root_validator

from bot.core.content_files import BUBBLE_WORDS, CONTENT, TITLE_LETTERS, Review, Strict, read_model
from bot.errors import ContentError

NONE = "none"  # the option for "no"
OTHER = "other"  # of a question that any words answer, the option for those that are none of the others
Answers = Mapping[str, Tuple[str, ...]]  # option ids by question id; no option stands for a skipped question


class Option(Strict):
    """One of several answers; see the head of `bot/content/check.yml` for each key."""

    id: str = Field(regex="^[a-z_]+$")
    title: str = Field(max_length=TITLE_LETTERS)
    name: str = ""
    upto: Optional[int] = None
    raises: List[str] = []
    facts: List[str] = []
    words: List[str] = []
    topics: List[str] = []
    note: str = ""

    @property
    def matters(self) -> bool:
        """Whether it means something for triage."""
        return bool(self.raises or self.facts)

    @property
    def called(self) -> str:
        """Its name in the middle of a sentence."""
        return self.name or self.title[0].lower() + self.title[1:]


class Question(Strict):
    """One question of the check; see the head of `bot/content/check.yml` for each key."""

    id: str = Field(regex="^[a-z_]+$")
    name: str
    ask: str
    ask_other: str
    short: str
    short_other: str = ""
    why: str
    unknown: str = ""
    unknown_other: str = ""
    denied: str = ""
    kind: Literal["choice", "scale", "days", "age"] = "choice"
    several: bool = False
    screened: bool = False
    history: bool = False
    free: bool = False
    gives_up: bool = False
    yes: List[str] = []
    all_of: List[str] = []
    options: List[Option] = Field(min_items=2)

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        ids = [option.id for option in values["options"]]
        if len(set(ids)) < len(ids):
            raise ValueError(f"options {ids} are not each there once")
        number = values["kind"] != "choice"
        if any((option.upto is not None) != number for option in values["options"]):
            raise ValueError("`upto` belongs to every option of a scale, days or age, and to no other")
        if values["free"] and OTHER not in ids:
            raise ValueError(f"a `free` question needs an option '{OTHER}' for what is none of the others")
        for each in values["all_of"]:
            if each not in ids:
                raise ValueError(f"`all_of` names '{each}', which is no option; use one of {', '.join(ids)}")
        for option in values["options"]:
            for pattern in (*option.words, *option.topics):
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise ValueError(f"'{pattern}' of option '{option.id}' cannot be matched: {error}") from error
        return values

    def option(self, option_id: str) -> Option:
        """The option with an id."""
        return next(option for option in self.options if option.id == option_id)

    def ids(self) -> List[str]:
        """Ids of the options in order."""
        return [option.id for option in self.options]

    @property
    def denied_by(self) -> List[str]:
        """The options that must be denied for the question to be answered with "none"; none if it has no "none"."""
        return (self.all_of or [each for each in self.ids() if each != NONE]) if NONE in self.ids() else []

    @property
    def called(self) -> str:
        """Its name in the middle of a sentence."""
        return self.name[0].lower() + self.name[1:]


class Together(Strict):
    """Flags raised by answers to several questions: each of `when` must have one of the options named."""

    when: Dict[str, List[str]]
    raises: List[str] = Field(min_items=1)

    def holds(self, answers: Answers) -> bool:
        """Whether the answers are such."""
        return all(set(options) & set(answers.get(each, ())) for each, options in self.when.items())


class Check(Strict):
    """The content of `bot/content/check.yml`."""

    reviewed: Review | Literal["not yet"]
    questions: List[Question] = Field(min_items=1)
    together: List[Together] = []
    lines: List[List[str]] = []
    phrases: Dict[str, str]
    closing: Dict[str, str]
    buttons: Dict[str, str]

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        known = {question.id: question.ids() for question in values["questions"]}
        if len(known) < len(values["questions"]):
            raise ValueError("two questions have the same `id`")
        for each in (each for line in values["lines"] for each in line):
            if each not in known:
                raise ValueError(f"`lines` names '{each}', which is no question")
        for rule in values["together"]:
            for each, options in rule.when.items():
                if not set(options) <= set(known.get(each, ())):
                    raise ValueError(f"`together` names {options} of '{each}', which are not all options of a question")
        for level, said in values["closing"].items():
            if len(said.split()) > BUBBLE_WORDS:
                raise ValueError(f"`closing.{level}` has {len(said.split())} words; shorten it to about 60")
        return values

    def question(self, question_id: str) -> Question:
        """The question with an id."""
        return next(question for question in self.questions if question.id == question_id)

    def ids(self) -> List[str]:
        """Ids of all questions in order."""
        return [question.id for question in self.questions]

    def meant(self, given: Answers, answers: Answers) -> Tuple[Tuple[str, ...], Tuple[str, ...]]:
        """Flags and facts that newly given answers stand for.

        Args:
            given: the answers just given.
            answers: all answers, these among them.
        """
        options = [self.question(each).option(option) for each, chosen in given.items() for option in chosen]
        raises = [flag for option in options for flag in option.raises]
        for rule in self.together:
            if set(rule.when) & set(given) and rule.holds(answers):
                raises += rule.raises
        facts = [fact for option in options for fact in option.facts]
        return tuple(dict.fromkeys(raises)), tuple(dict.fromkeys(facts))

    def signs(self) -> Set[str]:
        """Ids of all flags and facts that answers can stand for."""
        options = [option for question in self.questions for option in question.options]
        lists = [option.raises + option.facts for option in options]
        lists += [question.yes for question in self.questions] + [rule.raises for rule in self.together]
        return {each for some in lists for each in some}


def load(folder: Path = CONTENT, known: Optional[Collection[str]] = None) -> Check:
    """Read and check the questions of the symptom check.

    Args:
        folder: where `check.yml` is.
        known: ids of all flags and facts, if they are to be compared.

    Raises:
        ContentError: the file is broken or names a flag that is not known, with the key and the mend.
    """
    if not (folder / "check.yml").exists():
        return Check.construct(questions=[], together=[], lines=[], phrases={}, closing={}, buttons={})
    check: Check = read_model(Check, folder / "check.yml")
    for each in sorted(check.signs() - set(known)) if known is not None else ():
        named = next((q.id for q in check.questions for o in q.options if each in (*o.raises, *o.facts)), "")
        where = f"questions.{named}" if named else "questions"
        raise ContentError("check.yml", where, f"'{each}' is no flag or fact", "use an id of bot/content/triage")
    return check


@lru_cache(maxsize=1)
def check() -> Check:
    """The check of `bot/content/`, read once a process."""
    return load()
