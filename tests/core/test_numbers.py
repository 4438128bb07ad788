"""Numbers as people say them."""

import pytest

from bot.core.numbers import ONES, in_figures, nth

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


@pytest.mark.parametrize("joint", [" ", "-"])
@pytest.mark.parametrize("number", range(100))
def test_any_number_below_a_hundred_is_read(number, joint):
    tens, one = divmod(number, 10)
    words = ONES[number] if number < len(ONES) else _TENS[tens - 2] + (joint + ONES[one] if one else "")
    assert in_figures(f"I am {words.title()} now") == f"i am {number} now"


@pytest.mark.parametrize("text", ["someone", "often", "oneself", "tent", "sixtyish"])
def test_a_part_of_a_word_is_no_number(text):
    assert in_figures(text) == text


@pytest.mark.parametrize(
    ("word", "place"), [("2", 2), ("two", 2), ("second", 2), ("2nd", 2), ("12", 12), ("a", 0), ("", 0)]
)
def test_which_of_several_a_word_names(word, place):
    assert nth(word) == place
