"""The guided routine: its state, and what is said next. Which exercises there may be is `bot.core.routine_plan`'s.

Whatever is said, an exercise is looked at again before it is shown, so that what a person tells on the way counts.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Collection, Dict, List, Optional, Sequence, Tuple

from bot.core import routine_plan, routine_reading
from bot.core.messages import MENU, Button, Message
from bot.core.routine_content import Hurt, Routine, load, routine
from bot.core.routine_plan import Person, Plan
from bot.core.routine_voice import AGAIN, CONTINUE, NONE, PREFIX, START, STOP, Voice

__all__ = ["AGAIN", "CONTINUE", "PAUSED", "PREFIX", "START", "STOP", "Course", "State", "Turn", "load", "routine"]

PAUSED = "paused"  # `State.then` while the routine waits for the person
MINUTES, LIMITS, READY, DO, FELT, HURT = "minutes", "limits", "ready", "do", "felt", "hurt"  # what is open
_STAGES = (MINUTES, LIMITS, READY, DO, FELT, HURT)
# what wishes mean, by the method that does it: everywhere, and in each stage, those first that sound like a later one
_ANYWHERE = {"stop": "_stopped", "restart": "_restarted", "back": "_back", "pause": "_paused"}
_IN_STAGE = {
    READY: {"go": "_first", "done": "_first", "none": "_stopped", "skip": "_stopped"},
    DO: {
        "hard": "_easier", "hurts": "_ask_pain", "repeat": "_again", "done": "_finished", "skip": "_next",
        "mild": "_mild", "go": "_asking", "fine": "_wait",
    },
    FELT: {
        "mild": "_was_mild", "hurts": "_ask_pain", "repeat": "_again", "fine": "_was_good", "hard": "_was_mild",
        "done": "_was_good", "go": "_was_good", "skip": "_was_good", "none": "_was_good",
    },
    HURT: dict.fromkeys(("skip", "done", "go"), "_sore"),
}  # fmt: skip


@dataclass(frozen=True)
class State:
    """What must be remembered of the routine between two messages; it survives as a plain dictionary.

    Args:
        round: how often a routine was started in this talk.
        at: what is open, one of the stages; None when nothing is.
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
                at=stored.get("at") if stored.get("at") in _STAGES else None,
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
        if state.at in (DO, FELT, HURT) and not 0 <= state.place < len(state.plan):
            return replace(state, at=None, place=0, side=0)
        if state.at in (LIMITS, READY) and not state.minutes:
            return replace(state, at=MINUTES)
        sides = len(exercises[state.plan[state.place]].sides) if 0 <= state.place < len(state.plan) else 0
        return state if 0 <= state.side < max(1, sides) else replace(state, side=0)


@dataclass(frozen=True)
class Turn:
    """What came of a message in the routine.

    Args:
        messages: what to say.
        state: the state after it.
        over: whether the form ends here.
        raises, facts: what it means for triage, where something hurt.
    """

    messages: List[Message]
    state: State
    over: bool = False
    raises: Tuple[str, ...] = ()
    facts: Tuple[str, ...] = ()


