"""The `ilio` command."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from typing import List, Optional

from bot.cli import bench, channels, chat, privacy, serving
from bot.errors import IlioError
from bot.model import ROOT, ensure_encoder, environment, is_fresh, train


def train_model(arguments: argparse.Namespace) -> int:
    """Train the model, if it is stale or `--force` is given; make the sentence encoder, if there is none."""
    ensure_encoder()
    if is_fresh() and not arguments.force:
        print("The model is up to date.")
        return 0
    print("Training the model; this takes about three minutes …", flush=True)
    started = time.perf_counter()
    train()
    print(f"Trained in {time.perf_counter() - started:.0f} s.")
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Check content, domain and data against each other."""
    from bot.validation import problems

    found = problems()
    for problem in found:
        print(problem, file=sys.stderr)
    print(
        f"{len(found)} problem{'s' * (len(found) > 1)} in content, domain and data."
        if found
        else "Content, domain and data are in order."
    )
    return 1 if found else 0


def parser() -> argparse.ArgumentParser:
    """What the command line may be; `run` of what was parsed does what it asks for."""
    made = argparse.ArgumentParser(prog="ilio", description="Ilio, a chat assistant that answers from one article.")
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB")
    for each in (chat, serving, channels, privacy):
        each.add(verbs)

    verb = verbs.add_parser("train", help="train the model, if the data changed")
    verb.add_argument("--force", action="store_true", help="train even if nothing changed")
    verb.set_defaults(run=train_model, parser=verb)

    verb = verbs.add_parser("check", help="check content, domain and data")
    verb.set_defaults(run=check, parser=verb)

    bench.add(verbs)
    return made


def main(arguments: Optional[List[str]] = None) -> int:
    """Run the `ilio` command.

    Args:
        arguments: the command line without the program's name; `sys.argv` if left out.

    Returns:
        The exit status: 0 all well, 1 a problem that was said in a sentence, 2 a wrong command line or file.
    """
    parsed, unknown = parser().parse_known_args(arguments)
    if unknown:  # said with the usage of the verb, where argparse would give that of `ilio`
        parsed.parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if sys.stdin is None:  # closed by who called
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - stays open as long as the program runs
    os.environ.update(environment())
    os.chdir(ROOT)
    logging.basicConfig(level=logging.ERROR, format="%(message)s", stream=sys.stderr)
    logging.captureWarnings(True)  # Rasa's dependencies warn of each other, at the versions it pins
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    try:
        return parsed.run(parsed)
    except IlioError as error:
        print(error, file=sys.stderr)
        return error.status
    except (KeyboardInterrupt, BrokenPipeError):
        return 130


if __name__ == "__main__":
    sys.exit(main())
