"""Whether the bot is meant: in private always, in groups only where somebody speaks to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Awaitable, Callable

from bot.channels.telegram_words import words

if TYPE_CHECKING:
    from bot.channels.telegram_updates import Heard


class Mentions:
    """Knows the bot's name in what people write.

    Args:
        ask: asks Telegram for the name; empty while it does not tell.
    """

    def __init__(self, ask: Callable[[], Awaitable[str]]) -> None:
        self._ask, self._called = ask, ""

    async def spoken_to(self, heard: Heard) -> bool:
        """Whether something is for the bot: in private, a click, an answer to it, its name, or one of its commands."""
        if heard.addressee:
            return heard.addressee == await self._name()
        if heard.private or heard.to_bot or heard.click is not None or heard.command in words().commands:
            return True
        return "@" in heard.text and bool(await self._name() and self._mention().search(heard.text))

    async def _name(self) -> str:
        """The bot's name, asked for when it is first needed."""
        self._called = self._called or await self._ask()
        return self._called

    def _mention(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w@/])@{re.escape(self._called)}\b", re.IGNORECASE)

    def removed(self, text: str) -> str:
        """What was written, without calling the bot by its name."""
        if self._called:
            text = re.sub(rf"^(/[a-z]+)@{re.escape(self._called)}\b", r"\1", text, flags=re.IGNORECASE)
            text = self._mention().sub(" ", text)
        return text.strip()
