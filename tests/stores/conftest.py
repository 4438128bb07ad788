"""Tracker stores to test: in memory, in SQLite, and in a PostgreSQL server of its own."""

import glob
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    FollowupAction,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)

from bot.stores.memory import MemoryStore
from bot.stores.sql import SQLStore


def _as_postgres(*command):
    """PostgreSQL refuses to run as root."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*user, *command], check=True, stdout=subprocess.DEVNULL)


def _runs(process):
    """Whether a process is there and has not ended; one that ended may stay until its parent has looked."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class PostgresServer:
    """A PostgreSQL server that may be killed, and keeps what it was told."""

    def __init__(self, folder, programs):
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        self.where = {
            "dialect": "postgresql",
            "host": "127.0.0.1",
            "port": port,
            "username": "ilio",
            "password": "hush",
        }
        self.data, self._folder, self._programs = f"{folder}/data", folder, programs
        _as_postgres(f"{programs}/initdb", "--auth=trust", "--username=ilio", "--encoding=UTF8", self.data)

    def start(self):
        options = f"-p {self.where['port']} -c listen_addresses=127.0.0.1 -k {self._folder}"
        log, deadline = f"{self._folder}/log", time.monotonic() + 60
        while True:
            try:
                return self._control("--wait", "--options", options, "--log", log, "start")
            except subprocess.CalledProcessError:  # one of its children may still be there after it was killed
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)

    def stop(self):
        self._control("--mode=immediate", "stop")

    def kill(self):
        pid = int(Path(self.data, "postmaster.pid").read_text().split()[0])
        children = [int(each) for each in subprocess.check_output(["pgrep", "-P", str(pid)]).split()]
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while any(map(_runs, children)):  # they notice by themselves
            assert time.monotonic() < deadline, "PostgreSQL does not end"
            time.sleep(0.05)

    def database(self, name):
        """A new database of the server."""
        subprocess.run(self.client("createdb", name), check=True)
        return {**self.where, "db": name}

    def client(self, program, database):
        """The command of one of PostgreSQL's own clients."""
        return [
            f"{self._programs}/{program}",
            "-h",
            self._folder,
            "-p",
            str(self.where["port"]),
            "-U",
            "ilio",
            database,
        ]

    def _control(self, *command):
        _as_postgres(f"{self._programs}/pg_ctl", "--pgdata", self.data, *command)


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


class RedisServer:
    """A Redis server that a test may do anything to; it forgets everything when it is killed."""

    def __init__(self, folder):
        self._socket = f"{folder}/redis"
        self.url = f"unix://{self._socket}"

    def start(self):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(
            ["redis-server", "--port", "0", "--unixsocket", self._socket, "--save", ""], **quiet
        )
        while not self.reached():
            assert self._process.poll() is None, "Redis does not start"
            time.sleep(0.01)
        return self

    def reached(self):
        with socket.socket(socket.AF_UNIX) as tried:
            return tried.connect_ex(self._socket) == 0

    def kill(self):
        self._process.kill()
        self._process.wait()

    def pause(self):
        self._process.send_signal(signal.SIGSTOP)

    def resume(self):
        self._process.send_signal(signal.SIGCONT)


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


def _listen():
    return ActionExecuted("action_listen")


def _says(intent, number):
    return [
        UserUttered(f"{intent} {number}", {"name": intent}, [{"entity": "opens", "value": number}]),
        DefinePrevUserUtteredFeaturization(False),
    ]


class Talk:
    """A talk that turns out by chance, a turn at a time; each begins where the bot listens."""

    def __init__(self, seed):
        self.chance, self.number = random.Random(seed), -1

    def turn(self, loop):
        """The events of the next turn, while a form is running or none is."""
        self.number += 1
        number, rare = self.number, self.chance.random()
        if not number:
            return [ActionExecuted("action_session_start"), SessionStarted(), _listen()]
        if rare < 0.02:
            return [*_says("again", number), ActionExecuted("action_restart"), Restarted(), _listen()]
        if rare < 0.03:
            return [ActionExecuted("action_session_start"), SessionStarted(), SlotSet("seen", "kept"), _listen()]
        if rare < 0.06:
            return [*_says("nonsense", number), ActionExecuted("action_other"), AllSlotsReset(), _listen()]
        if rare < 0.09:
            silence = self.chance.choice([ConversationPaused, ConversationResumed])
            return [*_says("ask", number), ActionExecuted("action_other"), silence(), _listen()]
        if rare < 0.13:
            return [*_says("ask", number), ActionExecuted("action_other"), *self._values(), ActionReverted(), _listen()]
        if rare < 0.33:
            took = [UserUtteranceReverted()] * self.chance.choice([1, 1, 1, 2])
            return [*_says("nonsense", number), ActionExecuted("action_other"), *self._values(), *took, _listen()]
        return self._in_form(loop, number) if loop else self._free(number)

    def _values(self):
        slots = {"seen": [None, "a", "b"], "unseen": [{"at": self.chance.random()}], "started": [True, False]}
        names = self.chance.sample(sorted(slots), self.chance.randrange(4))
        return [SlotSet(name, self.chance.choice(slots[name])) for name in names]

    def _free(self, number):
        if self.chance.random() < 0.3:
            loop = self.chance.choice(["one_form", "two_form"])
            begun = [ActiveLoop(loop), *self._values(), SlotSet("requested_slot", "unseen"), BotUttered("?")]
            return [*_says("start", number), ActionExecuted(loop), *begun, _listen()]
        follow = [FollowupAction("action_other"), ActionExecuted("action_other")] * self.chance.randrange(2)
        answer = [ActionExecuted("action_answer"), *self._values(), BotUttered("so"), *follow]
        return [*_says("ask", number), *answer, _listen()]

    def _in_form(self, loop, number):
        kind = self.chance.random()
        if kind < 0.1:
            over = [*self._values(), ActiveLoop(None), SlotSet("requested_slot", None)]
            return [*_says("answer", number), ActionExecuted(loop), *over, ActionExecuted("action_answer"), _listen()]
        if kind < 0.3:
            besides = [ActionExecutionRejected(loop), ActionExecuted("action_answer"), *self._values()]
            back = [LoopInterrupted(True), ActionExecuted(loop)] if kind < 0.2 else []
            return [*_says("ask", number), *besides, *back, _listen()]
        return [*_says("answer", number), ActionExecuted(loop), *self._values(), BotUttered("and?"), _listen()]
