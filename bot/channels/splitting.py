"""Long texts in pieces, for channels that take only so much at once."""

from __future__ import annotations

import re
from typing import Callable, List, Tuple

# where a text may be cut, best first: after a line or a sentence, else between words
_BREAKS = (re.compile(r"\n\s*|(?<=[.!?…])[\"'\u201d\u2019)\]]*\s+"), re.compile(r"\s+"))


def cuts(text: str, limit: int, size: Callable[[str], int] = len) -> List[Tuple[int, int]]:
    """Where to cut a text: the beginning and end of each piece, without the blanks between them.

    Args:
        text: any text.
        limit: how large a piece may be, 2 or more.
        size: how large a text is.
    """
    found: List[Tuple[int, int]] = []
    start, end = 0, len(text.rstrip())
    while True:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start >= end:
            return found
        stop = _stop(text, start, end, limit, size)
        found.append((start, start + len(text[start:stop].rstrip())))
        start = stop


def split(text: str, limit: int, size: Callable[[str], int] = len) -> List[str]:
    """A text in pieces of a size; see `cuts`."""
    return [text[start:end] for start, end in cuts(text, limit, size)]


def _stop(text: str, start: int, end: int, limit: int, size: Callable[[str], int]) -> int:
    if size(text[start:end]) <= limit:
        return end
    low, high = start + 1, min(end, start + limit)  # no letter is smaller than one
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[start:middle]) <= limit else (low, middle - 1)
    for pattern in _BREAKS:
        places = [match.end() for match in pattern.finditer(text, start, low + 1) if match.start() > start]
        if places:
            return places[-1]
    return low
