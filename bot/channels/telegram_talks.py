"""What people get on Telegram for what they write and click."""

from __future__ import annotations

import asyncio
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Awaitable, Callable, List, Optional, Sequence, TypeVar

from rasa.core.agent import Agent

from bot.channels.countries import located
from bot.channels.deduplication import Seen
from bot.channels.inbox import Inbox
from bot.channels.incoming import Incoming
from bot.channels.refusals import Refused
from bot.channels.replies import Reply, opaque, replies
from bot.channels.telegram_rendering import Piece, pieces, said
from bot.channels.telegram_words import words
from bot.core.content import content
from bot.core.readability import plain
from bot.stores.conversations import Turn

if TYPE_CHECKING:
    from bot.channels.telegram_updates import Heard

Result = TypeVar("Result")

_OPENS = ("help", "quiz", "check")  # of these commands, the events of the same name
_WAITS = (2, 4, 8, 16, 16, 16)  # seconds until a message is tried again that could not be taken
_DELETES = re.compile(
    r"(?:please )?delete (?:all )?(?:of )?(?:my|this) (?:data|talk|chat|conversation|messages)(?: please)?"
)
_DELETE, _KEEP = "delete", "keep"


@dataclass(frozen=True)
class Answer:
    """What a person gets.

    Args:
        shown: what is sent.
        notice: what is said over the button that was clicked.
        refused: whether the click did nothing, so that its buttons stay.
    """

    shown: Sequence[Piece] = ()
    notice: Optional[str] = None
    refused: bool = False


class Talks:
    """The talks with all people, each under an id of its own.

    Args:
        inbox: takes the messages.
        key: names talks and buttons.
        country: of people whose Telegram names none, two capital letters.
        closing: whether the server is about to stop, so that nothing is tried again.
    """

    def __init__(self, inbox: Inbox, key: bytes, country: Optional[str], closing: Callable[[], bool]) -> None:
        self._inbox, self._key, self._country, self._closing = inbox, key, country, closing
        self._chosen = Seen()

    def id(self, heard: Heard) -> str:
        """The id of the talk with a person in a chat; it tells neither, and can't be made from them."""
        digest = hmac.new(self._key, f"telegram\0{heard.chat}\0{heard.user}".encode(), sha256).digest()
        return f"telegram-{urlsafe_b64encode(digest[:18]).decode()}"

    async def answer(self, agent: Callable[[], Agent], talk: str, heard: Heard, text: str) -> Answer:
        """Answer what was written or clicked.

        Args:
            agent: gives the assistant, or refuses while there is none.
            talk: the id of the talk.
            heard: what came.
            text: what was written, without the bot's name.
        """
        try:
            if heard.click is not None:
                return await self._clicked(agent, talk, heard)
            return Answer(await self._written(agent, talk, heard, text))
        except Refused as no:
            if heard.click is None:
                return Answer([said(no.sentence)])
            return Answer((), no.sentence if heard.private else words().not_yours, refused=True)

    async def _written(self, agent: Callable[[], Agent], talk: str, heard: Heard, text: str) -> List[Piece]:
        unread = [said(words().unread)] if heard.unread else []
        if not text and unread:
            return unread
        command = heard.command if heard.command == "start" or not heard.rest else ""
        if command == "delete" or _DELETES.fullmatch(plain(text)):
            return [*unread, self._question(talk)]
        event = "open" if command == "start" or not text else command if command in _OPENS else None
        message = Incoming(_message_id(heard), None if event else text, event=event, locale=self._locale(heard))
        turn = await self._trying(lambda: self._take(agent(), talk, message, command == "start"))
        return [] if turn.repeated else [*unread, *self._shown(talk, turn)]

    async def _clicked(self, agent: Callable[[], Agent], talk: str, heard: Heard) -> Answer:
        where = (heard.chat, heard.message, talk)
        if not self._chosen.first(where):
            return Answer((), words().chosen, refused=True)
        try:
            if self._is(talk, _KEEP, heard.button):
                return Answer([said(words().kept)])
            if self._is(talk, _DELETE, heard.button):
                await self._trying(lambda: self._inbox.delete(agent(), talk))
                return Answer([said(words().deleted)])
            message = Incoming(_message_id(heard), button=heard.button, locale=self._locale(heard))
            turn = await self._trying(lambda: self._inbox.take(agent(), talk, message))
            return Answer() if turn.repeated else Answer(self._shown(talk, turn))
        except Refused:
            self._chosen.forget(where)
            raise

    async def _take(self, agent: Agent, talk: str, message: Incoming, anew: bool) -> Turn:
        """Answer a message, in a new talk if there is none.

        Args:
            agent: the assistant.
            talk: the id of the talk.
            message: the message.
            anew: whether the talk starts over; the warning signs that stand are kept.
        """
        try:
            if anew and not any(
                each.message_id == message.message_id for each in await self._inbox.history(agent, talk)
            ):
                await self._inbox.restart(agent, talk)
            return await self._inbox.take(agent, talk, message)
        except Refused as no:
            if no.code != "gone":
                raise
        await self._inbox.begin(agent, talk)
        return await self._inbox.take(agent, talk, message)

    async def _trying(self, do: Callable[[], Awaitable[Result]]) -> Result:
        """Do something, again where it can't be done just now: Telegram will not bring it again.

        Raises:
            Refused: it will never be done, or not soon.
        """
        for wait in _WAITS:
            try:
                return await do()
            except Refused as no:
                if no.wait is None or self._closing():
                    raise
                await asyncio.sleep(no.wait if no.status == 429 else wait)
        return await do()

    def _locale(self, heard: Heard) -> Optional[str]:
        """The person's language, with the country of the settings: a phone's language says little of where it is."""
        return located(heard.locale, self._country)

    def _shown(self, talk: str, turn: Turn) -> List[Piece]:
        """A turn as it is sent; one that came to nothing is owned up to."""
        bubbles: Sequence[Reply] = replies(turn.replies) or [Reply(content().phrases.failed)]
        return pieces(bubbles, lambda payload: opaque(self._key, talk, payload))

    def _question(self, talk: str) -> Piece:
        """Whether to delete; the buttons are of use to the person who asked alone."""
        choices = ((_DELETE, words().delete_yes), (_KEEP, words().delete_no))
        return replace(said(words().delete), keyboard=tuple((title, self._own(talk, what)) for what, title in choices))

    def _is(self, talk: str, what: str, button: str) -> bool:
        return hmac.compare_digest(button.encode("utf-8", "replace"), self._own(talk, what).encode())

    def _own(self, talk: str, what: str) -> str:
        """The id of a button of the channel's own; no payload of the bot's begins like it."""
        return opaque(self._key, talk, f"telegram {what}")


def _message_id(heard: Heard) -> str:
    return f"telegram-{heard.update}"
