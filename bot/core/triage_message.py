"""A message and where in the talk it stands: whether it answers advice, the quiz or the check, or tells of a sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Mapping, Optional

from bot.core.check import Course as CheckCourse
from bot.core.check_content import check
from bot.core.check_reading import wish
from bot.core.check_state import State as CheckState
from bot.core.check_state import just_ended
from bot.core.check_voice import PREFIX as CHECK
from bot.core.diary_reading import is_number_alone
from bot.core.messages import MENU
from bot.core.quiz import Course as QuizCourse
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State as QuizState
from bot.core.quiz_voice import PREFIX as QUIZ
from bot.core.readability import plain
from bot.core.triage_content import catalogue
from bot.core.triage_levels import EMERGENCY
from bot.core.triage_reading import asks, counts, is_of_somebody
from bot.core.triage_state import UNNAMED, Reading, State
from bot.core.triage_voice import PREFIX

QUIZ_FORM, CHECK_FORM, ROUTINE_FORM = "quiz_form", "check_form", "routine_form"
_OF_A_FORM = ("continue", "summary")  # "carry on" is about the check or the quiz, not more of the advice
_HEARD = 0.3  # an answer to the advice less sure than this is a guess
_SURE = 0.5  # so is less than this that help is there, as it ends the reminders
_CLEAR = 0.5  # nor is a topic less sure than this taken for one
_OF_THE_QUIZ, _WISH = ("stop", "skip", "back"), 3  # moves in the quiz, and the words they may have to be nothing else
BRIEF = 8  # words; an answer to the advice in no more tells of nothing besides
_BEGAN = "began"  # the question of the check on how the pain began


@dataclass(frozen=True)
class Incoming:
    """The latest message.

    Args:
        slots: the conversation's slots.
        message: Rasa's `latest_message`: text, intent, entities, metadata, and `triage` from the screen.
        loop: the form that is running, if any.
    """

    slots: Mapping[str, Any]
    message: Mapping[str, Any]
    loop: Optional[str]

    @cached_property
    def text(self) -> str:
        """The message as it was typed."""
        return self.message.get("text") or ""

    @cached_property
    def said(self) -> str:
        """The message as `plain` gives it."""
        return plain(self.text)

    @cached_property
    def words(self) -> str:
        """The same, where its words may be about the advice."""
        return "" if self.button or self.in_quiz else self.said

    @property
    def in_quiz(self) -> bool:
        """Whether the quiz asks."""
        return self.loop == QUIZ_FORM

    @property
    def in_check(self) -> bool:
        """Whether the symptom check asks."""
        return self.loop == CHECK_FORM

    @cached_property
    def intent(self) -> str:
        """What it was understood as; nothing where that is a guess that advice should not be answered by."""
        understood = self.message.get("intent") or {}
        intent = understood.get("name") or ""
        reply = catalogue().replies.get(intent)
        ends_reminders = bool(reply and reply.in_hand)
        guessed = (understood.get("confidence") or 1.0) < (_SURE if ends_reminders else _HEARD)
        unclear = guessed or (ends_reminders and asks(self.said))
        return "" if unclear or wish(self.text) in _OF_A_FORM else intent

    @cached_property
    def button(self) -> str:
        """What was clicked, empty for typed text."""
        entities = self.message.get("entities") or () if self.intent == "show" else ()
        return str(next((each.get("value") for each in entities if each.get("entity") == "opens"), ""))

    @cached_property
    def topic(self) -> Optional[str]:
        """The topic it was clearly understood as, if any; none for a click or an answer of the quiz."""
        response = (self.message.get("response_selector") or {}).get("default", {}).get("response", {})
        clear = (response.get("confidence") or 1.0) >= _CLEAR and not self.button and not self.in_quiz
        return response.get("intent_response_key") if clear else None

    @cached_property
    def after_advice(self) -> bool:
        """Whether the last answer was advice: no topic is open, and no topic was offered."""
        offered = {str(each[0]).split("/")[0] for each in self.slots.get("offered") or ()}
        return not self.slots.get("topic") and offered <= {PREFIX, QUIZ, CHECK, MENU}

    @cached_property
    def changes_check(self) -> bool:
        """Whether it comes just after the check and changes an answer of it."""
        if self.loop or self.button:
            return False
        offered = self.slots.get("offered") or ()
        return just_ended(self._check.state, offered) and self._check.hear_afterwards(self.text) is not None

    @cached_property
    def quiz_reads(self) -> str:
        """What the quiz question that is asked takes it for: `answer`, a command's name, or nothing."""
        return self._quiz.reads_as(self.text) if self.in_quiz and self._quiz.state.at else ""

    @property
    def of_somebody_checked(self) -> bool:
        """Whether the check that asks is for somebody else."""
        return self.in_check and bool(self._check.state.who)

    @cached_property
    def _quiz(self) -> QuizCourse:
        return QuizCourse(quiz(), QuizState.from_dict(quiz(), self.slots.get("quiz")))

    @cached_property
    def _check(self) -> CheckCourse:
        return CheckCourse(check(), CheckState.from_dict(check(), self.slots.get("check")))

    def reading(self, before: State, answers: bool) -> Reading:
        """What counts of what the screen read.

        Args:
            before: what stands.
            answers: whether the message is an answer to advice, or takes it back.
        """
        read = Reading.from_dict(self.message.get("triage"))
        clear = read.named or read.strong
        if self._is_answer_of_the_quiz(read) or (self.loop == ROUTINE_FORM and counts(self.said)):
            return Reading()
        if not clear and self.quiz_reads in _OF_THE_QUIZ and len(self.text.split()) <= _WISH:
            return Reading()  # "finish now" is about the quiz
        # "the pain is down to 4" resembles what severe pain is told in
        if not clear and read.flags and is_number_alone(self.text):
            return without_flags(read)
        unnamed = not read.named and set(read.flags) <= {UNNAMED}
        if unnamed and self._tells_how_it_began():
            return without_flags(read)
        if clear:
            return read
        if set(read.flags) <= set(read.denied):  # "my foot is not weak" only resembles the sign it denies
            read = replace(read, level=None, flags=())
        unmet = before.level == EMERGENCY and not before.raised[0].in_hand
        if answers or unmet or self.in_check:  # it resembles a sign only as an answer does, or a cry in an emergency
            return without_flags(read)
        return read

    def _is_answer_of_the_quiz(self, read: Reading) -> bool:
        if self.quiz_reads != "answer" or is_of_somebody(self.text):
            return False
        clear = read.flags and (read.named or read.strong)
        return not clear or self._quiz.is_bare_answer(self.text)

    def _tells_how_it_began(self) -> bool:
        """Whether a short message answers the check's question how it began, "since she fell on Thursday".

        An injury alarms by itself; here it is asked for, and how bad it was.
        """
        asked = self.in_check and self._check.state.at == _BEGAN
        return asked and len(self.text.split()) <= BRIEF and self._check.answers(self.text)


def without_flags(read: Reading) -> Reading:
    """A reading of what only resembles a sign: its facts, and what it denies."""
    return Reading(facts=read.facts, denied=read.denied, other=read.other)
