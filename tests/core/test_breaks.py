"""The plan of breaks: reading a working day, the times, and a calendar file that another program reads."""

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.core import breaks, breaks_calendar, breaks_content, breaks_plan, breaks_reading
from bot.core.content_files import BUBBLE_WORDS, BUBBLES
from bot.core.messages import MENU

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=timezone.utc)  # a Friday
USUAL = breaks_plan.Plan(9 * 60, 17 * 60, 60)


@st.composite
def plans(draw):
    start, length = draw(st.integers(0, 1439)), draw(st.integers(60, 960))
    return breaks_plan.Plan(start, start + length, draw(st.integers(20, min(120, length - 1))))


def entries(plan, today=None):
    return Calendar.from_ical(breaks_calendar.file(plan, today or NOW.date(), NOW)).walk("VEVENT")


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


@given(plans())
def test_breaks_lie_within_the_day(plan):
    times = plan.times()
    assert plan.start < times[0] and times[-1] < plan.end
    assert {later - sooner for sooner, later in pairwise(times)} <= {plan.every}


@given(plans(), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_another_program_reads_the_file(plan, today):
    found = entries(plan, today)
    assert len(found) == len(plan.times()) == len({str(each["UID"]) for each in found})
    for each, time in zip(found, plan.times(), strict=True):
        starts = each.decoded("DTSTART")
        assert starts.tzinfo is None, "the clock's time wherever the person is"
        assert starts.hour * 60 + starts.minute == time % 1440 and today < starts.date() <= today + timedelta(days=5)
        rule = rrulestr(each["RRULE"].to_ical().decode(), dtstart=starts)
        week = [day.weekday() for day in rule.between(starts, starts + timedelta(days=6), inc=True)]
        later = time // 1440  # past midnight of a working day
        assert sorted(week) == sorted((day + later) % 7 for day in range(5)) and week[0] == starts.weekday()
        assert str(each["SUMMARY"]) == breaks_content.words().summary
        assert [str(alarm["ACTION"]) for alarm in each.walk("VALARM")] == ["DISPLAY"]


@given(plans())
def test_the_file_keeps_to_the_format(plan):
    lines = breaks_calendar.file(plan, NOW.date(), NOW).split(b"\r\n")
    assert lines.pop() == b"" and not any(b"\n" in each for each in lines)
    assert max(map(len, lines)) <= 75


def test_a_long_text_of_an_editor_is_folded_between_letters(monkeypatch):
    text = "Steh auf, dehn dich; geh ein paar Schritte \u2013 über den Flur \\ " * 3
    written = breaks_content.words().copy(update={"summary": text})
    monkeypatch.setattr(breaks_calendar, "words", lambda: written)
    assert {str(each["SUMMARY"]) for each in entries(USUAL)} == {text}


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


@pytest.mark.parametrize(("key", "value"), [("start", "25:00"), ("end", "five"), ("every", 5), ("end", "9:30")])
def test_a_usual_day_that_is_none_is_refused(key, value):
    with pytest.raises(ValueError):
        breaks_content.Words(**{**breaks_content.words().dict(by_alias=True), key: value})
