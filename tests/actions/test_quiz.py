"""The quiz while no question is open: its buttons, its score, its review, what is said of its result."""

import pytest

from actions.answers import ActionAnswer
from actions.quiz import ActionReviewQuiz, ActionScoreQuiz
from bot.core.loop import PAUSED
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State
from bot.core.quiz_voice import AGAIN, CONTINUE, MISSED, REVIEW, START

from ..whole_quiz import score
from .talk import Talk

QUIZ = quiz()
KEYS = {question.id: question.key for question in QUIZ.questions}
ONE_WRONG = {**KEYS, "not_a_cause": "a"}


def over(answers, **changes):
    state = State(round=1, order=tuple(QUIZ.ids()), answers=answers, past=(answers,), **changes)
    return Talk(quiz=state.as_dict())


def with_result(answers):
    """A talk in which the result was just shown."""
    talk = over(answers)
    talk.say(ActionScoreQuiz())
    return talk


@pytest.mark.parametrize(
    ("button", "then"), [(START, "start"), (AGAIN, "start"), (CONTINUE, "continue"), (MISSED, "missed")]
)
def test_a_button_begins_the_form(button, then):
    talk = over(KEYS)
    talk.click(ActionAnswer(), button)
    assert talk.followed == "quiz_form" and talk.slots["quiz"]["then"] == then


def test_other_buttons_show_the_review_or_say_that_it_is_over():
    talk = over(ONE_WRONG)
    assert "The key is d)" in talk.click(ActionAnswer(), REVIEW)
    assert talk.click(ActionAnswer(), "quiz/1/heat/true") == QUIZ.phrases["over"]
    assert talk.followed is None


def test_the_score_is_counted_when_the_form_ends_and_not_when_it_pauses():
    assert score(1) in over(ONE_WRONG).say(ActionScoreQuiz())
    talk = over(ONE_WRONG, at="heat", then=PAUSED)
    assert talk.say(ActionScoreQuiz()) == ""


@pytest.mark.parametrize(("text", "has"), [("show my answers", "You said a)"), ("what was my score", score(1))])
def test_the_review_knows_a_wish_for_the_score(text, has):
    assert has in over(ONE_WRONG).say(ActionReviewQuiz(), text, "review_quiz")


def test_an_answer_is_changed_just_after_the_result():
    talk = with_result(ONE_WRONG)
    assert score() in talk.say(ActionAnswer(), "change 2 to d")
    assert talk.slots["quiz"]["answers"] == KEYS


def test_a_reason_is_given_just_after_the_result_and_changes_nothing():
    talk = with_result(ONE_WRONG)
    before = talk.slots["quiz"]
    assert "About question 2" in talk.say(ActionAnswer(), "why was 2 wrong")
    assert talk.slots["quiz"] == before


@pytest.mark.parametrize("text", ["again", "once more", "start again"])
def test_it_is_begun_again_just_after_the_result(text):
    talk = with_result(ONE_WRONG)
    talk.say(ActionAnswer(), text)
    assert talk.followed == "quiz_form" and talk.slots["quiz"]["then"] == "start"


def test_a_stop_just_after_the_result_is_nothing_for_the_quiz():
    talk = with_result(ONE_WRONG)
    talk.say(ActionAnswer(), "stop", "chitchat", "chitchat/goodbye")
    assert talk.followed is None and talk.slots["topic"] == "chitchat/goodbye"


def test_where_the_quiz_is_but_offered_starting_again_is_not_about_it():
    talk = Talk(offered=[[START, "Quiz me"]])
    talk.say(ActionAnswer(), "start again", "chitchat", "chitchat/greet")
    assert talk.followed is None
