"""What Ilio is about, and the topics it turns to by itself: `bot/content/subject.yml`, which explains each key."""

from __future__ import annotations

from typing import Iterator, List, Optional, Tuple

from bot.core.content_files import Strict

FILE = "subject.yml"


class Turns(Strict):
    """The topics that Ilio turns to by itself; what may be missing is then not done."""

    greeting: str
    abilities: str
    ache: str
    noted: str
    outlook: str
    serious: str
    self_care: str
    help: str
    numb: Optional[str] = None
    both_sides: Optional[str] = None
    lasting: Optional[str] = None
    professional: Optional[str] = None
    breaks: Optional[str] = None


class Subject(Strict):
    """Everything of `subject.yml`."""

    common_words: List[str]
    turns_to: Turns
    stand_alone: List[str]
    small_talk: List[str]

    def links(self) -> Iterator[Tuple[str, str]]:
        """The topics it names, each with its key."""
        for name, topic in self.turns_to.dict(exclude_none=True).items():
            yield f"turns_to.{name}", topic
        for name in ("stand_alone", "small_talk"):
            for topic in getattr(self, name):
                yield name, topic
