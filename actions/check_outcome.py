"""What answers in the symptom check come to: the next question, advice, or the result, also when changed later."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Set

from rasa_sdk import Tracker

from actions import summary
from actions.base import state_of, text_of, triage_turn_of
from actions.check import course_of, findings_of
from actions.loop import LoopTurn
from bot.core import check, check_reading, triage, triage_reasons, triage_state, triage_wording
from bot.core.messages import Message
from bot.core.phone import with_calls
from bot.core.triage_content import catalogue
from bot.core.triage_voice import Voice


def weighed(tracker: Tracker, turn: check.Turn) -> LoopTurn:
    """A turn of the check with what it means: it ends with the advice at the first emergency, or with the result."""
    book, noticed, before = catalogue(), triage_turn_of(tracker), course_of(tracker)
    after = triage.add(book, noticed.after, turn.raises, turn.facts, turn.vague, bool(turn.state.who))
    course = check.Course(check.check(), turn.state)
    new = triage.news(noticed.before, after)
    if {each.flag for each in new if each.own} - course.means():
        course = course.telling(text_of(tracker))
    if not triage.can_wait(book, triage.news(noticed.after, after)):
        paused = course.pause([])
        advice = with_calls(book, after, Voice(book, after).advice(new))
        return LoopTurn(advice, paused.state.as_dict(), True, after)
    gone = before.means() - course.means() if before.state.round == course.state.round else set()
    doubted = gone & {*triage_reasons.needed(book, after), *(each.flag for each in after.raised)}
    after = triage.without(book, after, gone - doubted)  # nothing that stands is due to it
    if doubted and (turn.noted or not turn.over):  # an answer was changed that something urgent is due to
        after = replace(after, asked=" ".join(sorted(doubted)))
        kept = course.keeping(before.state, doubted)  # till that is answered, what was said first stands
        noted = [Message(turn.noted)] if turn.noted else turn.messages[:-1]
        said = [*(noted if kept.state == course.state else ()), *Voice(book, after).sure(after.asked)]
        return LoopTurn(said, kept.state.as_dict(), turn.over, after)
    messages = turn.messages
    if not turn.over:
        first = Voice(book, after).in_check(new, noticed.before.level)
        if first and new[0].doubtful:
            return LoopTurn(first, course.state.as_dict(), noticed=replace(after, asked=new[0].flag))
        messages = [*first, *messages]
    elif course.state.at is None and not messages:
        messages = _result(tracker, course, after, turn.noted)
    elif course.state.stopped and after.raised:  # half-way, what was told counts all the same
        messages = [*with_calls(book, after, [Voice(book, after).result(course.lead())]), *messages]
    return LoopTurn(messages, course.state.as_dict(), turn.over, after)


def _result(tracker: Tracker, course: check.Course, after: triage_state.State, noted: str) -> List[Message]:
    """How soon to be seen, the summary, and what would make it more urgent."""
    book = catalogue()
    if course.is_empty() and after.top is None:  # nothing was told, so nothing can be said
        return course.closing("unknown")
    besides = course.besides(triage_reasons.needed(book, after), after.top is None)
    [result] = with_calls(book, after, [Voice(book, after).result(course.lead(), besides)])
    text = f"{noted}\n{result.text}" if noted else result.text
    return [replace(result, text=text), summary.made(tracker, course, after), *course.closing(after.level)]


def afterwards(tracker: Tracker, text: str) -> Optional[LoopTurn]:
    """Show the summary again, or take a change of an answer just after the result; None for anything else.

    Args:
        tracker: the conversation.
        text: what was typed.
    """
    course = course_of(tracker)
    if course.state.answers and check_reading.wish(text) == "summary":
        noticed = triage_turn_of(tracker).after
        said = summary.made(tracker, course, noticed)
        return LoopTurn([replace(said, buttons=course.closing(noticed.level)[-1].buttons)], course.state.as_dict())
    if not check.just_ended(course.state, state_of(tracker).offered):
        return None
    if check_reading.wish(text) == "back":
        return LoopTurn(course.ended(), course.state.as_dict())
    turn = course.hear_afterwards(text, findings_of(tracker))
    return weighed(tracker, turn) if turn else None


def noted(tracker: Tracker) -> check.Course:
    """The check with what a message tells of a warning sign, where the advice on that is said instead of a question."""
    course, text = course_of(tracker), text_of(tracker)
    turn = (course.hear if course.state.at else course.hear_afterwards)(text, findings_of(tracker))
    if turn and turn.state.answers != course.state.answers:
        return check.Course(course.check, turn.state)
    return course.telling(text)


def mended(tracker: Tracker, gone: Set[str]) -> check.Course:
    """The check without what was taken back besides, so that its summary does not say it still."""
    course = course_of(tracker)
    return course.taking_back(gone, triage_wording.names(catalogue(), gone)) if gone else course
