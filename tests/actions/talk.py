"""A person's talk through actions, with hand-made trackers: the slots and the form of a turn are there in the next."""

import asyncio

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

SLOTS = (
    *("topic", "depth", "offered", "misses", "introduced", "also", "told"),
    *("diary", "check", "quiz", "routine", "triage", "requested_slot"),
)


class Talk:
    """What is said in one talk.

    Args:
        slots: what is known already.
        form: the form that runs, if any.
    """

    def __init__(self, form=None, **slots):
        self.slots, self.form, self.events, self.followed = {**dict.fromkeys(SLOTS), **slots}, form, [], None
        self.turns = 0

    def say(self, action, text="", intent="nlu_fallback", topic=None, opens="", reading=None, chance=0.9, **message):
        """Have an action take a message; gives the texts it answers.

        Args:
            action: the action.
            text, intent, topic: the message, what it was understood as.
            opens: the button that is clicked instead.
            reading: what the screen for warning signs read.
            chance: how sure the topic is.
            message: further parts of the message.
        """
        self.turns += 1
        ranking = [{"intent_response_key": topic, "confidence": chance}] if topic else []
        latest = {
            "text": text,
            "message_id": str(self.turns),
            "intent": {"name": "show" if opens else intent, "confidence": chance},
            "entities": [{"entity": "opens", "value": opens}] if opens else [],
            "response_selector": {"default": {"response": {"intent_response_key": topic}, "ranking": ranking}},
            "metadata": {"day": "2026-11-23"},
            "triage": reading.as_dict() if reading else None,
            **message,
        }
        loop = {"name": self.form} if self.form else {}
        tracker = Tracker("someone", dict(self.slots), latest, list(self.events), False, None, loop, "action_listen")
        dispatcher = CollectingDispatcher()
        events = asyncio.run(action.run(dispatcher, tracker, {}))
        self.slots.update({event["name"]: event["value"] for event in events if event["event"] == "slot"})
        self.followed = next((event["name"] for event in events if event["event"] == "followup"), None)
        self.messages = dispatcher.messages
        return "\n".join(each["text"] for each in self.messages)

    def click(self, action, button):
        """Have an action take a click."""
        return self.say(action, opens=button)

    @property
    def offered(self):
        """Ids of the buttons under the last message."""
        return [each["payload"].split('"')[3] for each in self.messages[-1].get("buttons") or ()]
