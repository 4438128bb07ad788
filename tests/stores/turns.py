"""A turn of a talk, and what is remembered of those before it."""

from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import SlotSet


async def turn(store, sender, value):
    """A turn as Rasa's agent takes it."""
    safe = FailSafeTrackerStore(store)
    tracker = await safe.get_or_create_tracker(sender)
    tracker.update(SlotSet("seen", value))
    await safe.save(tracker)


async def seen(store, sender):
    tracker = await store.retrieve_full_tracker(sender)
    return [event.value for event in tracker.events if isinstance(event, SlotSet)] if tracker else []
