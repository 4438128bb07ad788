"""The `ilio` command."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import sys
import time
import uuid
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

from bot import cli_privacy, serving
from bot.core.content import content
from bot.core.readability import CLICK
from bot.errors import IlioError, Unreadable
from bot.model import ROOT, ensure_encoder, environment, is_fresh, train


def ask(arguments: argparse.Namespace) -> int:
    """Answer the lines of standard input, one JSON object a line on standard output."""
    content()
    from bot.assistant import Assistant

    assistant = Assistant()
    asyncio.run(_ask(assistant, arguments.conversation))
    return 0


async def _ask(assistant: Any, one_conversation: bool) -> None:
    conversation = uuid.uuid4().hex
    offered: set[str] = set()
    for name, text in _messages():
        if not one_conversation:
            conversation, offered = uuid.uuid4().hex, set()
        started = time.perf_counter()
        # typed "/…" is text; a payload counts as a click only where its button was just offered
        turn = await assistant.say(text if text in offered or not CLICK.match(text) else text.lstrip("/"), conversation)
        milliseconds = (time.perf_counter() - started) * 1000
        offered = {button["payload"] for reply in turn.replies for button in reply.get("buttons") or ()}
        answer = {
            "id": name,
            "text": text,
            "intent": turn.intent,
            "confidence": turn.confidence,
            "topic": turn.topic,
            "also": list(turn.also),
            "urgency": turn.urgency or "none",
            "flags": list(turn.flags),
            "replies": [_reply(reply) for reply in turn.replies],
            "ms": round(milliseconds, 1),
        }
        print(json.dumps(answer, ensure_ascii=False), flush=True)


def _messages() -> Iterator[Tuple[Any, str]]:
    """Ids and texts of the lines of standard input; a line that is no JSON object with a text is a text."""
    for number, line in enumerate(_lines(), start=1):
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        try:
            given = json.loads(text)
        except (ValueError, RecursionError):
            given = None
        if isinstance(given, dict) and isinstance(given.get("text"), str):
            yield given.get("id", number), given["text"]
        else:
            if text.startswith("{") and text.endswith("}"):
                problem = "is no JSON object with a `text`, so it is read as plain words"
                print(f"Line {number} {problem}.", file=sys.stderr, flush=True)
            yield number, text


def _lines() -> Iterator[bytes]:
    try:
        yield from sys.stdin.buffer
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from None


def _reply(reply: Dict[str, Any]) -> Dict[str, Any]:
    return {
        "text": reply.get("text"),
        "buttons": reply.get("buttons") or [],
        "image": reply.get("image"),
        "alt": reply.get("alt"),
        "custom": reply.get("custom"),
    }


def chat(arguments: argparse.Namespace) -> int:
    """Talk in the terminal."""
    print("Waking Ilio up; this takes a few seconds …", file=sys.stderr, flush=True)
    content()
    from bot.assistant import Assistant
    from bot.channels.console import converse

    asyncio.run(converse(Assistant()))
    return 0


def serve(arguments: argparse.Namespace) -> int:
    """Serve the channels of `credentials.yml`, or one of them, with the actions in the same process."""
    return _serve(arguments, arguments.only)


def web(arguments: argparse.Namespace) -> int:
    """Serve the chat for websites alone, and a page with it."""
    return _serve(arguments, "web")


def _serve(arguments: argparse.Namespace, only: Optional[str]) -> int:
    print(f"Starting on port {arguments.port}; this takes a few seconds …", file=sys.stderr, flush=True)
    content()
    serving.can_listen(arguments.host, arguments.port, arguments.verb)
    serving.serve(
        arguments.host, arguments.port, arguments.credentials, arguments.endpoints, only, arguments.remote_actions
    )
    return 0


def actions(arguments: argparse.Namespace) -> int:
    """Serve the actions alone, for Rasa servers elsewhere."""
    content()
    from bot.action_server import serve_actions
    from bot.assistant import quiet

    quiet()
    serving.can_listen(arguments.host, arguments.port, "actions")
    serve_actions(arguments.host, arguments.port)
    return 0


def cluster(arguments: argparse.Namespace) -> int:
    """Run several servers and all they need on this machine, until stopped."""
    content()
    from bot.cluster import run

    return run(arguments.folder, arguments.port)


def telegram(arguments: argparse.Namespace) -> int:
    """Tell Telegram where the bot is, or ask it how things are."""
    from bot.channels import telegram_setup

    asked = {
        "set-webhook": lambda: telegram_setup.set_webhook(arguments.credentials, arguments.address),
        "delete-webhook": lambda: telegram_setup.delete_webhook(arguments.credentials),
        "info": lambda: telegram_setup.info(arguments.credentials),
    }
    print("\n".join(asyncio.run(asked[arguments.what]())))
    return 0


def slack_manifest(arguments: argparse.Namespace) -> int:
    """Print what Slack is told of the app."""
    from bot.channels.slack_manifest import manifest

    print(manifest(arguments.address), end="")
    return 0


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
    from bot.check import problems

    found = problems()
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{len(found)} problems in content, domain and data." if found else "Content, domain and data are in order.")
    return 1 if found else 0


def bench_nlu(arguments: argparse.Namespace) -> int:
    """Measure Ilio's understanding beside Rasa's own pipelines."""
    from benchmarks.nlu import bench

    print(bench(arguments.train, arguments.test, arguments.label_oos))
    return 0


def bench_speed(arguments: argparse.Namespace) -> int:
    """Measure how fast and how big Ilio is beside Rasa's default."""
    from benchmarks.speed import bench

    print(bench(arguments.rounds, arguments.quick, arguments.epochs))
    return 0


