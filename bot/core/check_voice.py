"""What is said in the symptom check: its questions, what was noted, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Sequence, Set, Tuple

from bot.core import check_summary
from bot.core.check_content import NONE, Check, Question
from bot.core.check_state import State
from bot.core.loop import Phrases, offering
from bot.core.messages import Button, Message, card

PREFIX = "check"  # of all button ids of the check
VERBS = ("start", "continue", "again", "stop", "skip", "back", "why")
START, CONTINUE, AGAIN, STOP, SKIP, BACK, WHY = (f"{PREFIX}/{verb}" for verb in VERBS)


class Voice(Phrases):
    """Says what the check has to say.

    Args:
        check: the content.
        state: how far the person is.
    """

    def __init__(self, check: Check, state: State) -> None:
        super().__init__(PREFIX, check.phrases, check.buttons)
        self._check, self._state = check, state

    def too_late(self) -> List[Message]:
        """Say kindly that a click or a wish came when no question is open."""
        said = self._say["too_late" if self._state.round else "nothing_open"]
        return [Message(said, (self.button("continue" if self._state.at else "start"),))]

    # ── while it lasts ───────────────────────────────────────────────────────────────────────────────────────────

    def ask(
        self, question: Question, texts: Sequence[str], repeat: bool, offer: Sequence[str], only: Sequence[str]
    ) -> List[Message]:
        """Texts, then a question with its buttons.

        Args:
            question: the one that is open.
            texts: what is said before.
            repeat: whether the question is asked again, and not only its buttons are shown.
            offer: verbs of further buttons.
            only: ids of the options shown; none for all that were not denied.
        """
        state = self._state
        denied = state.denied.get(question.id, ())
        left = [each for each in question.ids() if each not in denied and (not only or each in only)]
        number, total = self._check.ids().index(question.id) + 1, len(self._check.questions)
        said = [text for text in texts if text]
        if repeat or not said:
            ask = self.words_of(question, "ask")
            if denied:
                names = [[question.option(e).called for e in some if e != NONE] for some in (denied, left)]
                ask = self.fill("rest", denied=" or ".join(names[0]), rest=" or ".join(names[1]))
            progress = "progress_other" if state.who else "progress"
            said.append(self.fill(progress, number=number, total=total, ask=ask, who=state.who))
        stem = f"{PREFIX}/{state.round}/{question.id}"
        choices = [Button(f"{stem}/{each}", question.option(each).title) for each in left]
        choices += [self.button(each) for each in offer]
        where = card("progress", number=number, total=total)
        return [*map(Message, said[:-1]), Message(said[-1], tuple(choices), where)]

    def which(self, question: Question) -> str:
        """Asks which of a question's parts was meant."""
        return f"{self._say['which_of']} {self.words_of(question, 'short')}"

    def words_of(self, question: Question, name: str) -> str:
        """A text of a question, for another person if there is such a one."""
        others: str = getattr(question, f"{name}_other") if self._state.who else ""
        own: str = getattr(question, name)
        return others or own

    def options_of(self, question: Question) -> str:
        """A question's options as a numbered list."""
        return "; ".join(f"{number}. {option.title}" for number, option in enumerate(question.options, start=1))

    def items(self, question_ids: Sequence[str]) -> str:
        """Answers as they are noted."""
        return " ".join(check_summary.item(self._check, self._state, each) for each in question_ids)

    def to_go_on(self, messages: List[Message]) -> List[Message]:
        """Messages with a way back to the open question under the last one."""
        last = messages[-1]
        text = last.text if last.buttons else f"{last.text} {self._say['to_go_on']}"
        return offering([*messages[:-1], replace(last, text=text)], (*last.buttons, self.button("continue")))

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def lead(self) -> str:
        """Says for whom the result is; empty for the person who types."""
        return self.fill("result_about", who=self._state.who) if self._state.who else ""

    def besides(self, counted: Set[str], nothing_found: bool) -> str:
        """What is worth saying with the result: of an answer that changes nothing of it, else of skipped questions.

        Args:
            counted: flags and facts that make the result as urgent as it is.
            nothing_found: whether no warning sign was found.
        """
        answers = self._state.answers
        chosen = [q.option(each) for q in self._check.questions for each in answers.get(q.id, ())]
        notes = [each.note for each in chosen if each.note and not counted & {*each.facts}]
        left = [q for q in self._check.questions if q.screened and not answers.get(q.id)]
        return notes[0] if notes else self._say["partly"] if left and nothing_found else ""

    def ended(self) -> List[Message]:
        """What can be done about an answer when the last question was answered."""
        return [Message(self._say["ended"], self.next_steps())]

    def closing(self, level: Optional[str]) -> List[Message]:
        """What would make it more urgent, and that finding nothing is no all-clear; then what to do next.

        Args:
            level: how urgent it is found to be, None for no warning sign; an emergency offers no buttons.
        """
        texts, other = self._check.closing, "_other" if self._state.who else ""
        said = texts.get(f"{level or 'none'}{other}", texts["none"])
        return [Message(said, () if level == "emergency_now" else self.next_steps())]

    def next_steps(self) -> Tuple[Button, ...]:
        """Buttons for what to do after the result."""
        verbs = ("continue", "menu", "again") if self._state.at else ("menu", "again")
        return tuple(map(self.button, verbs))
