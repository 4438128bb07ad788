"""What was noticed in a talk and how urgent it is; what is said of it, and what is held back meanwhile.

A flag once raised stands for the whole talk. Only its own question answered with a plain no takes it back.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

from bot.core.catalogue import LEVELS, Catalogue, Level, highest, rank
from bot.core.messages import Button, Message

PREFIX = "triage"  # of the buttons below a flag's advice
GOT_HELP, SIGN, NO_SIGN = (f"{PREFIX}/{verb}" for verb in ("got_help", "sign", "no_sign"))
EMERGENCY: Level = "emergency_now"
SAME_DAY: Level = "same_day"
MISTAKEN = "mistaken"
WORSENING = "m_worsening"
_NAMED = 3  # flags named in one sentence
_OFTEN = 3  # times a worsening sign is told before it is taken more seriously
_BUBBLE = 75  # words; more stands apart
_CRISIS = "self_harm_suicide"
_KIND = ("got_help", "been_seen", "fine_now", "cannot_go")  # what is said alike in a crisis
_HANDS_OFF = ("stretches", "relief", "prevention", "symptom")  # sections of self-care


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
    """

    flag: str
    level: Level
    other: bool = False
    doubtful: bool = False
    in_hand: bool = False
    times: int = 1


@dataclass(frozen=True)
class State:
    """What triage remembers of a talk.

    Args:
        raised: the flags that stand, most urgent first.
        facts: complaints and background told so far.
        country: ISO 3166 code of where the person is, if told.
        asked: the flag whose question is open.
        advised: the flag that was advised on last.
        message: id of the latest message taken in, so that none counts twice.
    """

    raised: Tuple[Raised, ...] = ()
    facts: Tuple[str, ...] = ()
    country: Optional[str] = None
    asked: str = ""
    advised: str = ""
    message: str = ""

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
        lists = {name: kept.get(name) for name in ("raised", "facts")}
        for each in lists["raised"] if isinstance(lists["raised"], (list, tuple)) else ():
            if isinstance(each, dict) and each.get("level") in LEVELS and each.get("flag"):
                raised.append(Raised(**{key: each[key] for key in Raised.__dataclass_fields__ if key in each}))
        return cls(
            tuple(raised),
            tuple(map(str, lists["facts"])) if isinstance(lists["facts"], (list, tuple)) else (),
            kept.get("country") or None,
            str(kept.get("asked") or ""),
            str(kept.get("advised") or ""),
            str(kept.get("message") or ""),
        )


def combined(book: Catalogue, ids: Iterable[str]) -> List[Tuple[str, Level]]:
    """What flags and facts mean together: the flags to raise and how urgent each is then."""
    there = set(ids)
    return [
        (rule.flag, rule.level)
        for rule in book.combinations.values()
        if there.issuperset(rule.all) and (not rule.any or there.intersection(rule.any))
    ]


def take(book: Catalogue, state: State, reading: Reading, message: str) -> State:
    """The state after a message.

    Args:
        book: the catalogue.
        state: what was noticed before.
        reading: what the screen read from the message.
        message: the message's id; one that was taken in already changes nothing.
    """
    if message and message == state.message:
        return state
    facts = tuple(dict.fromkeys((*state.facts, *reading.facts)))
    raised = {each.flag: each for each in state.raised if each.flag in book.flags}

    def put(flag: str, level: Level, doubtful: bool = False) -> None:
        old = raised.get(flag)
        if old is None:
            raised[flag] = Raised(flag, level, reading.other, doubtful)
            return
        worse = WORSENING in reading.facts and flag in reading.flags
        times = old.times + worse
        if times >= _OFTEN and level != EMERGENCY:
            level, times = LEVELS[rank(level)], 0
        raised[flag] = replace(
            old,
            level=highest([old.level, level]) or level,
            doubtful=old.doubtful and doubtful,
            times=times,
            in_hand=old.in_hand and rank(level) <= rank(old.level),
        )

    for place, flag in enumerate(each for each in reading.flags if each in book.flags):
        own = book.flags[flag].level
        level = reading.level if place == 0 or rank(own) > rank(reading.level) else own
        if level:
            put(flag, level, reading.doubtful and place == 0)
    if set(facts) - set(state.facts) or reading.flags:
        for flag, level in combined(book, [*facts, *raised]):
            if flag not in raised or rank(level) > rank(raised[flag].level):
                put(flag, level)
    return replace(state, raised=_ordered(book, raised.values()), facts=facts, message=message or state.message)


