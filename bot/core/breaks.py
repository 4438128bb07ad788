"""Breaks from sitting: a plan for the working day, in words and as a calendar file (RFC 5545) to keep.

Ilio sends no reminders, as a server may forget them; a calendar does not. The article asks for frequent breaks and says
no number, so how often is the person's choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, Dict, Iterator, List, Literal, Optional, Sequence, Tuple

from pydantic import root_validator

from bot.core.content_files import CONTENT, Review, Strict, read_model
from bot.core.messages import MENU, Button, Message, card

FILE = "breaks.yml"
PREFIX = "breaks"  # of all button ids of a plan
START = f"{PREFIX}/plan"
DAY, HOUR = 24 * 60, 60  # minutes
_SHORTEST, _LONGEST = HOUR, 16 * HOUR  # of a working day
_LEAST, _MOST = 20, 120  # minutes between two breaks
_MANY = 8  # times; more of them are not listed
_OFFERED = (30, 45, 60)  # minutes
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKING = 5  # days, from Monday
_LINE = 74  # bytes of a line in the file; RFC 5545, 3.1 allows 75


class Words(Strict):
    """The words and the usual day of `breaks.yml`."""

    reviewed: Literal["not yet"] | Review
    start: str
    end: str
    every: int
    plan: str
    source: str
    calendar: str
    cannot: str
    at: str
    through: str
    and_: str
    summary: str
    description: str
    file: str
    buttons: Dict[Literal["every", "menu"], str]

    class Config:
        fields = {"and_": "and"}

    @root_validator(skip_on_failure=True)
    def _is_a_day(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        Plan(minutes(values["start"]), minutes(values["end"]), values["every"])
        return values


@dataclass(frozen=True)
class Plan:
    """A working day with breaks.

    Args:
        start: minutes after midnight.
        end: minutes after the same midnight, so more than a day's where work goes on past the next.
        every: minutes between two breaks.

    Raises:
        ValueError: it is no working day of 1 to 16 hours with a break every 20 to 120 minutes.
    """

    start: int
    end: int
    every: int

    def __post_init__(self) -> None:
        fits = 0 <= self.start < DAY and _SHORTEST <= self.end - self.start <= _LONGEST
        if not (fits and _LEAST <= self.every <= _MOST and self.times()):
            raise ValueError("no working day of 1 to 16 hours with a break every 20 to 120 minutes")

    def times(self) -> List[int]:
        """When to stand up, in minutes after midnight."""
        return list(range(self.start + self.every, self.end, self.every))

    def id(self, shown: int) -> str:
        """The id of a button that shows it under the same day's plan with another interval."""
        return f"{PREFIX}/{self.start}/{self.end}/{self.every}/{shown}"

    @property
    def query(self) -> str:
        """How an address names it, `from=9:00&to=17:00&every=60`."""
        return f"from={clock(self.start)}&to={clock(self.end)}&every={self.every}"


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of `bot/content/`, read once a process.

    Raises:
        ContentError: the file is broken.
    """
    return read_model(Words, CONTENT / FILE)


def usual() -> Plan:
    """The plan for whoever asks for no other."""
    return Plan(minutes(words().start), minutes(words().end), words().every)


def minutes(time: str) -> int:
    """A time of the day such as `9:00` or `17`, in minutes after midnight.

    Raises:
        ValueError: it is none.
    """
    found = re.fullmatch(r"([0-9]{1,2})(?::([0-5][0-9]))?", time)
    if not found or int(found[1]) > 23:
        raise ValueError(f"'{time}' is no time of the day; write it as 9:00")
    return int(found[1]) * HOUR + int(found[2] or 0)


def clock(time: int) -> str:
    """Minutes after midnight as people read them, `9:00`."""
    return f"{time % DAY // HOUR}:{time % HOUR:02}"


def between(start: str, end: str, every: str) -> Plan:
    """The plan that an address names; an end that is not later than the start is on the next day.

    Raises:
        ValueError: it is no plan.
    """
    first, last = minutes(start), minutes(end)
    if not re.fullmatch(r"[0-9]{1,3}", every):
        raise ValueError(f"'{every}' is no number of minutes")
    return Plan(first, last if last > first else last + DAY, int(every))


def from_id(button: str) -> Optional[Plan]:
    """The plan that a button opens; None for what is none."""
    return _plan(button.split("/")[1:4])


def shown_with(button: str) -> Optional[Plan]:
    """The plan under which a button stands; None for what is none."""
    parts = button.split("/")[1:]
    return _plan([*parts[:2], *parts[3:]])


def _plan(parts: Sequence[str]) -> Optional[Plan]:
    try:
        return Plan(*map(int, parts)) if len(parts) == 3 else None
    except ValueError:
        return None


def told(plan: Plan) -> List[Message]:
    """The plan in words, why, and how to get it into a calendar; the card lets channels give the file."""
    say, times = words(), [clock(each) for each in plan.times()]
    parts: Dict[str, object] = {"minutes": plan.every, "first": times[0], "last": times[-1]}
    listed = f" {say.and_} ".join(filter(None, (", ".join(times[:-1]), times[-1])))
    times_said = say.at.format(times=listed) if len(times) <= _MANY else say.through.format(**parts)
    parts.update(times=times_said, start=clock(plan.start), end=clock(plan.end))
    calendar = card("calendar", query=plan.query)
    return [
        Message(say.plan.format(**parts)),
        Message(say.calendar.format(**parts), card=calendar),
        Message(say.source.format(**parts), _choices(plan)),
    ]


def cannot(plan: Plan) -> List[Message]:
    """Say which days can be planned.

    Args:
        plan: the one that is kept instead.
    """
    return [Message(words().cannot, _choices(plan))]


def _choices(plan: Plan) -> Tuple[Button, ...]:
    titles, length = words().buttons, plan.end - plan.start
    others = [Plan(plan.start, plan.end, each) for each in _OFFERED if each not in (plan.every, length)]
    choices = [Button(each.id(plan.every), titles["every"].format(minutes=each.every)) for each in others]
    return (*choices, Button(MENU, titles["menu"]))


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
