"""Telling Telegram where the bot is: `ilio telegram`."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Awaitable, Callable, Dict, List
from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError
from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram_access import CHANNEL, TOKEN, Settings, access, token
from bot.channels.telegram_sender import client
from bot.channels.telegram_updates import KINDS
from bot.channels.telegram_words import words
from bot.errors import BadAddress, BadSettings, TelegramFailed

PATH = "/webhooks/telegram/webhook"
_PORTS = (443, 80, 88, 8443)  # the only ones that Telegram talks to


async def set_webhook(credentials: Path, address: str) -> List[str]:
    """Have Telegram bring updates to this server, and list the commands it knows; lines on what was done.

    Args:
        credentials: the file with the channel's settings.
        address: where the server is reached from outside, such as `https://ilio.example`.

    Raises:
        IlioError: it can't be done; says why.
    """
    parts = urlsplit(address)
    try:
        fits = parts.scheme == "https" and bool(parts.hostname) and (parts.port or 443) in _PORTS
    except ValueError:
        fits = False
    if not fits or parts.query or parts.fragment:
        raise BadAddress(address)
    url = address.rstrip("/").removesuffix(PATH) + PATH
    try:
        shared = access().secret
    except ValueError as problem:
        raise TelegramFailed(str(problem)) from None

    async def do(bot: Bot) -> List[str]:
        await bot.set_webhook(url, secret_token=shared, allowed_updates=KINDS)
        await bot.set_my_commands([BotCommand(name, text) for name, text in words().commands.items()])
        return [f"Telegram brings what is written to the bot to {url}.", "It lists the bot's commands."]

    return await _ask(credentials, do)


async def delete_webhook(credentials: Path) -> List[str]:
    """Have Telegram bring nothing any more; what is written waits there for a day.

    Raises:
        IlioError: it can't be done; says why.
    """

    async def do(bot: Bot) -> List[str]:
        await bot.delete_webhook()
        return ["Telegram brings nothing any more; what is written to the bot waits there for a day."]

    return await _ask(credentials, do)


async def info(credentials: Path) -> List[str]:
    """What Telegram knows of the bot, and how bringing updates goes.

    Raises:
        IlioError: it can't be asked; says why.
    """

    async def do(bot: Bot) -> List[str]:
        me, webhook = await bot.get_me(), await bot.get_webhook_info()
        known: Dict[str, str] = {
            "bot": f"@{me.username}",
            "webhook": webhook.url or "none; set it with: ilio telegram set-webhook https://…",
            "updates": ", ".join(webhook.allowed_updates or ()) or "all kinds",
            "waiting": str(webhook.pending_update_count),
        }
        if webhook.last_error_date:
            ago = datetime.now(timezone.utc) - webhook.last_error_date
            known["last failure"] = f"{webhook.last_error_message}, {int(ago.total_seconds() // 60)} minutes ago"
        return [f"{name}: {value}" for name, value in known.items()]

    return await _ask(credentials, do)


async def _ask(credentials: Path, do: Callable[[Bot], Awaitable[List[str]]]) -> List[str]:
    """Ask Telegram something; its words are passed on only where they can't hold the token."""
    try:
        bot = client(token(), _settings(credentials).api)
    except ValueError as problem:
        raise TelegramFailed(str(problem)) from None
    try:
        return await do(bot)
    except InvalidToken:
        raise TelegramFailed(f"Telegram knows no bot with this {TOKEN}; @BotFather shows the right one") from None
    except BadRequest as error:
        raise TelegramFailed(f"Telegram refused it: {error.message}") from None
    except RetryAfter:
        raise TelegramFailed("Telegram was asked too often; try again in a minute") from None
    except TelegramError as error:
        raise TelegramFailed(f"Telegram can't be reached ({type(error).__name__}); check the network") from None
    finally:
        await bot.request.shutdown()


def _settings(credentials: Path) -> Settings:
    """The channel's settings; the usual ones where the file names none."""
    try:
        entry = (yaml.safe_load(credentials.read_text(encoding="utf-8")) or {}).get(CHANNEL)
        return Settings.parse_obj(entry or {})
    except ValidationError as error:
        first = error.errors()[0]
        raise BadSettings(CHANNEL, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (OSError, AttributeError, yaml.YAMLError) as error:
        raise BadSettings(CHANNEL, f"the file can't be read ({type(error).__name__})") from None
