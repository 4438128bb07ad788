"""The lock stores: one turn of a conversation at a time, in order, at once."""

import asyncio

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig

from bot.errors import BadLocks
from bot.model import ROOT
from bot.stores.locks import MemoryLocks, RedisLocks

from .lock_turns import Talk, on, run

IDS = ["", "a\0b", "a", "A", "\u00e9", "e\u0301", "\ud800", "x" * 10_000, "x" * 9_999, "lock:*", "{a}", "a\r\nPING\r\n"]


def test_messages_of_one_conversation_are_taken_in_the_order_they_came(open_locks):
    async def scenario():
        talk = Talk(open_locks())
        await asyncio.gather(*(talk.message(number) for number in range(50)))
        assert talk.done == talk.came == list(range(50))

    run(scenario())


def test_ids_of_any_kind_are_locks_of_their_own(open_locks):
    async def scenario(left):
        if left:
            async with store.lock(left[0]):
                await scenario(left[1:])

    store = open_locks()
    run(asyncio.wait_for(scenario(IDS), 30))


def test_a_failed_or_cancelled_message_lets_the_next_one_in(open_locks):
    async def scenario():
        talk, never = Talk(open_locks()), asyncio.Event()
        first = talk.send(1, never.wait())
        await talk.begun(1)
        second, third = talk.send(2), talk.send(3)
        await asyncio.sleep(0.1)
        second.cancel()
        await asyncio.sleep(0.1)
        assert talk.inside == [1]
        talk.inside.clear()
        first.cancel()
        await asyncio.wait_for(third, 10)
        with pytest.raises(ZeroDivisionError):
            async with talk.stores[0].lock("talk"):
                raise ZeroDivisionError
        await asyncio.wait_for(talk.message(4), 10)
        assert talk.done == [3, 4]

    run(scenario())


def test_in_memory_nobody_looks_again_and_nothing_is_left(monkeypatch):
    async def scenario():
        talk, slept, sleep = Talk(MemoryLocks()), [], asyncio.sleep
        monkeypatch.setattr(asyncio, "sleep", lambda seconds: slept.append(seconds) or sleep(seconds))
        await asyncio.gather(*(talk.message(number) for number in range(3)))
        assert set(slept) == {0} and not talk.stores[0]._line._locks

    run(scenario())


def test_a_message_does_not_wait_for_ever(shared_redis):
    async def scenario():
        talk, never = Talk(on(shared_redis)), asyncio.Event()
        first = talk.send(0, never.wait())
        await talk.begun(0)
        with pytest.raises(LockError, match="took longer than 0 s"):
            async with talk.stores[0].lock("talk", lock_lifetime=0.4):
                pass
        first.cancel()

    run(scenario())


@pytest.mark.parametrize("wrong", [{"url": "http://x"}, {"lease": 0}, {"lease": "soon"}, {"colour": "red"}])
def test_a_store_that_cannot_be_used_says_what_is_wrong(wrong):
    with pytest.raises(BadLocks, match=r"Correct lock_store in endpoints\.yml"):
        RedisLocks(EndpointConfig(**{"url": "redis://localhost", **wrong}))


def test_the_one_in_memory_is_not_taken_for_several_processes(monkeypatch):
    monkeypatch.setenv("SANIC_WORKERS", "2")
    with pytest.raises(BadLocks, match="SANIC_WORKERS"):
        MemoryLocks()


def test_rasa_makes_the_stores_that_endpoints_yml_names(shared_redis):
    named = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml")).lock_store
    assert isinstance(LockStore.create(named), MemoryLocks)
    store = LockStore.create(EndpointConfig(shared_redis.url, type="bot.stores.locks.RedisLocks", lease=2))
    assert isinstance(store, RedisLocks)
