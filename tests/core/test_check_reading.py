"""How answers to the check are read: yes, no, not known, and what people type of their own accord."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import check_reading
from bot.core.check_content import NONE
from bot.core.check_summary import summary
from bot.core.screening import Finding

from .check_talk import CHECK, IDS, TYPED, at, buttons, course, said


@pytest.mark.parametrize("question", IDS)
@pytest.mark.parametrize(
    "text",
    [
        "not sure",
        "I don't know",
        "dunno",
        "couldn't say really",
        "no clue",
        "not too sure about that",
        "can't remember",
    ],
)
def test_not_known_is_an_answer_to_every_question(question, text):
    turn = course(at(question)).hear(text)
    assert turn.state.answers[question] == () and turn.state.unknown == (question,) and turn.state.at != question
    assert turn.raises == turn.facts == ()
    assert "Not known: " + CHECK.question(question).called in summary(CHECK, turn.state).text
    assert "get emergency help" in said(turn) or question not in ("saddle", "nerves")


@pytest.mark.parametrize("text", ["several", "several of these", "more than one"])
@pytest.mark.parametrize("question", ["saddle", "nerves", "unwell", "conditions"])
def test_several_is_a_yes_and_never_the_option_in_the_fifth_place(question, text):
    turn = course(at(question)).hear(text)
    assert turn.raises == tuple(CHECK.question(question).yes) and turn.vague == bool(turn.raises)
    assert turn.state.at == question and question not in turn.state.answers


def test_a_plain_yes_to_an_emergency_raises_it_and_asks_which():
    turn = course(at("saddle")).hear("yes")
    assert turn.raises == ("ces_saddle_numbness",) and turn.state.at == "saddle"
    assert CHECK.phrases["which"] in said(turn) and len(buttons(turn)) == 5
    after = course(turn.state).hear("peeing")
    assert after.raises == ("ces_bladder_change",) and after.state.words["saddle"] == "yes, peeing"
    assert "yes, but not said which" in summary(CHECK, course(turn.state).hear("skip").state).text
    assert "yes, none" in summary(CHECK, course(turn.state).hear("none").state).text.replace("of these", "")


def test_a_plain_yes_where_several_fit_asks_which():
    turn = course(at("conditions")).hear("yes")
    assert turn.raises == () and turn.facts == () and turn.state.at == "conditions" and len(buttons(turn)) == 8
    turn = course(at("began")).hear("I had a fall")
    assert [each.split("/")[-1] for each in buttons(turn)] == ["knock", "accident"]


def test_yes_and_no_to_one_thing():
    turn = course(at("cancer")).hear("yes")
    assert turn.facts == ("m_cancer_history",)
    assert course(at("cancer")).hear("nope").state.answers["cancer"] == (NONE,)


@pytest.mark.parametrize(("question", "text", "means"), TYPED)
def test_answers_are_read_as_meant(question, text, means):
    reading = check_reading.read(text, CHECK, question, {})
    if reading is None or (reading.kind == "answers" and question not in reading.given):
        got = ["-"]
    else:
        got = list(reading.given[question]) if reading.kind == "answers" else [reading.kind]
    assert got == means


@given(text=st.text(), question=st.sampled_from([*IDS, None]))
@settings(max_examples=200)
def test_anything_can_be_typed(text, question):
    check_reading.read(text, CHECK, question, {})


@pytest.mark.parametrize(
    ("question", "text", "means"),
    [
        ("nerves", "no to both", {"nerves": ("none",)}),
        ("nerves", "no wait, my right foot tingles", {"nerves": ("numb",)}),
        ("unwell", "actually no it was my left foot", None),  # its "no" is not about fever
        ("unwell", "what is a normal temperature", None),
        ("unwell", "no fever, i had a cold two weeks ago", {"unwell": ("none",)}),
        ("nerves", "no fever and it started at football", {"unwell": ("none",), "began": ("sport",)}),
        ("long", "5d", {"long": ("week",)}),
        ("saddle", "goodness no, nothing like that, all normal down there thanks for asking", {"saddle": ("none",)}),
        ("conditions", "i take a water tablet for blood pressure and that's it", {"conditions": ("illness",)}),
        ("began", "lifting my toddler", {"began": ("strain",)}),
        ("began", "no accident", {"began": ("unknown",)}),
        ("bad", "none", {"bad": ("mild",)}),
        ("bad", "none of these", None),
        ("unwell", "1, 3", {"unwell": ("fever",)}),
    ],
)  # fmt: skip
def test_what_people_say_in_the_middle(question, text, means):
    found = [Finding("m_minor_trauma", "present", True), Finding("m_child", "present", True)]
    negated = [Finding("new_numbness_tingling_one_leg", "negated")] if "tingles" in text else []
    reading = check_reading.read(text, CHECK, question, {}, None, found * ("toddler" in text) + negated)
    assert (reading.given if reading and reading.kind == "answers" else None) == means


def test_sorry_no_denies_what_was_said_and_not_what_is_asked():
    state = course(at("cancer")).hear("yes").state
    after = course(state).hear("sorry, no, I've never had cancer").state
    assert after.answers["cancer"] == (NONE,) and "conditions" not in after.answers and after.at == "conditions"