def add(book: Catalogue, state: State, flags: Sequence[str], facts: Sequence[str]) -> State:
    """The state after answers in the symptom check.

    Args:
        book: the catalogue.
        state: what was noticed before.
        flags, facts: what the answers mean.
    """
    known = sorted((flag for flag in flags if flag in book.flags), key=lambda flag: -rank(book.flags[flag].level))
    level = book.flags[known[0]].level if known else None
    return take(book, state, Reading(level, tuple(known), tuple(facts)), "")


def _ordered(book: Catalogue, raised: Iterable[Raised]) -> Tuple[Raised, ...]:
    first = {flag: place for place, flag in enumerate(book.levels.first)}
    return tuple(sorted(raised, key=lambda each: (-rank(each.level), each.doubtful, first.get(each.flag, len(first)))))


def news(before: State, after: State) -> List[Raised]:
    """What a message raised, or raised further, most urgent first."""
    old = {each.flag: each for each in before.raised}
    return [
        each
        for each in after.raised
        if each.flag not in old
        or rank(each.level) > rank(old[each.flag].level)
        or (old[each.flag].doubtful and not each.doubtful)
    ]


class Voice:
    """Says what triage has to say.

    Args:
        book: the catalogue.
        state: what stands.
    """

    def __init__(self, book: Catalogue, state: State) -> None:
        self._book, self._state = book, state
        self._numbers = {kind: book.numbers.line(state.country, kind) for kind in ("emergency", "urgent", "crisis")}

    def _text(self, text: str, flag: str = "") -> str:
        known = self._book.flags.get(flag)
        values = {**self._numbers, "told": known.told if known else "", "why": known.why if known else ""}
        return text.format(**values).strip()

    def _level(self, level: Level, key: str, flag: str = "") -> str:
        return self._text(self._book.levels.levels[level][key], flag)

    def _button(self, button: str) -> Button:
        return Button(button, self._book.levels.buttons[button])

    def advice(self, raised: Sequence[Raised]) -> List[Message]:
        """What to do about flags just raised, the most urgent one first and whole."""
        top = raised[0]
        if top.doubtful:
            return [self._question(top)]
        flag = self._book.flags[top.flag]
        # another place than the level's own only where it fits the level; words for a crisis also when it is less acute
        own = flag if top.level == flag.level or (flag.open and rank(top.level) < rank(flag.level)) else None
        opening = (own and own.open) or self._book.levels.levels[top.level][f"open{'_other' * top.other}"]
        opening += " " + ((own and own.action) or self._book.levels.levels[top.level]["action"])
        opening = self._text(opening)
        told = self._level(top.level, "told", top.flag)
        also = [each.flag for each in raised[1:] if each.level == top.level and not each.doubtful][:1]
        more = [self._text(self._book.levels.phrases["also"], each) for each in also]
        if _CRISIS in (each.flag for each in raised[1:]):
            more = [self._text(self._book.flags[_CRISIS].action)]
        if top.level == EMERGENCY:
            do = Message(f"{self._text(flag.meanwhile)}\n{self._text(flag.avoid)}".strip(), (self._button(GOT_HELP),))
            why = " ".join([told, *more])
            if len(f"{opening} {why}".split()) > _BUBBLE:
                return [Message(f"{opening}\n{told}"), Message(" ".join(more)), do]
            return [Message(f"{opening}\n{why}"), do]
        worse = self._text(flag.worse or self._book.levels.phrases["worse"])
        until = " ".join(self._text(each) for each in (flag.meanwhile, flag.avoid) if each)
        buttons = (self._button(GOT_HELP),) if top.level == SAME_DAY else ()
        return [
            Message(f"{opening} {told}"),
            Message("\n".join(line for line in (worse, until, *more) if line), buttons),
        ]

    def _question(self, top: Raised) -> Message:
        flag = self._book.flags[top.flag]
        ask = flag.ask or self._text(self._book.levels.phrases["ask"], top.flag)
        return Message(f"{ask}\n{self._level(top.level, 'if_so')}", (self._button(SIGN), self._button(NO_SIGN)))

    def result(self) -> Message:
        """What the symptom check found: how soon to be seen, by whom, and why."""
        top = self._state.top
        if top is None:
            return Message(self._text(self._book.levels.phrases["nothing_found"]))
        opening = " ".join(self._book.levels.levels[top.level][key] for key in ("open", "action"))
        told = "; ".join(self._book.flags[each.flag].told for each in self._state.raised[:_NAMED])
        why = self._book.flags[top.flag].why
        return Message(f"{self._text(opening)} {self._text(self._book.levels.phrases['because'])} {told}. {why}")

    def remind(self) -> Message:
        """What stands, said again in short."""
        top = self._state.top
        assert top
        flag = self._book.flags[top.flag]
        text = self._text(flag.action) if flag.open else self._level(top.level, "remind", top.flag)
        return Message(text, (self._button(GOT_HELP),))

    def gate(self) -> Message:
        """Why self-care is held back."""
        top = self._state.top
        assert top
        return Message(self._level(top.level, "gate", top.flag), (self._button(GOT_HELP),))

    def reply(self, kind: str) -> List[Message]:
        """The answer to what a person says about the advice; it lowers nothing."""
        top = self._state.top
        assert top
        if self._book.flags[top.flag].open and kind not in _KIND:
            return [self.remind()]
        buttons = () if kind == "got_help" else (self._button(GOT_HELP),)
        return [Message(self._text(self._book.levels.replies[kind][top.level], top.flag), buttons)]

    def sure(self, flag: str) -> List[Message]:
        """Ask whether a sign is really not there."""
        asked = self._text(self._book.levels.phrases["sure"], flag)
        return [Message(asked, (self._button(SIGN), self._button(NO_SIGN)))]

    def cleared(self, flag: str) -> List[Message]:
        """Take a flag back, and stand by those that are left."""
        if not self._state.raised:
            return [Message(self._text(self._book.levels.phrases["no_crisis" if flag == _CRISIS else "cleared"]))]
        return [Message(self._text(self._book.levels.phrases["kept"])), self.remind()]


