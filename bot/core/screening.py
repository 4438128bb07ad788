"""What the screen for warning signs finds in a message."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One warning sign or background fact that a message speaks of.

    Args:
        id: of the flag (`fever_with_back_pain`) or of the fact (`m_steroids`).
        assertion: how the message speaks of it: `present`, `doubtful`, `negated`, `historical`, …
        other: whether it is said of somebody else than the person with the pain.
    """

    id: str
    assertion: str
    other: bool = False
