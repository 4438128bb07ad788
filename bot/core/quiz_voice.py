"""What is said in the quiz: questions, verdicts, reasons, the result and the review."""

from __future__ import annotations

from typing import List, Optional, Sequence

from bot.core.content import content
from bot.core.loop import Phrases, offering
from bot.core.messages import Button, Message, card
from bot.core.quiz_content import Question, Quiz
from bot.core.quiz_state import State, missed, score

PREFIX = "quiz"  # of all button ids of the quiz
START, CONTINUE, AGAIN, MISSED, REVIEW = (
    f"{PREFIX}/{verb}" for verb in ("start", "continue", "again", "missed", "review")
)


class Voice(Phrases):
    """Says what the quiz has to say.

    Args:
        quiz: the content.
        state: how far the person is.
    """

    def __init__(self, quiz: Quiz, state: State) -> None:
        super().__init__(PREFIX, quiz.phrases, quiz.buttons)
        self._quiz, self._state = quiz, state

    # ── while it lasts ───────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, question: Question, texts: Sequence[str], repeat: bool, offer: Sequence[str]) -> List[Message]:
        """Texts, then a question with its buttons.

        Args:
            question: the one that is open.
            texts: what is said before.
            repeat: whether the question is asked again, and not only its buttons are shown.
            offer: verbs of further buttons.
        """
        number, total = self._state.order.index(question.id) + 1, len(self._state.order)
        asks = [self.fill("progress", number=number, total=total, ask=question.ask)] if repeat or not texts else []
        stem, titles = f"{PREFIX}/{self._state.round}/{question.id}", self._quiz.buttons
        choices = [
            *(Button(f"{stem}/{each}", titles.get(each) or question.called(each)) for each in question.option_ids()),
            *(Button(f"{stem}/{each}", titles[each]) for each in offer),
        ]
        *before, last = [text for text in (*texts, *asks) if text]
        return [*map(Message, before), Message(last, tuple(choices), card("progress", number=number, total=total))]

    def verdict(self, question: Question, option: str) -> str:
        """What is said to an answer; to none, that the question is skipped."""
        if not option:
            return self.fill("skipped", score=self.so_far())
        right = option == question.key
        return self._judged("right" if right else "wrong", question, question.others.get(option, ""))

    def told(self, question: Question) -> str:
        """The key, for who asked for it; the question counts as skipped."""
        return self._judged("told", question)

    def _judged(self, phrase: str, question: Question, other: str = "") -> str:
        note = f"{self._say['safety_note']} {question.safety_note}" if question.safety_note else ""
        said = self.fill(
            phrase, key=question.called(question.key), why=question.why, source=question.source, other=other,
            safety_note=note, score=self.so_far(),
        )  # fmt: skip
        return " ".join(said.split())

    def changed(self, question: Question, option: str) -> str:
        """What is said to a changed answer."""
        phrase = "changed_right" if option == question.key else "changed_wrong"
        verdict = self.fill(phrase, key=question.called(question.key))
        number = self._state.order.index(question.id) + 1
        said = self.fill("changed", number=number, option=question.called(option), verdict=verdict)
        return f"{said} {self.so_far()}"

    def reason(self, number: Optional[int]) -> str:
        """More on an answered question; on the last one if no number is given; nothing on one still to come."""
        order = self._state.order
        about = order[number - 1] if number and number <= len(order) else self._state.said
        if about not in self._state.answers:
            return ""
        question = self._quiz.question(str(about))
        return self.fill("why_more", number=order.index(question.id) + 1, more=question.more)

    def meaning(self, question: Question, word: str) -> str:
        """What a word of a question means; without a word, of its only one."""
        meanings = question.meanings
        if word:
            return meanings[word]
        if len(set(meanings.values())) == 1:
            return next(iter(meanings.values()))
        return self.fill("meaning_which", words=", ".join(meanings)) if meanings else self._say["meaning_none"]

    def so_far(self) -> str:
        """The score up to now."""
        reached = score(self._quiz, self._state.answers)
        return self.fill("so_far", right=reached.right, asked=reached.asked)

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def result(self) -> List[Message]:
        """The score of this round, what to read, and what can be done next."""
        state, titles = self._state, content().title
        reached, wrong = score(self._quiz, state.answers), missed(self._quiz, state)
        if not reached.asked:
            said = self._say["score_none"]
        else:
            everything = reached.right == reached.asked and not state.at
            said = self.fill("score_all" if everything else "score", right=reached.right, asked=reached.asked)
        if state.stopped:
            said = self.fill("stopped", score=said)
        texts, choices = [f"{said} {self._best()}".strip()], []
        reads = list(dict.fromkeys(self._quiz.question(each).read for each in wrong))
        if reads:
            texts.append(self.fill("missed", titles=", ".join(titles(each) for each in reads)))
            choices = [Button(each, titles(each)) for each in reads]
        verbs = {
            "continue": state.at, "review": reached.asked,
            "missed": wrong and not state.at, "again": True,
        }  # fmt: skip
        choices += [self.button(verb) for verb, fits in verbs.items() if fits]
        return offering([Message(text) for text in texts], choices)

    def _best(self) -> str:
        """The best of several finished rounds."""
        finished = (score(self._quiz, answers) for answers in self._state.past)
        rounds = [each for each in finished if each.asked]  # none where the quiz has its questions no more
        if len(rounds) < 2:
            return ""
        best = max(rounds, key=lambda each: (each.right / each.asked, each.asked))
        return self.fill("best", right=best.right, asked=best.asked)

    def review(self) -> List[Message]:
        """Every answer of this round beside the key."""
        state = self._state
        if not state.answers:
            return [Message(self._say["nothing_to_review"], (self.button("start"),))]
        numbered = enumerate(state.order, start=1)
        lines = [self._reviewed(number, each) for number, each in numbered if each in state.answers]
        half = (len(lines) + 1) // 2
        texts = ["\n".join(part) for part in (lines[:half], lines[half:]) if part]
        verbs = {"missed": missed(self._quiz, state) and not state.at, "continue": state.at, "again": True}
        return offering([Message(text) for text in texts], [self.button(verb) for verb, fits in verbs.items() if fits])

    def _reviewed(self, number: int, question_id: str) -> str:
        question, given = self._quiz.question(question_id), self._state.answers[question_id]
        wrong = self.fill("review_wrong", key=question.called(question.key))
        verdict = self._say["review_right"] if given == question.key else wrong
        said = question.called(given) if given else self._say["said_nothing"]
        return self.fill("review_line", number=number, ask=question.ask, said=said, verdict=verdict)

    def too_late(self, instead: Optional[Button] = None) -> List[Message]:
        """Say kindly that a click on a question, or a wish to go on, came after the end.

        Args:
            instead: goes on with the symptom check, where that is open.
        """
        going_on = self.button("continue" if self._state.at else "start")
        if instead:
            return [Message(self._say["check_open"], (instead, going_on))]
        phrase = "nothing_open" if not self._state.round else "stale" if self._state.at else "over"
        return [Message(self._say[phrase], (going_on,))]
