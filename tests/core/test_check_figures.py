"""Figures in the check: a time, an age, a number of pain, alone or in the middle of something else."""

import pytest

from bot.core import check_reading
from bot.core.check_state import State

from .check_talk import CHECK, IDS, at, course


@pytest.mark.parametrize(
    ("last", "text", "option"),
    [
        ("long", "no, 3 months", "weeks"),
        ("bad", "no, 8", "strong"),
        ("age", "no, 51", "fifty"),
        ("age", "no, nineteen", "adult"),
    ],
)
def test_a_figure_alone_takes_the_last_figure_back(last, text, option):
    reading = check_reading.read(text, CHECK, "course", {}, last)
    assert reading.given == {last: (option,)} and reading.corrects == {last}


@pytest.mark.parametrize("question", [each for each in IDS if each != "long"])
@pytest.mark.parametrize(
    ("text", "option"),
    [("a few days", "few"), ("couple of weeks", "week"), ("since Tuesday", "week"), ("sorry, 4 weeks", "weeks")],
)
def test_a_time_is_how_long_it_has_hurt_whatever_is_asked(question, text, option):
    turn = course(at(question)).hear(text)
    assert turn.state.answers["long"] == (option,) and turn.state.at == question
    assert turn.messages[0].text.startswith("Noted. How long:")


@pytest.mark.parametrize(
    ("question", "text", "answer"), [("age", "45 years", "adult"), ("cancer", "10 years ago", "had")]
)
def test_a_time_that_answers_the_open_question_is_not_how_long_it_has_hurt(question, text, answer):
    state = course(at(question)).hear(text).state
    assert state.answers[question] == (answer,) and not state.answers.get("long")


@pytest.mark.parametrize("text", ["no", "no thanks", "rather not say", "prefer not to", "not telling you"])
def test_an_age_nobody_wants_to_tell_is_skipped(text):
    state = course(at("age")).hear(text).state
    assert state.answers["age"] == () and state.at == "long"


@pytest.mark.parametrize("text", ["that was wrong, 8", "in fact 8", "oops, 8"])
def test_a_figure_alone_after_words_of_a_correction_is_of_the_question_before(text):
    state = State(round=1, at="course", last="bad", answers={"bad": ("medium",)})
    assert course(state).hear(text).state.answers == {"bad": ("strong",)}
