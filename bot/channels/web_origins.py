"""Which sites' pages may talk to a channel."""

from __future__ import annotations

from typing import Iterable

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusals import Refused

_METHODS = "GET, POST, DELETE"
_HEADERS = "Authorization, Content-Type"
_REMEMBERED = "7200"  # seconds a browser need not ask again


class Origins:
    """A list of sites, without wildcards.

    Args:
        listed: their origins, such as `https://clinic.example`.
    """

    def __init__(self, listed: Iterable[str]) -> None:
        self._listed = frozenset(listed)

    def check(self, request: Request) -> None:
        """Let pages of this server and of listed sites pass, and what is no page.

        Raises:
            Refused: the page is of another site.
        """
        origin = request.headers.get("origin")
        if origin is not None and origin not in (*self._listed, f"http://{request.host}", f"https://{request.host}"):
            raise Refused(403, "origin_not_allowed", "This page is not on the list of sites that may use this chat.")

    def mark(self, request: Request, answer: HTTPResponse) -> None:
        """Let a listed page's browser read an answer, and no other page's."""
        clear(answer)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Vary"] = "Origin"
        if request.headers.get("origin") not in self._listed:
            return
        answer.headers["Access-Control-Allow-Origin"] = request.headers["origin"]
        answer.headers["Access-Control-Expose-Headers"] = "Retry-After"
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Methods"] = _METHODS
            answer.headers["Access-Control-Allow-Headers"] = _HEADERS
            answer.headers["Access-Control-Max-Age"] = _REMEMBERED


def clear(answer: HTTPResponse) -> None:
    """Take out what was said of origins before, and let no browser guess what an answer is."""
    for header in [each for each in answer.headers if each.lower().startswith("access-control-")]:
        del answer.headers[header]
    answer.headers["X-Content-Type-Options"] = "nosniff"
