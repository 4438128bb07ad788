"""A cluster under load: answers a second with one Rasa server and with two, and a crowd that thinks first."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List

import psycopg2

from benchmarks.cluster_counts import Extent, Load, Message, found
from benchmarks.cluster_report import write
from benchmarks.load import conversations, locust
from bot.cluster import Cluster
from bot.errors import BenchFailed
from bot.model import ROOT, ensure_fresh, environment
from bot.ports import free_port

RESULTS = ROOT / "benchmarks" / "results"
QUICK = ROOT / "results"  # not kept: the figures of a quick bench say nothing
_PATIENCE = 60  # seconds that answers under way have at the end
_LAST = 2000  # characters of a log that tell what went wrong
_KEPT = "SELECT data::json->>'message_id' FROM events WHERE type_name = 'user'"


_QUICK = Extent(rounds=1, people=4, crowd=20, pause=4, warm=2, measured=5, crowded=10)


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
        command = locust("cluster_visitors.py", cluster.url, people, warm + measured, _PATIENCE)
        done = subprocess.run(command, env=environ, stdout=words, stderr=words, check=False)
    if done.returncode:
        raise BenchFailed("a cluster", log.read_text(encoding="utf-8", errors="replace").strip()[-_LAST:])
    messages: List[Message] = json.loads(result.read_text(encoding="utf-8"))
    with psycopg2.connect(shared["ILIO_DATABASE"]) as database, database.cursor() as cursor:
        cursor.execute(_KEPT)
        kept = Counter(message_id for (message_id,) in cursor)
    return found(messages, kept, servers, people, range(warm, warm + measured), _memory(cluster), busy)


def _memory(cluster: Cluster) -> Dict[str, int]:
    """Bytes that each part holds, of what several processes share each its share."""
    held = {}
    for name, process in cluster.processes.items():
        command = ["ps", "-o", "pid=", "-s", str(process.pid)]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        told = "".join(Path("/proc", each, "smaps_rollup").read_text() for each in listed)
        held[name] = 1024 * sum(int(each) for each in re.findall(r"^Pss:\s+(\d+) kB", told, re.M))
    return held
