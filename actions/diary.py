"""The pain diary: what is told of pain goes into a slot, and with the conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.base import (
    NO_ADVICE,
    Events,
    intent_of,
    text_of,
    today_of,
    triage_turn_of,
)
from actions.check import course_of
from bot.core import ache, answers, dialogue, diary, diary_reading, triage
from bot.core.check_content import check
from bot.core.check_state import just_ended
from bot.core.check_voice import START
from bot.core.content import content
from bot.core.content_topics import REPORTS
from bot.core.diary_content import words
from bot.core.messages import MENU, Message
from bot.core.phone import with_calls
from bot.core.triage_content import catalogue
from bot.core.triage_turn import SLOT as TRIAGE
from bot.core.triage_voice import Voice

SLOT = "diary"
_INTENT = "pain_diary"
# understood as these, a message with a number in it may be for the diary
_VAGUE = ("nlu_fallback", REPORTS, "choose", "affirm", "deny", _INTENT, *NO_ADVICE)


def diary_of(tracker: Tracker) -> diary.Diary:
    """The days known."""
    return diary.Diary.from_dict(tracker.get_slot(SLOT))


def owns(button: str) -> bool:
    """Whether a button is one of the diary's."""
    return button.startswith(f"{diary.PREFIX}/")


def open_button(tracker: Tracker, button: str) -> Tuple[List[Message], Events]:
    """Ask how bad it is, or leave it for now."""
    if button == diary.LATER:
        return answers.with_buttons(content(), [words().later], [diary.SUMMARY, MENU]), []
    return diary_of(tracker).ask(today_of(tracker)), []


def typed(tracker: Tracker, state: dialogue.State) -> Optional[Tuple[List[Message], Events]]:
    """Note what a message tells of pain, or show the diary; None for a message about something else."""
    before, today, intent = diary_of(tracker), today_of(tracker), intent_of(tracker)
    asked = any(button == diary.LATER for button, _ in state.offered)
    told = diary_reading.read(text_of(tracker), today, asked, bool(before.days))
    if told and not (asked or told.dated) and just_ended(course_of(tracker).state, state.offered):
        return None  # it mends an answer of the check
    if told and (asked or intent in _VAGUE):
        if not told.days:
            return [replace(before.ask(today)[-1], text=words().scale)], []
        return _noted(tracker, state, before, told)
    return (before.ask(today), []) if intent == _INTENT else None


def besides(tracker: Tracker, state: dialogue.State) -> Events:
    """What remembers the pain that a message tells while something more urgent is answered."""
    if diary.PREFIX not in content().can:
        return []
    before = diary_of(tracker)
    asked = any(button == diary.LATER for button, _ in state.offered)
    told = diary_reading.read(text_of(tracker), today_of(tracker), asked, bool(before.days))
    return [SlotSet(SLOT, before.noting(told).as_dict())] if told and told.days else []


def _noted(
    tracker: Tracker, state: dialogue.State, before: diary.Diary, told: diary_reading.Told
) -> Tuple[List[Message], Events]:
    """What was told is noted. Pain as bad as the check has seen to is seen to here as well."""
    today, noticed, book = today_of(tracker), triage_turn_of(tracker).after, catalogue()
    after = before.noting(told)
    messages, events = after.noted(told, before, today), [SlotSet(SLOT, after.as_dict())]
    flags = _raises(told.days[today][1]) if today in told.days else ()
    raised = triage.add(book, noticed, flags, ())
    new = triage.news(noticed, raised)
    if new:
        advice = with_calls(book, raised, Voice(book, raised).advice(new))
        noted = replace(advice[-1], text=f"{advice[-1].text}\n{after.what(told, before, today)}")
        return [*advice[:-1], noted], [*events, SlotSet(TRIAGE, raised.as_dict())]
    if {*flags} & {each.flag for each in noticed.raised}:  # told again: what was said of it stands
        return [replace(messages[0], buttons=()), Voice(book, raised).remind()], events
    untold = not (state.told or noticed.facts or noticed.raised or course_of(tracker).state.answers)
    if untold and told.days.get(today, (0, 0))[1]:  # as whenever an ache is told first, ask for warning signs
        ache_topic = content().turns_to.ache
        asks = answers.with_buttons(content(), answers.bubbles(content(), ache_topic)[:1], [START, diary.SUMMARY])
        messages = [*(replace(each, buttons=()) for each in messages), *asks]
        events += [SlotSet("told", [ache.TOLD]), SlotSet("topic", ache_topic)]
    return messages, events


def _raises(pain: float) -> Tuple[str, ...]:
    """The flags that the check takes such a pain for."""
    scale = next((each for each in check().questions if each.kind == "scale"), None)
    options = scale.options if scale else ()
    return tuple(next((each.raises for each in options if each.upto is not None and pain <= each.upto), ()))


def greeting(tracker: Tracker, messages: List[Message], after: dialogue.State) -> dialogue.Reply:
    """A greeting with the question how bad it is now, for whoever comes back on another day; others as they are."""
    asks = diary_of(tracker).ask_again(today_of(tracker)) if after.topic == content().turns_to.greeting else None
    if not asks:
        return messages, after
    messages = [replace(messages[0], buttons=()), asks]
    return messages, dialogue.offering(after, messages)
