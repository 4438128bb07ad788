"""The pain diary: numbers as people say them, the days known, and what they come to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import diary, diary_reading
from bot.core.content import content
from bot.core.content_files import BUBBLE_WORDS, BUBBLES
from bot.core.diary import Diary
from bot.core.diary_content import words
from bot.core.diary_reading import Told

TODAY = date(2026, 11, 23)  # a Monday
NOT_ASKED, KEPT, ASKED = {}, {"kept": True}, {"asked": True}


def ago(days):
    return TODAY - timedelta(days=days)


def known(*pains):
    """A diary whose last day is today."""
    return Diary({ago(len(pains) - 1 - place): (pain, pain) for place, pain in enumerate(pains)})


pains = st.tuples(*[st.integers(0, 20).map(lambda half: half / 2)] * 2).map(lambda pair: tuple(sorted(pair)))
diaries = st.dictionaries(st.integers(0, 59).map(ago), pains, max_size=20).map(
    lambda days: Diary(dict(sorted(days.items())))
)


@pytest.mark.parametrize(
    ("text", "about", "days"),
    [
        # said to be of pain, or out of ten
        ("my pain is 6 today", NOT_ASKED, {0: (6, 6)}),
        ("6/10", NOT_ASKED, {0: (6, 6)}),
        ("six out of ten", NOT_ASKED, {0: (6, 6)}),
        ("pain is down to 3", NOT_ASKED, {0: (3, 3)}),
        ("my pain went from 8 to 6", NOT_ASKED, {0: (6, 6)}),
        ("pain 5-6 now", NOT_ASKED, {0: (5, 6)}),
        ("on a scale of 1 to 10 it's a 6", NOT_ASKED, {0: (6, 6)}),
        ("pain level today: 5/10", NOT_ASKED, {0: (5, 5)}),
        ("my pain is 6 today after digging the garden", NOT_ASKED, {0: (6, 6)}),
        ("the pain was 7 yesterday", NOT_ASKED, {1: (7, 7)}),
        # a number was asked for
        ("about a 7", ASKED, {0: (7, 7)}),
        ("between 5 and 6", ASKED, {0: (5, 6)}),
        ("5 or 6", ASKED, {0: (5, 6)}),
        ("a 5 maybe a 6", ASKED, {0: (5, 6)}),
        ("six", ASKED, {0: (6, 6)}),
        ("6.5", ASKED, {0: (6.5, 6.5)}),
        ("it's 7ish", ASKED, {0: (7, 7)}),
        ("my back is a 4", ASKED, {0: (4, 4)}),
        ("none", ASKED, {0: (0, 0)}),
        ("no pain at all today", ASKED, {0: (0, 0)}),
        ("no, 5 not 6", ASKED, {0: (5, 5)}),
        ("12", ASKED, {}),
        # a day, once there is a diary
        ("it was 8 yesterday", KEPT, {1: (8, 8)}),
        ("it was 8 yesterday and 6 today", KEPT, {1: (8, 8), 0: (6, 6)}),
        ("yesterday 8, today 6", KEPT, {1: (8, 8), 0: (6, 6)}),
        ("8 yesterday, 6", KEPT, {1: (8, 8), 0: (6, 6)}),
        ("it was an 8 last night but 4 this morning", KEPT, {1: (8, 8), 0: (4, 4)}),
        ("3 days ago it was 5, now 6", KEPT, {3: (5, 5), 0: (6, 6)}),
        ("the day before yesterday 4", KEPT, {2: (4, 4)}),
        ("on friday it was 9", KEPT, {3: (9, 9)}),
        ("monday 7, tuesday 6, today 5", KEPT, {7: (7, 7), 6: (6, 6), 0: (5, 5)}),
        ("change yesterday to 5", KEPT, {1: (5, 5)}),
    ],
)
def test_a_number_is_read(text, about, days):
    assert diary_reading.read(text, TODAY, **about).days == {ago(back): pain for back, pain in days.items()}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("about a 7", NOT_ASKED),
        ("it was 8 yesterday", NOT_ASKED),
        ("2", KEPT),
        ("no pain today", NOT_ASKED),
        ("pain for 6 days", ASKED),
        ("i have had pain for 3 years", ASKED),
        ("i slept 8 hours", ASKED),
        ("take 2 tablets", ASKED),
        ("my pain is 6, what should i do", ASKED),
        ("is a 7 bad", ASKED),
        ("is 6/10 a lot?", ASKED),
        ("my mum's pain is 6", ASKED),
        ("her pain is 9/10", ASKED),
        ("pain 6 100 days ago, 5 today", NOT_ASKED),
        ("hip 4 back 6", ASKED),
        ("pain of 12", NOT_ASKED),
        ("i did 10 clamshells and my knee went funny on the stairs at my sister in law's", ASKED),
    ],
)
def test_other_messages_are_no_entry(text, about):
    assert diary_reading.read(text, TODAY, **about) is None


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("the pain is down to 4", True),
        ("today my hip is 7 out of ten", True),
        ("my back pain is about a 6 out of 10 today, mainly on the left", True),
        ("8 yesterday and 6 today", True),
        ("my pain is 9 today", False),
        ("between 8 and 9", False),
        ("pain is 6 and getting worse", False),
        ("6 today and my foot is numb", False),
        ("6, no feeling down there", False),
        ("6 in both legs", False),
        ("6 with a fever", False),
        ("my mum's pain is 6", False),
        ("pain for 6 days", False),
        ("38.5 today", False),
        ("it hurts", False),
        ("", False),
    ],
)
def test_a_number_alone_is_told_from_one_with_something_besides(text, alone):
    assert diary_reading.is_number_alone(text) == alone


@given(st.text())
def test_whatever_is_typed_is_a_number_alone_or_not(text):
    assert diary_reading.is_number_alone(text) in (True, False)


@given(st.text(), st.booleans(), st.booleans())
def test_whatever_is_typed_is_on_the_scale(text, asked, kept):
    told = diary_reading.read(text, TODAY, asked, kept)
    for day, (low, high) in told.days.items() if told else ():
        assert 0 <= low <= high <= 10 and ago(60) <= day <= TODAY


@given(st.floats(0, 10).map(lambda pain: round(pain, 1)), st.integers(0, 9))
def test_a_number_of_a_day_is_that_number(pain, back):
    told = diary_reading.read(f"my pain was {pain} {back} days ago", TODAY)
    assert told == Told({ago(back): (pain, pain)}, dated=True)


@given(diaries)
def test_it_survives_as_a_dictionary(kept):
    assert Diary.from_dict(kept.as_dict()) == kept


@pytest.mark.parametrize(
    "odd",
    [None, 5, [], {"x": [1, 2]}, {"2026-11-23": 5}, {"2026-11-23": [5]}, {"2026-11-23": [5, 3]},
     {"2026-11-23": [0, 11]}, {"2026-11-23": ["a", "b"]}],
)  # fmt: skip
def test_what_is_no_diary_is_an_empty_one(odd):
    assert Diary.from_dict(odd) == Diary()


@given(diaries, pains)
def test_what_is_said_fits_into_a_turn_and_says_what_the_picture_shows(before, pain):
    told = Told({TODAY: pain})
    after = before.noting(told)
    messages = after.noted(told, before, TODAY)
    assert len(messages) < BUBBLES and all(len(each.text.split()) <= BUBBLE_WORDS for each in messages)
    assert [each.text for each in messages if "{" in each.text] == []
    cards = [each.card for each in messages if each.card]
    assert len(cards) == (len(after.days) > 1)
    for card in cards:
        assert {each["date"]: (each["low"], each["high"]) for each in card["days"]} == {
            day.isoformat(): pain for day, pain in after.days.items()
        }
        assert all(f"{day.day} {day:%b}" in card["alt"] for day in after.days)


def test_a_day_told_again_is_changed():
    before = known(8, 6)
    told = Told({ago(1): (7, 7)})
    after = before.noting(told)
    assert after.days == {ago(1): (7, 7), TODAY: (6, 6)}
    assert after.noted(told, before, TODAY)[0].text.startswith("Changed: 7 of 10 yesterday.")


def test_only_the_last_days_are_kept():
    kept = Diary({ago(back): (5, 5) for back in range(80, 0, -1)}).noting(Told({TODAY: (4, 4)}))
    assert len(kept.days) == 60 and max(kept.days) == TODAY


@pytest.mark.parametrize(
    ("pains", "lasting"),
    [
        ((6,), None),
        ((6, 5), None),
        ((6, 6, 6), None),  # "a few days" are not over yet
        ((6, 6, 6, 6), "lasting"),
        ((6, 5, 5, 6), "lasting"),
        ((4, 3, 2, 5), "lasting"),
        ((8, 7, 6, 5), None),
        ((8, 3, 4), "worse"),
        ((3, 5), "worse"),
        ((8, 6, 4, 5), "worse"),
        ((0, 0, 0, 0), None),
    ],
)
def test_pain_that_lasts_or_grows_is_to_be_seen(pains, lasting):
    kept = known(*pains)
    assert kept.lasting() == lasting
    messages = kept.noted(Told({TODAY: kept.days[TODAY]}), kept, TODAY)
    assert any("see a health professional" in each.text for each in messages) == bool(lasting)
    assert (content().turns_to.lasting in [each.id for each in messages[-1].buttons]) == bool(lasting)


def test_who_comes_back_another_day_is_asked_and_told_what_was_last():
    assert Diary().ask_again(TODAY) is None and known(5).ask_again(TODAY) is None
    asks = known(8, 6).ask_again(TODAY + timedelta(days=2))
    assert asks.text.startswith("Last time you told me 6 of 10, on Monday 23 Nov.")
    assert asks.buttons[0].id == diary.LATER
    assert "yesterday" in known(6).ask_again(TODAY + timedelta(days=1)).text


def test_asking_says_first_what_is_known():
    assert words().begin == Diary().ask(TODAY)[0].text
    assert "7 of 10 earlier today" in known(7).ask(TODAY)[-1].text
    assert known(8, 6).ask(TODAY)[0].card["type"] == "diary"
    assert all(each.ask(TODAY)[-1].buttons[0].id == diary.LATER for each in (Diary(), known(7), known(8, 6)))


def test_a_clinician_gets_the_days_in_one_line():
    assert known(8, 6).line() == "22 Nov: 8, 23 Nov: 6" and Diary().line() == ""
    assert Diary({TODAY: (5, 6)}).line() == "23 Nov: 5 to 6"
    assert len(known(*[5] * 30).line().split(", ")) == 14
