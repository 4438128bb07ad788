"""The article in our words: the YAML files of `bot/content/`, checked while they are loaded."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Literal, Optional, Union

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, root_validator, validator

from bot.core.misfit import misfit
from bot.core.readability import plain
from bot.errors import ContentError

CONTENT = Path(__file__).resolve().parent.parent / "content"
BUBBLE_WORDS = 70  # "about 60": the label and the section's name come on top of what an editor writes
BUBBLES = 3
FEWEST_ALT_WORDS, ALT_WORDS = 8, 35  # of what a picture shows: read out after the answer, which says the rest
TITLE_LETTERS = 28
ENTRY_TOPIC = "overview"  # opens a section; its buttons list the whole section

NOT_SECTIONS = {
    "phrases.yml",
    "pictures.yml",
    "languages.yml",
    "quiz.yml",
    "quiz_words.yml",
    "check.yml",
    "check_words.yml",
    "ache.yml",
    "background.yml",
    "breaks.yml",
    "diary.yml",
    "exercises.yml",
    "routine.yml",
    "telegram.yml",
    "slack.yml",
}


class Strict(BaseModel):
    """A part of the content: no unknown keys, never changed after loading."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


def matchable(value: str) -> str:
    """A pattern as it is, for validators.

    Raises:
        ValueError: it cannot be matched; says why.
    """
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"'{value}' cannot be matched: {error}") from error
    return value


def _words(text: str) -> int:
    return len(text.split())


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
            if _words(bubble) > BUBBLE_WORDS:
                raise ValueError(f"has a bubble of {_words(bubble)} words ('{bubble[:30]}…'); shorten it to about 60")
        return values


class Review(Strict):
    """Who looked at a topic and when.

    Args:
        by: the reviewer's role, such as "a physiotherapist".
        date: ISO date of the review.
    """

    by: str
    date: str = Field(regex=r"^\d{4}-\d{2}-\d{2}$")


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
    reviewed: Union[Literal["not yet"], Review]

    @validator("source", each_item=True)
    def _names_a_section(cls, value: str) -> str:
        if not re.match(r"^[1-5], \S", value):
            raise ValueError(f"'{value}' is not '<section 1 to 5>, <name of the part>', such as '3, Heat and ice'")
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
        offers: what is offered with each of its answers besides, such as `routine/start`.
        topics: the topics by name.
    """

    section: str
    title: str = Field(min_length=2, max_length=TITLE_LETTERS)
    offers: List[str] = []
    topics: Dict[str, Topic]


class Pictures(Strict):
    """What pictures show, in words, see `bot/content/pictures.yml`; their files are in the folder `pictures`."""

    pictures: Dict[str, str]

    @validator("pictures", each_item=True)
    def _is_short(cls, value: str) -> str:
        if not FEWEST_ALT_WORDS <= _words(value) <= ALT_WORDS:
            wanted = f"say how it is done in {FEWEST_ALT_WORDS} to {ALT_WORDS}"
            raise ValueError(f"'{value[:30]}…' has {_words(value)} words; {wanted}")
        return value


class Labels(Strict):
    """The fixed words that keep the article, our safety notes and the gaps apart."""

    says: str
    safety_note: str
    not_in_article: str


class Phrases(Strict):
    """What Ilio says around its answers; see `bot/content/phrases.yml` for each one's moment."""

    labels: Labels
    welcome_back: str
    introduction: str
    menu: str
    menu_topics: List[str]
    nearest: str
    found: str
    not_there: str
    outside: str
    more_of_which: str
    nearest_report: str
    buttons: Dict[str, str]
    lost: str
    nothing_offered: str
    only_so_many: str
    no_more: str
    nothing_to_follow: str
    why_lost: str
    why_outside: str
    why_ache: str
    other_side: str
    points_at_choices: List[str]
    menu_in_words: str
    nothing_to_sum_up: str
    without_check: str
    declined: str
    restarted: str
    failed: str
    source: str
    source_own: str
    not_reviewed: str
    reviewed: str


class Content:
    """All topics and phrases.

    Args:
        sections: the sections by name.
        phrases: the words around the answers.
        pictures: what each picture shows, by its name.
    """

    def __init__(self, sections: Dict[str, Section], phrases: Phrases, pictures: Dict[str, str]) -> None:
        self.sections = sections
        self.phrases = phrases
        self.pictures = pictures
        self.topics: Dict[str, Topic] = {
            f"{name}/{key}": topic for name, section in sections.items() for key, topic in section.topics.items()
        }
        self._by_title = {
            plain(title): each
            for each in self.topics
            for title in (self.topics[each].title, self.title(each))
            if not each.startswith(("chitchat/", "symptom/"))
        }

    def title(self, button_id: str) -> str:
        """The words on the button that opens `button_id`; a section's entry topic bears the section's name."""
        if button_id in self.phrases.buttons:
            return self.phrases.buttons[button_id]
        section, _, topic = button_id.partition("/")
        return self.sections[section].title if topic == ENTRY_TOPIC else self.topics[button_id].title

    def titled(self, text: str) -> Optional[str]:
        """The topic whose button title was typed, if any."""
        return self._by_title.get(plain(text))

    def in_section(self, topic_id: str) -> List[str]:
        """Ids of the other topics of the same section, in the file's order."""
        section = topic_id.partition("/")[0]
        return [f"{section}/{key}" for key in self.sections[section].topics if f"{section}/{key}" != topic_id]


