"""Conversations in memory, for one process: gone when it ends."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.stores.short_trackers import Kept, last_session, opened, read_events, shortened


@dataclass
class Conversation:
    """A conversation, serialised.

    Args:
        events: all of them.
        working: what the next turn needs in place of the first `known` events, a list.
    """

    events: List[str] = field(default_factory=list)
    working: str = "[]"
    known: int = 0


class MemoryStore(InMemoryTrackerStore):
    """Rasa's store in memory, with turns that cost the same however long a talk is: see `bot.stores.short_trackers`."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.store: Dict[str, Conversation] = {}

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new in a tracker; one that is not from here takes the place of what was stored."""
        kept: Optional[Kept] = getattr(tracker, "kept", None)
        events = list(tracker.events)
        if not events:  # a conversation that begins
            tracker.kept = Kept(0, 0)
            return
        stored = self.store.get(tracker.sender_id, Conversation()) if kept else Conversation()
        kept = kept or Kept(0, 0)
        new = events[kept.events :]
        if self.event_broker:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)
        alone = kept.position == len(stored.events)  # else others wrote since: the next turn reads what they wrote
        stored.events += [json.dumps(event.as_dict()) for event in new]
        if alone:
            stored.working = json.dumps([event.as_dict() for event in shortened(tracker)])
            stored.known = len(stored.events)
        self.store[tracker.sender_id] = stored
        tracker.kept = Kept(len(events), stored.known if alone else None)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation as a turn needs it."""
        stored = self.store.get(sender_id)
        if not stored or not stored.events:
            return None
        events = [*json.loads(stored.working), *map(json.loads, stored.events[stored.known :])]
        return opened(sender_id, last_session(read_events(events)), self.domain.slots, len(stored.events))

    async def retrieve_full_tracker(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation with every event of it."""
        stored = self.store.get(sender_id)
        if not stored or not stored.events:
            return None
        events = read_events([json.loads(event) for event in stored.events])
        return opened(sender_id, events, self.domain.slots, None)
