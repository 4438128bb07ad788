"""What a turn needs of a conversation, so that it costs the same however long the talk has been.

Rasa replays all events of a conversation several times in every turn. Here a turn gets the last few turns as they
were, of some turns before only what policies look at, and of all before that nothing but what still holds: the slots,
the running form, reminders that are due later. All of it is ordinary events, so Rasa and actions replay it as they
would replay the whole. The whole stays in the store, which never gets these events: see `bot.stores.sql`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Type

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    Event,
    LoopInterrupted,
    ReminderScheduled,
    SessionStarted,
    SlotSet,
    StoryExported,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

RECENT = 2  # turns that are kept as they were
PAST = 8  # turns before them of which policies see what was understood and done; the most their `max_history` may be
_GRACE = timedelta(hours=1)  # a reminder may wait for its conversation's lock
_MUTE = (BotUttered, ReminderScheduled, StoryExported)  # what no policy sees


class Kept(NamedTuple):
    """What a store knows of the tracker it gave away.

    Args:
        events: how many of its first events are stored already, or stand for such.
        position: of the last event stored then, in the store's own count; None if the store does not know.
    """

    events: int
    position: Optional[int]


def read_events(stored: Iterable[Dict[str, Any]]) -> List[Event]:
    """Events as they were before they were serialised.

    Rasa's `deserialise_events` does the same, but looks for each event's class among all classes anew.
    """
    kinds = _kinds()
    return [kinds[event["event"]]._from_parameters(event) for event in stored]


@lru_cache(maxsize=1)
def _kinds() -> Dict[str, Type[Event]]:
    return {kind.type_name: kind for kind in reversed(all_subclasses(Event))}  # Rasa takes the first of a name


def opened(sender: str, events: List[Event], slots: Sequence[Slot], position: Optional[int]) -> DialogueStateTracker:
    """The tracker of stored events, which remembers that they are stored.

    Args:
        sender: the conversation's id.
        events: of the conversation, or what a turn needs of them.
        slots: of the domain.
        position: see `Kept`.
    """
    tracker = DialogueStateTracker.from_events(sender, events, slots)
    tracker.kept = Kept(len(events), position)
    return tracker


def shortened(tracker: DialogueStateTracker) -> List[Event]:
    """Fewer events that lead to the same state, and to the same predictions of all that comes."""
    events, slots = last_session(list(tracker.events)), list(tracker.slots.values())
    start = _beginning(events, RECENT)
    return [*_condensed(events[:start], slots), *events[start:]] if start else events


def last_session(events: List[Event]) -> List[Event]:
    """The events from where the last session started, as Rasa's own stores give them."""
    starts = [place for place, event in enumerate(events) if isinstance(event, SessionStarted)]
    return events[starts[-1] :] if starts else events


def _beginning(events: Sequence[Event], turns: int) -> int:
    """Place where the last `turns` turns begin: with the `action_listen` before what the person said."""
    for place in range(len(events) - 1, -1, -1):
        if isinstance(events[place], UserUttered):
            turns -= 1
            if turns == 0:
                return place - 1 if place and _listens(events[place - 1]) else place
    return 0


def _listens(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _condensed(events: Sequence[Event], slots: Sequence[Slot]) -> List[Event]:
    whole = DialogueStateTracker.from_events("", events, slots)
    applied = whole.applied_events()  # without what was taken back, and without the turns within a form
    start = _beginning(applied, PAST)
    before = DialogueStateTracker.from_events("", applied[:start], slots)
    folded = [*_pending(whole.events), *_standing(before), *_skeleton(applied[start:])]
    for event in folded:
        event.timestamp = min(event.timestamp, events[-1].timestamp)
    return folded


def _pending(events: Sequence[Event]) -> List[Event]:
    """Reminders of which Rasa will ask whether they still count."""
    reminders = [each for each in events if isinstance(each, ReminderScheduled)]
    return [each for each in reminders if each.trigger_date_time > datetime.now(each.trigger_date_time.tzinfo) - _GRACE]


def _standing(tracker: DialogueStateTracker) -> List[Event]:
    """Events that bring the slots, the running form, and whether the bot is silenced."""
    events: List[Event] = [SlotSet(slot.name, slot.value) for slot in tracker.slots.values() if slot.has_been_set]
    events += [ConversationPaused()] if tracker.is_paused() else []
    name = tracker.active_loop_name
    if name:
        # with its execution, by which Rasa knows the next one for a turn within the form
        events += [ActionExecuted(name), ActiveLoop(name)]
        events += [LoopInterrupted(True)] if tracker.is_active_loop_interrupted else []
        events += [ActionExecutionRejected(name)] if tracker.is_active_loop_rejected else []
    return events


def _skeleton(events: Sequence[Event]) -> List[Event]:
    """What was understood and done, and the slots as each action found them."""
    kept: List[Event] = []
    moot: set[str] = set()  # slots that are set again before anything is done
    for event in reversed(events):
        if isinstance(event, SlotSet):
            if event.key in moot:
                continue
            moot.add(event.key)
        elif isinstance(event, (ActionExecuted, AllSlotsReset, UserUttered)):
            moot = set()
        if isinstance(event, UserUttered):
            event = UserUttered(
                event.text, event.intent, event.entities, None, event.timestamp, event.input_channel,
                event.message_id, event.metadata,
            )  # fmt: skip
        if not isinstance(event, _MUTE):
            kept.append(event)
    return kept[::-1]
