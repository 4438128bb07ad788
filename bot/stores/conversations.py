"""Conversations in Rasa's tracker store: what was said in one, beginning one, and deleting one.

Everything reads and writes the store of `endpoints.yml` itself. Rasa wraps it so that a failing store is replaced by
an empty one in memory; here a failing store raises, so that nobody is answered by an assistant that forgot the talk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple, TypeVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.events import BotUttered, SessionStarted, SlotSet, UserUttered
from sqlalchemy import func
from sqlalchemy.orm import Query, Session

from bot.errors import CannotDelete, DeletionUnfinished
from bot.stores.sql import SQLStore

Result = TypeVar("Result")


class Silent(OutputChannel):
    """Sends nothing: what was said is read from the store, where it is the same for the first sending and a repeat."""

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return "silent"

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Do nothing. An exception here would cost the whole turn."""


@dataclass(frozen=True)
class Turn:
    """A message of a person and what was answered.

    Args:
        message_id: the message's id, given by the channel.
        text: what came in, a button's payload for a click.
        metadata: what the channel kept with it.
        at: when, in seconds since 1970.
        replies: the bot's messages as Rasa's channels get them.
        repeated: whether the message had been answered before it came this time.
    """

    message_id: str
    text: str
    metadata: Mapping[str, Any]
    at: float
    replies: Tuple[Dict[str, Any], ...] = ()
    repeated: bool = field(default=False, compare=False)


def stores(store: TrackerStore) -> List[TrackerStore]:
    """The store of `endpoints.yml`, then the one that stands in for it if it fails."""
    if isinstance(store, FailSafeTrackerStore):
        fallback = [store._fallback_tracker_store] if store._fallback_tracker_store else []
        return [*stores(store._tracker_store), *fallback]
    return stores(store._tracker_store) if isinstance(store, AwaitableTrackerStore) else [store]


async def turns(agent: Agent, conversation: str, message_id: Optional[str] = None) -> Optional[List[Turn]]:
    """The turns of a conversation in order; None if there is no such conversation.

    Args:
        agent: the assistant.
        conversation: its id.
        message_id: of the only message whose turn is wanted, if it was answered; all are if this is left out.

    Raises:
        Exception: whatever the store raises when it can't be read.
    """
    events = await _events(stores(agent.tracker_store)[0], conversation, message_id)
    if events is None:
        return None
    found: List[Turn] = []
    for event in events:
        if event["event"] == UserUttered.type_name:
            given = event.get("message_id") or "", event.get("text") or "", event.get("metadata") or {}
            found.append(Turn(*given, event["timestamp"]))
        elif event["event"] == BotUttered.type_name and found:
            said = BotUttered(event.get("text"), event.get("data"), event.get("metadata"), event["timestamp"]).message()
            found[-1] = replace(found[-1], replies=(*found[-1].replies, said))
    return [each for each in found if message_id in (None, each.message_id)]


async def _events(store: TrackerStore, conversation: str, message_id: Optional[str]) -> Optional[List[Dict[str, Any]]]:
    """What was said in a conversation, or with a message and a little besides, as Rasa's events are kept.

    None if there is no such conversation.
    """
    if isinstance(store, SQLTrackerStore):  # a tracker of all events takes several times as long to make
        kinds = (UserUttered.type_name, BotUttered.type_name, SessionStarted.type_name)
        row = store.SQLEvent

        def read(session: Session) -> List[Dict[str, Any]]:
            rows = session.query(row.data).filter(row.sender_id == conversation, row.type_name.in_(kinds))
            rows = rows if message_id is None else _around(rows, row, message_id)
            return [json.loads(each.data) for each in rows.order_by(row.id)]

        return await _run(store, read) or None
    tracker = await store.retrieve_full_tracker(conversation)
    return [event.as_dict() for event in tracker.events] if tracker and tracker.events else None


def _around(rows: Query, row: Any, message_id: str) -> Query:
    """Of a conversation's rows those of a message's turn; just the first if there is no such turn."""
    said = rows.filter(row.type_name == UserUttered.type_name)
    named = said.filter(row.data.contains(json.dumps({"message_id": message_id})[1:-1], autoescape=True))
    start = named.with_entities(func.max(row.id)).scalar()
    if start is None:
        return rows.filter(row.id == rows.with_entities(func.min(row.id)).scalar_subquery())
    after = said.filter(row.id > start).with_entities(func.min(row.id)).scalar()
    return rows.filter(row.id >= start, *([] if after is None else [row.id < after]))


