"""People in the chat on a website: a locust file, run by `benchmarks.cluster` in an environment of its own.

Each plays the conversations of BENCH_CONVERSATIONS, a JSON list of lists of texts, clicks as their payloads, in an
order of its own, waits BENCH_PAUSE seconds on average before each message, and sends a message again as the page does
if it was not taken. BENCH_SECRET is what the servers name buttons with. BENCH_RESULT gets a list of messages: seconds
since the start, milliseconds until it was answered, its id, and the status of each time it was sent, 0 for none.
"""

from __future__ import annotations

import base64
import json
import os
import random
import time
import uuid
from itertools import count
from pathlib import Path
from typing import Any, Iterator, List

from locust import FastHttpUser, between, events, task

from bot.channels.replies import opaque

_CONVERSATIONS: List[List[str]] = json.loads(Path(os.environ["BENCH_CONVERSATIONS"]).read_text(encoding="utf-8"))
_RESULT, _PAUSE = Path(os.environ["BENCH_RESULT"]), float(os.environ["BENCH_PAUSE"])
_SECRET = os.environ["BENCH_SECRET"].encode()
_CLICK = "/show{"  # how the payload of a button begins
_PATIENCE = 60  # seconds until a message that is not taken is given up
_people: Iterator[int] = count()
_addresses: Iterator[int] = count(10 << 24)  # 10.0.0.0 and on: one for each talk
_messages: List[Any] = []
_started = time.perf_counter()


class Visitor(FastHttpUser):
    """One person; the same number plays the same conversations each time."""

    wait_time = between(0.5 * _PAUSE, 1.5 * _PAUSE)

    def on_start(self) -> None:
        """Take a number, and come at any time within a pause."""
        self._random = random.Random(next(_people))
        self._left: List[str] = []
        time.sleep(self._random.uniform(0, _PAUSE))

    @task
    def write(self) -> None:
        """Send the next message of a talk, the first of a new one if it is over."""
        if not self._left:
            self._begin()
        said, sent = self._left.pop(0), []
        if said.startswith(_CLICK):
            what = {"type": "button", "button": opaque(_SECRET, self._talk, said)}
        else:
            what = {"type": "text", "text": said}
        body = {"message_id": uuid.uuid4().hex, **what}
        begun = time.perf_counter()
        while True:
            with self.client.post("/chat/messages", json=body, headers=self._headers, catch_response=True) as answer:
                answer.success()  # what it was is kept below
            sent.append(answer.status_code)
            if sent[-1] == 200 or 400 <= sent[-1] < 429 or time.perf_counter() - begun > _PATIENCE:
                break
            time.sleep(float((answer.headers or {}).get("Retry-After") or 1))
        _messages.append([begun - _started, (time.perf_counter() - begun) * 1000, body["message_id"], sent])

    def _begin(self) -> None:
        address = next(_addresses)
        self._headers = {"X-Forwarded-For": ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))}
        while True:
            with self.client.post("/chat/session", json={}, headers=self._headers, catch_response=True) as answer:
                answer.success()
            if answer.status_code == 201:
                break
            time.sleep(1)
        token = answer.json()["token"]
        claims = token.split(".")[1]
        self._talk = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
        self._headers["Authorization"] = f"Bearer {token}"
        self._left = list(self._random.choice(_CONVERSATIONS))


@events.quitting.add_listener
def write(**_: Any) -> None:
    """Leave what was measured."""
    _RESULT.write_text(json.dumps(_messages), encoding="utf-8")
