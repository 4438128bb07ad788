"""The guided routine: what a message or a click does in it. Which exercises there may be says `routine_plan`."""

from __future__ import annotations

from dataclasses import replace
from typing import Collection, List, Optional, Sequence

from bot.core import routine_plan, routine_reading
from bot.core.loop import PAUSED, left
from bot.core.messages import Message
from bot.core.routine_content import Hurt
from bot.core.routine_state import BEFORE, DO, FELT, HURT, IN_A_STEP, LIMITS, MINUTES, READY, State
from bot.core.routine_steps import Steps, Turn
from bot.core.routine_voice import NONE

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


class Course(Steps):
    """A routine as it is talked with: what is typed and clicked becomes a step."""

    # ── beginning ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, wish: str, text: str = "", limits: Collection[str] = ()) -> Turn:
        """Start or go on.

        Args:
            wish: `start`, `again`, `continue`, or `go on`: continue if there is something to continue, else start.
            text: what was typed, which may say how long, and what to leave out.
            limits: what else the message tells that rules exercises out.
        """
        told = (*routine_reading.limits(text).limits, *limits)
        if wish == "continue" and not self.state.at:
            return Turn(self.voice.too_late(bool(self.state.at)), replace(self.state, then=PAUSED), over=True)
        if self.state.at and wish == "go on" and routine_reading.wish(text, ("stop",)):
            return self._move("stop")
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

    def offer(self) -> Message:
        """The routine as a choice, for whoever wishes for it while something else is open."""
        return Message(self.say["to_here"], (self.voice.button("start"),))

    # ── a message while the routine is open ───────────────────────────────────────────────────────────────────────────

    def hear(self, text: str, limits: Collection[str] = ()) -> Optional[Turn]:
        """Take a typed message as a move in the routine; None if it is none.

        Args:
            text: what was typed.
            limits: what else the message tells that rules exercises out.
        """
        at, asks = self.state.at, routine_reading.is_question(text)
        told = routine_reading.limits(text)
        there = tuple(dict.fromkeys((*told.limits, *limits)))
        if at in IN_A_STEP:
            kind = routine_reading.hurt(text, at == HURT)
            if kind and not (asks and not kind.raises):
                return self._hurts(kind)
        wish = routine_reading.wish(text, (*_ANYWHERE, *_IN_STAGE.get(str(at), ())))
        if at in BEFORE and set(told.denied) & set(self.state.limits) and not there:
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
            return Turn(self.voice.too_late(bool(self.state.at)), self.state, over=True)
        if verb in ("continue", "stop"):
            return self._asking() if verb == "continue" else self._move("stop")
        if verb == "minutes" and len(parts) == 2 and at in BEFORE and parts[1].isdigit():
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
            return Turn(self.voice.too_late(bool(self.state.at)), self.state, over=True)
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
        said = left(messages, self.voice.button("continue")) if self.state.at else messages
        return Turn(said, replace(self.state, unclear=0, then=PAUSED), over=True)

    def broken_off(self) -> State:
        """The state after a warning sign ended the routine: there is nothing to go on with."""
        return replace(self.state.closed(), then=PAUSED)

    # ── moves ─────────────────────────────────────────────────────────────────────────────────────────────────────────

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
        if self.state.at in BEFORE:
            return course._before()
        return course._asking(self.say["dropped"]) if course._out() else course._asking()

    def _restarted(self) -> Turn:
        return self.begin("start")

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
        choices = (self.voice.button("continue"), self.voice.button("menu"))
        if self.state.at in BEFORE:
            begin = self.voice.button("start")
            return Turn([Message(self.say["no_thanks"], (begin, choices[1]))], self.state.closed(), over=True)
        said = self.say["stopped"]
        if self.state.done:
            said = f"{self.voice.end(self.state.done, (), self.state.amount)[0].text} {said}"
        return Turn([Message(said, choices)], replace(self.state, unclear=0, then=PAUSED), over=True)

    def _hurts(self, kind: Hurt) -> Turn:
        """Stop for what must not be; where it was but sore, leave that exercise out."""
        if kind.says == "sore":
            return self._sore()
        messages = self.voice.after_pain(kind.says or "pain")
        return Turn(messages, self.broken_off(), True, tuple(kind.raises), tuple(kind.facts))
