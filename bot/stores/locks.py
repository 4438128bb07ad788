"""One turn of a conversation at a time, in the order its messages came: within one process, or among many by Redis.

Rasa's own lock stores let a message that waits look again once a second, and the one on Redis lets two servers in at
once. Here the one that ends wakes the next, and everything that decides who is next is one atomic step in Redis.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import time
import uuid
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, AsyncIterator, List, Optional

from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.errors import BadLocks
from bot.keyed_locks import KeyedLocks
from bot.stores import locks_lua as lua

logger = logging.getLogger(__name__)

LEASE = 8.0  # seconds until a conversation is free again after the server that held it died
_PREFIX = "ilio:lock:"
_RELEASED_WITHIN = 0.25  # seconds an answer waits for Redis to hear that the turn is over


class MemoryLocks(LockStore):
    """For a single process; several would not know of each other."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None) -> None:
        if int(os.environ.get("SANIC_WORKERS") or 1) > 1:
            raise BadLocks("SANIC_WORKERS asks for several processes, which need a lock store on Redis")
        self._line = KeyedLocks()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 0
    ) -> AsyncIterator[None]:
        """Wait until the conversation's messages before this one are done with."""
        async with self._line.of(conversation_id):
            yield


@dataclass
class _Turn:
    """A message that waits for its conversation, or has it.

    Args:
        keys: of the conversation in Redis: its holder, who waits since when, and when each was last heard of.
        ticket: its name.
        arrival: when it came, in microseconds of Redis' clock; 0 before Redis said.
        until: when the hold ends unless it is renewed, in seconds of `time.monotonic`.
        lost: whether it ended before the turn did.
    """

    keys: List[str]
    ticket: str
    arrival: int = 0
    until: float = 0.0
    lost: bool = False


_turn: ContextVar[Optional[_Turn]] = ContextVar("turn", default=None)


def ensure_held() -> None:
    """Make sure that the turn under way still has its conversation, before it writes anything.

    A process that was stopped for a while goes on where it was, though another has the conversation by now.

    Raises:
        LockError: it has not.
    """
    turn = _turn.get()
    if turn and (turn.lost or time.monotonic() >= turn.until):
        raise LockError("The turn took its conversation too long without a word to Redis; nothing of it was kept.")


