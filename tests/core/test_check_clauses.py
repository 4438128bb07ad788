"""Several things in one message: each clause counts or denies, and the screen's findings have their say."""

import pytest

from bot.core import check_reading
from bot.core.check_content import NONE
from bot.core.screening import Finding

from .check_talk import CHECK, at, buttons, course, play


def test_no_numbness_in_the_legs_says_nothing_of_the_saddle():
    turn = play("groin", "no numbness in my legs")
    assert "saddle" not in turn.state.answers and turn.state.at == "saddle"


def test_how_it_began_is_asked_on_where_one_answer_may_be_two():
    turn = course(at("began")).hear("it started since she fell on thursday")
    assert turn.state.answers["long"] == ("week",) and turn.state.who == "her"
    assert [each.split("/")[-1] for each in buttons(turn)] == ["knock", "accident"]


@pytest.mark.parametrize(
    ("question", "text", "findings", "answer", "raises"),
    [
        ("saddle", "it is not as it was", [("ces_bladder_change", "present")], ("pee",), ("ces_bladder_change",)),
        ("saddle", "hm, could be", [("ces_bladder_change", "doubtful")], ("pee",), ("ces_bladder_change",)),
        ("saddle", "no numbness", [("ces_saddle_numbness", "negated"), ("ces_bladder_change", "negated")], None, ()),
        ("saddle", "all fine down there", [("ces_saddle_numbness", "negated")], (NONE,), ()),
        ("saddle", "no", [("fever_with_back_pain", "present")], (NONE,), ("fever_with_back_pain",)),
        ("cancer", "i was ill once", [("m_cancer_history", "historical")], ("had",), ()),
        ("cancer", "cancer runs in the family", [("m_cancer_history", "present", True)], None, ()),
        ("nerves", "it was numb years ago", [("new_numbness_tingling_one_leg", "historical")], None, ()),
        ("age", "I am 60", [("m_age_over_50", "present")], ("fifty",), ()),
        ("saddle", "ring of fire", [("chest_pain", "present")], None, ()),
    ],
)
def test_findings_of_the_screen_confirm_add_and_take_away(question, text, findings, answer, raises):
    turn = course(at(question)).hear(text, [Finding(*each) for each in findings])
    assert (turn and turn.state.answers.get(question)) == answer
    assert (turn.raises if turn else ()) == raises


@pytest.mark.parametrize(
    ("question", "text", "means"),
    [
        ("where", "pain in my right groin since yesterday after football, 8/10",
         {"where": ("groin",), "long": ("few",), "began": ("sport",), "bad": ("strong",)}),
        ("where", "my lower back has hurt for 2 months, getting worse, i'm 54, no fever",
         {"where": ("lower_back",), "long": ("weeks",), "course": ("worse",), "age": ("fifty",), "unwell": (NONE,)}),
        ("where", "back pain, no fever, weight loss or night pain",
         {"where": ("lower_back",), "unwell": (NONE,), "wasting": (NONE,)}),
        ("where", "im 70 and had breast cancer in 2010, lower back pain for a week",
         {"where": ("lower_back",), "age": ("seventy",), "cancer": ("had",), "long": ("week",)}),
        ("where", "pain down both legs", {"where": ("leg",), "nerves": ("both",)}),
        ("where", "lower back. 3 weks. 6/10. never had cancr. no feaver",
         {"where": ("lower_back",), "long": ("weeks",), "bad": ("medium",), "cancer": (NONE,), "unwell": (NONE,)}),
        ("age", "im 45 and it started 3 days ago", {"age": ("adult",), "long": ("few",)}),
        ("saddle", "no my feet are numb", {"saddle": (NONE,), "nerves": ("both",)}),
        ("saddle", "no, it's just my lower back, for 3 weeks",
         {"saddle": (NONE,), "where": ("lower_back",), "long": ("weeks",)}),
        ("unwell", "not that i know, but i lost 2 stone", {"unwell": (NONE,), "wasting": ("weight",)}),
        ("conditions", "no steroids but i take warfarin", {"conditions": ("thinners",)}),
        ("cancer", "i had prostate cancer 5 years ago", {"cancer": ("had",)}),
        ("wasting", "no but my dad lost weight", {"wasting": (NONE,)}),
        ("course", "my left foot has gone numb now", {"nerves": ("numb",)}),
        ("course", "is it bad that my foot is numb?", {"nerves": ("numb",)}),
        ("saddle", "leaking pee since tuesday", {"saddle": ("pee",)}),
        ("where", "my foot has been numb for 2 days", {"nerves": ("numb",)}),
        ("saddle", "what is the psoas?", None),
        ("saddle", "how do I do the clamshell?", None),
        ("cancer", "can you tell me about stretches", None),
        ("saddle", "hello", None),
        ("age", "actually it was 2 weeks", {"long": ("week",)}),
    ],
)  # fmt: skip
def test_several_things_in_one_message(question, text, means):
    reading = check_reading.read(text, CHECK, question, {})
    assert (reading.given if reading else None) == means


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("not the groin, it's the lower back", {"where": ("lower_back",)}),
        ("not only my back but my groin", {"where": ("groin", "lower_back")}),
        ("it is not that, just my lower back", {"where": ("lower_back",)}),
    ],
)
def test_what_is_refused_or_corrected_within_a_message(text, answers):
    given = course(at("where")).hear(text).state.answers
    assert {each: tuple(sorted(given.get(each, ()))) for each in answers} == answers
