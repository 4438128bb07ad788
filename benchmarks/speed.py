"""Ilio against what `rasa init` sets up: the same data, conversations and actions, in turn on the same machine."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Callable, Dict, List, NamedTuple, Optional, Sequence

import matplotlib
from matplotlib.figure import Figure
from tabulate import tabulate

from benchmarks.load import PEOPLE, PLACES, Extent, Load, Round, measure
from benchmarks.speed_servers import Ilio, RasaDefault, Server, size
from bot.model import ROOT

RESULTS = ROOT / "benchmarks" / "results"
QUICK = ROOT / "results"  # not kept: the figures of a quick bench say nothing
_QUICK = Extent(rounds=1, warm=1, measured=3, talks=1)
_NAME = "speed"
EPOCHS = 10


@dataclass(frozen=True)
class Measured:
    """What came of one server.

    Args:
        size: bytes of its environment.
        rounds: what each measured.
        share: of its whole training that was done in each.
    """

    size: int
    rounds: List[Round]
    share: float = 1.0


class Measure(NamedTuple):
    """A row of the report.

    Args:
        title: with the unit.
        value: of a server and one of its rounds.
        share: what Ilio's median divided by that of Rasa's default may be at most.
        times: ... or must be at least.
        most: what Ilio's median may be at most.
        digits: after the decimal point.
    """

    title: str
    value: Callable[[Measured, Round], float]
    share: Optional[float] = None
    times: Optional[float] = None
    most: Optional[float] = None
    digits: int = 0

    def of(self, found: Measured) -> List[float]:
        """A server's values, one for each round."""
        return [self.value(found, each) for each in found.rounds]


def measures() -> List[Measure]:
    """The rows of the report."""
    rows = [
        Measure("ready after, s", lambda _, each: each.ready, share=1 / 5, digits=1),
        Measure("memory of the Rasa process, MB", lambda _, each: each.memory / 1e6, share=1 / 3, most=350),
        Measure("training, s", lambda _, each: each.training, share=1 / 5),
        Measure("environment on disk, MB", lambda found, _: found.size / 1e6, share=1 / 2),
    ]
    for people in PEOPLE:
        one, who = people == 1, "1 person" if people == 1 else f"{people} at once"
        rows.append(Measure(f"answer, median, {who}, ms", _load(people, "p50"), share=1 / 2 if one else None, digits=1))
        rows += [Measure(f"answer, {name}, {who}, ms", _load(people, name), digits=1) for name in ("p95", "p99")]
        rows.append(Measure(f"answers/s, {who}", _load(people, "rate"), times=None if one else 3, digits=1))
    rows += [Measure(f"answer at turn {place}, ms", _turn(place), digits=1) for place in PLACES]
    rows.append(Measure("turn 200 / turn 5", lambda _, each: each.turns[200] / each.turns[5], most=1.3, digits=2))
    return rows


def _load(people: int, name: str) -> Callable[[Measured, Round], float]:
    return lambda _, each: float(getattr(each.loads[people], name))


def _turn(place: int) -> Callable[[Measured, Round], float]:
    return lambda _, each: each.turns[place]


