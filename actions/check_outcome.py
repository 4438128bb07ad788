"""What answers in the symptom check come to: the next question, advice, or the result, also when changed later."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Set

from rasa_sdk import Tracker

from actions import summary
from actions.base import state_of, text_of, triage_turn_of
from actions.check import course_of, findings_of
from actions.loop import LoopTurn
from bot.core import check_answers, triage, triage_reasons, triage_state, triage_wording
from bot.core.check import Course, Turn
from bot.core.check_reading import wish
from bot.core.check_state import just_ended
from bot.core.messages import Message
from bot.core.phone import with_calls
from bot.core.triage_content import catalogue
from bot.core.triage_voice import Voice


def weighed(tracker: Tracker, turn: Turn) -> LoopTurn:
    """A turn of the check with what it means: it ends with the advice at the first emergency, or with the result."""
    book, noticed, before = catalogue(), triage_turn_of(tracker), course_of(tracker)
    after = triage.add(book, noticed.after, turn.raises, turn.facts, turn.vague, bool(turn.state.who))
    course = Course(before.check, turn.state)
    new = triage.news(noticed.before, after)
    if {each.flag for each in new if each.own} - check_answers.means(course.check, course.state):
        course = Course(course.check, check_answers.telling(course.state, text_of(tracker)))
    if not triage.can_wait(book, triage.news(noticed.after, after)):
        paused = course.pause([])
        advice = with_calls(book, after, Voice(book, after).advice(new))
        return LoopTurn(advice, paused.state.as_dict(), True, after)
    gone = _no_more_meant(before, course)
    doubted = gone & {*triage_reasons.needed(book, after), *(each.flag for each in after.raised)}
    after = triage.without(book, after, gone - doubted)  # nothing that stands is due to it
    if doubted and (turn.noted or not turn.over):  # an answer was changed that something urgent is due to
        after = replace(after, asked=" ".join(sorted(doubted)))
        # till that is answered, what was said first stands
        kept = check_answers.keeping(course.check, course.state, before.state, doubted)
        noted = [Message(turn.noted)] if turn.noted else turn.messages[:-1]
        said = [*(noted if kept == course.state else ()), *Voice(book, after).sure(after.asked)]
        return LoopTurn(said, kept.as_dict(), turn.over, after)
    messages = turn.messages
    if not turn.over:
        first = Voice(book, after).in_check(new, noticed.before.level)
        if first and new[0].doubtful:
            return LoopTurn(first, course.state.as_dict(), noticed=replace(after, asked=new[0].flag))
        messages = [*first, *messages]
    elif course.state.at is None and not messages:
        messages = _result(tracker, course, after, turn.noted)
    elif course.state.stopped and after.raised:  # half-way, what was told counts all the same
        messages = [*with_calls(book, after, [Voice(book, after).result(course.voice.lead())]), *messages]
    return LoopTurn(messages, course.state.as_dict(), turn.over, after)


def _no_more_meant(before: Course, after: Course) -> Set[str]:
    """Flags and facts that answers stood for, and in the same round do no more."""
    if before.state.round != after.state.round:
        return set()
    return check_answers.means(before.check, before.state) - check_answers.means(after.check, after.state)


def _result(tracker: Tracker, course: Course, after: triage_state.State, noted: str) -> List[Message]:
    """How soon to be seen, the summary, and what would make it more urgent."""
    book = catalogue()
    if check_answers.is_empty(course.state) and after.top is None:  # nothing was told, so nothing can be said
        return course.voice.closing("unknown")
    besides = course.voice.besides(triage_reasons.needed(book, after), after.top is None)
    [result] = with_calls(book, after, [Voice(book, after).result(course.voice.lead(), besides)])
    text = f"{noted}\n{result.text}" if noted else result.text
    return [replace(result, text=text), summary.made(tracker, course, after), *course.voice.closing(after.level)]


def afterwards(tracker: Tracker, text: str) -> Optional[LoopTurn]:
    """Show the summary again, or take a change of an answer just after the result; None for anything else.

    Args:
        tracker: the conversation.
        text: what was typed.
    """
    course = course_of(tracker)
    if course.state.answers and wish(text) == "summary":
        noticed = triage_turn_of(tracker).after
        said = summary.made(tracker, course, noticed)
        return LoopTurn(
            [replace(said, buttons=course.voice.closing(noticed.level)[-1].buttons)], course.state.as_dict()
        )
    if not just_ended(course.state, state_of(tracker).offered):
        return None
    if wish(text) == "back":
        return LoopTurn(course.voice.ended(), course.state.as_dict())
    turn = course.hear_afterwards(text, findings_of(tracker))
    return weighed(tracker, turn) if turn else None


def noted(tracker: Tracker) -> Course:
    """The check with what a message tells of a warning sign, where the advice on that is said instead of a question."""
    course, text = course_of(tracker), text_of(tracker)
    turn = (course.hear if course.state.at else course.hear_afterwards)(text, findings_of(tracker))
    if turn and turn.state.answers != course.state.answers:
        return Course(course.check, turn.state)
    return Course(course.check, check_answers.telling(course.state, text))


def mended(tracker: Tracker, gone: Set[str]) -> Course:
    """The check without what was taken back besides, so that its summary does not say it still."""
    course = course_of(tracker)
    names = triage_wording.names(catalogue(), gone)
    return Course(course.check, check_answers.taking_back(course.check, course.state, gone, names)) if gone else course
