"""What all of Ilio's actions share: the tracker in, `bot.core` called, messages and slots out."""

from __future__ import annotations

import abc
import json
import logging
from dataclasses import replace
from datetime import date
from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.core import dialogue, pictures, triage_state, triage_turn
from bot.core.content import content
from bot.core.content_topics import OTHER_LANGUAGE
from bot.core.languages import Heard, said_to
from bot.core.messages import Message, card
from bot.core.person import asks_for_oneself
from bot.core.phone import emergency_number, in_country, with_calls
from bot.core.readability import clean
from bot.core.triage_content import catalogue
from bot.core.triage_levels import EMERGENCY
from bot.core.triage_voice import Voice

logger = logging.getLogger(__name__)

# intents that answer advice: where none was given, they say nothing, or ask in general
NO_ADVICE = (
    *("got_help", "been_seen", "fine_now", "told_fine", "is_it_bad", "cannot_go", "wont_go", "what_to_say"),
    *("mistaken", "country"),
)
Events = List[Dict[str, Any]]


def state_of(tracker: Tracker) -> dialogue.State:
    """The talk so far, from the slots; slots nobody has set yet count as a new talk's."""
    state = dialogue.State(
        topic=tracker.get_slot("topic"),
        depth=tracker.get_slot("depth") or "answer",
        offered=tuple((button_id, title) for button_id, title in tracker.get_slot("offered") or ()),
        misses=int(tracker.get_slot("misses") or 0),
        introduced=bool(tracker.get_slot("introduced")),
        also=tuple(tracker.get_slot("also") or ()),
        told=tuple(map(str, tracker.get_slot("told") or ())),
    )
    return dialogue.known(content(), state)


def slots_of(state: dialogue.State) -> Events:
    """Events that remember a state."""
    return [
        SlotSet("topic", state.topic),
        SlotSet("depth", state.depth),
        SlotSet("offered", [list(each) for each in state.offered]),
        SlotSet("misses", state.misses),
        SlotSet("introduced", state.introduced),
        SlotSet("also", list(state.also)),
        SlotSet("told", list(state.told)),
    ]


def payload(button_id: str) -> str:
    """What a click on a button sends, see `InputGuard`."""
    return "/show" + json.dumps({"opens": button_id})


def utter(dispatcher: CollectingDispatcher, messages: List[Message]) -> None:
    """Hand messages to Rasa."""
    for message in messages:
        buttons = [{"title": button.title, "payload": payload(button.id)} for button in message.buttons]
        # channels that know no cards show the text alone
        shown: Dict[str, Any] = {"card": dict(message.card)} if message.card else {}
        image = pictures.address(message.image)
        if image:
            shown["alt"] = message.alt or content().pictures[str(message.image)]
        dispatcher.utter_message(text=message.text, buttons=buttons or None, image=image, **shown)


def intent_of(tracker: Tracker) -> str:
    """The intent of the latest message."""
    return tracker.latest_message["intent"]["name"]


def selected_topic(tracker: Tracker) -> Optional[str]:
    """The topic the classifier chose for the latest message, `section/topic`."""
    selector = tracker.latest_message.get("response_selector", {}).get("default", {})
    return selector.get("response", {}).get("intent_response_key")


def topic_ranking(tracker: Tracker) -> List[Tuple[str, float]]:
    """Topics for the latest message with their probabilities, most likely first."""
    selector = tracker.latest_message.get("response_selector", {}).get("default", {})
    return [(each["intent_response_key"], each.get("confidence", 0.0)) for each in selector.get("ranking", [])]


def also_of(tracker: Tracker) -> List[str]:
    """Topics the latest message asks for besides the selected one; one that is out of scope comes last."""
    return list(tracker.latest_message.get("also") or ())


def found_of(tracker: Tracker) -> Optional[Dict[str, Any]]:
    """The passage that was looked up for the latest message, see `bot.nlu.passage_lookup`."""
    return tracker.latest_message.get("found")


def opened_by(tracker: Tracker) -> str:
    """What the clicked button stands for; an empty string if the latest message is no click."""
    if intent_of(tracker) != "show":
        return ""
    return str(next(tracker.get_latest_entity_values("opens"), ""))


