"""How a database is reached: ids that none takes, lost connections, servers that hang or are killed, a full disk."""

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import SlotSet
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from bot.errors import BadConversation, BadDatabase
from bot.stores import database
from bot.stores.sql import SQLStore

from .turns import seen, turn

BAD_IDS = ["", "a\0b", "x" * 256, "\ud800"]

GOOD_IDS = ["x" * 255, "é" * 255, "' OR 1=1 --", "%", "a\nb"]


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
