"""The symptom check: what a message or a click does in it, what follows, and what the answers mean for triage.

It never judges how urgent something is and never gives an all-clear: the caller weighs what each turn raises.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Collection, List, Mapping, Optional, Sequence, Tuple

from bot.core import check_answers, check_reading, check_summary, loop, person
from bot.core.check_content import NONE, Check, Question
from bot.core.check_match import Reading
from bot.core.check_state import State
from bot.core.check_voice import PREFIX, VERBS, Voice
from bot.core.messages import Message
from bot.core.readability import plain
from bot.core.screening import Finding


@dataclass(frozen=True)
class Turn(loop.Turn[State]):
    """What came of a message in the check; there are no messages when the last question was answered.

    Args:
        raises: flags of the options answered in this turn.
        facts: facts of the options answered in this turn.
        vague: whether the answer was a yes to a question of several parts.
        noted: what was changed or noted, where no question follows that would say so.
    """

    raises: Tuple[str, ...] = ()
    facts: Tuple[str, ...] = ()
    vague: bool = False
    noted: str = ""


class Course:
    """One check and one state of it; methods return a whole `Turn`, and change nothing."""

    def __init__(self, check: Check, state: State) -> None:
        self.check, self.state, self.say, self.voice = check, state, check.phrases, Voice(check, state)

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, wish: str, who: str = "") -> Turn:
        """Start or go on.

        Args:
            wish: `start`, `continue`, or `go on`: continue if there is something to continue, else start.
            who: for whom a new one is, see `person`.
        """
        if wish == "continue" and not self.state.at:
            return Turn(self.voice.too_late(), replace(self.state, then=loop.PAUSED), over=True)
        if self.state.at and wish in ("continue", "go on"):
            return self._with(then="", stopped=False)._asking(self.say["resumed"])
        state = State(round=self.state.round + 1, at=self.check.ids()[0], who=who)
        return Course(self.check, state)._asking(self.say["intro"])

    # ── a message while a question is open ───────────────────────────────────────────────────────────────────────

    def hear(self, text: str, findings: Sequence[Finding] = (), free: bool = True) -> Optional[Turn]:
        """Take a typed message as answers or a move in the check; None if it is neither.

        Args:
            text: what was typed.
            findings: what the screen for warning signs found in it.
            free: whether it may be an answer in words that no option knows.
        """
        who = person.named(text) if self.state.at == self.check.ids()[0] else ""
        who = who or person.told(text, self.state.who)
        course = self if who == self.state.who else self._with(who=who)
        reading = course._read(text, findings, free and not person.is_all(text))
        turn = None
        if reading:
            turn = course._take(reading) if reading.kind == "answers" else course._move(reading)
        if turn is None and course is not self:
            return course._asking(self.say["who"].format(who=who) if who else self.say["myself"])
        return turn

    def _read(self, text: str, findings: Sequence[Finding], free: bool = True) -> Optional[Reading]:
        """What a message says, as the person would say it whom it is about, and quoted as it was typed."""
        state, own = self.state, person.as_own(text, self.state.who)
        if state.who:
            findings = [replace(each, other=False) for each in findings]
        reading = check_reading.read(own, self.check, state.at, state.denied, state.last, findings, free)
        if reading and own != text:
            words = {
                each: text if plain(said) == plain(own) else person.as_theirs(said)
                for each, said in reading.words.items()
            }
            reading = replace(reading, words=words)
        return reading

    def answers(self, text: str) -> bool:
        """Whether a message answers the open question, if only in part."""
        reading = self._read(text, ())
        return bool(reading and (reading.options or self.state.at in reading.given))

    def hear_afterwards(self, text: str, findings: Sequence[Finding] = ()) -> Optional[Turn]:
        """Take what is typed after the last question as a change of an answer; None if it is none.

        Args:
            text: what was typed.
            findings: what the screen for warning signs found in it.
        """
        if self.state.at or not self.state.answers:
            return None
        reading = self._read(text, findings)
        return self._take(reading) if reading and reading.kind == "answers" else None

    def click(self, button_id: str) -> Turn:
        """Take a click on one of the check's own buttons, also on an earlier question's."""
        _, _, verb = button_id.partition("/")
        if verb in VERBS:
            return self._move(Reading({"start": "continue", "again": "restart"}.get(verb, verb)))
        parts = button_id.split("/")
        if len(parts) == 4 and parts[:2] == [PREFIX, str(self.state.round)] and parts[2] in self.check.ids():
            question = self.check.question(parts[2])
            if parts[3] in question.ids():
                old = self.state.answers.get(question.id, ())
                both = question.several and parts[3] != NONE and question.id != self.state.at
                kept = tuple(each for each in old if both and each not in (NONE, parts[3]))
                return self._answer({question.id: (*kept, parts[3])}, {question.id: ""}, {question.id})
        return self._asking(self.say["stale"]) if self.state.at else self._too_late()

    def unclear(self) -> Turn:
        """Ask again: shorter, then saying that any button will do, then as a list."""
        if not self.state.at:
            return self._too_late()
        count, question = self.state.unclear + 1, self._open()
        if question.gives_up and count > 1:
            turn = self._move(Reading("skip"))
            return replace(turn, messages=[Message(self.say["left_open"]), *turn.messages])
        phrase = "unclear" if count == 1 else ("unclear_again", "unclear_third")[count % 2]
        options, short = self.voice.options_of(question), self.voice.words_of(question, "short")
        said = self.voice.fill(phrase, short=short, options=options)
        turn = self._asking(said, repeat=False, offer=() if count == 1 else ("skip", "stop"))
        return replace(turn, state=replace(self.state, unclear=count))

    def after_digression(self, messages: List[Message]) -> Turn:
        """Come back to the open question after something else was answered."""
        return self._asking(*(message.text for message in messages))

    def pause(self, messages: List[Message]) -> Turn:
        """Keep the place and ask nothing; messages that offer something offer going on as well."""
        said = loop.left(messages, self.voice.button("continue")) if self.state.at else messages
        return Turn(said, replace(self.state, unclear=0, then=loop.PAUSED), over=True)

    # ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, reading: Reading) -> Optional[Turn]:
        """Answer what a message answers; None where it only denies what is denied already."""
        at = self.state.at
        given, words, denied = check_answers.taken(self.check, self.state, reading)
        course = self._with(denied=denied)
        if not given:
            return course._asking() if denied != self.state.denied and at else None
        turn = course._answer(given, words, reading.corrects)
        if reading.options and turn.state.at == at:  # one of several for the open question, and others answered
            which = Course(self.check, turn.state)
            asks = which._asking(which.voice.which(which._open()), repeat=False, only=reading.options)
            return replace(turn, messages=[*turn.messages[:-1], *asks.messages])
        return turn

    def _answer(self, given: check_answers.Given, words: Mapping[str, str], corrects: Collection[str] = ()) -> Turn:
        at = self.state.at
        course = Course(self.check, check_answers.answered(self.check, self.state, given, words, corrects))
        raises, facts = self.check.meant(given, course.state.answers)
        said = ""
        if given.keys() != {at}:
            changed = any(self.state.answers.get(each) and each in corrects for each in given)
            said = self.voice.fill("changed" if changed else "noted", items=course.voice.items(tuple(given)))
        turn = course._asking(said) if course.state.at else Turn([], course.state, over=True, noted=said)
        return replace(turn, raises=raises, facts=facts)

    def _move(self, reading: Reading) -> Turn:
        if reading.kind == "restart":
            turn = self.begin("start", self.state.who)
            return replace(turn, messages=[Message(self.say["restarted"]), *turn.messages[1:]])
        if not self.state.at:
            return self._too_late()
        question = self._open()
        if reading.kind == "yes" and question.yes:
            words = {**self.state.words, question.id: "yes"}
            turn = self._with(words=words)._asking(self.say["which"], repeat=False)
            return replace(turn, raises=tuple(question.yes), vague=True)
        if reading.kind in ("yes", "which"):
            said = self.say["which_of"] if reading.kind == "which" else self.voice.which(question)
            return self._asking(said, repeat=False, only=reading.options)
        if reading.kind in ("skip", "unsure"):
            return self._skip(unknown=reading.kind == "unsure")
        if reading.kind == "finish":
            answers = {**{each: () for each in self.check.ids()}, **self.state.answers}
            return Turn([], replace(self.state, answers=answers, at=None, unclear=0), over=True)
        if reading.kind == "stop":
            stops = Message(self.say["stopped"], (self.voice.button("continue"), self.voice.button("menu")))
            return Turn([stops], replace(self.state, stopped=True, unclear=0), over=True)
        if reading.kind in ("back", "retract"):
            return self._back(reading.steps, retract=reading.kind == "retract")
        if reading.kind == "summary":
            return self._asking(check_summary.summary(self.check, self.state).text)
        if reading.kind == "why":
            return self._asking(self.voice.fill("why", why=question.why))
        return self._asking()  # repeat, continue

    def _skip(self, unknown: bool) -> Turn:
        """Leave the open question as it is.

        Args:
            unknown: whether the person cannot answer it.
        """
        question = self._open()
        kept = self.state.answers.get(question.id, ())
        turn = self._answer({question.id: kept}, self.state.words if kept else {})
        if kept or not unknown:
            return turn
        state = replace(turn.state, unknown=(*turn.state.unknown, question.id))
        said = self.voice.words_of(question, "unknown") or self.say["unknown"]
        if turn.over:
            return replace(turn, state=state, noted=said)
        return replace(turn, state=state, messages=[Message(said), *turn.messages])

    def _back(self, steps: int, retract: bool) -> Turn:
        """Ask an earlier question again.

        Args:
            steps: how many before.
            retract: whether it is the one answered last that was wrong.
        """
        ids = self.check.ids()
        earlier = ids[: ids.index(self._open().id)]
        if not earlier:
            return self._asking(self.say["first_question"])
        to = self.state.last if retract and self.state.last else earlier[-min(steps, len(earlier))]
        return self._with(at=to)._asking(self.say["again"])

    def _too_late(self) -> Turn:
        return Turn(self.voice.too_late(), self.state, over=True)

    def _open(self) -> Question:
        assert self.state.at is not None, "no question is open"
        return self.check.question(self.state.at)

    def _with(self, **changes: Any) -> Course:
        return Course(self.check, replace(self.state, **changes))

    def _asking(self, *texts: str, repeat: bool = True, offer: Sequence[str] = (), only: Sequence[str] = ()) -> Turn:
        """Texts, then the open question with its buttons; without `repeat` only the buttons return."""
        return Turn(self.voice.ask(self._open(), texts, repeat, offer, only), replace(self.state, unclear=0))
