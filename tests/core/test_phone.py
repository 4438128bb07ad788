"""Which telephone numbers a message offers to call."""

import pytest

from bot.core.answers import bubbles
from bot.core.content import content
from bot.core.messages import Message
from bot.core.phone import emergency_number, in_country, numbers, with_calls
from bot.core.triage_content import catalogue
from bot.core.triage_state import Raised, State
from bot.core.triage_voice import Voice


def advised(flag, level, country=None, **more):
    state = State(raised=(Raised(flag, level, **more),), country=country)
    return with_calls(catalogue(), state, Voice(catalogue(), state).advice(state.raised))


@pytest.mark.parametrize("country", [None, *catalogue().numbers.countries])
def test_an_emergency_can_be_called_in_every_country(country):
    messages = advised("chest_pain", "emergency_now", country)
    assert {each.card["type"] for each in messages} == {"emergency"}
    called = [number for each in messages for number in each.card["numbers"]]
    assert called
    assert all(number in " ".join(each.text for each in messages) for number in called)


def test_a_crisis_offers_its_own_line_too():
    called = [number for each in advised("self_harm_suicide", "emergency_now", "GB") for number in each.card["numbers"]]
    assert called == ["999", "112", "116 123", "111"]


def test_what_is_less_urgent_or_in_hand_is_no_emergency():
    same_day = advised("chest_pain", "same_day", "GB")
    in_hand = advised("chest_pain", "emergency_now", "GB", in_hand=True)
    doubtful = advised("chest_pain", "emergency_now", "GB", doubtful=True)
    for messages in (same_day, in_hand, doubtful):
        assert {each.card["type"] for each in messages if each.card} == {"call"}


def test_figures_that_are_no_telephone_numbers_are_not_called():
    state = State(raised=(Raised("chest_pain", "emergency_now"),))
    message = Message("Take 300 mg, wait 15 minutes.")
    assert with_calls(catalogue(), state, [message]) == [message]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("999 (or 112)", ["999", "112"]),
        ("112 from a mobile, or 10177", ["112", "10177"]),
        ("Samaritans on 116 123 (free)", ["116 123"]),
    ],
)
def test_numbers_are_taken_from_a_line(line, found):
    assert numbers(line) == found


@pytest.mark.parametrize(
    ("country", "number"), [(None, "112"), ("US", "911"), ("GB", "999"), ("JP", "119"), ("PK", "1122"), ("XX", "112")]
)
def test_the_number_to_call_is_the_countrys_own(country, number):
    assert emergency_number(catalogue(), State(country=country)) == number


@pytest.mark.parametrize(
    "text", ["Phone your local emergency number (112, 999 or 911).", "Phone your local emergency number."]
)
def test_the_countrys_number_is_named_where_the_country_is_known(text):
    def said(country):
        return in_country(catalogue(), State(country=country), [Message(text)])[0].text

    assert said(None) == said("XX") == text
    assert (said("US"), said("GB")) == ("Phone 911.", "Phone 999 (or 112).")


@pytest.mark.parametrize("topic", ["chitchat/greet", "out_of_scope/other_language", "red_flags/overview"])
def test_what_speaks_of_emergencies_names_the_numbers_so_that_a_countrys_can_stand_for_them(topic):
    messages = [Message(text) for text in bubbles(content(), topic)]
    assert "112, 999 or 911" in " ".join(each.text for each in messages)
    assert "999" not in " ".join(each.text for each in in_country(catalogue(), State(country="JP"), messages))
