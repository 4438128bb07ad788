"""One of two processes that want the same conversations: `contest.py URL NAME PAIRS`."""

import asyncio
import sys

from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis

from bot.stores.locks import RedisLocks, _turn

AT_ONCE, EACH = 25, 2  # conversations at once, and messages of each process to each of them


async def contest(url, name, pairs):
    store, redis = RedisLocks(EndpointConfig(url, lease=5)), Redis.from_url(url)

    async def message(pair, number):
        async with store.lock(f"pair {pair}"):
            assert await redis.incr(f"inside {pair}") == 1, "two at once"
            queue = _turn.get().keys[1]
            if not await redis.exists(f"order {pair}"):  # the first one waits until all others do
                while await redis.zcard(queue) < 2 * EACH - 1:
                    await asyncio.sleep(0.001)
            await redis.rpush(f"order {pair}", f"{_turn.get().arrival} {name} {number}")
            await redis.decr(f"inside {pair}")

    for start in range(0, pairs, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, pairs))
        await asyncio.gather(*(message(pair, number) for pair in numbers for number in range(EACH)))


asyncio.run(contest(sys.argv[1], sys.argv[2], int(sys.argv[3])))
