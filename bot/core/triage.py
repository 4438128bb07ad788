"""What was noticed in a talk and how urgent it is; what is said of it, and what is held back meanwhile.

A flag once raised stands for the whole talk. Only its own question answered with a plain no takes it back.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Collection, Dict, Iterable, List, Literal, Optional, Sequence, Set, Tuple

from bot.core import triage_replies
from bot.core.messages import Message
from bot.core.triage_content import Catalogue, Combination, is_background
from bot.core.triage_levels import EMERGENCY, LEVELS, SAME_DAY, Level, highest, rank
from bot.core.triage_voice import CRISIS, GOT_HELP, NO_SIGN, PREFIX, SIGN, Voice

__all__ = ["EMERGENCY", "GOT_HELP", "NO_SIGN", "PREFIX", "SAME_DAY", "SIGN", "Voice"]  # and what is defined here

MISTAKEN = "mistaken"
WORSENING = "m_worsening"
_GREETING = "chitchat/greet"  # what a talk begins with
Whose = Literal["", "mine", "theirs"]
UNNAMED = "warning_sign"  # the flag that speaks where it is clear that help is needed but not for what
_TOGETHER = 3  # flags of one message that are taken back together
_OFTEN = 3  # times a worsening sign is told before it is taken more seriously
# what is no joke: only a plain no takes it back
_NO_JOKE = {CRISIS, "medicine_overdose", "violence_or_neglect"}
_SMALL_TALK = ("will_do", "thanks", "unsure", "wont_go", "told_fine")  # replies that are not said twice in a row
# sections of self-care, and what is done besides
_HANDS_OFF = ("stretches", "relief", "prevention", "symptom", "routine", "breaks")


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


def combined(book: Catalogue, ids: Iterable[str]) -> List[Tuple[str, Combination]]:
    """What flags and facts mean together, by id."""
    there = set(ids)
    return [
        (key, rule)
        for key, rule in book.combinations.items()
        if there.issuperset(rule.all) and (not rule.any or there.intersection(rule.any))
    ]


def together(book: Catalogue, state: State, ids: Iterable[str]) -> List[Tuple[str, Combination, bool]]:
    """What flags and facts of a talk mean together, by id, and whether for another person alone.

    What is one person's alone is not put together with another's: a mother's cancer with a daughter's aching back.
    """
    there = set(ids)
    found = {key: (rule, False) for key, rule in combined(book, there - set(state.theirs))}
    for key, rule in combined(book, there - set(state.mine)) if state.theirs else ():
        found.setdefault(key, (rule, True))
    return [(key, rule, theirs) for key, (rule, theirs) in found.items()]


def take(
    book: Catalogue, state: State, reading: Reading, message: str, vague: bool = False, whose: Whose = ""
) -> State:
    """The state after a message.

    Args:
        book: the catalogue.
        state: what was noticed before.
        reading: what the screen read from the message.
        message: the message's id; one that was taken in already changes nothing.
        vague: whether the flags stand for a yes to a question of several parts.
        whose: whom the message speaks of, where it speaks of nobody else.
    """
    if message and message == state.message:
        return state
    refuted = set(reading.denied) - set(reading.facts) - _behind(book, state)
    facts = tuple(dict.fromkeys(each for each in (*state.facts, *reading.facts) if each not in refuted))
    raised = {each.flag: each for each in state.raised if each.flag in book.flags}
    state = _by_person(state, reading.facts, refuted, whose)

    def put(flag: str, level: Level, doubtful: bool = False, rule: str = "", theirs: bool = False) -> None:
        old = raised.get(flag)
        if old is None:
            new = Raised(flag, level, reading.other or theirs, doubtful, vague=vague and flag in reading.flags)
            new = replace(new, apart=whose == "theirs" and new.other)
            raised[flag] = replace(new, message=message or state.message, own=None if rule else level, rule=rule)
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
            vague=old.vague and (vague or flag not in reading.flags),
            in_hand=old.in_hand and rank(level) <= rank(old.level),
            apart=old.apart and whose == "theirs",
            other=old.other and not (whose == "mine" and flag in reading.flags),  # "I can't feel mine either"
            own=old.own if rule else highest([old.own, level]),
            rule=rule or old.rule,
        )

    for place, flag in enumerate(each for each in reading.flags if each in book.flags):
        own = book.flags[flag].level
        level = reading.level if place == 0 or rank(own) > rank(reading.level) else own
        if level:
            put(flag, level, reading.doubtful and place == 0)
    if set(facts) - set(state.facts) or reading.flags:
        for key, rule, theirs in together(book, state, [*facts, *raised]):
            if rule.flag not in raised or rank(rule.level) > rank(raised[rule.flag].level):
                put(rule.flag, rule.level, rule=key, theirs=theirs)
    return replace(state, raised=_ordered(book, raised.values()), facts=facts, message=message or state.message)


def _by_person(state: State, told: Collection[str], refuted: Collection[str], whose: Whose) -> State:
    """The state that knows whose what was told is, before it is taken in; what may be anybody's counts for everybody.

    Of somebody else, only background is kept apart: "my son limps" may be said of what one's own hip does too.
    """
    new = set(told) - set(state.facts)
    theirs = (set(state.theirs) - ({*told} if whose != "theirs" else set())) | (
        {each for each in new if is_background(each)} if whose == "theirs" else set()
    )
    mine = (set(state.mine) - ({*told} if whose != "mine" else set())) | (new if whose == "mine" else set())
    return replace(state, theirs=tuple(sorted(theirs - set(refuted))), mine=tuple(sorted(mine - set(refuted))))


def add(
    book: Catalogue,
    state: State,
    flags: Sequence[str],
    facts: Sequence[str],
    vague: bool = False,
    other: bool = False,
) -> State:
    """The state after answers in the symptom check.

    Args:
        book: the catalogue.
        state: what was noticed before.
        flags, facts: what the answers mean.
        vague: whether the answer is a yes to a question of several parts.
        other: whether they are about another person.
    """
    known = sorted((flag for flag in flags if flag in book.flags), key=lambda flag: -rank(book.flags[flag].level))
    level = book.flags[known[0]].level if known else None
    return take(book, state, Reading(level, tuple(known), tuple(facts), other=other), "", vague)


def needed(book: Catalogue, state: State) -> Set[str]:
    """Flags and facts that make a flag that stands as urgent as it is."""
    there = {*state.facts, *(each.flag for each in state.raised)}
    rules = [book.combinations[key] for each in state.raised for key in _rules_of(book, state, each, there)]
    return {each for rule in rules for each in (*rule.all, *rule.any)} & there


def _rules_of(book: Catalogue, state: State, raised: Raised, there: Collection[str]) -> List[str]:
    """The combinations that a flag is due to: its rule, or where it was told by itself, those that tell the same."""
    if raised.rule:
        return [raised.rule] if raised.rule in book.combinations else []
    rules = together(book, state, there)
    return [key for key, rule, _ in rules if rule.flag == raised.flag and raised.flag not in rule.all]


def without(book: Catalogue, state: State, gone: Collection[str]) -> State:
    """The state without flags and facts that were taken back, and without what only they made urgent.

    Args:
        book: the catalogue.
        state: what stands.
        gone: ids of flags and facts.
    """
    there = {*state.facts, *(each.flag for each in state.raised)}
    facts = tuple(each for each in state.facts if each not in gone)
    left = [_own_taken_back(book, state, each, there, gone) for each in state.raised if each.flag not in gone]
    while True:
        ids = {*facts, *(each.flag for each in left)}
        rules = {key: rule for key, rule, _ in together(book, state, ids)}
        loose = next((each for each in left if each.rule and each.rule not in rules), None)
        if loose is None:
            return replace(state, facts=facts, raised=_ordered(book, left))
        others = [(rule.level, key) for key, rule in rules.items() if rule.flag == loose.flag]
        level, key = max([*others, (loose.own, "")], key=lambda each: rank(each[0]))
        left.remove(loose)
        if level:
            left.append(replace(loose, level=level, rule=key))


def _own_taken_back(
    book: Catalogue, state: State, raised: Raised, there: Collection[str], gone: Collection[str]
) -> Raised:
    """A flag told in one breath with background that is taken back: as urgent as what is left makes it.

    Where the whole was more urgent than that background explains, something unnamed is left for today.
    """
    if _rests_on(book, state, raised, gone):
        return replace(
            raised, own=None, rule=next(key for key, rule in book.combinations.items() if rule.flag == raised.flag)
        )
    rules = _rules_of(book, state, raised, there)
    background = {each for each in gone if each in book.facts}
    due = [key for key in rules if background & {*book.combinations[key].all, *book.combinations[key].any}]
    if raised.rule or not due or len(due) < len(rules):
        return raised
    most = highest([book.combinations[key].level for key in due])
    if rank(raised.level) > max(rank(most), rank(SAME_DAY)):
        return replace(raised, flag=UNNAMED, level=SAME_DAY, own=SAME_DAY)
    return replace(raised, own=None, rule=due[0])


def _rests_on(book: Catalogue, state: State, raised: Raised, gone: Collection[str]) -> bool:
    """Whether a sign that there is only with some background was learnt from that which is taken back.

    So it is where no other background was told, and it came with what was advised on last; an emergency stays.
    """
    rules = [rule for rule in book.combinations.values() if rule.flag == raised.flag]
    always = rules and all(any(is_background(each) for each in (*rule.all, *rule.any)) for rule in rules)
    background = {each for each in gone if each in book.facts and is_background(each)}
    others = {each for each in state.facts if is_background(each)} - background - set(state.theirs)
    advised = next((each for each in state.raised if each.flag == state.advised), None)
    with_it = advised is not None and advised.message == raised.message
    return bool(always and background and with_it and not others and not raised.rule and raised.level != EMERGENCY)


def _ordered(book: Catalogue, raised: Iterable[Raised]) -> Tuple[Raised, ...]:
    first = {flag: place for place, flag in enumerate(book.levels.first)}

    def place(each: Raised) -> Tuple[int, bool, bool, int]:  # what nobody sees to yet goes before what is in hand
        return -rank(each.level), each.in_hand, each.doubtful, first.get(each.flag, len(first))

    return tuple(sorted(raised, key=place))


def news(before: State, after: State) -> List[Raised]:
    """What a message raised, or raised further, most urgent first."""
    old = {each.flag: each for each in before.raised}
    return [
        each
        for each in after.raised
        if each.flag not in old
        or rank(each.level) > rank(old[each.flag].level)
        or (old[each.flag].doubtful and not each.doubtful)
        or (old[each.flag].other and not each.other)
    ]


def can_wait(book: Catalogue, raised: Sequence[Raised]) -> bool:
    """Whether signs may be told at the end of the check: no emergency, and none that is answered in own words."""
    return all(each.level != EMERGENCY and not book.flags[each.flag].open for each in raised)


@dataclass(frozen=True)
class Move:
    """What triage makes of a message.

    Args:
        kind: `advice`, `added`, `reply`, `sure`, `sign`, `no_sign`, `theirs`, `whom`, `number` or `remind`.
        about: which reply, for `reply`; which flags, parted by spaces, for `sure`.
        raised: what is new, for `advice` and `added`.
    """

    kind: str
    about: str = ""
    raised: Tuple[Raised, ...] = field(default=())


@dataclass(frozen=True)
class Said:
    """What a message says, as far as triage cares.

    Args:
        intent: what it was understood as.
        topic: the topic it was understood as, `section/topic`, if any.
        button: what was clicked, empty for typed text.
        words: the message as `plain` gives it, where its words may be about the advice.
        denied: flags that it says are not there.
        no: whether it is a plain no, not a maybe or a rather not.
        yes: whether it says that what was asked is there, or leaves that open.
        denies: whether it says that what was noticed is not there, or was a mistake.
        not_now: whether it does so by saying that it is not so, or not now, and no more.
        jest: whether it does so by saying that it was a joke.
        anothers: whether it does so by saying that it is somebody else's.
        theirs: whether it says that what was noticed is there, but somebody else's.
        mine: whether it says that what was noticed of somebody else is one's own.
        handed: background told of oneself that it says is somebody else's.
        told: whether it tells of a sign, a known one too, or that it is still there.
        after_advice: whether advice was the last thing said, so that "why?" is about that.
    """

    intent: str = ""
    topic: Optional[str] = None
    button: str = ""
    words: str = ""
    denied: Sequence[str] = ()
    no: bool = False
    yes: bool = False
    denies: bool = False
    not_now: bool = False
    jest: bool = False
    anothers: bool = False
    theirs: bool = False
    mine: bool = False
    handed: Sequence[str] = ()
    told: bool = False
    after_advice: bool = True


def move(
    book: Catalogue, before: State, after: State, said: Said, in_form: bool = False, urgent_only: bool = False
) -> Optional[Move]:
    """Whether triage answers a message, and how; None leaves it to everything else.

    Args:
        book: the catalogue.
        before, after: what stood before the message, and with it.
        said: what the message says.
        in_form: whether a yes or a no is an answer to a form.
        urgent_only: whether what can wait does, as while the symptom check asks on.
    """
    new = news(before, after)
    if new and not (urgent_only and can_wait(book, new)):
        return Move("added" if rank(new[0].level) < rank(before.level) else "advice", raised=tuple(new))
    asked = set(before.asked.split())
    if said.handed and not asked & set(said.handed):
        return Move("sure", " ".join(said.handed))
    if said.mine and after.top and after.top.other and not said.told:
        return Move("whom", "mine")
    if said.theirs and after.top and not said.told and not (said.anothers and _background(book, after)):
        return Move("whom" if after.top.other else "theirs")
    if asked & {*after.facts, *(each.flag for each in after.raised)} and not in_form:
        if said.button == SIGN or (said.intent == "affirm" and not said.not_now) or said.yes:
            return Move("sign")
        theirs = said.anothers and asked <= book.facts.keys()  # another's tablets, not another's numb legs
        again = (said.not_now or theirs) and CRISIS not in asked  # of that, only a plain no is taken
        again = again and not (said.jest and asked & _NO_JOKE)
        if (said.button == NO_SIGN or said.no or again) and not said.told:
            return Move("no_sign")
    top = after.top
    if top is None or urgent_only:
        return None
    if said.button == GOT_HELP:
        return Move("reply", "got_help")
    if said.denies and not said.told:
        return Move("sure", _meant(book, after, said))
    reply = _reply(book, after, said)
    if reply:
        return reply
    if said.intent == MISTAKEN:
        return Move("sure", _meant(book, after, said))
    moved = after.country != before.country and top.level != "soon_gp"
    refused = said.intent == "deny" and said.after_advice and top.level == SAME_DAY  # a "no" to the advice
    anew = said.button == _GREETING and top.level == SAME_DAY  # what was started over is out of sight
    if moved or (not top.in_hand and (top.level == EMERGENCY or refused or anew)):
        return Move("number" if moved else "remind")
    return None


def _reply(book: Catalogue, state: State, said: Said) -> Optional[Move]:
    """The answer to what is said about the advice, by its words before what it was understood as."""
    assert state.top
    unmet = state.top.level == EMERGENCY and not state.top.in_hand  # then whatever is said is about that
    after_advice = said.after_advice or unmet
    voice, intent = Voice(book, state), said.intent
    if intent == "deny" and not said.no and not said.yes:
        intent = "wont_go"
    for kind in triage_replies.by_words(book, said.words, after_advice):
        if voice.reply(kind):
            return Move("reply", kind)
    if said.told and intent in ("fine_now", "told_fine"):  # "it's getting worse again" only sounds like it
        return Move("remind")
    for kind in triage_replies.by_meaning(book, intent, said.topic, after_advice):
        if voice.reply(kind):
            return Move("reply", kind)
    return None


def _meant(book: Catalogue, state: State, said: Said) -> str:
    """What a person takes back: what they deny, else the flags told together with the one advised on last."""
    standing = {each.flag: each for each in state.raised}
    named = next((each for each in (*standing, *sorted(_behind(book, state))) if each in said.denied), "")
    if named:
        return named
    first = standing.get(state.advised, state.raised[0])
    background = [*said.handed] or (_background(book, state) if said.anothers else [])
    if background:
        return " ".join(background[:_TOGETHER])
    together = [each.flag for each in state.raised if each.message == first.message and each is not first]
    return " ".join([first.flag, *together][:_TOGETHER])


def _behind(book: Catalogue, state: State) -> Set[str]:
    """What makes anything that stands urgent, and background from which it was learnt."""
    return needed(book, state) | set(background_of(book, state))


def background_of(book: Catalogue, state: State) -> List[str]:
    """Tablets and illnesses of the person who types that a sign is due to, by a rule or as it was learnt."""
    own = [each for each in state.facts if is_background(each) and each not in state.theirs]
    ruled = needed(book, state)
    learnt = any(_rests_on(book, state, each, own) for each in state.raised)
    return [each for each in own if learnt or each in ruled]


def _background(book: Catalogue, state: State) -> List[str]:
    """What makes the sign advised on last urgent, of tablets and illnesses told: that may be somebody else's."""
    standing = {each.flag: each for each in state.raised}
    first = standing.get(state.advised, state.raised[0])
    rules = _rules_of(book, state, first, {*state.facts, *standing})
    members = {each for key in rules for each in (*book.combinations[key].all, *book.combinations[key].any)}
    return [each for each in state.facts if each in members and is_background(each)]


