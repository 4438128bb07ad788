"""A cluster under load: answers a second with one Rasa server and with two, and a crowd that thinks first."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Callable, Dict, Iterator, List, Mapping, NamedTuple, Tuple

import numpy as np
import psycopg2
from tabulate import tabulate

from benchmarks.load import conversations, locust
from benchmarks.servers import free_port
from benchmarks.speed import spread
from bot.cluster import Cluster
from bot.errors import BenchFailed
from bot.model import ROOT, ensure_fresh, environment

RESULTS = ROOT / "benchmarks" / "results"
QUICK = ROOT / "results"  # not kept: the figures of a quick bench say nothing
_NAME = "cluster"
_PATIENCE, _LAST = (
    60,
    2000,
)  # seconds that answers under way have at the end; characters of a log that tell what went wrong
_KEPT = "SELECT data::json->>'message_id' FROM events WHERE type_name = 'user'"

Message = Tuple[float, float, str, List[int]]  # see `benchmarks.visitors`


class Extent(NamedTuple):
    """How much is measured.

    Args:
        rounds: how often one and two servers are measured, taking turns.
        people: who write without a pause then.
        crowd: who write with pauses, to two servers.
        pause: seconds a person of the crowd thinks before a message, on average.
        warm: seconds of each load that are not counted; of the crowd's, a pause and these.
        measured: seconds of the load without pauses that are.
        crowded: seconds of the crowd that are.
    """

    rounds: int = 3
    people: int = 16
    crowd: int = 1000
    pause: float = 90
    warm: int = 10
    measured: int = 45
    crowded: int = 600


_QUICK = Extent(rounds=1, people=4, crowd=20, pause=4, warm=2, measured=5, crowded=10)


@dataclass(frozen=True)
class Load:
    """What people got.

    Args:
        servers: Rasa servers that there were.
        people: who wrote.
        rate: messages answered a second.
        p50, p95, p99, slowest: milliseconds until a message was answered, however often it was sent.
        answered: how many were.
        again: how often one had to be sent again.
        refused: how many were not taken for what they are: empty, or a button that is not on offer.
        unanswered: how many were given up.
        lost: how many were answered, but are not kept.
        doubled: how many are kept more than once.
        memory: bytes that each part holds after the load, by its name.
        busy: how many processes wanted to run on the machine before, a mean over a minute.
    """

    servers: int
    people: int
    rate: float
    p50: float
    p95: float
    p99: float
    slowest: float
    answered: int
    again: int
    refused: int
    unanswered: int
    lost: int
    doubled: int
    memory: Dict[str, int]
    busy: float


def bench(rounds: int = Extent().rounds, quick: bool = False) -> str:
    """Measure a cluster, write what came of it, and return it as Markdown.

    Args:
        rounds: how often one and two servers are measured, taking turns.
        quick: do all of it as little as goes, to see that it works; the figures say nothing and go to `QUICK`.

    Raises:
        PartFailed: a part of the cluster did not start.
        BenchFailed: nothing could be measured.
    """
    extent = _QUICK if quick else Extent(rounds)
    ensure_fresh()
    loads: List[Load] = []
    for number in range(1, extent.rounds + 1):
        for servers in (1, 2):
            _say(f"Round {number} of {extent.rounds}, Rasa servers: {servers} …")
            with _cluster(servers) as cluster:
                loads.append(_load(cluster, servers, extent.people, 0, extent.warm, extent.measured))
    _say(f"{extent.crowd} people who think before they write …")
    with _cluster(2) as cluster:
        warm = extent.warm + int(extent.pause)
        crowd = _load(cluster, 2, extent.crowd, extent.pause, warm, extent.crowded)
    return write(QUICK if quick else RESULTS, extent, loads, crowd)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def _cluster(servers: int) -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)  # PostgreSQL may run as somebody else
        # each talk comes from an address of its own, as the load says of itself
        behind = "set_real_ip_from 127.0.0.1;"
        with Cluster(folder, free_port(), lambda _: None, servers, behind=behind) as cluster:
            yield cluster


def _load(cluster: Cluster, servers: int, people: int, pause: float, warm: int, measured: int) -> Load:
    busy = os.getloadavg()[0]
    talks, result, log = (cluster.folder / name for name in ("talks.json", "messages.json", "locust.log"))
    talks.write_text(json.dumps(conversations()), encoding="utf-8")
    shared = cluster.parts["rasa1"].environ
    given = {"CONVERSATIONS": talks, "RESULT": result, "PAUSE": pause, "SECRET": shared["ILIO_SECRET"]}
    environ = {**environment(), "PYTHONPATH": str(ROOT), **{f"BENCH_{name}": str(each) for name, each in given.items()}}
    with log.open("w") as words:
        command = locust("visitors.py", cluster.url, people, warm + measured, _PATIENCE)
        done = subprocess.run(command, env=environ, stdout=words, stderr=words, check=False)
    if done.returncode:
        raise BenchFailed("a cluster", log.read_text(encoding="utf-8", errors="replace").strip()[-_LAST:])
    messages: List[Message] = json.loads(result.read_text(encoding="utf-8"))
    with psycopg2.connect(shared["ILIO_DATABASE"]) as database, database.cursor() as cursor:
        cursor.execute(_KEPT)
        kept = Counter(message_id for (message_id,) in cursor)
    return found(messages, kept, servers, people, range(warm, warm + measured), _memory(cluster), busy)


def found(
    messages: List[Message],
    kept: Mapping[str, int],
    servers: int,
    people: int,
    counted: range,
    memory: Dict[str, int],
    busy: float,
) -> Load:
    """What people got.

    Args:
        messages: what `benchmarks.visitors` leaves.
        kept: how often each message is kept, by its id.
        servers, people, memory, busy: as in `Load`.
        counted: the seconds whose answers are counted and timed.

    Raises:
        BenchFailed: there was none.
    """
    answered = [each for each in messages if each[3][-1] == 200]
    times = [took for at, took, *_ in answered if counted.start <= at < counted.stop]
    if not times:
        raise BenchFailed("a cluster", "nothing was answered")
    p50, p95, p99 = (float(np.percentile(times, share)) for share in (50, 95, 99))
    refused = [each for each in messages if 400 <= each[3][-1] < 429]
    return Load(
        servers, people, len(times) / len(counted), p50, p95, p99, max(times),
        answered=len(answered),
        again=sum(len(each[3]) - 1 for each in messages),
        refused=len(refused),
        unanswered=len(messages) - len(answered) - len(refused),
        lost=sum(not kept.get(each[2]) for each in answered),
        doubled=sum(count > 1 for count in kept.values()),
        memory=memory,
        busy=busy,
    )  # fmt: skip


def _memory(cluster: Cluster) -> Dict[str, int]:
    """Bytes that each part holds, of what several processes share each its share."""
    held = {}
    for name, process in cluster.processes.items():
        command = ["ps", "-o", "pid=", "-s", str(process.pid)]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        told = "".join(Path("/proc", each, "smaps_rollup").read_text() for each in listed)
        held[name] = 1024 * sum(int(each) for each in re.findall(r"^Pss:\s+(\d+) kB", told, re.M))
    return held


def write(folder: Path, extent: Extent, loads: List[Load], crowd: Load) -> str:
    """Write `cluster.md` and `cluster.json`.

    Args:
        folder: where to; made if there is none.
        extent: how much was measured.
        loads: what was measured without pauses.
        crowd: what was measured of the people who think.

    Returns:
        What the Markdown file holds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    about = {"date": date.today().isoformat(), "machine": machine}
    text = _markdown(about, extent, loads, crowd)
    (folder / f"{_NAME}.md").write_text(text, encoding="utf-8")
    data = {**about, "extent": extent._asdict(), "loads": list(map(asdict, loads)), "crowd": asdict(crowd)}
    (folder / f"{_NAME}.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return text


def _markdown(about: Dict[str, str], extent: Extent, loads: List[Load], crowd: Load) -> str:
    everything = [*loads, crowd]
    busy = [each.busy for each in everything]
    one, two = ([each for each in loads if each.servers == servers] for servers in (1, 2))
    rows = [_row(title, [one, two, [crowd]], value, digits) for title, value, digits in _ROWS]
    gain = median(each.rate for each in two) / median(each.rate for each in one)
    total = sum(each.answered for each in everything)
    wrong = {name: sum(getattr(each, name) for each in everything) for name in _WRONG}
    head = ["", f"1 Rasa server, {extent.people} people", f"2 Rasa servers, {extent.people} people"]
    head.append(f"2 Rasa servers, {extent.crowd:,} people who think")
    parts = [
        "# A cluster under load",
        f"{about['date']}, {about['machine']}, which everything shares: the servers, nginx, PostgreSQL, Redis, the"
        " people, and whatever else ran."
        f" Processes that wanted to run before a load: {min(busy):.1f} to {max(busy):.1f}.",
        "The people play `tests/conversations/`, each talk from an address of its own."
        f" The {extent.people} write as soon as they are answered, for {extent.measured} s, {extent.rounds} times with"
        " each number of servers, in turn: medians, in brackets the least and the most."
        f" The {extent.crowd:,} wait {extent.pause:g} s before each message, by half of it more or less, and are"
        f" counted for {extent.crowded / 60:.2g} minutes.",
        tabulate(rows, head, "github", disable_numparse=True, colalign=["left", "right", "right", "right"]),
        f"Two servers answered {gain:.2f} times as many messages a second as one.",
        f"Of {total:,} messages answered {wrong['lost']} were lost and {wrong['doubled']} kept twice."
        f" {wrong['again']} times one had to be sent again, {wrong['unanswered']} were given up."
        f" {wrong['refused']} were refused: empty, or buttons that are not on offer, as some of the talks have it.",
    ]
    return "\n\n".join(parts) + "\n"


def _row(title: str, columns: List[List[Load]], value: Callable[[Load], float], digits: int) -> List[str]:
    return [title, *(spread([value(each) for each in column], digits) for column in columns)]


def _part(name: str) -> Callable[[Load], float]:
    return lambda load: max(held for part, held in load.memory.items() if part.startswith(name)) / 1e6


_WRONG = ("lost", "doubled", "again", "unanswered", "refused")
_ROWS: List[Tuple[str, Callable[[Load], float], int]] = [
    ("messages answered a second", lambda load: load.rate, 1),
    ("answer, median, ms", lambda load: load.p50, 0),
    ("answer, p95, ms", lambda load: load.p95, 0),
    ("answer, p99, ms", lambda load: load.p99, 0),
    ("slowest answer, ms", lambda load: load.slowest, 0),
    ("memory of a Rasa server, MB", _part("rasa"), 0),
    ("memory of an action server, MB", _part("actions"), 0),
    ("memory of PostgreSQL, MB", _part("postgresql"), 0),
    ("memory of Redis and nginx, MB", lambda load: _part("redis")(load) + _part("nginx")(load), 0),
]
