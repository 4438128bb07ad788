"""The verbs of `ilio privacy`: what is kept of a talk, shown and deleted, by whoever runs the server."""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator, Dict, Optional

from bot.cli.options import add_file
from bot.errors import BadDatabase, CannotDelete, DeletionUnfinished, IlioError, NoSuchTalk

_SECONDS = {"h": 3600, "d": 86400, "w": 7 * 86400}
_TRIES = 20  # to delete while a server is reading the same file


def add(verbs: Any) -> None:
    """Add `privacy` to the verbs of `ilio`."""
    whats = verbs.add_parser("privacy", help="show or delete what is kept of talks, see docs/privacy.md")
    whats = whats.add_subparsers(dest="what", required=True, metavar="WHAT")
    for name, run, text in (
        ("export", export, "print all that is kept of a talk, as JSON"),
        ("delete", delete, "delete all that is kept of a talk"),
    ):
        verb = whats.add_parser(name, help=text)
        verb.add_argument("conversation", metavar="ID", help="the talk's id")
        verb.set_defaults(run=run, parser=verb)
        add_file(verb, "endpoints")
    verb = whats.add_parser("purge", help="delete the talks in which nothing was said for a while")
    verb.add_argument("--older-than", type=age, required=True, metavar="AGE", help="such as 12h, 30d or 8w")
    verb.set_defaults(run=purge, parser=verb)
    add_file(verb, "endpoints")


def age(typed: str) -> int:
    """Seconds in an age such as `30d`.

    Raises:
        ArgumentTypeError: it is none.
    """
    found = re.fullmatch(r"([1-9]\d{0,4})([hdw])", typed)
    if not found:
        raise argparse.ArgumentTypeError(f"'{typed}' is no age; give one such as 12h, 30d or 8w")
    return int(found[1]) * _SECONDS[found[2]]


def export(arguments: argparse.Namespace) -> int:
    """Print all that is kept of a talk."""
    print(json.dumps(asyncio.run(_export(arguments)), indent=2, ensure_ascii=False))
    return 0


def delete(arguments: argparse.Namespace) -> int:
    """Delete all that is kept of a talk."""
    asyncio.run(_delete(arguments))
    print("Deleted.")
    return 0


def purge(arguments: argparse.Namespace) -> int:
    """Delete the talks in which nothing was said for a while."""
    count = asyncio.run(_purge(arguments))
    print(f"Deleted {count} {'talk' if count == 1 else 'talks'}.")
    return 0


@asynccontextmanager
async def _stores(arguments: argparse.Namespace) -> AsyncIterator[Any]:
    """The stores of `endpoints.yml`, as an agent has them.

    Raises:
        IlioError: its conversations are in no database, or that or Redis fails.
    """
    from rasa.core.lock_store import LockError, LockStore
    from rasa.core.tracker_store import TrackerStore
    from rasa.core.utils import AvailableEndpoints
    from sqlalchemy.exc import DBAPIError

    from bot.stores.sql import SQLStore

    endpoints = AvailableEndpoints.read_endpoints(str(arguments.endpoints))
    store = TrackerStore.create(endpoints.tracker_store)
    if not isinstance(store, SQLStore):
        raise CannotDelete(type(store).__name__)
    try:
        yield argparse.Namespace(tracker_store=store, lock_store=LockStore.create(endpoints.lock_store))
    except LockError as error:
        raise IlioError(str(error)) from None
    except DBAPIError as error:
        raise BadDatabase(store.engine.url, str(error.orig).strip()) from None
    finally:
        store.engine.dispose()


async def _export(arguments: argparse.Namespace) -> Dict[str, Any]:
    from bot.stores import conversations

    async with _stores(arguments) as stores:
        events = await conversations.everything(stores, arguments.conversation)
    if not events:
        raise NoSuchTalk(arguments.conversation)
    return {"conversation": arguments.conversation, "events": events}


async def _delete(arguments: argparse.Namespace) -> None:
    from bot.stores import conversations

    async with _stores(arguments) as stores:
        kept = await conversations.everything(stores, arguments.conversation)
        await _deleted(stores, arguments.conversation, None)  # also if it's the second time: see DeletionUnfinished
    if not kept:
        raise NoSuchTalk(arguments.conversation)


async def _purge(arguments: argparse.Namespace) -> int:
    from bot.stores import conversations

    before = time.time() - arguments.older_than
    async with _stores(arguments) as stores:
        found = await conversations.quiet_since(stores, before)
        return sum([await _deleted(stores, each, before) for each in found])


async def _deleted(stores: Any, conversation: str, before: Optional[float]) -> bool:
    """Delete a talk in between its turns; not if something was said since `before`."""
    from bot.stores import conversations

    async with stores.lock_store.lock(conversation):
        if before is not None and not await conversations.quiet_since(stores, before, conversation):
            return False
        for left in reversed(range(_TRIES)):
            try:
                await conversations.delete(stores, conversation)
                break
            except DeletionUnfinished:
                if not left:
                    raise
                await asyncio.sleep(0.1)
    return True
