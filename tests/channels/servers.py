"""A real server with one channel, and asking it something over HTTP."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.channels import secret
from bot.model import ROOT
from bot.ports import free_port

SECRET = "a secret of the tests, long enough to sign with"
ILIO = Path(sys.executable).parent / "ilio"
START = 120  # seconds a server may take


class Server:
    """`ilio` with one channel on a free port, with settings and conversations in a folder of its own."""

    path, alive = "", "/"  # of the channel; where below it the server says that it is there

    def __init__(self, folder, verb, channel, environment=(), **settings):
        self.port, self.database, self.log = free_port(), folder / "conversations.db", folder / "log.txt"
        self.url = f"http://127.0.0.1:{self.port}{self.path}"
        self._environment = {secret.ENVIRONMENT: SECRET, **dict(environment)}
        files = [folder / "credentials.yml", folder / "endpoints.yml"]
        files[0].write_text(json.dumps({channel: settings}))
        store = {"type": "bot.stores.sql.SQLStore", "dialect": "sqlite", "db": str(self.database)}
        files[1].write_text(json.dumps({"tracker_store": store}))
        self._command = [ILIO, verb, "--port", str(self.port), "--credentials", files[0], "--endpoints", files[1]]
        self.start()

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START
        while not self.ready():
            if time.monotonic() > deadline or self.process.poll() is not None:
                pytest.fail("The server did not start:\n" + self.log.read_text()[-3000:])
            time.sleep(0.2)

    def health(self):
        """The status with which the server says how it is; None where nothing answers."""
        try:
            with urllib.request.urlopen(self.url + self.alive, timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def ready(self):
        return self.health() is not None

    def stored(self):
        """All that is in the file of conversations, and in those that SQLite keeps beside it."""
        return b"".join(path.read_bytes() for path in self.database.parent.glob(f"{self.database.name}*"))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


class Answer:
    """What came back: the status, the headers, from where, and the body read as JSON."""

    def __init__(self, response):
        self.status, self.headers, self.url, body = response.status, response.headers, response.url, response.read()
        self.json = json.loads(body) if body.startswith(b"{") else body


def ask(request):
    """What the server answers to a request."""
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return Answer(response)
    except urllib.error.HTTPError as error:
        return Answer(error)
