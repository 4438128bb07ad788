"""The quiz: its content, its state, and what is said next. Scores are counted from the answers, never kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Literal, Optional, Tuple

from pydantic import Field, root_validator

from bot.core import quiz_reading
from bot.core.content import Content, content
from bot.core.content_files import CONTENT, Review, Strict, read_model
from bot.core.messages import Button, Message, card
from bot.errors import ContentError

PREFIX = "quiz"  # of all button ids of the quiz
START, CONTINUE, AGAIN, MISSED, REVIEW = (f"quiz/{verb}" for verb in ("start", "continue", "again", "missed", "review"))
PAUSED = "paused"  # `State.then` while the quiz waits for the person, without a score
_KEPT_ROUNDS = 20


class Option(Strict):
    """One of several answers; `words` are what people call it."""

    id: str = Field(regex="^[a-h]$")
    title: str = Field(max_length=60)
    words: List[str] = []


class Question(Strict):
    """One question of the quiz; see the head of `bot/content/quiz.yml` for each key."""

    id: str = Field(regex="^[a-z_]+$")
    ask: str
    kind: Literal["true_false", "choice"]
    asks_which_not: bool = False
    options: List[Option] = []
    key: str
    hint: str
    why: str
    more: str
    safety_note: str = ""
    others: Dict[str, str] = {}
    source: str
    read: str
    meanings: Dict[str, str] = {}

    @root_validator(skip_on_failure=True)
    def _fits(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        ids = [option.id for option in values["options"]] or ["true", "false"]
        if (values["kind"] == "choice") != bool(values["options"]):
            raise ValueError("a choice needs `options`; true_false has none")
        if len(set(ids)) < len(ids) or ids != sorted(ids, reverse=values["kind"] == "true_false"):
            raise ValueError(f"options {ids} are not a, b, c … each once")
        for name, given in (("key", [values["key"]]), ("others", values["others"])):
            for each in given:
                if each not in ids:
                    raise ValueError(f"`{name}` names '{each}', which is no option; use one of {', '.join(ids)}")
        return values

    def option_ids(self) -> List[str]:
        """Ids of the options in order."""
        return [option.id for option in self.options] or ["true", "false"]


class Quiz(Strict):
    """The content of `bot/content/quiz.yml`."""

    reviewed: Literal["not yet"] | Review
    questions: List[Question] = Field(min_items=1)
    phrases: Dict[str, str]
    buttons: Dict[str, str]

    @root_validator(skip_on_failure=True)
    def _ids_differ(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        ids = [question.id for question in values["questions"]]
        if len(set(ids)) < len(ids):
            raise ValueError("two questions have the same `id`")
        return values

    def question(self, question_id: str) -> Question:
        """The question with an id."""
        return next(question for question in self.questions if question.id == question_id)

    def ids(self) -> List[str]:
        """Ids of all questions in order."""
        return [question.id for question in self.questions]


def load(topics: Content, folder: Path = CONTENT) -> Quiz:
    """Read and check the quiz.

    Args:
        topics: the topics its questions send people to.
        folder: where `quiz.yml` is.

    Raises:
        ContentError: the file is broken, naming the key and the mend.
    """
    if "quiz" not in topics.can:
        return Quiz.construct(questions=[], phrases={}, buttons={})
    quiz = read_model(Quiz, folder / "quiz.yml")
    for question in quiz.questions:
        if question.read not in topics.topics:
            where = f"questions.{question.id}.read"
            raise ContentError("quiz.yml", where, f"'{question.read}' is no topic", "use an id `section/topic`")
    return quiz


@lru_cache(maxsize=1)
def quiz() -> Quiz:
    """The quiz of `bot/content/`, read once a process."""
    return load(content())


@dataclass(frozen=True)
class State:
    """What must be remembered of the quiz between two messages; it survives as a plain dictionary.

    Args:
        round: how often a quiz was started in this talk.
        order: ids of this round's questions.
        answers: option ids by question id, in the order given; an empty string is a skipped question.
        at: id of the question that is open, None between rounds.
        said: id of the question answered last, for "why?".
        unclear: how many messages in a row could not be read.
        past: the answers of finished whole rounds.
        then: what to do when the form starts (`start`, `continue`, `missed`), or `paused`.
        stopped: whether the round was left before its end.
    """

    round: int = 0
    order: Tuple[str, ...] = ()
    answers: Dict[str, str] = field(default_factory=dict)
    at: Optional[str] = None
    said: Optional[str] = None
    unclear: int = 0
    past: Tuple[Dict[str, str], ...] = ()
    then: str = ""
    stopped: bool = False

    def as_dict(self) -> Dict[str, Any]:
        """The state as JSON holds it."""
        return {**asdict(self), "order": list(self.order), "past": [dict(each) for each in self.past]}

    @classmethod
    def from_dict(cls, quiz: Quiz, stored: Any) -> State:
        """The stored state, without what the quiz has no more; a new one for what is no state."""
        if not isinstance(stored, dict):
            return cls()
        try:
            state = cls(**{key: value for key, value in stored.items() if key in cls.__dataclass_fields__})
            known = set(quiz.ids())
            answers = {each: option for each, option in state.answers.items() if each in known}
            order = tuple(each for each in state.order if each in known)
            return replace(
                state,
                order=order,
                answers=answers,
                at=state.at if state.at in order else None,
                said=state.said if state.said in answers else None,
                past=tuple(dict(each) for each in state.past),
            )
        except (TypeError, AttributeError):
            return cls()


@dataclass(frozen=True)
class Score:
    """How a round stands.

    Args:
        right: how many answers are the key.
        asked: how many questions were answered or skipped.
    """

    right: int
    asked: int


def score(quiz: Quiz, answers: Dict[str, str]) -> Score:
    """Count answers that are the key, out of the questions answered or skipped."""
    counted = {each: option for each, option in answers.items() if each in quiz.ids()}
    return Score(sum(quiz.question(each).key == option for each, option in counted.items()), len(counted))


@dataclass(frozen=True)
class Turn:
    """What came of a message in the quiz.

    Args:
        messages: what to say.
        state: the state after it.
        over: whether the form ends here.
    """

    messages: List[Message]
    state: State
    over: bool = False


def as_read(question: Question) -> quiz_reading.Question:
    """What is needed to read an answer to a question."""
    return quiz_reading.Question(
        options={option.id: [option.title, *option.words] for option in question.options} or {"true": [], "false": []},
        true_false=question.kind == "true_false",
        asks_which_not=question.asks_which_not,
        meanings=list(question.meanings),
    )


class Course:
    """One quiz and one state of it; methods return messages or a whole `Turn`, and change nothing."""

    def __init__(self, quiz: Quiz, state: State) -> None:
        self.quiz, self.state, self.say = quiz, state, quiz.phrases

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, wish: str) -> Turn:
        """Start, go on, or repeat the missed questions.

        Args:
            wish: `start`, `continue`, `missed`, or `go on`: continue if there is something to continue, else start.
        """
        if wish == "continue" and not self.state.at:
            return Turn(self.too_late(), replace(self.state, then=PAUSED), over=True)
        if self.state.at and wish in ("continue", "go on"):
            state = replace(self.state, unclear=0, then="", stopped=False)
            score = self._so_far() if state.answers else ""
            return Course(self.quiz, state)._asking([self._fill("resumed", score=score)])
        order, intro = self.quiz.ids(), self._fill("intro", total=len(self.quiz.questions))
        if wish == "missed":
            missed = self.missed()
            intro = self._fill("intro_missed", total=len(missed)) if missed else self.say["nothing_missed"]
            order = missed or order
        state = State(round=self.state.round + 1, order=tuple(order), at=order[0], past=self.state.past)
        return Course(self.quiz, state)._asking([intro])

    # ── a message while a question is open ───────────────────────────────────────────────────────────────────────

    def hear(self, text: str) -> Optional[Turn]:
        """Take a typed message as a move in the quiz; None if it is none."""
        last = self._of_the_last(text)
        if last:
            return last
        reading = quiz_reading.read(text, as_read(self._open()))
        if reading is None:
            return None
        if reading.kind == "answer":
            return self._answer(reading.option)
        if reading.kind == "several":
            return self._asking([self.say["several"]], repeat=False)
        if reading.kind == "change":
            return self._change(reading)
        if reading.kind == "meaning":
            return self._meaning(reading.rest)
        move = {
            "skip": lambda: self._answer(""),
            "tell": lambda: self._answer("", told=True),
            "goto": lambda: self._go_to(reading.number),
            "stop": self._stop,
            "hint": lambda: self._asking([self._fill("hint", hint=self._open().hint)], repeat=False),
            "repeat": lambda: self._asking([]),
            "continue": lambda: self._asking([]),
            "back": lambda: self._back(reading.number or 1),
            "why": lambda: self._why(reading.number),
            "score": lambda: self._asking([self._so_far()]),
            "restart": self._restart,
        }[reading.kind]
        return move()

    def reads_as(self, text: str) -> str:
        """What the open question takes a message for: `answer`, a command's name, or nothing."""
        reading = quiz_reading.read(text, as_read(self._open()))
        return reading.kind if reading else ""

    def is_bare_answer(self, text: str) -> bool:
        """Whether a message is an answer to the open question and nothing besides."""
        return self.reads_as(text) == "answer" and quiz_reading.is_bare(text, as_read(self._open()))

    def click(self, button_id: str) -> Turn:
        """Take a click on one of the quiz's own buttons."""
        if button_id == AGAIN:
            return self._restart()
        if button_id in (START, CONTINUE):
            return self._asking([])
        parts = button_id.split("/")
        current = [PREFIX, str(self.state.round), self.state.at]
        if len(parts) != 4 or parts[:3] != current:
            return self._asking([self.say["stale"]])
        if parts[3] in self._open().option_ids():
            return self._answer(parts[3])
        heard = self.hear(parts[3]) if parts[3] in ("skip", "stop", "hint") else None
        return heard or self._asking([self.say["stale"]])

    def unclear(self) -> Turn:
        """Say what can be taken: differently the second time, with a way out the third."""
        count = self.state.unclear + 1
        course = Course(self.quiz, replace(self.state, unclear=count))
        question = self._open()
        if count == 1:
            text = self._fill(f"unclear_{question.kind}", example=question.option_ids()[0])
            return course._asking([text], repeat=False, keep_unclear=True)
        if count == 2:
            return course._asking([self.say["unclear_again"]], repeat=False, keep_unclear=True, offer=("hint",))
        return course._asking([self.say["unclear_third"]], repeat=False, keep_unclear=True, offer=("skip", "stop"))

    def after_digression(self, messages: List[Message]) -> Turn:
        """Come back to the open question after something else was answered."""
        return self._asking([message.text for message in messages])

    def pause(self, messages: List[Message]) -> Turn:
        """Keep the place and ask nothing; messages that offer something offer going on as well."""
        if messages[-1].buttons:
            button = Button(CONTINUE, self.quiz.buttons["continue"])
            messages = _with(messages, [*messages[-1].buttons, button])
        return Turn(messages, replace(self.state, unclear=0, then=PAUSED), over=True)

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def result(self, title: Any) -> List[Message]:
        """The score of this round, what to read, and what can be done next.

        Args:
            title: gives a topic's button title by its id.
        """
        reached, missed = score(self.quiz, self.state.answers), self.missed()
        if not reached.asked:
            said = self.say["score_none"]
        else:
            everything = reached.right == reached.asked and not self.state.stopped
            said = self._fill("score_all" if everything else "score", right=reached.right, asked=reached.asked)
        if self.state.stopped:
            said = self._fill("stopped", score=said)
        rounds = [score(self.quiz, answers) for answers in self.state.past]
        if len(rounds) > 1:
            best = max(rounds, key=lambda each: (each.right / each.asked, each.asked))
            said = f"{said} {self._fill('best', right=best.right, asked=best.asked)}"
        texts, choices = [said], []
        reads = list(dict.fromkeys(self.quiz.question(each).read for each in missed))
        if reads:
            texts.append(self._fill("missed", titles=", ".join(title(each) for each in reads)))
            choices = [Button(each, title(each)) for each in reads]
        verbs = [("continue", CONTINUE)] if self.state.stopped and self.state.at else []
        verbs += [("review", REVIEW)] if reached.asked else []
        verbs += [("missed", MISSED)] if missed and not self.state.stopped else []
        verbs += [("again", AGAIN)]
        choices += [Button(button_id, self.quiz.buttons[verb]) for verb, button_id in verbs]
        return _with([Message(text) for text in texts], choices)

    def review(self) -> List[Message]:
        """Every answer of this round beside the key."""
        if not self.state.answers:
            return _with([Message(self.say["nothing_to_review"])], [Button(START, self.quiz.buttons["start"])])
        lines = []
        for number, question_id in enumerate(self.state.order, start=1):
            if question_id not in self.state.answers:
                continue
            question, given = self.quiz.question(question_id), self.state.answers[question_id]
            verdict = (
                self.say["review_right"]
                if given == question.key
                else self._fill("review_wrong", key=self._name(question, question.key))
            )
            said = self._name(question, given) if given else self.say["said_nothing"]
            lines.append(self._fill("review_line", number=number, ask=question.ask, said=said, verdict=verdict))
        half = (len(lines) + 1) // 2
        texts = ["\n".join(part) for part in (lines[:half], lines[half:]) if part]
        verbs = [("missed", MISSED)] if self.missed() and not self.state.at else []
        verbs += [("continue", CONTINUE)] if self.state.at else []
        choices = [Button(button_id, self.quiz.buttons[verb]) for verb, button_id in [*verbs, ("again", AGAIN)]]
        return _with([Message(text) for text in texts], choices)

    def too_late(self, instead: Optional[Button] = None) -> List[Message]:
        """Say kindly that a click on a question, or a wish to go on, came after the end.

        Args:
            instead: goes on with the symptom check, where that is open.
        """
        verb, button_id = ("continue", CONTINUE) if self.state.at else ("start", START)
        said = self.say["nothing_open" if not self.state.round else "stale" if self.state.at else "over"]
        choices = [Button(button_id, self.quiz.buttons[verb])]
        return _with(
            [Message(self.say["check_open"] if instead else said)], [instead, *choices] if instead else choices
        )

    def afterwards(self, reading: Optional[quiz_reading.Reading], title: Any) -> Optional[List[Message]]:
        """Answer a wish about a quiz that is over: the score, a reason; None for anything else.

        Args:
            reading: what was typed, as `quiz_reading.read_afterwards` takes it.
            title: gives a topic's button title by its id.
        """
        if reading and reading.kind == "score":
            return self.result(title)
        reason = self._reason(reading.number) if reading and reading.kind == "why" else ""
        return _with([Message(reason)], list(self.result(title)[-1].buttons)) if reason else None

    def changed(self, reading: Optional[quiz_reading.Reading]) -> Optional[State]:
        """The state after a change of an answer, asked for when the quiz is over; None if none is asked for."""
        number = reading.number if reading and reading.kind == "change" else None
        if reading and reading.about:
            number = self._numbered(reading.about)
        if not reading or not number or not 1 <= number <= len(self.state.order):
            return None
        question = self.quiz.question(self.state.order[number - 1])
        option = quiz_reading.read_option(reading.rest, as_read(question))
        if not option or question.id not in self.state.answers:
            return None
        answers = {**self.state.answers, question.id: option}
        whole = bool(self.state.past) and self.state.at is None and set(self.state.order) == set(self.quiz.ids())
        past = (*self.state.past[:-1], answers) if whole else self.state.past
        return replace(self.state, answers=answers, said=question.id, past=past)

    def missed(self) -> List[str]:
        """Ids of this round's questions not answered with the key."""
        answers = self.state.answers
        return [each for each in self.state.order if each in answers and answers[each] != self.quiz.question(each).key]

    # ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_the_last(self, text: str) -> Optional[Turn]:
        """Take "actually true", which changes the answer given last."""
        rest = quiz_reading.read_last(text) if self.state.said and self.state.said != self.state.at else ""
        if rest and quiz_reading.is_bare(rest, as_read(self.quiz.question(str(self.state.said)))):
            return self._change(quiz_reading.Reading("change", rest=rest))
        return None

    def _go_to(self, number: Optional[int]) -> Turn:
        """Ask an earlier question again; one still to come waits for its turn."""
        place = self.state.order.index(self._open().id) + 1
        number = number or len(self.state.order)
        if number == place:
            return self._asking([])
        if not 1 <= number <= len(self.state.order):
            return self._asking([self._fill("no_such_question", number=number, total=len(self.state.order))])
        if number > place:
            return self._asking([self._fill("in_order", number=number)])
        return Course(self.quiz, replace(self.state, at=self.state.order[number - 1]))._asking([])

    def _answer(self, option: str, told: bool = False) -> Turn:
        question = self._open()
        answers = {**self.state.answers, question.id: option}
        state = replace(self.state, answers=answers, said=question.id, unclear=0)
        course = Course(self.quiz, state)
        said = course._told(question) if told else course._verdict(question, option)
        following = next((each for each in state.order if each not in answers), None)
        if following:
            return Course(self.quiz, replace(state, at=following))._asking([said])
        past = state.past
        if set(state.order) == set(self.quiz.ids()):
            past = (*past, answers)[-_KEPT_ROUNDS:]
        return Turn([Message(said)], replace(state, at=None, past=past), over=True)

    def _verdict(self, question: Question, option: str) -> str:
        score = self._so_far()
        if not option:
            return self._fill("skipped", score=score)
        parts = {
            "key": self._name(question, question.key),
            "why": question.why,
            "source": question.source,
            "score": score,
            "other": question.others.get(option, ""),
            "safety_note": f"{self.quiz.phrases['safety_note']} {question.safety_note}" if question.safety_note else "",
        }
        said = self._fill("right" if option == question.key else "wrong", **parts)
        return " ".join(said.split())

    def _told(self, question: Question) -> str:
        """The key, for who asked for it; the question counts as skipped."""
        parts = {"key": self._name(question, question.key), "why": question.why, "source": question.source}
        note = f"{self.say['safety_note']} {question.safety_note}" if question.safety_note else ""
        return " ".join(self._fill("told", **parts, safety_note=note, score=self._so_far()).split())

    def _numbered(self, about: str) -> Optional[int]:
        """The number of the question that words name by its subject; None where no or no one question fits best."""
        fits = [
            quiz_reading.speaks_of(
                about,
                [question.id.replace("_", " "), question.ask, *_named_by(question)],
            )
            for question in map(self.quiz.question, self.state.order)
        ]
        best = max(fits, default=0)
        return fits.index(best) + 1 if best and fits.count(best) == 1 else None

    def _change(self, reading: quiz_reading.Reading) -> Turn:
        answered = [each for each in self.state.order if each in self.state.answers]
        number = self._numbered(reading.about) if reading.about else reading.number
        if reading.about and number is None:
            return self._asking([self._fill("which_question", total=len(self.state.order))])
        if number is None:
            last = self.state.said or (answered[-1] if answered else self.state.at)
            number = self.state.order.index(last) + 1 if last else 1
        if not 1 <= number <= len(self.state.order):
            return self._asking([self._fill("no_such_question", number=number, total=len(self.state.order))])
        question = self.quiz.question(self.state.order[number - 1])
        option = quiz_reading.read_option(reading.rest, as_read(question))
        if not option:
            names = ", ".join(self._name(question, each) for each in question.option_ids())
            return self._asking([self._fill("no_such_option", number=number, options=names)])
        if question.id == self.state.at:
            return self._answer(option)
        if question.id not in self.state.answers:
            return self._asking([self._fill("not_yet", number=number)])
        verdict = "changed_right" if option == question.key else "changed_wrong"
        said = self._fill(
            "changed",
            number=number,
            option=self._name(question, option),
            verdict=self._fill(verdict, key=self._name(question, question.key)),
        )
        answers = {**self.state.answers, question.id: option}
        course = Course(self.quiz, replace(self.state, answers=answers, said=question.id))
        return course._asking([f"{said} {course._so_far()}"])

    def _back(self, steps: int) -> Turn:
        place = self.state.order.index(self._open().id)
        if place == 0:
            return self._asking([self.say["first_question"]])
        return Course(self.quiz, replace(self.state, at=self.state.order[max(place - steps, 0)]))._asking([])

    def _why(self, number: Optional[int]) -> Turn:
        said = self._reason(number)
        return self._asking([said]) if said else self._asking([self.say["why_later"]], repeat=False)

    def _reason(self, number: Optional[int]) -> str:
        """More on an answered question; on the last one if no number is given; nothing on one still to come."""
        order = self.state.order
        about = order[number - 1] if number and number <= len(order) else self.state.said
        if about not in self.state.answers:
            return ""
        question = self.quiz.question(str(about))
        return self._fill("why_more", number=order.index(question.id) + 1, more=question.more)

    def _meaning(self, word: str) -> Turn:
        meanings = self._open().meanings
        if word:
            said = meanings[word]
        elif len(set(meanings.values())) == 1:
            said = next(iter(meanings.values()))
        elif meanings:
            said = self._fill("meaning_which", words=", ".join(meanings))
        else:
            said = self.say["meaning_none"]
        return self._asking([said])

    def _restart(self) -> Turn:
        turn = self.begin("start")
        return replace(turn, messages=[Message(self.say["restarted"]), *turn.messages[1:]])

    def _stop(self) -> Turn:
        return Turn([], replace(self.state, stopped=True, unclear=0), over=True)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self) -> Question:
        assert self.state.at is not None, "no question is open"
        return self.quiz.question(self.state.at)

    def _asking(
        self, texts: List[str], repeat: bool = True, keep_unclear: bool = False, offer: Tuple[str, ...] = ()
    ) -> Turn:
        """Texts, then the open question with its buttons; without `repeat` only the buttons return."""
        question = self._open()
        number = self.state.order.index(question.id) + 1
        if repeat or not texts:
            texts = [*texts, self._fill("progress", number=number, total=len(self.state.order), ask=question.ask)]
        stem = f"{PREFIX}/{self.state.round}/{question.id}"
        choices = [
            Button(f"{stem}/{each}", self.quiz.buttons.get(each) or self._name(question, each))
            for each in question.option_ids()
        ]
        choices += [Button(f"{stem}/{each}", self.quiz.buttons[each]) for each in offer]
        state = self.state if keep_unclear else replace(self.state, unclear=0)
        messages = _with([Message(text) for text in texts if text], choices)
        messages[-1] = replace(messages[-1], card=card("progress", number=number, total=len(self.state.order)))
        return Turn(messages, state)

    def _name(self, question: Question, option_id: str) -> str:
        for option in question.options:
            if option.id == option_id:
                return f"{option.id}) {option.title}"
        return option_id  # true or false, as they stand in a sentence

    def _so_far(self) -> str:
        reached = score(self.quiz, self.state.answers)
        return self._fill("so_far", right=reached.right, asked=reached.asked)

    def _fill(self, phrase: str, **parts: object) -> str:
        return self.say[phrase].format(**parts).strip()


def _named_by(question: Question) -> List[str]:
    """What people may call the options of a question."""
    return [word for option in question.options for word in (option.title, *option.words)]


def _with(messages: List[Message], choices: List[Button]) -> List[Message]:
    return [*messages[:-1], replace(messages[-1], buttons=tuple(choices))]
