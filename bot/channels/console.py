"""Ilio in the terminal: Rasa's shell prompt, with numbered buttons that leave room to type."""

from __future__ import annotations

import shutil
import sys
import textwrap
import uuid
from typing import TYPE_CHECKING, Any, Dict, List, Optional

import questionary
from prompt_toolkit.styles import Style

from bot.core.content import content
from bot.core.diary import LATER
from bot.errors import Unreadable

if TYPE_CHECKING:
    from bot.assistant import Assistant

_LEAVE = {"/stop", "/quit", "/exit", "exit", "quit"}
_WIDTH = 88  # characters; longer lines tire the eye
_STYLE = Style([("qmark", "#6cc5c0 bold")])


async def converse(assistant: Assistant) -> None:
    """Read messages and print replies until the person leaves.

    Args:
        assistant: Ilio, loaded.
    """
    print("Bot loaded. Type a message and press enter (use '/stop' to exit):\n")
    conversation, start = uuid.uuid4().hex, f'/show{{"opens": "{content().turns_to.greeting}"}}'
    buttons = _show((await assistant.say(start, conversation)).replies)
    while True:
        text = await _read()
        if text is None or text.strip().lower() in _LEAVE:
            print("Take care.")
            return
        scale = any(LATER in each["payload"] for each in buttons)  # then a number says how bad it is
        if text.strip().isdecimal() and 1 <= int(text) <= len(buttons) and not scale:
            text = buttons[int(text) - 1]["payload"]
        buttons = _show((await assistant.say(text, conversation)).replies)


async def _read() -> Optional[str]:
    if sys.stdin.isatty():
        try:
            return await questionary.text("", qmark="Your input ->", style=_STYLE).unsafe_ask_async()
        except (EOFError, KeyboardInterrupt):  # Ctrl-D, Ctrl-C
            return None
    try:
        line = sys.stdin.buffer.readline()
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from None
    return line.decode("utf-8", errors="replace").rstrip("\r\n") if line else None


def _show(replies: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """Print replies; return the buttons that can be picked by number."""
    width = min(_WIDTH, shutil.get_terminal_size().columns - 1)
    buttons: List[Dict[str, Any]] = []
    for reply in replies:
        paragraphs = (reply.get("text") or "").split("\n")
        if reply.get("alt"):
            paragraphs.append(f"[Picture: {reply['alt']}]")
        for paragraph in paragraphs:
            print(textwrap.fill(paragraph, width))
        print()
        buttons += reply.get("buttons") or []
    choices = [f"{number}: {button['title']}" for number, button in enumerate(buttons, start=1)]
    if choices:
        # a title keeps its words together where lines break
        line = "    ".join(choice.replace(" ", "\u00a0") for choice in choices)
        print(textwrap.fill(line, width).replace("\u00a0", " "), end="\n\n")
    return buttons
