"""What is kept of the quiz: it survives as JSON, and what is outdated does no harm."""

import json

import pytest

from bot.core.quiz_state import State

from .quiz_talk import KEYS, QUIZ, course, play


def test_the_state_survives_json():
    state = play("true", "a", "skip", state=play(*KEYS).state).state
    assert state.past and state.as_dict() == json.loads(json.dumps(state.as_dict()))
    assert State.from_dict(QUIZ, json.loads(json.dumps(state.as_dict()))) == state


@pytest.mark.parametrize(
    "stored",
    [None, 5, "x", [], {"answers": 3}, {"round": 1, "order": None}, {"nonsense": 1},
     {"round": 2, "order": ["gone", "heat"], "answers": {"gone": "a"}, "at": "gone", "said": "gone"}],
)  # fmt: skip
def test_what_is_no_state_or_an_outdated_one_does_no_harm(stored):
    state = State.from_dict(QUIZ, stored)
    assert "gone" not in (*state.order, *state.answers, state.at, state.said)
    assert course(state).begin("continue").messages
