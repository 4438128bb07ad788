"""Work that goes on when the one who asked for it has left."""

from __future__ import annotations

import asyncio
from typing import Any, Coroutine, Set, TypeVar

from bot.channels.refusals import unavailable

Result = TypeVar("Result")


class Background:
    """Tasks that are finished before the server stops.

    Args:
        most: how many may run or wait at once.
    """

    def __init__(self, most: int = 200) -> None:
        self._tasks: Set[asyncio.Task[Any]] = set()
        self._most, self._closing = most, False

    @property
    def closing(self) -> bool:
        """Whether the server is about to stop."""
        return self._closing

    def start(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Begin work that nobody need wait for.

        Raises:
            Refused: too much is waiting already, or the server is about to stop.
        """
        if self._closing or len(self._tasks) >= self._most:
            work.close()
            raise unavailable()
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for work, which goes on even if this waiting is cancelled.

        Raises:
            Refused: see `start`.
        """
        return await asyncio.shield(self.start(work))

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # taken note of, also when nobody waits for it any more

    async def finish(self, seconds: float = 20) -> int:
        """Take nothing new and wait for what is under way, for so many seconds at most; how much is left."""
        self._closing = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        return len(self._tasks)
