"""A working day with breaks: its times, how an address and a button name it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Optional, Sequence

PREFIX = "breaks"  # of all button ids of a plan
DAY, HOUR = 24 * 60, 60  # minutes
_SHORTEST, _LONGEST = HOUR, 16 * HOUR  # of a working day
_LEAST, _MOST = 20, 120  # minutes between two breaks


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
