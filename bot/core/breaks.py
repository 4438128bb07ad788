"""Breaks from sitting: a plan for the working day, in words.

The article asks for frequent breaks and says no number, so how often is the person's choice.
"""

from __future__ import annotations

from typing import Dict, List, Tuple

from bot.core.breaks_content import words
from bot.core.breaks_plan import Plan, clock
from bot.core.messages import MENU, Button, Message, card

_MANY = 8  # times; more of them are not listed
_OFFERED = (30, 45, 60)  # minutes


def told(plan: Plan) -> List[Message]:
    """The plan in words, why, and how to get it into a calendar; the card lets channels give the file."""
    say, times = words(), [clock(each) for each in plan.times()]
    parts: Dict[str, object] = {"minutes": plan.every, "first": times[0], "last": times[-1]}
    listed = f" {say.and_} ".join(filter(None, (", ".join(times[:-1]), times[-1])))
    times_said = say.at.format(times=listed) if len(times) <= _MANY else say.through.format(**parts)
    parts.update(times=times_said, start=clock(plan.start), end=clock(plan.end))
    calendar = card("calendar", query=plan.query)
    return [
        Message(say.plan.format(**parts)),
        Message(say.calendar.format(**parts), card=calendar),
        Message(say.source.format(**parts), _choices(plan)),
    ]


def cannot(plan: Plan) -> List[Message]:
    """Say which days can be planned.

    Args:
        plan: the one that is kept instead.
    """
    return [Message(words().cannot, _choices(plan))]


def _choices(plan: Plan) -> Tuple[Button, ...]:
    titles, length = words().buttons, plan.end - plan.start
    others = [Plan(plan.start, plan.end, each) for each in _OFFERED if each not in (plan.every, length)]
    choices = [Button(each.id(plan.every), titles["every"].format(minutes=each.every)) for each in others]
    return (*choices, Button(MENU, titles["menu"]))
