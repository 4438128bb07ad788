"""How a database is reached: off the event loop, again after a lost connection, and never for ever."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterator, TypeVar

import sqlalchemy as sa
from rasa.core.constants import POSTGRESQL_POOL_SIZE, POSTGRESQL_SCHEMA
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool, QueuePool

from bot.errors import BadConversation, BadDatabase

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

LONGEST_ID = 255  # characters, as wide as Rasa's column
_COMES_UP = 30  # seconds a server that starts waits for its database
_PAUSES = (0.0, 0.2, 0.6)  # seconds before each further try after a lost connection
_ANSWER = 5.0  # seconds a turn waits for PostgreSQL, which gives up as well


class Database:
    """A database of PostgreSQL or SQLite.

    PostgreSQL is asked in threads, so that a slow answer holds nobody else up; SQLite where the turn runs, as its
    answers take less time than the way to a thread and its writers would only wait for each other. A connection that
    was lost is made anew and the work done again. Nothing is written for a turn that does not wait for it any more.
    """

    def __init__(self, address: Any) -> None:
        """Connects with the first work only.

        Args:
            address: a URL.

        Raises:
            BadDatabase: it is of another kind.
        """
        url = sa.engine.make_url(address)
        if url.get_backend_name() not in ("postgresql", "sqlite"):
            raise BadDatabase(url, "its dialect is neither postgresql nor sqlite")
        size = int(os.environ.get(POSTGRESQL_POOL_SIZE) or 4)
        self.engine: Any = _engine(url, size)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._threads = ThreadPoolExecutor(size, "database") if self.engine.dialect.name == "postgresql" else None

    def come_up(self, prepare: Callable[[Any], None]) -> None:
        """Wait for the database if need be.

        Args:
            prepare: done with the engine as soon as the database is there.

        Raises:
            BadDatabase: it can't be reached or used.
        """
        waited_from = time.monotonic()
        while True:
            try:
                return prepare(self.engine)
            except DBAPIError as error:
                lost = self._threads and isinstance(error, OperationalError)  # it may be starting, as this server is
                if not lost or time.monotonic() - waited_from > _COMES_UP:
                    raise BadDatabase(self.engine.url, str(error.orig).strip()) from None
                logger.error("Waiting for the database: %s", str(error.orig).strip())
                time.sleep(1)

    @contextlib.contextmanager
    def session_scope(self) -> Iterator[Session]:
        """A session that is closed, and rolled back unless it was committed; Rasa's ends the process on ValueErrors."""
        session = self.sessionmaker()
        try:
            yield session
        finally:
            session.close()

    async def run(self, work: Callable[[Session], Result], patient: bool = False) -> Result:
        """Work with the database; from the beginning again if the connection was lost in the middle.

        Args:
            work: is given a session, and may be begun several times.
            patient: whether it may take longer than anybody waits for an answer.

        Raises:
            Exception: what the work raises, and whatever is wrong with the database.
        """
        left = threading.Event()

        def once() -> Result:
            with self.session_scope() as session:
                if patient and self._threads:
                    session.execute("SET LOCAL statement_timeout = 0")
                sa.event.listen(session, "before_commit", still_waited_for)
                return work(session)

        def still_waited_for(_: Session) -> None:
            if left.is_set():  # the turn failed, and may have been taken anew by now
                raise BadDatabase(self.engine.url, "its answer came too late")

        for pause in (*_PAUSES, None):
            try:
                if self._threads is None:
                    return once()
                done = asyncio.get_running_loop().run_in_executor(self._threads, once)
                return await asyncio.wait_for(done, None if patient else _ANSWER)
            except (asyncio.CancelledError, asyncio.TimeoutError):
                left.set()
                raise
            except DBAPIError as error:
                connecting = isinstance(error, OperationalError) and error.statement is None
                if self._threads is None or pause is None or not (error.connection_invalidated or connecting):
                    raise
                await asyncio.sleep(pause)
        raise AssertionError  # the last pause is None


def checked(conversation: str) -> str:
    """The id of a conversation, if it is one that every database takes.

    Raises:
        BadConversation: it is not.
    """
    try:
        good = 0 < len(conversation) <= LONGEST_ID and "\0" not in conversation and bool(conversation.encode())
    except UnicodeEncodeError:
        good = False
    if not good:
        raise BadConversation(LONGEST_ID)
    return conversation


def _engine(url: Any, size: int) -> Any:
    if url.get_backend_name() == "postgresql":
        schema = os.environ.get(POSTGRESQL_SCHEMA)
        options = f"-c statement_timeout={_ANSWER:.0f}s" + (f" -c search_path={schema}" if schema else "")
        reached = {"connect_timeout": 3, "options": options, "application_name": "ilio"}
        return sa.create_engine(url, pool_size=size, max_overflow=2, pool_pre_ping=True, connect_args=reached)
    _make_private(url)
    engine = sa.create_engine(url)
    if isinstance(engine.pool, NullPool):  # a file of SQLite's: it would be opened anew for each query
        engine = sa.create_engine(url, poolclass=QueuePool, connect_args={"check_same_thread": False})
        sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _make_private(url: Any) -> None:
    """Make a new file that this user alone may read; SQLite gives those beside it the same rights."""
    if url.database and not url.database.startswith(":"):
        with contextlib.suppress(OSError):  # it is there already, or SQLite says what is wrong
            os.close(os.open(url.database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")  # SQLite's default is to ignore them
    connection.execute("PRAGMA secure_delete = ON")  # or rows written over would stay in the file after a deletion
    # a turn does not wait for the disk: if the power fails, the last turns may be lost, but nothing is half-written
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
