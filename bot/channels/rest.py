"""The channel `rest`: Rasa's own, with a sentence for what is no message, and for a turn that came to nothing.

A picture stays with its words, as `image` and `alt`.
"""

from __future__ import annotations

import logging
from typing import Any, Awaitable, Callable, Optional

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput as RasaRestInput
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.replies import with_words
from bot.core.content import content

logger = logging.getLogger(__name__)

_LARGEST = 32_768  # bytes of a request, as on the web
_LONGEST = 255  # letters of a sender, as databases keep it
_FORMS = {
    "message": ((str,), "write what was said as text"),
    "sender": ((str, int, type(None)), "write the conversation's name as text"),
    "input_channel": ((str, type(None)), "write it as text, or leave it out"),
    "metadata": ((dict, type(None)), "write names with values, or leave it out"),
}


class RestInput(RasaRestInput):
    """The channel `bot.channels.rest.RestInput` of `credentials.yml`, at `/webhooks/rest/webhook`."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """Rasa's routes, behind a look at what comes."""

        async def answer(message: UserMessage) -> None:
            try:
                await on_new_message(message)
            except Exception as error:  # Rasa would log what was said, and answer nothing
                logger.error("A message on the channel rest failed: %s", type(error).__name__)
                await message.output_channel.send_text_message(message.sender_id, content().phrases.failed)
            if type(message.output_channel) is CollectingOutputChannel:  # another one has sent everything already
                message.output_channel.messages = with_words(message.output_channel.messages)

        routes = super().blueprint(answer)
        routes.middleware("request")(_look)
        return routes


async def _look(request: Request) -> Optional[HTTPResponse]:
    problem = _problem(request) if request.method == "POST" else ""
    return response.json({"error": "bad_request", "message": problem}, 400) if problem else None


def _problem(request: Request) -> str:
    """Why a request holds no message, in a sentence; empty where it does."""
    if len(request.body) > _LARGEST:
        return f"That is far too large for a message; keep it under {_LARGEST} bytes."
    try:
        given: Any = request.json
    except (SanicException, RecursionError):
        given = None
    if not isinstance(given, dict):
        return 'The body is no JSON object; write it as {"sender": "somebody", "message": "heat or ice?"}.'
    for name, (kinds, mend) in _FORMS.items():
        value = given.get(name)
        if not isinstance(value, kinds) or isinstance(value, bool):
            return f"`{name}` is {'missing' if value is None else 'of another kind'}; {mend}."
        if isinstance(value, str) and (not _encodes(value) or (name != "message" and "\0" in value)):
            return f"`{name}` holds signs that are no letters; leave them out."
    if len(str(given.get("sender") or "")) > _LONGEST:
        return f"`sender` is too long; keep it under {_LONGEST} letters."
    return ""


def _encodes(text: str) -> bool:
    """Whether a text is whole: half a sign, as JSON may hold it, can be neither kept nor answered."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
