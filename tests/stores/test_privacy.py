"""`ilio privacy`: all that is kept of a talk is shown and deleted, and of others nothing."""

import asyncio
import json
import sqlite3
import subprocess
import time

import pytest
from rasa.core.lock_store import LockError
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.utils.endpoints import EndpointConfig
from redis import Redis

from bot.cli import main
from bot.stores import conversations
from bot.stores.locks import MemoryLocks, RedisLocks
from bot.stores.sql import SQLStore

DAY = 86400


class Server:
    """What a server kept in its database."""

    def __init__(self, folder):
        self.folder, self.file, self.endpoints = folder, folder / "talks.db", folder / "endpoints.yml"
        lock = "lock_store: {type: bot.stores.locks.MemoryLocks}"
        self.endpoints.write_text(
            f"tracker_store: {{type: bot.stores.sql.SQLStore, dialect: sqlite, db: '{self.file}'}}\n{lock}\n"
        )
        self.store = SQLStore(db=str(self.file))

    def talk(self, conversation, days=0, turns=2):
        """Somebody talks, the last time so many days ago."""

        async def go():
            for number in range(turns):
                tracker = await self.store.retrieve(conversation) or self.store.init_tracker(conversation)
                at = time.time() - days * DAY - turns + number
                said = f"{conversation} zebra {number}"
                tracker.update(UserUttered(said, timestamp=at, metadata={"locale": "en-GB"}))
                tracker.update(BotUttered(f"answer {number}", timestamp=at))
                await self.store.save(tracker)

        asyncio.run(go())

    def ilio(self, *words):
        return main(["privacy", *words, "--endpoints", str(self.endpoints)])

    def bytes(self):
        return b"".join(path.read_bytes() for path in self.folder.iterdir() if path != self.endpoints)

    def people(self):
        found = sqlite3.connect(self.file).execute("SELECT sender_id FROM events UNION SELECT sender_id FROM working")
        return {row[0] for row in found}


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.store.engine.dispose()


def test_all_that_is_kept_of_a_talk_is_printed(server, capsys):
    server.talk("web-1", turns=12)
    server.talk("web-2")
    assert server.ilio("export", "web-1") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["conversation"] == "web-1"
    said = [event["text"] for event in shown["events"] if event["event"] == "user"]
    assert said == [f"web-1 zebra {number}" for number in range(12)]
    assert "en-GB" in json.dumps(shown) and "answer 11" in json.dumps(shown)
    stored = sqlite3.connect(server.file).execute("SELECT data FROM events WHERE sender_id = 'web-1' ORDER BY id")
    assert shown["events"] == [json.loads(row[0]) for row in stored]


def test_nothing_is_left_of_a_deleted_talk_in_any_file_and_others_stay(server, capsys):
    server.talk("web-1", turns=12)
    server.talk("web-10")
    assert b"web-1 zebra" in server.bytes()
    assert server.ilio("delete", "web-1") == 0
    assert capsys.readouterr().out == "Deleted.\n"
    assert server.people() == {"web-10"}
    assert b"web-1 zebra" not in server.bytes() and b"web-10 zebra" in server.bytes()


@pytest.mark.parametrize("what", ["export", "delete"])
def test_a_talk_that_is_not_there_is_named(server, capsys, what):
    server.talk("web-1")
    assert server.ilio(what, "web-") == 1
    assert "Nothing is kept of a talk 'web-'" in capsys.readouterr().err
    assert server.people() == {"web-1"}


def test_talks_in_which_nothing_was_said_for_so_long_are_purged(server, capsys):
    for days in (0, 29, 31, 400):
        server.talk(f"{days} days", days)
    server.talk("came back", 31)
    server.talk("came back", 2)
    assert server.ilio("purge", "--older-than", "30d") == 0
    assert capsys.readouterr().out == "Deleted 2 talks.\n"
    assert server.people() == {"0 days", "29 days", "came back"}
    assert b"400 days zebra" not in server.bytes()
    assert server.ilio("purge", "--older-than", "2w") == server.ilio("purge", "--older-than", "1h") == 0
    assert server.people() == {"0 days"}


