"""A store that fails: people are told, and the talk goes on where it was."""

import asyncio
from types import SimpleNamespace

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import LockError

from bot.core.content import content
from bot.stores import sql

from .turns import seen, turn


def test_a_store_that_fails_raises_and_the_talk_goes_on_where_it_was(open_, sender):
    async def scenario():
        store = open_()
        await turn(store, sender, 1)
        for broken in ("retrieve", "save"):
            works = getattr(store, broken)
            setattr(store, broken, None)
            with pytest.raises(TypeError):
                await turn(store, sender, "lost")
            setattr(store, broken, works)
        await turn(store, sender, 2)
        assert await seen(store, sender) == [1, 2]

    asyncio.run(scenario())


def test_people_are_told_that_it_failed_and_whom_to_call_and_the_log_says_nothing_of_them(open_, caplog):
    async def scenario():
        store, channel = open_(), CollectingOutputChannel()
        agent = Agent(tracker_store=store)
        agent.processor = SimpleNamespace(
            handle_message=lambda message: agent.tracker_store.get_or_create_tracker(message.sender_id)
        )
        store.engine.dispose()
        store.retrieve = None
        await agent.handle_message(UserMessage("i hurt", channel, "person 7", input_channel="rest"))
        assert [each["text"] for each in channel.messages] == [content().phrases.failed]

    asyncio.run(scenario())
    assert "rest failed: TypeError" in caplog.text
    assert "hurt" not in caplog.text and "person 7" not in caplog.text


def test_a_turn_that_lost_its_conversation_writes_nothing(open_, sender, monkeypatch):
    async def scenario():
        store = open_()
        await turn(store, sender, 1)

        def lost():
            raise LockError("lost")

        monkeypatch.setattr(sql, "ensure_held", lost)
        with pytest.raises(LockError):
            await turn(store, sender, 2)
        assert await seen(store, sender) == [1]

    asyncio.run(scenario())
