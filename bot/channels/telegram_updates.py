"""What Telegram says happened, as far as Ilio has to do with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional

from telegram import CallbackQuery, Message, Update

KINDS = ("message", "callback_query")  # the only ones that Telegram is asked to send
_CHATS = ("private", "group", "supergroup")
_COMMAND = re.compile(r"/([a-z]+)(?:@(\w+))?(?:\s|$)", re.IGNORECASE)
_LONGEST_ID = 2**53  # Telegram's ids have at most 52 bits


@dataclass(frozen=True)
class Heard:
    """Something a person wrote or clicked.

    Args:
        update: the update's number.
        chat, user: where, and who.
        private: whether nobody else is there.
        message: the message's number; for a click, of the one with the button.
        thread: the topic of the group it is in, if groups have topics.
        at: when it was written; None for a click.
        locale: the language of the person's Telegram.
        text: what was written, under a picture too; empty for none.
        unread: whether something came with it that Ilio can't read.
        to_bot: whether it answers a message of the bot's.
        click: a click's number, None for a message.
        button: the id of what was clicked.
    """

    update: int
    chat: int
    user: int
    private: bool
    message: Optional[int]
    thread: Optional[int] = None
    at: Optional[datetime] = None
    locale: Optional[str] = None
    text: str = ""
    unread: bool = False
    to_bot: bool = False
    click: Optional[str] = None
    button: str = ""

    @property
    def command(self) -> str:
        """The command it begins with, in lower case, without its slash; empty for none."""
        found = _COMMAND.match(self.text)
        return found[1].lower() if found else ""

    @property
    def addressee(self) -> str:
        """The bot that the command is for, in lower case; empty where none is named."""
        found = _COMMAND.match(self.text)
        return (found[2] or "").lower() if found else ""

    @property
    def rest(self) -> str:
        """What follows the command."""
        found = _COMMAND.match(self.text)
        return self.text[found.end() :].strip() if found else self.text


def read(body: bytes, bot: int) -> Optional[Heard]:
    """What a person said or clicked in an update; None where there is nothing for Ilio, or it can't be read.

    Args:
        body: the update as it came.
        bot: the number of the bot itself.
    """
    try:
        update = Update.de_json(json.loads(body.decode("utf-8")), None)
        if update.callback_query is not None:
            return _click(update.update_id, update.callback_query)
        return _message(update.update_id, update.message, bot) if update.message is not None else None
    except Exception:  # the library trusts in the form of what it reads, and fails in as many ways as that can differ
        return None


def _message(update: Any, message: Message, bot: int) -> Optional[Heard]:
    user, chat = message.from_user, message.chat
    if user is None or user.is_bot is not False or chat.type not in _CHATS:
        return None
    text, unread = message.text or message.caption or "", message.effective_attachment is not None
    if not isinstance(text, str) or not (text.strip() or unread):  # somebody joined, a title changed
        return None
    answered = message.reply_to_message
    thread = message.message_thread_id if message.is_topic_message else None
    return Heard(
        _id(update),
        _id(chat.id),
        _id(user.id),
        chat.type == "private",
        _id(message.message_id),
        thread=None if thread is None else _id(thread),
        at=message.date,
        locale=_locale(user.language_code),
        text=text,
        unread=unread,
        to_bot=bool(answered and answered.from_user and answered.from_user.id == bot),
    )


def _click(update: Any, click: CallbackQuery) -> Optional[Heard]:
    user, message = click.from_user, click.message
    if user.is_bot is not False or message is None or message.chat.type not in _CHATS:
        return None  # under a message that was sent in the name of somebody else
    if not isinstance(click.id, str) or not re.fullmatch(r"[\w-]{1,64}", click.id):
        return None
    topic = isinstance(message, Message) and message.is_topic_message
    return Heard(
        _id(update),
        _id(message.chat.id),
        _id(user.id),
        message.chat.type == "private",
        _id(message.message_id),
        thread=_id(message.message_thread_id) if topic and isinstance(message, Message) else None,
        locale=_locale(user.language_code),
        click=click.id,
        button=click.data if isinstance(click.data, str) else "",
    )


def _id(given: Any) -> int:
    if type(given) is not int or abs(given) > _LONGEST_ID:
        raise ValueError("no id")
    return given


def _locale(given: Any) -> Optional[str]:
    return given if isinstance(given, str) and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", given) else None
