"""Conversations in SQLite or PostgreSQL: every event in Rasa's own table, and beside it what the next turn needs."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.stores.database import Database, checked
from bot.stores.failures import raise_failures
from bot.stores.locks import ensure_held
from bot.stores.schema import prepare
from bot.stores.short_trackers import Kept, last_session, opened, read_events, shortened

_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_EVENTS = SQLTrackerStore.SQLEvent.__table__
# statements are built once: that takes longer than executing them
_OF_SENDER = _EVENTS.c.sender_id == sa.bindparam("sender")
_LATEST = sa.select(_EVENTS.c.id, _EVENTS.c.data).where(_OF_SENDER).order_by(_EVENTS.c.id.desc())
_LATEST = _LATEST.limit(sa.bindparam("most"))
_LAST = _LATEST.with_only_columns(_EVENTS.c.id)
_NEWER = sa.select(_EVENTS.c.id, _EVENTS.c.data).where(_OF_SENDER, _EVENTS.c.id > sa.bindparam("known"))
_NEWER = _NEWER.order_by(_EVENTS.c.id)


class SQLStore(Database, SQLTrackerStore):
    """Rasa's SQL store, with turns that cost the same however long a talk is: see `bot.stores.short_trackers`.

    The table `events` is Rasa's and holds every event once. A row of `working` only saves reading them all again: it
    may be deleted at any time, and events after it, whoever wrote them, are read besides.

    A store that can't do its work raises: see `bot.stores.failures`. Work that is done again after a lost connection
    writes nothing twice.
    """

    class SQLWorking(SQLTrackerStore.Base):
        """What the next turn of a conversation needs in place of its events up to one; it goes when that one goes."""

        __tablename__ = "working"

        sender_id = sa.Column(sa.String(255), primary_key=True)
        last_id = sa.Column(sa.ForeignKey("events.id", ondelete="CASCADE"), nullable=False, unique=True)
        events = sa.Column(sa.Text, nullable=False)

    def __init__(
        self,
        domain: Optional[Domain] = None,
        event_broker: Optional[EventBroker] = None,
        dialect: str = "sqlite",
        host: Optional[str] = None,
        port: Any = None,
        db: str = "conversations.db",
        username: Optional[str] = None,
        password: Optional[str] = None,
        query: Optional[Mapping[str, str]] = None,
    ) -> None:
        """Wait for the database if need be, and make its tables.

        Args:
            domain: of the assistant.
            event_broker: gets every event once it is stored.
            dialect: `postgresql` or `sqlite`.
            host: of PostgreSQL, or a whole URL, which leaves out the need for all that follows.
            port: of PostgreSQL.
            db: the database's name, a file's for SQLite.
            username: for PostgreSQL.
            password: for PostgreSQL.
            query: what else the database's driver takes.

        Raises:
            BadDatabase: it can't be reached or used.
            WrongSchema: it holds other tables of the same names.
        """
        TrackerStore.__init__(self, domain, event_broker)
        raise_failures()
        Database.__init__(self, self.get_db_url(dialect, host, port, db, username, password, query=query))
        self.come_up(lambda engine: prepare(engine, self.Base.metadata))
        row, insert = self.SQLWorking, _INSERT[self.engine.dialect.name](self.SQLWorking)
        newest = sa.select(sa.func.max(_EVENTS.c.id)).where(_OF_SENDER).scalar_subquery().label("newest")
        self._working = sa.select(row.last_id, row.events, newest).where(row.sender_id == sa.bindparam("sender"))
        self._forget = sa.delete(row).where(row.sender_id == sa.bindparam("sender"))
        # not where it stands for more than the event `before` by now
        self._keep = insert.on_conflict_do_update(
            index_elements=["sender_id"],
            set_={"last_id": insert.excluded.last_id, "events": insert.excluded.events},
            where=row.last_id <= sa.bindparam("before"),
        )

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new in a tracker."""
        sender = checked(tracker.sender_id)
        events, kept = list(tracker.events), getattr(tracker, "kept", None)
        if not events:  # a conversation that begins
            tracker.kept = Kept(0, 0)
            return
        working = json.dumps([event.as_dict() for event in shortened(tracker)])
        tries: List[int] = []

        def write(session: Session) -> List[Event]:
            new = events[kept.events :] if kept else list(self._additional_events(session, tracker))
            rows = [_row(sender, event) for event in new]
            if tries and _written(session, sender, rows):  # but the word of it got lost
                tracker.kept = Kept(len(events), None)
                return new
            tries.append(1)
            if rows:
                session.execute(_EVENTS.insert(), rows)
            *written, before = [*session.execute(_LAST, {"sender": sender, "most": len(rows) + 1}).scalars(), 0][
                : len(rows) + 1
            ]
            last = written[0] if written else before
            alone = kept is not None and kept.position == before
            row = {"sender_id": sender, "last_id": last, "events": working, "before": before}
            if not (alone and session.execute(self._keep, row).rowcount == 1):
                alone = False  # others wrote since this tracker was read: the next turn reads it all
                session.execute(self._forget, {"sender": sender})
            session.commit()
            tracker.kept = Kept(len(events), last if alone else None)
            return new

        ensure_held()
        new = await self.run(write)
        if self.event_broker:
            await self._stream_new_events(self.event_broker, new, sender)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation as a turn needs it."""
        checked(sender_id)

        def read(session: Session) -> Any:
            working = session.execute(self._working, {"sender": sender_id}).first()
            if not working:
                rows = self._event_query(session, sender_id, fetch_events_from_all_sessions=False)
            elif working.newest == working.last_id:
                rows = ()
            else:
                rows = session.execute(_NEWER, {"sender": sender_id, "known": working.last_id})
            stored = [(row.id, row.data) for row in rows]
            return stored, (working.last_id, working.events) if working else (None, "[]")

        stored, (known, working) = await self.run(read)
        last = stored[-1][0] if stored else known
        events = [*json.loads(working), *(json.loads(data) for _, data in stored)]
        return opened(sender_id, last_session(read_events(events)), self.domain.slots, last) if events else None

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """The conversation with every event of it."""
        checked(conversation_id)

        def read(session: Session) -> List[Dict[str, Any]]:
            rows = self._event_query(session, conversation_id, fetch_events_from_all_sessions=True)
            return [json.loads(row.data) for row in rows]

        events = await self.run(read)
        return opened(conversation_id, read_events(events), self.domain.slots, None) if events else None


def _row(sender: str, event: Event) -> Dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _written(session: Session, sender: str, rows: List[Dict[str, Any]]) -> bool:
    """Whether a conversation ends with these events, down to their times."""
    stored = session.execute(_LATEST, {"sender": sender, "most": len(rows)})
    return [row.data for row in stored] == [row["data"] for row in reversed(rows)]
