"""The one message model every reply is made of; channels render it within their own limits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """A choice offered with a message.

    Args:
        id: what it opens: a topic id `section/topic`, or `MENU`.
        title: what people read on it, at most 28 characters.
    """

    id: str
    title: str


@dataclass(frozen=True)
class Message:
    """One bubble.

    Args:
        text: plain words, about 60 at most.
        buttons: choices offered under it, in order.
    """

    text: str
    buttons: tuple[Button, ...] = ()


MENU = "menu"
