"""What people are told whose message is not taken."""

import pytest

from bot.channels.refusals import gone, too_fast, unavailable


@pytest.mark.parametrize("no", [gone(), too_fast(1), unavailable()])
def test_who_gets_no_answer_is_told_whom_to_call_in_an_emergency(no):
    assert no.sentence.endswith("In an emergency, phone your local emergency number (112, 999 or 911).")