def answer(book: Catalogue, state: State, made: Move, in_form: bool = False) -> Tuple[List[Message], State]:
    """What triage says, and the state after it.

    Args:
        book: the catalogue.
        state: what stands.
        made: what triage makes of the message.
        in_form: whether the question of a form follows.
    """
    top = state.top
    if made.kind == "advice":
        first = made.raised[0]
        asked = first.flag if first.doubtful else ""
        state = replace(state, asked=asked, advised=first.flag, said="", reminded=0)
        return Voice(book, state).advice(made.raised), state
    if made.kind == "added":
        return Voice(book, state).added(made.raised), replace(state, asked="", advised=made.raised[0].flag)
    if made.kind == "sign":
        sure = state.asked.split()
        raised = tuple(replace(each, doubtful=False) if each.flag in sure else each for each in state.raised)
        state = replace(state, raised=_ordered(book, raised), asked="")
        assert state.top
        return Voice(book, state).advice([state.top]), state
    if made.kind == "no_sign":
        left = replace(without(book, state, state.asked.split()), asked="")
        return Voice(book, left).cleared(state.asked, not in_form), left
    assert top
    if made.kind == "theirs":
        raised = tuple(replace(each, other=True) for each in state.raised)
        state = replace(state, raised=_ordered(book, raised), asked="", advised=top.flag)
        return Voice(book, state).advice([state.raised[0]]), state
    if made.kind == "whom":
        raised = tuple(replace(each, other=made.about != "mine", apart=False) for each in state.raised)
        state = replace(state, raised=_ordered(book, raised), asked="", said="remind", reminded=1)
        return Voice(book, state).whom(), state
    if made.kind == "sure":
        again = made.about == state.doubted
        return Voice(book, state).sure(made.about, again), replace(state, asked=made.about, doubted=made.about)
    if made.kind == "reply":
        said = Voice(book, state).reply(made.about)
        assert said
        if book.replies[made.about].in_hand:
            raised = tuple(replace(each, in_hand=True, doubtful=False) for each in state.raised)
            return said, replace(state, raised=_ordered(book, raised), asked="", said=made.about)
        if made.about == state.said and made.about in _SMALL_TALK:  # the same words again would be read by nobody
            return [Voice(book, state).remind(state.reminded + 1)], replace(state, reminded=state.reminded + 1)
        state = replace(state, said=made.about)
        again = top.doubtful and book.replies[made.about].follows
        return said, replace(state, asked=top.flag) if again else state
    times = state.reminded if made.kind == "remind" else 0
    return [Voice(book, state).remind(times)], replace(state, said="remind", reminded=times + 1)


def taken_back(state: State, made: Move) -> Set[str]:
    """Flags and facts that an answer takes back, given the state before it."""
    return set(state.asked.split()) if made.kind == "no_sign" else set()


def against(state: State, oneself: bool) -> State:
    """What stands against self-care: for a question for one's own body, not what was told of another person alone."""
    return replace(state, raised=tuple(each for each in state.raised if not each.apart)) if oneself else state


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
    places = [part.upper() for part in re.split(r"[-_]", locale or "")[1:]]  # the first is a language: `ca` is Catalan
    return next(filter(None, map(book.numbers.known, places)), None)
