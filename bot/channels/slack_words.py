"""What is written in Slack: people's texts as they meant them, and ours so that Slack shows them as they are."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import List

from pydantic import Field

from bot.core.content_files import CONTENT, Strict, read_model


class Home(Strict):
    """The words of the app's home: topics whose answers stand there, then the buttons."""

    title: str
    topics: List[str]
    start: str
    quiz: str
    check: str
    delete: str
    delete_title: str
    delete_text: str
    delete_yes: str
    delete_no: str


class App(Strict):
    """What Slack says of the app where it is added, and of its command."""

    description: str = Field(max_length=140)  # as Slack takes them
    long_description: str = Field(min_length=175, max_length=4000)
    command: str = Field(max_length=2000)


class Words(Strict):
    """What Ilio says in Slack around its answers; see `bot/content/slack.yml`."""

    answered: str
    chosen: str
    call: str
    picture: str
    calendar: str
    no_files: str
    deleted: str
    failed: str
    home: Home
    app: App


@lru_cache(maxsize=1)
def words() -> Words:
    """The words, read once a process.

    Raises:
        ContentError: the file is broken.
    """
    return read_model(Words, CONTENT / "slack.yml")


# ── in ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# <@U1>, <@U1|name>, <#C1|room>, <!here>, <!subteam^S1|@team>, <https://a.example|words>, <mailto:a@b.example|words>
_ANGLES = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def heard(text: str, me: str = "") -> str:
    """What somebody typed, without Slack's marks.

    Args:
        text: as Slack sends it.
        me: Ilio's own user id, whose mentions are left out.
    """

    def plain(found: re.Match[str]) -> str:
        sign, target, label = found[1], found[2], found[3]
        if sign == "@" and target == me:
            return " "
        if sign:
            label = (label or ("someone" if sign == "@" else target.split("^")[0])).lstrip("@#")
            return f"{'#' if sign == '#' else '@'}{label}"
        return label or target.removeprefix("mailto:").removeprefix("tel:")

    return html.unescape(_ANGLES.sub(plain, text)).strip()


# ── out ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_INLINE = re.compile(r"\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(((?:https|mailto):[^()\s<>|]+)\)")
_ITEM = re.compile(r"^(\s*)[-*] ", re.MULTILINE)


def escaped(text: str) -> str:
    """Text that mentions nobody and links nowhere: the three letters Slack gives a meaning, as it wants them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str) -> str:
    """Our small Markdown in Slack's way of writing it."""

    def marked(found: re.Match[str]) -> str:
        bold, italic, title, address = found.groups()
        if bold is not None:
            return f"*{bold}*"
        return f"_{italic}_" if italic is not None else f"<{address}|{title}>"

    return _INLINE.sub(marked, _ITEM.sub(r"\1• ", escaped(text)))
