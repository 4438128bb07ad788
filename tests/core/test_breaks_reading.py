"""Working hours and how often, as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import breaks_plan, breaks_reading

USUAL = breaks_plan.Plan(9 * 60, 17 * 60, 60)


@pytest.mark.parametrize(
    ("text", "start", "end", "every"),
    [
        ("from 8 to 4", "8:00", "16:00", 60),
        ("9-5", "9:00", "17:00", 60),
        ("half eight to five", "8:30", "17:00", 60),
        ("between nine and five", "9:00", "17:00", 60),
        ("8:30\u201317:00", "8:30", "17:00", 60),
        ("my day goes from 7 till 3.30", "7:00", "15:30", 60),
        ("9 to 5pm", "9:00", "17:00", 60),
        ("8am to 4", "8:00", "16:00", 60),
        ("noon to 8", "12:00", "20:00", 60),
        ("1 to 9", "13:00", "21:00", 60),
        ("10pm to 6am", "22:00", "6:00", 60),
        ("22 to 6", "22:00", "6:00", 60),
        ("every 45 minutes", "9:00", "17:00", 45),
        ("every half hour please", "9:00", "17:00", 30),
        ("every hour and a half", "9:00", "17:00", 90),
        ("every 2 hours", "9:00", "17:00", 120),
        ("every other hour", "9:00", "17:00", 120),
        ("twice an hour", "9:00", "17:00", 30),
        ("from 8 to 4 every thirty minutes", "8:00", "16:00", 30),
    ],
)
def test_a_working_day_is_read(text, start, end, every):
    plan = breaks_reading.asked(text, USUAL)
    assert (breaks_plan.clock(plan.start), breaks_plan.clock(plan.end), plan.every) == (start, end, every)


@pytest.mark.parametrize(
    "text",
    ["remind me to stand up", "hold it 20 to 30 seconds", "take 2 to 3 breaks", "repeat 10 to 12 times",
     "i have 2 kids", "every 30 to 60 minutes", "25 to 30", ""],
)  # fmt: skip
def test_other_numbers_are_no_working_day(text):
    assert breaks_reading.asked(text, USUAL) is None


@pytest.mark.parametrize("text", ["every 5 minutes", "every 3 hours", "from 9 to 9:30", "6am to 11pm"])
def test_a_day_that_cannot_be_planned_is_refused(text):
    with pytest.raises(ValueError):
        breaks_reading.asked(text, USUAL)


@given(st.text(alphabet="0123456789 :.-apmhtoevryurnig", max_size=40))
def test_whatever_is_typed_is_a_plan_or_none(text):
    try:
        plan = breaks_reading.asked(text, USUAL)
    except ValueError:
        return
    assert plan is None or plan.times()
