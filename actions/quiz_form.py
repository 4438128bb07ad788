"""The quiz as a Rasa form."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional

from rasa_sdk import Tracker

from actions import check
from actions.base import intent_of, text_of
from actions.loop import LoopAction, LoopTurn
from actions.quiz import BEGIN, SLOT, after_result, course_of, owns
from actions.responses import respond
from bot.core.loop import PAUSED, Turn
from bot.core.messages import Message
from bot.core.quiz_reading import read_afterwards
from bot.core.quiz_state import State
from bot.core.quiz_voice import CONTINUE


def _taken(turn: Turn[State]) -> LoopTurn:
    return LoopTurn(turn.messages, turn.state.as_dict(), turn.over)


class ValidateQuizForm(LoopAction):
    """Every message while a quiz question is open."""

    slot = SLOT
    question = "quiz_answer"
    respond = staticmethod(respond)

    def name(self) -> str:
        return "validate_quiz_form"

    def begin(self, tracker: Tracker) -> LoopTurn:
        course = course_of(tracker)
        then = course.state.then if course.state.then != PAUSED else ""
        reading = None if then else read_afterwards(text_of(tracker))
        if reading and reading.kind == "stop" and course.state.at:
            return _taken(course.hear("stop") or course.unclear())
        done = after_result(course, reading)
        if done:  # "why was 3 wrong?" sounds like taking the missed ones again, "change 3 to b" like going on
            return LoopTurn(done[0], replace(done[1].state, then=PAUSED).as_dict(), over=True)
        wish = then or BEGIN.get(intent_of(tracker), "go on")
        left = check.course_of(tracker)
        if wish == "continue" and not course.state.at and left.state.at:
            messages = course.voice.too_late(left.voice.button("continue"))
            return LoopTurn(messages, replace(course.state, then=PAUSED).as_dict(), over=True)
        return _taken(course.begin(wish))

    def click(self, tracker: Tracker, button: str) -> Optional[LoopTurn]:
        return _taken(course_of(tracker).click(button)) if owns(button) else None

    def hear(self, tracker: Tracker, text: str) -> Optional[LoopTurn]:
        course, intent = course_of(tracker), intent_of(tracker)
        if intent in ("start_quiz", "continue_quiz", "retry_missed"):
            return _taken(course.hear(text) or course.click(CONTINUE))
        if intent == "review_quiz" and course.reads_as(text) != "change":
            return _taken(course.after_digression(course.voice.review()))
        if intent == "check_symptoms":
            begin = check.course_of(tracker).voice.button("start")
            return _taken(course.pause([Message(course.say["to_check"], (begin,))]))
        turn = course.hear(text)
        return _taken(turn) if turn else None

    def unclear(self, tracker: Tracker) -> LoopTurn:
        return _taken(course_of(tracker).unclear())

    def come_back(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return _taken(course_of(tracker).after_digression(messages))

    def pause(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return _taken(course_of(tracker).pause(messages))
