"""The guided routine as a Rasa form; what hurts in it goes to triage, which says how soon to be seen."""

from __future__ import annotations

from typing import List, Optional

from rasa_sdk import Tracker

from actions.base import gate, intent_of, standing, text_of, triage_turn_of
from actions.loop import LoopAction, LoopTurn
from actions.responses import respond
from actions.routine import SLOT, course_of, owns, told_now
from bot.core import triage, triage_moves
from bot.core.loop import PAUSED
from bot.core.messages import Message
from bot.core.phone import with_calls
from bot.core.routine_steps import Turn
from bot.core.routine_voice import PREFIX
from bot.core.triage_content import catalogue
from bot.core.triage_state import holds_back

_ELSEWHERE = {"start_quiz": "quiz", "check_symptoms": "check"}  # wishes for another form, and its button


class ValidateRoutineForm(LoopAction):
    """Every message while a step of the routine is open."""

    slot = SLOT
    question = "routine_answer"
    respond = staticmethod(respond)

    def name(self) -> str:
        return "validate_routine_form"

    def begin(self, tracker: Tracker) -> LoopTurn:
        course, stands = course_of(tracker), standing(tracker)
        if holds_back(stands, PREFIX):
            return LoopTurn(gate(stands), course.broken_off().as_dict(), over=True)
        then = course.state.then if course.state.then != PAUSED else ""
        text = "" if then else text_of(tracker)
        return self._taken(tracker, course.begin(then or "go on", text, told_now(tracker, ever=True)))

    def click(self, tracker: Tracker, button: str) -> Optional[LoopTurn]:
        return self._taken(tracker, course_of(tracker).click(button)) if owns(button) else None

    def hear(self, tracker: Tracker, text: str) -> Optional[LoopTurn]:
        course = course_of(tracker)
        turn = course.hear(text, told_now(tracker))
        if turn is None and intent_of(tracker) == "start_routine":
            turn = course.begin("go on", text)
        elsewhere = _ELSEWHERE.get(intent_of(tracker))
        if turn is None and elsewhere:
            turn = course.pause([Message(course.say["leave"], (course.voice.to_another(elsewhere),))])
        return self._taken(tracker, turn) if turn else None

    def unclear(self, tracker: Tracker) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).unclear())

    def come_back(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).after_digression(messages))

    def pause(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).pause(messages))

    def _taken(self, tracker: Tracker, turn: Turn) -> LoopTurn:
        """A turn of the routine; where something hurt that is a warning sign, with the advice on it instead."""
        if not (turn.raises or turn.facts):
            return LoopTurn(turn.messages, turn.state.as_dict(), turn.over)
        book, noticed = catalogue(), triage_turn_of(tracker)
        after = triage.add(book, noticed.after, turn.raises, turn.facts)
        new = triage.news(noticed.before, after)
        if not new:
            return LoopTurn(turn.messages, turn.state.as_dict(), turn.over, after)
        messages, after = triage_moves.answer(book, after, triage_moves.Move("advice", raised=tuple(new)))
        return LoopTurn(with_calls(book, after, messages), turn.state.as_dict(), turn.over, after)
