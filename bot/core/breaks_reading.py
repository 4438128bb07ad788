"""Working hours and how often to stand up, read from what people type: "from 8 to 4", "every half hour"."""

from __future__ import annotations

import re
from typing import Optional, Tuple

from bot.core.breaks_plan import DAY, HOUR, Plan
from bot.core.numbers import in_figures

_HALF = DAY // 2
_TIME = (
    r"(?:(?P<half{0}>half(?: past)? )?(?P<hour{0}>\d{{1,2}})(?:[:.h](?P<minute{0}>[0-5]\d))?"
    r"(?: ?(?P<noon{0}>[ap])\.?m\b\.?| ?h\b| ?o ?clock\b)?|(?P<name{0}>noon|midday|midnight))"
)
_HOURS = re.compile(
    rf"(?<![\d:.]){_TIME.format(1)} ?(?:-|\u2013|to|till?|until|and) ?{_TIME.format(2)}"
    r"(?![\d:.]*\d)(?! ?(?:min|hour|hr|time|day|week|month|year|stretch|break|\())"
)  # fmt: skip
_EVERY = re.compile(
    r"\b(?:every|each) (?:(?P<half>half(?: an| a)? hour)|(?P<more>hour and a half)|(?P<one>hour)"
    r"|(?P<other>(?:other|second) hour)|(?P<number>\d{1,3}) ?(?P<unit>h|m))"
    r"|(?P<hourly>\bhourly\b|\bonce an hour\b)|(?P<twice>\btwice an hour\b)"
)
_FIXED = {"half": 30, "more": 90, "one": 60, "other": 120, "hourly": 60, "twice": 30}  # minutes
_NAMES = {"noon": 12, "midday": 12, "midnight": 0}
_EARLY = 5  # a day begins no earlier unless somebody says so: "from 1 to 9" is the afternoon


def asked(text: str, before: Plan) -> Optional[Plan]:
    """The plan before with the hours and the interval that a message names; None where it names neither.

    Args:
        text: what was typed.
        before: the plan that is changed.

    Raises:
        ValueError: no such day can be planned.
    """
    said = in_figures(text)
    every = _EVERY.search(said)
    hours = _hours(_EVERY.sub(" ", said))
    if not (every or hours):
        return None
    start, end = hours or (before.start, before.end)
    return Plan(start, end, _interval(every) if every else before.every)


def _interval(found: re.Match[str]) -> int:
    if found["number"]:
        return int(found["number"]) * (HOUR if found["unit"] == "h" else 1)
    return next(_FIXED[name] for name in _FIXED if found[name])


def _hours(said: str) -> Optional[Tuple[int, int]]:
    """The hours that a text names; without am or pm "8 to 4" ends in the afternoon, and "1 to 9" begins there."""
    found = _HOURS.search(said)
    if not found:
        return None
    start, end = _time(found, 1), _time(found, 2)
    if start is None or end is None:
        return None
    told = [bool(found[f"noon{place}"] or found[f"name{place}"]) for place in (1, 2)]
    if not told[0] and HOUR <= start < _EARLY * HOUR:
        start += _HALF
    if end <= start and not told[1] and end + _HALF > start:
        end += _HALF
    return start, end if end > start else end + DAY


def _time(found: re.Match[str], place: int) -> Optional[int]:
    name = found[f"name{place}"]
    if name:
        return _NAMES[name] * HOUR
    hour, minute, noon = int(found[f"hour{place}"]), int(found[f"minute{place}"] or 0), found[f"noon{place}"]
    if hour > 24 or (noon and not 1 <= hour <= 12):
        return None
    if noon:
        hour = hour % 12 + (12 if noon == "p" else 0)
    return (hour * HOUR + minute + (30 if found[f"half{place}"] else 0)) % DAY
