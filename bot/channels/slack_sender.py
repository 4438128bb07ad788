"""Sending to Slack so that nobody but the person who asked sees it: what people ask about is their health."""

from __future__ import annotations

import logging
from typing import List

from bot.channels.slack_api import Api, NotSent
from bot.channels.slack_blocks import Sent, says
from bot.channels.slack_incoming import Came, Where
from bot.channels.slack_words import words

logger = logging.getLogger(__name__)


class Sender:
    """Sends where an answer belongs.

    Args:
        api: Slack.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    async def send(self, where: Where, message: Sent, name: str = "") -> None:
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

    async def point(self, where: Where) -> None:
        """Tell the thread that an answer was given; what one person alone sees is shown in a thread that is there."""
        try:
            await self._api.post(where.channel, says(words().answered), where.thread)
        except NotSent as error:
            logger.error("Slack did not take a note in a thread: %s", error)

    async def replace(self, came: Came, messages: List[Sent]) -> None:
        """Put messages in the place of those whose button was clicked; where Slack does not take that, they stay."""
        for message in messages:
            try:
                if came.where.address:
                    await self._api.respond(came.where.address, message, instead=True)
                else:
                    await self._api.update(came.where.channel, came.stamp, message)
            except NotSent as error:
                logger.error("Slack did not take the buttons away: %s", error)
