"""The server of the web chat while its disk is full, its tables are gone, or its visitors are many and slow."""

import contextlib
import re
import resource
import socket
import sqlite3
import subprocess
import time
import uuid

import pytest

from bot.ports import free_port

from ..servers import ILIO, SECRET
from .visitors import Page, call

PHONE = re.compile(r"\b112\b")


def told_to_phone(page):
    """An emergency that is not taken: the refusal says whom to call, and when to try again."""
    answer = page.post({"message_id": uuid.uuid4().hex, "type": "text", "text": "I have crushing chest pain"})
    assert answer.status == 503 and PHONE.search(answer.json["message"]), answer.json
    assert int(answer.headers["Retry-After"]) in range(1, 10)


def ready(server):
    """What the server says of its parts, asked so late that it has looked again."""
    time.sleep(1.1)
    return call(f"{server.url}/ready")


@contextlib.contextmanager
def full_disk(server):
    """No file of the server's may grow, as on a full disk."""
    was = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, was[1]))
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, was)


@contextlib.contextmanager
def no_table(server):
    """The table of conversations has another name."""

    def rename(old, new):
        with contextlib.closing(sqlite3.connect(server.database, timeout=30)) as database:
            database.execute("PRAGMA legacy_alter_table = ON")  # the other tables go on naming it as they do
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")

    rename("events", "aside")
    try:
        yield
    finally:
        rename("aside", "events")


@pytest.mark.parametrize("trouble", [full_disk, no_table])
def test_what_can_not_be_kept_is_refused_with_the_numbers_and_the_talk_goes_on_afterwards(server, page, trouble):
    kept = page.say("quiz me")
    with trouble(server):
        for _ in range(3):
            told_to_phone(page)
        assert call(f"{server.url}/health").status == 200
        if trouble is no_table:
            assert ready(server).json["parts"]["database"] is False
    assert ready(server).status == 200
    answered = page.click(kept, "True")
    assert answered.status == 200
    assert [turn["message_id"] for turn in page.history()] == [kept["message_id"], answered.json["message_id"]]


@pytest.mark.parametrize("change", [-400 * 86400, 400 * 86400], ids=["back", "ahead"])
def test_a_talk_goes_on_in_order_when_the_clock_jumps(server, page, change):
    """What is kept from before is as if the clock had jumped since."""
    first = page.say("quiz me")
    with contextlib.closing(sqlite3.connect(server.database, timeout=30)) as database:
        moved = "timestamp = timestamp + ?, data = json_set(data, '$.timestamp', timestamp + ?)"
        database.execute(f"UPDATE events SET {moved} WHERE data LIKE ?", (change, change, "%quiz me%"))
        database.commit()
    second = page.click(first, "True")
    assert second.status == 200
    assert "Question 2 of" in second.json["messages"][-1]["text"]
    assert [turn["message_id"] for turn in page.history()] == [first["message_id"], second.json["message_id"]]


@pytest.mark.parametrize("length", ["Content-Length: 100000000", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "messages"), ("POST", "session"), ("POST", "restart"), ("GET", "history"), ("GET", "")],
)
def test_a_hundred_megabytes_take_no_memory(server, page, method, path, length):
    def most():  # bytes of main memory that it held at any time since it was asked to forget that
        with open(f"/proc/{server.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) * 1024

    with open(f"/proc/{server.process.pid}/clear_refs", "w") as forget:
        forget.write("5")
    before = most()
    head = f"{method} /chat/{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n"
    piece = b"f4240\r\n%s\r\n" % (b"x" * 1_000_000) if "chunked" in length else b"x" * 1_000_000
    refused = contextlib.suppress(ConnectionError)  # it need not be listened to
    with socket.create_connection(("127.0.0.1", server.port), 30) as large, refused:
        large.sendall(head.encode())
        for _ in range(100):
            large.sendall(piece)
    assert most() - before < 50_000_000
    assert page.say("does heat help")["messages"]


def test_many_slow_clients_keep_nobody_waiting(server, page):
    with contextlib.ExitStack() as opened:
        for _ in range(100):
            slow = opened.enter_context(socket.create_connection(("127.0.0.1", server.port), 30))
            slow.sendall(b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        asked = time.monotonic()
        assert page.say("does heat help")["messages"]
        assert time.monotonic() - asked < 10


def test_a_database_with_other_tables_is_named_and_left_as_it_was(tmp_path):
    def content():
        with contextlib.closing(sqlite3.connect(file)) as database:
            return list(database.iterdump())

    file, settings = tmp_path / "other.db", tmp_path / "endpoints.yml"
    with contextlib.closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, what TEXT)")
        database.execute("INSERT INTO events (what) VALUES ('theirs')")
        database.commit()
    before = content()
    settings.write_text(f"tracker_store: {{type: bot.stores.sql.SQLStore, dialect: sqlite, db: '{file}'}}")
    command = [ILIO, "web", "--port", str(free_port()), "--endpoints", settings]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={"ILIO_SECRET": SECRET})
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "its table events has no column sender_id" in done.stderr.splitlines()[-1]
    assert content() == before


def test_a_new_visitor_is_answered_after_all_that(server):
    assert Page(server.url).say("does heat help")["messages"]
