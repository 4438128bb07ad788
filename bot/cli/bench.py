"""The verbs of `ilio bench`: what is measured."""

from __future__ import annotations

import argparse
from typing import Any

from bot.cli.options import path


def add(verbs: Any) -> None:
    """Add `bench` to the verbs of `ilio`."""
    whats = verbs.add_parser("bench", help="measure").add_subparsers(dest="what", required=True, metavar="WHAT")
    verb = whats.add_parser("nlu", help="compare how well and how fast Ilio and Rasa's own pipelines understand")
    for option, use in (("--train", "learn from"), ("--test", "ask")):
        verb.add_argument(option, type=path, metavar="FILE", help=f"CSV of sentence,label to {use} (default: Ilio's)")
    verb.add_argument("--label-oos", metavar="LABEL", help="label that means out of scope (NO_NODES_DETECTED, if used)")
    verb.set_defaults(run=nlu, parser=verb)

    verb = whats.add_parser("speed", help="compare speed, memory and size of Ilio and of Rasa's default")
    _add_rounds(verb, "how often each is measured")
    how = "of the 100 that Rasa's default trains for (default: %(default)s)"
    verb.add_argument("--epochs", type=int, choices=range(1, 101), metavar="N", default=10, help=how)
    verb.set_defaults(run=speed, parser=verb)

    verb = whats.add_parser("cluster", help="measure one and two Rasa servers behind nginx, and a thousand people")
    _add_rounds(verb, "how often one and two are measured")
    verb.set_defaults(run=cluster, parser=verb)


def _add_rounds(verb: Any, how: str) -> None:
    how = f"{how} (default: %(default)s)"
    verb.add_argument("--rounds", type=int, choices=range(1, 100), metavar="N", default=3, help=how)
    verb.add_argument("--quick", action="store_true", help="only see that it works; the figures say nothing")


def nlu(arguments: argparse.Namespace) -> int:
    """Measure Ilio's understanding beside Rasa's own pipelines."""
    from benchmarks.nlu import bench

    print(bench(arguments.train, arguments.test, arguments.label_oos))
    return 0


def speed(arguments: argparse.Namespace) -> int:
    """Measure how fast and how big Ilio is beside Rasa's default."""
    from benchmarks.speed import bench

    print(bench(arguments.rounds, arguments.quick, arguments.epochs))
    return 0


def cluster(arguments: argparse.Namespace) -> int:
    """Measure several servers on this machine."""
    from benchmarks.cluster import bench

    print(bench(arguments.rounds, arguments.quick))
    return 0
