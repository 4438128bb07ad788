"""The SQL store when something is wrong: ids, connections, servers, files and tables."""

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore
from rasa.shared.core.events import SlotSet
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from bot.core.content import content
from bot.errors import BadConversation, BadDatabase, WrongSchema
from bot.stores import database, schema, sql
from bot.stores.sql import SQLStore

BAD_IDS = ["", "a\0b", "x" * 256, "\ud800"]
GOOD_IDS = ["x" * 255, "é" * 255, "' OR 1=1 --", "%", "a\nb"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def where(request, tmp_path, sender):
    """A new database."""
    if request.param == "sqlite":
        return {"db": str(tmp_path / "talks.db")}
    return request.getfixturevalue("postgres").database(f"db{sender}")


@pytest.fixture
def open_(where, domain):
    opened = []

    def open_store(**options):
        opened.append(SQLStore(domain, **{**where, **options}))
        return opened[-1]

    yield open_store
    for store in opened:
        store.engine.dispose()


@pytest.fixture
def postgres_store(postgres, domain, sender):
    store = SQLStore(domain, **postgres.database(f"db{sender}"))
    yield store
    store.engine.dispose()


async def turn(store, sender, value):
    """A turn as Rasa's agent takes it."""
    safe = FailSafeTrackerStore(store)
    tracker = await safe.get_or_create_tracker(sender)
    tracker.update(SlotSet("seen", value))
    await safe.save(tracker)


async def seen(store, sender):
    tracker = await store.retrieve_full_tracker(sender)
    return [event.value for event in tracker.events if isinstance(event, SlotSet)] if tracker else []


# ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("bad", BAD_IDS, ids=ascii)
def test_an_id_no_database_takes_is_refused_and_nobody_else_is_disturbed(open_, bad):
    async def scenario():
        store = open_()
        for work in (turn(store, bad, "x"), store.retrieve(bad), store.retrieve_full_tracker(bad)):
            with pytest.raises(BadConversation, match="1 to 255 characters"):
                await work
        await turn(store, "somebody else", "y")
        assert await seen(store, "somebody else") == ["y"]

    asyncio.run(scenario())


@pytest.mark.parametrize("good", GOOD_IDS, ids=ascii)
def test_any_other_id_is_a_conversation_of_its_own(open_, good):
    async def scenario():
        store = open_()
        await turn(store, good, "x")
        await turn(store, "somebody else", "y")
        assert await seen(store, good) == ["x"]

    asyncio.run(scenario())


# ── a store that fails ───────────────────────────────────────────────────────────────────────────────────────────


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


# ── connections and servers ──────────────────────────────────────────────────────────────────────────────────────


CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ilio'"


@pytest.fixture
def other(postgres_store):
    """Reaches the store's database besides it."""
    return sa.create_engine(postgres_store.engine.url, poolclass=sa.pool.NullPool)


def cut(other):
    """Cut the store's connections; how many."""
    with other.connect() as connection:
        return connection.execute(CUT).rowcount


@pytest.mark.heavy
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_connection_cut_at_the_commit_loses_and_doubles_nothing(postgres_store, other, sender, when):
    class CutOnce(Session):
        cuts = 0

        def commit(self):
            if when == "after":
                super().commit()
            if not CutOnce.cuts:
                CutOnce.cuts = cut(other)
                if when == "after":  # the server did it, but its word was lost
                    raise OperationalError(None, None, Exception("cut"), connection_invalidated=True)
            if when == "before":
                super().commit()

    async def scenario():
        await turn(postgres_store, sender, 1)
        postgres_store.sessionmaker = sessionmaker(bind=postgres_store.engine, class_=CutOnce)
        await turn(postgres_store, sender, 2)
        assert CutOnce.cuts
        await turn(postgres_store, sender, 3)
        assert await seen(postgres_store, sender) == [1, 2, 3]

    asyncio.run(scenario())


@pytest.mark.heavy
def test_connections_cut_by_the_server_are_made_anew(postgres_store, other, sender):
    async def scenario():
        store = postgres_store
        for number in range(20):
            await turn(store, sender, number)
            assert cut(other)
        assert await seen(store, sender) == list(range(20))

    asyncio.run(scenario())


@pytest.mark.heavy
def test_connections_cut_at_any_moment_lose_and_double_nothing(postgres_store, other):
    done, taken, cuts = threading.Event(), [], []

    def cut_often():
        before = 0
        while not done.wait(0.05):
            if len(taken) >= before + 3:  # however slow the machine is, some turns end
                before = len(taken)
                cuts.append(cut(other))

    async def person(name):
        acknowledged = []
        for number in range(60):
            try:
                await turn(postgres_store, name, number)
            except DBAPIError:
                assert await kept(name) in (acknowledged, [*acknowledged, number])
                acknowledged = await kept(name)
            else:
                acknowledged.append(number)
            taken.append(number)
        return acknowledged

    async def kept(name):
        while True:
            try:
                return await seen(postgres_store, name)
            except DBAPIError:
                await asyncio.sleep(0.01)

    async def scenario():
        names = [f"person {number}" for number in range(4)]
        talks = await asyncio.gather(*map(person, names))
        done.set()
        for name, acknowledged in zip(names, talks, strict=True):
            assert await seen(postgres_store, name) == acknowledged
            assert len(acknowledged) > 30
        assert sum(cuts) > 20

    cutter = threading.Thread(target=cut_often)
    cutter.start()
    try:
        asyncio.run(scenario())
    finally:
        done.set()
        cutter.join()


@pytest.mark.heavy
def test_a_server_killed_between_turns_is_missed_while_it_is_away_only(postgres, postgres_store, sender):
    async def scenario():
        store, expected = postgres_store, []
        for number in range(3):
            await turn(store, sender, f"before {number}")
            postgres.kill()
            with pytest.raises(OperationalError):
                await turn(store, sender, "lost")
            postgres.start()
            await turn(store, sender, f"after {number}")
            expected += [f"before {number}", f"after {number}"]
            assert await seen(store, sender) == expected

    asyncio.run(scenario())


@pytest.mark.heavy
def test_a_slow_answer_holds_nobody_else_up(postgres_store, sender):
    async def scenario():
        slow = asyncio.create_task(postgres_store.run(lambda session: session.execute("SELECT pg_sleep(3)")))
        await asyncio.sleep(0.1)
        await turn(postgres_store, sender, 1)
        assert not slow.done()
        slow.cancel()

    asyncio.run(scenario())


@pytest.mark.heavy
def test_a_turn_does_not_wait_for_ever_and_nothing_of_it_is_written_later(postgres_store, other, sender, monkeypatch):
    async def scenario():
        store = postgres_store
        await turn(store, sender, 1)
        monkeypatch.setattr(database, "_ANSWER", 0.3)
        tracker = await store.retrieve(sender)
        tracker.update(SlotSet("seen", 2))
        with other.begin() as connection:
            connection.execute("LOCK TABLE events IN ACCESS EXCLUSIVE MODE")
            for work in (store.save(tracker), *(store.retrieve(sender) for _ in range(8))):  # more than it has threads
                with pytest.raises(asyncio.TimeoutError):
                    await work
        monkeypatch.undo()
        await turn(store, sender, 3)
        await asyncio.get_running_loop().run_in_executor(None, store._threads.shutdown)
        store._threads = ThreadPoolExecutor(1)
        assert await seen(store, sender) == [1, 3]

    asyncio.run(scenario())


@pytest.mark.heavy
def test_what_may_take_long_may(postgres_store):
    def limit(session):
        return session.execute("SHOW statement_timeout").scalar()

    async def scenario():
        limits = [await postgres_store.run(limit, patient) for patient in (False, True, False)]
        assert limits == ["5s", "0", "5s"]

    asyncio.run(scenario())


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_a_file_that_is_no_database_or_can_not_be_made_is_named(tmp_path):
    (tmp_path / "notes.txt").write_text("milk, eggs, " * 100)
    for file, problem in (("notes.txt", "file is not a database"), ("no/such/folder.db", "unable to open")):
        with pytest.raises(BadDatabase, match=f"{file}.* can't be used: {problem}"):
            SQLStore(db=str(tmp_path / file))


def test_a_database_that_does_not_come_up_is_named_without_its_password(monkeypatch, caplog):
    monkeypatch.setattr(database, "_COMES_UP", 0.5)
    with pytest.raises(BadDatabase, match=r"postgresql://me:\*\*\*@127\.0\.0\.1:1/talks.*refused") as raised:
        SQLStore(dialect="postgresql", host="127.0.0.1", port=1, db="talks", username="me", password="hush")
    assert "Waiting for the database" in caplog.text
    assert "hush" not in caplog.text + str(raised.value)


def test_a_dialect_it_does_not_know_is_refused():
    with pytest.raises(BadDatabase, match="neither postgresql nor sqlite"):
        SQLStore(dialect="mssql", db="talks")


def test_a_full_disk_is_an_error_and_what_was_kept_is_still_there(tmp_path, domain, sender):
    async def scenario():
        store = SQLStore(domain, db=str(tmp_path / "talks.db"))
        await turn(store, sender, "kept")
        with store.engine.connect() as connection:
            pages = connection.execute("PRAGMA page_count").scalar()
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OperationalError, match="full"):
            await turn(store, sender, "x" * 1_000_000)
        await turn(store, sender, "small")
        assert await seen(store, sender) == ["kept", "small"]

    asyncio.run(scenario())
    assert sqlite3.connect(tmp_path / "talks.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
