"""Rasa actions of the quiz: its form, its score, its review."""

from __future__ import annotations

from typing import List, Optional, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.base import Events, SafeAction, begun, slots_of, state_of, text_of
from bot.core import dialogue, quiz_reading
from bot.core.loop import PAUSED
from bot.core.messages import Message
from bot.core.quiz import Course
from bot.core.quiz_content import quiz
from bot.core.quiz_match import Reading
from bot.core.quiz_state import State
from bot.core.quiz_voice import AGAIN, CONTINUE, MISSED, PREFIX, REVIEW, START
from bot.core.readability import plain

FORM = "quiz_form"
SLOT = "quiz"
# what a wish to begin is called, typed or clicked
BEGIN = {
    "continue_quiz": "continue",
    "retry_missed": "missed",
    START: "start",
    AGAIN: "start",
    CONTINUE: "continue",
    MISSED: "missed",
}


def course_of(tracker: Tracker) -> Course:
    """The quiz with this person's state of it."""
    return Course(quiz(), State.from_dict(quiz(), tracker.get_slot(SLOT)))


def owns(button: str) -> bool:
    """Whether a button is one of the quiz's."""
    return button.startswith(f"{PREFIX}/")


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Take a click on a quiz button while no question is open."""
    course = course_of(tracker)
    if button in BEGIN:
        return begun(FORM, SLOT, course.state, BEGIN[button])
    return (course.voice.review() if button == REVIEW else course.voice.too_late()), []


def after_result(course: Course, reading: Optional[Reading]) -> Optional[Tuple[List[Message], Course]]:
    """The score, a reason, or the result with a changed answer, and the quiz as it then is; None for other wishes."""
    changed = course.changed(reading)
    if changed:
        course = Course(quiz(), changed)
        return course.voice.result(), course
    said = course.afterwards(reading)
    return (said, course) if said else None


def afterwards(tracker: Tracker, state: dialogue.State, text: str) -> Optional[Tuple[List[Message], Events]]:
    """Answer what is said of a quiz whose result was just shown: "why was 3 wrong", "change 2 to c", "again"."""
    if not any(owns(button) for button, _ in state.offered):
        return None
    course, reading = course_of(tracker), quiz_reading.read_afterwards(text)
    if not reading:
        return None
    done = after_result(course, reading)
    if done:
        return done[0], [SlotSet(SLOT, done[1].state.as_dict())] if done[1] is not course else []
    played = any(owns(button) and button != START for button, _ in state.offered)  # else the quiz is but offered
    again = {"restart": AGAIN if played else None, "continue": CONTINUE}.get(reading.kind)
    if reading.kind == "repeat" and plain(text) in ("again", "once more", "one more time"):
        again = AGAIN
    return open_button(tracker, again) if again else None


class ActionScoreQuiz(SafeAction):
    """Count the score when the quiz ends, from the answers alone, and offer what comes next."""

    def name(self) -> str:
        return "action_score_quiz"

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        course = course_of(tracker)
        if course.state.then == PAUSED:
            return [], []
        messages = course.voice.result()
        return messages, slots_of(dialogue.offering(state_of(tracker), messages))


class ActionReviewQuiz(SafeAction):
    """Show every answer beside the key."""

    def name(self) -> str:
        return "action_review_quiz"

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        course, reading = course_of(tracker), quiz_reading.read_afterwards(text_of(tracker))
        messages = course.afterwards(reading) or course.voice.review()  # "what was my score" sounds like it
        return messages, slots_of(dialogue.offering(state_of(tracker), messages))
