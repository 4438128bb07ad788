"""The article in our words: the YAML files of `bot/content/`, checked while they are loaded."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Collection, Dict, Iterator, List, Optional

from pydantic import validator

from bot.core.content_files import CONTENT, Strict, read_model
from bot.core.content_subject import FILE, Subject
from bot.core.content_topics import OTHER_LANGUAGE, OUTSIDE, REPORTS, TALK, UNREADABLE, Section, Topic, section_of
from bot.core.readability import plain
from bot.errors import ContentError

ENTRY_TOPIC = "overview"  # opens a section; its buttons list the whole section
_FEWEST_ALT_WORDS, _ALT_WORDS = 8, 35  # of what a picture shows: read out after the answer, which says the rest
# what Ilio can do besides answering, by what the ids of its buttons begin with: each is there when its file is
CAPABILITIES = {
    "quiz": "quiz.yml",
    "check": "check.yml",
    "summary": "check.yml",
    "routine": "exercises.yml",
    "diary": "diary.yml",
    "breaks": "breaks.yml",
}

NOT_SECTIONS = {
    "subject.yml",
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
    "web.yml",
}


class Pictures(Strict):
    """What pictures show, in words, see `bot/content/pictures.yml`; their files are in the folder `pictures`."""

    pictures: Dict[str, str]

    @validator("pictures", each_item=True)
    def _is_short(cls, value: str) -> str:
        words = len(value.split())
        if not _FEWEST_ALT_WORDS <= words <= _ALT_WORDS:
            wanted = f"say how it is done in {_FEWEST_ALT_WORDS} to {_ALT_WORDS}"
            raise ValueError(f"'{value[:30]}…' has {words} words; {wanted}")
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
        subject: what Ilio is about, and the topics it turns to by itself.
        can: which of `CAPABILITIES` are there.
    """

    def __init__(
        self,
        sections: Dict[str, Section],
        phrases: Phrases,
        pictures: Dict[str, str],
        subject: Subject,
        can: Collection[str],
    ) -> None:
        self.sections = sections
        self.phrases = phrases
        self.pictures = pictures
        self.subject = subject
        self.turns_to = subject.turns_to
        self.can = frozenset(can)
        self.topics: Dict[str, Topic] = {
            f"{name}/{key}": topic for name, section in sections.items() for key, topic in section.topics.items()
        }
        self._by_title = {
            plain(title): each
            for each in self.topics
            for title in (self.topics[each].title, self.title(each))
            if section_of(each) not in (TALK, REPORTS)
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

    def lacks(self, button_id: str) -> Optional[str]:
        """The file that would have to be there for what a button opens; None where nothing is lacking."""
        name = section_of(button_id)
        return CAPABILITIES[name] if name in CAPABILITIES and name not in self.can else None

    def kind(self, topic_id: Optional[str]) -> Optional[str]:
        """Of which kind a section is, or that of a topic; None for Ilio's own sections, and for what is none."""
        section = self.sections.get(section_of(topic_id))
        return section.kind if section else None

    def in_section(self, topic_id: str) -> List[str]:
        """Ids of the other topics of the same section, in the file's order."""
        section = topic_id.partition("/")[0]
        return [f"{section}/{key}" for key in self.sections[section].topics if f"{section}/{key}" != topic_id]


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
        for key, opened in (("what_else", part.what_else), ("how_long", part.how_long)):
            if opened and opened != "repeat":
                yield f"{name}.yml", key, opened
    for key, link in content.subject.links():
        yield FILE, key, link
    for link in (*UNREADABLE, OTHER_LANGUAGE):  # what can't be read opens these
        yield f"{OUTSIDE}.yml", "topics", link
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
            if re.search(r"^section:", path.read_text(encoding="utf-8"), re.MULTILINE):
                raise ContentError(path.name, "section", "the file is kept for something else", "call both otherwise")
            continue
        section = read_model(Section, path)
        if section.section != path.stem:
            raise ContentError(path.name, "section", f"is '{section.section}'", f"write '{path.stem}', as the file")
        sections[section.section] = section
    for name in (TALK, REPORTS, OUTSIDE):
        if name not in sections:
            raise ContentError(f"{name}.yml", "", "the file is missing", "restore it: every article needs it")
    pictures = _pictures(folder)
    phrases, subject = read_model(Phrases, folder / "phrases.yml"), read_model(Subject, folder / FILE)
    can = [name for name, file in CAPABILITIES.items() if (folder / file).exists()]
    content = Content(sections, phrases, pictures, subject, can)
    for file, key, link in _links(content):
        lacking = content.lacks(link)
        if lacking:
            raise ContentError(file, key, f"'{link}' needs {lacking}, which is not there", "remove it, or restore that")
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
