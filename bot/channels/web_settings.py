"""What the web channel is told in `credentials.yml`."""

from __future__ import annotations

from typing import List, Optional
from urllib.parse import urlsplit

from pydantic import BaseModel, Extra, Field, StrictStr, validator

from bot.channels.countries import Country


class Settings(BaseModel):
    """The channel's entry in `credentials.yml`; all of it may be left out.

    Args:
        origins: other sites that may have the chat on their pages, such as `https://clinic.example`.
        country: where visitors are, such as `GB`, unless a page names another; their time zone tells it otherwise.
        days: how long a conversation can be gone on with after the last visit.
        messages_per_minute: how many one conversation may hold on average; a few more at once are allowed.
        sessions_per_minute: how many conversations one address may begin.
    """

    origins: List[StrictStr] = []
    country: Optional[Country] = None
    days: float = Field(7, gt=0, le=3650)
    messages_per_minute: float = Field(60, gt=0, le=100_000)
    sessions_per_minute: float = Field(60, gt=0, le=100_000)

    class Config:
        extra = Extra.forbid

    @validator("origins", each_item=True)
    def _is_origin(cls, origin: str) -> str:
        host = urlsplit(origin).netloc
        if not host or origin not in (f"https://{host}", f"http://{host}"):
            raise ValueError(f"'{origin}' is no origin; write it as https://clinic.example, without a path")
        return origin
