"""A plan of breaks in words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core import breaks, breaks_content, breaks_plan
from bot.core.content_files import BUBBLE_WORDS, BUBBLES

USUAL = breaks_plan.Plan(9 * 60, 17 * 60, 60)


@st.composite
def plans(draw):
    start, length = draw(st.integers(0, 1439)), draw(st.integers(60, 960))
    return breaks_plan.Plan(start, start + length, draw(st.integers(20, min(120, length - 1))))


@given(plans())
def test_the_plan_fits_into_a_turn(plan):
    messages = breaks.told(plan)
    assert len(messages) <= BUBBLES
    assert all(len(each.text.split()) <= BUBBLE_WORDS for each in messages)
    assert "{" not in "".join(each.text for each in messages)


def test_it_is_said_that_no_reminders_come_and_that_the_article_gives_no_number():
    whole = " ".join(each.text for each in breaks.told(USUAL))
    assert "I can't send reminders" in whole and "Not in the article: how often" in whole
    assert "10:00, 11:00, 12:00, 13:00, 14:00, 15:00 and 16:00" in whole
    assert "every 30 minutes from 9:30 to 16:30" in breaks.told(breaks_plan.Plan(540, 1020, 30))[0].text


def test_a_day_that_cannot_be_planned_keeps_the_plan_before_and_its_choices():
    [message] = breaks.cannot(USUAL)
    assert message.text == breaks_content.words().cannot and message.buttons == breaks.told(USUAL)[-1].buttons
