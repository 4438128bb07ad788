"""What can be asked for at any time and is no topic: a plan of breaks, the pain diary, a summary for a clinician."""

from __future__ import annotations

from types import ModuleType
from typing import List, Optional, Tuple

from rasa_sdk import Tracker

from actions import breaks, diary, summary
from actions.base import Events
from bot.core import breaks_plan, dialogue
from bot.core import diary as diary_core
from bot.core.content import content
from bot.core.messages import Message

_ALL = {breaks_plan.PREFIX: breaks, diary_core.PREFIX: diary, summary.PREFIX: summary}


def _there() -> List[ModuleType]:
    return [each for name, each in _ALL.items() if name in content().can]


def owns(button: str) -> bool:
    """Whether a button is one of theirs."""
    return any(each.owns(button) for each in _there())


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Take a click on one of their buttons."""
    return next(each for each in _there() if each.owns(button)).open_button(tracker, button)


def typed(tracker: Tracker, state: dialogue.State) -> Optional[Tuple[List[Message], Events]]:
    """Take a typed message that is for one of them; None for all others.

    Args:
        tracker: the conversation.
        state: the talk so far.
    """
    for each in _there():
        taken = each.typed(tracker, state)
        if taken:
            return taken
    return None
