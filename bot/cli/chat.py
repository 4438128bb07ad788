"""The verbs `ilio chat` and `ilio ask`: talking in the terminal, and answering lines."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
import uuid
from typing import Any, Dict, Iterator, Tuple

from bot.core.content import content
from bot.core.readability import CLICK
from bot.errors import Unreadable


def add(verbs: Any) -> None:
    """Add `chat` and `ask` to the verbs of `ilio`."""
    verb = verbs.add_parser("chat", help="talk in the terminal")
    verb.set_defaults(run=chat, parser=verb)

    verb = verbs.add_parser("ask", help="answer the lines of standard input as JSON lines")
    verb.add_argument("--conversation", action="store_true", help="all lines are one conversation")
    verb.set_defaults(run=ask, parser=verb)


def chat(arguments: argparse.Namespace) -> int:
    """Talk in the terminal."""
    print("Waking Ilio up; this takes a few seconds …", file=sys.stderr, flush=True)
    content()
    from bot.assistant import Assistant
    from bot.channels.console import converse

    asyncio.run(converse(Assistant()))
    return 0


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
