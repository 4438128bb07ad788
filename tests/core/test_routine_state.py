"""What is kept of the routine: it survives, and any stored one can be gone on with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.routine import Course
from bot.core.routine_state import State

from .routine_talk import BOOK, NOBODY, talk

NAMES = st.sampled_from([*State.__dataclass_fields__, "x"])
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.text())


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)))
def test_any_stored_state_can_be_gone_on_with(stored):
    state = State.from_dict(BOOK, stored)
    turn = Course(BOOK, state, NOBODY).hear("done") or Course(BOOK, state, NOBODY).unclear()
    assert turn.messages


def test_a_state_survives_being_stored():
    for turn in (talk(), talk("no"), talk("no", "go", "done"), talk("can't kneel", "go", "done")):
        assert State.from_dict(BOOK, turn.state.as_dict()) == turn.state


@pytest.mark.parametrize(
    ("stored", "at"),
    [({"at": "do", "plan": ["bridge"], "place": 3}, None), ({"at": "limits"}, "minutes"), ({"at": "ready"}, "minutes")],
)
def test_a_stored_step_that_there_is_not_is_left(stored, at):
    assert State.from_dict(BOOK, stored).at == at


def test_a_side_that_there_is_not_is_the_first():
    assert State.from_dict(BOOK, {"at": "do", "plan": ["bridge"], "place": 0, "side": 1}).side == 0
