"""Conversations in every store: read back, begun, deleted, and whole however long they are."""

import asyncio
from types import SimpleNamespace

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered

from bot.assistant import Assistant
from bot.channels.inbox import Inbox
from bot.channels.incoming import Incoming
from bot.channels.refusals import Refused
from bot.channels.replies import opaque
from bot.core.triage_turn import SLOT
from bot.errors import CannotDelete, DeletionUnfinished
from bot.stores import conversations
from bot.stores.sql import SQLStore

DOMAIN = Domain.empty()
SECRET = b"s" * 40
EMERGENCY = "i cant pee and im numb down there"
LONG = 30  # turns: those at the beginning are not among the events that a turn gets


@pytest.fixture(params=["ours", "rasas"])
def agent(request, open_store):
    return SimpleNamespace(tracker_store=FailSafeTrackerStore(open_store(DOMAIN, rasas=request.param == "rasas")))


async def talk(agent, conversation):
    tracker = await agent.tracker_store.get_or_create_tracker(conversation)
    for number, message_id in ((1, "timestamp"), (2, "message-2")):  # an id may be a word that events hold besides
        tracker.update(UserUttered(f"question {number}", message_id=message_id, metadata={"locale": "en-GB"}))
        tracker.update(BotUttered(f"answer {number}", {"buttons": []}, {"card": {"type": "progress"}}))
        tracker.update(BotUttered("and more"))
    await agent.tracker_store.save(tracker)


def test_a_conversation_is_read_back_as_turns(agent, sender):
    async def scenario():
        await talk(agent, sender)
        return await conversations.turns(agent, sender)

    first, second = asyncio.run(scenario())
    assert (first.message_id, first.text, first.metadata) == ("timestamp", "question 1", {"locale": "en-GB"})
    assert [each["text"] for each in second.replies] == ["answer 2", "and more"]
    assert second.replies[0]["card"] == {"type": "progress"}


def test_the_turn_of_one_message_is_read_alone(agent, sender):
    async def scenario():
        assert await conversations.turns(agent, sender, "message-2") is None
        await talk(agent, sender)
        await talk(agent, f"{sender}0")
        whole = await conversations.turns(agent, sender)
        for turn in whole:
            assert await conversations.turns(agent, sender, turn.message_id) == [turn]
        for other in ("message-3", "message_2", "message-", "message-%", "question 1", "parse_data"):
            assert await conversations.turns(agent, sender, other) == []

    asyncio.run(scenario())


def test_only_the_conversation_named_is_deleted(agent, sender):
    async def scenario():
        await talk(agent, sender)
        await talk(agent, f"{sender}0")
        await talk(SimpleNamespace(tracker_store=agent.tracker_store.fallback_tracker_store), sender)
        await conversations.delete(agent, sender)
        await conversations.delete(agent, sender)
        assert await conversations.turns(agent, sender) is None
        assert await agent.tracker_store.fallback_tracker_store.retrieve(sender) is None
        assert len(await conversations.turns(agent, f"{sender}0")) == 2

    asyncio.run(scenario())


def test_a_store_that_cannot_delete_says_so():
    agent = SimpleNamespace(tracker_store=TrackerStore(DOMAIN))
    with pytest.raises(CannotDelete, match="TrackerStore"):
        asyncio.run(conversations.delete(agent, "web-1"))


# ── talks so long that a turn gets a part of them ────────────────────────────────────────────────────────────────


class Visitor:
    """Somebody who talks with the whole assistant, through the inbox of a channel."""

    def __init__(self, store, conversation):
        self.store, self.conversation = store, conversation
        self.agent = Assistant(store)._agent
        self.inbox = Inbox("web", SECRET, per_minute=6000, burst=1000)

    async def say(self, number, **what):
        return await self.inbox.take(self.agent, self.conversation, Incoming(f"message-{number}", **what))

    async def history(self):
        return await self.inbox.history(self.agent, self.conversation)

    async def talk(self, *first):
        """A long talk that begins with what is given; returns its turns."""
        await self.inbox.begin(self.agent, self.conversation)
        texts = [*first, *["does heat help"] * LONG][:LONG]
        turns = [await self.say(number, text=text) for number, text in enumerate(texts)]
        short, whole = await self.store.retrieve(self.conversation), await self.everything()
        assert len(short.events) < len(whole.events) / 3, "the talk is not long enough"
        return turns

    async def everything(self):
        return await self.store.retrieve_full_tracker(self.conversation)


def test_a_long_talk_is_shown_answered_again_and_clicked_in_as_a_whole(open_store, sender):
    async def scenario():
        visitor = Visitor(open_store(), sender)
        turns = await visitor.talk("quiz me")
        assert await visitor.history() == turns
        if isinstance(visitor.store, SQLStore):  # as after a restart of the server
            visitor = Visitor(open_store(), sender)
        for number in (0, 1, LONG - 1):
            assert await visitor.say(number, text="said again") == turns[number]
        assert await visitor.history() == turns
        first = turns[0].replies[-1]["buttons"][0]
        click = await visitor.say(LONG, button=opaque(SECRET, sender, first["payload"]))
        assert click.metadata["title"] == first["title"] and click.replies
        assert await visitor.history() == [*turns, click]

    asyncio.run(scenario())


def test_nothing_of_a_long_talk_is_left_after_starting_over_but_warning_signs_and_after_deletion(open_store, sender):
    async def scenario():
        visitor = Visitor(open_store(), sender)
        await visitor.talk(EMERGENCY)
        stands = await conversations.slot(visitor.agent, sender, SLOT)
        assert stands["raised"]
        await visitor.inbox.restart(visitor.agent, sender)
        assert await visitor.history() == []
        assert await conversations.slot(visitor.agent, sender, SLOT) == stands
        assert not any(isinstance(event, UserUttered) for event in (await visitor.everything()).events)
        again = await visitor.say(0, text="how do I do the kneeling stretch")
        assert again.replies[0]["card"]["type"] == "emergency"
        await visitor.inbox.delete(visitor.agent, sender)
        with pytest.raises(Refused):
            await visitor.history()
        assert await visitor.store.retrieve(sender) is await visitor.everything() is None
        if isinstance(visitor.store, SQLStore):
            with visitor.store.session_scope() as session:
                for table in (visitor.store.SQLEvent, visitor.store.SQLWorking):
                    assert not session.query(table).filter_by(sender_id=sender).all()

    asyncio.run(scenario())


def test_text_written_over_since_is_not_left_in_sqlites_files(tmp_path, sender):
    async def scenario():
        store = SQLStore(DOMAIN, db=str(tmp_path / "talks.db"))
        agent = SimpleNamespace(tracker_store=FailSafeTrackerStore(store))
        for number in range(LONG):
            tracker = await store.get_or_create_tracker(sender)
            tracker.update(UserUttered("zebra " * 9000 if number == 0 else f"{number}"))
            await store.save(tracker)
        assert b"zebra" in stored()
        reader = store.engine.connect()
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM working").fetchall()
        return agent, reader

    def stored():
        return b"".join(path.read_bytes() for path in tmp_path.iterdir())

    agent, reader = asyncio.run(scenario())
    with pytest.raises(DeletionUnfinished, match=r"talks\.db-wal"):
        asyncio.run(conversations.delete(agent, sender))
    reader.close()
    asyncio.run(conversations.delete(agent, sender))
    assert b"zebra" not in stored()