def bench(rounds: int = Extent().rounds, quick: bool = False, epochs: int = EPOCHS) -> str:
    """Measure both servers, write what came of it, and return it as Markdown.

    Args:
        rounds: how often each is trained, started, loaded and stopped, taking turns.
        quick: do all of it as little as goes, to see that it works; the figures say nothing and go to `QUICK`.
        epochs: how many of its 100 epochs Rasa's default is trained for, each of which takes minutes; the time that is
            reported is that of all, in proportion.

    Raises:
        TensorFlowNotInstalled: see `benchmarks.nlu.tensorflow_python`.
        BenchFailed: a server could not be trained, did not start or did not answer.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        servers = [RasaDefault(folder / "default", 1 if quick else epochs), Ilio(folder / "ilio", trains=not quick)]
        found = measured(servers, _QUICK if quick else Extent(rounds))
    return write(QUICK if quick else RESULTS, found)


def measured(servers: Sequence[Server], extent: Extent) -> Dict[str, Measured]:
    """Measure servers, taking turns; by their names.

    Raises:
        BenchFailed: see `bench`.
    """
    found = {each.name: Measured(size(each.environment), [], each.share) for each in servers}
    for number in range(1, extent.rounds + 1):
        for each in servers:
            print(f"{each.name}: round {number} of {extent.rounds} …", file=sys.stderr, flush=True)
            found[each.name].rounds.append(measure(each, extent))
    return found


def write(folder: Path, found: Dict[str, Measured]) -> str:
    """Write `speed.md`, `speed.json` and `speed.svg`.

    Args:
        folder: where to; made if there is none.
        found: what was measured of Rasa's default and of Ilio, by their names, in this order.

    Returns:
        What the Markdown file holds, but for the plot.
    """
    folder.mkdir(parents=True, exist_ok=True)
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    about = {"date": date.today().isoformat(), "machine": machine}
    text = _markdown(about, found)
    (folder / f"{_NAME}.md").write_text(f"{text}\n![Answers by load and by turn]({_NAME}.svg)\n", encoding="utf-8")
    data = {**about, "servers": {name: asdict(each) for name, each in found.items()}}
    (folder / f"{_NAME}.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    _plot(folder / f"{_NAME}.svg", found)
    return text


def _markdown(about: Dict[str, str], found: Dict[str, Measured]) -> str:
    both = list(found.values())
    busy = [each.busy for measured in both for each in measured.rounds]
    rows = [_row(each, both) for each in measures()]
    columns = ["left", *["right"] * (len(found) + 2), "left"]
    parts = [
        "# Speed and size",
        f"{about['date']}, {about['machine']}. Medians of {len(both[0].rounds)} rounds, in brackets the least and the"
        f" most. Processes that wanted to run before a round: {min(busy):.1f} to {max(busy):.1f}.",
        tabulate(rows, ["", *found, "Ilio / Rasa", "wanted", ""], "github", disable_numparse=True, colalign=columns),
        "Rasa's default keeps conversations in memory, and its actions are another process that is not counted;"
        " Ilio keeps them in SQLite, and its actions are in its own process.",
        *(
            f"{name} was trained for {each.share:.0%} of its epochs; the time all of them take is reckoned from it."
            for name, each in found.items()
            if each.share < 1
        ),
        " ".join(f"{name}: {_wrong(each)}." for name, each in found.items()),
    ]
    return "\n\n".join(parts) + "\n"


def _wrong(found: Measured) -> str:
    loads: List[Load] = [load for each in found.rounds for load in each.loads.values()]
    refused, silent = sum(load.refused for load in loads), sum(load.unanswered for load in loads)
    return f"{refused} requests refused, {silent} without an answer"


def _row(measure: Measure, found: Sequence[Measured]) -> List[str]:
    values = [measure.of(each) for each in found]
    theirs, ours = (median(each) for each in values)
    share, wanted = ours / theirs, []
    if measure.share:
        wanted.append((f"≤ {measure.share:.2f}", share <= measure.share))
    if measure.times:
        wanted.append((f"≥ {measure.times:g}", share >= measure.times))
    if measure.most:
        wanted.append((f"Ilio ≤ {measure.most:g}", ours <= measure.most))
    said = ("yes" if all(met for _, met in wanted) else "**no**") if wanted else ""
    cells = [spread(each, measure.digits) for each in values]
    return [measure.title, *cells, f"{share:.2f}", ", ".join(text for text, _ in wanted), said]


def spread(values: List[float], digits: int) -> str:
    """The median of values, and in brackets the least and the most, if they differ."""
    least, middle, most = (f"{value:,.{digits}f}" for value in (min(values), median(values), max(values)))
    return middle if least == most else f"{middle} ({least} to {most})"


def _plot(path: Path, found: Dict[str, Measured]) -> None:
    figure = Figure(figsize=(12, 4), layout="constrained")
    by_load, by_turn = figure.subplots(1, 2)
    loads = [(people, name) for people in PEOPLE for name in ("p50", "p95", "p99")]
    for place, (name, each) in enumerate(found.items()):
        heights = [median(_load(*load)(each, one) for one in each.rounds) for load in loads]
        by_load.bar([at + 0.4 * place for at in range(len(loads))], heights, 0.4, label=name)
        times = [median(one.turns[turn] for one in each.rounds) for turn in PLACES]
        by_turn.plot(PLACES, times, "o-", label=name)
    by_load.set_xticks([at + 0.2 for at in range(len(loads))], [f"{name}\n{people}" for people, name in loads])
    by_load.set(xlabel="people who write at once", ylabel="ms until the answer", yscale="log")
    by_turn.set(xlabel="turn of a talk", ylabel="ms until the answer", yscale="log")
    for axes in (by_load, by_turn):
        axes.grid(alpha=0.3)
        axes.legend()
    with matplotlib.rc_context({"svg.hashsalt": path.name}):
        figure.savefig(path, metadata={"Date": None})
