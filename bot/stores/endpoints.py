"""What `endpoints.yml` names, checked before anything is loaded.

Rasa would keep talks in memory where it does not know a store's name, and lose them with the next restart.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Tuple, Type

from rasa.core.brokers.broker import EventBroker
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.utils.endpoints import EndpointConfig

from bot.errors import BadFile
from bot.settings_files import first_sentence, silence

# by the part of the file: the types that Rasa knows by a name of their own, a class of Ilio's, and what a class must
# be; an `event_broker` without a type is pika
_TYPES: Dict[str, Tuple[Tuple[str, ...], str, Type[Any]]] = {
    "tracker_store": (("SQL", "redis", "mongod", "dynamo"), "bot.stores.sql.SQLStore", TrackerStore),
    "lock_store": (("in_memory", "redis"), "bot.stores.locks.RedisLocks", LockStore),
    "event_broker": (("pika", "SQL", "file", "kafka"), "bot.metrics.Counts", EventBroker),
}
_PARTS = ("action_endpoint", "models", "nlg", "nlu", *_TYPES)
_TEXTS = ("url", "dialect", "db", "username", "login_db")  # of a database of SQL


def check(file: Path, named: Dict[str, Any]) -> None:
    """Check the parts of the file, and open its stores once.

    Args:
        file: the settings file.
        named: its parts and what stands under them.

    Raises:
        BadFile: something can't be used; names the key and the mend.
    """
    for part, entry in named.items():
        if part not in _PARTS:
            raise BadFile(file, f"has a part {part} that nothing reads", f"use one of {', '.join(_PARTS)}")
        if not isinstance(entry or {}, dict) or not all(isinstance(key, str) for key in entry or {}):
            raise BadFile(file, f"has no settings under {part}", "write each as `name: value` there")
        if part in _TYPES and entry:
            _check_type(file, part, entry)
    for part, store in (("tracker_store", TrackerStore), ("lock_store", LockStore)):
        entry = named.get(part)
        try:
            with silence():
                opened = store.create(EndpointConfig.from_dict(entry) if entry else None)
                if hasattr(opened, "engine"):
                    opened.engine.dispose()  # Rasa opens a database anew
        except Exception as error:  # of the database's driver, or of somebody's own class: of any kind
            error = getattr(error.__cause__, "orig", None) or error  # Rasa's and SQLAlchemy's words left out
            raise BadFile(
                file,
                f"has a {part} that can't be opened: {first_sentence(error)}",
                f"correct {part}, or see that what it names runs",
            ) from None


def _check_type(file: Path, part: str, entry: Dict[str, Any]) -> None:
    kind, (known, ours, base) = entry.get("type"), _TYPES[part]
    mend = f"write one of {', '.join(known)}, or the path of a class such as {ours}"
    if kind is None and part != "event_broker":
        raise BadFile(file, f"has no type under {part}", mend)
    if kind is not None and not isinstance(kind, str):
        raise BadFile(file, f"has {kind!r} as {part}, type", mend)
    if kind is None or kind.lower() in [each.lower() for each in known]:
        sql = kind is not None and kind.lower() == "sql"
    else:
        try:
            found = class_from_module_path(kind)
        except (ImportError, RasaException, ValueError):
            raise BadFile(file, f"has {kind!r} as {part}, type, which there is none of", mend) from None
        if not issubclass(found, base):
            raise BadFile(file, f"has {kind!r} as {part}, type, which is something else", mend)
        sql = hasattr(found, "get_db_url")
    for key in _TEXTS if sql else ("url",):
        if not isinstance(entry.get(key, ""), (str, type(None))):
            mend = "write text, in quotes if it looks like a number"
            raise BadFile(file, f"has {entry[key]!r} as {part}, {key}", mend)
