"""Conversations in SQLite or PostgreSQL: every event in Rasa's own table, and beside it what the next turn needs."""

from __future__ import annotations

import contextlib
import json
import os
from typing import Any, Dict, Optional

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool, QueuePool
from sqlalchemy.schema import CreateIndex

from bot.stores.working import Kept, last_session, opened, read_events, shortened

_INSERT = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
_EVENTS = SQLTrackerStore.SQLEvent.__table__
# PostgreSQL finds the last events of a conversation by it, and looks neither at all of those nor at all last events
_INDEX = sa.Index("ix_events_sender_id_id", _EVENTS.c.sender_id, _EVENTS.c.id)
# statements are built once: that takes longer than executing them
_OF_SENDER = _EVENTS.c.sender_id == sa.bindparam("sender")
_LAST = sa.select(_EVENTS.c.id).where(_OF_SENDER).order_by(_EVENTS.c.id.desc()).limit(sa.bindparam("most"))
_NEWER = sa.select(_EVENTS.c.id, _EVENTS.c.data).where(_OF_SENDER, _EVENTS.c.id > sa.bindparam("known"))
_NEWER = _NEWER.order_by(_EVENTS.c.id)


class SQLStore(SQLTrackerStore):
    """Rasa's SQL store, with turns that cost the same however long a talk is: see `bot.stores.working`.

    The table `events` is Rasa's and holds every event once. A row of `working` only saves reading them all again: it
    may be deleted at any time, and events after it, whoever wrote them, are read besides.
    """

    class SQLWorking(SQLTrackerStore.Base):
        """What the next turn of a conversation needs in place of its events up to one; it goes when that one goes."""

        __tablename__ = "working"

        sender_id = sa.Column(sa.String(255), primary_key=True)
        last_id = sa.Column(sa.ForeignKey("events.id", ondelete="CASCADE"), nullable=False, unique=True)
        events = sa.Column(sa.Text, nullable=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        if named.get("dialect") == "sqlite" and not (named.get("db") or ":").startswith(":"):
            _make_private(named["db"])
        super().__init__(*arguments, **named)
        self.engine: Any
        if isinstance(self.engine.pool, NullPool):  # a file of SQLite's: Rasa would open it anew for each query
            self.engine = sa.create_engine(
                self.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False}
            )
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            self.sessionmaker = sessionmaker(bind=self.engine)
        with self.engine.begin() as connection:
            connection.execute(CreateIndex(_INDEX, if_not_exists=True))
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
        events, kept = list(tracker.events), getattr(tracker, "kept", None)
        if not events:  # a conversation that begins
            tracker.kept = Kept(0, 0)
            return
        working = json.dumps([event.as_dict() for event in shortened(tracker)])
        with self.session_scope() as session:
            new = events[kept.events :] if kept else list(self._additional_events(session, tracker))
            if self.event_broker:
                await self._stream_new_events(self.event_broker, new, tracker.sender_id)
            sender = {"sender": tracker.sender_id}
            if new:
                session.execute(_EVENTS.insert(), [_row(tracker.sender_id, event) for event in new])
            *written, before = [*session.execute(_LAST, {**sender, "most": len(new) + 1}).scalars(), 0][: len(new) + 1]
            last = written[0] if written else before
            alone = kept is not None and kept.position == before
            row = {"sender_id": tracker.sender_id, "last_id": last, "events": working, "before": before}
            if not (alone and session.execute(self._keep, row).rowcount == 1):
                alone = False  # others wrote since this tracker was read: the next turn reads it all
                session.execute(self._forget, sender)
            session.commit()
        tracker.kept = Kept(len(events), last if alone else None)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation as a turn needs it."""
        with self.session_scope() as session:
            working = session.execute(self._working, {"sender": sender_id}).first()
            if not working:
                rows = self._event_query(session, sender_id, fetch_events_from_all_sessions=False)
            elif working.newest == working.last_id:
                rows = ()
            else:
                rows = session.execute(_NEWER, {"sender": sender_id, "known": working.last_id})
            stored = [(row.id, row.data) for row in rows]
        last = stored[-1][0] if stored else working and working.last_id
        events = [*json.loads(working.events if working else "[]"), *(json.loads(data) for _, data in stored)]
        return opened(sender_id, last_session(read_events(events)), self.domain.slots, last) if events else None

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """The conversation with every event of it."""
        tracker = await super().retrieve_full_tracker(conversation_id)
        if tracker:
            tracker.kept = Kept(len(tracker.events), None)
        return tracker


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


def _make_private(file: str) -> None:
    """Make a new file that this user alone may read; SQLite gives those beside it the same rights."""
    with contextlib.suppress(OSError):  # it is there already, or SQLite says what is wrong
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")  # SQLite's default is to ignore them
    connection.execute("PRAGMA secure_delete = ON")  # or rows written over would stay in the file after a deletion
    # a turn does not wait for the disk: if the power fails, the last turns may be lost, but nothing is half-written
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
