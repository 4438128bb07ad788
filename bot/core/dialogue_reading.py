"""Which of the choices offered a message means: by title, number or place, or by a yes or a no."""

from __future__ import annotations

from typing import Optional

from bot.core.content import Content
from bot.core.dialogue import State
from bot.core.readability import plain

_ORDINALS = {
    word: place
    for place, words in enumerate(
        ("one first 1st", "two second 2nd", "three third 3rd", "four fourth 4th", "five fifth 5th", "six sixth 6th",
         "seven seventh 7th", "eight eighth 8th", "nine ninth 9th"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip


def picked(state: State, text: str) -> Optional[str]:
    """The id of the offered button whose title or number was typed, if any.

    Args:
        state: the talk so far.
        text: the message as typed.
    """
    said = plain(text)
    for button_id, title in state.offered:
        if said == plain(title):
            return button_id
    if said.isdigit() and 1 <= int(said) <= len(state.offered):
        return state.offered[int(said) - 1][0]
    return None


def chosen(state: State, text: str) -> Optional[str]:
    """The id of the button meant by "the second one", "last please", or a plain yes; None beyond the list.

    Args:
        state: the talk so far.
        text: a message understood as a choice.
    """
    words = plain(text).split()
    if "last" in words or "bottom" in words:
        place = len(state.offered)
    else:
        numbers = [int(word) if word.isdigit() and len(word) < 4 else _ORDINALS.get(word) for word in words]
        place = next((number for number in numbers if number is not None), 1)
    return state.offered[place - 1][0] if 1 <= place <= len(state.offered) else None


def yes_or_no(content: Content, state: State, intent: str) -> Optional[str]:
    """The topic that a yes or a no opens after an answer that asked something."""
    topic = content.topics.get(state.topic or "")
    return {"affirm": topic.if_yes, "deny": topic.if_no}.get(intent) if topic else None
