"""What was measured of a cluster, as a table and as figures."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import median
from typing import Callable, Dict, List, Tuple

from tabulate import tabulate

from benchmarks.cluster_counts import Extent, Load
from benchmarks.speed import spread

_NAME = "cluster"


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
