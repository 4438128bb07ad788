"""What is said first to people for whom an answer changes: who is pregnant, a child, or takes blood thinners."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Collection, Dict, List, Literal, Optional, Sequence, Union

from pydantic import Field, root_validator

from bot.core.answers import with_buttons
from bot.core.content import Content, content
from bot.core.content_files import BUBBLE_WORDS, BUBBLES, CONTENT, Review, Strict, read_model
from bot.core.messages import Message
from bot.core.person import of_oneself
from bot.core.readability import plain
from bot.core.triage_content import catalogue
from bot.errors import ContentError

FILE = "background.yml"
_NOTES = 2  # at once


class Note(Strict):
    """One note; see the head of `bot/content/background.yml` for each key."""

    fact: str = ""
    own: str = ""
    words: str = ""
    topics: List[str] = Field(min_items=1)
    instead: bool = False
    note: str

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        if bool(values["fact"]) == bool(values["words"]):
            raise ValueError("needs either a `fact` or `words`")
        try:
            re.compile(values["words"])
        except re.error as error:
            raise ValueError(f"`words` cannot be matched: {error}") from error
        if len(values["note"].split()) > BUBBLE_WORDS:
            raise ValueError("has a note of too many words; shorten it to about 60")
        return values

    def about(self, topic_id: str) -> bool:
        """Whether it belongs to a topic."""
        return any(topic_id == each or (each.endswith("/") and topic_id.startswith(each)) for each in self.topics)


class Background(Strict):
    """Everything of `background.yml`."""

    reviewed: Union[Review, Literal["not yet"]]
    notes: List[Note]


def load(topics: Content, facts: Collection[str], folder: Path = CONTENT) -> Background:
    """Read and check `background.yml`.

    Args:
        topics: the topics its notes stand before.
        facts: the facts that can be told.
        folder: where it is.

    Raises:
        ContentError: it is broken, naming the key and the mend.
    """
    known: Background = read_model(Background, folder / FILE)
    sections = {f"{name}/" for name in topics.sections}
    for place, each in enumerate(known.notes):
        wrong = next((topic for topic in each.topics if topic not in topics.topics and topic not in sections), None)
        if wrong:
            raise ContentError(FILE, f"notes.{place}.topics", f"'{wrong}' is no topic", "use an id `section/topic`")
        for key, fact in (("fact", each.fact), ("own", each.own)):
            if fact and fact not in facts:
                raise ContentError(FILE, f"notes.{place}.{key}", f"'{fact}' is no fact", "use one of triage/facts.yml")
    return known


@lru_cache(maxsize=1)
def _background() -> Background:
    return load(content(), catalogue().facts)


def notes(topic_id: Optional[str], facts: Collection[str], text: str) -> List[Note]:
    """The notes to a topic for somebody, one a fact; where one stands for the answer, that alone.

    Args:
        topic_id: the topic that is answered.
        facts: what was told of the person.
        text: the message.
    """
    said, found, seen = plain(text), [], set()
    for each in _background().notes:
        own = not each.own or each.own in facts or not of_oneself(said)
        meant = each.fact in facts and own if each.fact else re.search(rf"\b(?:{each.words})\b", said)
        if topic_id and meant and each.about(topic_id) and (each.fact or each.words) not in seen:
            seen.add(each.fact or each.words)
            found.append(each)
    instead = [each for each in found if each.instead]
    return instead[:1] or found[:_NOTES]


def noted(content: Content, messages: Sequence[Message], found: Sequence[Note]) -> List[Message]:
    """An answer with the notes to it in front; without its picture, and with what they stand for left out.

    Args:
        content: all content.
        messages: the answer.
        found: what `notes` found.
    """
    if not found:
        return list(messages)
    label = content.phrases.labels.safety_note
    first = [Message(f"{label} {each.note}") for each in found]
    if any(each.instead for each in found):
        offered = [each for each in (content.turns_to.professional, content.turns_to.help) if each]
        return with_buttons(content, [each.text for each in first], offered)
    buttons = messages[-1].buttons
    # a picture is followed before a note is read, and whoever gets a note should ask first
    kept = [replace(each, image=None, alt="") for each in messages[: BUBBLES - len(first)]]
    return [*first, *kept[:-1], replace(kept[-1], buttons=buttons)]