class _Repeated(yaml.constructor.ConstructorError):
    """A key that stands in a mapping twice."""

    def __init__(self, key: str, mark: yaml.Mark) -> None:
        super().__init__(problem=f"the key '{key}' stands there twice", problem_mark=mark)
        self.key = key


class _UniqueKeys(yaml.CSafeLoader):
    """YAML without repeated keys, of which the last would silently win; read ten times as fast as by `SafeLoader`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for place, key in enumerate(keys):
            if key in keys[:place]:
                mark = node.value[place][0].start_mark
                raise _Repeated(str(key), mark)
        return super().construct_mapping(node, deep)


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _UniqueKeys)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        file = f"{path.name}, line {mark.line + 1}" if mark else path.name
        if isinstance(error, _Repeated):
            raise ContentError(file, error.key, "stands there twice", "keep one of the two") from error
        problem = str(getattr(error, "problem", None) or error)
        raise ContentError(file, "", problem, "write it as YAML; quote texts that contain ': '") from error


def read_model(model: Any, path: Path) -> Any:
    """Read a YAML file as a pydantic model.

    Raises:
        ContentError: it is no YAML or does not fit, naming the file, the key and the mend.
    """
    if not path.exists():
        raise ContentError(path.name, "", "the file is missing", "restore it from version control")
    data = _read(path)
    if not isinstance(data, dict):
        raise ContentError(path.name, "", "the file is not a mapping", "start it with `section:` and `topics:`")
    try:
        return model(**data)
    except ValidationError as error:
        key, kind, problem = misfit(model, error)
        mend = {
            "value_error.missing": "add the key",
            "value_error.extra": "remove the key or correct its spelling",
        }.get(kind, "change the value as said; bot/content/causes.yml shows a complete file")
        raise ContentError(path.name, key, problem, mend) from error


def _links(content: Content) -> Iterator[tuple[str, str, str]]:
    for topic_id, topic in content.topics.items():
        section, key = topic_id.split("/")
        links = [*(("related", link) for link in topic.related), ("if_yes", topic.if_yes), ("if_no", topic.if_no)]
        for name, link in links:
            if link:
                yield f"{section}.yml", f"topics.{key}.{name}", link
    for name, part in content.sections.items():
        for link in part.offers:
            yield f"{name}.yml", "offers", link
    for link in content.phrases.menu_topics:
        yield "phrases.yml", "menu_topics", link


def load(folder: Path = CONTENT) -> Content:
    """Read and check every content file.

    Args:
        folder: where the YAML files are.

    Returns:
        The checked content.

    Raises:
        ContentError: a file is broken, naming the file, the key and the mend.
    """
    sections: Dict[str, Section] = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name in NOT_SECTIONS:
            continue
        section = read_model(Section, path)
        if section.section != path.stem:
            raise ContentError(path.name, "section", f"is '{section.section}'", f"write '{path.stem}', as the file")
        sections[section.section] = section
    pictures = _pictures(folder)
    content = Content(sections, read_model(Phrases, folder / "phrases.yml"), pictures)
    for file, key, link in _links(content):
        if link not in content.topics and link not in content.phrases.buttons:
            raise ContentError(file, key, f"'{link}' is no topic", "use an id `section/topic` that exists")
    for topic_id, topic in content.topics.items():
        _fits_its_picture(topic_id, topic, pictures)
    return content


def _pictures(folder: Path) -> Dict[str, str]:
    """What pictures show, by their names.

    Raises:
        ContentError: one has no files.
    """
    pictures: Dict[str, str] = read_model(Pictures, folder / "pictures.yml").pictures
    for name in pictures:
        for kind in ("svg", "png"):
            if not (folder / "pictures" / f"{name}.{kind}").is_file():
                problem = f"the file pictures/{name}.{kind} is missing"
                raise ContentError("pictures.yml", f"pictures.{name}", problem, "draw it with `make pictures`")
    return pictures


def _fits_its_picture(topic_id: str, topic: Topic, pictures: Dict[str, str]) -> None:
    """See that a topic's picture is there, and that what it is shown with is said.

    Raises:
        ContentError: it is not.
    """
    section, name = topic_id.split("/")
    file, key = f"{section}.yml", f"topics.{name}.picture"
    if topic.picture is not None and topic.picture not in pictures:
        mend = f"use one of pictures.yml: {', '.join(pictures)}"
        raise ContentError(file, key, f"there is no picture '{topic.picture}'", mend)
    if topic.picture_with is not None:
        said = [getattr(part, topic.picture_with) for part in (topic.answer, topic.simpler) if part]
        if topic.picture is None or not all(said):
            problem = f"there is no picture, or no {topic.picture_with} in `answer` or in `simpler`"
            raise ContentError(file, f"{key}_with", problem, "add what is missing, or remove the key")


@lru_cache(maxsize=1)
def content() -> Content:
    """The content of `bot/content/`, read once a process.

    Raises:
        ContentError: see `load`.
    """
    return load()
