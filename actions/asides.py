"""What can be asked for at any time and is no topic: a plan of breaks, the pain diary, a summary for a clinician."""

from __future__ import annotations

from typing import List, Optional, Tuple

from rasa_sdk import Tracker

from actions import breaks, diary, summary
from actions.base import Events
from bot.core import dialogue
from bot.core.messages import Message

_ALL = (breaks, diary, summary)


def owns(button: str) -> bool:
    """Whether a button is one of theirs."""
    return any(each.owns(button) for each in _ALL)


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Take a click on one of their buttons."""
    return next(each for each in _ALL if each.owns(button)).open_button(tracker, button)


def typed(tracker: Tracker, state: dialogue.State) -> Optional[Tuple[List[Message], Events]]:
    """Take a typed message that is for one of them; None for all others.

    Args:
        tracker: the conversation.
        state: the talk so far.
    """
    for each in _ALL:
        taken = each.typed(tracker, state)
        if taken:
            return taken
    return None
