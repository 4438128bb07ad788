"""A working day with breaks, and how an address and a button name it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import breaks, breaks_plan
from bot.core.messages import MENU


@st.composite
def plans(draw):
    start, length = draw(st.integers(0, 1439)), draw(st.integers(60, 960))
    return breaks_plan.Plan(start, start + length, draw(st.integers(20, min(120, length - 1))))


@given(plans())
def test_breaks_lie_within_the_day(plan):
    times = plan.times()
    assert plan.start < times[0] and times[-1] < plan.end
    assert {later - sooner for sooner, later in pairwise(times)} <= {plan.every}


@given(plans())
def test_the_address_and_the_buttons_name_the_plan(plan):
    named = dict(each.split("=") for each in plan.query.split("&"))
    again = breaks_plan.between(named["from"], named["to"], named["every"])
    assert again == plan
    for button in breaks.told(plan)[-1].buttons:
        if button.id != MENU:
            assert breaks_plan.shown_with(button.id) == plan
            assert breaks_plan.from_id(button.id).every != plan.every


@pytest.mark.parametrize(
    "address",
    [("9", "17", "x"), ("9", "17", "0"), ("25", "17", "60"), ("9:60", "17", "60"), ("9", "9:10", "60"),
     ("-1", "17", "60"), ("", "", ""), ("9", "17", "\u0666\u0660")],
)  # fmt: skip
def test_an_address_that_is_no_plan_is_refused(address):
    with pytest.raises(ValueError):
        breaks_plan.between(*address)


@pytest.mark.parametrize("button", ["breaks/plan", "breaks/540/1020/5/60", "breaks/x/1020/60/30", "breaks/0/9999/60"])
def test_a_button_of_no_plan_opens_none(button):
    assert breaks_plan.from_id(button) is None
