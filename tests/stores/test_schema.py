"""The tables of the SQL store: made, taken on from Rasa, or left alone."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SlotSet

from bot.errors import WrongSchema
from bot.stores import schema

from .turns import seen, turn


def indices(store):
    return {index["name"] for index in sa.inspect(store.engine).get_indexes("events")}


def version(store):
    with store.engine.connect() as connection:
        return connection.execute("SELECT version FROM ilio_schema").fetchall()


def test_a_new_database_has_the_latest_tables(open_):
    store = open_()
    assert version(store) == version(open_()) == [(schema.LATEST,)]
    assert indices(store) == {"ix_events_sender_id_id"}


def test_rasas_tables_are_taken_on_with_all_they_hold(open_, where, domain, sender):
    async def scenario():
        rasas = SQLTrackerStore(domain, **where)
        tracker = await rasas.get_or_create_tracker(sender)
        tracker.update(SlotSet("seen", "by rasa"))
        await rasas.save(tracker)
        store = open_()
        assert (version(store), indices(store)) == ([(schema.LATEST,)], {"ix_events_sender_id_id"})
        await turn(store, sender, "by us")
        assert await seen(store, sender) == ["by rasa", "by us"]
        tracker = await rasas.retrieve(sender)
        assert tracker.get_slot("seen") == "by us"
        rasas.engine.dispose()

    asyncio.run(scenario())


def test_servers_may_start_at_once(open_):
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: open_(), range(6)))
    assert version(stores[0]) == [(schema.LATEST,)]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("CREATE TABLE events (id INTEGER PRIMARY KEY, title TEXT)", "its table events has no column sender_id"),
        ("CREATE TABLE working (sender_id TEXT PRIMARY KEY)", "its table working has no column last_id"),
        ("CREATE TABLE ilio_schema AS SELECT 99 AS version", "its version is 99"),
    ],
)
def test_a_database_of_something_else_is_left_as_it_was(open_, where, wrong, problem):
    url = SQLTrackerStore.get_db_url(**{"dialect": "sqlite", **where})
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        connection.execute(wrong)
    before = sa.inspect(engine).get_table_names()
    with pytest.raises(WrongSchema, match=problem):
        open_()
    assert sa.inspect(engine).get_table_names() == before
