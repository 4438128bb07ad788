"""Work that goes on when nobody waits for it."""

import asyncio

import pytest

from bot.channels.background import Background
from bot.channels.refusals import Refused


def test_work_goes_on_when_nobody_waits_and_is_finished_at_the_end():
    done = []

    async def scenario():
        background = Background()

        async def work():
            await asyncio.sleep(0.05)
            done.append("done")

        waiting = asyncio.ensure_future(background.run(work()))
        await asyncio.sleep(0.01)
        waiting.cancel()
        await background.finish()
        assert done == ["done"]
        with pytest.raises(Refused) as no:
            await background.run(work())
        assert no.value.status == 503

    asyncio.run(scenario())


def test_too_much_at_once_is_refused():
    async def scenario():
        background = Background(most=1)
        first = asyncio.ensure_future(background.run(asyncio.sleep(0.05)))
        await asyncio.sleep(0)
        with pytest.raises(Refused) as no:
            await background.run(asyncio.sleep(0))
        assert no.value.wait
        await first
        await background.run(asyncio.sleep(0))

    asyncio.run(scenario())
