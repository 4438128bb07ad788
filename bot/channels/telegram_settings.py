"""What the Telegram channel is told from outside: its settings, and its secrets from the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Mapping, Optional
from urllib.parse import urlsplit

from pydantic import BaseModel, Extra, Field, StrictStr, validator

from bot.channels.countries import Country

TOKEN, SECRET = "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET"
CHANNEL = "bot.channels.telegram.TelegramInput"  # in credentials.yml
API = "https://api.telegram.org"


class Settings(BaseModel):
    """The channel's entry in `credentials.yml`; all of it may be left out.

    Args:
        country: two letters, such as `GB`: whose emergency numbers are named. Without it those of the country that a
            person's Telegram names with its language, else 112, 999 and 911.
        messages_per_minute: how many one person may send on average; a few more at once are allowed.
        api: where Telegram is, or a server of one's own for its bots.
        patience: seconds until an answer is given up on while Telegram can't be reached.
    """

    country: Optional[Country] = None
    messages_per_minute: float = Field(60, gt=0, le=100_000)
    api: StrictStr = API
    patience: float = Field(900, gt=0, le=86_400)

    class Config:
        extra = Extra.forbid

    @validator("api")
    def _is_address(cls, api: str) -> str:
        parts = urlsplit(api)
        if parts.scheme not in ("https", "http") or not parts.netloc or parts.path.strip("/"):
            raise ValueError(f"'{api}' is no address; write it as {API}, without a path")
        return api.rstrip("/")


@dataclass(frozen=True)
class Access:
    """What only the bot and Telegram know.

    Args:
        token: the bot's, from BotFather.
        secret: what each update must bring.
    """

    token: str
    secret: str

    @property
    def bot(self) -> int:
        """The bot's number, which its token begins with."""
        return int(self.token.split(":")[0])


def token(environment: Mapping[str, str] = os.environ) -> str:
    """The bot's token.

    Raises:
        ValueError: it is missing or can't be one; says where it comes from.
    """
    given = environment.get(TOKEN, "").strip()
    if not re.fullmatch(r"\d{1,15}:[A-Za-z0-9_-]{20,}", given):
        problem = "is no token" if given else "is not set"
        raise ValueError(f"{TOKEN} {problem}; @BotFather gives it, see docs/telegram.md")
    return given


def access(environment: Mapping[str, str] = os.environ) -> Access:
    """The token and the secret.

    Raises:
        ValueError: one is missing or can't be one; says which, and where it comes from.
    """
    known, shared = token(environment), environment.get(SECRET, "").strip()
    if not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", shared):
        problem = "is not 32 to 256 letters, figures, - or _" if shared else "is not set"
        raise ValueError(f"{SECRET} {problem}; make one with: openssl rand -hex 32")
    return Access(known, shared)
