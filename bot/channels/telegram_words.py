"""What Ilio says in Telegram around its answers."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict

from bot.core.content_files import CONTENT, Strict, read_model


class Words(Strict):
    """The words of `bot/content/telegram.yml`."""

    call: str
    picture: str
    choose: str
    unread: str
    not_yours: str
    chosen: str
    delete: str
    delete_yes: str
    delete_no: str
    deleted: str
    kept: str
    commands: Dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words, read once a process.

    Raises:
        ContentError: the file is broken.
    """
    return read_model(Words, CONTENT / "telegram.yml")
