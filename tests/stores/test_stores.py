"""The stores: every event once and in order, short trackers for turns, whoever else writes."""

import asyncio
import json
import uuid

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered

from bot.stores.memory import MemoryStore

MOST = 140  # events a turn gets


def run(coroutine):
    return asyncio.run(coroutine)


def written(events):
    """Events as they are kept, but for when they were."""
    return [{key: value for key, value in event.as_dict().items() if key != "timestamp"} for event in events]


async def take(store, sender, events):
    """A turn as Rasa takes it: get the tracker, update it, save it."""
    tracker = await FailSafeTrackerStore(store).get_or_create_tracker(sender, append_action_listen=False)
    tracker.update_with_events(events, store.domain)
    await store.save(tracker)
    return tracker


async def everything(store, sender):
    return list((await store.retrieve_full_tracker(sender)).events)


def test_three_hundred_turns_are_all_there_and_turns_stay_short(open_store, domain, talk, sender):
    async def go():
        store, rasa, talked, loop = open_store(domain=domain), InMemoryTrackerStore(domain), talk(3), None
        for _ in range(300):
            turn = talked.turn(loop)
            tracker = await take(store, sender, turn)
            expected.extend(turn)
            assert len(tracker.events) <= MOST + len(turn)
            loop = tracker.active_loop_name
        short = await store.retrieve(sender)
        assert len(short.events) <= MOST
        await rasa.save(await store.retrieve_full_tracker(sender))
        whole = await rasa.retrieve(sender)
        assert short.current_slot_values() == whole.current_slot_values()
        assert short.active_loop_name == whole.active_loop_name
        return await everything(open_store(domain=domain) if not isinstance(store, MemoryStore) else store, sender)

    expected = []
    assert written(run(go())) == written(expected)


def test_a_tracker_may_be_saved_several_times(open_store, domain, talk, sender):
    async def go():
        store = open_store(domain=domain)
        tracker, expected = await take(store, sender, talk(1).turn(None)), talk(1).turn(None)
        for text in ("one", "two"):
            await store.save(tracker)
            tracker.update(UserUttered(text, {"name": "ask"}))
            await store.save(tracker)
            expected.append(UserUttered(text, {"name": "ask"}))
        assert written(await everything(store, sender)) == written(expected)
        assert (await store.retrieve(sender)).latest_message.text == "two"

    run(go())


def test_two_that_answer_at_once_lose_nothing_and_the_next_turn_knows_both(open_store, domain, talk, sender):
    async def go():
        store = open_store(domain=domain)
        talked = talk(1)
        for _ in range(30):
            await take(store, sender, talked.turn(None))
        before = len(await everything(store, sender))
        one, other = await store.retrieve(sender), await store.retrieve(sender)
        one.update(SlotSet("seen", "by one"))
        other.update(SlotSet("unseen", "by the other"))
        await store.save(one)
        await store.save(other)
        one.update(ActionExecuted("action_listen"))
        await store.save(one)
        after = await store.retrieve(sender)
        assert (after.get_slot("seen"), after.get_slot("unseen")) == ("by one", "by the other")
        assert len(await everything(store, sender)) == before + 3
        await take(store, sender, talked.turn(None))
        assert len((await store.retrieve(sender)).events) <= MOST

    run(go())


def test_conversations_are_kept_apart(open_store, domain, talk):
    async def go():
        store, senders = open_store(domain=domain), [uuid.uuid4().hex for _ in range(3)]
        for number in range(20):
            for sender in senders:
                await take(store, sender, [UserUttered(f"{number}", {"name": "ask"}), SlotSet("unseen", sender)])
        for sender in senders:
            assert (await store.retrieve(sender)).get_slot("unseen") == sender
            assert len(await everything(store, sender)) == 40
        assert set(senders) <= set(await store.keys())

    run(go())


def test_an_event_broker_gets_every_event_once(open_store, domain, talk, sender):
    class Broker:
        got = []

        def publish(self, event):
            self.got.append(event["event"])

    async def go():
        store, talked = open_store(domain=domain, event_broker=Broker()), talk(5)
        for _ in range(40):
            await take(store, sender, talked.turn(None))
        assert Broker.got == [event.type_name for event in await everything(store, sender)]

    run(go())


@pytest.fixture
def open_database(open_store, domain):
    if isinstance(open_store(domain=domain), MemoryStore):
        pytest.skip("nobody else can write there")
    return open_store


def test_what_a_plain_rasa_server_wrote_in_the_same_database_is_known(open_database, domain, talk, sender):
    async def go():
        ours, rasa, talked = open_database(domain=domain), open_database(domain=domain, rasas=True), talk(1)
        for _ in range(15):
            await take(rasa, sender, talked.turn(None))
        for _ in range(15):
            await take(ours, sender, talked.turn(None))
        await take(rasa, sender, [SlotSet("unseen", "by rasa")])
        tracker = await take(ours, sender, [SlotSet("seen", "by us")])
        assert (tracker.get_slot("seen"), tracker.get_slot("unseen")) == ("by us", "by rasa")
        mine, theirs = await ours.retrieve(sender), await rasa.retrieve(sender)
        assert mine.current_slot_values() == theirs.current_slot_values()
        assert len(mine.events) < len(theirs.events)

    run(go())


def test_nothing_is_left_of_a_conversation_whose_events_are_deleted(open_database, domain, talk, sender):
    async def go():
        store, other, talked = open_database(domain=domain), uuid.uuid4().hex, talk(1)
        for _ in range(15):
            for each in (sender, other):
                await take(store, each, talked.turn(None))
        with store.session_scope() as session:
            session.query(store.SQLEvent).filter_by(sender_id=sender).delete()
            session.commit()
            left = [row.sender_id for row in session.query(store.SQLWorking) if row.sender_id in (sender, other)]
        assert left == [other]
        assert await store.retrieve(sender) is None

    run(go())


def test_what_a_turn_needs_is_read_and_not_the_whole_talk(open_database, domain, talk, sender):
    async def go():
        store, talked, rows = open_database(domain=domain), talk(1), []
        for _ in range(60):
            await take(store, sender, talked.turn(None))
        sa.event.listen(store.engine, "after_cursor_execute", lambda *call: rows.append(call[2]))
        await store.retrieve(sender)
        with store.session_scope() as session:
            working = session.get(store.SQLWorking, sender)
        assert len(json.loads(working.events)) <= MOST
        assert len(rows) <= 3

    run(go())
