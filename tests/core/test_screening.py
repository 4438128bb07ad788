"""What the rules read, and what they take the words around a sign for."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.screening import RuleScreen
from bot.core.triage_content import catalogue

BOOK = catalogue()
RULES = RuleScreen(BOOK)
# what the rules must find in a message, a line each; - where they must find no sign
SIGNS = [line.split("\t") for line in (Path(__file__).parent / "signs.tsv").read_text("utf-8").splitlines()[1:]]


def assertions(text, sign):
    return {finding.assertion for finding in RULES.read(text) if finding.id == sign}


@pytest.mark.parametrize(("sign", "text"), SIGNS)
def test_signs_that_are_there(sign, text):
    assert sign == "-" or sign in BOOK.flags or sign in BOOK.facts, f"signs.tsv: '{sign}' is no flag and no fact"
    there = {finding.id for finding in RULES.read(text) if finding.assertion in ("present", "doubtful")}
    found = there & set(BOOK.flags)
    assert (not found) if sign == "-" else (sign in there), f"signs.tsv: the rules find {found or 'no sign'} in it"


@pytest.mark.parametrize(
    "text, sign, assertion",
    [
        ("no numbness in my foot", "new_numbness_tingling_one_leg", "negated"),
        ("I have had no fever and no chest pain", "chest_pain", "negated"),
        ("i never had numb feet", "bilateral_leg_symptoms", "negated"),
        ("what would it mean if my foot went numb", "new_numbness_tingling_one_leg", "hypothetical"),
        ("what does a numb foot mean", "new_numbness_tingling_one_leg", "general"),
        ("numb foot years ago", "new_numbness_tingling_one_leg", "historical"),
        ("question 5: numbness in the legs", "bilateral_leg_symptoms", "quiz"),
        ("my foot was numb, back to normal", "new_numbness_tingling_one_leg", "resolved"),
        ("i think my foot is numb", "new_numbness_tingling_one_leg", "doubtful"),
    ],
)
def test_what_the_words_around_make_of_it(text, sign, assertion):
    assert assertions(text, sign) == {assertion}


@pytest.mark.parametrize(
    "text, other",
    [("my mum can't feel her legs", True), ("my husband has chest pain", True), ("I can't feel my legs", False)],
)
def test_whom_it_is_about(text, other):
    assert {finding.other for finding in RULES.read(text) if finding.counts} == {other}


def test_a_sign_does_not_reach_over_the_end_of_a_sentence():
    assert not assertions("My hand is numb. My foot is fine.", "new_numbness_tingling_one_leg") & {"present"}


@settings(max_examples=300)
@given(st.text(max_size=400))
def test_any_text_is_read(text):
    RULES.read(text)


def test_a_turn_ends_what_was_only_asked():
    assert assertions("what is sciatica, but my foot is numb", "new_numbness_tingling_one_leg") == {"present"}


@pytest.mark.parametrize("text", ["I'm 12", "im 14 years old", "I'm 15, can I stretch?", "i am 10 and my hip aches"])
def test_an_age_is_one(text):
    assert assertions(text, "m_under_16") == {"present"}


@pytest.mark.parametrize(
    "text", ["hold it 15 seconds", "give me 10 minutes", "a 10 min walk", "I did it 12 times", "12 reps"]
)
def test_a_counted_number_is_no_age(text):
    assert not assertions(text, "m_under_16") | assertions(text, "m_child")
