"""What is kept of the check: it survives as JSON, and garbage does no harm."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.check_state import State
from bot.core.check_summary import summary

from .check_talk import CALM, CHECK, MANY, course, play


def test_the_state_of_a_check_for_another_survives_json():
    turn = play("groin", "it's for my son", "dunno")
    kept = State.from_dict(CHECK, json.loads(json.dumps(turn.state.as_dict())))
    assert kept == turn.state and kept.who == "your son" and kept.unknown == ("saddle",)


def test_the_state_survives_json():
    for state in (play(MANY, "no", "weak").state, play("groin", "yes", "stop").state, play(*CALM).state):
        assert State.from_dict(CHECK, json.loads(json.dumps(state.as_dict()))) == state


def test_what_the_check_has_no_more_is_dropped():
    stored = play("groin", "pee and sex").state.as_dict()
    stored["answers"].update(gone=["x"], where=["gone"], cancer=["gone", "had"])
    state = State.from_dict(CHECK, {**stored, "at": "gone", "novel": 1})
    assert state.answers == {"saddle": ("pee", "sex"), "cancer": ("had",)}
    assert state.at == "where"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5),
        lambda some: (
            st.lists(some, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["round", "answers", "words", "denied", "before", "at", "last", "unclear", "where", "x"]
                ),
                some,
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=300)
def test_garbage_is_no_state_and_does_no_harm(stored):
    state = State.from_dict(CHECK, stored)
    assert course(state).begin("go on").messages
    assert summary(CHECK, state).text
    json.dumps(state.as_dict())
