"""A message as a channel takes it, and what is wrong with one that can't be taken."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Optional

from bot.channels.refusals import URGENT, Refused, bad_request
from bot.core.content import content
from bot.core.readability import clean

LONGEST = 4000  # characters of one message; the bot itself asks for less, but reads all of it for warning signs
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
# what a channel may ask for without a word being said
EVENTS = ("open", "help", "quiz", "check")


@dataclass(frozen=True)
class Incoming:
    """A message as a channel took it: exactly one of text, button and event.

    Args:
        message_id: given by the channel; the same for a repeat of the same message.
        text: what was typed.
        button: the id of what was clicked.
        event: one of `EVENTS`.
        locale: the person's language and country, such as `en-GB`, if the channel knows.
        day: the date where the person is, such as 2026-11-23, if the channel knows.
    """

    message_id: str
    text: Optional[str] = None
    button: Optional[str] = None
    event: Optional[str] = None
    locale: Optional[str] = None
    day: Optional[str] = None


def typed(text: str) -> str:
    """Typed text as the bot may get it: no commands to Rasa, no controls, letters in their one form.

    Raises:
        Refused: nothing is left, or too much.
    """
    said = clean(unicodedata.normalize("NFC", text)).lstrip("/ ")
    if not said:
        raise bad_request("Please type something first.")
    if len(said) > LONGEST:
        raise Refused(413, "too_long", f"That is too long; please say it in fewer than {LONGEST} letters. {URGENT}")
    return said


def event_payload(event: str) -> str:
    """What one of `EVENTS` sends to the bot, as the button would that opens the same."""
    topics = content().turns_to
    opens = {"open": topics.greeting, "help": topics.abilities, "quiz": "quiz/start", "check": "check/start"}[event]
    return f'/show{{"opens": "{opens}"}}'


def check(message: Incoming) -> None:
    """Check the form of a message.

    Raises:
        Refused: an id, the locale or the event is none, or not exactly one thing was said.
    """
    if not _ID.fullmatch(message.message_id):
        raise bad_request("A message needs an id of 8 to 64 letters, figures, - or _.")
    if message.locale is not None and not _LOCALE.fullmatch(message.locale):
        raise bad_request("The locale is not of the form en-GB.")
    if sum(said is not None for said in (message.text, message.button, message.event)) != 1:
        raise bad_request("A message holds exactly one text, button or event.")
    if message.event is not None and message.event not in EVENTS:
        raise bad_request("There is no such event.")
