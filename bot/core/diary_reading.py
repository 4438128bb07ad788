"""How bad the pain is, read from what people type: "6/10", "about a 7", "8 yesterday and 6 today"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Dict, List, Mapping, Optional, Pattern, Tuple

from bot.core import ache
from bot.core.check_summary import OUT_OF, figures
from bot.core.diary_content import words
from bot.core.numbers import in_figures
from bot.core.person import RELATIONS, of_another
from bot.core.readability import plain

WORST = 10  # the end of the scale
OLDEST = 60  # days back that are taken
_LONGEST = 25  # words; whoever writes more tells of more than a number
_BESIDES = 6  # words beside a number that is said to be of pain, and beside fillers
_BAD = 9  # from here on the check takes it for a warning sign
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(
    r"\b(?:(?P<ago>\d{1,2}) days? ago|(?P<before>(?:the )?day before yesterday)"
    r"|(?P<yesterday>yesterday(?: \w+ing)?|last night)"
    r"|(?:on |last |this )*(?P<name>mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?P<today>today|tonight|right now|now|at the moment|currently|this (?:morning|afternoon|evening)))\b"
)
_UNIT = re.compile(
    r"\d ?(?:%|(?:h(?:ou)?rs?|mins?|minutes?|days?|we*ks?|months?|years?|yrs?|mg|ml|times?|tablets?|pills?|am|pm"
    r"|o ?clock|kgs?|km|miles?|steps|reps?|stone|sessions?|questions?|options?|st|nd|rd|th|x)\b)"
)
_NUMBER = r"(?:an? )?(\d+(?:\.\d+)?)"
_JOINED = re.compile(rf"\bbetween {_NUMBER} and {_NUMBER}|{_NUMBER} ?(?:-|\u2013|to|or|maybe)(?: maybe)? ?{_NUMBER}")
_SCALE = re.compile(r"\b(?:of|from|between) [01] ?(?:to|and|-|\u2013) ?10\b")
# a number that it no longer is: "down from 8", "from 8 to 6", "5 not 6"
_BEFORE = re.compile(rf"\bfrom {_NUMBER}|\bnot {_NUMBER}|\binstead of {_NUMBER}")
_ASKS = re.compile(
    r"^(?:is|are|does)\b|\b(?:what|whats|why|how|which|when (?:should|do)|should|(?:could|can|may) i|if)\b"
)
_OTHER = re.compile(rf"\b(?:{RELATIONS}|he|she|hes|shes|his|her|they|their)\b")

Pain = Tuple[float, float]  # the least and the most said for a day


@dataclass(frozen=True)
class Told:
    """What a message tells of pain.

    Args:
        days: numbers by day; none where they are not on the scale.
        dated: whether the message names a day, if only today.
    """

    days: Mapping[date, Pain]
    dated: bool = False


def read(text: str, today: date, asked: bool = False, kept: bool = False) -> Optional[Told]:
    """The pain that a message tells, if it tells little else.

    Args:
        text: what was typed.
        today: the person's day.
        asked: whether a number was just asked for, so that "about a 7" is one.
        kept: whether there is a diary, so that "it was 8 yesterday" belongs into it.

    Returns:
        What is told; None for a message that is about something else.
    """
    said = in_figures(text.lower().replace("'", "").replace("\u2019", ""))
    hurts, none, fillers = _patterns()
    if len(said.split()) > _LONGEST or "?" in text or _ASKS.search(said) or _OTHER.search(said) or of_another(text):
        return None
    days = _days(said, today)
    bare = _blanked(_DAY, said)
    if _UNIT.search(bare):
        return None
    scaled = bool(OUT_OF.search(bare) or _SCALE.search(bare))
    bare = _blanked(_BEFORE, _blanked(OUT_OF, _blanked(_SCALE, bare)))
    rest = [word for word in plain(bare).split() if word not in fillers and not re.fullmatch(r"\d+(?:ish)?", word)]
    groups = _groups(bare)
    if not groups:
        free = none.fullmatch(plain(bare)) and len(days) <= 1 and (asked or (kept and days))
        return Told({days[0][1] if days else today: (0, 0)}, bool(days)) if free else None
    named = scaled or bool(hurts.search(bare))
    if rest and not (named and len(rest) <= _BESIDES and (days or scaled or asked)):
        return None
    if not (asked or named or (kept and days)):
        return None
    given = _by_day(groups, days, today)
    if given is None or any((today - day).days > OLDEST for day in given):
        return None
    fits = all(0 <= low <= high <= WORST for low, high in given.values())
    return Told(given if fits else {}, bool(days)) if fits or asked else None


def is_number_alone(text: str) -> bool:
    """Whether a message says how bad it is, from 0 to 8, and nothing besides but which day, place or side.

    Then what only resembles a sign in it is none.
    """
    said = in_figures(text.lower().replace("'", "").replace("\u2019", ""))
    bare = _blanked(OUT_OF, _blanked(_SCALE, _blanked(_DAY, said)))
    groups = _groups(bare)
    if "?" in text or not groups or len(said.split()) > _LONGEST or _UNIT.search(bare) or _OTHER.search(said):
        return False
    besides = {*plain(bare).split()} - {*words().harmless}
    return all(high < _BAD for _, (_, high) in groups) and all(re.fullmatch(r"\d+(?:ish)?", each) for each in besides)


def _blanked(pattern: Pattern[str], text: str) -> str:
    """A text with blanks in the place of what a pattern matches, so that all else stays where it is."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


