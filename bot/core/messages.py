"""The one message model every reply is made of; channels render it within their own limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional

MOST_WORDS = 60  # of a message; more goes into another one


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
        card: what a channel that can may show with the text, which says the same to all others. Its `type` is
            `progress` (number, total), `call` or `emergency` (numbers to phone), `calendar` (query, of the address of
            a plan's file), `diary` (days with date, low and high; alt), `summary` (those of a diary), or
            `exercise_timer`; see `card` and `bot/channels/cards.schema.json`.
        image: a picture's name, without the suffix of its file in `bot/content/pictures`.
        alt: what it shows, in words; what `bot/content/pictures.yml` says if left out.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    card: Optional[Mapping[str, Any]] = None
    image: Optional[str] = None
    alt: str = ""


def card(kind: str, **parts: Any) -> dict[str, Any]:
    """A card of the first version of its type."""
    return {"type": kind, "version": 1, **parts}


MENU = "menu"
