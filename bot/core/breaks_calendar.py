"""Breaks as a calendar file (RFC 5545). Ilio sends no reminders, as a server may forget them; a calendar does not."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Iterator, List

from bot.core.breaks_content import words
from bot.core.breaks_plan import DAY, Plan

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKING = 5  # days, from Monday
_LINE = 74  # bytes of a line in the file; RFC 5545, 3.1 allows 75


def file(plan: Plan, today: date, now: datetime) -> bytes:
    """The calendar file: an entry for each break that comes back on every working day, at the clock's time anywhere.

    Args:
        plan: the working day.
        today: the entries begin on the first working day after it.
        now: when the file is made.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ilio//Breaks//EN", "CALSCALE:GREGORIAN"]
    for time in plan.times():
        lines += _entry(time, plan, today, now)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _entry(time: int, plan: Plan, today: date, now: datetime) -> List[str]:
    say, (later, minute) = words(), divmod(time, DAY)  # a break past midnight is on the day after that of the work
    first = next(day for day in (today + timedelta(n) for n in range(1, 8)) if day.weekday() < _WORKING)
    starts = datetime.combine(first, datetime.min.time()) + timedelta(days=later, minutes=minute)
    days = ",".join(_WEEK[(day + later) % 7] for day in range(_WORKING))
    return [
        "BEGIN:VEVENT",
        f"UID:breaks-{plan.start}-{plan.end}-{plan.every}-{time}@ilio",
        f"DTSTAMP:{now.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=WEEKLY;BYDAY={days}",
        f"SUMMARY:{_escaped(say.summary)}",
        f"DESCRIPTION:{_escaped(say.description)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT0S",
        f"DESCRIPTION:{_escaped(say.summary)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", r"\n")


def _folded(line: str) -> Iterator[str]:
    """A line in parts that are short enough, the later ones led by a space."""
    rest, most = line, _LINE
    while len(rest.encode()) > most:
        cut = len(rest.encode()[:most].decode(errors="ignore"))
        yield rest[:cut]
        rest, most = f" {rest[cut:]}", _LINE
    yield rest