class Course:
    """One routine and one state of it; methods return messages or a whole `Turn`, and change nothing.

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

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, wish: str, text: str = "", limits: Collection[str] = ()) -> Turn:
        """Start or go on.

        Args:
            wish: `start`, `again`, `continue`, or `go on`: continue if there is something to continue, else start.
            text: what was typed, which may say how long, and what to leave out.
            limits: what else the message tells that rules exercises out.
        """
        told = (*routine_reading.limits(text).limits, *limits)
        if wish == "continue" and not self.state.at:
            return Turn(self.too_late(), replace(self.state, then=PAUSED), over=True)
        minutes = routine_reading.minutes(text)
        if self.state.at and wish in ("continue", "go on") and minutes is None:
            return self._with(then="")._adding(told)._asking()
        before = self.state
        fresh = State(
            round=before.round + 1,
            limits=before.limits,
            asked=before.asked,
            minutes=before.minutes if wish == "again" else 0,
        )
        course = Course(self.book, fresh, self._elsewhere, self._told)._adding(told)
        return course._lasting(minutes) if minutes is not None else course._before()

    def too_late(self) -> List[Message]:
        """Say kindly that a click or a wish came when nothing is open."""
        verb, button_id = ("continue", CONTINUE) if self.state.at else ("start", START)
        return [
            Message(self.say["stopped" if self.state.at else "nothing_open"], (self.voice.button(verb, button_id),))
        ]

    def offer(self) -> Message:
        """The routine as a choice, for whoever wishes for it while something else is open."""
        return Message(self.say["to_here"], (self.voice.button("start", START),))

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
        plan = self._plan()
        if not plan.exercises:
            return self._nothing_left()
        course = self._with(at=READY, plan=plan.exercises, amount=plan.amount, place=0, side=0, done=(), hurt=())
        return course._said(self.voice.ask_ready(plan, minutes), lead)

    def _plan(self) -> Plan:
        return routine_plan.choose(self.book, self.person, self.state.minutes)

    def _nothing_left(self) -> Turn:
        return Turn(self.voice.nothing_left(), self._closed(), over=True)

    # ── a message while the routine is open ──────────────────────────────────────────────────────────────────────

    def hear(self, text: str, limits: Collection[str] = ()) -> Optional[Turn]:
        """Take a typed message as a move in the routine; None if it is none.

        Args:
            text: what was typed.
            limits: what else the message tells that rules exercises out.
        """
        at, asks = self.state.at, routine_reading.is_question(text)
        told = routine_reading.limits(text)
        there = tuple(dict.fromkeys((*told.limits, *limits)))
        if at in (DO, FELT, HURT):
            kind = routine_reading.hurt(text, at == HURT)
            if kind and not (asks and not kind.raises):
                return self._hurts(kind)
        wish = routine_reading.wish(text, (*_ANYWHERE, *_IN_STAGE.get(str(at), ())))
        if at in (MINUTES, LIMITS, READY) and set(told.denied) & set(self.state.limits) and not there:
            kept = tuple(each for each in self.state.limits if each not in told.denied)
            return self._with(limits=kept)._before()
        nothing = at == LIMITS and not there and routine_reading.denies_all(text)
        if at == LIMITS and not asks and (there or told.denied or nothing):
            return self._limited(there, () if nothing else told.denied)
        if there and not asks and wish not in ("hurts", "mild"):
            return self._told_late(there)
        if at == MINUTES or (at in (LIMITS, READY) and not there):
            minutes = routine_reading.minutes(text, at == MINUTES and not asks)
            if minutes is not None:
                return self._lasting(minutes)
        return self._move(wish) if wish else None

    def click(self, button_id: str) -> Turn:
        """Take a click on one of the routine's own buttons, also on an earlier step's."""
        parts = button_id.split("/")[1:]
        verb, at = parts[0], self.state.at
        if verb in ("start", "again"):
            return self.begin("again" if verb == "again" else "start")
        if not at:
            return Turn(self.too_late(), self.state, over=True)
        if verb in ("continue", "stop"):
            return self._asking() if verb == "continue" else self._move("stop")
        if verb == "minutes" and len(parts) == 2 and at in (MINUTES, LIMITS, READY) and parts[1].isdigit():
            return self._lasting(int(parts[1]))
        if verb == "limit" and len(parts) == 2:
            known = {each.id for each in self.book.moves.limits}
            if parts[1] in known and at != MINUTES:
                return self._limited((parts[1],), clicked=True) if at == LIMITS else self._told_late((parts[1],))
            if parts[1] == NONE and at == LIMITS:
                return self._limited(())
        if verb == "go" and at == READY:
            return self._move("go")
        stem = [str(self.state.round), str(self.state.place), str(self.state.side)]
        here = parts[:3] == stem
        if here and at == DO and len(parts) == 4 and parts[3] in ("done", "skip", "repeat"):
            return self._move(parts[3])
        if here and at == FELT and len(parts) == 5 and parts[3] == "felt" and parts[4] in ("fine", "mild", "hurt"):
            return self._move("hurts" if parts[4] == "hurt" else parts[4])
        if here and at in (FELT, HURT) and len(parts) == 5 and parts[3] == "hurt":
            kind = next((each for each in self.book.talk.hurts if each.id == parts[4]), None)
            if kind:
                return self._hurts(kind)
        return self._asking(self.say["stale"])

    def unclear(self) -> Turn:
        """Ask again, the second time with the words that help."""
        if not self.state.at:
            return Turn(self.too_late(), self.state, over=True)
        count = self.state.unclear + 1
        helps = {LIMITS: "unclear_limits", MINUTES: "", READY: ""}.get(self.state.at, "unclear_again")
        said = f"{self.say['unclear']} {self.say[helps]}" if count > 1 and helps else self.say["unclear"]
        turn = self._asking(said)
        return replace(turn, state=replace(turn.state, unclear=count))

    def after_digression(self, messages: List[Message]) -> Turn:
        """Come back to the open step after something else was answered."""
        turn = self._asking()
        said = [replace(each, buttons=()) for each in messages]
        return replace(turn, messages=[*said, *turn.messages])

    def pause(self, messages: List[Message]) -> Turn:
        """Keep the place and ask nothing; messages that offer something offer going on as well."""
        if messages and messages[-1].buttons and self.state.at:
            last = messages[-1]
            go_on = self.voice.button("continue", CONTINUE)
            messages = [*messages[:-1], replace(last, buttons=(*last.buttons, go_on))]
        return Turn(messages, replace(self.state, unclear=0, then=PAUSED), over=True)

    def broken_off(self) -> State:
        """The state after a warning sign ended the routine: there is nothing to go on with."""
        return replace(self._closed(), then=PAUSED)

    # ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _move(self, wish: str) -> Turn:
        method = {**_ANYWHERE, **_IN_STAGE.get(str(self.state.at), {})}.get(wish, "_asking")
        turn: Turn = getattr(self, method)()
        return turn

    def _limited(self, limits: Collection[str], denied: Collection[str] = (), clicked: bool = False) -> Turn:
        """Take an answer to what must be left out; typed words are the whole answer, a click may be one of several."""
        course, minutes = self._adding(limits), self.state.minutes
        open_limits = {each.id for each in routine_plan.matter(self.book, self.person, minutes, self.state.asked)}
        only_denied = bool(denied) and not limits
        if clicked or only_denied:
            asked = course._with(asked=tuple(dict.fromkeys((*self.state.asked, *limits, *denied))))
            return asked._before(noted=[each for each in self._all_limits() if each in limits], denied=only_denied)
        return course._with(asked=tuple(sorted({*self.state.asked, *open_limits})))._before()

    def _all_limits(self) -> List[str]:
        return [each.id for each in self.book.moves.limits]

    def _told_late(self, limits: Sequence[str]) -> Turn:
        """What rules exercises out, told when it was not asked for: the plan is made anew, or its rest shortened."""
        course = self._adding(limits)
        if self.state.at in (MINUTES, LIMITS, READY):
            return course._before()
        return course._asking(self.say["dropped"]) if course._out() else course._asking()

    def _out(self) -> bool:
        """Whether the open exercise is ruled out."""
        return self.state.plan[self.state.place] not in self._allowed()

    def _allowed(self) -> List[str]:
        return [each.id for each in routine_plan.allowed(self.book, self.person)]

    def _first(self) -> Turn:
        return self._with(at=DO, place=0, side=0)._step()

    def _again(self) -> Turn:
        called = self.book.exercise(self.state.plan[self.state.place]).called
        return self._with(at=DO)._step(self.voice.fill("again", called=called))

    def _easier(self) -> Turn:
        each = self.book.exercise(self.state.plan[self.state.place])
        return self._asking(self.voice.fill("easier", easier=each.easier))

    def _mild(self) -> Turn:
        return self._with()._said([self._waiting("waiting", self.say["mild"])])

    def _wait(self) -> Turn:
        return self._with()._said([self._waiting("waiting")])

    def _paused(self) -> Turn:
        return self._with()._said([self._waiting("paused")])

    def _restarted(self) -> Turn:
        return self.begin("start")

    def _was_good(self) -> Turn:
        return self._next(self.say["good"])

    def _was_mild(self) -> Turn:
        return self._next(self.say["mild"])

    def _waiting(self, phrase: str, lead: str = "") -> Message:
        """A word in between, with the buttons of what is open."""
        buttons = self._asking().messages[-1].buttons
        return Message(f"{lead} {self.say[phrase]}".strip(), buttons)

    def _finished(self) -> Turn:
        """This side is done: the other one, or how it was."""
        each = self.book.exercise(self.state.plan[self.state.place])
        if self.state.side + 1 < len(each.sides):
            return self._with(side=self.state.side + 1)._step(self.say["other_side"], whole=False)
        done = tuple(dict.fromkeys((*self.state.done, each.id)))
        return self._with(at=FELT, done=done)._said([self.voice.felt(self._stem())])

    def _next(self, lead: str = "") -> Turn:
        """The exercise after this one, or the end."""
        return self._with(at=DO, place=self.state.place + 1, side=0)._step(lead)

    def _back(self) -> Turn:
        at, place = self.state.at, self.state.place
        if at in (LIMITS, READY):
            return self._with(minutes=0)._before()
        if at == MINUTES or (place == 0 and self.state.side == 0 and at == DO):
            return self._asking(self.say["first_step"])
        if at != DO or self.state.side:
            return self._with(at=DO, side=0)._step()
        return self._with(at=DO, place=place - 1, side=0)._step()

    def _stopped(self) -> Turn:
        choices = (self.voice.button("continue", CONTINUE), self.voice.button("menu", MENU))
        if self.state.at in (MINUTES, LIMITS, READY):
            begin = Button(START, self.book.talk.buttons["start"])
            return Turn([Message(self.say["no_thanks"], (begin, choices[1]))], self._closed(), over=True)
        said = self.say["stopped"]
        if self.state.done:
            said = f"{self.voice.end(self.state.done, (), self.state.amount)[0].text} {said}"
        return Turn([Message(said, choices)], replace(self.state, unclear=0, then=PAUSED), over=True)

    # ── pain ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask_pain(self) -> Turn:
        return self._with(at=HURT)._said([self.voice.hurt(self._stem())])

    def _hurts(self, kind: Hurt) -> Turn:
        """Stop for what must not be; where it was but sore, leave that exercise out."""
        if kind.says == "sore":
            return self._sore()
        messages = self.voice.after_pain(kind.says or "pain")
        return Turn(messages, self.broken_off(), True, tuple(kind.raises), tuple(kind.facts))

    def _sore(self) -> Turn:
        now = self.state.plan[self.state.place]
        done = tuple(each for each in self.state.done if each != now)
        course = self._with(done=done, hurt=(*self.state.hurt, now))
        return course._next(self.say["sore"] if self.state.place + 1 < len(self.state.plan) else self.say["sore_last"])

    # ── saying ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _with(self, **changes: Any) -> Course:
        return Course(self.book, replace(self.state, unclear=0, **changes), self._elsewhere, self._told)

    def _adding(self, limits: Collection[str]) -> Course:
        return self._with(limits=tuple(dict.fromkeys((*self.state.limits, *limits)))) if limits else self

    def _closed(self) -> State:
        return replace(self.state, at=None, plan=(), place=0, side=0, done=(), hurt=(), unclear=0, then="")

    def _stem(self) -> str:
        return f"{PREFIX}/{self.state.round}/{self.state.place}/{self.state.side}"

    def _said(self, messages: List[Message], lead: str = "") -> Turn:
        if lead:
            messages = [replace(messages[0], text=f"{lead} {messages[0].text}"), *messages[1:]]
        return Turn(messages, self.state)

    def _asking(self, lead: str = "") -> Turn:
        """What is open, asked again."""
        at = self.state.at
        if at in (MINUTES, LIMITS, READY):
            return self._before(lead, again=True)
        if not at:
            return Turn(self.too_late(), self.state, over=True)
        if self._out():
            return self._step(lead)
        if at == DO:
            called = self.book.exercise(self.state.plan[self.state.place]).called
            back = self.voice.fill("back_to", called=called)
            return self._step(f"{lead} {back}".strip(), whole=False)
        ask = self.voice.felt if at == FELT else self.voice.hurt
        return self._with()._said([ask(self._stem())], lead)

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

    def _ended(self, lead: str = "") -> Turn:
        skipped = [each for each in self.state.plan if each not in self.state.done]
        messages = self.voice.end(self.state.done, skipped, self.state.amount)
        if not self._allowed():
            messages = self.voice.nothing_left()
        state = self._closed()
        if lead == self.say["good"]:
            lead = ""
        turn = self._said(messages, lead)
        return replace(turn, state=state, over=True)