def bench_cluster(arguments: argparse.Namespace) -> int:
    """Measure several servers on this machine."""
    from benchmarks.cluster import bench

    print(bench(arguments.rounds, arguments.quick))
    return 0


def _port(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or not 0 < int(typed) < 65536:
        raise argparse.ArgumentTypeError(f"{typed!r} is no port; give a number from 1 to 65535")
    return int(typed)


def _path(typed: str) -> Path:
    return Path(typed).absolute()  # from here, as `main` goes elsewhere


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ilio", description="Ilio, a chat assistant for hip-flexor and back pain.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    verb = verbs.add_parser("chat", help="talk in the terminal")
    verb.set_defaults(run=chat, parser=verb)

    verb = verbs.add_parser("ask", help="answer the lines of standard input as JSON lines")
    verb.add_argument("--conversation", action="store_true", help="all lines are one conversation")
    verb.set_defaults(run=ask, parser=verb)

    for name, run, text in (
        ("serve", serve, "serve the HTTP channels of credentials.yml"),
        ("web", web, "serve the chat for websites, and a page with it"),
    ):
        verb = verbs.add_parser(name, help=text)
        verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        verb.add_argument("--port", type=_port, default=5005, help="port to listen on (default: %(default)s)")
        for file in ("credentials", "endpoints"):
            verb.add_argument(f"--{file}", type=_path, default=ROOT / f"{file}.yml", help=f"instead of {file}.yml")
        if name == "serve":
            verb.add_argument(
                "--only", choices=serving.CHANNELS, help="serve this channel alone, so that no other can be reached"
            )
        verb.add_argument(
            "--remote-actions", action="store_true", help="have the action server of endpoints.yml run the actions"
        )
        verb.set_defaults(run=run, parser=verb)

    verb = verbs.add_parser("actions", help="serve the actions alone, for servers with --remote-actions")
    verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    verb.add_argument("--port", type=_port, default=5055, help="port to listen on (default: %(default)s)")
    verb.set_defaults(run=actions, parser=verb)

    verb = verbs.add_parser("cluster", help="run several servers and all they need on this machine")
    verb.add_argument("--port", type=_port, default=8080, help="port of its one address (default: %(default)s)")
    verb.add_argument("--folder", type=_path, default=ROOT / ".cluster", help="keeps its data (default: %(default)s)")
    verb.set_defaults(run=cluster, parser=verb)

    whats = verbs.add_parser("telegram", help="set Telegram up").add_subparsers(
        dest="what", required=True, metavar="WHAT"
    )
    for what, text in (
        ("set-webhook", "have Telegram bring what is written to this server, see docs/telegram.md"),
        ("delete-webhook", "have Telegram bring nothing any more"),
        ("info", "what Telegram knows of the bot"),
    ):
        verb = whats.add_parser(what, help=text)
        if what == "set-webhook":
            verb.add_argument("address", help="where this server is reached from outside, such as https://ilio.example")
        verb.add_argument(
            "--credentials", type=_path, default=ROOT / "credentials.yml", help="instead of credentials.yml"
        )
        verb.set_defaults(run=telegram, parser=verb)

    slack = verbs.add_parser("slack", help="set Slack up").add_subparsers(dest="what", required=True, metavar="WHAT")
    verb = slack.add_parser("manifest", help="print the manifest to make the app from, see docs/slack.md")
    verb.add_argument("address", help="where this server is reached from outside, such as https://ilio.example")
    verb.set_defaults(run=slack_manifest, parser=verb)

    cli_privacy.add(
        verbs,
        lambda verb: verb.add_argument(
            "--endpoints", type=_path, default=ROOT / "endpoints.yml", help="instead of endpoints.yml"
        ),
    )

    verb = verbs.add_parser("train", help="train the model, if the data changed")
    verb.add_argument("--force", action="store_true", help="train even if nothing changed")
    verb.set_defaults(run=train_model, parser=verb)

    verb = verbs.add_parser("check", help="check content, domain and data")
    verb.set_defaults(run=check, parser=verb)

    benches = verbs.add_parser("bench", help="measure").add_subparsers(dest="what", required=True, metavar="WHAT")
    verb = benches.add_parser("nlu", help="compare how well and how fast Ilio and Rasa's own pipelines understand")
    for option, use in (("--train", "learn from"), ("--test", "ask")):
        verb.add_argument(option, type=_path, metavar="FILE", help=f"CSV of sentence,label to {use} (default: Ilio's)")
    verb.add_argument("--label-oos", metavar="LABEL", help="label that means out of scope (NO_NODES_DETECTED, if used)")
    verb.set_defaults(run=bench_nlu, parser=verb)
    verb = benches.add_parser("speed", help="compare speed, memory and size of Ilio and of Rasa's default")
    how = "how often each is measured (default: %(default)s)"
    verb.add_argument("--rounds", type=int, choices=range(1, 100), metavar="N", default=3, help=how)
    how = "of the 100 that Rasa's default trains for (default: %(default)s)"
    verb.add_argument("--epochs", type=int, choices=range(1, 101), metavar="N", default=10, help=how)
    verb.add_argument("--quick", action="store_true", help="only see that it works; the figures say nothing")
    verb.set_defaults(run=bench_speed, parser=verb)
    verb = benches.add_parser("cluster", help="measure one and two Rasa servers behind nginx, and a thousand people")
    how = "how often one and two are measured (default: %(default)s)"
    verb.add_argument("--rounds", type=int, choices=range(1, 100), metavar="N", default=3, help=how)
    verb.add_argument("--quick", action="store_true", help="only see that it works; the figures say nothing")
    verb.set_defaults(run=bench_cluster, parser=verb)
    return parser


def main(arguments: Optional[List[str]] = None) -> int:
    """Run the `ilio` command.

    Args:
        arguments: the command line without the program's name; `sys.argv` if left out.

    Returns:
        The exit status: 0 all well, 1 a problem that was said in a sentence, 2 a wrong command line or file.
    """
    parsed, unknown = _parser().parse_known_args(arguments)
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
