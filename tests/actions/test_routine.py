"""The guided routine while no step is open: its buttons."""

import pytest

from actions.answers import ActionAnswer
from bot.core.routine_content import routine
from bot.core.routine_state import State
from bot.core.routine_voice import AGAIN, CONTINUE, START

from .talk import Talk

LEFT = State(round=1, at="do", minutes=2, plan=("bridge",), then="paused").as_dict()


@pytest.mark.parametrize(("button", "then"), [(START, "go on"), (AGAIN, "again"), (CONTINUE, "continue")])
def test_a_button_begins_the_form(button, then):
    talk = Talk(routine=LEFT)
    talk.click(ActionAnswer(), button)
    assert talk.followed == "routine_form" and talk.slots["routine"]["then"] == then


@pytest.mark.parametrize(("state", "phrase", "button"), [(LEFT, "stopped", CONTINUE), (None, "nothing_open", START)])
def test_a_button_of_a_step_says_that_it_comes_too_late(state, phrase, button):
    talk = Talk(routine=state)
    assert talk.click(ActionAnswer(), "routine/1/0/0/done") == routine().talk.phrases[phrase]
    assert talk.offered == [button] and talk.followed is None
