"""Rasa actions that answer from the article's content."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.base import IlioAction, intent_of, selected_topic, topic_ranking
from bot.core import dialogue
from bot.core.content import Content

# intents without a topic of their own, and what answers them until their issue brings more
_STANDS_FOR = {"start_quiz": "coming/quiz", "check_symptoms": "coming/check"}


class ActionAnswer(IlioAction):
    """Answer the topic asked for, or open what a button stands for."""

    def name(self) -> str:
        return "action_answer"

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        intent = intent_of(tracker)
        if intent == "show":
            topic = str(next(tracker.get_latest_entity_values("opens"), ""))
        elif intent in _STANDS_FOR:
            topic = _STANDS_FOR[intent]
        else:
            topic = selected_topic(tracker) or intent
        return dialogue.open_topic(content, state, topic)


class ActionFollowUp(IlioAction):
    """Say more, again, more simply, or where it comes from."""

    def name(self) -> str:
        return "action_follow_up"

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        return dialogue.follow_up(content, state, intent_of(tracker))


class ActionChoose(IlioAction):
    """Open the offered button that is meant by "the second one" or "yes"."""

    def name(self) -> str:
        return "action_choose"

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        return dialogue.choose(content, state, tracker.latest_message.get("text") or "")


class ActionDecline(IlioAction):
    """Take a "no thanks"."""

    def name(self) -> str:
        return "action_decline"

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        return dialogue.decline(content, state)


class ActionRestart(IlioAction):
    """Begin again; stands in for Rasa's action of this name, which says nothing."""

    def name(self) -> str:
        return "action_restart"

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        return dialogue.restart(content)


class ActionNotUnderstood(IlioAction):
    """Offer the nearest topics, then the menu."""

    def name(self) -> str:
        return "action_not_understood"

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        return dialogue.not_understood(content, state, topic_ranking(tracker))
