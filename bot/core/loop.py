"""What quiz, check and guided routine share: each takes messages till its end and can be left and gone on with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, List, Mapping, Sequence, TypeVar

from bot.core.messages import MENU, Button, Message

State = TypeVar("State")

PAUSED = "paused"  # a state's `then` while it waits for the person


@dataclass(frozen=True)
class Turn(Generic[State]):
    """What came of a message.

    Args:
        messages: what to say.
        state: the state after it.
        over: whether the form ends here.
    """

    messages: List[Message]
    state: State
    over: bool = False


def offering(messages: Sequence[Message], buttons: Sequence[Button]) -> List[Message]:
    """Messages with these buttons, and no others, under the last one."""
    return [*messages[:-1], replace(messages[-1], buttons=tuple(buttons))]


def left(messages: List[Message], go_on: Button) -> List[Message]:
    """What is said as the person leaves; where it offers something, going on as well."""
    offered = messages[-1].buttons if messages else ()
    return offering(messages, (*offered, go_on)) if offered else messages


class Phrases:
    """The phrases and buttons of one of the three, which its voice says.

    Args:
        prefix: what the ids of its buttons begin with.
        phrases: texts by name, with places for their parts.
        titles: what its buttons are called, by their verb.
    """

    def __init__(self, prefix: str, phrases: Mapping[str, str], titles: Mapping[str, str]) -> None:
        self._prefix, self._say, self._titles = prefix, phrases, titles

    def fill(self, phrase: str, **parts: object) -> str:
        """A phrase with its parts put in."""
        return self._say[phrase].format(**parts).strip()

    def button(self, verb: str) -> Button:
        """One of the buttons that mean the same everywhere."""
        return Button(MENU if verb == "menu" else f"{self._prefix}/{verb}", self._titles[verb])
