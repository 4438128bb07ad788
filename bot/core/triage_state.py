"""What triage remembers of a talk: what was read from a message, which signs stand, and what they hold back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Dict, Iterable, Optional, Tuple

from bot.core.content import content
from bot.core.content_topics import REPORTS, section_of
from bot.core.triage_catalogue import Catalogue
from bot.core.triage_levels import LEVELS, SAME_DAY, Level, highest, rank

UNNAMED = "warning_sign"  # the flag that speaks where it is clear that help is needed but not for what
_HANDS_OFF = (REPORTS, "routine", "breaks")  # besides the sections of self-care


@dataclass(frozen=True)
class Reading:
    """What the screen read from one message.

    Args:
        level: how soon help is needed; None where nothing is there.
        flags: the warning signs that are there, most urgent first.
        facts: plain complaints and background that are there.
        denied: flags and facts that the message says are not there.
        other: whether it is about another person.
        doubtful: whether the first flag was only hinted at.
        named: whether the rules found a sign; else it was learnt from messages like it.
        strong: whether what was learnt is sure of an emergency.
    """

    level: Optional[Level] = None
    flags: Tuple[str, ...] = ()
    facts: Tuple[str, ...] = ()
    denied: Tuple[str, ...] = ()
    other: bool = False
    doubtful: bool = False
    named: bool = False
    strong: bool = False

    def as_dict(self) -> Dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Any) -> Reading:
        """The reading that `as_dict` wrote; whatever else it is given, an empty one."""
        try:
            level = kept["level"] if kept["level"] in LEVELS else None
            lists = {name: tuple(map(str, kept[name])) for name in ("flags", "facts", "denied")}
            other, doubtful, named, strong = (bool(kept[name]) for name in ("other", "doubtful", "named", "strong"))
            return cls(level, **lists, other=other, doubtful=doubtful, named=named, strong=strong)
        except (KeyError, TypeError):
            return cls()


@dataclass(frozen=True)
class Raised:
    """A flag that was raised.

    Args:
        flag: its id.
        level: how urgent it is here.
        other: whether another person has it.
        doubtful: whether its question is still to be answered.
        in_hand: whether the person says that help is there or on its way.
        times: how often it was told while getting worse.
        vague: whether it stands for a yes to a question of several parts, so that nobody named it.
        message: id of the message that raised it.
        own: how urgent it is by itself; None where only other things together raised it.
        rule: id of the combination that raised it, or raised it further.
        apart: whether it was told of another person alone, so that it says nothing of whoever types.
    """

    flag: str
    level: Level
    other: bool = False
    doubtful: bool = False
    in_hand: bool = False
    times: int = 1
    vague: bool = False
    message: str = ""
    own: Optional[Level] = None
    rule: str = ""
    apart: bool = False


@dataclass(frozen=True)
class State:
    """What triage remembers of a talk.

    Args:
        raised: the flags that stand, most urgent first.
        facts: complaints and background told so far.
        theirs: those of them that are another person's alone.
        mine: those of them that are alone of the person who types.
        country: ISO 3166 code of where the person is, if told.
        asked: the flags and facts whose question is open, parted by spaces.
        advised: the flag that was advised on last.
        doubted: what was asked about last because the person took it back, parted by spaces.
        message: id of the latest message taken in, so that none counts twice.
        said: what was last said of what stands: `remind` or a kind of reply.
        reminded: how often in a row it was said again in short.
    """

    raised: Tuple[Raised, ...] = ()
    facts: Tuple[str, ...] = ()
    theirs: Tuple[str, ...] = ()
    mine: Tuple[str, ...] = ()
    country: Optional[str] = None
    asked: str = ""
    advised: str = ""
    doubted: str = ""
    message: str = ""
    said: str = ""
    reminded: int = 0

    @property
    def level(self) -> Optional[Level]:
        """The highest level that stands."""
        return highest([each.level for each in self.raised])

    @property
    def top(self) -> Optional[Raised]:
        """The most urgent flag that stands."""
        return self.raised[0] if self.raised else None

    def as_dict(self) -> Dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Any) -> State:
        """The state that `as_dict` wrote; whatever cannot be read is left out."""
        kept = kept if isinstance(kept, dict) else {}
        raised = []
        lists = {name: kept.get(name) for name in ("raised", "facts", "theirs", "mine")}
        lists = {name: each if isinstance(each, (list, tuple)) else () for name, each in lists.items()}
        times = kept.get("reminded")
        for each in lists["raised"]:
            if isinstance(each, dict) and each.get("level") in LEVELS and each.get("flag"):
                raised.append(Raised(**{key: each[key] for key in Raised.__dataclass_fields__ if key in each}))
        return cls(
            tuple(raised),
            tuple(map(str, lists["facts"])),
            tuple(map(str, lists["theirs"])),
            tuple(map(str, lists["mine"])),
            kept.get("country") or None,
            str(kept.get("asked") or ""),
            str(kept.get("advised") or ""),
            str(kept.get("doubted") or ""),
            str(kept.get("message") or ""),
            str(kept.get("said") or ""),
            times if isinstance(times, int) else 0,
        )


def ordered(book: Catalogue, raised: Iterable[Raised]) -> Tuple[Raised, ...]:
    first = {flag: place for place, flag in enumerate(book.levels.first)}

    def place(each: Raised) -> Tuple[int, bool, bool, int]:  # what nobody sees to yet goes before what is in hand
        return -rank(each.level), each.in_hand, each.doubtful, first.get(each.flag, len(first))

    return tuple(sorted(raised, key=place))


def against(state: State, oneself: bool) -> State:
    """What stands against self-care: for a question for one's own body, not what was told of another person alone."""
    return replace(state, raised=tuple(each for each in state.raised if not each.apart)) if oneself else state


def holds_back(state: State, opened: str) -> bool:
    """Whether a topic or section is self-care that waits until what stands has been looked at."""
    hands_off = section_of(opened) in _HANDS_OFF or content().kind(opened) == "self_care"
    return hands_off and rank(state.level) >= rank(SAME_DAY)
