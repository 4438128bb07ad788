"""Forms that can be interrupted: one way to leave for something else and to come back, for every form.

Rasa runs `validate_<form>` with each message while the form is active. Here that action takes the message as a move in
the form; if it is none, answers it as it would be answered anywhere, and then asks the open question again. So no
rule is needed for any pair of form and intent. A warning sign never comes here: `bot.policies.safety` answers it
first and pauses the form. Words of an emergency in another language pause it too; what else is said in one is no move,
however much it looks like one: "no" may begin "no puedo orinar".
"""

from __future__ import annotations

import abc
from dataclasses import dataclass, replace
from typing import Any, Callable, List, Optional, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import asides, routine
from actions.base import (
    NO_ADVICE,
    Events,
    SafeAction,
    found_of,
    gate,
    heard_of,
    intent_of,
    opened_by,
    selected_topic,
    slots_of,
    standing,
    state_of,
    text_of,
    topic_ranking,
)
from bot.core import dialogue, triage_state, triage_turn
from bot.core.content import Content, content
from bot.core.content_topics import OTHER_LANGUAGE, OUTSIDE, TALK
from bot.core.messages import Message
from bot.core.questions import asks
from bot.core.routine_voice import PREFIX, START

# understood as these, a message says nothing by itself: in a form it is an unclear answer
_SAYS_NOTHING = {"nlu_fallback", "affirm", "deny", "choose", *NO_ADVICE} - {"is_it_bad", "what_to_say"}
_CLEAR, _FEW = 0.5, 3  # a few words less surely small talk than this are taken for an unclear answer
_BUBBLES = 2  # of an answer in between; the open question follows as one more

Respond = Callable[[Content, dialogue.State, Tracker], dialogue.Reply]


def _says_nothing(tracker: Tracker, text: str) -> bool:
    """Whether a message that is no move is an unclear answer rather than something of its own."""
    intent, (_, chance) = intent_of(tracker), next(iter(topic_ranking(tracker)), ("", 0.0))
    if (found_of(tracker) or {}).get("topic") and asks(text):
        return False
    small = intent in (TALK, OUTSIDE) and chance < _CLEAR and len(text.split()) <= _FEW
    return intent in _SAYS_NOTHING or small


@dataclass(frozen=True)
class LoopTurn:
    """What a form makes of a message.

    Args:
        messages: what to say.
        state: the form's new state, for its slot.
        over: whether the form ends.
        noticed: what stands of warning signs, where the form itself noticed some.
    """

    messages: List[Message]
    state: Any
    over: bool = False
    noticed: Optional[triage_state.State] = None


class LoopAction(SafeAction, abc.ABC):
    """The `validate_<form>` action of a form that can be interrupted."""

    slot: str  # holds the form's state
    question: str  # the form's one required slot; it is never filled, the form ends itself
    respond: Respond  # answers what is not for the form

    @abc.abstractmethod
    def begin(self, tracker: Tracker) -> LoopTurn:
        """The form has just been started."""

    @abc.abstractmethod
    def click(self, tracker: Tracker, button: str) -> Optional[LoopTurn]:
        """A click; None if the button is not the form's own."""

    @abc.abstractmethod
    def hear(self, tracker: Tracker, text: str) -> Optional[LoopTurn]:
        """A typed message; None if it is no move in the form."""

    @abc.abstractmethod
    def unclear(self, tracker: Tracker) -> LoopTurn:
        """A message that is neither a move nor anything else."""

    @abc.abstractmethod
    def come_back(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        """Ask the open question again after something else was answered."""

    @abc.abstractmethod
    def pause(self, tracker: Tracker, messages: List[Message]) -> LoopTurn:
        """Leave the form for something else, and keep the place."""

    def _to_the_routine(self, tracker: Tracker, button: str) -> Optional[LoopTurn]:
        """Offer the guided routine to whoever wishes for it, and keep the place here; None for other wishes."""
        if button != START and (button or intent_of(tracker) != "start_routine"):
            return None
        stands = standing(tracker)
        if triage_state.holds_back(stands, PREFIX):
            return self.come_back(tracker, dialogue.without_choices(content(), gate(stands)))
        return self.pause(tracker, [routine.course_of(tracker).offer()])

    def _besides(self, tracker: Tracker, talk: dialogue.State, button: str) -> Tuple[Optional[LoopTurn], Events]:
        """Do what can be asked for at any time, such as noting the pain, and come back; with advice, leave the form."""
        if button:
            done = asides.open_button(tracker, button) if asides.owns(button) else None
        else:
            done = asides.typed(tracker, talk)
        if done is None:
            return None, []
        messages, events = done
        if any(each.get("name") == triage_turn.SLOT for each in events):
            return self.pause(tracker, messages), events
        return self.come_back(tracker, dialogue.without_choices(content(), messages)[:_BUBBLES]), events

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        talk = state_of(tracker)
        besides: Events = []
        if tracker.get_slot("requested_slot") is None:
            done = self.begin(tracker)
        else:
            button, text, heard = opened_by(tracker), text_of(tracker), heard_of(tracker)
            taken = None
            if not heard.sure:
                taken = self.click(tracker, button) if button else self.hear(tracker, text)
            if taken is None and self.slot != routine.SLOT:
                taken = self._to_the_routine(tracker, button)
            if taken is None and not heard.sure:
                taken, besides = self._besides(tracker, talk, button)
            if taken is None and _says_nothing(tracker, text):
                taken = self.unclear(tracker)
            if taken is None:
                # whether Ilio has said what it is can wait for a message of its own
                messages, after = self.respond(content(), replace(talk, introduced=True), tracker)
                talk = replace(after, introduced=talk.introduced)
                foreign = selected_topic(tracker) == OTHER_LANGUAGE
                if foreign and heard.urgent:
                    taken = self.pause(tracker, messages[:_BUBBLES])
                else:
                    taken = self.come_back(tracker, dialogue.without_choices(content(), messages)[:_BUBBLES])
            done = taken
        if done.messages:
            talk = dialogue.offering(talk, done.messages)
        if done.over and done.noticed and done.noticed.raised:
            talk = replace(talk, topic=None)  # what was said last is how soon to be seen
        ask = SlotSet("requested_slot", None if done.over else self.question)
        events = [*slots_of(talk), SlotSet(self.slot, done.state), ask, *besides]
        if done.noticed:
            events.append(SlotSet(triage_turn.SLOT, done.noticed.as_dict()))
        return done.messages, events
