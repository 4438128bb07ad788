"""Conversations in Rasa's own stores: read back, begun, deleted."""

import asyncio
from types import SimpleNamespace

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered

from bot.errors import CannotDelete
from bot.stores import conversations

DOMAIN = Domain.empty()


@pytest.fixture(params=["memory", "sqlite"])
def agent(request, tmp_path):
    if request.param == "memory":
        store = InMemoryTrackerStore(DOMAIN)
    else:
        store = SQLTrackerStore(DOMAIN, db=str(tmp_path / "conversations.db"))
    return SimpleNamespace(tracker_store=FailSafeTrackerStore(store))


async def talk(agent, conversation):
    tracker = await agent.tracker_store.get_or_create_tracker(conversation)
    for number in (1, 2):
        tracker.update(UserUttered(f"question {number}", message_id=f"message-{number}", metadata={"locale": "en-GB"}))
        tracker.update(BotUttered(f"answer {number}", {"buttons": []}, {"card": {"type": "progress"}}))
        tracker.update(BotUttered("and more"))
    await agent.tracker_store.save(tracker)


def test_a_conversation_is_read_back_as_turns(agent):
    async def scenario():
        await talk(agent, "web-1")
        return await conversations.turns(agent, "web-1")

    first, second = asyncio.run(scenario())
    assert (first.message_id, first.text, first.metadata) == ("message-1", "question 1", {"locale": "en-GB"})
    assert [each["text"] for each in second.replies] == ["answer 2", "and more"]
    assert second.replies[0]["card"] == {"type": "progress"}


def test_only_the_conversation_named_is_deleted(agent):
    async def scenario():
        await talk(agent, "web-1")
        await talk(agent, "web-10")
        await talk(SimpleNamespace(tracker_store=agent.tracker_store.fallback_tracker_store), "web-1")
        await conversations.delete(agent, "web-1")
        await conversations.delete(agent, "web-1")
        assert await conversations.turns(agent, "web-1") is None
        assert await agent.tracker_store.fallback_tracker_store.retrieve("web-1") is None
        assert len(await conversations.turns(agent, "web-10")) == 2

    asyncio.run(scenario())


def test_a_store_that_cannot_delete_says_so():
    agent = SimpleNamespace(tracker_store=TrackerStore(DOMAIN))
    with pytest.raises(CannotDelete, match="TrackerStore"):
        asyncio.run(conversations.delete(agent, "web-1"))
