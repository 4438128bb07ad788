"""What Slack sends: checked that it is Slack's and new, then read as something that was said, clicked or opened.

Events, clicks and commands all come to one address. See https://docs.slack.dev/apis/events-api,
https://docs.slack.dev/interactivity/handling-user-interaction and .../interactivity/implementing-slash-commands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Union
from urllib.parse import parse_qs

from pydantic import BaseModel, ConstrainedStr, StrictBool, StrictStr, ValidationError
from slack_sdk.signature import SignatureVerifier

from bot.channels.refusals import Refused, bad_request
from bot.channels.slack_blocks import wish_of
from bot.channels.slack_words import heard

_ALONE = "D"  # begins the id of a talk with Ilio alone


class _Id(ConstrainedStr):
    regex, strict = r"^[A-Z0-9]{2,24}\Z", True


class _Stamp(ConstrainedStr):
    regex, strict = r"^\d{1,12}\.\d{1,9}\Z", True


@dataclass(frozen=True)
class Place:
    """A talk: a person, and the channel's thread it is in; neither for the talk with Ilio alone.

    Args:
        user: whose.
        channel, thread: where.
    """

    user: str
    channel: str = ""
    thread: str = ""

    @property
    def name(self) -> str:
        """The place without the person, for buttons to bring back."""
        return f"{self.channel}:{self.thread}"


@dataclass(frozen=True)
class Where:
    """Where an answer goes.

    Args:
        user: to whom.
        channel: the channel; a person's id for the talk with Ilio alone.
        thread: the message under which it stands.
        alone: whether only that person can read along there anyway.
        address: takes an answer for that person's eyes.
    """

    user: str
    channel: str
    thread: Optional[str] = None
    alone: bool = False
    address: Optional[str] = None


@dataclass(frozen=True)
class Came:
    """Something a person did.

    Args:
        id: the same each time Slack sends it.
        place: the talk it belongs to.
        where: where the answer goes.
        text: what was typed.
        wish: what was asked for otherwise: `delete`, or an event of the inbox's.
        button: the id of the button that was clicked.
        turn: the id of the message whose answer holds it.
        stamp: which message of Slack's it stands under.
        files: whether there was a file with it.
    """

    id: str
    place: Place
    where: Where
    text: Optional[str] = None
    wish: Optional[str] = None
    button: Optional[str] = None
    turn: str = ""
    stamp: str = ""
    files: bool = False


@dataclass(frozen=True)
class Opened:
    """A person looks at the app's home."""

    id: str
    user: str


@dataclass(frozen=True)
class Challenge:
    """Slack asks whether this is the address of the app."""

    word: str


Request = Union[Came, Opened, Challenge]


class Gate:
    """Lets through what Slack signed in the last five minutes.

    Args:
        signing_secret: the app's.
    """

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)

    def check(self, raw: bytes, headers: Mapping[str, str]) -> None:
        """Check a request.

        Raises:
            Refused: it is not from Slack, or too old.
        """
        try:
            valid = self._verifier.is_valid_request(raw, headers)
        except (ValueError, TypeError, OverflowError):  # a time that is none, a body or a signature in no letters
            valid = False
        if not valid:
            raise Refused(401, "not_signed", "This was not signed by Slack just now.")


def read(raw: bytes, kind: str) -> Optional[Request]:
    """What a request says; None for what is not for Ilio.

    Args:
        raw: the body.
        kind: its content type.

    Raises:
        Refused: it is no request at all.
    """
    given = kind.split(";")[0].strip().lower()
    try:
        if given == "application/json":
            return _event(_object(raw.decode()))
        if given == "application/x-www-form-urlencoded":
            form = {key: values[0] for key, values in parse_qs(raw.decode(), max_num_fields=50).items()}
            return _interaction(_object(form["payload"])) if "payload" in form else _command(form)
    except ValidationError:
        return None
    except (ValueError, RecursionError):
        raise bad_request("This is not of the form Slack sends.") from None
    raise Refused(415, "not_known", "Slack sends JSON or a form.")


