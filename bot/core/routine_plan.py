"""Which exercises of the guided routine are right for somebody, and which of them fit the time.

What is not allowed never gets into a plan: a warning sign to be seen today or now leaves nothing, one to be seen soon
leaves the gentle exercises named for it, and each limit takes out what it excludes (safety-notes, sections 1 to 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Collection, Dict, FrozenSet, List, Optional, Sequence, Tuple

from bot.core.routine_content import Exercise, Limit, Routine

LEAST, MOST = 0, 1  # which of the article's two figures


@dataclass(frozen=True)
class Person:
    """What is known of whom the routine is for.

    Args:
        limits: ids of what rules exercises out.
        soon: flags to be seen within days.
        held: whether a sign stands that must be seen to today or now.
    """

    limits: FrozenSet[str] = frozenset()
    soon: Tuple[str, ...] = ()
    held: bool = False


@dataclass(frozen=True)
class Plan:
    """Exercises in the order they are done.

    Args:
        exercises: their ids.
        amount: `LEAST` or `MOST` of the article's figures.
        seconds: what they take together, changing over reckoned in.
    """

    exercises: Tuple[str, ...] = ()
    amount: int = LEAST
    seconds: int = 0

    @property
    def minutes(self) -> int:
        """About how many minutes it takes."""
        return ceil(self.seconds / 60)


def by_facts(book: Routine, facts: Collection[str]) -> FrozenSet[str]:
    """The limits that facts told in the talk stand for."""
    told = set(facts)
    return frozenset(
        limit.id for limit in book.moves.limits if any(told.issuperset(fact.split(" + ")) for fact in limit.facts)
    )


def reasons(book: Routine, person: Person, exercise: str) -> List[Limit]:
    """The limits of a person that rule an exercise out, in the file's order."""
    return [each for each in book.moves.limits if each.id in person.limits and each.reason(exercise)]


def is_gentle(book: Routine, person: Person, exercise: str) -> bool:
    """Whether every sign to be seen soon leaves an exercise."""
    return all(exercise in book.moves.soon.get(flag, ()) for flag in person.soon)


def allowed(book: Routine, person: Person, minutes: Optional[int] = None) -> List[Exercise]:
    """The exercises that nothing speaks against.

    Args:
        book: the content.
        person: whom they are for.
        minutes: the time there is; None for any.
    """
    if person.held:
        return []
    return [
        each
        for each in book.moves.exercises
        if (minutes is None or each.least <= minutes)
        and is_gentle(book, person, each.id)
        and not reasons(book, person, each.id)
    ]


def matter(book: Routine, person: Person, minutes: int, asked: Collection[str] = ()) -> List[Limit]:
    """The limits that would change a plan and were not asked about, in the file's order."""
    left = [each.id for each in allowed(book, person, minutes)]
    return [
        each
        for each in book.moves.limits
        if each.id not in person.limits and each.id not in asked and any(map(each.reason, left))
    ]


def takes(book: Routine, exercise: Exercise, amount: int) -> int:
    """How many seconds an exercise takes, with getting into position and changing sides."""
    talk, sides = book.talk, max(1, len(exercise.sides))
    once = exercise.amounts[amount] * (1 if exercise.seconds else talk.repetition)
    return talk.setting_up + sides * once + (sides - 1) * talk.changing


def choose(book: Routine, person: Person, minutes: int) -> Plan:
    """A plan that fits the time: the first choices, with the article's greater figures where those fit too."""
    time = minutes * 60
    chosen: Dict[str, Exercise] = {}
    spent = 0
    for each in sorted(allowed(book, person, minutes), key=lambda each: each.choice):
        if spent + takes(book, each, LEAST) <= time:
            chosen[each.id] = each
            spent += takes(book, each, LEAST)
    ordered = [each for each in book.moves.exercises if each.id in chosen]
    most = sum(takes(book, each, MOST) for each in ordered)
    names = tuple(each.id for each in ordered)
    return Plan(names, MOST, most) if most <= time else Plan(names, LEAST, spent)


def nearest(choices: Sequence[int], minutes: float) -> int:
    """The longest routine that fits the time somebody has; the shortest, if none does."""
    return max((each for each in choices if each <= minutes), default=choices[0])
