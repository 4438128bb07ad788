"""How soon help is needed, and which of several levels is the highest."""

from bot.core.triage_levels import LEVELS, highest, rank


def test_levels_rise_from_none_to_an_emergency():
    assert [rank(level) for level in (None, "of_an_older_model", *LEVELS)] == [0, 0, 1, 2, 3]


def test_the_highest_of_several_is_the_most_urgent_and_of_none_none():
    assert highest(["soon_gp", None, "emergency_now", "same_day"]) == "emergency_now"
    assert highest(["soon_gp", "soon_gp"]) == "soon_gp"
    assert highest([]) is highest([None]) is None
