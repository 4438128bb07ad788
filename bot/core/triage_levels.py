"""How soon help is needed: the levels of urgency, and which of several is the highest."""

from __future__ import annotations

from typing import Iterable, List, Literal, Optional

Level = Literal["soon_gp", "same_day", "emergency_now"]
LEVELS: List[Level] = ["soon_gp", "same_day", "emergency_now"]  # rising
SAME_DAY: Level = "same_day"
EMERGENCY: Level = "emergency_now"


def rank(level: Optional[str]) -> int:
    """How urgent a level is: 0 for none, 3 for an emergency."""
    return LEVELS.index(level) + 1 if level in LEVELS else 0


def highest(levels: Iterable[Optional[str]]) -> Optional[Level]:
    """The most urgent of several levels, None where there is none."""
    top = max((rank(level) for level in levels), default=0)
    return LEVELS[top - 1] if top else None
