"""The catalogue of warning signs in `bot/content/triage/`: levels, numbers, words, signs and combinations."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Literal, Optional, Union

from pydantic import Field, validator

from bot.core.content import CONTENT, Review, Strict, matchable, read_model
from bot.core.triage_levels import LEVELS, Level
from bot.errors import ContentError

FOLDER = CONTENT / "triage"
# what texts may leave to be filled in: whom to call, and what the sign says
_FILLED = {"emergency", "urgent", "crisis", "told", "why", "meanwhile", "avoid", "worse", "action"}
VARIANTS = ("_helped", "_other")  # of what a reply says: help is there or on its way; it is another person's sign


def is_background(fact: str) -> bool:
    """Whether a fact is about a person, such as tablets and illnesses, and no complaint."""
    return fact.startswith("m_")


class Flag(Strict):
    """One warning sign; see the head of `bot/content/triage/flags_spine.yml` for each key."""

    name: str
    level: Level
    signs: List[str] = []
    told: str
    vague: str = ""
    why: str
    meanwhile: str = ""
    avoid: str
    worse: str = ""
    ask: str = ""
    sure: str = ""
    open: str = ""
    action: str = ""
    source: List[str] = Field(min_items=1)
    reviewed: Union[Literal["not yet"], Review]


class Flags(Strict):
    """A file of flags that belong together."""

    flags: Dict[str, Flag]


class Fact(Strict):
    """A plain complaint or a piece of background; alone it raises nothing."""

    name: str
    signs: List[str]


class Combination(Strict):
    """What several flags and facts mean together: every one of `all`, and one of `any`."""

    all: List[str] = []
    any: List[str] = []
    level: Level
    flag: str  # whose advice is given
    why: str
    told: str = ""  # what the person told of, instead of the flag's own `told`
    told_why: str = ""  # what is said instead of the flag's own `why`


class Facts(Strict):
    """Facts and what they mean together."""

    facts: Dict[str, Fact]
    combinations: Dict[str, Combination]


class Words(Strict):
    """Groups of words that mean the same in a sign, and words that mean nothing there."""

    fillers: List[str]
    groups: Dict[str, List[str]]
    context: Dict[str, List[str]]

    @validator("fillers", "groups", "context", pre=True)
    def _are_words(cls, value: Any) -> Any:
        lists = value.values() if isinstance(value, dict) else [value]
        for word in (each for words in lists if isinstance(words, list) for each in words):
            if isinstance(word, bool):
                raise ValueError(
                    "has a word that YAML takes for true or false; put a lone no, off, on or yes in quotes"
                )
            if set('"()+') & set(str(word)):
                raise ValueError(f"has '{word}', which nobody types like that; leave quotes and brackets out")
        return value


class Line(Strict):
    """A telephone line, or a kind of place to turn to.

    Args:
        text: as it is read in a sentence.
        checked: whether it was seen in a source; otherwise it is general knowledge and must be verified.
    """

    text: str
    checked: bool


class Country(Strict):
    """A country's lines, or those of several by their `codes`; what is missing there is taken from `default`."""

    names: List[str] = []
    codes: List[str] = []
    emergency: Optional[Line] = None
    urgent: Optional[Line] = None
    crisis: Optional[Line] = None


class Numbers(Strict):
    """Whom to call, by country code; `default` names no country."""

    reviewed: Union[Literal["not yet"], Review]
    countries: Dict[str, Country]

    @validator("countries")
    def _has_a_default(cls, value: Dict[str, Country]) -> Dict[str, Country]:
        line = value.get("default")
        if not (line and line.emergency and line.urgent and line.crisis):
            raise ValueError("`default` must have all three lines")
        for code, country in value.items():
            if country.emergency and not re.search(r"\d", country.emergency.text):
                raise ValueError(f"the emergency line of '{code}' has no number to call")
        return value

    def known(self, code: str) -> Optional[str]:
        """Under which name the lines of a country stand, by its ISO 3166 code; None where there are none."""
        if code in self.countries and code != "default":
            return code
        return next((name for name, country in self.countries.items() if code in country.codes), None)

    def line(self, country: Optional[str], kind: str) -> str:
        """Whom to call in a country.

        Args:
            country: ISO 3166 code, or None where it is not known.
            kind: `emergency`, `urgent` or `crisis`.
        """
        known = self.countries.get(country or "default", self.countries["default"])
        return (getattr(known, kind) or getattr(self.countries["default"], kind)).text


class Phrases(Strict):
    """What is said around a flag; see `bot/content/triage/levels.yml` for each one's moment."""

    reviewed: Union[Literal["not yet"], Review]
    first: List[str]
    never_less: List[str]
    levels: Dict[str, Dict[str, str]]
    phrases: Dict[str, str]
    buttons: Dict[str, str]


class Reply(Strict):
    """What is answered to one kind of thing that people say back; see the head of `replies.yml` for each key."""

    words: List[str] = []
    intents: List[str] = []
    topics: List[str] = []
    follows: bool = False
    in_hand: bool = False
    no_answer: bool = False
    whole: bool = False
    says: Dict[str, str] = {}

    _can_be_matched = validator("words", each_item=True, allow_reuse=True)(matchable)


class Narrower(Strict):
    """Whole messages that say a sign is less than was told, and the sign it is then."""

    to: str
    words: List[str]

    _can_be_matched = validator("words", each_item=True, allow_reuse=True)(matchable)


