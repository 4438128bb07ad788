"""What people get in Slack for what they write, ask for and click."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import re
from base64 import urlsafe_b64encode
from typing import Callable, List, Optional

from rasa.core.agent import Agent

from bot.channels.countries import located
from bot.channels.inbox import Inbox
from bot.channels.incoming import Incoming
from bot.channels.refusals import Refused, unavailable
from bot.channels.replies import opaque, replies
from bot.channels.slack_blocks import Sent, render, says, shown_from, with_file
from bot.channels.slack_incoming import Came, Place, Where
from bot.channels.slack_sender import Sender
from bot.channels.slack_settings import Settings
from bot.channels.slack_words import words
from bot.core.content import content
from bot.core.readability import plain
from bot.stores import conversations
from bot.stores.conversations import Turn

logger = logging.getLogger(__name__)

_AT_ONCE = 3  # turns; understanding a message holds all else up, and Slack waits three seconds for its answer
_TRIES = 4  # at a message that can't be taken just now
_DELETE = re.compile(
    r"(?:please )?(?:delete|erase|remove|forget) (?:all )?(?:of )?(?:my|our) (?:data|messages|talks?|history)"
    r"(?: please)?"
)


class Talks:
    """The talks with all people, each under an id of its own.

    Args:
        inbox: takes the messages.
        key: names talks and buttons.
        settings: the channel's.
        sender: sends the answers.
        closing: whether the server is about to stop, so that nothing is tried again.
    """

    def __init__(
        self, inbox: Inbox, key: bytes, settings: Settings, sender: Sender, closing: Callable[[], bool]
    ) -> None:
        self._inbox, self._key, self._settings = inbox, key, settings
        self._sender, self._closing = sender, closing
        self._room = asyncio.Semaphore(_AT_ONCE)

    def id(self, place: Place) -> str:
        """The id of the talk with a person in a place; it tells neither, and can't be made from them."""
        return self._of(place.user) + self._digest(f"{place.user}\0{place.name}")

    async def answer(self, agent: Agent, came: Came) -> None:
        """Answer something said, asked for or clicked.

        Raises:
            Refused: it can't be answered; says why.
            NotSent: Slack does not take the answer.
        """
        if came.wish == "delete" or _DELETE.fullmatch(plain(came.text or "")):
            await self._delete(agent, came.place.user)
            return await self._sender.send(came.where, says(words().deleted))
        if came.files and not came.text:
            return await self._sender.send(came.where, says(words().no_files))
        conversation = self.id(came.place)
        turn, new = await self._turn(agent, conversation, came)
        if turn.repeated:  # and so answered by another server, or before a restart
            return await self._disable(agent, conversation, came, turn)
        if new and came.place.channel:
            await self._sender.point(came.where)
        messages = self._rendered(turn, came.place) or [says(content().phrases.failed)]
        for number, message in enumerate(messages):
            await self._sender.send(came.where, message, f"{_name(came.id)}-{number}")
        await self._disable(agent, conversation, came, turn)
        if not came.where.alone and _is_emergency(turn):  # what only one person sees is gone with the next reload
            for message in messages:
                await self._sender.send(Where(came.where.user, came.where.user, alone=True), message)

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
                elif no.wait is not None and left and not self._closing():
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

    def _of(self, user: str) -> str:
        """How the ids of a person's conversations begin; says nothing of who it is."""
        return f"slack-{self._digest(user)}-"

    def _digest(self, text: str) -> str:
        digest = hmac.new(self._key, f"slack\0{text}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(digest[:15]).decode()

    def _rendered(self, turn: Turn, place: Place, clicked: Optional[str] = None) -> List[Sent]:
        def name(payload: str) -> str:
            return opaque(self._key, self.id(place), payload)

        server = self._settings.server
        bubbles = [with_file(shown_from(each, server), server) for each in replies(turn.replies)]
        return render(bubbles, f"{place.name}|{turn.message_id}", name, clicked)

    async def _disable(self, agent: Agent, conversation: str, came: Came, answer: Turn) -> None:
        """Put what was chosen in the place of the buttons that were clicked, if any were."""
        if not came.button:
            return
        chosen = opaque(self._key, conversation, answer.text)  # a second click does not change what the first chose
        turns = await self._inbox.history(agent, conversation)
        clicked = [each for each in turns if each.message_id == came.turn]
        await self._sender.replace(
            came, [part for each in clicked for part in self._rendered(each, came.place, chosen)]
        )


def _is_emergency(turn: Turn) -> bool:
    return any((each.card or {}).get("type") == "emergency" for each in replies(turn.replies))


def _name(given: str) -> str:
    """An id of Slack's, or a message made for it, as the inbox wants ids."""
    return hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()[:32]
