"""The telephone numbers a message names, so that a channel can offer to call them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import List, Sequence

from bot.core.messages import Message, card
from bot.core.triage_catalogue import Catalogue
from bot.core.triage_levels import EMERGENCY
from bot.core.triage_state import State

_NUMBER = re.compile(r"\d[\d ]*\d")
_KINDS = ("emergency", "crisis", "urgent")


def numbers(line: str) -> List[str]:
    """The telephone numbers in a line of `numbers.yml`, as they are written there."""
    return _NUMBER.findall(line)


def emergency_number(book: Catalogue, state: State) -> str:
    """The first number to call in an emergency, for sentences in other languages."""
    return numbers(book.numbers.line(state.country, "emergency"))[0]


def in_country(book: Catalogue, state: State, messages: Sequence[Message]) -> List[Message]:
    """Messages that name the emergency number of the country where the person is, where that is known.

    Args:
        book: the catalogue, for the country's line.
        state: what is known of the person.
        messages: may speak of "your local emergency number", with the usual ones behind it or without.
    """
    usual, here = (book.numbers.line(country, "emergency") for country in (None, state.country))
    if usual == here:
        return list(messages)
    short = usual.split(" (")[0]
    return [replace(each, text=each.text.replace(usual, here).replace(short, here)) for each in messages]


def with_calls(book: Catalogue, state: State, messages: Sequence[Message]) -> List[Message]:
    """Messages of advice with a card for each that names whom to call.

    The card is an `emergency` while one stands that nobody is helping with yet, else a `call`. All messages of
    emergency advice get one, so that a channel can show them together.

    Args:
        book: the catalogue, for the country's lines.
        state: what stands.
        messages: the advice.
    """
    lines = [book.numbers.line(state.country, kind) for kind in _KINDS]
    named = [[number for line in lines if line in message.text for number in numbers(line)] for message in messages]
    top = state.top
    urgent = bool(top and top.level == EMERGENCY and not top.in_hand and not top.doubtful and any(named))
    kind = "emergency" if urgent else "call"
    return [
        replace(message, card=card(kind, numbers=list(dict.fromkeys(found)))) if found or urgent else message
        for message, found in zip(messages, named, strict=True)
    ]
