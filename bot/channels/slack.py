"""The Slack channel: direct messages, mentions, `/ilio` and the app's home, all at one address.

    POST  /webhooks/slack/events    events, clicks, commands     200 at once; 400, 401, 413, 415 for what is not Slack's
    GET   /webhooks/slack/          whether the channel is on    200, or 503

Slack is answered at once, as it waits three seconds; Ilio's answer is sent when it is ready, one message a turn. In a
channel nobody but the person who asked sees it: what people ask about is their health.
"""

from __future__ import annotations

import logging
import os
from typing import Any, Awaitable, Callable, Dict, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.background import Background
from bot.channels.deduplication import Seen
from bot.channels.http import assistant, body, refusal
from bot.channels.inbox import Inbox
from bot.channels.rate_limits import RateLimit
from bot.channels.refusals import Refused, unavailable
from bot.channels.secret import shared_secret
from bot.channels.settings import settings
from bot.channels.slack_api import Api, NotSent
from bot.channels.slack_blocks import home, says
from bot.channels.slack_incoming import Came, Challenge, Opened, Where
from bot.channels.slack_requests import Gate, read
from bot.channels.slack_sender import Sender
from bot.channels.slack_settings import SIGNING, TOKEN, Settings
from bot.channels.slack_talks import Talks
from bot.channels.slack_words import words
from bot.keyed_locks import KeyedLocks

logger = logging.getLogger(__name__)

_LARGEST = 1_048_576  # bytes of a request; a click brings the message it stands under


class SlackInput(InputChannel):
    """The channel `bot.channels.slack.SlackInput` of `credentials.yml`.

    Args:
        settings: its settings.
        key: names conversations and buttons.
        token, signing: the app's; without either the channel is off.
    """

    def __init__(self, settings: Settings, key: bytes, token: str, signing: str) -> None:
        self._inbox = Inbox(self.name(), key, settings.messages_per_minute)
        self._door = RateLimit(burst=40, per_minute=settings.messages_per_minute)
        self._excuses = RateLimit(burst=3, per_minute=6)
        self._order, self._background, self._seen = KeyedLocks(), Background(), Seen()
        self._on = bool(token and signing)
        if self._on:
            self._gate, self._api = Gate(signing), Api(token, settings.api)
            self._sender = Sender(self._api)
            self._talks = Talks(self._inbox, key, settings, self._sender, lambda: self._background.closing)

    @classmethod
    def name(cls) -> str:
        """Kept with each message, and told to actions; where its addresses begin."""
        return "slack"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> SlackInput:
        """Make the channel from its entry in `credentials.yml` and the secrets of the environment.

        Raises:
            IlioError: the entry or the secret of all channels can't be used; says what to write.
            ContentError: `slack.yml` is broken.
        """
        words()
        given, key = settings(Settings, f"{cls.__module__}.{cls.__name__}", credentials), shared_secret()
        token, signing = (os.environ.get(name, "").strip() for name in (TOKEN, SIGNING))
        missing = [name for name, given in ((TOKEN, token), (SIGNING, signing)) if not given]
        if missing:
            logger.error("Slack is off: the environment has no %s; see docs/slack.md", " and no ".join(missing))
        return cls(given, key, token, signing)

    def blueprint(self, on_new_message: Callable[..., Awaitable[Any]]) -> Blueprint:
        """The routes; `on_new_message` is not used, as turns must be read back under the conversation's lock."""
        routes = Blueprint("ilio_slack")

        async def events(request: Request) -> HTTPResponse:  # Sanic marks handlers, and a method can't be marked
            return await self._events(request)

        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok" if self._on else "off"}, 200 if self._on else 503)

        routes.add_route(health, "/", ["GET"], name="health")
        routes.add_route(events, "/events", ["POST"], name="events", stream=True)
        routes.listener("before_server_stop")(self._stop)
        return routes

    async def _events(self, request: Request) -> HTTPResponse:
        try:
            if not self._on:
                raise Refused(503, "off", f"Slack is off here: {TOKEN} or {SIGNING} is not set.")
            raw = await body(request, _LARGEST, "Slack")
            self._gate.check(raw, request.headers)
            came = read(raw, request.headers.get("content-type", ""))
            if isinstance(came, Challenge):
                return response.json({"challenge": came.word})
            if came is not None:
                self._begin(assistant(request.app), came)
            return response.empty(200)
        except Refused as no:
            return refusal(no)

    def _begin(self, agent: Agent, came: Came | Opened) -> None:
        """Do what is asked for in the background, unless it was sent before.

        Raises:
            Refused: too much is under way; Slack sends it again.
        """
        if not self._seen.first(came.id):
            return
        work = self._show_home(came) if isinstance(came, Opened) else self._in_turn(agent, came)
        try:
            self._background.start(work)
        except Refused:
            self._seen.forget(came.id)
            raise

    async def _stop(self, app: Sanic, loop: Any) -> None:
        await self._background.finish()
        await self._inbox.background.finish()

    # ── what people do ───────────────────────────────────────────────────────────────────────────────────────────

    async def _show_home(self, opened: Opened) -> None:
        try:
            await self._api.home(opened.user, home())
        except NotSent as error:
            logger.error("Slack did not take the app's home: %s", error)

    async def _in_turn(self, agent: Agent, came: Came) -> None:
        """Answer, when it is this talk's turn, whatever happens."""
        try:
            self._door.spend(came.place.user)
            async with self._order.of(self._talks.id(came.place)):
                await self._talks.answer(agent, came)
        except NotSent as error:
            logger.error("Slack did not take an answer: %s", error)
        except Refused as no:
            self._seen.forget(came.id)
            await self._excuse(came.where, no)
        except Exception as error:  # of which nobody else would hear
            logger.error("A message from Slack failed: %s", type(error).__name__)
            await self._excuse(came.where, unavailable())

    async def _excuse(self, where: Where, no: Refused) -> None:
        """Say why something was not done, unless that was said a lot."""
        try:
            self._excuses.spend(where.user)
            await self._sender.send(where, says(no.sentence if no.status != 503 else words().failed))
        except (Refused, NotSent):
            pass
