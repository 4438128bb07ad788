"""Going on with the form that was left last, whichever that is."""

from __future__ import annotations

from typing import List, Optional, Tuple

from rasa_sdk import Tracker

from actions import check, quiz, routine
from actions.base import Events, intent_of, text_of
from bot.core import check_reading, dialogue
from bot.core.check_voice import CONTINUE as CONTINUE_CHECK
from bot.core.content import content
from bot.core.messages import Message
from bot.core.quiz_voice import CONTINUE as CONTINUE_QUIZ
from bot.core.routine_voice import CONTINUE as CONTINUE_ROUTINE

_FORMS = ((quiz, CONTINUE_QUIZ), (check, CONTINUE_CHECK), (routine, CONTINUE_ROUTINE))


def resume(tracker: Tracker, state: dialogue.State) -> Optional[Tuple[List[Message], Events]]:
    """Go on with the form left last, if that is wished; None where none is open, or more of a topic is meant.

    Args:
        tracker: the conversation.
        state: the talk so far.
    """
    if not check_reading.goes_on(text_of(tracker)):
        return None
    left = [form for form in _FORMS if form[0].course_of(tracker).state.at]
    offered = {button for button, _ in state.offered}.intersection(button for _, button in left)
    has_more = state.topic and content().topics[state.topic].more
    if not left or (intent_of(tracker) == "more" and has_more and not offered):
        return None
    names = [event.get("name") for event in tracker.events if event.get("event") == "active_loop"]
    form, button = max(left, key=lambda each: _last(names, each[0].FORM))
    return form.open_button(tracker, button)


def _last(names: List[Optional[str]], name: str) -> int:
    """The last place of a name in a list, -1 where it is not there."""
    return max((place for place, each in enumerate(names) if each == name), default=-1)
