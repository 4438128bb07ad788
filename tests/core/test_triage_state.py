"""What triage remembers: read back as it was written, and self-care waits for it."""

import pytest

from bot.core.triage_state import Raised, Reading, State, against, holds_back, ordered

from .triage_talk import BOOK, SAME_DAY, SOON, turn


def test_self_care_waits_from_same_day_on():
    assert not holds_back(turn(State(), SOON)[0], "stretches/bridge")
    for opened in ("stretches/bridge", "relief", "routine", "breaks/plan"):
        assert holds_back(turn(State(), SAME_DAY)[0], opened)
    assert not holds_back(turn(State(), SAME_DAY)[0], "causes")


@pytest.mark.parametrize(
    "kept", [None, [], "x", 3, {"raised": [{"level": "x"}, 3, None]}, {"raised": 3, "facts": None}]
)
def test_a_broken_memory_is_an_empty_one(kept):
    assert State.from_dict(kept).raised == ()
    assert State.from_dict({"reminded": kept}).reminded == (3 if kept == 3 else 0)
    assert Reading.from_dict(kept) == Reading()


def test_what_is_kept_is_read_as_it_was_written():
    flag = Raised("chest_pain", "emergency_now", True, True, True, 2, True, "7", "same_day", "fall_and_no_weight", True)
    state = State((flag,), ("fever",), ("m_steroids",), ("fall",), "GB", "a b", "c", "d", "7", "thanks", 2)
    assert State.from_dict(state.as_dict()) == state
    reading = Reading("same_day", ("chest_pain",), ("fever",), ("fall",), True, True, True, True)
    assert Reading.from_dict(reading.as_dict()) == reading
    assert Reading.from_dict({**reading.as_dict(), "level": "soonish"}).level is None


def test_the_most_urgent_sign_that_nobody_sees_to_yet_stands_first():
    order = [
        Raised("fever_with_back_pain", "emergency_now"),
        Raised("chest_pain", "emergency_now", doubtful=True),
        Raised("stroke_signs", "emergency_now", in_hand=True),
        Raised("persistent_pain", "soon_gp"),
    ]
    assert ordered(BOOK, order[::-1]) == tuple(order)
    first = BOOK.levels.first
    assert [each.flag for each in ordered(BOOK, [Raised(each, "emergency_now") for each in sorted(first)])] == first


def test_a_childs_sign_does_not_keep_a_parent_from_stretching():
    theirs = Raised("chest_pain", "emergency_now", other=True, apart=True)
    both = State((theirs, Raised("persistent_pain", "soon_gp")))
    assert [each.flag for each in against(both, True).raised] == ["persistent_pain"]
    assert against(both, False) == both
    assert not holds_back(against(both, True), "stretches") and holds_back(both, "stretches")
