"""Sends to Telegram: in order, again where it fails, less of it where Telegram does not take the whole."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Awaitable, Callable, Dict, Iterator, Optional, TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.attachments import File
from bot.channels.telegram_rendering import TEXT, Piece, size
from bot.channels.telegram_settings import API
from bot.channels.telegram_words import words

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

_NOTICE = 200  # characters that are shown over a button
_SLOWEST = 8.0  # seconds between two attempts, unless Telegram asks for more


@dataclass(frozen=True)
class Place:
    """Where an answer goes.

    Args:
        chat: the chat.
        thread: the topic in it, if it has topics.
        answers: the message it answers, in a group.
    """

    chat: int
    thread: Optional[int] = None
    answers: Optional[int] = None


def client(token: str, api: str = API, seconds: float = 10) -> Bot:
    """A client of Telegram's that asks nothing until it is told to.

    Args:
        token: the bot's.
        api: where Telegram, or a server of one's own for its bots, is.
        seconds: how long an answer may take.
    """
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, and the token is in them
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
    request = HTTPXRequest(
        connection_pool_size=32,
        connect_timeout=min(seconds, 5),
        read_timeout=seconds,
        write_timeout=seconds,
        media_write_timeout=seconds * 2,
        pool_timeout=seconds,
    )
    return Bot(
        token, base_url=f"{api}/bot", base_file_url=f"{api}/file/bot", request=request, get_updates_request=request
    )


class Sender:
    """Sends what was said; never raises.

    Args:
        bot: the client.
        patience: seconds until it gives up on a message while Telegram can't be reached.
        first: seconds until the second attempt.
    """

    def __init__(self, bot: Bot, patience: float = 900, first: float = 0.5) -> None:
        self._bot, self._patience, self._first = bot, patience, first

    async def name(self) -> str:
        """The bot's own name, in lower case; empty if Telegram does not say."""
        try:
            return str((await self._insist(self._bot.get_me, patience=30)).username or "").lower()
        except TelegramError as error:
            _note("say what the bot is called", error)
            return ""

    async def send(self, place: Place, piece: Piece) -> Optional[Place]:
        """Send a message, or as much of it as Telegram takes.

        Returns:
            Where the next one goes; None where there is no use in sending more, as when the bot was blocked.
        """
        for less in _less_and_less(piece):
            try:
                await self._insist(partial(self._send, place, less))
                return place
            except ChatMigrated as moved:
                return await self.send(replace(place, chat=moved.new_chat_id, answers=None), piece)
            except (BadRequest, OSError, ValueError) as error:
                _note("take a message as it was", error)
            except TelegramError as error:
                _note("take a message", error)
                return None
        return place

    async def clear(self, chat: int, message: int) -> None:
        """Take the buttons from under a message."""
        try:
            await self._insist(lambda: self._bot.edit_message_reply_markup(chat, message, reply_markup=None))
        except TelegramError as error:  # they are gone already, or the message is
            _note("take buttons away", error)

    async def acknowledge(self, click: str, text: Optional[str] = None) -> None:
        """End the waiting that a click shows, with a text if there is something to say."""
        try:
            shown = text and text[:_NOTICE]
            await self._insist(lambda: self._bot.answer_callback_query(click, shown, show_alert=bool(text)), patience=8)
        except TelegramError as error:  # after some seconds Telegram has ended it by itself
            _note("take the answer to a click", error)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._bot.request.shutdown()

    async def _send(self, place: Place, piece: Piece) -> Message:
        to: Dict[str, Any] = {"chat_id": place.chat, "message_thread_id": place.thread}
        if place.answers:
            to["reply_parameters"] = ReplyParameters(place.answers, allow_sending_without_reply=True)
        if piece.keyboard:
            rows = [[InlineKeyboardButton(title, callback_data=button)] for title, button in piece.keyboard]
            to["reply_markup"] = InlineKeyboardMarkup(rows)
        mode = "HTML" if piece.html else None
        if piece.document:
            made = await asyncio.to_thread(piece.document.make)
            return await self._bot.send_document(document=made, filename=piece.document.name, **to)
        if piece.photo:
            photo = await asyncio.to_thread(piece.photo.make) if isinstance(piece.photo, File) else piece.photo
            return await self._bot.send_photo(photo=photo, caption=piece.html or piece.text, parse_mode=mode, **to)
        no_preview = LinkPreviewOptions(is_disabled=True)
        return await self._bot.send_message(
            text=piece.html or piece.text, parse_mode=mode, link_preview_options=no_preview, **to
        )

    async def _insist(self, ask: Callable[[], Awaitable[Result]], patience: Optional[float] = None) -> Result:
        """Ask until Telegram answers.

        Raises:
            TelegramError: it refuses, or does not answer for too long.
        """
        until, wait = time.monotonic() + (self._patience if patience is None else patience), self._first
        while True:
            try:
                return await ask()
            except BadRequest:
                raise  # a kind of NetworkError, for the library
            except RetryAfter as error:
                pause = error._retry_after.total_seconds()  # `retry_after` is deprecated as a number of seconds
                if time.monotonic() + pause > until:
                    raise
            except NetworkError:  # also if an answer was lost: twice is better than never
                pause, wait = wait, min(wait * 2, _SLOWEST)
                if time.monotonic() + pause > until:
                    raise
            await asyncio.sleep(pause)


def _less_and_less(piece: Piece) -> Iterator[Piece]:
    """A message, then forms of it that Telegram may take where it does not take the one before."""
    yield piece
    if piece.document:  # the words before it say how to do without
        return
    if piece.photo and piece.text:
        yield replace(piece, photo=None)
    text = piece.text or words().choose
    if piece.html or piece.keyboard:
        yield Piece(text, "", piece.keyboard)
    if piece.keyboard:
        listed = "\n".join([text, *(f"• {title}" for title, _ in piece.keyboard)])
        yield Piece(listed if size(listed) <= TEXT else text, "")


def _note(what: str, error: Exception) -> None:
    """Note in the log what Telegram did not do; its own words may hold the token or what a person said."""
    logger.error("Telegram did not %s: %s", what, type(error).__name__)
