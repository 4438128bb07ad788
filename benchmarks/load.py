"""What is measured of a server that runs, and the load that is put on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any, Dict, List, NamedTuple, Tuple

import numpy as np
import yaml

from benchmarks.speed_servers import Server
from bot.model import ROOT

PEOPLE = (1, 8)  # that write at once
PLACES = (1, 5, 50, 200)  # turns of a talk; each stands for itself and the two that follow
_ASKED, _LATEST = "does heat help", 120  # what is said in every turn of that talk; seconds an answer may take
_CONVERSATIONS = ROOT / "tests" / "conversations"


class Extent(NamedTuple):
    """How much is measured.

    Args:
        rounds: how often each server is trained, started, loaded and stopped.
        warm: seconds of each load that are not counted.
        measured: seconds of each load that are.
        talks: how often the long talk is held in each round.
    """

    rounds: int = 3
    warm: int = 10
    measured: int = 30
    talks: int = 3


@dataclass(frozen=True)
class Load:
    """What people got who wrote all the time: milliseconds for an answer, answers a second, and what went wrong."""

    p50: float
    p95: float
    p99: float
    rate: float
    refused: int
    unanswered: int


@dataclass(frozen=True)
class Round:
    """What was measured of a server from its training to its end.

    Args:
        training: seconds that the whole of it takes; in proportion, if only a part was done.
        ready: seconds from its start until it answers.
        memory: bytes of main memory that its process holds after the load.
        loads: by the number of people who wrote at once.
        turns: milliseconds of a turn by its place in a talk, the median of all talks.
        busy: how many processes wanted to run on the machine before, a mean over a minute.
    """

    training: float
    ready: float
    memory: int
    loads: Dict[int, Load]
    turns: Dict[int, float]
    busy: float


def measure(server: Server, extent: Extent) -> Round:
    """Train a server, start it, put load on it, hold long talks with it, and stop it.

    Raises:
        BenchFailed: it could not be trained, did not start, or did not answer.
    """
    busy = os.getloadavg()[0]
    started = time.perf_counter()
    server.run(*server.training())
    trained = time.perf_counter()
    server.prepare()
    begun = time.perf_counter()
    with server.running() as process:
        ready = time.perf_counter() - begun
        loads = {people: _load(server, people, extent) for people in PEOPLE}
        memory = _memory(process.pid)
        talks = [_talk(server) for _ in range(extent.talks)]
    turns = {place: float(np.median([talk[place - 1 : place + 2] for talk in talks])) for place in PLACES}
    return Round((trained - started) / server.share, ready, memory, loads, turns, busy)


def conversations() -> List[List[str]]:
    """What is said in `tests/conversations/`, clicks as the payloads that they send."""
    from actions.base import payload  # imports what only actions need

    found = []
    for path in sorted(_CONVERSATIONS.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            turns = entry["turns"]
            found.append([payload(turn["clicks"]) if "clicks" in turn else str(turn.get("says", "")) for turn in turns])
    return found


def locust(file: str, url: str, people: int, seconds: int, patience: int) -> List[str]:
    """The command that puts load on a server.

    Args:
        file: of the folder `benchmarks`; says what people do.
        url: of the server.
        people: how many.
        seconds: for how long.
        patience: seconds that what is under way then has to end.
    """
    return [
        str(ROOT / ".uv" / "bin" / "uv"), "run", "--quiet", "--no-project", "--isolated", "--python", sys.executable,
        "--with-requirements", str(ROOT / "requirements" / "load.txt"),
        "locust", "--locustfile", str(ROOT / "benchmarks" / file), "--headless", "--only-summary", "--host", url,
        "--users", str(people), "--spawn-rate", str(people), "--run-time", f"{seconds}s",
        "--stop-timeout", str(patience),
    ]  # fmt: skip


def _load(server: Server, people: int, extent: Extent) -> Load:
    talks, result = server.folder / "talks.json", server.folder / "requests.json"
    talks.write_text(json.dumps(conversations()), encoding="utf-8")
    result.unlink(missing_ok=True)
    command = locust("speed_people.py", server.url, people, extent.warm + extent.measured, 30)
    server.run(*command, BENCH_CONVERSATIONS=str(talks), BENCH_RESULT=str(result))
    requests: List[Tuple[float, float, bool, bool]] = json.loads(result.read_text(encoding="utf-8"))
    counted = [each for each in requests if extent.warm <= each[0] < extent.warm + extent.measured]
    if not counted:
        raise server.failed()
    times = [milliseconds for _, milliseconds, _, _ in counted]
    p50, p95, p99 = (float(np.percentile(times, share)) for share in (50, 95, 99))
    rate = len(counted) / extent.measured
    return Load(p50, p95, p99, rate, sum(each[2] for each in counted), sum(each[3] for each in counted))


def _talk(server: Server) -> List[float]:
    """Milliseconds of each turn of one long talk."""
    sender, times = uuid.uuid4().hex, []
    for _ in range(PLACES[-1] + 2):
        started = time.perf_counter()
        _say(server, sender)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _say(server: Server, sender: str) -> Any:
    body = json.dumps({"sender": sender, "message": _ASKED}).encode()
    url, headers = f"{server.url}/webhooks/rest/webhook", {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=_LATEST) as answer:
        return json.load(answer)


def _memory(process: int) -> int:
    done = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024