def test_a_talk_that_goes_on_while_it_waits_to_be_purged_stays(server, monkeypatch):
    server.talk("web-1", 31)
    quiet_since = conversations.quiet_since

    async def found(stores, before, only=None):
        names = await quiet_since(stores, before, only)
        if only is None:
            tracker = await server.store.retrieve("web-1")
            tracker.update(ActionExecuted("action_listen"))
            await server.store.save(tracker)
        return names

    monkeypatch.setattr(conversations, "quiet_since", found)
    assert server.ilio("purge", "--older-than", "30d") == 0
    assert server.people() == {"web-1"}


@pytest.mark.parametrize("age", ["30", "d", "0d", "-1d", "30 d", "1y", "999999d"])
def test_an_age_that_is_none_is_refused(server, capsys, age):
    with pytest.raises(SystemExit, match="2"):
        server.ilio("purge", f"--older-than={age}")
    assert "such as 12h, 30d or 8w" in capsys.readouterr().err


def test_talks_that_are_kept_in_no_database_are_not_said_to_be_deleted(server, capsys):
    server.endpoints.write_text("lock_store: {type: in_memory}\n")
    assert server.ilio("delete", "web-1") == 1
    assert "can't be deleted from a InMemoryTrackerStore" in capsys.readouterr().err


def test_a_turn_under_way_is_not_cut_short(server, capsys, monkeypatch):
    """Else the turn would write what it has after the deletion."""
    server.talk("web-1")

    def busy(locks, conversation):
        raise LockError(f"{conversation} is busy.")

    monkeypatch.setattr(MemoryLocks, "lock", busy)
    assert server.ilio("delete", "web-1") == 1
    assert capsys.readouterr().err == "web-1 is busy.\n"
    assert server.people() == {"web-1"}


def test_a_server_that_reads_the_file_delays_the_deletion(server, capsys, monkeypatch):
    server.talk("web-1", turns=12)
    reader = server.store.engine.connect()
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM events").fetchall()
    monkeypatch.setattr("bot.cli.privacy._TRIES", 2)
    assert server.ilio("delete", "web-1") == 1
    assert "Delete it again" in capsys.readouterr().err
    assert b"web-1 zebra" in server.bytes()
    reader.close()
    assert server.ilio("delete", "web-1") == 1  # as nothing was left but in the log beside the file
    assert b"web-1 zebra" not in server.bytes()


@pytest.mark.heavy
def test_after_deletion_no_dump_of_postgresql_or_redis_knows_of_a_talk(postgres, redis_server, sender, tmp_path):
    where, endpoints = postgres.database(f"db{sender}"), tmp_path / "endpoints.yml"
    locks = {"type": "bot.stores.locks.RedisLocks", "url": redis_server.url, "lease": 1}
    url = f"postgresql://{where['username']}@{where['host']}:{where['port']}/{where['db']}"
    endpoints.write_text(
        json.dumps({"tracker_store": {"type": "bot.stores.sql.SQLStore", "url": url}, "lock_store": locks})
    )

    async def talk(name):
        async with RedisLocks(EndpointConfig(redis_server.url, lease=1)).lock(name):
            for number in range(12):
                tracker = await store.retrieve(name) or store.init_tracker(name)
                tracker.update(UserUttered(f"{name} zebra {number}"))
                await store.save(tracker)

    def dump():
        with open(tmp_path / "dump", "wb") as file:
            subprocess.run(postgres.client("pg_dump", where["db"]), check=True, stdout=file)
        redis = Redis.from_url(redis_server.url)
        kept = b"".join(key + (redis.dump(key) or b"") for key in redis.keys("*"))
        redis.close()
        return (tmp_path / "dump").read_bytes() + kept

    store = SQLStore(**where)
    for name in ("person one", "person two"):
        asyncio.run(talk(name))
    assert b"person one zebra" in dump()
    assert main(["privacy", "delete", "person one", "--endpoints", str(endpoints)]) == 0
    assert b"person one" not in dump() and b"person two zebra" in dump()
    store.engine.dispose()