def _object(text: str) -> Dict[str, Any]:
    given = json.loads(text)
    if not isinstance(given, dict):
        raise ValueError("no object")
    return given


# ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Authorization(BaseModel):
    user_id: Optional[StrictStr] = None


class _Event(BaseModel):
    type: StrictStr
    user: _Id
    channel: _Id
    subtype: Optional[StrictStr] = None
    bot_id: Optional[StrictStr] = None
    text: StrictStr = StrictStr("")
    ts: _Stamp = _Stamp("0.0")
    thread_ts: Optional[_Stamp] = None
    tab: Optional[StrictStr] = None
    files: List[Any] = []


class _Envelope(BaseModel):
    event_id: StrictStr
    event: _Event
    authorizations: List[_Authorization] = []


# what a message may be besides an ordinary one; an edited, deleted or automatic one is not answered
_PEOPLE_SAY = {None, "file_share", "me_message", "thread_broadcast"}


def _event(given: Dict[str, Any]) -> Optional[Request]:
    if given.get("type") == "url_verification" and isinstance(given.get("challenge"), str):
        return Challenge(given["challenge"][:200])
    if given.get("type") != "event_callback":
        return None
    envelope = _Envelope.parse_obj(given)
    event, me = envelope.event, [each.user_id for each in envelope.authorizations]
    if event.type == "app_home_opened":
        return Opened(envelope.event_id, event.user) if event.tab == "home" else None
    if event.bot_id or event.user in (*me, "USLACKBOT") or event.subtype not in _PEOPLE_SAY:
        return None
    alone = event.channel.startswith(_ALONE)
    if event.type != ("message" if alone else "app_mention"):
        return None
    thread = event.thread_ts if alone else event.thread_ts or event.ts
    place = Place(event.user) if alone else Place(event.user, event.channel, thread or "")
    return Came(
        f"{event.channel}:{event.ts}",  # one message may come as several events
        place,
        Where(event.user, event.channel, thread, alone),
        text=heard(event.text, me[0] or "" if me else ""),
        files=bool(event.files),
    )


# ── clicks ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Named(BaseModel):
    id: _Id


class _Container(BaseModel):
    type: StrictStr
    message_ts: _Stamp = _Stamp("0.0")
    channel_id: _Id = _Id("")
    thread_ts: Optional[_Stamp] = None
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

    channel: _Id
    thread: _Stamp


def _interaction(given: Dict[str, Any]) -> Optional[Request]:
    if given.get("type") != "block_actions":
        return None
    click = _Click.parse_obj(given)
    user, container = click.user.id, click.container
    action = next((each for each in click.actions if each.type == "button"), None)
    if action is None:
        return None
    if container.type == "view":
        wish = wish_of(action.action_id)
        return Came(click.trigger_id, Place(user), Where(user, user, alone=True), wish=wish) if wish else None
    if container.type != "message" or not container.channel_id or not action.value:
        return None
    named, _, rest = action.block_id.partition("|")
    channel, _, thread = named.partition(":")
    place = Place(user)
    if channel:
        at = _From.parse_obj({"channel": channel, "thread": thread})
        place = Place(user, at.channel, at.thread)
    if container.is_ephemeral:
        where = Where(user, container.channel_id, place.thread or None, address=click.response_url)
    else:
        alone = container.channel_id.startswith(_ALONE)  # else, if such a message there were, not in the room
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


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────────


class _Command(BaseModel):
    user_id: _Id
    channel_id: _Id
    command: StrictStr
    trigger_id: StrictStr
    response_url: StrictStr
    text: StrictStr = StrictStr("")


_WISHES = {"": "open", "start": "open", **{wish: wish for wish in ("help", "quiz", "check", "delete")}}


def _command(form: Dict[str, str]) -> Optional[Request]:
    command = _Command.parse_obj(form)
    text = heard(command.text)
    wish = _WISHES.get(text.lower())
    # it and its answer are seen by nobody else, wherever it is typed: the talk with Ilio alone
    where = Where(command.user_id, command.channel_id, address=command.response_url)
    return Came(command.trigger_id, Place(command.user_id), where, text=None if wish else text, wish=wish)
