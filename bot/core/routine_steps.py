"""The guided routine step by step: what is asked before it, each exercise and its sides, how it was, the end.

Whatever is said, an exercise is looked at again before it is shown, so that what a person tells on the way counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Collection, List, Sequence, Tuple, TypeVar

from bot.core import loop, routine_plan
from bot.core.messages import Message
from bot.core.routine_content import Exercise, Routine
from bot.core.routine_plan import Person
from bot.core.routine_state import BEFORE, DO, FELT, HURT, LIMITS, MINUTES, READY, State
from bot.core.routine_voice import PREFIX, Voice


@dataclass(frozen=True)
class Turn(loop.Turn[State]):
    """What came of a message in the routine.

    Args:
        raises, facts: what it means for triage, where something hurt.
    """

    raises: Tuple[str, ...] = ()
    facts: Tuple[str, ...] = ()


Self = TypeVar("Self", bound="Steps")


class Steps:
    """One routine and one state of it; every step returns a whole `Turn`, and changes nothing.

    Args:
        book: the content.
        state: the state.
        person: what is known of the person from elsewhere in the talk.
        told: what they told that is to be seen soon, in words.
    """

    def __init__(self, book: Routine, state: State, person: Person, told: str = "") -> None:
        self.book, self.state, self._elsewhere, self._told = book, state, person, told
        self.person = replace(person, limits=person.limits | set(state.limits))
        self.voice = Voice(book, self.person, told)
        self.say = book.talk.phrases

    # ── before the first exercise ─────────────────────────────────────────────────────────────────────────────────────

    def _lasting(self, minutes: float) -> Turn:
        known = self.book.talk.minutes
        course = self._with(minutes=routine_plan.nearest(known, minutes))
        return course._before(self.say["shortest"] if minutes < known[0] else "")

    def _before(self, lead: str = "", noted: Sequence[str] = (), denied: bool = False, again: bool = False) -> Turn:
        """The next question before the first exercise."""
        if not routine_plan.allowed(self.book, self.person):
            return self._nothing_left()
        minutes = self.state.minutes
        if not minutes:
            return self._with(at=MINUTES)._said([self.voice.ask_minutes()], lead)
        open_limits = routine_plan.matter(self.book, self.person, minutes, self.state.asked)
        if open_limits:
            return self._with(at=LIMITS)._said([self.voice.ask_limits(open_limits, noted, denied, again)], lead)
        plan = routine_plan.choose(self.book, self.person, minutes)
        if not plan.exercises:
            return self._nothing_left()
        course = self._with(at=READY, plan=plan.exercises, amount=plan.amount, place=0, side=0, done=(), hurt=())
        return course._said(self.voice.ask_ready(plan, minutes), lead)

    def _nothing_left(self) -> Turn:
        return Turn(self.voice.nothing_left(), self.state.closed(), over=True)

    # ── an exercise ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _step(self, lead: str = "", whole: bool = True) -> Turn:
        """The open exercise, or the first after it that nothing speaks against; the end where none is left."""
        plan, place, fine = self.state.plan, self.state.place, self._allowed()
        following = next((number for number in range(place, len(plan)) if plan[number] in fine), None)
        if following is None:
            return self._ended(lead)
        moved = following != place
        course = self._with(at=DO, place=following, side=0 if moved else self.state.side)
        messages = self.voice.step(
            plan, following, course.state.side, self.state.amount, course._stem(), whole or moved
        )
        why = self.voice.left_out()[:1] if moved else []
        return course._said([*map(Message, why), *messages], lead)

    def _first(self) -> Turn:
        return self._with(at=DO, place=0, side=0)._step()

    def _again(self) -> Turn:
        called = self._exercise.called
        return self._with(at=DO)._step(self.voice.fill("again", called=called))

    def _easier(self) -> Turn:
        each = self._exercise
        return self._asking(self.voice.fill("easier", easier=each.easier))

    def _finished(self) -> Turn:
        """This side is done: the other one, or how it was."""
        each = self._exercise
        if self.state.side + 1 < len(each.sides):
            return self._with(side=self.state.side + 1)._step(self.say["other_side"], whole=False)
        done = tuple(dict.fromkeys((*self.state.done, each.id)))
        return self._with(at=FELT, done=done)._said([self.voice.felt(self._stem())])

    def _next(self, lead: str = "") -> Turn:
        """The exercise after this one, or the end."""
        return self._with(at=DO, place=self.state.place + 1, side=0)._step(lead)

    def _was_good(self) -> Turn:
        return self._next(self.say["good"])

    def _was_mild(self) -> Turn:
        return self._next(self.say["mild"])

    def _mild(self) -> Turn:
        return self._with()._said([self._waiting("waiting", self.say["mild"])])

    def _wait(self) -> Turn:
        return self._with()._said([self._waiting("waiting")])

    def _paused(self) -> Turn:
        return self._with()._said([self._waiting("paused")])

    def _waiting(self, phrase: str, lead: str = "") -> Message:
        """A word in between, with the buttons of what is open."""
        buttons = self._asking().messages[-1].buttons
        return Message(f"{lead} {self.say[phrase]}".strip(), buttons)

    def _ask_pain(self) -> Turn:
        return self._with(at=HURT)._said([self.voice.hurt(self._stem())])

    def _sore(self) -> Turn:
        now = self.state.plan[self.state.place]
        done = tuple(each for each in self.state.done if each != now)
        course = self._with(done=done, hurt=(*self.state.hurt, now))
        return course._next(self.say["sore"] if self.state.place + 1 < len(self.state.plan) else self.say["sore_last"])

    def _ended(self, lead: str = "") -> Turn:
        skipped = [each for each in self.state.plan if each not in self.state.done]
        messages = self.voice.end(self.state.done, skipped, self.state.amount)
        if not self._allowed():
            messages = self.voice.nothing_left()
        state = self.state.closed()
        if lead == self.say["good"]:
            lead = ""
        turn = self._said(messages, lead)
        return replace(turn, state=state, over=True)

    # ── saying ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _with(self: Self, **changes: Any) -> Self:
        return type(self)(self.book, replace(self.state, unclear=0, **changes), self._elsewhere, self._told)

    def _adding(self: Self, limits: Collection[str]) -> Self:
        return self._with(limits=tuple(dict.fromkeys((*self.state.limits, *limits)))) if limits else self

    def _allowed(self) -> List[str]:
        return [each.id for each in routine_plan.allowed(self.book, self.person)]

    def _out(self) -> bool:
        """Whether the open exercise is ruled out."""
        return self.state.plan[self.state.place] not in self._allowed()

    @property
    def _exercise(self) -> Exercise:
        """The open one."""
        return self.book.exercise(self.state.plan[self.state.place])

    def _stem(self) -> str:
        return f"{PREFIX}/{self.state.round}/{self.state.place}/{self.state.side}"

    def _said(self, messages: List[Message], lead: str = "") -> Turn:
        if lead:
            messages = [replace(messages[0], text=f"{lead} {messages[0].text}"), *messages[1:]]
        return Turn(messages, self.state)

    def _asking(self, lead: str = "") -> Turn:
        """What is open, asked again."""
        at = self.state.at
        if at in BEFORE:
            return self._before(lead, again=True)
        if not at:
            return Turn(self.voice.too_late(False), self.state, over=True)
        if self._out():
            return self._step(lead)
        if at == DO:
            called = self._exercise.called
            back = self.voice.fill("back_to", called=called)
            return self._step(f"{lead} {back}".strip(), whole=False)
        ask = self.voice.felt if at == FELT else self.voice.hurt
        return self._with()._said([ask(self._stem())], lead)
