"""What triage remembers: read back as it was written, and self-care waits for it."""

import pytest

from bot.core.triage_state import Reading, State, holds_back

from .triage_talk import SAME_DAY, SOON, turn


def test_self_care_waits_from_same_day_on():
    assert not holds_back(turn(State(), SOON)[0], "stretches/bridge")
    assert holds_back(turn(State(), SAME_DAY)[0], "stretches/bridge")


@pytest.mark.parametrize(
    "kept", [None, [], "x", 3, {"raised": [{"level": "x"}, 3, None]}, {"raised": 3, "facts": None}]
)
def test_a_broken_memory_is_an_empty_one(kept):
    assert State.from_dict(kept).raised == ()
    assert Reading.from_dict(kept) == Reading()
