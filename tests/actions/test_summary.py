"""The summary for a clinician: of the check, the diary and the signs told, or that there is nothing to sum up."""

import pytest

from actions.answers import ActionAnswer
from bot.core import diary
from bot.core.check_state import State
from bot.core.check_voice import AGAIN, CONTINUE, START
from bot.core.triage_state import Raised
from bot.core.triage_state import State as Noticed

from .talk import Talk

WISH = ("write something for my doctor", "clinician_summary")
DAYS = {"2026-11-22": [8, 8], "2026-11-23": [6, 6]}


def test_with_nothing_told_it_says_so_and_offers_the_check(content):
    talk = Talk()
    assert talk.say(ActionAnswer(), *WISH) == content.phrases.nothing_to_sum_up
    assert talk.offered == [START, diary.ASK, "menu"]


def test_the_diary_alone_is_summed_up_and_the_check_offered(content):
    talk = Talk(diary=DAYS)
    said = talk.click(ActionAnswer(), diary.SUMMARY)
    assert "22 Nov: 8, 23 Nov: 6" in said and said.endswith(content.phrases.without_check)
    assert [each["low"] for each in talk.messages[0]["card"]["days"]] == [8, 6]


def test_signs_told_outside_the_check_are_named_unless_they_are_doubtful():
    raised = (Raised("persistent_pain", "soon_gp"), Raised("chest_pain", "emergency_now", doubtful=True))
    said = Talk(triage=Noticed(raised[:1]).as_dict()).say(ActionAnswer(), *WISH)
    assert "Warning signs told in the talk" in said
    assert "Warning signs" not in Talk(triage=Noticed(raised[1:]).as_dict()).say(ActionAnswer(), *WISH)


@pytest.mark.parametrize(("at", "button"), [("saddle", CONTINUE), (None, AGAIN)])
def test_the_check_is_summed_up_with_a_way_on(at, button):
    talk = Talk(check=State(round=1, answers={"where": ("groin",)}, at=at).as_dict())
    assert "Where: front of the hip or groin." in talk.say(ActionAnswer(), *WISH)
    assert talk.offered[0] == button and len(talk.messages) == 1
