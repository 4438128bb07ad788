"""Telling Telegram where the bot is: `ilio telegram`."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Awaitable, Callable, Dict, List

from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.settings import settings
from bot.channels.telegram_sender import client
from bot.channels.telegram_settings import API, CHANNEL, TOKEN, Settings, access, token
from bot.channels.telegram_updates import KINDS
from bot.channels.telegram_words import words
from bot.channels.webhook_address import webhook
from bot.errors import ILIO, TelegramFailed
from bot.settings_files import read

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
    url = webhook(address, PATH, _PORTS)
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
        me, hook = await bot.get_me(), await bot.get_webhook_info()
        known: Dict[str, str] = {
            "bot": f"@{me.username}",
            "webhook": hook.url or f"none; set it with: {ILIO} telegram set-webhook https://…",
            "updates": ", ".join(hook.allowed_updates or ()) or "all kinds",
            "waiting": str(hook.pending_update_count),
        }
        if hook.last_error_date:
            ago = datetime.now(timezone.utc) - hook.last_error_date
            known["last failure"] = f"{hook.last_error_message}, {int(ago.total_seconds() // 60)} minutes ago"
        return [f"{name}: {value}" for name, value in known.items()]

    return await _ask(credentials, do)


async def _ask(credentials: Path, do: Callable[[Bot], Awaitable[List[str]]]) -> List[str]:
    """Ask Telegram something; its words are passed on only where they can't hold the token."""
    api = settings(Settings, CHANNEL, read(credentials).get(CHANNEL), str(credentials)).api
    try:
        bot = client(token(), api)
    except ValueError as problem:
        raise TelegramFailed(str(problem)) from None
    try:
        return await do(bot)
    except InvalidToken:
        where = "Telegram" if api == API else api
        raise TelegramFailed(f"{where} knows no bot with this {TOKEN}; @BotFather shows the right one") from None
    except BadRequest as error:
        raise TelegramFailed(f"Telegram refused it: {error.message}") from None
    except RetryAfter:
        raise TelegramFailed("Telegram was asked too often; try again in a minute") from None
    except NetworkError:
        mend = "check the network" if api == API else f"check the network, and `api` in {credentials}"
        raise TelegramFailed(f"Telegram can't be reached at {api}; {mend}, then try again") from None
    except (TelegramError, AttributeError, LookupError, TypeError, ValueError):
        raise TelegramFailed(
            f"{api} answered with something that is not Telegram's; try again later, or check `api` in {credentials}"
        ) from None
    finally:
        await bot.request.shutdown()
