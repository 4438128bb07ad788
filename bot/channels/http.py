"""What the channels over HTTP share: the body of a request, the assistant it is for, and the answer to one refused."""

from __future__ import annotations

from rasa.core.agent import Agent
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusals import Refused, unavailable


def assistant(app: Sanic) -> Agent:
    """The assistant that a server holds.

    Raises:
        Refused: it is not loaded.
    """
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise unavailable()
    return agent


async def body(request: Request, most: int, what: str) -> bytes:
    """The body of a request to a route that streams, as far as it may be.

    Args:
        request: the request.
        most: how many bytes it may have.
        what: names in the refusal what it is too large for.

    Raises:
        Refused: it is larger.
    """
    raw = b""
    assert request.stream  # the route is one that streams
    async for part in request.stream:
        raw += part
        if len(raw) > most:
            raise Refused(413, "too_large", f"That is far too large for {what}.")
    return raw


def refusal(no: Refused) -> HTTPResponse:
    """The answer to a request that was refused."""
    headers = {} if no.wait is None else {"Retry-After": str(no.wait)}
    headers.update({"Allow": no.allow} if no.allow else {})
    return response.json({"error": no.code, "message": no.sentence}, no.status, headers)