class TakenBack(Strict):
    """Whole messages that take back what was noticed; see `replies.yml`."""

    jest: List[str]
    not_now: List[str]
    perhaps: List[str]
    explained: List[str]
    another: List[str]
    besides: List[str]
    works_again: Dict[str, List[str]]
    narrower: Dict[str, Narrower] = {}

    _can_be_matched = validator(
        "jest", "not_now", "perhaps", "explained", "another", "besides", each_item=True, allow_reuse=True
    )(matchable)

    @validator("works_again", each_item=True)
    def _each_can_be_matched(cls, words: List[str]) -> List[str]:
        return [matchable(each) for each in words]


class Steps(Strict):
    """What to do and not to do for somebody else until help is there."""

    meanwhile: str
    avoid: str


class Others(Strict):
    """The file of steps for somebody else, by flag."""

    reviewed: Union[Literal["not yet"], Review]
    others: Dict[str, Steps]


class Replies(Strict):
    """The file of replies."""

    reviewed: Union[Literal["not yet"], Review]
    around: List[str]
    taken_back: TakenBack
    replies: Dict[str, Reply]


class Sources(Strict):
    """Where the clinical facts come from, and whether each was read."""

    sources: Dict[str, Dict[str, str]]


class Catalogue(Strict):
    """Everything of `bot/content/triage/`."""

    flags: Dict[str, Flag]
    facts: Dict[str, Fact]
    combinations: Dict[str, Combination]
    words: Words
    numbers: Numbers
    levels: Phrases
    around: List[str]  # words around what is said back that mean nothing for it
    taken_back: TakenBack
    replies: Dict[str, Reply]
    others: Dict[str, Steps]
    sources: Dict[str, Dict[str, str]]


def load(folder: Path = FOLDER) -> Catalogue:
    """Read and check the catalogue.

    Args:
        folder: where its YAML files are.

    Raises:
        ContentError: a file is broken, naming the file, the key and the mend.
    """
    flags: Dict[str, Flag] = {}
    facts = read_model(Facts, folder / "facts.yml")
    words = read_model(Words, folder / "words.yml")
    sources = read_model(Sources, folder / "sources.yml").sources
    for path in sorted(folder.glob("flags_*.yml")):
        for key, flag in read_model(Flags, path).flags.items():
            where = f"flags.{key}"
            if key in flags:
                raise ContentError(path.name, where, "is in another file too", "keep one of the two")
            _check_signs(path.name, where, flag.signs, words)
            for each in flag.source:
                if each not in sources:
                    raise ContentError(path.name, f"{where}.source", f"'{each}' is no source", "add it to sources.yml")
            flags[key] = flag
    for key, fact in facts.facts.items():
        _check_signs("facts.yml", f"facts.{key}", fact.signs, words)
    for key, rule in facts.combinations.items():
        for each in (*rule.all, *rule.any, rule.flag):
            if each not in flags and each not in facts.facts:
                mend = "use the id of a flag or a fact"
                raise ContentError("facts.yml", f"combinations.{key}", f"'{each}' is neither flag nor fact", mend)
    phrases = read_model(Phrases, folder / "levels.yml")
    for key in ("first", "never_less"):
        for each in getattr(phrases, key):
            if each not in flags:
                raise ContentError("levels.yml", key, f"'{each}' is no flag", "use the id of a flag")
    for key, texts in {**phrases.levels, "phrases": phrases.phrases}.items():
        for text in texts.values():
            _check_text("levels.yml", key, text)
    replies = read_model(Replies, folder / "replies.yml")
    for key, reply in replies.replies.items():
        _check_reply(f"replies.{key}", reply, flags)
    for key, flag in flags.items():
        for text in (flag.why, flag.sure, flag.meanwhile, flag.avoid, flag.worse, flag.action):
            _check_text("flags_….yml", f"flags.{key}", text)
    others = read_model(Others, folder / "others.yml").others
    for key, steps in others.items():
        if key not in flags:
            raise ContentError("others.yml", f"others.{key}", f"'{key}' is no flag", "use the id of a flag")
        for text in (steps.meanwhile, steps.avoid):
            _check_text("others.yml", f"others.{key}", text)
    return Catalogue(
        flags=flags,
        facts=facts.facts,
        combinations=facts.combinations,
        words=words,
        numbers=read_model(Numbers, folder / "numbers.yml"),
        levels=phrases,
        around=replies.around,
        taken_back=replies.taken_back,
        replies=replies.replies,
        others=others,
        sources=sources,
    )


def _check_text(file: str, where: str, text: str) -> None:
    for name in re.findall(r"{(\w*)}", text):
        if name not in _FILLED:
            mend = f"use one of {', '.join(sorted(_FILLED))}"
            raise ContentError(file, where, f"'{{{name}}}' is nothing known", mend)


def _check_reply(where: str, reply: Reply, flags: Dict[str, Flag]) -> None:
    if reply.whole == bool(reply.says):
        raise ContentError("replies.yml", where, "says nothing of its own, or too much", "give it `says` or `whole`")
    for key, text in reply.says.items():
        base = next((key[: -len(each)] for each in VARIANTS if key.endswith(each)), key)
        if base not in LEVELS and base not in flags:
            mend = f"use a level or a flag's id, with {' or '.join(VARIANTS)} if needed"
            raise ContentError("replies.yml", f"{where}.says", f"'{key}' is neither level nor flag", mend)
        _check_text("replies.yml", f"{where}.says", text)


def _check_signs(file: str, where: str, signs: List[str], words: Words) -> None:
    for sign in signs:
        for term in sign.replace(" - ", " + ").split(" + "):
            if not term.startswith("(") and term not in words.groups:
                mend = "add the group to words.yml, or write plain words in brackets (like this)"
                raise ContentError(file, f"{where}.signs", f"'{term}' is no group of words", mend)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue of `bot/content/triage/`, read once a process.

    Raises:
        ContentError: see `load`.
    """
    return load()
