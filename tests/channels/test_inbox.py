"""The inbox when things fail, without a server."""

import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockError
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from bot.channels.inbox import Inbox
from bot.channels.incoming import Incoming
from bot.channels.refusals import Refused

SECRET = b"s" * 40
MESSAGE = Incoming("message-1", text="does heat help")


class Failing(InMemoryTrackerStore):
    async def retrieve_full_tracker(self, sender_id):
        raise ConnectionError("no database")


class NoLock(InMemoryLockStore):
    @asynccontextmanager
    async def lock(self, conversation, *_):
        raise LockError("no lock")
        yield


class Broken:
    async def handle_message(self, message):
        raise ValueError("does heat help")


def agent_with(**parts):
    domain = Domain.empty()
    store = parts.pop("store", InMemoryTrackerStore)(domain)
    whole = {"tracker_store": FailSafeTrackerStore(store), "lock_store": InMemoryLockStore(), "domain": domain}
    return SimpleNamespace(**{**whole, "processor": None, **parts})


async def begun(agent, conversation="web-1"):
    await agent.tracker_store.create_tracker(conversation)
    return agent


@pytest.mark.parametrize("parts", [{"store": Failing}, {"lock_store": NoLock()}, {"processor": Broken()}])
def test_what_fails_can_be_tried_again_and_tells_no_secrets(parts, caplog):
    async def scenario():
        agent = await begun(agent_with(**parts))
        with pytest.raises(Refused) as no:
            await Inbox("web", SECRET).take(agent, "web-1", MESSAGE)
        assert (no.value.status, bool(no.value.wait)) == (503, True)

    asyncio.run(scenario())
    assert "heat" not in caplog.text


def test_an_answer_that_was_not_kept_counts_as_none():
    class Forgetful:
        async def handle_message(self, message):
            """As if the store had failed while saving, where Rasa goes on in memory."""

    async def scenario():
        agent = await begun(agent_with(processor=Forgetful()))
        with pytest.raises(Refused) as no:
            await Inbox("web", SECRET).take(agent, "web-1", MESSAGE)
        assert no.value.status == 503

    asyncio.run(scenario())


def test_a_talk_that_never_was_is_gone():
    with pytest.raises(Refused) as no:
        asyncio.run(Inbox("web", SECRET).take(agent_with(), "web-1", MESSAGE))
    assert no.value.status == 410
