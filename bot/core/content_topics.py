"""A section of the content: the topics of one file, and what is said on each."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Literal, Optional, Union

from pydantic import Field, root_validator, validator

from bot.core.content_files import BUBBLE_WORDS, BUBBLES, TITLE_LETTERS, Review, Strict

# Ilio's own sections, there whatever the article is about: small talk, what people feel, what is not its subject
TALK, REPORTS, OUTSIDE = "chitchat", "symptom", "out_of_scope"
OTHER_LANGUAGE = f"{OUTSIDE}/other_language"
UNREADABLE = (f"{OUTSIDE}/empty", f"{OUTSIDE}/emoji", f"{OUTSIDE}/too_long")  # as `readability.unreadable` names them


def section_of(topic_id: Optional[str]) -> str:
    """The section that a topic is in; of a section, itself."""
    return (topic_id or "").partition("/")[0]


class Answer(Strict):
    """What is said on a topic at one depth. Every field but `lead` is a bubble, in this order.

    Args:
        text: our own words, not from the article: small talk, what Ilio can't do, what to do about a symptom.
        lead: a few words of our own in front of `says`.
        says: what the article says, and nothing else.
        safety_note: what the article leaves out and a person needs to be safe.
        not_in_article: what people ask for and the article does not give.
    """

    text: List[str] = []
    lead: Optional[str] = None
    says: Optional[str] = None
    safety_note: Optional[str] = None
    not_in_article: Optional[str] = None

    @validator("text", pre=True)
    def _one_or_many(cls, value: Union[str, List[str]]) -> List[str]:
        return [value] if isinstance(value, str) else value

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        said = f"{values['lead'] or ''} {values['says'] or ''}".strip()
        bubbles = [*values["text"], said, values["safety_note"] or "", values["not_in_article"] or ""]
        bubbles = [bubble for bubble in bubbles if bubble]
        if not bubbles:
            raise ValueError("says nothing; give it `says`, `text`, `safety_note` or `not_in_article`")
        if len(bubbles) > BUBBLES:
            raise ValueError(f"has {len(bubbles)} bubbles; move some to `more`, {BUBBLES} is the most")
        for bubble in bubbles:
            words = len(bubble.split())
            if words > BUBBLE_WORDS:
                raise ValueError(f"has a bubble of {words} words ('{bubble[:30]}…'); shorten it to about 60")
        return values


class Topic(Strict):
    """One thing people can ask about.

    Args:
        title: what its button says, at most 28 characters.
        source: the article's parts it comes from, "<section number>, <name>"; needed where `says` is used.
        answer, more, simpler: the first answer, what "tell me more" adds, and the same in simpler words.
        picture: a picture of `pictures.yml`, shown with the answer and with its simpler form.
        picture_with: which of their bubbles it is shown with, if not the first.
        if_yes, if_no: the topics a plain "yes" or "no" opens, where the answer asks a question.
        related: up to three next steps, as topic ids; `menu` stands for the whole menu, none for no buttons.
        reviewed: `not yet`, or by whom and when.
    """

    title: str = Field(min_length=2, max_length=TITLE_LETTERS)
    source: List[str] = []
    answer: Answer
    more: Optional[Answer] = None
    simpler: Optional[Answer] = None
    picture: Optional[str] = None
    picture_with: Optional[Literal["safety_note", "not_in_article"]] = None
    related: List[str] = Field(max_items=3)
    if_yes: Optional[str] = None
    if_no: Optional[str] = None
    reviewed: Union[Review, Literal["not yet"]]

    @validator("source", each_item=True)
    def _names_a_section(cls, value: str) -> str:
        if not re.match(r"^[1-9]\d?, \S", value):
            raise ValueError(f"'{value}' is not '<section's number>, <name of the part>', such as '3, Heat and ice'")
        return value

    @root_validator(skip_on_failure=True)
    def _says_where(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        quotes = any(part and part.says for part in (values["answer"], values["more"], values["simpler"]))
        if quotes and not values["source"]:
            raise ValueError("`says` needs a `source`; name the article's section")
        return values


class Section(Strict):
    """A content file: topics that belong together, under one Rasa intent of the same name.

    Args:
        section: its name, that of the file.
        title: what its button says.
        kind: `facts`, which may be told beside urgent advice; `self_care`, what to do with the body, which waits while
            a warning sign stands; `help`, when to get it. Ilio's own sections have none.
        what_else: the topic that "what else can I do?" opens after its answers, if not the same as everywhere.
        how_long: the topic that "how long?" opens after its answers; `repeat` where they say it themselves.
        offers: what is offered with each of its answers besides, such as `routine/start`.
        topics: the topics by name.
    """

    section: str
    title: str = Field(min_length=2, max_length=TITLE_LETTERS)
    kind: Optional[Literal["facts", "self_care", "help"]] = None
    what_else: Optional[str] = None
    how_long: Optional[str] = None
    offers: List[str] = []
    topics: Dict[str, Topic]

    @root_validator(skip_on_failure=True)
    def _has_its_kind(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        own = (TALK, REPORTS, OUTSIDE)
        if (values["kind"] is None) != (values["section"] in own):
            wanted = f"write facts, self_care or help; only {', '.join(own)} have none"
            raise ValueError(f"has no `kind`, or one too many: {wanted}")
        return values
