"""Whether a server can answer people just now: its model, its database, its locks, and the action server."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from typing import Awaitable, Callable, Dict, Optional, Tuple
from urllib.parse import urlsplit

import aiohttp
from rasa.core.agent import Agent

from bot.local_actions import LocalActions
from bot.metrics import PART
from bot.stores.conversations import stores
from bot.stores.sql import SQLStore

logger = logging.getLogger(__name__)

_EACH = 2.0  # seconds that each part has to answer
_KEPT = 1.0  # seconds for which an answer stands: who asks often shall not be a load


class Readiness:
    """Asks all parts at once, each for a short time.

    Args:
        clock: gives seconds; another one in tests.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._id = clock, f"ready-{uuid.uuid4().hex}"
        self._found: Tuple[float, Dict[str, bool]] = (float("-inf"), {})
        self._one = asyncio.Lock()
        self._asked: Dict[str, asyncio.Task[None]] = {}

    async def parts(self, agent: Optional[Agent]) -> Dict[str, bool]:
        """Whether each part is well, as of a second ago at most."""
        async with self._one:
            if self._clock() - self._found[0] >= _KEPT:
                self._found = (self._clock(), await self._ask(agent))
                for part, well in self._found[1].items():
                    PART.labels(part).set(well)
            return self._found[1]

    async def _ask(self, agent: Optional[Agent]) -> Dict[str, bool]:
        if agent is None or not agent.is_ready():
            return {"model": False}
        questions = {"database": _database, "locks": self._locks, "actions": _actions}
        answers = await asyncio.gather(*(self._well(name, ask, agent) for name, ask in questions.items()))
        return {"model": True, **dict(zip(questions, answers, strict=True))}

    async def _well(self, name: str, ask: Callable[[Agent], Awaitable[None]], agent: Agent) -> bool:
        """Whether a part answers in time. One that hangs is asked again only once it has answered."""
        task = self._asked.get(name)
        if task is None or task.done():
            task = self._asked[name] = asyncio.ensure_future(ask(agent))
            task.add_done_callback(_heard)  # nobody may be waiting any more when it fails
        try:
            await asyncio.wait_for(asyncio.shield(task), _EACH)
            return True
        except Exception as error:  # whatever it is, the part is not well
            logger.error("Not ready: %s (%s)", name, type(error).__name__)
            return False

    async def _locks(self, agent: Agent) -> None:
        async with agent.lock_store.lock(self._id, _EACH, _EACH):
            pass


def _heard(task: asyncio.Task[None]) -> None:
    if not task.cancelled():
        task.exception()


def enough(agent: Agent, parts: Dict[str, bool]) -> bool:
    """Whether people can be answered: actions that are also run here are not missed."""
    needed = dict(parts)
    if isinstance(getattr(agent, "action_endpoint", None), LocalActions):
        needed.pop("actions", None)
    return all(needed.values())


async def _database(agent: Agent) -> None:
    store = stores(agent.tracker_store)[0]
    if isinstance(store, SQLStore):  # without its table it is of no use
        await store.run(lambda session: session.query(store.SQLEvent.id).limit(1).all())
    else:
        await store.retrieve("nobody")


async def _actions(agent: Agent) -> None:
    address = getattr(agent.action_endpoint, "url", "") or ""
    if not address.startswith("http"):
        return
    health = urlsplit(address)._replace(path="/health").geturl()
    timeout = aiohttp.ClientTimeout(total=_EACH)
    async with aiohttp.ClientSession(timeout=timeout) as client, client.get(health) as given:
        given.raise_for_status()
