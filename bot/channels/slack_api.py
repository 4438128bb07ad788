"""What is sent to Slack: through pauses it asks for and through outages, in order, each message once."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from dataclasses import replace
from typing import Any, Awaitable, Callable, Dict, Optional
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack_blocks import TEXT, Sent

logger = logging.getLogger(__name__)

_HOOKS = "hooks.slack.com"  # where Slack's addresses for answers lead
_PAUSES = 30  # how often Slack may ask for one in a row
_SLOWEST = 8.0  # seconds between two tries
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class NotSent(Exception):
    """A message Slack does not take, or not in time. Says why in Slack's word for it."""


class Api:
    """Slack's Web API.

    Args:
        token: the bot's.
        address: of the API.
        timeout: seconds a call may take.
        patience: seconds an outage may last; what Slack asks to wait does not count.
    """

    def __init__(self, token: str, address: str, timeout: int = 10, patience: float = 180) -> None:
        self._address, self._timeout, self._patience = address, timeout, patience
        self._waits = [AsyncRateLimitErrorRetryHandler(max_retry_count=_PAUSES)]
        self._client = AsyncWebClient(token, address, timeout, retry_handlers=[*self._waits])

    async def post(self, channel: str, message: Sent, thread: Optional[str] = None, name: str = "") -> None:
        """Post a message.

        Args:
            channel: where, or the id of a person to write to directly.
            message: what.
            thread: the message under which it stands.
            name: the message's own name; where given, it is looked for before it is sent again.

        Raises:
            NotSent: Slack does not take it.
        """
        body = {"channel": channel, "unfurl_links": False, "unfurl_media": False, **_under(thread)}
        if name and message.blocks:
            message = replace(message, blocks=[{"block_id": name, **message.blocks[0]}, *message.blocks[1:]])

        async def there() -> bool:
            return bool(name) and await self._is_there(channel, thread, name)

        await self._send("chat.postMessage", body, message, there)

    async def whisper(self, channel: str, user: str, message: Sent, thread: Optional[str] = None) -> None:
        """Post a message that one person alone sees.

        Raises:
            NotSent: Slack does not take it.
        """
        await self._send("chat.postEphemeral", {"channel": channel, "user": user, **_under(thread)}, message)

    async def update(self, channel: str, stamp: str, message: Sent) -> None:
        """Put a message in the place of another.

        Raises:
            NotSent: Slack does not take it.
        """
        await self._send("chat.update", {"channel": channel, "ts": stamp}, message)

    async def home(self, user: str, view: Dict[str, Any]) -> None:
        """Show somebody the app's home.

        Raises:
            NotSent: Slack does not take it.
        """
        await self._patiently(lambda: self._client.api_call("views.publish", json={"user_id": user, "view": view}))

    async def respond(self, address: str, message: Sent, instead: bool = False) -> None:
        """Answer at the address that came with a command or a click, for that person alone.

        Args:
            address: good for five answers in half an hour.
            message: what.
            instead: whether it takes the place of what was clicked.

        Raises:
            NotSent: Slack does not take it.
        """
        if not self._is_slacks(address):
            raise NotSent("no address of Slack's")
        body: Dict[str, Any] = {"response_type": "ephemeral", "replace_original": instead}
        hook = AsyncWebhookClient(address, self._timeout, retry_handlers=[*self._waits])

        async def call(**message: Any) -> None:
            given = await hook.send_dict({**body, **message})
            if given.status_code != 200:
                raise _Failed(given.status_code, given.body[:40])

        try:
            await self._patiently(lambda: call(text=message.text[:TEXT], blocks=message.blocks))
        except NotSent as error:
            if "invalid" not in str(error):
                raise
            await self._patiently(lambda: call(text="\n".join(message.plain())))

    def _is_slacks(self, address: str) -> bool:
        there, api = urlsplit(address), urlsplit(self._address)
        return (there.scheme, there.netloc) in (("https", _HOOKS), (api.scheme, api.netloc))

    async def _send(
        self, method: str, body: Dict[str, Any], message: Sent, there: Optional[Callable[[], Awaitable[bool]]] = None
    ) -> None:
        """Send a message, or its words alone if Slack can't show its blocks."""

        async def call(**message: Any) -> None:
            await self._client.api_call(method, json={**body, **message})

        try:
            await self._patiently(lambda: call(text=message.text[:TEXT], blocks=message.blocks), there)
        except NotSent as error:
            if "block" not in str(error) and "attachment" not in str(error):
                raise
            logger.error("Slack can't show a message as it is (%s); its words were sent alone", error)
            edited = method == "chat.update"  # keeps its blocks unless they are taken away, and is one message
            more: Dict[str, Any] = {"blocks": []} if edited else {}
            for text in message.plain()[: 1 if edited else None]:
                await self._patiently(functools.partial(call, text=text, **more))

    async def _patiently(
        self, call: Callable[[], Awaitable[Any]], there: Optional[Callable[[], Awaitable[bool]]] = None
    ) -> None:
        """Try until it is done.

        Args:
            call: what to do.
            there: tells whether it was done after all when no answer came.

        Raises:
            NotSent: it will never be done, or the outage lasts too long.
        """
        until, pause = time.monotonic() + self._patience, 0.5
        while True:
            problem, unsure = await _tried(call)
            if problem is None:
                return
            if time.monotonic() + pause > until:
                raise NotSent(problem)
            await asyncio.sleep(pause)
            pause = min(pause * 2, _SLOWEST)
            if unsure and there and await there():
                return

    async def _is_there(self, channel: str, thread: Optional[str], name: str) -> bool:
        """Whether a message of that name stands in a channel; False where that can't be told."""
        try:
            which: Any = {"ts": thread} if thread else {}
            read = self._client.conversations_replies if thread else self._client.conversations_history
            given = await read(channel=channel, limit=20, **which)
        except (SlackApiError, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            return False
        blocks = [block for each in given.get("messages") or [] for block in each.get("blocks") or []]
        return any(block.get("block_id") == name for block in blocks)


class _Failed(Exception):
    """An address for answers did not take one."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status


async def _tried(call: Callable[[], Awaitable[Any]]) -> tuple[Optional[str], bool]:
    """Try once: None if it went well, else why it may be tried again, and whether it may have been done all the same.

    Raises:
        NotSent: there is no use in trying again.
    """
    status: Any
    try:
        await call()
        return None, False
    except _Failed as error:
        status, problem = error.status, str(error)
    except SlackApiError as error:
        given: Any = error.response
        status = getattr(given, "status_code", None) or getattr(given, "status", 500)
        problem = given.get("error", "") if hasattr(given, "get") else ""
    except aiohttp.ClientConnectorError as error:
        return type(error).__name__, False
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
        return type(error).__name__, True
    if status >= 500 or status == 429 or problem in _PASSING:
        return problem or str(status), status != 429 and problem != "ratelimited"
    raise NotSent(problem or str(status))


def _under(thread: Optional[str]) -> Dict[str, str]:
    return {"thread_ts": thread} if thread else {}
