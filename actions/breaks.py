"""A plan of breaks, asked for in words or by a button; nothing of it is kept."""

from __future__ import annotations

from typing import List, Optional, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.base import Events, gate, intent_of, standing, text_of
from bot.core import breaks, breaks_plan, breaks_reading, dialogue
from bot.core.breaks_content import usual
from bot.core.content import content
from bot.core.messages import Message
from bot.core.triage_state import holds_back

_INTENT = "plan_breaks"
_SHORT = 12  # words; whoever writes more after a plan asks for something else


def owns(button: str) -> bool:
    """Whether a button is one of a plan's."""
    return button.startswith(f"{breaks_plan.PREFIX}/")


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Show the plan of a button."""
    return _told(tracker, breaks_plan.from_id(button) or usual())


def typed(tracker: Tracker, state: dialogue.State) -> Optional[Tuple[List[Message], Events]]:
    """Plan breaks, or change the plan just shown; None for a message about something else."""
    text = text_of(tracker)
    shown = next(filter(None, (breaks_plan.shown_with(button) for button, _ in state.offered if owns(button))), None)
    wished = intent_of(tracker) == _INTENT
    if not wished and not (shown and len(text.split()) <= _SHORT):
        return None
    before = shown or usual()
    try:
        plan = breaks_reading.asked(text, before)
    except ValueError:
        return breaks.cannot(before), []
    if plan is None and not wished:
        return None
    return _told(tracker, plan or before)


def _told(tracker: Tracker, plan: breaks_plan.Plan) -> Tuple[List[Message], Events]:
    noticed = standing(tracker)
    if holds_back(noticed, breaks_plan.PREFIX):
        return gate(noticed), []
    more = content().turns_to.breaks
    return breaks.told(plan), [SlotSet("topic", more), SlotSet("depth", "answer"), SlotSet("also", [])]
