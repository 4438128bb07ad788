"""Slack's events: messages, mentions, the app's home. See https://docs.slack.dev/apis/events-api."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from pydantic import BaseModel, StrictStr

from bot.channels.slack_incoming import ALONE, Came, Challenge, Id, Opened, Place, Request, Stamp, Where
from bot.channels.slack_words import heard


class _Authorization(BaseModel):
    user_id: Optional[StrictStr] = None


class _Event(BaseModel):
    type: StrictStr
    user: Id
    channel: Id
    subtype: Optional[StrictStr] = None
    bot_id: Optional[StrictStr] = None
    text: StrictStr = StrictStr("")
    ts: Stamp = Stamp("0.0")
    thread_ts: Optional[Stamp] = None
    tab: Optional[StrictStr] = None
    files: List[Any] = []


class _Envelope(BaseModel):
    event_id: StrictStr
    event: _Event
    authorizations: List[_Authorization] = []


# what a message may be besides an ordinary one; an edited, deleted or automatic one is not answered
_PEOPLE_SAY = {None, "file_share", "me_message", "thread_broadcast"}


def event(given: Dict[str, Any]) -> Optional[Request]:
    """What an event says; None for what is not for Ilio.

    Raises:
        ValidationError: it is not of the form of an event.
    """
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
    alone = event.channel.startswith(ALONE)
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