class RedisLocks(LockStore):
    """For any number of servers with one Redis (6 or later).

    A turn holds its conversation for a lease that is renewed while the turn runs, so that a server that dies blocks
    nobody for longer. If the lease can't be renewed in time the turn is stopped before another may begin. For a lease
    after Redis itself started nobody is let in: turns that are still running tell the new Redis of themselves first.
    In `endpoints.yml`: `url` (`redis://`, `rediss://` or `unix://`), `lease` in seconds, and what else redis-py's
    `Redis.from_url` takes, as `password`. Ids are kept hashed.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        """Connects with the first lock only.

        Args:
            endpoint_config: the entry `lock_store` of `endpoints.yml`.

        Raises:
            BadLocks: it can't be used.
        """
        options = dict(endpoint_config.kwargs)
        try:
            self._lease = float(options.pop("lease", LEASE))
            if not 1 <= self._lease <= 60:
                raise ValueError("a lease has 1 to 60 seconds")
            self._pulse = self._lease / 4  # seconds between renewals
            # more than the longest wait for a word from Redis, and in time for a second try within the lease
            given = {"socket_timeout": self._pulse * 1.5, "socket_connect_timeout": self._pulse, **options}
            self._redis = Redis.from_url(endpoint_config.url or "redis://localhost:6379/1", **given)
            pool = self._redis.connection_pool
            pool.connection_class(**pool.connection_kwargs)  # or an option there is none of would fail every message
        except (TypeError, ValueError) as error:
            raise BadLocks(str(error)) from None
        self._ask, self._renew, self._leave = map(self._redis.register_script, (lua.ASK, lua.RENEW, lua.LEAVE))
        self._arrivals, self._leaving = KeyedLocks(), set[asyncio.Task[None]]()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 0
    ) -> AsyncIterator[None]:
        """Wait until the conversation's messages before this one are done with, on whatever server.

        Args:
            conversation_id: any text.
            lock_lifetime: seconds to wait for them at most.
            wait_time_in_seconds: not used; Rasa's own stores look again so often.

        Raises:
            LockError: Redis does not answer, the wait was too long, or Redis was away for so long during the turn that
                another may have begun: then the turn was stopped.
        """
        name = _PREFIX + hashlib.sha256(conversation_id.encode("utf-8", "surrogatepass")).hexdigest()
        turn = _Turn([f"{name}:{part}" for part in ("held", "queue", "heard")], uuid.uuid4().hex)
        try:
            await self._wait(turn, conversation_id, lock_lifetime)
            keeper = asyncio.create_task(self._keep(turn, asyncio.current_task()))
            outer = _turn.set(turn)
            try:
                yield
            except asyncio.CancelledError:
                if turn.lost:
                    raise self._problem("was away for too long, so a turn was stopped") from None
                raise
            finally:
                keeper.cancel()
                _turn.reset(outer)
        finally:
            await self._end(turn)

    async def _wait(self, turn: _Turn, conversation: str, most: float) -> None:
        came = time.monotonic()
        async with self._arrivals.of(conversation):  # or of two connections the later might be heard first
            wait = await self._asked(turn, came)
        while wait:
            if time.monotonic() - came > most:
                raise LockError(f"The messages before this one took longer than {most:.0f} s.")
            with suppress(RedisError, OSError):  # asked again below
                await self._redis.blpop(f"{_PREFIX}wake:{turn.ticket}", min(wait, self._pulse))
            wait = await self._asked(turn, time.monotonic())

    async def _asked(self, turn: _Turn, since: float) -> float:
        """Ask for the conversation, for as long as it may take to hear of Redis; seconds to wait, 0 if it is ours."""
        while True:
            asked = time.monotonic()
            if asked - since > self._pulse:
                raise self._problem("did not answer in time, so a message was not taken")
            try:
                turn.arrival, milliseconds = await self._ask(turn.keys, [turn.ticket, self._milliseconds, turn.arrival])
                turn.until = asked + self._lease
                return milliseconds / 1000
            except (RedisError, OSError) as error:
                logger.warning("The lock store asks again after: %s", type(error).__name__)
                await asyncio.sleep(self._pulse / 20)

    async def _keep(self, turn: _Turn, task: Optional[asyncio.Task[Any]]) -> None:
        """Renew the lease until cancelled; if that fails, stop the turn before somebody else may begin one."""
        pause = self._pulse
        while True:
            await asyncio.sleep(pause)
            asked = time.monotonic()
            try:
                work = self._renew(turn.keys, [turn.ticket, self._milliseconds])
                turn.lost = not await asyncio.wait_for(work, turn.until - asked)
                turn.until, pause = asked + self._lease, self._pulse
            except (RedisError, OSError, asyncio.TimeoutError):
                pause = self._pulse / 20
                turn.lost = time.monotonic() + pause >= turn.until
            if turn.lost:
                if task:
                    task.cancel()
                return

    async def _end(self, turn: _Turn) -> None:
        """Let the next one in. An answer that is there already does not wait for a Redis that is away."""
        task = asyncio.create_task(self._left(turn))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
        await asyncio.wait({task}, timeout=_RELEASED_WITHIN)

    async def _left(self, turn: _Turn) -> None:
        over = time.monotonic() + self._lease  # from then on the others don't wait for it any more
        while time.monotonic() < over:
            try:
                await self._leave(turn.keys, [turn.ticket, self._milliseconds, f"{_PREFIX}wake:"])
                return
            except (RedisError, OSError):
                await asyncio.sleep(self._pulse / 20)

    @property
    def _milliseconds(self) -> int:
        return int(self._lease * 1000)

    def _problem(self, what: str) -> LockError:
        where = self._redis.connection_pool.connection_kwargs
        problem = f"Redis at {where.get('path') or '{host}:{port}'.format(**where)} {what}."
        logger.error(problem)
        return LockError(problem)
