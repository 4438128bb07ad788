"""The calendar file of a plan: another program reads it."""

from datetime import date, datetime, timedelta, timezone

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.core import breaks_calendar, breaks_content, breaks_plan

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=timezone.utc)  # a Friday
USUAL = breaks_plan.Plan(9 * 60, 17 * 60, 60)


@st.composite
def plans(draw):
    start, length = draw(st.integers(0, 1439)), draw(st.integers(60, 960))
    return breaks_plan.Plan(start, start + length, draw(st.integers(20, min(120, length - 1))))


def entries(plan, today=None):
    return Calendar.from_ical(breaks_calendar.file(plan, today or NOW.date(), NOW)).walk("VEVENT")


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
