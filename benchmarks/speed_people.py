"""People who write to a Rasa server: a locust file, run by `benchmarks.speed_servers` in an environment of its own.

Each plays the conversations of BENCH_CONVERSATIONS, a JSON list of lists of texts, in an order of its own, and writes
the next message as soon as the last is answered. BENCH_RESULT gets a list of requests: seconds since the start,
milliseconds, whether it was refused, whether nothing was answered.
"""

from __future__ import annotations

import json
import os
import random
import time
import uuid
from itertools import count
from pathlib import Path
from typing import Any, Iterator, List

from locust import FastHttpUser, constant, events, task

_CONVERSATIONS: List[List[str]] = json.loads(Path(os.environ["BENCH_CONVERSATIONS"]).read_text(encoding="utf-8"))
_RESULT = Path(os.environ["BENCH_RESULT"])
_PATH = "/webhooks/rest/webhook"
_people: Iterator[int] = count()
_requests: List[Any] = []
_started = time.perf_counter()


class Person(FastHttpUser):
    """One person; the same number plays the same conversations against every server."""

    wait_time = constant(0)

    def on_start(self) -> None:
        """Take a number."""
        self._random = random.Random(next(_people))

    @task
    def talk(self) -> None:
        """Play one conversation."""
        sender = uuid.uuid4().hex
        for text in self._random.choice(_CONVERSATIONS):
            begun = time.perf_counter()
            with self.client.post(_PATH, json={"sender": sender, "message": text}, catch_response=True) as answer:
                answer.success()  # what it was is kept below
            ended = time.perf_counter()
            refused = answer.status_code != 200
            _requests.append([begun - _started, (ended - begun) * 1000, refused, not refused and not answer.json()])


@events.quitting.add_listener
def write(**_: Any) -> None:
    """Leave what was measured."""
    _RESULT.write_text(json.dumps(_requests), encoding="utf-8")
