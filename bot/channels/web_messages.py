"""The messages that a page sends, checked for their form, and the turns it is sent back."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Literal, Optional

from pydantic import BaseModel, Extra, StrictStr, ValidationError
from sanic.request import Request

from bot.channels import countries
from bot.channels.countries import Country
from bot.channels.incoming import Incoming
from bot.channels.refusals import Refused, bad_request
from bot.channels.replies import Reply, opaque, replies
from bot.core import pictures
from bot.core.content import content
from bot.stores.conversations import Turn


class _Body(BaseModel):
    """The body of `POST messages`."""

    message_id: StrictStr
    type: Literal["text", "button", "event"]
    text: Optional[StrictStr] = None
    button: Optional[StrictStr] = None
    event: Optional[StrictStr] = None
    locale: Optional[StrictStr] = None
    country: Optional[StrictStr] = None  # that the page names
    zone: Optional[StrictStr] = None  # the browser's time zone

    class Config:
        extra = Extra.forbid


def incoming(request: Request, country: Optional[Country]) -> Incoming:
    """The message that a page sends.

    Args:
        request: the request, with its body read into `ctx.body`.
        country: the settings', where the page names none.

    Raises:
        Refused: it is no JSON, or not of the form it should have.
    """
    body = _body(request)
    said = {name: getattr(body, name) for name in ("text", "button", "event") if getattr(body, name) is not None}
    if list(said) != [body.type]:
        raise bad_request("Give exactly the one part that `type` names.")
    locale = countries.located(body.locale, countries.code(body.country or "") or country, body.zone)
    return Incoming(body.message_id, body.text, body.button, body.event, locale, countries.day(body.zone))


def _body(request: Request) -> _Body:
    """The body of a message; see `incoming`."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise Refused(415, "not_json", "A message is JSON with the content type application/json.")
    try:
        return _Body.parse_obj(json.loads(request.ctx.body.decode("utf-8")))
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise bad_request(f"The message does not have the form it should have, at `{where[:40]}`.") from None
    except (ValueError, RecursionError, TypeError):
        raise bad_request("The message is not valid JSON.") from None


def shown(secret: bytes, conversation: str, turn: Turn) -> Dict[str, Any]:
    """A turn as the page gets it; a turn that came to nothing is owned up to.

    Args:
        secret: makes the ids of buttons.
        conversation: whose they are.
        turn: the turn.
    """
    said: Optional[Dict[str, str]] = {"text": turn.text}
    if turn.metadata.get("title"):
        said = {"title": str(turn.metadata["title"])}
    elif turn.metadata.get("event"):
        said = None
    messages: List[Dict[str, Any]] = []
    for each in replies(turn.replies):
        message: Dict[str, Any] = {"text": each.text}
        if each.choices:
            message["buttons"] = [
                {"id": opaque(secret, conversation, choice.payload), "title": choice.title} for choice in each.choices
            ]
        if each.image:
            message["image"] = _picture(each)
        if each.card:
            message["custom"] = dict(each.card)
        messages.append(message)
    messages = messages or [{"text": content().phrases.failed}]
    return {"message_id": turn.message_id, "at": round(turn.at, 3), "said": said, "messages": messages}


def _picture(reply: Reply) -> Dict[str, Any]:
    """A picture as the page gets it: one of ours beside the chat's script, with its size, so that nothing jumps."""
    name = pictures.named(reply.image)
    if not name:
        return {"url": reply.image, "alt": reply.alt}
    return {"url": f"pictures/{name}.svg", "alt": reply.alt, "width": pictures.WIDTH, "height": pictures.HEIGHT}
