"""Long texts in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.splitting import split
from bot.channels.telegram_rendering import size


def test_a_text_is_cut_between_sentences_then_between_words():
    assert split("One two. Three four! Five.", 14) == ["One two.", "Three four!", "Five."]
    assert split("One two three", 8) == ["One two", "three"]
    assert split("A line\nanother", 8) == ["A line", "another"]
    assert split("abcdefgh", 3) == ["abc", "def", "gh"]
    assert split(" \n ", 3) == []


@given(st.text(max_size=300), st.integers(2, 40))
def test_cutting_drops_blanks_alone(text, limit):
    for measure in (len, size):
        made = split(text, limit, measure)
        assert "".join("".join(made).split()) == "".join(text.split())
        assert all(each.strip() == each != "" and measure(each) <= limit for each in made)
