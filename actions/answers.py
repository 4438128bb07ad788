"""Rasa actions that answer from the article's content."""

from __future__ import annotations

import abc
from dataclasses import replace
from typing import List, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import asides, check, check_outcome, diary, quiz, responses, routine
from actions.base import (
    Events,
    SafeAction,
    heard_of,
    opened_by,
    slots_of,
    state_of,
    text_of,
    triage_turn_of,
)
from actions.resume import resume
from bot.core import dialogue, dialogue_reading
from bot.core.check_reading import wish
from bot.core.check_state import State as CheckState
from bot.core.check_voice import AGAIN, START
from bot.core.content import Content
from bot.core.content import content as load_content
from bot.core.messages import Message
from bot.core.routine_state import State as RoutineState
from bot.core.triage_content import catalogue
from bot.core.triage_levels import SAME_DAY, rank
from bot.core.triage_turn import SLOT as TRIAGE
from bot.core.triage_voice import Voice


class IlioAction(SafeAction, abc.ABC):
    """An action that opens the button that is meant, else has something of its own to say."""

    @abc.abstractmethod
    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        """What to say, and the state after it."""

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        content, state = load_content(), state_of(tracker)
        taken = None
        if not (opened_by(tracker) or heard_of(tracker).sure):
            taken = (
                resume(tracker, state)
                or quiz.afterwards(tracker, state, text_of(tracker))
                or asides.typed(tracker, state)
            )
            if (
                not taken
                and wish(text_of(tracker)) == "restart"
                and any(check.owns(each) and each != START for each, _ in state.offered)
            ):
                taken = check.open_button(tracker, AGAIN)
            done = None if taken else check_outcome.afterwards(tracker, text_of(tracker))
            if done:
                events = [SlotSet(check.SLOT, done.state)]
                taken = done.messages, events + ([SlotSet(TRIAGE, done.noticed.as_dict())] if done.noticed else [])
        text = text_of(tracker)
        named = opened_by(tracker) or dialogue_reading.picked(state, text) or content.titled(text)
        met = None if taken or named else responses.in_context(content, state, tracker)
        button = None if taken or met else responses.button_of(tracker, state)
        for form in (quiz, check, routine, asides):
            if button and form.owns(button) and not content.lacks(button):
                taken = form.open_button(tracker, button)
        if taken:
            messages, events = taken
            return messages, [*slots_of(dialogue.offering(state, messages)), *events]
        if button:
            messages, after = responses.open_topic(content, state, tracker, button)
        else:
            messages, after = met or self.reply(content, state, tracker)
        messages, after = diary.greeting(tracker, messages, after)
        return messages, slots_of(after)


class ActionAnswer(IlioAction):
    """Answer the topic asked for, or open what a button stands for."""

    def name(self) -> str:
        return "action_answer"

    reply = staticmethod(responses.answer)


class ActionFollowUp(IlioAction):
    """Say more, again, more simply, or where it comes from."""

    def name(self) -> str:
        return "action_follow_up"

    reply = staticmethod(responses.follow_up)


class ActionChoose(IlioAction):
    """Open the offered button that is meant by "the second one" or "yes"."""

    def name(self) -> str:
        return "action_choose"

    reply = staticmethod(responses.choose)


class ActionDecline(IlioAction):
    """Take a "no thanks"."""

    def name(self) -> str:
        return "action_decline"

    reply = staticmethod(responses.decline)


class ActionNotUnderstood(IlioAction):
    """Offer the nearest topics, then the menu."""

    def name(self) -> str:
        return "action_not_understood"

    reply = staticmethod(responses.not_understood)


class ActionRestart(IlioAction):
    """Begin again; stands in for Rasa's action of this name, which says nothing."""

    def name(self) -> str:
        return "action_restart"

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        messages, events = super().turn(tracker)
        if check.SLOT not in [each.get("name") for each in events]:
            forgotten = CheckState(round=check.course_of(tracker).state.round)
            events = [*events, SlotSet(check.SLOT, forgotten.as_dict())]
        left = routine.course_of(tracker).state  # what was told of oneself still rules exercises out
        afresh = RoutineState(round=left.round, limits=left.limits)
        return messages, [*events, SlotSet(routine.SLOT, afresh.as_dict()), SlotSet(diary.SLOT, None)]

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        messages, after = dialogue.restart(content)
        noticed = triage_turn_of(tracker).after
        if rank(noticed.level) >= rank(SAME_DAY):  # what was noticed stands
            return [replace(Voice(catalogue(), noticed).remind(), buttons=()), *messages], after
        return messages, after