def text_of(tracker: Tracker) -> str:
    """The latest message, cleaned."""
    return clean(tracker.latest_message.get("text") or "")


def heard_of(tracker: Tracker) -> Heard:
    """What was heard of the latest message's language."""
    return Heard.from_dict(tracker.latest_message.get("language"))


def in_their_language(tracker: Tracker) -> List[Message]:
    """That Ilio understands only English and what to do in an emergency, in the language of the latest message.

    Nothing for English, and for languages not in `bot/content/languages.yml`.
    """
    heard, noticed = heard_of(tracker), triage_turn_of(tracker).after
    if not heard.sure and selected_topic(tracker) != OTHER_LANGUAGE:
        return []
    heard = replace(heard, urgent=heard.urgent or noticed.level == EMERGENCY)
    number = emergency_number(catalogue(), noticed)
    said = said_to(heard, number)
    return [Message(said, card=card("call", numbers=[number]))] if said else []


def today_of(tracker: Tracker) -> date:
    """The person's day, where the channel knows it; the server's otherwise."""
    day = (tracker.latest_message.get("metadata") or {}).get("day")
    return date.fromisoformat(day) if day else date.today()


def triage_turn_of(tracker: Tracker) -> triage_turn.Turn:
    """What triage makes of the latest message."""
    return triage_turn.of(tracker.slots, tracker.latest_message, tracker.active_loop.get("name"))


def standing(tracker: Tracker) -> triage_state.State:
    """What stands against self-care for whom the latest message asks."""
    return triage_state.against(triage_turn_of(tracker).after, asks_for_oneself(text_of(tracker)))


def begun(form: str, slot: str, state: Any, wish: str) -> Tuple[List[Message], Events]:
    """Begin or go on with a form.

    Args:
        form, slot: its names.
        state: its state so far.
        wish: what it then does.
    """
    return [], [SlotSet(slot, replace(state, then=wish).as_dict()), FollowupAction(form)]


def gate(stands: triage_state.State) -> List[Message]:
    """Why self-care waits while a warning sign stands against it."""
    return with_calls(catalogue(), stands, [Voice(catalogue(), stands).gate()])


def _kept_back(messages: List[Message], events: Events, state: triage_state.State) -> Tuple[List[Message], Events]:
    """Messages without buttons for self-care while a warning sign stands against it, and no picture in an emergency."""
    kept = []
    for message in messages:
        buttons = tuple(each for each in message.buttons if not triage_state.holds_back(state, each.id))
        image = None if state.level == EMERGENCY else message.image
        kept.append(replace(message, buttons=buttons, image=image))
    offered = [list(each) for each in dialogue.offers(kept)]
    return kept, [{**each, "value": offered} if each.get("name") == "offered" else each for each in events]


class SafeAction(Action, abc.ABC):
    """An action that answers whatever happens. One instance serves all users, so it holds nothing of theirs."""

    @abc.abstractmethod
    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        """What to say in this turn, and the events that remember it."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Take the turn; nobody in pain may meet silence, as when Rasa drops a turn that raised."""
        try:
            messages, events = self._noticing(tracker, *self.turn(tracker))
        except Exception:
            logger.exception("%s failed", self.name())
            dispatcher.utter_message(text=content().phrases.failed)
            return []
        utter(dispatcher, messages)
        return events

    def _noticing(self, tracker: Tracker, messages: List[Message], events: Events) -> Tuple[List[Message], Events]:
        """Remember what triage noticed, hold back what must wait for it, and name the country's numbers."""
        noticed = triage_turn_of(tracker)
        told = next((each["value"] for each in events if each.get("name") == triage_turn.SLOT), None)
        stands = noticed.after if told is None else triage_state.State.from_dict(told)
        if told is None and noticed.after != noticed.before:
            events = [*events, SlotSet(triage_turn.SLOT, noticed.after.as_dict())]
        against = triage_state.against(stands, asks_for_oneself(text_of(tracker)))
        return _kept_back(in_country(catalogue(), stands, messages), events, against)
