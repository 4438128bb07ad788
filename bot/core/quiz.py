"""The quiz: what a message or a click does in it, and what follows."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Sequence

from bot.core import quiz_answer, quiz_change, quiz_reading
from bot.core.loop import PAUSED, Turn, left
from bot.core.messages import Message
from bot.core.quiz_content import Question, Quiz
from bot.core.quiz_match import Reading
from bot.core.quiz_state import State, missed
from bot.core.quiz_voice import AGAIN, CONTINUE, PREFIX, START, Voice

_KEPT_ROUNDS = 20


class Course:
    """One quiz and one state of it; methods return messages or a whole `Turn`, and change nothing."""

    def __init__(self, quiz: Quiz, state: State) -> None:
        self.quiz, self.state, self.say, self.voice = quiz, state, quiz.phrases, Voice(quiz, state)

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, wish: str) -> Turn[State]:
        """Start, go on, or repeat the missed questions.

        Args:
            wish: `start`, `continue`, `missed`, or `go on`: continue if there is something to continue, else start.
        """
        if wish == "continue" and not self.state.at:
            return Turn(self.voice.too_late(), replace(self.state, then=PAUSED), over=True)
        if self.state.at and wish in ("continue", "go on"):
            state = replace(self.state, then="", stopped=False)
            score = self.voice.so_far() if state.answers else ""
            return Course(self.quiz, state)._asking([self.voice.fill("resumed", score=score)])
        order, intro = self.quiz.ids(), self.voice.fill("intro", total=len(self.quiz.questions))
        if wish == "missed":
            wrong = missed(self.quiz, self.state)
            intro = self.voice.fill("intro_missed", total=len(wrong)) if wrong else self.say["nothing_missed"]
            order = wrong or order
        state = State(round=self.state.round + 1, order=tuple(order), at=order[0], past=self.state.past)
        return Course(self.quiz, state)._asking([intro])

    # ── a message while a question is open ───────────────────────────────────────────────────────────────────────

    def hear(self, text: str) -> Optional[Turn[State]]:
        """Take a typed message as a move in the quiz; None if it is none."""
        reading = self._of_the_last(text) or quiz_reading.read(text, self._open())
        return self._move(reading) if reading else None

    def reads_as(self, text: str) -> str:
        """What the open question takes a message for: `answer`, a wish's name, or nothing."""
        reading = quiz_reading.read(text, self._open())
        return reading.kind if reading else ""

    def is_bare_answer(self, text: str) -> bool:
        """Whether a message is an answer to the open question and nothing besides."""
        return self.reads_as(text) == "answer" and quiz_answer.is_bare(text, self._open())

    def click(self, button_id: str) -> Turn[State]:
        """Take a click on one of the quiz's own buttons."""
        if button_id == AGAIN:
            return self._restart()
        if button_id in (START, CONTINUE):
            return self._asking()
        parts = button_id.split("/")
        if len(parts) == 4 and parts[:3] == [PREFIX, str(self.state.round), self.state.at]:
            if parts[3] in self._open().option_ids():
                return self._answer(parts[3])
            if parts[3] in ("skip", "stop", "hint"):
                return self._move(Reading(parts[3]))
        return self._asking([self.say["stale"]])

    def unclear(self) -> Turn[State]:
        """Say what can be taken: differently the second time, with a way out the third."""
        count, question = self.state.unclear + 1, self._open()
        phrase, offer = {
            1: (f"unclear_{question.kind}", ()),
            2: ("unclear_again", ("hint",)),
        }.get(count, ("unclear_third", ("skip", "stop")))
        said = self.voice.fill(phrase, example=question.option_ids()[0])
        turn = self._asking([said], repeat=False, offer=offer)
        return replace(turn, state=replace(self.state, unclear=count))

    def after_digression(self, messages: List[Message]) -> Turn[State]:
        """Come back to the open question after something else was answered."""
        return self._asking([message.text for message in messages])

    def pause(self, messages: List[Message]) -> Turn[State]:
        """Keep the place and ask nothing; messages that offer something offer going on as well."""
        said = left(messages, self.voice.button("continue"))
        return Turn(said, replace(self.state, then=PAUSED), over=True)

    # ── when it is over ──────────────────────────────────────────────────────────────────────────────────────────

    def afterwards(self, reading: Optional[Reading]) -> Optional[List[Message]]:
        """Answer a wish about a quiz that is over: the score, a reason; None for anything else.

        Args:
            reading: what was typed, as `quiz_reading.read_afterwards` takes it.
        """
        if reading and reading.kind == "score":
            return self.voice.result()
        reason = self.voice.reason(reading.number) if reading and reading.kind == "why" else ""
        return [Message(reason, self.voice.result()[-1].buttons)] if reason else None

    def changed(self, reading: Optional[Reading]) -> Optional[State]:
        """The state after a change of an answer, asked for when the quiz is over; None if none is asked for."""
        if not reading or reading.kind != "change":
            return None
        number = self._numbered(reading.about) if reading.about else reading.number
        if not number or number > len(self.state.order):
            return None
        question = self.quiz.question(self.state.order[number - 1])
        option = quiz_answer.read_option(reading.rest, question)
        if not option or question.id not in self.state.answers:
            return None
        answers = {**self.state.answers, question.id: option}
        whole = bool(self.state.past) and self.state.at is None and set(self.state.order) == set(self.quiz.ids())
        past = (*self.state.past[:-1], answers) if whole else self.state.past
        return replace(self.state, answers=answers, said=question.id, past=past)

    # ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_the_last(self, text: str) -> Optional[Reading]:
        """Take "actually true", which changes the answer given last."""
        said, rest = self.state.said, quiz_change.read_last(text)
        bare = said and rest and quiz_answer.is_bare(rest, self.quiz.question(said))
        return Reading("change", rest=rest) if bare else None

    def _move(self, reading: Reading) -> Turn[State]:
        move = {
            "answer": lambda: self._answer(reading.option),
            "several": lambda: self._asking([self.say["several"]], repeat=False),
            "change": lambda: self._change(reading),
            "meaning": lambda: self._asking([self.voice.meaning(self._open(), reading.rest)]),
            "skip": lambda: self._answer(""),
            "tell": lambda: self._answer("", told=True),
            "goto": lambda: self._go_to(reading.number),
            "stop": lambda: Turn([], replace(self.state, stopped=True, then=""), over=True),
            "hint": lambda: self._asking([self.voice.fill("hint", hint=self._open().hint)], repeat=False),
            "repeat": self._asking,
            "continue": self._asking,
            "back": lambda: self._back(reading.number or 1),
            "why": lambda: self._why(reading.number),
            "score": lambda: self._asking([self.voice.so_far()]),
            "restart": self._restart,
        }[reading.kind]
        return move()

    def _go_to(self, number: Optional[int]) -> Turn[State]:
        """Ask an earlier question again; one still to come waits for its turn."""
        place = self.state.order.index(self._open().id) + 1
        number = number or len(self.state.order)
        if not 1 <= number <= len(self.state.order):
            return self._no_such_question(number)
        if number > place:
            return self._asking([self.voice.fill("in_order", number=number)])
        return Course(self.quiz, replace(self.state, at=self.state.order[number - 1]))._asking()

    def _no_such_question(self, number: int) -> Turn[State]:
        return self._asking([self.voice.fill("no_such_question", number=number, total=len(self.state.order))])

    def _answer(self, option: str, told: bool = False) -> Turn[State]:
        """Take an answer to the open question, an empty one to skip it.

        Args:
            option: the option's id.
            told: whether the key was asked for.
        """
        question = self._open()
        answers = {**self.state.answers, question.id: option}
        state = replace(self.state, answers=answers, said=question.id)
        voice = Voice(self.quiz, state)
        said = voice.told(question) if told else voice.verdict(question, option)
        following = next((each for each in state.order if each not in answers), None)
        if following:
            return Course(self.quiz, replace(state, at=following))._asking([said])
        past = state.past
        if set(state.order) == set(self.quiz.ids()):
            past = (*past, answers)[-_KEPT_ROUNDS:]
        return Turn([Message(said)], replace(state, at=None, past=past), over=True)

    def _numbered(self, about: str) -> Optional[int]:
        """The number of the question that words name by its subject; None where no or no one question fits best."""
        order = enumerate(self.state.order, start=1)
        fits = {number: quiz_change.speaks_of(about, self.quiz.question(each)) for number, each in order}
        best = [number for number, words in fits.items() if words and words == max(fits.values())]
        return best[0] if len(best) == 1 else None

    def _change(self, reading: Reading) -> Turn[State]:
        number = self._numbered(reading.about) if reading.about else reading.number
        if reading.about and number is None:
            return self._asking([self.voice.fill("which_question", total=len(self.state.order))])
        if number is None:
            number = self.state.order.index(self.state.said or self._open().id) + 1
        if not 1 <= number <= len(self.state.order):
            return self._no_such_question(number)
        question = self.quiz.question(self.state.order[number - 1])
        option = quiz_answer.read_option(reading.rest, question)
        if not option:
            names = ", ".join(map(question.called, question.option_ids()))
            return self._asking([self.voice.fill("no_such_option", number=number, options=names)])
        if question.id == self.state.at:
            return self._answer(option)
        if question.id not in self.state.answers:
            return self._asking([self.voice.fill("not_yet", number=number)])
        answers = {**self.state.answers, question.id: option}
        course = Course(self.quiz, replace(self.state, answers=answers, said=question.id))
        return course._asking([course.voice.changed(question, option)])

    def _back(self, steps: int) -> Turn[State]:
        place = self.state.order.index(self._open().id)
        if place == 0:
            return self._asking([self.say["first_question"]])
        return Course(self.quiz, replace(self.state, at=self.state.order[max(place - steps, 0)]))._asking()

    def _why(self, number: Optional[int]) -> Turn[State]:
        said = self.voice.reason(number)
        return self._asking([said]) if said else self._asking([self.say["why_later"]], repeat=False)

    def _restart(self) -> Turn[State]:
        turn = self.begin("start")
        return replace(turn, messages=[Message(self.say["restarted"]), *turn.messages[1:]])

    def _open(self) -> Question:
        assert self.state.at is not None, "no question is open"
        return self.quiz.question(self.state.at)

    def _asking(self, texts: Sequence[str] = (), repeat: bool = True, offer: Sequence[str] = ()) -> Turn[State]:
        """Texts, then the open question with its buttons; without `repeat` only the buttons return."""
        return Turn(self.voice.ask(self._open(), texts, repeat, offer), replace(self.state, unclear=0))
