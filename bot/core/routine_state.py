"""What is remembered of the guided routine between two messages."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Dict, Optional, Tuple

from bot.core import routine_plan
from bot.core.routine_content import Routine

MINUTES, LIMITS, READY, DO, FELT, HURT = "minutes", "limits", "ready", "do", "felt", "hurt"  # what is open
BEFORE, IN_A_STEP = (MINUTES, LIMITS, READY), (DO, FELT, HURT)


@dataclass(frozen=True)
class State:
    """What must be remembered of the routine between two messages; it survives as a plain dictionary.

    Args:
        round: how often a routine was started in this talk.
        at: what is open; None when nothing is.
        minutes: how long it may take; 0 while that is not known.
        limits: ids of what the person told that rules exercises out, for the whole talk.
        asked: ids of the limits that were asked about, which nobody is asked again.
        plan: ids of the exercises.
        amount: which of the article's figures.
        place, side: which exercise is open, and which of its sides.
        done, hurt: ids of what was done, and of what was left out because it hurt.
        unclear: how many messages in a row could not be read.
        then: what to do when the form starts (`start`, `continue`), or `paused`.
    """

    round: int = 0
    at: Optional[str] = None
    minutes: int = 0
    limits: Tuple[str, ...] = ()
    asked: Tuple[str, ...] = ()
    plan: Tuple[str, ...] = ()
    amount: int = routine_plan.LEAST
    place: int = 0
    side: int = 0
    done: Tuple[str, ...] = ()
    hurt: Tuple[str, ...] = ()
    unclear: int = 0
    then: str = ""

    def as_dict(self) -> Dict[str, Any]:
        """The state as JSON holds it."""
        return {name: list(each) if isinstance(each, tuple) else each for name, each in asdict(self).items()}

    @classmethod
    def from_dict(cls, book: Routine, stored: Any) -> State:
        """The stored state, without what the routine has no more; a new one for what is no state."""
        if not isinstance(stored, dict):
            return cls()
        exercises = {each.id: each for each in book.moves.exercises}
        known = {each.id for each in book.moves.limits}
        try:
            count = {
                name: int(stored.get(name, 0)) for name in ("round", "minutes", "amount", "place", "side", "unclear")
            }
            told = {name: tuple(e for e in stored.get(name, ()) if e in known) for name in ("limits", "asked")}
            kept = {name: tuple(e for e in stored.get(name, ()) if e in exercises) for name in ("plan", "done", "hurt")}
            state = cls(
                round=count["round"],
                at=stored.get("at") if stored.get("at") in (*BEFORE, *IN_A_STEP) else None,
                minutes=count["minutes"] if count["minutes"] in book.talk.minutes else 0,
                limits=told["limits"],
                asked=told["asked"],
                plan=kept["plan"],
                amount=min(max(count["amount"], 0), 1),
                place=count["place"],
                side=count["side"],
                done=kept["done"],
                hurt=kept["hurt"],
                unclear=count["unclear"],
                then=str(stored.get("then") or ""),
            )
        except (TypeError, AttributeError, ValueError, OverflowError):
            return cls()
        if state.at in IN_A_STEP and not 0 <= state.place < len(state.plan):
            return replace(state, at=None, place=0, side=0)
        if state.at in (LIMITS, READY) and not state.minutes:
            return replace(state, at=MINUTES)
        sides = len(exercises[state.plan[state.place]].sides) if 0 <= state.place < len(state.plan) else 0
        return state if 0 <= state.side < max(1, sides) else replace(state, side=0)

    def closed(self) -> State:
        """The state with nothing open; what was told of the person stays."""
        return replace(self, at=None, plan=(), place=0, side=0, done=(), hurt=(), unclear=0, then="")
