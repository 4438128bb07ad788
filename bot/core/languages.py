"""Other languages than English: what is said in each, and its words that make a message urgent."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Literal, Optional, Tuple, Union

from pydantic import Field, PrivateAttr, validator

from bot.core.content_files import CONTENT, Review, Strict, read_model
from bot.errors import ContentError

FILE = "languages.yml"
LATIN = "LATIN"
_LONGEST = 30  # words of a sentence: two of them and a little English are one turn
_SPACED = {LATIN, "CYRILLIC", "GREEK"}  # scripts whose words begin after a space, and have nothing put in front
# written together in one language
_SAME_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "IDEOGRAPHIC": "CJK"}
# letters that people type for each other and that are not one with an accent: i without a dot, and the Arabic and
# Persian forms of yeh, kaf and heh
_ALIKE = str.maketrans(
    {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
    | {"\u0649": "\u06cc", "\u064a": "\u06cc", "\u0643": "\u06a9", "\u0629": "\u0647"}
)


def folded(text: str) -> str:
    """Words in lower case with single spaces, without accents: what is typed in several ways becomes alike."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_ALIKE)
    kept = (each for each in letters if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")
    return " ".join("".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in kept).split())


def script(text: str) -> str:
    """The script that most letters are in, by its name in Unicode; an empty string where there are none."""
    names = (unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha())
    most = Counter(_SAME_SCRIPT.get(name, name) for name in names).most_common(1)
    return most[0][0] if most else ""


class Language(Strict):
    """A language that Ilio can say a little in; see the head of `bot/content/languages.yml` for each key."""

    name: str
    also: List[str] = []
    marks: List[str] = []
    only_english: str
    emergency: str
    urgent: List[str] = Field(min_items=1)
    _script: str = PrivateAttr()
    _urgent: Tuple[Tuple[str, ...], ...] = PrivateAttr()
    _marks: FrozenSet[str] = PrivateAttr()

    @validator("only_english", "emergency")
    def _is_short(cls, value: str) -> str:
        if len(value.split()) > _LONGEST:
            raise ValueError(f"has {len(value.split())} words; shorten it to {_LONGEST}")
        return value

    @validator("emergency")
    def _names_a_number(cls, value: str) -> str:
        if re.findall(r"{(.*?)}", value) != ["number"]:
            raise ValueError("must have {number} once, and nothing else in such brackets")
        return value

    @validator("marks", "urgent", pre=True, each_item=True)
    def _are_words(cls, value: Any) -> Any:
        if not isinstance(value, str):
            raise ValueError(f"has {value!r}, which YAML does not take for a word; put it in quotes")
        for part in value.split("+"):
            if not folded(part):
                raise ValueError(f"has '{value}' with nothing in it, or beside a '+'")
        return value

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self._script = script(self.only_english)
        start = " " if self._script in _SPACED else ""
        self._urgent = tuple(tuple(start + folded(part) for part in each.split("+")) for each in self.urgent)
        self._marks = frozenset(map(folded, self.marks))

    @property
    def script(self) -> str:
        """The script it is written in."""
        return self._script

    def urgent_in(self, said: str) -> str:
        """The longest words of an emergency that a message has, empty where it has none; `said` is folded."""
        said = f" {said}"
        there = (parts for parts in self._urgent if parts[0] in said and all(part in said for part in parts))
        return max(map("".join, there), key=len, default="")

    def marks_in(self, said: str) -> int:
        """How many different words of a message give this language away; `said` is folded."""
        return len(self._marks.intersection(said.split()))


class Languages(Strict):
    """Everything of `bot/content/languages.yml`."""

    reviewed: Union[Review, Literal["not yet"]]
    english: FrozenSet[str]
    languages: Dict[str, Language]
    _read_by: Dict[str, str] = PrivateAttr()

    @validator("english", pre=True)
    def _are_words(cls, value: Any) -> FrozenSet[str]:
        return frozenset(word for line in value for word in str(line).lower().split())

    @validator("languages")
    def _have_codes_of_their_own(cls, value: Dict[str, Language]) -> Dict[str, Language]:
        seen = Counter([*value, *(code for language in value.values() for code in language.also)])
        for code, times in seen.items():
            if not re.match(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$", code):
                raise ValueError(f"'{code}' is no code such as fr or hi-Latn; put a lone no in quotes")
            if times > 1 or code == "en":
                raise ValueError(f"'{code}' is there twice, or is English; keep one")
        return value

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self._read_by = {each: here for here, known in self.languages.items() for each in (here, *known.also)}

    def read_by(self, code: str) -> str:
        """The code of the language here that speakers of one can read, or its own where there is none."""
        return self._read_by.get(code, code)


@dataclass(frozen=True)
class Heard:
    """What was heard of a message's language.

    Args:
        code: the language, as `bot/content/languages.yml` names it; None for one that is not there.
        sure: whether it is no English for certain.
        urgent: whether the message has words of an emergency.
    """

    code: Optional[str] = None
    sure: bool = False
    urgent: bool = False

    def as_dict(self) -> Dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Any) -> Heard:
        """What `as_dict` wrote; whatever else it is given, English."""
        try:
            code = kept["code"] if kept["code"] in languages().languages else None
            return cls(code, bool(kept["sure"]), bool(kept["urgent"]))
        except (KeyError, TypeError):
            return cls()


def said_to(heard: Heard, number: str) -> Optional[str]:
    """What is said to a person in their own language; None where it is not known.

    Args:
        heard: what was heard of the language.
        number: whom to call in an emergency, in digits.
    """
    if heard.code is None:
        return None
    language = languages().languages[heard.code]
    emergency = language.emergency.format(number=number)
    return f"**{emergency}**\n{language.only_english}" if heard.urgent else f"{language.only_english} {emergency}"


def load(folder: Path = CONTENT) -> Languages:
    """Read and check `languages.yml`.

    Args:
        folder: where it is.

    Raises:
        ContentError: it is broken, naming the key and the mend.
    """
    known: Languages = read_model(Languages, folder / FILE)
    if not known.languages:
        raise ContentError(FILE, "languages", "has no language", "restore it from version control")
    return known


@lru_cache(maxsize=1)
def languages() -> Languages:
    """The languages of `bot/content/`, read once a process.

    Raises:
        ContentError: see `load`.
    """
    return load()
