"""What the symptom check's form and the other actions share: its state, and its buttons while no question is open."""

from __future__ import annotations

from typing import List, Tuple

from rasa_sdk import Tracker

from actions.base import Events, begun
from bot.core import triage_state
from bot.core.check import Course
from bot.core.check_content import check
from bot.core.check_state import State
from bot.core.check_voice import AGAIN, CONTINUE, PREFIX, START
from bot.core.messages import Message
from bot.core.screening import PRESENT, Finding
from bot.core.triage_turn import SLOT as TRIAGE

FORM = "check_form"
SLOT = "check"
# what a wish to begin is called, typed or clicked
BEGIN = {START: "start", AGAIN: "start", CONTINUE: "continue"}


def course_of(tracker: Tracker) -> Course:
    """The check with this person's state of it."""
    return Course(check(), State.from_dict(check(), tracker.get_slot(SLOT)))


def findings_of(tracker: Tracker) -> List[Finding]:
    """What the screen found in the latest message, as the check takes it."""
    reading = triage_state.Reading.from_dict(tracker.latest_message.get(TRIAGE))
    flags = reading.flags if reading.named or reading.strong else ()  # what only resembles a sign answers nothing
    found = [Finding(each, PRESENT, reading.other) for each in (*flags, *reading.facts)]
    return found + [Finding(each, "negated", reading.other) for each in reading.denied if each not in flags]


def owns(button: str) -> bool:
    """Whether a button is one of the check's."""
    return button.startswith(f"{PREFIX}/")


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Take a click on a check button while no question is open."""
    course = course_of(tracker)
    if button in BEGIN:
        return begun(FORM, SLOT, course.state, BEGIN[button])
    return course.voice.too_late(), []
