"""The symptom check while no question is open: its buttons, and what the screen's findings are to it."""

import pytest

from actions.answers import ActionAnswer
from actions.check import findings_of
from bot.core.check_content import check
from bot.core.check_state import State
from bot.core.check_voice import AGAIN, CONTINUE, START
from bot.core.screening import Finding
from bot.core.triage_state import Reading

from .talk import Talk

LEFT = State(round=1, answers={"where": ("groin",)}, at="saddle").as_dict()


@pytest.mark.parametrize(("button", "then"), [(START, "start"), (AGAIN, "start"), (CONTINUE, "continue")])
def test_a_button_begins_the_form(button, then):
    talk = Talk(check=LEFT)
    talk.click(ActionAnswer(), button)
    assert talk.followed == "check_form" and talk.slots["check"]["then"] == then


def test_a_button_of_a_question_says_that_it_comes_too_late():
    talk = Talk(check=LEFT)
    assert talk.click(ActionAnswer(), "check/1/saddle/pee") == check().phrases["too_late"]
    assert talk.offered == [CONTINUE] and talk.followed is None


class _Said:
    def __init__(self, **reading):
        self.latest_message = {"triage": Reading(**reading).as_dict()}


def test_only_what_the_rules_name_or_is_surely_learnt_answers_a_question():
    flags = ("night_sweats_fever",)
    assert findings_of(_Said(flags=flags)) == []
    assert findings_of(_Said(flags=flags, named=True)) == [Finding(flags[0], "present", False)]
    assert findings_of(_Said(flags=flags, strong=True, other=True)) == [Finding(flags[0], "present", True)]


def test_facts_are_there_and_what_is_denied_is_denied():
    found = findings_of(_Said(facts=("back_pain",), flags=("fever",), denied=("fever", "weight_loss"), named=True))
    assert [(each.id, each.assertion) for each in found] == [
        ("fever", "present"), ("back_pain", "present"), ("weight_loss", "negated"),
    ]  # fmt: skip
