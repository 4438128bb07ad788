"""Tracker stores to test: in memory, in SQLite, and in a PostgreSQL server of its own."""

import glob
import os
import shutil
import tempfile
import uuid

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain

from bot.stores.locks import MemoryLocks
from bot.stores.memory import MemoryStore
from bot.stores.sql import SQLStore

from .lock_turns import on
from .made_up_talk import Talk
from .servers import PostgresServer, RedisServer


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server that is started for the tests."""
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not programs:
        pytest.fail("PostgreSQL is not installed. On Debian and Ubuntu: apt-get install postgresql")
    folder = tempfile.mkdtemp()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = PostgresServer(folder, programs[-1])
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared_redis():
    """A Redis server for tests that do it no harm."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _redis(folder)


@pytest.fixture
def redis_server():
    """A Redis server of the test's own."""
    with tempfile.TemporaryDirectory() as folder:  # the name of a socket may not be long
        yield from _redis(folder)


def _redis(folder):
    if not shutil.which("redis-server"):
        pytest.skip("Redis is not installed. On Debian and Ubuntu: apt-get install redis-server")
    server = RedisServer(folder).start()
    yield server
    server.kill()


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def open_store(request, tmp_path):
    """Opens a store of one kind, ours or Rasa's; opened again, it holds the same talks, but for the one in memory."""
    kind = request.param
    server = request.getfixturevalue("postgres") if kind == "postgresql" else None
    stores = []

    def open_(domain=None, rasas=False, **options):
        if kind == "memory":
            store = InMemoryTrackerStore if rasas else MemoryStore
        elif kind == "sqlite":
            store, options = SQLTrackerStore if rasas else SQLStore, {**options, "db": str(tmp_path / "talks.db")}
        else:
            options = {**options, **server.where, "db": "postgres"}
            store = SQLTrackerStore if rasas else SQLStore
        stores.append(store(domain=domain, **options))
        return stores[-1]

    yield open_
    for each in stores:
        if isinstance(each, SQLTrackerStore):
            each.engine.dispose()


_DOMAIN = """
version: "3.1"
intents: [ask, start, answer, nonsense, again]
slots:
  seen: {type: text, mappings: [{type: custom}]}
  unseen: {type: any, mappings: [{type: custom}]}
  started: {type: bool, initial_value: true, mappings: [{type: custom}]}
actions: [action_answer, action_other]
forms:
  one_form: {required_slots: [unseen]}
  two_form: {required_slots: [unseen]}
"""


@pytest.fixture(scope="session")
def domain():
    """A domain with every kind of slot and two forms."""
    return Domain.from_yaml(_DOMAIN)


@pytest.fixture
def sender():
    """The id of a conversation that no other test has."""
    return uuid.uuid4().hex


@pytest.fixture
def talk():
    """Begins a talk that turns out by chance, from a seed."""
    return Talk


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


@pytest.fixture(params=["memory", "redis"])
def open_locks(request):
    if request.param == "memory":
        return MemoryLocks
    server = request.getfixturevalue("shared_redis")
    return lambda: on(server)
