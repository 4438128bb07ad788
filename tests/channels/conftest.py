"""A real server with the web channel, and a visitor's page that talks to it."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest

from bot.channels import secret
from bot.model import ROOT, ensure_fresh
from bot.ports import free_port

ORIGIN = "https://clinic.example"
SECRET = "a secret of the tests, long enough to sign with"
ILIO = Path(sys.executable).parent / "ilio"
START = 120  # seconds a server may take


class Server:
    """`ilio web` on a free port, with conversations in a file of its own."""

    def __init__(self, folder):
        self.port, self.database, self.log = free_port(), folder / "conversations.db", folder / "log.txt"
        self.url = f"http://127.0.0.1:{self.port}/chat"
        self._files = [folder / "credentials.yml", folder / "endpoints.yml"]
        self._files[0].write_text(
            f"bot.channels.web.WebInput: {{origins: ['{ORIGIN}'], messages_per_minute: 40, sessions_per_minute: 6000}}"
        )
        self._files[1].write_text(
            f"tracker_store: {{type: bot.stores.sql.SQLStore, dialect: sqlite, db: '{self.database}'}}"
        )
        self.start()

    def start(self):
        arguments = ["--port", str(self.port), "--credentials", self._files[0], "--endpoints", self._files[1]]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [ILIO, "web", *arguments], cwd=ROOT, env={secret.ENVIRONMENT: SECRET}, stdout=log, stderr=log
            )
        deadline = time.monotonic() + START
        while True:
            try:
                urllib.request.urlopen(f"{self.url}/ready", timeout=5)
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    pytest.fail("The server did not start:\n" + self.log.read_text()[-3000:])
                time.sleep(0.3)

    def stored(self):
        """All that is in the file of conversations, and in those that SQLite keeps beside it."""
        return b"".join(path.read_bytes() for path in self.database.parent.glob(f"{self.database.name}*"))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=40)


class Answer:
    """What came back: the status, the headers, from where, and the body read as JSON."""

    def __init__(self, response):
        self.status, self.headers, self.url, body = response.status, response.headers, response.url, response.read()
        self.json = json.loads(body) if body.startswith(b"{") else body


def call(url, method="GET", token=None, body=None, **headers):
    """Ask the server something, as a page does."""
    if isinstance(body, dict):
        body = json.dumps(body).encode()
    if body is not None:
        headers.setdefault("Content-Type", "application/json")
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return Answer(response)
    except urllib.error.HTTPError as error:
        return Answer(error)


class Page:
    """A visitor's page."""

    def __init__(self, url):
        self.url = url
        self.token = call(f"{url}/session", "POST").json["token"]

    def post(self, body, **headers):
        return call(f"{self.url}/messages", "POST", self.token, body, **headers)

    def say(self, text, message_id=None, **more):
        answer = self.post({"message_id": message_id or uuid.uuid4().hex, "type": "text", "text": text, **more})
        assert answer.status == 200, answer.json
        self.emergency = answer.json.pop("emergency")
        return answer.json

    def click(self, turn, title):
        button = next(each["id"] for each in turn["messages"][-1]["buttons"] if each["title"] == title)
        answer = self.post({"message_id": uuid.uuid4().hex, "type": "button", "button": button})
        self.emergency = answer.json.pop("emergency", None)
        return answer

    def history(self):
        answer = call(f"{self.url}/history", token=self.token)
        assert answer.status == 200, answer.json
        self.emergency = answer.json["emergency"]
        return answer.json["turns"]


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    ensure_fresh()
    running = Server(tmp_path_factory.mktemp("web"))
    try:
        yield running
        assert "Traceback" not in running.log.read_text()
    finally:
        running.stop()


@pytest.fixture
def page(server):
    return Page(server.url)


def words(turn):
    """All that was said in a turn."""
    return "\n".join(message["text"] for message in turn["messages"])
