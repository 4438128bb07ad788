"""Clicks and commands in Slack.

See https://docs.slack.dev/interactivity/handling-user-interaction and .../interactivity/implementing-slash-commands.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from pydantic import BaseModel, ConstrainedStr, StrictBool, StrictStr

from bot.channels.slack_blocks import wish_of
from bot.channels.slack_incoming import ALONE, Came, Id, Place, Request, Stamp, Where
from bot.channels.slack_words import heard


class _Named(BaseModel):
    id: Id


class _Container(BaseModel):
    type: StrictStr
    message_ts: Stamp = Stamp("0.0")
    channel_id: Id = Id("")
    thread_ts: Optional[Stamp] = None
    is_ephemeral: StrictBool = False


class _Button(ConstrainedStr):
    regex, strict = r"^[A-Za-z0-9_-]{0,64}\Z", True


class _Action(BaseModel):
    type: StrictStr
    action_id: StrictStr
    block_id: StrictStr = StrictStr("")
    value: _Button = _Button("")


class _Click(BaseModel):
    user: _Named
    container: _Container
    actions: List[_Action]
    trigger_id: StrictStr
    response_url: Optional[StrictStr] = None


class _From(BaseModel):
    """The place that a block's id names."""

    channel: Id
    thread: Stamp


def click(given: Dict[str, Any]) -> Optional[Request]:
    """What a click says; None for what is not for Ilio.

    Raises:
        ValidationError: it is not of the form of a click.
    """
    if given.get("type") != "block_actions":
        return None
    clicked = _Click.parse_obj(given)
    user, container = clicked.user.id, clicked.container
    action = next((each for each in clicked.actions if each.type == "button"), None)
    if action is None:
        return None
    if container.type == "view":
        wish = wish_of(action.action_id)
        return Came(clicked.trigger_id, Place(user), Where(user, user, alone=True), wish=wish) if wish else None
    if container.type != "message" or not container.channel_id or not action.value:
        return None
    named, _, rest = action.block_id.partition("|")
    channel, _, thread = named.partition(":")
    place = Place(user)
    if channel:
        at = _From.parse_obj({"channel": channel, "thread": thread})
        place = Place(user, at.channel, at.thread)
    if container.is_ephemeral:
        where = Where(user, container.channel_id, place.thread or None, address=clicked.response_url)
    else:
        alone = container.channel_id.startswith(ALONE)  # else, if such a message there were, not in the room
        where = Where(user, container.channel_id if alone else user, container.thread_ts if alone else None, alone=True)
    stamp = container.message_ts
    # a message is clicked once, however fast a finger is
    return Came(
        f"{container.channel_id}:{stamp}:click",
        place,
        where,
        button=action.value,
        turn=rest.partition("|")[0],
        stamp=stamp,
    )


class _Command(BaseModel):
    user_id: Id
    channel_id: Id
    command: StrictStr
    trigger_id: StrictStr
    response_url: StrictStr
    text: StrictStr = StrictStr("")


_WISHES = {"": "open", "start": "open", **{wish: wish for wish in ("help", "quiz", "check", "delete")}}


def command(form: Dict[str, str]) -> Request:
    """What a command says.

    Raises:
        ValidationError: it is not of the form of a command.
    """
    given = _Command.parse_obj(form)
    text = heard(given.text)
    wish = _WISHES.get(text.lower())
    # it and its answer are seen by nobody else, wherever it is typed: the talk with Ilio alone
    where = Where(given.user_id, given.channel_id, address=given.response_url)
    return Came(given.trigger_id, Place(given.user_id), where, text=None if wish else text, wish=wish)
