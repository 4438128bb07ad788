"""Which option a message names, and whether it says anything besides."""

import pytest

from bot.core.quiz_answer import is_bare, read_option
from bot.core.quiz_answer import read as read_answer
from bot.core.quiz_content import quiz
from bot.core.quiz_reading import read

OPEN = {question.id: question for question in quiz().questions}


def taken(text, question):
    reading = read(text, OPEN[question])
    if reading is None:
        return "none"
    return reading.option if reading.kind == "answer" else reading.kind


@pytest.mark.parametrize("question", sorted(OPEN))
@pytest.mark.parametrize("says", ["because", "but", "since", "though, but", "since " * 14])
def test_words_that_only_join_clauses_are_no_answer(question, says):
    assert taken(says, question) == "none"


@pytest.mark.parametrize(("says", "means"), [("charlie", "c"), ("delta", "none")])
def test_a_letter_spelled_out_is_an_option_only_where_there_is_such_a_one(says, means):
    three = OPEN["stretch"].copy(update={"options": OPEN["stretch"].options[:3]})
    reading = read(says, three)
    assert (reading.option if reading else "none") == means


@pytest.mark.parametrize(
    ("says", "bare"),
    [
        ("sudden severe pain", True),
        ("the numb legs one", True),
        ("i think nummness in legs", True),
        ("sudden severe pain in the chest", False),
        ("numbness in the legs and cant pee", False),
    ],
)
def test_an_answer_and_nothing_besides(says, bare):
    assert is_bare(says, OPEN["seek_help"]) == bare


@pytest.mark.parametrize(
    ("says", "question", "means"),
    [("yep", "heat", "true"), ("I think it's 2", "stretch", "b"), ("the calf, I'd say", "stretch", "d"),
     ("my dog", "stretch", ""), ("a and b", "stretch", "")],
)  # fmt: skip
def test_the_one_option_a_text_names(says, question, means):
    assert read_option(says, OPEN[question]) == means


def test_one_letter_is_no_row_of_letters():
    assert read_answer("b", OPEN["stretch"]).option == "b"