@dataclass(frozen=True)
class Move:
    """What triage makes of a message.

    Args:
        kind: `advice`, `reply`, `sure`, `sign`, `no_sign`, `number` or `remind`.
        about: which reply, for `reply`; which flag, for `sure`.
        raised: what is new, for `advice`.
    """

    kind: str
    about: str = ""
    raised: Tuple[Raised, ...] = field(default=())


def move(
    book: Catalogue,
    before: State,
    after: State,
    intent: str,
    button: str,
    denied: Sequence[str] = (),
    says_no: bool = False,
    says_yes: bool = False,
    denies: bool = False,
    told: bool = False,
    in_form: bool = False,
    urgent_only: bool = False,
) -> Optional[Move]:
    """Whether triage answers a message, and how; None leaves it to everything else.

    Args:
        book: the catalogue.
        before, after: what stood before the message, and with it.
        intent: what the message was understood as.
        button: what was clicked, empty for typed text.
        denied: flags that the message says are not there.
        says_no: whether it is a plain no, not a maybe or a rather not.
        says_yes: whether it says that what was asked is there, or leaves that open.
        denies: whether it says that what was noticed is not there.
        told: whether it tells of a sign, a known one too, or that it is still there.
        in_form: whether a yes or a no is an answer to a form.
        urgent_only: whether less than an emergency can wait, as while the symptom check asks on.
    """
    new = news(before, after)
    if new and not (urgent_only and new[0].level != EMERGENCY):
        return Move("advice", raised=tuple(new))
    if before.asked and before.asked in {each.flag for each in after.raised} and not in_form:
        if button == SIGN or intent == "affirm" or says_yes:
            return Move("sign")
        if (button == NO_SIGN or says_no) and not told:
            return Move("no_sign")
    top = after.top
    if top is None or urgent_only:
        return None
    if button == GOT_HELP:
        return Move("reply", "got_help")
    if denies and not told:
        return Move("sure", _meant(after, denied))
    if intent == "deny" and not says_no:
        intent = "wont_go"
    if told and intent in ("fine_now", "told_fine"):  # "it's getting worse again" only sounds like it
        return Move("remind")
    if intent in book.levels.replies:
        return Move("reply", intent)
    if intent == MISTAKEN:
        return Move("sure", _meant(after, denied))
    moved = after.country != before.country and top.level != "soon_gp"
    if moved or (top.level == EMERGENCY and not top.in_hand):
        return Move("number" if moved else "remind")
    return None


