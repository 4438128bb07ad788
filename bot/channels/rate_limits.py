"""How often something may happen, counted per conversation or address."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from typing import Callable, Tuple

from bot.channels.refusals import too_fast

_KEPT = 10_000  # keys; the one unused longest is forgotten first


class RateLimit:
    """So many at once, refilled steadily: a token bucket for each key.

    Args:
        burst: how many may come at once.
        per_minute: how many a minute are refilled.
        clock: gives seconds; another one in tests.
    """

    def __init__(self, burst: int, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._second, self._clock = burst, per_minute / 60, clock
        self._left: OrderedDict[str, Tuple[float, float]] = OrderedDict()

    def spend(self, key: str) -> None:
        """Take one for a key.

        Raises:
            Refused: none is left; says after how many seconds one is.
        """
        now = self._clock()
        left, then = self._left.pop(key, (float(self._burst), now))
        left = min(self._burst, left + (now - then) * self._second)
        allowed = left >= 1
        self._left[key] = (left - allowed, now)
        if len(self._left) > _KEPT:
            self._left.popitem(last=False)
        if not allowed:
            raise too_fast(math.ceil((1 - left) / self._second))
