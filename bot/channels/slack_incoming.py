"""What may come from Slack: something said, asked for or clicked, the app's home opened, a challenge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Union

from pydantic import ConstrainedStr

ALONE = "D"  # begins the id of a talk with Ilio alone


class Id(ConstrainedStr):
    regex, strict = r"^[A-Z0-9]{2,24}\Z", True


class Stamp(ConstrainedStr):
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
