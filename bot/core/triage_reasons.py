"""Why signs stand: what flags and facts mean together, and what a flag that was raised is due to."""

from __future__ import annotations

from typing import Collection, Iterable, List, Set, Tuple

from bot.core.triage_catalogue import Catalogue, Combination, is_background
from bot.core.triage_levels import EMERGENCY
from bot.core.triage_state import Raised, State


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
    for key, rule in combined(book, there - set(state.mine)):
        found.setdefault(key, (rule, True))
    return [(key, rule, theirs) for key, (rule, theirs) in found.items()]


def rules_of(book: Catalogue, state: State, raised: Raised, there: Collection[str]) -> List[str]:
    """The combinations that a flag is due to: its rule, or where it was told by itself, those that tell the same."""
    if raised.rule:
        return [raised.rule] if raised.rule in book.combinations else []
    rules = together(book, state, there)
    return [key for key, rule, _ in rules if rule.flag == raised.flag and raised.flag not in rule.all]


def needed(book: Catalogue, state: State) -> Set[str]:
    """Flags and facts that make a flag that stands as urgent as it is."""
    there = {*state.facts, *(each.flag for each in state.raised)}
    rules = [book.combinations[key] for each in state.raised for key in rules_of(book, state, each, there)]
    return {each for rule in rules for each in (*rule.all, *rule.any)} & there


def rests_on(book: Catalogue, state: State, raised: Raised, gone: Collection[str]) -> bool:
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


def background_of(book: Catalogue, state: State) -> List[str]:
    """Tablets and illnesses of the person who types that a sign is due to, by a rule or as it was learnt."""
    own = [each for each in state.facts if is_background(each) and each not in state.theirs]
    ruled = needed(book, state)
    learnt = any(rests_on(book, state, each, own) for each in state.raised)
    return [each for each in own if learnt or each in ruled]


def background_behind(book: Catalogue, state: State) -> List[str]:
    """What makes the sign advised on last urgent, of tablets and illnesses told: that may be somebody else's."""
    standing = {each.flag: each for each in state.raised}
    first = standing.get(state.advised, state.raised[0])
    rules = rules_of(book, state, first, {*state.facts, *standing})
    members = {each for key in rules for each in (*book.combinations[key].all, *book.combinations[key].any)}
    return [each for each in state.facts if each in members and is_background(each)]


def behind(book: Catalogue, state: State) -> Set[str]:
    """What makes anything that stands urgent, and background from which it was learnt."""
    return needed(book, state) | set(background_of(book, state))
