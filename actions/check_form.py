"""The symptom check as a Rasa form; what it finds goes to triage, which says how soon to be seen."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional

from rasa_sdk import Tracker

from actions import check_outcome, quiz
from actions.base import intent_of, text_of, triage_turn_of
from actions.check import BEGIN, SLOT, course_of, findings_of, owns
from actions.loop import LoopAction, LoopTurn
from actions.responses import respond
from bot.core import check_reading, person, triage, triage_moves
from bot.core.content import content
from bot.core.content_topics import REPORTS, TALK
from bot.core.loop import PAUSED
from bot.core.messages import Message
from bot.core.triage_content import catalogue
from bot.core.triage_levels import SAME_DAY, rank
from bot.core.triage_state import holds_back

# understood as these, or as what is told of the subject, a message that no option knows is a wish, not what was tried
_WISHES = {
    TALK,
    "more",
    "source",
    "repeat",
    "simpler",
    "start_over",
    "start_quiz",
}
# what triage makes of a message in the check: an answer to its own question, or to what is said about a sign
_TO_A_SIGN, _SAID_BACK = ("sign", "no_sign"), ("reply", "sure", "number")


def _wishes(intent: str) -> bool:
    return intent in _WISHES or content().kind(intent) in ("facts", "help")


class ValidateCheckForm(LoopAction):
    """Every message while a question of the check is open."""

    slot = SLOT
    question = "check_answer"
    respond = staticmethod(respond)

    def name(self) -> str:
        return "validate_check_form"

    def begin(self, tracker: Tracker) -> LoopTurn:
        course = course_of(tracker)
        done = check_outcome.afterwards(tracker, text_of(tracker))
        if done and check_reading.wish(text_of(tracker)) == "summary":  # "the check's summary" sounds like a check
            return replace(done, over=True)
        then = course.state.then if course.state.then != PAUSED else ""
        if not then and course.state.at and check_reading.wish(text_of(tracker)) == "stop":
            return check_outcome.weighed(tracker, course.hear(text_of(tracker)) or course.unclear())
        who = person.told(text_of(tracker), at_first=True)
        return check_outcome.weighed(tracker, course.begin(then or BEGIN.get(intent_of(tracker), "go on"), who))

    def click(self, tracker: Tracker, button: str) -> Optional[LoopTurn]:
        if owns(button):
            return check_outcome.weighed(tracker, course_of(tracker).click(button))
        return self._aside(tracker)

    def hear(self, tracker: Tracker, text: str) -> Optional[LoopTurn]:
        noticed, course = triage_turn_of(tracker), course_of(tracker)
        aside = noticed.aside.kind if noticed.aside else ""
        reply = catalogue().replies[noticed.aside.about] if noticed.aside and aside == "reply" else None
        if aside in _TO_A_SIGN or (reply and reply.no_answer):
            return self._aside(tracker)
        said_back = aside in _SAID_BACK and not (reply and reply.in_hand)  # who was asked for help is an answer
        if intent_of(tracker) == "start_quiz" and not noticed.after.raised:
            begin = quiz.course_of(tracker).voice.button("start")
            return check_outcome.weighed(tracker, course.pause([Message(course.say["to_quiz"], (begin,))]))
        turn = course.hear(text, findings_of(tracker), not _wishes(intent_of(tracker)) and not said_back)
        new = triage.news(noticed.before, noticed.after)
        if turn is None and (new or intent_of(tracker) == "check_symptoms"):
            can_wait = new and rank(new[0].level) < rank(SAME_DAY)
            turn = course.after_digression([Message(course.say["taken_in"])] if can_wait else [])
        if turn is None and intent_of(tracker) == REPORTS and holds_back(noticed.after, REPORTS):
            turn = None if aside in _SAID_BACK else course.unclear()  # more of what is known is no wish for exercises
        return check_outcome.weighed(tracker, turn) if turn else self._aside(tracker)

    def _aside(self, tracker: Tracker) -> Optional[LoopTurn]:
        """Answer what is said of a warning sign, then ask on; None where triage has nothing to say."""
        noticed, course = triage_turn_of(tracker), course_of(tracker)
        if noticed.aside is None or noticed.aside.kind not in (*_TO_A_SIGN, *_SAID_BACK):
            return None
        messages, after = triage_moves.answer(catalogue(), noticed.after, noticed.aside, in_form=True)
        course = check_outcome.mended(tracker, triage_moves.taken_back(noticed.after, noticed.aside))
        if not after.asked:
            messages = course.after_digression(messages).messages
        return LoopTurn(messages, course.state.as_dict(), noticed=after)

    def unclear(self, tracker: Tracker) -> LoopTurn:
        return check_outcome.weighed(tracker, course_of(tracker).unclear())

    def come_back(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return check_outcome.weighed(tracker, course_of(tracker).after_digression(messages))

    def pause(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return check_outcome.weighed(tracker, course_of(tracker).pause(messages))
