"""Whether a server says the truth about what it can do."""

import asyncio
import gc
import time
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockError
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.channels import readiness
from bot.channels.readiness import Readiness, enough
from bot.local_actions import LocalActions
from bot.stores.memory import MemoryStore
from bot.stores.sql import SQLStore

WELL = {"model": True, "database": True, "locks": True, "actions": True}


class Hanging:
    """A lock store that never answers."""

    def __init__(self):
        self.asked = 0

    @asynccontextmanager
    async def lock(self, *_):
        self.asked += 1
        await asyncio.sleep(3600)
        yield


class Late:
    """A lock store that fails late."""

    @asynccontextmanager
    async def lock(self, *_):
        await asyncio.sleep(0.1)
        raise LockError("too late")
        yield


@pytest.fixture
def agent(tmp_path):
    store = SQLStore(domain=Domain.empty(), db=str(tmp_path / "talks.db"))
    yield SimpleNamespace(
        is_ready=lambda: True,
        tracker_store=FailSafeTrackerStore(store),
        lock_store=InMemoryLockStore(),
        action_endpoint=None,
        store=store,
    )
    store.engine.dispose()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(readiness, "_EACH", 1.0)


def parts(agent):
    return asyncio.run(Readiness().parts(agent))


def test_all_is_well(agent):
    assert parts(agent) == WELL
    assert enough(agent, WELL)


def test_other_stores_are_asked_too(agent):
    agent.tracker_store = MemoryStore(Domain.empty())
    assert parts(agent) == WELL


@pytest.mark.parametrize("agent", [None, SimpleNamespace(is_ready=lambda: False)])
def test_without_a_model_nothing_is_ready(agent):
    assert not enough(agent, parts(agent))


def test_a_database_without_its_table(agent):
    agent.store.Base.metadata.drop_all(agent.store.engine)
    found = parts(agent)
    assert found == {**WELL, "database": False}
    assert not enough(agent, found)


def test_a_part_that_hangs_costs_little_and_is_asked_once(agent):
    agent.lock_store = Hanging()

    async def asked_twice():
        probe = Readiness(clock=iter(range(0, 100, 10)).__next__)
        return [await probe.parts(agent) for _ in range(2)]

    started = time.monotonic()
    assert asyncio.run(asked_twice()) == [{**WELL, "locks": False}] * 2
    assert time.monotonic() - started < 10
    assert agent.lock_store.asked == 1


def test_a_part_that_fails_after_nobody_waits_any_more_leaves_no_trace(agent, monkeypatch):
    monkeypatch.setattr(readiness, "_EACH", 0.05)
    agent.lock_store, unheard = Late(), []

    async def ask():
        asyncio.get_running_loop().set_exception_handler(lambda _, about: unheard.append(about))
        found = await Readiness().parts(agent)
        await asyncio.sleep(0.2)
        gc.collect()
        return found

    assert asyncio.run(ask())["locks"] is False
    assert unheard == []


def test_many_who_ask_within_a_second_cost_one_question(agent):
    agent.lock_store = Hanging()
    now = [0.0]

    async def asked():
        probe = Readiness(clock=lambda: now[0])
        await asyncio.gather(*(probe.parts(agent) for _ in range(50)))
        first, agent.lock_store = agent.lock_store.asked, InMemoryLockStore()
        probe._asked.clear()
        now[0] = 0.9
        stale = await probe.parts(agent)
        now[0] = 1.1
        return first, stale, await probe.parts(agent)

    assert asyncio.run(asked()) == (1, {**WELL, "locks": False}, WELL)


def test_an_action_server_is_missed_only_where_nothing_else_runs_its_actions(agent):
    agent.action_endpoint = EndpointConfig("http://127.0.0.1:1/webhook")
    found = parts(agent)
    assert found == {**WELL, "actions": False}
    assert not enough(agent, found)
    agent.action_endpoint = LocalActions()
    assert enough(agent, found)
