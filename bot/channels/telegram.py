"""The Telegram channel: what Telegram's servers talk to when somebody writes to the bot.

    POST   webhook   an update, with the secret that `ilio telegram set-webhook` agreed on   200, whatever is in it
    GET    health    whether the channel is on                                               200, or 503

An update is taken note of and answered with 200 at once; what the person gets is worked out and sent afterwards, in
order for each of them, and before the server stops. Private chats are answered; groups only where somebody speaks to
the bot, and each person there has a talk of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Awaitable, Callable, Coroutine, Dict, Optional

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.background import Background
from bot.channels.deduplication import Seen
from bot.channels.http import assistant
from bot.channels.inbox import Inbox
from bot.channels.refusals import Refused, too_fast
from bot.channels.secret import shared_secret
from bot.channels.settings import settings
from bot.channels.telegram_mentions import Mentions
from bot.channels.telegram_rendering import said
from bot.channels.telegram_settings import CHANNEL, Access, Settings, access
from bot.channels.telegram_talks import Answer, Talks
from bot.core.content import content
from bot.keyed_locks import KeyedLocks

if TYPE_CHECKING:  # the client of Telegram takes 9 MB: it is loaded where the channel is on
    from bot.channels.telegram_sender import Sender
    from bot.channels.telegram_updates import Heard

logger = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 262_144  # bytes of an update; Telegram's are smaller
_OLDEST = timedelta(hours=25)  # Telegram keeps what it could not deliver for a day
_AT_ONCE = 500  # updates under way; further ones wait, and Telegram with them
_OF_ONE = 20  # of those of one person
_Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class TelegramInput(InputChannel):
    """The channel `bot.channels.telegram.TelegramInput` of `credentials.yml`.

    Args:
        settings: its settings.
        key: names talks and buttons.
        access: the token and the secret; None where one is missing, and the channel is off.
    """

    def __init__(self, settings: Settings, key: bytes, access: Optional[Access]) -> None:
        self._settings, self._access = settings, access
        self._inbox = Inbox(self.name(), key, settings.messages_per_minute)
        self._background, self._talking, self._sending = Background(most=10 * _AT_ONCE), KeyedLocks(), KeyedLocks()
        self._talks = Talks(self._inbox, key, settings.country, lambda: self._background.closing)
        self._seen, self._waiting = Seen(), Counter[str]()
        self._sender: Optional[Sender] = None
        self._room: Optional[asyncio.Semaphore] = None
        self._mentions: Optional[Mentions] = None

    @classmethod
    def name(cls) -> str:
        """Kept with each message, and a part of the channel's address."""
        return "telegram"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> TelegramInput:
        """Make the channel from its entry in `credentials.yml`; without its secrets it is off, and says so once.

        Raises:
            IlioError: the entry or the secret of all channels can't be used; says what to write.
        """
        given, key = settings(Settings, CHANNEL, credentials), shared_secret()
        try:
            return cls(given, key, access())
        except ValueError as error:
            logger.error("Telegram is off: %s.", error)
            return cls(given, key, None)

    def blueprint(self, on_new_message: Callable[..., Awaitable[Any]]) -> Blueprint:
        """The routes; `on_new_message` is not used, as turns are read back under the conversation's lock."""
        routes = Blueprint("ilio_telegram")
        routes.add_route(_function(self._update), "/webhook", ["POST"], name="update", stream=True)
        routes.add_route(_function(self._health), "/health", ["GET"], name="health")
        routes.listener("before_server_start")(self._start)
        routes.listener("before_server_stop")(self._stop)
        return routes

    # ── in ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _health(self, request: Request) -> HTTPResponse:
        return response.json({"status": "ok"}) if self._access else response.json({"status": "off"}, 503)

    async def _update(self, request: Request) -> HTTPResponse:
        """Take an update. What can't be used gets its 200 too, as Telegram would bring it again for a day."""
        if self._access is None or self._room is None:
            return response.json({"error": "off"}, 503)
        from bot.channels.telegram_updates import read

        shown = request.headers.get(HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(shown, self._access.secret.encode()):
            return response.json({"error": "forbidden"}, 403)
        heard = read(await _body(request), self._access.bot)
        if heard is None or (heard.at and heard.at < datetime.now(timezone.utc) - _OLDEST):
            return response.json({})
        await self._room.acquire()
        if not self._seen.first(heard.update):
            self._room.release()
            return response.json({})
        try:
            self._background.start(self._handle(request.app, heard))
        except Refused:  # the server is about to stop; the next one is brought it again
            self._seen.forget(heard.update)
            self._room.release()
            return response.json({"error": "stopping"}, 503)
        return response.json({})

    async def _handle(self, app: Sanic, heard: Heard) -> None:
        """Answer an update; a person's next one waits until it is known what is sent, not until it is."""
        assert self._room and self._mentions
        talk = self._talks.id(heard)
        self._waiting[talk] += 1
        waiting = self._waiting[talk]
        try:
            if waiting > _OF_ONE + 1:  # the one before was told that it was too much
                return
            async with self._talking.of(talk):
                if not await self._mentions.spoken_to(heard):
                    return
                answer = Answer([said(too_fast(1).sentence)])
                if waiting <= _OF_ONE:
                    answer = await self._answer(app, talk, heard, self._mentions.removed(heard.text))
                sending = asyncio.ensure_future(self._send(heard, answer))
            await sending
        finally:
            self._waiting[talk] -= 1
            if not self._waiting[talk]:
                del self._waiting[talk]
            self._room.release()

    async def _answer(self, app: Sanic, talk: str, heard: Heard, text: str) -> Answer:
        try:
            return await self._talks.answer(lambda: assistant(app), talk, heard, text)
        except Exception as error:
            logger.error("An update of Telegram's failed: %s", type(error).__name__)
            return Answer([said(content().phrases.failed)])

    # ── out ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _send(self, heard: Heard, answer: Answer) -> None:
        """Send to a chat, one answer after the other; the click is seen to at once."""
        from bot.channels.telegram_sender import Place

        assert self._sender
        if heard.click is not None:
            with contextlib.suppress(Refused):
                self._background.start(self._sender.acknowledge(heard.click, answer.notice))
        if answer.refused or not (answer.shown or heard.click):
            return
        place: Optional[Place] = Place(heard.chat, heard.thread, None if heard.private else heard.message)
        async with self._sending.of(str(heard.chat)):
            if heard.click is not None and heard.message is not None:
                await self._sender.clear(heard.chat, heard.message)
            for piece in answer.shown:
                if place:
                    place = await self._sender.send(place, piece)

    async def _start(self, app: Sanic, loop: Any) -> None:
        """Make the client, here because it belongs to the loop; nothing is asked of Telegram."""
        if self._access:
            from bot.channels.telegram_sender import Sender, client

            bot = client(self._access.token, self._settings.api)
            self._sender, self._room = Sender(bot, self._settings.patience), asyncio.Semaphore(_AT_ONCE)
            self._mentions = Mentions(self._sender.name)

    async def _stop(self, app: Sanic, loop: Any) -> None:
        left = await self._background.finish()
        if left:
            logger.error("%d answers could not be sent to Telegram before the server stopped.", left)
        await self._inbox.background.finish()
        if self._sender:
            await self._sender.close()


def _function(method: _Handler) -> _Handler:
    """A method as a function, as the server writes on what handles its requests."""

    async def handle(request: Request) -> HTTPResponse:
        return await method(request)

    return handle


async def _body(request: Request) -> bytes:
    """The body of a request; nothing of one that is too large to be an update."""
    raw = b""
    assert request.stream  # the route is one that streams
    async for part in request.stream:
        raw = raw + part if len(raw) <= _LARGEST else raw
    return raw if len(raw) <= _LARGEST else b""