async def begin(agent: Agent, conversation: str, slots: Optional[Mapping[str, Any]] = None) -> None:
    """Begin a conversation that does not exist yet, with the slots given."""
    tracker = await agent.processor.fetch_tracker_and_update_session(conversation, Silent())
    for name, value in (slots or {}).items():
        tracker.update(SlotSet(name, value), agent.domain)
    await agent.processor.save_tracker(tracker)


async def slot(agent: Agent, conversation: str, name: str) -> Any:
    """What a slot holds; None without the conversation."""
    tracker = await stores(agent.tracker_store)[0].retrieve(conversation)
    return tracker.get_slot(name) if tracker else None


async def begun_with(agent: Agent, start: str) -> List[str]:
    """Ids of the conversations whose ids begin so, as one person's do on a channel that knows people.

    Raises:
        CannotDelete: the store is of a kind this does not know.
    """
    found: Dict[str, None] = {}
    for each in stores(agent.tracker_store):
        if isinstance(each, InMemoryTrackerStore):
            found.update(dict.fromkeys(name for name in each.store if name.startswith(start)))
        elif isinstance(each, SQLTrackerStore):
            found.update(dict.fromkeys(await _run(each, partial(_begun_with, each.SQLEvent.sender_id, start))))
        else:
            raise CannotDelete(type(each).__name__)
    return list(found)


async def everything(agent: Agent, conversation: str) -> List[Dict[str, Any]]:
    """All that is kept of a conversation in a database, as Rasa's events."""
    store = stores(agent.tracker_store)[0]
    row = store.SQLEvent

    def read(session: Session) -> List[Dict[str, Any]]:
        rows = session.query(row.data).filter(row.sender_id == conversation).order_by(row.id)
        return [json.loads(each.data) for each in rows]

    return await _run(store, read)


async def quiet_since(agent: Agent, moment: float, only: Optional[str] = None) -> List[str]:
    """Ids of the conversations in a database in which nothing has happened since.

    Args:
        agent: the assistant.
        moment: in seconds since 1970.
        only: the id of the only one that is wanted.
    """
    store = stores(agent.tracker_store)[0]
    row = store.SQLEvent

    def read(session: Session) -> List[str]:
        rows = session.query(row.sender_id).group_by(row.sender_id).having(func.max(row.timestamp) < moment)
        return [each[0] for each in (rows if only is None else rows.filter(row.sender_id == only))]

    return await _run(store, read, patient=True)


def _begun_with(name: Any, start: str, session: Session) -> List[str]:
    return [row[0] for row in session.query(name).filter(name.startswith(start, autoescape=True)).distinct()]


async def delete(agent: Agent, conversation: str) -> None:
    """Delete everything that is kept of a conversation.

    Raises:
        CannotDelete: the store is of a kind this does not know.
        DeletionUnfinished: something else is reading the file; deleting once more goes on.
    """
    for each in stores(agent.tracker_store):
        if isinstance(each, InMemoryTrackerStore):
            each.store.pop(conversation, None)
        elif isinstance(each, SQLTrackerStore):
            await _delete_rows(each, conversation)
        else:
            raise CannotDelete(type(each).__name__)


async def _delete_rows(store: SQLTrackerStore, conversation: str) -> None:
    sqlite = store.engine.dialect.name == "sqlite"

    def delete(session: Session) -> None:
        if sqlite:
            session.execute("PRAGMA secure_delete = ON")  # else the text stays in the file until it is written over
        session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == conversation).delete()
        session.commit()
        # ... and in the log of latest changes, if there is one, until that is emptied
        if sqlite and session.execute("PRAGMA wal_checkpoint(TRUNCATE)").scalar():
            raise DeletionUnfinished(str(store.engine.url.database))

    await _run(store, delete)


async def _run(store: SQLTrackerStore, work: Callable[[Session], Result], patient: bool = False) -> Result:
    if isinstance(store, SQLStore):
        return await store.run(work, patient)
    with store.session_scope() as session:  # Rasa's own
        return work(session)
