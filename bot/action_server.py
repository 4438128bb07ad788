"""Actions in processes of their own: the server that runs them, and how a Rasa server asks it."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any, Optional

import aiohttp
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.endpoint import create_app
from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.local_actions import LocalActions

logger = logging.getLogger(__name__)

_WAIT = aiohttp.ClientTimeout(total=5, sock_connect=1)  # an action takes milliseconds
_PASSED_OVER = 5.0  # seconds for which a server that did not answer is not asked again


class RemoteActions(LocalActions):
    """Has an action server run the actions, and runs them here while none answers.

    An action server that is away thus costs nobody an answer, and least of all the one to an emergency.

    Args:
        url: the action server's webhook.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self._session: Optional[aiohttp.ClientSession] = None
        self._away_until = 0.0

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        """Run the action named in `kwargs["json"]`.

        Raises:
            ClientResponseError: the action rejected its execution.
        """
        if time.monotonic() >= self._away_until:
            try:
                return await self._asked(kwargs["json"])
            except ClientResponseError:  # Rasa's, which derives from aiohttp's
                raise
            except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
                self._away_until = time.monotonic() + _PASSED_OVER
                logger.error("The action server does not answer (%s); its actions are run here", type(error).__name__)
        return await super().request(method, **kwargs)

    async def _asked(self, call: Any) -> Any:
        """What the action server answers.

        Raises:
            ClientResponseError: the action rejected its execution.
            aiohttp.ClientError, asyncio.TimeoutError, ValueError: it does not answer, or not as it should.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_WAIT)  # kept, as its connections are
        async with self._session.post(self.url, json=call) as answer:
            if answer.status == 400:
                raise ClientResponseError(400, answer.reason, await answer.text())
            answer.raise_for_status()
            return json.loads(await answer.text())


def serve_actions(host: str, port: int) -> None:
    """Serve the actions at `/webhook`, and `/health`, until stopped."""
    app = create_app("actions", cors_origins="")

    async def failed(request: Request, error: Exception) -> HTTPResponse:
        logger.error("An action failed: %s", type(error).__name__)
        return response.json({"error": type(error).__name__}, getattr(error, "status_code", 500))

    app.error_handler.add(Exception, failed)  # the SDK's own repeats the request, which holds what was said
    app.run(host, port, access_log=False, motd=False)
