"""Anything at all may be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readability import LONGEST, clean, unreadable, unrepeated


@given(st.text())
def test_clean_leaves_neither_controls_nor_commands(text):
    kept = clean(text)
    assert not kept.startswith("/") or kept.startswith('/show{"opens"')
    assert "\0" not in kept
    assert kept.isprintable()


@given(st.text())
def test_every_text_is_readable_or_answered(text):
    assert unreadable(clean(text)) in {None, "empty", "emoji", "other_language", "too_long"}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", "empty"),
        (" \t\n ", "empty"),
        ("\0\0", "empty"),
        ("...", "empty"),
        ("???", "empty"),
        ("😀😭", "emoji"),
        ("👨‍👩‍👧", "emoji"),
        ("помогите, болит спина", "other_language"),
        ("腰が痛い", "other_language"),
        ("ظهري يؤلمني", "other_language"),
        ("a" * (LONGEST + 1), "too_long"),
        ("my back hurts 😀", None),
        ("2", None),
        ("naïve café", None),
        ("a" * LONGEST, None),
    ],
)
def test_what_holds_no_words_is_named(typed, kind):
    assert unreadable(clean(typed)) == kind


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/restart", "restart"),
        (" //nlu_fallback", "nlu_fallback"),
        ("\u200b/restart", "restart"),
        ('/inform{"slot": "x"}', 'inform{"slot": "x"}'),
        ('/show{"opens": "relief/heat"}', '/show{"opens": "relief/heat"}'),
        ('/show{"opens": "relief/heat", "misses": 3}', 'show{"opens": "relief/heat", "misses": 3}'),
        ("can\u2019t", "can't"),
        ("a\0b", "a b"),
        ("hel\u200blo", "hello"),
    ],
)
def test_typed_commands_become_words(typed, text):
    assert clean(typed) == text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ow ow ow ow", "ow"), ("sore hip sore hip sore hip", "sore hip"), ("no no", "no no"),
        ("it is it is", "it is it is"),
        ("my back back back hurts", "my back hurts"), ("Help HELP help", "Help"), ("", ""),
    ],
)  # fmt: skip
def test_what_is_said_over_and_over_is_said_once(typed, read):
    assert unrepeated(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("b a c k   p a i n", "back pain"), ("s t r e t c h", "stretch"), ("a b c d", "a b c d"),
        ("a b c d e", "a b c d e"),
        ("I a m", "I a m"), ("i s  i t  b a d ?", "is it bad?"),
    ],
)  # fmt: skip
def test_letters_typed_one_by_one_become_words(typed, read):
    assert clean(typed) == read
