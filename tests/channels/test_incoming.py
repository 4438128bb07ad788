"""What is typed, as the bot gets it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.incoming import LONGEST, typed
from bot.channels.refusals import Refused


@given(st.text(max_size=200))
def test_typed_text_is_never_a_command_and_holds_no_controls(text):
    try:
        said = typed(text)
    except Refused as no:
        assert no.status == 400
        return
    assert said and not said.startswith("/")
    assert not any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 for letter in said)
    assert typed(said) == said


def test_what_is_too_long_is_refused():
    assert len(typed("x" * LONGEST)) == LONGEST
    with pytest.raises(Refused) as no:
        typed("x" * (LONGEST + 1))
    assert no.value.status == 413
