"""Changes of an answer: which question is meant, and what the new answer is."""

import pytest

from bot.core.quiz_change import read_last, speaks_of
from bot.core.quiz_content import quiz
from bot.core.quiz_reading import read

OPEN = {question.id: question for question in quiz().questions}


@pytest.mark.parametrize(
    ("says", "number", "about", "rest"),
    [
        ("change the sitting one to c", None, "sitting", "c"),
        ("switch the stretch question to b", None, "stretch", "b"),
        ("update the one about warmth to false", None, "warmth", "false"),
        ("the stretch question should have been b", None, "stretch", "b"),
        ("my answer to number 2 should be a", 2, "", "a"),
        ("change that to c", None, "", "c"),
        ("change this answer to c", None, "", "c"),
        ("put that one to c", None, "", "c"),
        ("set the last one to c", None, "", "c"),
        ("make my previous question to c", None, "", "c"),
    ],
)
def test_a_change_names_its_question(says, number, about, rest):
    reading = read(says, OPEN["seek_help"])
    assert (reading.kind, reading.number, reading.about, reading.rest) == ("change", number, about, rest)


@pytest.mark.parametrize("says", ["the last one should be c", "the previous question should be c"])
def test_the_last_one_is_no_subject_of_a_question(says):
    assert read(says, OPEN["seek_help"]).kind == "answer"


@pytest.mark.parametrize(("says", "rest"), [("oh no, I meant false", "false"), ("scratch that, c", "c"), ("c", "")])
def test_what_changes_the_answer_before(says, rest):
    assert read_last(says) == rest


@pytest.mark.parametrize(
    ("about", "question", "words"),
    [
        ("knees", "stretch", 1),  # "knee"
        ("leg", "seek_help", 1),  # "legs"
        ("hip", "tight_hips", 1),
        ("tight hips", "tight_hips", 2),
        ("muscel", "not_a_cause", 1),
        ("thigh", "tight_hips", 0),  # not "tight"
        ("of in", "seek_help", 0),
    ],
)
def test_how_many_words_speak_of_a_question(about, question, words):
    assert speaks_of(about, OPEN[question]) == words
