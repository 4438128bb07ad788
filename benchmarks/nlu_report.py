"""Measures as a table and as a plot."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path
from statistics import median
from typing import Dict, List

import matplotlib
from matplotlib.figure import Figure
from tabulate import tabulate

from benchmarks.nlu_scores import THRESHOLDS, Run, Scores, score
from benchmarks.nlu_split import Split

_TITLES = ("in-scope accuracy", "out-of-scope recall", "MCC")


def report(folder: Path, asked: Split, runs: Dict[str, Run]) -> str:
    """Write the plot, and return the measures as Markdown.

    Args:
        folder: where the plot goes; made if there is none.
        asked: what was learnt and asked.
        runs: what came of it, by the pipelines' names.
    """
    curves = {name: [score(asked, run.answers, at) for at in THRESHOLDS] for name, run in runs.items()}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"nlu-{asked.name}.svg"
    _plot(file, curves)
    outside = sum(each.label in asked.outside for each in asked.test)
    return "\n\n".join(
        [
            f"{asked.name}: {len(asked.train)} messages of {len({each.label for each in asked.train})} labels learnt;"
            f" {len(asked.test) - outside} in scope and {outside} out of scope asked; {date.today()},"
            f" {os.cpu_count()} cores, {platform.system()} {platform.machine()}.",
            f'At each threshold: {" / ".join(_TITLES)}. "own" is what the pipeline itself decides.',
            _table(asked, runs, curves),
            f"Plot: {file}",
        ]
    )


def _table(asked: Split, runs: Dict[str, Run], curves: Dict[str, List[Scores]]) -> str:
    medians = [median(each.milliseconds for each in run.answers) for run in runs.values()]
    rows = [
        ["own", *(_scores(score(asked, run.answers, None)) for run in runs.values())],
        *([f"{at:.1f}", *(_scores(curve[place]) for curve in curves.values())] for place, at in enumerate(THRESHOLDS)),
        ["best MCC", *(f"{max(found.mcc for found in curve):.3f}" for curve in curves.values())],
        ["training", *(f"{run.training:.1f} s" for run in runs.values())],
        ["a message, median", *(f"{each:.1f} ms" for each in medians)],
    ]
    columns = ["left", *["right"] * len(runs)]
    return tabulate(rows, ["threshold", *runs], "github", colalign=columns, disable_numparse=True)


def _scores(found: Scores) -> str:
    shares = ["-" if share is None else f"{share:.1%}" for share in (found.accuracy, found.recall)]
    return " / ".join([*shares, f"{found.mcc:.3f}"])


def _plot(file: Path, curves: Dict[str, List[Scores]]) -> None:
    figure = Figure(figsize=(12, 4), layout="constrained")
    for place, (axes, title) in enumerate(zip(figure.subplots(1, len(_TITLES), sharey=True), _TITLES, strict=True)):
        for name, curve in curves.items():
            # matplotlib leaves a gap where a share is None
            axes.plot(THRESHOLDS, [found[place] for found in curve], marker="o", markersize=3, label=name)
        axes.set(title=title, xlabel="threshold", ylim=(0, 1))
        axes.grid(alpha=0.3)
    figure.axes[0].legend()
    with matplotlib.rc_context({"svg.hashsalt": file.name}):
        figure.savefig(file, metadata={"Date": None})
