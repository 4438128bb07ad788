"""Locks on Redis among several processes: in order, one at a time, whatever happens to Redis or to one of them."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rasa.core.lock_store import LockError
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis

from bot.model import ROOT
from bot.stores.locks import MemoryLocks, RedisLocks, ensure_held

from .lock_turns import LEASE, Talk, on, run, waiting

CONTEST = Path(__file__).parent / "contest.py"


_HOLDER = """
import asyncio, sys
from rasa.utils.endpoints import EndpointConfig
from bot.stores.locks import RedisLocks
async def hold():
    async with RedisLocks(EndpointConfig(sys.argv[1], lease=float(sys.argv[2]))).lock("talk"):
        print("held", flush=True)
        await asyncio.sleep(60)
asyncio.run(hold())
"""


def test_on_redis_each_message_is_woken_by_the_one_before_it(shared_redis):
    async def scenario():
        talk, go, woken = Talk(on(shared_redis)), asyncio.Event(), []
        redis = talk.stores[0]._redis
        pop = redis.blpop

        async def popped(*given):
            woken.append(await pop(*given))

        first = talk.send(0, go.wait())
        await talk.begun(0)
        redis.blpop, talk.stores[0]._pulse = popped, 60  # no looking again within the test
        redis.connection_pool.connection_kwargs["socket_timeout"] = 60
        others = [talk.send(number) for number in (1, 2)]
        await waiting(shared_redis, 2)
        go.set()
        await asyncio.gather(first, *others)
        assert len(woken) == 2 and all(woken)
        assert talk.done == [0, 1, 2]

    run(scenario())


def test_nothing_is_left_in_redis(shared_redis):
    async def scenario():
        store = on(shared_redis)
        await store._redis.flushall()
        await asyncio.gather(*(Talk(store).message(number, conversation="a person") for number in range(3)))
        keys = await store._redis.keys("*")
        assert not [key for key in keys if b"wake" not in key]
        left = [await store._redis.pttl(key) for key in keys]
        assert all(0 < milliseconds <= LEASE * 1000 for milliseconds in left)

    run(scenario())


def contested(server, pairs):
    def start(name):
        command = [sys.executable, str(CONTEST), server.url, name, str(pairs)]
        return subprocess.Popen(command, cwd=ROOT)

    processes = [start(name) for name in "ab"]
    assert [process.wait() for process in processes] == [0, 0]

    async def orders():
        redis = Redis.from_url(server.url, decode_responses=True)
        return [[line.split() for line in await redis.lrange(f"order {pair}", 0, -1)] for pair in range(pairs)]

    for order in asyncio.run(orders()):
        arrivals = [int(arrival) for arrival, _, _ in order]
        assert arrivals == sorted(set(arrivals)) and len(arrivals) == 4
        for name in "ab":
            assert [number for _, by, number in order if by == name] == ["0", "1"]


@pytest.mark.parametrize("pairs", [100, pytest.param(10_000, marks=pytest.mark.heavy)])
def test_two_processes_never_have_one_conversation_at_once_and_keep_the_order(redis_server, pairs):
    contested(redis_server, pairs)


def test_a_turn_that_takes_longer_than_its_lease_keeps_its_conversation(shared_redis):
    async def scenario():
        talk = Talk(on(shared_redis), on(shared_redis))
        first = talk.send(0, asyncio.sleep(2.5 * LEASE))
        await talk.begun(0)
        await asyncio.gather(first, talk.send(1))
        assert talk.done == [0, 1]

    run(scenario())


def test_the_conversation_of_a_server_that_died_is_free_after_its_lease(shared_redis):
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, shared_redis.url, str(LEASE)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"held\n"

    async def scenario():
        talk = Talk(on(shared_redis))
        others = [talk.send(number) for number in range(2)]
        await waiting(shared_redis, 2)
        holder.send_signal(signal.SIGKILL)
        await asyncio.wait_for(asyncio.gather(*others), 30)
        assert talk.done == [0, 1]

    try:
        run(scenario())
    finally:
        holder.kill()
        holder.communicate()


def test_a_message_that_dies_in_line_is_passed_over(shared_redis):
    async def scenario():
        talk, go = Talk(on(shared_redis)), asyncio.Event()
        first = talk.send(0, go.wait())
        await talk.begun(0)
        dead = on(shared_redis)
        dead._leave = lambda *given: asyncio.sleep(0)  # as after kill -9: no word to Redis
        waits = asyncio.create_task(Talk(dead).message(1))
        await waiting(shared_redis, 1)
        waits.cancel()
        last = talk.send(2)
        await waiting(shared_redis, 2)
        go.set()
        await asyncio.wait_for(asyncio.gather(first, last), 30)
        assert talk.done == [0, 2]

    run(scenario())


def test_without_redis_a_message_is_refused_and_the_log_says_where_redis_should_be(redis_server, caplog):
    async def scenario():
        store = on(redis_server, password="hush", username="me")
        redis_server.kill()
        with pytest.raises(LockError, match=r"Redis at /.*/redis did not answer"):
            await asyncio.wait_for(Talk(store).message(0), 30)
        tcp = RedisLocks(EndpointConfig("redis://me:hush@127.0.0.1:1/0", lease=LEASE))
        with pytest.raises(LockError, match=r"Redis at 127\.0\.0\.1:1 did not answer"):
            await asyncio.wait_for(Talk(tcp).message(0), 30)

    run(scenario())
    assert "Redis at 127.0.0.1:1" in caplog.text and "hush" not in caplog.text


def test_a_turn_is_stopped_before_another_may_begin_if_redis_is_away(redis_server):
    async def scenario():
        talk = Talk(on(redis_server))
        stopped = asyncio.create_task(asyncio.sleep(60))
        turn = talk.send(0, stopped)
        await talk.begun(0)
        redis_server.kill()
        killed = time.monotonic()
        await asyncio.wait({stopped})
        assert time.monotonic() - killed < LEASE + 1.5, "another may have begun by now"
        with pytest.raises(LockError, match="away for too long"):
            await turn
        assert not talk.done

    run(scenario())


def test_a_short_pause_of_redis_stops_nothing_and_a_new_message_is_taken_or_refused(redis_server):
    async def scenario():
        talk, go = Talk(on(redis_server, lease=6)), asyncio.Event()
        first = talk.send(0, go.wait())
        await talk.begun(0)
        redis_server.pause()
        late = talk.send(1)
        with pytest.raises(LockError, match="not taken"):
            await asyncio.wait_for(late, 30)
        redis_server.resume()
        go.set()
        await first
        await asyncio.wait_for(talk.message(2), 30)
        assert talk.done == [0, 2]

    run(scenario())


def test_an_answer_does_not_wait_for_a_redis_that_is_away(redis_server):
    async def scenario():
        talk, go = Talk(on(redis_server, lease=8)), asyncio.Event()  # a word from Redis is waited for 3 s
        first = talk.send(0, go.wait())
        await talk.begun(0)
        redis_server.pause()
        go.set()
        await asyncio.wait_for(first, 2.5)
        redis_server.resume()
        await asyncio.wait_for(talk.message(1), 30)

    run(scenario())


@pytest.mark.parametrize("ends", ["before the new Redis lets anybody in", "after"])
def test_a_redis_that_forgot_everything_lets_nobody_in_beside_a_turn_and_keeps_the_order(redis_server, ends):
    async def scenario():
        lease = 4  # Redis starts in less than a quarter of it, which is what a message waits for it
        talk, go = Talk(on(redis_server, lease=lease), on(redis_server, lease=lease)), asyncio.Event()
        first = talk.send(0, go.wait())
        await talk.begun(0)
        others = []
        for number in (1, 2):  # on one server each: which came first is what Redis says
            others.append(talk.send(number))
            await waiting(redis_server, number)
        redis_server.kill()
        redis_server.start()
        others.append(talk.send(3))
        await waiting(redis_server, 3)
        if ends == "after":
            await asyncio.sleep(2 * lease + 1.5)
            assert talk.inside == [0]
        go.set()
        await asyncio.wait_for(asyncio.gather(first, *others), 30)
        assert talk.done == [0, 1, 2, 3]

    run(scenario())


def test_a_process_that_was_stopped_knows_that_its_conversation_is_anothers(shared_redis):
    async def scenario():
        async with on(shared_redis).lock("talk"):
            ensure_held()
            time.sleep(LEASE + 0.1)  # nothing else of this process runs
            with pytest.raises(LockError, match="nothing of it was kept"):
                ensure_held()
        ensure_held()
        async with MemoryLocks().lock("talk"):
            ensure_held()

    run(scenario())
