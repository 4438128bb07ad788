"""What came before, so that what comes twice is done once."""

from __future__ import annotations

from collections import OrderedDict
from typing import Hashable


class Seen:
    """Remembers the latest keys.

    Args:
        most: how many; the oldest is forgotten first.
    """

    def __init__(self, most: int = 20_000) -> None:
        self._keys: OrderedDict[Hashable, None] = OrderedDict()
        self._most = most

    def first(self, key: Hashable) -> bool:
        """Whether a key comes for the first time; from now on it does not."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._most:
            self._keys.popitem(last=False)
        return True

    def forget(self, key: Hashable) -> None:
        """Let a key come for the first time again."""
        self._keys.pop(key, None)
