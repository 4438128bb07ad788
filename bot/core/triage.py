"""What is noticed in a talk, and how urgent it is.

A flag once raised stands for the whole talk. Only its own question answered with a plain no takes it back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Collection, List, Literal, Sequence

from bot.core.triage_catalogue import Catalogue, is_background
from bot.core.triage_levels import EMERGENCY, LEVELS, SAME_DAY, Level, highest, rank
from bot.core.triage_reasons import behind, rests_on, rules_of, together
from bot.core.triage_state import UNNAMED, Raised, Reading, State, ordered

Whose = Literal["", "mine", "theirs"]
_WORSENING = "m_worsening"
_OFTEN = 3  # times a worsening sign is told before it is taken more seriously


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
    refuted = set(reading.denied) - set(reading.facts) - behind(book, state)
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
        worse = _WORSENING in reading.facts and flag in reading.flags
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
    return replace(state, raised=ordered(book, raised.values()), facts=facts, message=message or state.message)


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
            return replace(state, facts=facts, raised=ordered(book, left))
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
    if rests_on(book, state, raised, gone):
        return replace(
            raised, own=None, rule=next(key for key, rule in book.combinations.items() if rule.flag == raised.flag)
        )
    rules = rules_of(book, state, raised, there)
    background = {each for each in gone if each in book.facts}
    due = [key for key in rules if background & {*book.combinations[key].all, *book.combinations[key].any}]
    if raised.rule or not due or len(due) < len(rules):
        return raised
    most = highest([book.combinations[key].level for key in due])
    if rank(raised.level) > max(rank(most), rank(SAME_DAY)):
        return replace(raised, flag=UNNAMED, level=SAME_DAY, own=SAME_DAY)
    return replace(raised, own=None, rule=due[0])


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
