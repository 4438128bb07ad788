"""The Slack channel: direct messages, mentions, `/ilio` and the app's home, all at one address.

    POST  /webhooks/slack/events    events, clicks, commands     200 at once; 400, 401, 413, 415 for what is not Slack's
    GET   /webhooks/slack/          whether the channel is on    200, or 503

Slack is answered at once, as it waits three seconds; Ilio's answer is sent when it is ready, one message a turn. In a
channel nobody but the person who asked sees it: what people ask about is their health.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import os
import re
from base64 import urlsafe_b64encode
from typing import Any, Awaitable, Callable, Dict, List, Optional

from pydantic import BaseModel, Extra, Field, StrictStr, validator
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.background import Background
from bot.channels.countries import Country, located
from bot.channels.deduplication import Seen
from bot.channels.inbox import Inbox
from bot.channels.incoming import Incoming
from bot.channels.rate_limits import RateLimit
from bot.channels.refusals import Refused, unavailable
from bot.channels.replies import opaque, replies
from bot.channels.secret import shared_secret
from bot.channels.settings import settings
from bot.channels.slack_api import Api, NotSent
from bot.channels.slack_blocks import Sent, home, render, says, shown_from, with_file
from bot.channels.slack_requests import Came, Challenge, Gate, Opened, Place, Where, read
from bot.channels.slack_words import words
from bot.channels.webhook_address import webhook
from bot.core.content import content
from bot.core.readability import plain
from bot.errors import BadAddress
from bot.keyed_locks import KeyedLocks
from bot.stores import conversations
from bot.stores.conversations import Turn

logger = logging.getLogger(__name__)

TOKEN, SIGNING = "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"
_LARGEST = 1_048_576  # bytes of a request; a click brings the message it stands under
_AT_ONCE = 3  # turns; understanding a message holds all else up, and Slack waits three seconds for its answer
_TRIES = 4  # at a message that can't be taken just now
_DELETE = re.compile(
    r"(?:please )?(?:delete|erase|remove|forget) (?:all )?(?:of )?(?:my|our) (?:data|messages|talks?|history)"
    r"(?: please)?"
)


class Settings(BaseModel):
    """The channel's entry in `credentials.yml`; all of it may be left out.

    Args:
        country: two letters, such as `GB`: whose emergency numbers are named; 112, 999 and 911 without it.
        messages_per_minute: how many one conversation may hold on average; a few more at once are allowed.
        server: address of the server with the web channel, such as `https://ilio.example`: Slack fetches pictures
            from there, and calendar files are linked there; without it there are none.
        api: address of Slack's API.
    """

    country: Optional[Country] = None
    messages_per_minute: float = Field(60, gt=0, le=100_000)
    server: Optional[StrictStr] = None
    api: StrictStr = StrictStr("https://slack.com/api/")

    class Config:
        extra = Extra.forbid

    @validator("server")
    def _is_reached(cls, server: Optional[str]) -> Optional[str]:
        try:
            return server and webhook(server, "/chat")
        except BadAddress as error:
            raise ValueError(str(error)) from None


class SlackInput(InputChannel):
    """The channel `bot.channels.slack.SlackInput` of `credentials.yml`.

    Args:
        settings: its settings.
        key: names conversations and buttons.
        token, signing: the app's; without either the channel is off.
    """

    def __init__(self, settings: Settings, key: bytes, token: str, signing: str) -> None:
        self._settings, self._secret = settings, key
        self._inbox = Inbox(self.name(), key, RateLimit(burst=15, per_minute=settings.messages_per_minute))
        self._door = RateLimit(burst=40, per_minute=settings.messages_per_minute)
        self._excuses = RateLimit(burst=3, per_minute=6)
        self._order, self._background, self._seen = KeyedLocks(), Background(), Seen()
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._on = bool(token and signing)
        if self._on:
            self._gate, self._api = Gate(signing), Api(token, settings.api)

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
            raw = await _body(request)
            self._gate.check(raw, request.headers)
            came = read(raw, request.headers.get("content-type", ""))
            if isinstance(came, Challenge):
                return response.json({"challenge": came.word})
            if came is not None:
                self._begin(_agent(request), came)
            return response.empty(200)
        except Refused as no:
            headers = {} if no.wait is None else {"Retry-After": str(no.wait)}
            return response.json({"error": no.code, "message": no.sentence}, no.status, headers)

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
            async with self._order.of(self._conversation(came.place)):
                await self._answer(agent, came)
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
            await self._send(where, says(no.sentence if no.status != 503 else words().failed))
        except (Refused, NotSent):
            pass

    async def _answer(self, agent: Agent, came: Came) -> None:
        """Answer something said, asked for or clicked.

        Raises:
            Refused: it can't be answered; says why.
            NotSent: Slack does not take the answer.
        """
        if came.wish == "delete" or _DELETE.fullmatch(plain(came.text or "")):
            await self._delete(agent, came.place.user)
            return await self._send(came.where, says(words().deleted))
        if came.files and not came.text:
            return await self._send(came.where, says(words().no_files))
        conversation = self._conversation(came.place)
        turn, new = await self._turn(agent, conversation, came)
        if turn.repeated:  # and so answered by another server, or before a restart
            return await self._disable(agent, conversation, came, turn)
        if new and came.place.channel:
            await self._point(came.where)
        messages = self._rendered(turn, came.place) or [says(content().phrases.failed)]
        for number, message in enumerate(messages):
            await self._send(came.where, message, f"{_name(came.id)}-{number}")
        await self._disable(agent, conversation, came, turn)
        if not came.where.alone and _is_emergency(turn):  # what only one person sees is gone with the next reload
            for message in messages:
                await self._send(Where(came.where.user, came.where.user, alone=True), message)

    async def _turn(self, agent: Agent, conversation: str, came: Came) -> tuple[Turn, bool]:
        """Have something answered, and tell whether a talk began with it.

        Raises:
            Refused: it was not taken.
        """
        locale = located(None, self._settings.country)
        event = came.wish or (None if came.text or came.button else "open")  # a mention without a word asks who that is
        message = Incoming(_name(came.id), None if event else came.text, came.button, event, locale)
        new = False
        for left in reversed(range(_TRIES)):
            try:
                async with self._room:
                    return await self._inbox.take(agent, conversation, message), new
            except Refused as no:
                if no.code == "gone" and not came.button and left:
                    await self._inbox.begin(agent, conversation)
                    new = True
                elif no.wait is not None and left and not self._background.closing:
                    await asyncio.sleep(no.wait)
                else:
                    raise
        raise unavailable()

    async def _delete(self, agent: Agent, user: str) -> None:
        """Delete all talks of a person.

        Raises:
            Refused: they can't be deleted now.
        """
        try:
            found = await conversations.begun_with(agent, self._of(user))
        except Exception as error:
            logger.error("Conversations could not be listed: %s", type(error).__name__)
            raise unavailable() from None
        for each in found:
            await self._inbox.delete(agent, each)

    # ── out ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of(self, user: str) -> str:
        """How the ids of a person's conversations begin; says nothing of who it is."""
        return f"slack-{self._digest(user)}-"

    def _conversation(self, place: Place) -> str:
        return self._of(place.user) + self._digest(f"{place.user}\0{place.name}")

    def _digest(self, text: str) -> str:
        digest = hmac.new(self._secret, f"slack\0{text}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(digest[:15]).decode()

    def _rendered(self, turn: Turn, place: Place, clicked: Optional[str] = None) -> List[Sent]:
        def name(payload: str) -> str:
            return opaque(self._secret, self._conversation(place), payload)

        server = self._settings.server
        bubbles = [with_file(shown_from(each, server), server) for each in replies(turn.replies)]
        return render(bubbles, f"{place.name}|{turn.message_id}", name, clicked)

    async def _send(self, where: Where, message: Sent, name: str = "") -> None:
        """Send a message where nobody else reads it; if it can't be shown there, directly.

        Raises:
            NotSent: Slack does not take it.
        """
        if where.alone:
            return await self._api.post(where.channel, message, where.thread, name)
        try:
            if where.thread or not where.address:
                await self._api.whisper(where.channel, where.user, message, where.thread)
            else:
                await self._api.respond(where.address, message)
        except NotSent as error:
            logger.error("Slack did not show an answer where it was asked for (%s); it was sent directly", error)
            await self._api.post(where.user, message)

    async def _point(self, where: Where) -> None:
        """Tell the thread that an answer was given; what one person alone sees is shown in a thread that is there."""
        try:
            await self._api.post(where.channel, says(words().answered), where.thread)
        except NotSent as error:
            logger.error("Slack did not take a note in a thread: %s", error)

    async def _disable(self, agent: Agent, conversation: str, came: Came, answer: Turn) -> None:
        """Put what was chosen in the place of the buttons that were clicked, if any were."""
        if not came.button:
            return
        chosen = opaque(self._secret, conversation, answer.text)  # a second click does not change what the first chose
        turns = await self._inbox.history(agent, conversation)
        clicked = [each for each in turns if each.message_id == came.turn]
        for message in [part for each in clicked for part in self._rendered(each, came.place, chosen)]:
            try:
                if came.where.address:
                    await self._api.respond(came.where.address, message, instead=True)
                else:
                    await self._api.update(came.where.channel, came.stamp, message)
            except NotSent as error:
                logger.error("Slack did not take the buttons away: %s", error)


def _is_emergency(turn: Turn) -> bool:
    return any((each.card or {}).get("type") == "emergency" for each in replies(turn.replies))


def _name(given: str) -> str:
    """An id of Slack's, or a message made for it, as the inbox wants ids."""
    return hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()[:32]


def _agent(request: Request) -> Agent:
    """The assistant.

    Raises:
        Refused: it is not loaded.
    """
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise unavailable()
    return agent


async def _body(request: Request) -> bytes:
    """The body of a request, as far as it may be.

    Raises:
        Refused: it is larger.
    """
    raw = b""
    assert request.stream  # the route is one that streams
    async for part in request.stream:
        raw += part
        if len(raw) > _LARGEST:
            raise Refused(413, "too_large", "That is far too large for Slack.")
    return raw
