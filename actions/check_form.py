"""The symptom check as a Rasa form; what it finds goes to triage, which says how soon to be seen."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional

from rasa_sdk import Tracker

from actions.answers import respond
from actions.base import intent_of, text_of, triage_turn_of
from actions.check import BEGIN, SLOT, course_of, owns
from actions.loop import LoopAction, LoopTurn
from bot.core import check, triage
from bot.core.catalogue import catalogue, rank
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
# what triage makes of a message in the check: an answer to its own question, or to what is said about a sign
_TO_A_SIGN, _SAID_BACK = ("sign", "no_sign"), ("reply", "sure", "number")


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
        if owns(button):
            return self._taken(tracker, course_of(tracker).click(button))
        return self._aside(tracker)

    def hear(self, tracker: Tracker, text: str) -> Optional[LoopTurn]:
        noticed, course = triage_turn_of(tracker), course_of(tracker)
        aside = noticed.aside.kind if noticed.aside else ""
        reply = catalogue().replies[noticed.aside.about] if noticed.aside and aside == "reply" else None
        if aside in _TO_A_SIGN or (reply and reply.no_answer):
            return self._aside(tracker)
        said_back = aside in _SAID_BACK and not (reply and reply.in_hand)  # who was asked for help is an answer
        reading = triage.Reading.from_dict(tracker.latest_message.get(TRIAGE))
        flags = reading.flags if reading.named or reading.strong else ()  # what only resembles a sign answers nothing
        found = [Finding(each, PRESENT, reading.other) for each in (*flags, *reading.facts)]
        found += [Finding(each, "negated", reading.other) for each in reading.denied if each not in flags]
        turn = course.hear(text, found, intent_of(tracker) not in _WISHES and not said_back)
        new = triage.news(noticed.before, noticed.after)
        if turn is None and (new or intent_of(tracker) == "check_symptoms"):
            can_wait = new and rank(new[0].level) < rank(triage.SAME_DAY)
            turn = course.after_digression([Message(course.say["taken_in"])] if can_wait else [])
        return self._taken(tracker, turn) if turn else self._aside(tracker)

    def _aside(self, tracker: Tracker) -> Optional[LoopTurn]:
        """Answer what is said of a warning sign, then ask on; None where triage has nothing to say."""
        noticed, course = triage_turn_of(tracker), course_of(tracker)
        if noticed.aside is None or noticed.aside.kind not in (*_TO_A_SIGN, *_SAID_BACK):
            return None
        messages, after = triage.answer(catalogue(), noticed.after, noticed.aside, in_form=True)
        if not after.asked:
            messages = course.after_digression(messages).messages
        return LoopTurn(messages, course.state.as_dict(), noticed=after)

    def unclear(self, tracker: Tracker) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).unclear())

    def come_back(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).after_digression(messages))

    def pause(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        return self._taken(tracker, course_of(tracker).pause(messages))

    def _taken(self, tracker: Tracker, turn: check.Turn) -> LoopTurn:
        """End with the advice at the first emergency, and with the result after the last question."""
        book, noticed = catalogue(), triage_turn_of(tracker)
        after = triage.add(book, noticed.after, turn.raises, turn.facts, turn.vague)
        course = check.Course(check.check(), turn.state)
        new = triage.news(noticed.before, after)
        if {each.flag for each in new} - course.means():
            course = course.telling(text_of(tracker))
        if not triage.can_wait(book, triage.news(noticed.after, after)):
            paused = course.pause([])
            advice = with_calls(book, after, triage.Voice(book, after).advice(new))
            return LoopTurn(advice, paused.state.as_dict(), True, after)
        before = course_of(tracker)
        gone = before.means() - course.means() if before.state.round == course.state.round else set()
        doubted = gone & {*triage.needed(book, after), *(each.flag for each in after.raised)}
        after = triage.without(book, after, gone - doubted)  # nothing that stands is due to it
        messages = turn.messages
        if doubted and not turn.over:  # an answer was changed that something urgent is due to
            after = replace(after, asked=" ".join(sorted(doubted)))
            said = [*messages[:-1], *triage.Voice(book, after).sure(after.asked)]
            return LoopTurn(said, course.state.as_dict(), noticed=after)
        if not turn.over:
            first = triage.Voice(book, after).in_check(new, noticed.before.level)
            if first and new[0].doubtful:
                return LoopTurn(first, course.state.as_dict(), noticed=replace(after, asked=new[0].flag))
            messages = [*first, *messages] if first else messages
        if turn.over and turn.state.at is None and not messages:
            messages = [
                *with_calls(book, after, [triage.Voice(book, after).result()]),
                course.summary(),
                *course.closing(after.level),
            ]
        elif turn.over and turn.state.stopped and after.raised:  # half-way, what was told counts all the same
            messages = [*with_calls(book, after, [triage.Voice(book, after).result()]), *messages]
        return LoopTurn(messages, course.state.as_dict(), turn.over, after)
