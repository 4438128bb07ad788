"""One thing at a time for each conversation."""

import asyncio

from bot.keyed_locks import KeyedLocks


def test_one_talk_is_in_order_and_others_do_not_wait():
    seen = []

    async def scenario():
        order = KeyedLocks()

        async def work(conversation, number, seconds):
            async with order.of(conversation):
                await asyncio.sleep(seconds)
                seen.append((conversation, number))

        await asyncio.gather(work("a", 1, 0.05), work("a", 2, 0), work("a", 3, 0), work("b", 1, 0))

    asyncio.run(scenario())
    assert seen == [("b", 1), ("a", 1), ("a", 2), ("a", 3)]
