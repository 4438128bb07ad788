"""What the Slack channel is told from outside: its settings, and the names of its secrets in the environment."""

from __future__ import annotations

from typing import Optional

from pydantic import BaseModel, Extra, Field, StrictStr, validator

from bot.channels.countries import Country
from bot.channels.webhook_address import webhook
from bot.errors import BadAddress

TOKEN, SIGNING = "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"


class Settings(BaseModel):
    """The channel's entry in `credentials.yml`; all of it may be left out.

    Args:
        country: two letters, such as `GB`: whose emergency numbers are named; 112, 999 and 911 without it.
        messages_per_minute: how many one conversation may hold on average; a few more at once are allowed.
        server: address of the server with the web channel, such as `https://ilio.example`: Slack fetches pictures
            from there, and calendar files are linked there; without it there are none.
        api: address of Slack's API.
    """

    country: Optional[Country] = None
    messages_per_minute: float = Field(60, gt=0, le=100_000)
    server: Optional[StrictStr] = None
    api: StrictStr = StrictStr("https://slack.com/api/")

    class Config:
        extra = Extra.forbid

    @validator("server")
    def _is_reached(cls, server: Optional[str]) -> Optional[str]:
        try:
            return server and webhook(server, "/chat")
        except BadAddress as error:
            raise ValueError(str(error)) from None
