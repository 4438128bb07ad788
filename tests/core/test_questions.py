"""Where a message may be cut, and what is asked for then."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.questions import Asked, Cut, asked, asks, cut

PSOAS, BRIDGE, ICE = "connection/psoas", "stretches/bridge", "relief/ice"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what causes it and how do I stretch it?", ["what causes it", "how do I stretch it?"]),
        ("What is the psoas? Does ice help?", ["What is the psoas?", "Does ice help?"]),
        (
            "how high is the desk, and the screen, where does it go",
            ["how high is the desk, and the screen", "where does it go"],
        ),
        ("how do I sit at the desk, also is cycling bad", ["how do I sit at the desk", "is cycling bad"]),
        ("whats the psoas n how do i do the bridge", ["whats the psoas", "how do i do the bridge"]),
        ("what is the psoas how do i do the bridge", ["what is the psoas", "how do i do the bridge"]),
        ("I sit all day. Is that why? What chair is good?", ["I sit all day. Is that why?", "What chair is good?"]),
        ("what is it? what helps? thank you", ["what is it?", "what helps? thank you"]),
    ],
)
def test_it_is_cut_before_a_question(text, parts):
    made = cut(text)
    assert made == Cut(tuple(parts), "questions")


@pytest.mark.parametrize(
    "text",
    [
        "heat and ice", "stretch and strengthen", "sit and stand", "back and hip pain",
        "hip flexor pain when I run and sit", "do you know what the psoas is", "tell me how to do the bridge",
        "My physio says my psoas is short. What is it?", "is heat good and for how long",
        "", "?", "and", "...", "a" * 900,
    ],
)  # fmt: skip
def test_one_question_stays_whole(text):
    assert cut(text) is None


def test_what_stands_after_a_greeting_is_a_part_of_its_own():
    assert cut("Hi, thank you so much! tell me more") == Cut(("tell me more",), "rest")
    assert cut("thanks!") is None


def test_two_names_with_one_verb_are_a_pair():
    assert cut("show me the bridge and the clamshell") == Cut(("show me the bridge", "clamshell"), "pair")
    assert cut("is the pad good for it and for how long") is None


@given(st.text(alphabet="ab ,.?!&\u2026\n andhowisthe", max_size=200))
def test_any_text_is_cut_into_at_most_four_parts_of_its_own_words(text):
    made = cut(text)
    for part in made.parts if made else ():
        assert part.strip()
        assert set(part.split()) <= {*re.split(r"[\s,;:&]+", text), *text.split()}
    assert made is None or len(made.parts) <= 4


@pytest.mark.parametrize("text", ["and " * 250, "also then " * 100, ", and" * 200, "hi, " * 250, "i also just " * 80])
def test_no_text_takes_long_to_cut(text):
    started = time.perf_counter()
    cut(text)
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(("text", "expected"), [("and how long?", True), ("please show me", True), ("my back", False)])
def test_asking(text, expected):
    assert asks(text) is expected


def questions(*parts):
    return Cut(tuple(parts), "questions")


def test_two_sure_parts_that_the_whole_speaks_for_are_two_questions():
    whole = [(PSOAS, 0.8), (BRIDGE, 0.2)]
    assert asked(questions("a", "b"), whole, [[(BRIDGE, 0.9)], [(PSOAS, 0.9)]]) == Asked(0, (PSOAS,))


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ([(PSOAS, 0.9), (BRIDGE, 0.05)], [(PSOAS, 0.9), (BRIDGE, 0.9)]),  # the whole does not speak for it
        ([(PSOAS, 0.9), (BRIDGE, 0.2)], [(PSOAS, 0.9), (BRIDGE, 0.4)]),  # a part is not sure
        ([(PSOAS, 0.9), (BRIDGE, 0.2)], [(PSOAS, 0.9), (PSOAS, 0.9)]),  # the same topic
        ([("symptom/ache", 0.6), (PSOAS, 0.5)], [("symptom/ache", 0.9), (PSOAS, 0.9)]),  # what is told
        ([(PSOAS, 0.6), ("chitchat/thanks", 0.5)], [("chitchat/thanks", 0.9), (PSOAS, 0.9)]),
        ([("out_of_scope/general", 0.6), (PSOAS, 0.5)], [("out_of_scope/general", 0.9), (PSOAS, 0.9)]),
        ([(PSOAS, 0.6), ("more", 0.5)], [("more", 0.9), (PSOAS, 0.9)]),
    ],
)
def test_everything_else_is_taken_whole(whole, parts):
    assert asked(questions("a", "b"), whole, [[each] for each in parts]) is None


def test_what_is_out_of_scope_comes_last():
    parts = [[("out_of_scope/diet", 0.5)], [(PSOAS, 0.9)], [(ICE, 0.9)]]
    whole = [(PSOAS, 0.5), (ICE, 0.3)]
    assert asked(questions("a", "b", "c"), whole, parts) == Asked(1, (ICE, "out_of_scope/diet"))
    assert asked(questions("a", "b"), whole, parts[:2]) == Asked(1, ("out_of_scope/diet",))


def test_one_sure_part_will_do_where_the_whole_is_not_understood():
    parts = [[("more", 0.3)], [(PSOAS, 0.9)]]
    assert asked(questions("a", "b"), [(ICE, 0.2), (PSOAS, 0.1)], parts) == Asked(1)
    assert asked(questions("a", "b"), [(ICE, 0.3), (PSOAS, 0.1)], parts) is None


def test_a_pair_must_be_surer():
    pair, whole = Cut(("a", "b"), "pair"), [(PSOAS, 0.9), (BRIDGE, 0.3)]
    assert asked(pair, whole, [[(PSOAS, 0.95)], [(BRIDGE, 0.95)]]) == Asked(0, (BRIDGE,))
    assert asked(pair, whole, [[(PSOAS, 0.95)], [(BRIDGE, 0.8)]]) is None


def test_thanks_and_a_question_is_a_question():
    rest = Cut(("tell me more",), "rest")
    assert asked(rest, [("chitchat/thanks", 0.8)], [[("more", 0.9)]]) == Asked(0)
    assert asked(rest, [("chitchat/thanks", 0.8)], [[("chitchat/praise", 0.9)]]) is None
    assert asked(rest, [(PSOAS, 0.8)], [[("more", 0.9)]]) is None
    assert asked(rest, [(PSOAS, 0.1)], [[(PSOAS, 0.9)]]) == Asked(0)
