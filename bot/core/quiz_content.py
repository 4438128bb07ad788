"""The content of the quiz: its questions, its phrases, and what its buttons are called."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Literal

from pydantic import Field, root_validator

from bot.core.content import Content, content
from bot.core.content_files import CONTENT, Review, Strict, read_model
from bot.errors import ContentError


class Option(Strict):
    """One of several answers; `words` are what people call it."""

    id: str = Field(regex="^[a-h]$")
    title: str = Field(max_length=60)
    words: List[str] = []


class Question(Strict):
    """One question of the quiz; see the head of `bot/content/quiz.yml` for each key."""

    id: str = Field(regex="^[a-z_]+$")
    ask: str
    kind: Literal["true_false", "choice"]
    asks_which_not: bool = False
    options: List[Option] = []
    key: str
    hint: str
    why: str
    more: str
    safety_note: str = ""
    others: Dict[str, str] = {}
    source: str
    read: str
    meanings: Dict[str, str] = {}
    about: List[str] = []

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        ids = [option.id for option in values["options"]] or ["true", "false"]
        if (values["kind"] == "choice") != bool(values["options"]):
            raise ValueError("a choice needs `options`; true_false has none")
        if len(set(ids)) < len(ids) or ids != sorted(ids, reverse=values["kind"] == "true_false"):
            raise ValueError(f"options {ids} are not a, b, c … each once")
        for name, given in (("key", [values["key"]]), ("others", values["others"])):
            for each in given:
                if each not in ids:
                    raise ValueError(f"`{name}` names '{each}', which is no option; use one of {', '.join(ids)}")
        return values

    def option_ids(self) -> List[str]:
        """Ids of the options in order."""
        return [option.id for option in self.options] or ["true", "false"]

    @property
    def true_false(self) -> bool:
        """Whether it is answered by true or false."""
        return self.kind == "true_false"

    @property
    def names(self) -> Dict[str, List[str]]:
        """What people call each option, by its id; nothing besides for true and false."""
        return {option.id: [option.title, *option.words] for option in self.options} or {"true": [], "false": []}

    def called(self, option_id: str) -> str:
        """An option in the middle of a sentence, "b) Kneeling stretch"."""
        return next((f"{each.id}) {each.title}" for each in self.options if each.id == option_id), option_id)


class Quiz(Strict):
    """The content of `bot/content/quiz.yml`."""

    reviewed: Review | Literal["not yet"]
    questions: List[Question] = Field(min_items=1)
    phrases: Dict[str, str]
    buttons: Dict[str, str]

    @root_validator(skip_on_failure=True)
    def _ids_differ(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        ids = [question.id for question in values["questions"]]
        twice = next((each for each in ids if ids.count(each) > 1), None)
        if twice:
            raise ValueError(f"two questions have the same `id`, '{twice}'; rename one")
        return values

    def question(self, question_id: str) -> Question:
        """The question with an id."""
        return next(question for question in self.questions if question.id == question_id)

    def ids(self) -> List[str]:
        """Ids of all questions in order."""
        return [question.id for question in self.questions]


def load(topics: Content, folder: Path = CONTENT) -> Quiz:
    """Read and check the quiz.

    Args:
        topics: the topics its questions send people to.
        folder: where `quiz.yml` is.

    Raises:
        ContentError: the file is broken, naming the key and the mend.
    """
    if "quiz" not in topics.can:
        return Quiz.construct(questions=[], phrases={}, buttons={})
    quiz: Quiz = read_model(Quiz, folder / "quiz.yml")
    for question in quiz.questions:
        if question.read not in topics.topics:
            where = f"questions.{question.id}.read"
            raise ContentError("quiz.yml", where, f"'{question.read}' is no topic", "use an id `section/topic`")
    return quiz


@lru_cache(maxsize=1)
def quiz() -> Quiz:
    """The quiz of `bot/content/`, read once a process."""
    return load(content())
