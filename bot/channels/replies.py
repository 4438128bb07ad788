"""What the bot said, as every channel renders it; and its buttons under ids that say nothing."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple

from bot.core import pictures
from bot.core.content import content

_BYTES = 12  # of a button's id: 96 bits, 16 characters


@dataclass(frozen=True)
class Choice:
    """A button.

    Args:
        title: what people read on it.
        payload: what a click says to the bot; stays on the server.
    """

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One bubble.

    Args:
        text: plain words with a little Markdown; says everything a channel needs to show.
        choices: the buttons under it.
        image: a picture's address, None for none.
        alt: what the picture shows, in words.
        card: what may be shown with the text by a channel that knows its `type`, see `bot.core.messages`.
    """

    text: str
    choices: Tuple[Choice, ...] = ()
    image: Optional[str] = None
    alt: str = ""
    card: Optional[Mapping[str, Any]] = None


def reply(message: Mapping[str, Any]) -> Optional[Reply]:
    """A message of Rasa's as a bubble; what can't be used is left out, and None is what nothing is left of.

    Args:
        message: as Rasa's channels get it, with text, buttons, image, custom and whatever an action added.
    """
    text = message.get("text") if isinstance(message.get("text"), str) else ""
    custom, card, image = message.get("custom"), message.get("card"), message.get("image")
    if isinstance(custom, Mapping) and custom.get("type"):
        card = custom
        text = text or str(custom.get("fallback_text") or "")
    given = message.get("buttons")
    choices = tuple(
        Choice(str(each["title"]), str(each["payload"]))
        for each in (given if isinstance(given, list) else [])
        if isinstance(each, Mapping) and each.get("title") and each.get("payload")
    )
    image = image if isinstance(image, str) and image else None
    if not (text or choices or image):
        return None
    card = card if isinstance(card, Mapping) else None
    return Reply(str(text).strip(), choices, image, str(message.get("alt") or ""), card)


def replies(messages: Iterable[Mapping[str, Any]]) -> List[Reply]:
    """The bubbles of a turn."""
    return [each for each in map(reply, messages) if each]


def with_words(collected: Iterable[Mapping[str, Any]]) -> List[Dict[str, Any]]:
    """A turn as Rasa collects it, each picture of ours with the words it belongs to: Rasa makes two replies of them."""
    made: List[Dict[str, Any]] = []
    for message in collected:
        picture = pictures.named(message.get("image"))
        if picture and made and not message.get("text"):
            made[-1].update(image=message["image"], alt=content().pictures[picture])
        else:
            made.append(dict(message))
    return made


def opaque(secret: bytes, conversation: str, payload: str) -> str:
    """The id a button travels under: the same each time in this conversation, of no use in another."""
    digest = hmac.new(secret, f"button\0{conversation}\0{payload}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:_BYTES]).decode()


def clicked(
    secret: bytes, conversation: str, offered: Iterable[Iterable[Dict[str, Any]]], button: str
) -> Optional[Choice]:
    """The button of an id among those that this conversation was offered; None if it was not.

    Args:
        offered: the bot's messages, turn by turn.
    """
    wanted = button.encode(errors="replace")  # bytes: letters beyond ASCII are compared in no other way
    for messages in offered:
        for each in replies(messages):
            for choice in each.choices:
                if hmac.compare_digest(opaque(secret, conversation, choice.payload).encode(), wanted):
                    return choice
    return None
