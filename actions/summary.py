"""The summary for a clinician, of the check, the diary and what was noticed; made when asked for and kept nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Tuple

from rasa_sdk import Tracker

from actions.base import Events, intent_of, text_of, triage_turn_of
from actions.check import course_of
from actions.diary import diary_of
from bot.core import answers, dialogue, diary, triage_state, triage_wording
from bot.core.check import Course
from bot.core.check_answers import is_empty, means
from bot.core.check_reading import wish
from bot.core.check_summary import summary
from bot.core.check_voice import AGAIN, CONTINUE, START
from bot.core.content import content
from bot.core.messages import MENU, Message, card
from bot.core.triage_content import catalogue

PREFIX = "summary"  # of its button
_INTENT = "clinician_summary"


def owns(button: str) -> bool:
    """Whether a button asks for the summary."""
    return button.startswith(f"{PREFIX}/")


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Show the summary."""
    return _shown(tracker), []


def typed(tracker: Tracker, state: dialogue.State) -> Optional[Tuple[List[Message], Events]]:
    """Show the summary to whoever asks for one; None for a message about something else."""
    if wish(text_of(tracker)) == "summary" and course_of(tracker).state.answers:
        return None  # the check shows its own again, with what comes next in it
    return (_shown(tracker), []) if intent_of(tracker) == _INTENT else None


def made(tracker: Tracker, course: Course, noticed: triage_state.State) -> Message:
    """The summary.

    Args:
        tracker: the conversation, which holds the diary.
        course: the check as it now is.
        noticed: the warning signs as they now stand.
    """
    outside = {each.flag for each in noticed.raised if not each.doubtful} - means(course.check, course.state)
    names = () if course.state.answers else triage_wording.names(catalogue(), outside)
    days = diary_of(tracker)
    return replace(summary(course.check, course.state, days.line(), names), card=card("summary", **days.points()))


def _shown(tracker: Tracker) -> List[Message]:
    course, noticed = course_of(tracker), triage_turn_of(tracker).after
    said = made(tracker, course, noticed)
    asked = not is_empty(course.state)
    begin = CONTINUE if course.state.at else AGAIN if asked else START
    buttons = answers.buttons(content(), [begin, diary.ASK, MENU])
    if asked:
        return [replace(said, buttons=buttons)]
    if not (diary_of(tracker).days or noticed.raised):
        return [Message(content().phrases.nothing_to_sum_up, buttons)]
    return [said, Message(content().phrases.without_check, buttons)]
