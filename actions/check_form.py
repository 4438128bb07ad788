"""The symptom check as a Rasa form; what it finds goes to triage, which says how soon to be seen."""

from __future__ import annotations

from typing import List, Optional

from rasa_sdk import Tracker

from actions.answers import respond
from actions.base import intent_of, triage_turn_of
from actions.check import BEGIN, SLOT, course_of, owns
from actions.loop import LoopAction, LoopTurn
from bot.core import check, triage
from bot.core.catalogue import catalogue
from bot.core.messages import Message
from bot.core.phone import with_calls
from bot.core.screening import PRESENT, Finding
from bot.core.triage_turn import SLOT as TRIAGE

# understood as these, a message that no option knows is a wish, not what was tried
_WISHES = {
    "chitchat",
    "connection",
    "causes",
    "red_flags",
    "more",
    "source",
    "repeat",
    "simpler",
    "start_over",
    "start_quiz",
}


class ValidateCheckForm(LoopAction):
    """Every message while a question of the check is open."""

    slot = SLOT
    question = "check_answer"
    respond = staticmethod(respond)

    def name(self) -> str:
        return "validate_check_form"

    def begin(self, tracker: Tracker) -> LoopTurn:
        course = course_of(tracker)
        then = course.state.then if course.state.then != check.PAUSED else ""
        return self._taken(tracker, course.begin(then or BEGIN.get(intent_of(tracker), "go on")))

    def click(self, tracker: Tracker, button: str) -> Optional[LoopTurn]:
        return self._taken(tracker, course_of(tracker).click(button)) if owns(button) else None

    def hear(self, tracker: Tracker, text: str) -> Optional[LoopTurn]:
        reading = triage.Reading.from_dict(tracker.latest_message.get(TRIAGE))
        flags = reading.flags if reading.named or reading.strong else ()  # what only resembles a sign answers nothing
        found = [Finding(each, PRESENT, reading.other) for each in (*flags, *reading.facts)]
        found += [Finding(each, "negated", reading.other) for each in reading.denied if each not in flags]
        turn = course_of(tracker).hear(text, found, intent_of(tracker) not in _WISHES)
        if turn is None and intent_of(tracker) == "check_symptoms":
            turn = course_of(tracker).after_digression([])
        return self._taken(tracker, turn) if turn else None

    def unclear(self, tracker: Tracker) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).unclear())

    def come_back(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).after_digression(messages))

    def _taken(self, tracker: Tracker, turn: check.Turn) -> LoopTurn:
        """End with the advice at the first emergency, and with the result after the last question."""
        book, before = catalogue(), triage_turn_of(tracker).after
        after = triage.add(book, before, turn.raises, turn.facts, turn.vague)
        course = check.Course(check.check(), turn.state)
        new = triage.news(before, after)
        if not triage.can_wait(book, new):
            paused = course.pause([])
            advice = with_calls(book, after, triage.Voice(book, after).advice(new))
            return LoopTurn(advice, paused.state.as_dict(), True, after)
        messages = turn.messages
        if turn.over and turn.state.at is None and not messages:
            messages = [
                *with_calls(book, after, [triage.Voice(book, after).result()]),
                course.summary(),
                *course.closing(after.level),
            ]
        elif turn.over and turn.state.stopped and after.raised:  # half-way, what was told counts all the same
            messages = [*with_calls(book, after, [triage.Voice(book, after).result()]), *messages]
        return LoopTurn(messages, turn.state.as_dict(), turn.over, after)
