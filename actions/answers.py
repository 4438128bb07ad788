"""Rasa actions that answer from the article's content."""

from __future__ import annotations

import abc
from typing import Callable, Dict, List, Optional, Tuple

from rasa_sdk import Tracker

from actions import quiz
from actions.base import (
    Events,
    SafeAction,
    intent_of,
    opened_by,
    selected_topic,
    slots_of,
    state_of,
    text_of,
    topic_ranking,
)
from bot.core import dialogue
from bot.core.content import Content
from bot.core.content import content as load_content
from bot.core.messages import Message

_LIKELY = 0.08  # of a topic beside the wish that was understood; "yeah go for it" stays below
_MORE_THAN_A_WISH = 4  # words; "say that again please" is just that
# intents without a topic of their own, and what answers them until there is more
_STANDS_FOR = {"check_symptoms": "coming/check"}


def _answer(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    intent = intent_of(tracker)
    return dialogue.open_topic(content, state, _STANDS_FOR.get(intent) or selected_topic(tracker) or intent)


def _follow_up(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    return dialogue.follow_up(content, state, intent_of(tracker))


def _choose(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    return dialogue.nothing_chosen(content, state)


def _decline(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    return dialogue.decline(content, state)


def _not_understood(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    return dialogue.not_understood(content, state, [topic for topic, _ in topic_ranking(tracker)])


_BY_INTENT: Dict[str, Callable[[Content, dialogue.State, Tracker], dialogue.Reply]] = {
    **dict.fromkeys(("more", "source", "repeat", "simpler"), _follow_up),
    **dict.fromkeys(("choose", "affirm"), _choose),
    "deny": _decline,
    "nlu_fallback": _not_understood,
}
# intents that say what to do with the talk and nothing of a body
_WISHES = {
    *(set(_BY_INTENT) - {"nlu_fallback"}),
    "start_over",
    "start_quiz",
    "continue_quiz",
    "retry_missed",
    "review_quiz",
    "check_symptoms",
}


def button_of(tracker: Tracker, state: dialogue.State) -> Optional[str]:
    """The button that is meant: clicked, or typed as its title, its number or its place."""
    intent, text = intent_of(tracker), text_of(tracker)
    if intent == "show":
        return opened_by(tracker)
    button = dialogue.picked(state, text) or load_content().titled(text) or _reported_besides(tracker)
    button = button or dialogue.yes_or_no(load_content(), state, intent)
    if button or _BY_INTENT.get(intent) is not _choose:
        return button
    return dialogue.chosen(state, text)


def _reported_besides(tracker: Tracker) -> Optional[str]:
    """A symptom told along with a wish: "say that again, my legs went numb" is about the legs."""
    topic, chance = next(iter(topic_ranking(tracker)), ("", 0.0))
    is_wish = intent_of(tracker) in _WISHES and len(text_of(tracker).split()) >= _MORE_THAN_A_WISH
    return topic if is_wish and dialogue.is_report(topic) and chance >= _LIKELY else None


def respond(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """What to say to the latest message, whatever it asks; the way a form answers what is not for the form."""
    button = opened_by(tracker) or _reported_besides(tracker)
    if button:
        return dialogue.open_topic(content, state, button)
    return _BY_INTENT.get(intent_of(tracker), _answer)(content, state, tracker)


class IlioAction(SafeAction, abc.ABC):
    """An action that opens the button that is meant, else has something of its own to say."""

    @abc.abstractmethod
    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        """What to say, and the state after it."""

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        content, state = load_content(), state_of(tracker)
        taken = None if opened_by(tracker) else quiz.afterwards(tracker, state, text_of(tracker))
        button = None if taken else button_of(tracker, state)
        if button and quiz.owns(button):
            taken = quiz.open_button(tracker, button)
        if taken:
            messages, events = taken
            return messages, [*slots_of(dialogue.offering(state, messages)), *events]
        messages, after = dialogue.open_topic(content, state, button) if button else self.reply(content, state, tracker)
        return messages, slots_of(after)


class ActionAnswer(IlioAction):
    """Answer the topic asked for, or open what a button stands for."""

    def name(self) -> str:
        return "action_answer"

    reply = staticmethod(_answer)


class ActionFollowUp(IlioAction):
    """Say more, again, more simply, or where it comes from."""

    def name(self) -> str:
        return "action_follow_up"

    reply = staticmethod(_follow_up)


class ActionChoose(IlioAction):
    """Open the offered button that is meant by "the second one" or "yes"."""

    def name(self) -> str:
        return "action_choose"

    reply = staticmethod(_choose)


class ActionDecline(IlioAction):
    """Take a "no thanks"."""

    def name(self) -> str:
        return "action_decline"

    reply = staticmethod(_decline)


class ActionNotUnderstood(IlioAction):
    """Offer the nearest topics, then the menu."""

    def name(self) -> str:
        return "action_not_understood"

    reply = staticmethod(_not_understood)


class ActionRestart(IlioAction):
    """Begin again; stands in for Rasa's action of this name, which says nothing."""

    def name(self) -> str:
        return "action_restart"

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        return dialogue.restart(content)
