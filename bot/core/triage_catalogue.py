"""The catalogue of warning signs: what each file of `bot/content/triage/` holds."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Literal, Optional, Union

from pydantic import Field, validator

from bot.core.content_files import Review, Strict, matchable
from bot.core.triage_levels import Level


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
    ask: str
    meanwhile: str = ""
    avoid: str
    worse: str = ""
    sure: str = ""
    open: str = ""
    action: str = ""
    source: List[str] = Field(min_items=1)
    reviewed: Union[Review, Literal["not yet"]]


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

    reviewed: Union[Review, Literal["not yet"]]
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
        line: Line = getattr(known, kind) or getattr(self.countries["default"], kind)
        return line.text


class Phrases(Strict):
    """What is said around a flag; see `bot/content/triage/levels.yml` for each one's moment."""

    reviewed: Union[Review, Literal["not yet"]]
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

    reviewed: Union[Review, Literal["not yet"]]
    others: Dict[str, Steps]


class Replies(Strict):
    """The file of replies."""

    reviewed: Union[Review, Literal["not yet"]]
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
