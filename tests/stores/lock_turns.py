"""Turns that want the same conversation, and the lock stores they want it from."""

import asyncio

from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis

from bot.stores.locks import RedisLocks

LEASE = 2  # seconds; a busy machine may leave a process alone for a good part of one

_made = []


def on(server, **options):
    _made.append(RedisLocks(EndpointConfig(server.url, **{"lease": LEASE, **options})))
    return _made[-1]


def run(scenario):
    """Run a scenario, and close the connections of its stores."""

    async def whole():
        try:
            await asyncio.wait_for(scenario, 60)
        finally:
            await asyncio.gather(*(store._redis.connection_pool.disconnect() for store in _made))
            _made.clear()

    asyncio.run(whole())


class Talk:
    """What happened to a conversation's messages."""

    def __init__(self, *stores):
        self.stores, self.came, self.inside, self.done = stores, [], [], []

    async def message(self, number, until=None, conversation="talk"):
        self.came.append(number)
        async with self.stores[number % len(self.stores)].lock(conversation):
            assert not self.inside
            self.inside.append(number)
            await (until or asyncio.sleep(0))
            assert self.inside == [number]
            self.inside.clear()
            self.done.append(number)

    def send(self, number, until=None):
        return asyncio.create_task(self.message(number, until))

    async def begun(self, number):
        while self.inside != [number]:
            await asyncio.sleep(0.001)


async def waiting(server, number):
    """Until so many wait for the conversations of a server."""
    redis = Redis.from_url(server.url)
    while sum([await redis.zcard(key) for key in await redis.keys("*:queue")]) != number:
        await asyncio.sleep(0.001)
    await redis.close()
