"""What the guided routine's form and the other actions share: its state, and its buttons while no step is open."""

from __future__ import annotations

from typing import FrozenSet, List, Tuple

from rasa_sdk import Tracker

from actions.base import Events, begun, standing, text_of, triage_turn_of
from bot.core import triage_state
from bot.core.messages import Message
from bot.core.person import of_another, of_oneself
from bot.core.readability import plain
from bot.core.routine import Course
from bot.core.routine_content import routine
from bot.core.routine_plan import Person, by_facts
from bot.core.routine_state import State
from bot.core.routine_voice import AGAIN, CONTINUE, PREFIX, START
from bot.core.triage_content import catalogue

_CHILD, _UNDER_AGE = "m_child", "under_16"  # a fact of triage, and the limit it is where the routine is for the child
FORM = "routine_form"
SLOT = "routine"
# what a wish to begin is called, typed or clicked
BEGIN = {START: "go on", AGAIN: "again", CONTINUE: "continue"}


def course_of(tracker: Tracker) -> Course:
    """The routine with this person's state of it, and what the rest of the talk told of them.

    What stands of somebody else alone was weighed when the routine began.
    """
    book = routine()
    state = State.from_dict(book, tracker.get_slot(SLOT))
    stands = triage_state.against(triage_turn_of(tracker).after, True) if state.at else standing(tracker)
    soon = tuple(each.flag for each in stands.raised)
    told = "; ".join(catalogue().flags[flag].told for flag in soon if flag in catalogue().flags)
    held = triage_state.holds_back(stands, PREFIX)
    return Course(book, state, Person(by_facts(book, _facts(tracker)), soon, held), told)


def told_now(tracker: Tracker, ever: bool = False) -> FrozenSet[str]:
    """What the latest message tells that rules exercises out, as the screen for warning signs read it.

    A child that was spoken of rules them out where the routine is not asked for oneself.

    Args:
        tracker: the conversation.
        ever: whether what was told before counts too, as when the routine begins.
    """
    book, noticed = routine(), triage_turn_of(tracker)
    before = set() if ever else set(noticed.before.facts)
    child = _CHILD in noticed.after.facts and _CHILD not in before and not of_oneself(plain(text_of(tracker)))
    told = by_facts(book, [each for each in _facts(tracker) if each not in before])
    return told | {_UNDER_AGE} if child else told


def _facts(tracker: Tracker) -> List[str]:
    """Facts told of whom the routine is for: of somebody else only where it is asked for them."""
    noticed = triage_turn_of(tracker).after
    theirs = () if of_another(text_of(tracker)) else noticed.theirs
    return [each for each in noticed.facts if each not in theirs]


def owns(button: str) -> bool:
    """Whether a button is one of the routine's."""
    return button.startswith(f"{PREFIX}/")


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Take a click on a routine button while no step is open."""
    course = course_of(tracker)
    if button in BEGIN:
        return begun(FORM, SLOT, course.state, BEGIN[button])
    return course.voice.too_late(bool(course.state.at)), []