def _meant(state: State, denied: Sequence[str]) -> str:
    """The flag a person takes back: the one they deny, else the one advised on last, else the most urgent."""
    standing = [each.flag for each in state.raised]
    named = [flag for flag in standing if flag in denied]
    return (named or [flag for flag in standing if flag == state.advised] or standing)[0]


def answer(book: Catalogue, state: State, made: Move) -> Tuple[List[Message], State]:
    """What triage says, and the state after it."""
    top = state.top
    if made.kind == "advice":
        first = made.raised[0]
        asked = first.flag if first.doubtful else ""
        return Voice(book, state).advice(made.raised), replace(state, asked=asked, advised=first.flag)
    if made.kind == "sign":
        raised = tuple(replace(each, doubtful=False) if each.flag == state.asked else each for each in state.raised)
        state = replace(state, raised=_ordered(book, raised), asked="")
        assert state.top
        return Voice(book, state).advice([state.top]), state
    if made.kind == "no_sign":
        raised = tuple(each for each in state.raised if each.flag != state.asked)
        left = replace(state, raised=raised, asked="")
        return Voice(book, left).cleared(state.asked), left
    assert top
    if made.kind == "sure":
        return Voice(book, state).sure(made.about), replace(state, asked=made.about)
    if made.kind == "reply":
        if made.about in ("got_help", "been_seen"):
            raised = tuple(replace(each, in_hand=True, doubtful=False) for each in state.raised)
            said = Voice(book, state).reply(made.about)
            return said, replace(state, raised=raised, asked="")
        return Voice(book, state).reply(made.about), state
    return [Voice(book, state).remind()], state


def holds_back(state: State, opened: str) -> bool:
    """Whether a topic or section is self-care that waits until what stands has been looked at."""
    return rank(state.level) >= rank(SAME_DAY) and opened.split("/")[0] in _HANDS_OFF


def country_in(book: Catalogue, text: str) -> Optional[str]:
    """The country a message names, if any."""
    said = " ".join(re.findall(r"[a-z]+", text.lower().replace("'", "")))
    for code, country in book.numbers.countries.items():
        if any(re.search(rf"\b{re.escape(name)}\b", said) for name in country.names):
            return code
    return None


def country_of(book: Catalogue, locale: Optional[str]) -> Optional[str]:
    """The country of a channel's locale such as `en-GB`, if it has lines of its own."""
    code = re.split(r"[-_]", locale or "")[-1].upper()
    return code if code in book.numbers.countries and code != "DEFAULT" else None
