"""The quiz as a form: how it begins, what leaves it, what comes back to it."""

import pytest

from actions.quiz_form import ValidateQuizForm
from bot.core import check_voice
from bot.core.check_state import State as CheckState
from bot.core.loop import PAUSED
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State
from bot.core.quiz_voice import CONTINUE

from .talk import Talk

QUIZ = quiz()
ORDER = tuple(QUIZ.ids())
OPEN = State(round=1, order=ORDER, answers={"tight_hips": "true"}, at="not_a_cause", said="tight_hips")


def beginning(state=None, **slots):
    return Talk("quiz_form", quiz=state.as_dict() if state else None, **slots)


def running(state=OPEN, **slots):
    return Talk("quiz_form", quiz=state.as_dict(), requested_slot="quiz_answer", **slots)


def say(talk, *args, **kwargs):
    return talk.say(ValidateQuizForm(), *args, **kwargs)


def test_it_begins_with_the_first_question():
    talk = beginning()
    assert "Question 1 of" in say(talk, "quiz me", "start_quiz")
    assert talk.slots["requested_slot"] == "quiz_answer"


@pytest.mark.parametrize(
    ("text", "intent", "has"),
    [("go on", "continue_quiz", "Question 2 of"), ("why was 1 wrong", "retry_missed", "About question 1"),
     ("change 1 to false", "continue_quiz", "0 of 1")],
)  # fmt: skip
def test_a_wish_that_begins_it_may_be_about_what_was_answered(text, intent, has):
    assert has in say(beginning(OPEN), text, intent)


def test_a_stop_that_was_taken_for_a_wish_to_go_on_ends_it():
    talk = beginning(OPEN)
    say(talk, "stop the quiz", "continue_quiz")
    assert talk.slots["quiz"]["stopped"] and talk.slots["requested_slot"] is None


def test_where_the_check_was_left_a_wish_to_go_on_with_no_quiz_offers_the_check():
    talk = beginning(check=CheckState(round=1, at="saddle", then=PAUSED).as_dict())
    assert say(talk, "continue", "continue_quiz") == QUIZ.phrases["check_open"]
    assert check_voice.CONTINUE in talk.offered and talk.slots["requested_slot"] is None


def test_an_answer_and_a_click_are_moves():
    assert "Question 3 of" in say(running(), "d", "choose")
    assert "Question 3 of" in running().click(ValidateQuizForm(), "quiz/1/not_a_cause/d")


@pytest.mark.parametrize(
    ("text", "intent", "has"),
    [
        ("quiz", "start_quiz", "Question 2 of"),
        ("what did I say", "review_quiz", "You said true"),
        ("change 1 to false", "review_quiz", "question 1 is now false"),
    ],
)
def test_wishes_for_the_quiz_itself(text, intent, has):
    assert has in say(running(), text, intent)


def test_a_wish_for_the_check_leaves_it_and_keeps_the_place():
    talk = running()
    assert say(talk, "check my symptoms", "check_symptoms") == QUIZ.phrases["to_check"]
    assert talk.offered == [check_voice.START, CONTINUE]
    assert talk.slots["quiz"]["at"] == "not_a_cause" and talk.slots["requested_slot"] is None


def test_what_is_no_move_is_answered_and_the_question_comes_back():
    talk = running()
    said = say(talk, "is heat good for it?", "relief", "relief/heat")
    assert said.endswith(QUIZ.question("not_a_cause").ask) and len(talk.messages) <= 3
    assert talk.slots["requested_slot"] == "quiz_answer" and talk.slots["topic"] == "relief/heat"


@pytest.mark.parametrize("intent", ["nlu_fallback", "affirm", "choose"])
def test_a_message_that_says_nothing_is_unclear(intent):
    talk = running()
    say(talk, "hmm well", intent)
    assert talk.slots["quiz"]["unclear"] == 1


def test_small_talk_that_is_hardly_sure_is_unclear_and_a_question_on_a_known_passage_is_not():
    talk = running()
    say(talk, "blah blah", "chitchat", "chitchat/greet", chance=0.3)
    assert talk.slots["quiz"]["unclear"] == 1
    found = {"topic": "relief/heat", "depth": "answer", "place": 0}
    say(talk, "does warmth relax muscles?", "nlu_fallback", found=found)
    assert talk.slots["quiz"]["unclear"] == 0


def test_what_can_be_asked_at_any_time_is_done_and_the_question_comes_back():
    talk = running()
    assert "my pain" not in say(talk, "plan my breaks from 8 to 4", "plan_breaks")
    assert QUIZ.question("not_a_cause").ask in "".join(each["text"] for each in talk.messages)
    talk.click(ValidateQuizForm(), "diary/ask")
    assert talk.slots["quiz"]["at"] == "not_a_cause" and talk.slots["requested_slot"] == "quiz_answer"


def test_pain_as_bad_as_is_seen_today_leaves_the_quiz():
    talk = running(offered=[["diary/later", "Not now"]])
    assert "needs a check today" in say(talk, "10", "nlu_fallback")
    assert talk.slots["triage"]["raised"] and talk.slots["requested_slot"] is None
    assert talk.slots["quiz"]["at"] == "not_a_cause"


def test_a_wish_for_the_routine_is_offered_and_leaves_the_quiz():
    talk = running()
    say(talk, "guide me through a routine", "start_routine")
    assert talk.offered[0] == "routine/start" and talk.slots["requested_slot"] is None


def test_with_a_sign_to_be_seen_today_the_routine_waits_and_the_quiz_goes_on():
    sign = {"raised": [{"flag": "new_numbness_tingling_one_leg", "level": "same_day"}]}
    talk = running(triage=sign)
    talk.click(ValidateQuizForm(), "routine/start")
    assert talk.slots["requested_slot"] == "quiz_answer" and "routine/start" not in talk.offered


ITALIAN = {"language": {"code": "it", "sure": True, "urgent": False}}


def test_another_language_is_no_move_and_in_an_emergency_leaves_the_quiz():
    talk = running()
    say(talk, "no non ho capito", "out_of_scope", "out_of_scope/other_language", **ITALIAN)
    assert talk.slots["quiz"]["answers"] == OPEN.answers and talk.slots["requested_slot"] == "quiz_answer"
    urgent = {"language": {**ITALIAN["language"], "urgent": True}}
    say(talk, "aiuto, ambulanza", "out_of_scope", "out_of_scope/other_language", **urgent)
    assert talk.slots["requested_slot"] is None and talk.slots["quiz"]["at"] == "not_a_cause"
