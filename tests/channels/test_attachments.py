"""What channels make of cards: the calendar file, the plot of the pain diary, and the plot in signs."""

import struct
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from bot.channels import attachments
from bot.core import breaks_content

PNG = b"\x89PNG\r\n\x1a\n"


def diary(*pains):
    first = date(2026, 11, 18)
    days = [
        {"date": str(first + timedelta(days=2 * n)), "low": pain[0], "high": pain[-1]} for n, pain in enumerate(pains)
    ]
    return {"type": "diary", "version": 1, "days": days, "alt": "A plot."}


def test_the_file_of_a_plan_holds_its_breaks():
    file = attachments.calendar({"type": "calendar", "version": 1, "query": breaks_content.usual().query})
    assert file.name == "breaks.ics"
    hours = [each.decoded("DTSTART").hour for each in Calendar.from_ical(file.make()).walk("VEVENT")]
    assert hours == [10, 11, 12, 13, 14, 15, 16]


@pytest.mark.parametrize(
    "card",
    [
        None,
        {},
        {"type": "call", "query": breaks_content.usual().query},
        {"type": "calendar"},
        {"type": "calendar", "query": "from=9"},
        {"type": "calendar", "query": "from=9&to=9:10&every=60"},
        {"type": "diary"},
        {"type": "diary", "days": None},
        {"type": "diary", "days": [None]},
        {"type": "diary", "days": [{"date": "x"}]},
    ],
)
def test_of_what_is_no_plan_and_no_diary_nothing_is_made(card):
    assert attachments.calendar(card) is None and attachments.plot(card) is None and attachments.bars(card) == ""


@pytest.mark.parametrize("pains", [[(8,), (5, 7), (6,), (4,)], [(0,)], [(10,)] * 20])
def test_a_plot_is_a_picture_that_channels_take(pains):
    picture = attachments.plot(diary(*pains)).make()
    assert picture.startswith(PNG) and len(picture) < 100_000
    assert struct.unpack(">II", picture[16:24]) == (960, 480)


def test_signs_say_the_same_as_the_plot():
    assert attachments.bars(diary((8,), (5, 7), (0,))).splitlines() == [
        "●●●●●●●●○○ 18 Nov: 8",
        "●●●●●●●○○○ 20 Nov: 5 to 7",
        "○○○○○○○○○○ 22 Nov: 0",
    ]