def _days(said: str, today: date) -> List[Tuple[int, date]]:
    """The days a text names with the places where it does; "Monday, today" on a Monday are not the same."""
    found = list(_DAY.finditer(said))
    least = 1 if any(each["today"] for each in found) else 0
    return [(each.start(), _day(each, today, least)) for each in found]


def _day(found: re.Match[str], today: date, least: int) -> date:
    if found["name"]:
        place = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(found["name"]))
        return today - timedelta(days=least + (today.weekday() - least - place) % 7)
    back = int(found["ago"]) if found["ago"] else 2 if found["before"] else 1 if found["yesterday"] else 0
    return today - timedelta(days=back)


def _groups(said: str) -> List[Tuple[int, Pain]]:
    """Numbers and ranges of them with the places where they begin."""
    found: List[Tuple[int, Pain]] = []
    for match in _JOINED.finditer(said):
        low, high = sorted(float(each) for each in match.groups() if each)
        found.append((match.start(), (low, high)))
    found += [(place, (number, number)) for place, number in figures(_blanked(_JOINED, said))]
    return sorted(found)


def _by_day(groups: List[Tuple[int, Pain]], days: List[Tuple[int, date]], today: date) -> Optional[Dict[date, Pain]]:
    """Which number is of which day; None where that is not clear."""
    if not days and len(groups) == 1:
        return {today: groups[0][1]}
    if len(days) == 1 and len(groups) == 1:
        return {days[0][1]: groups[0][1]}
    if len(days) == 1 and len(groups) == 2 and days[0][1] != today:  # "8 yesterday, 6"
        nearer = min(groups, key=lambda each: abs(each[0] - days[0][0]))
        other = next(each for each in groups if each is not nearer)
        return {days[0][1]: nearer[1], today: other[1]}
    if len(days) == len(groups) and len({day for _, day in days}) == len(days):
        return {day: pain for (_, day), (_, pain) in zip(days, groups, strict=True)}
    return None


@lru_cache(maxsize=1)
def _patterns() -> Tuple[Pattern[str], Pattern[str], frozenset[str]]:
    say = words()
    fillers = {word for line in ache.words().fillers for word in line.split()}
    return (
        re.compile(rf"\b(?:{'|'.join(say.hurts)})\b"),
        re.compile(rf"(?:{'|'.join(say.none_words)})"),
        frozenset({*fillers, *say.fillers}),
    )
