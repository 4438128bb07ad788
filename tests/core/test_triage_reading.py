"""What a message says back, by its words, and where somebody is."""

import pytest

from bot.core.readability import plain
from bot.core.triage_reading import country_in, country_of, refutes
from bot.core.triage_state import State

from .triage_talk import BOOK, EMERGENCY, turn


def test_the_number_is_the_countrys():
    assert country_in(BOOK, "I'm in Ireland now") == "IE"
    assert country_in(BOOK, "can you help us") is country_in(BOOK, "I follow England's team") is None
    assert country_of(BOOK, "en-GB") == "GB"
    assert country_of(BOOK, "xx") is None and country_of(BOOK, None) is None
    assert country_of(BOOK, "ca") is None and country_of(BOOK, "no") is None, "languages, not countries"
    assert country_of(BOOK, "fr-FR") == country_of(BOOK, "ca-ES") == "EU" and country_of(BOOK, "zh-Hant-HK") == "HK"
    _, _, messages = turn(State(country="GB"), EMERGENCY)
    assert "999" in messages[0].text


@pytest.mark.parametrize("said", ["no, he does", "no really, just tea", "nope, all gone", "no not at all mate"])
def test_a_no_in_other_words_refutes(said):
    assert refutes(plain(said))


@pytest.mark.parametrize(
    "said",
    ["no feeling at all", "no pee at all", "no control", "no but a bit", "no I won't go", "no strength in it",
     "no idea", "no, can't feel a thing", "not really", "no more than a trickle", "no, only on the left"],
)  # fmt: skip
def test_a_no_that_leaves_something_open_refutes_nothing(said):
    assert not refutes(plain(said))
