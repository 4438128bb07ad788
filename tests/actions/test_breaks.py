"""A plan of breaks, asked for in words and by buttons."""

import pytest

from actions.answers import ActionAnswer
from bot.core.breaks_content import words

from .talk import Talk


def test_the_plan_wished_for_is_told_and_tells_more_on_its_topic(content):
    talk = Talk()
    assert "from 8:45 to 15:30" in talk.say(
        ActionAnswer(), "plan my breaks from 8 to 4, every 45 minutes", "plan_breaks"
    )
    assert talk.slots["topic"] == content.turns_to.breaks
    assert any((each.get("card") or {}).get("type") == "calendar" for each in talk.messages)


@pytest.mark.parametrize("button", ["breaks/plan", "breaks/540/1020/60/30"])
def test_a_button_shows_its_plan_or_the_usual_one(button):
    assert "10:00, 11:00" in Talk().click(ActionAnswer(), button)


def test_the_plan_just_shown_is_changed_in_a_few_words():
    talk = Talk()
    talk.say(ActionAnswer(), "remind me to stand up", "plan_breaks")
    assert "every 30 minutes" in talk.say(ActionAnswer(), "every half hour please", "nlu_fallback")
    assert "13:30" in talk.say(ActionAnswer(), "from 8 to 2", "nlu_fallback")


def test_what_names_no_time_is_not_about_the_plan_just_shown():
    talk = Talk()
    talk.say(ActionAnswer(), "remind me to stand up", "plan_breaks")
    talk.say(ActionAnswer(), "is heat good", "relief", "relief/heat")
    assert talk.slots["topic"] == "relief/heat"
    long = "my hip has hurt a little since I went from 8 to 4 hours of work a day in spring"
    talk.say(ActionAnswer(), long, "relief", "relief/ice")
    assert talk.slots["topic"] == "relief/ice"


def test_a_day_that_cannot_be_planned_is_refused():
    assert Talk().say(ActionAnswer(), "plan my breaks every 5 minutes", "plan_breaks") == words().cannot


def test_with_a_sign_to_be_seen_today_it_waits():
    talk = Talk(triage={"raised": [{"flag": "chest_pain", "level": "emergency_now"}]})
    said = talk.click(ActionAnswer(), "breaks/plan")
    assert "10:00" not in said and said
