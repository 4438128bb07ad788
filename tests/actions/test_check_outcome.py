"""What the symptom check comes to when it is over: its summary again, a changed answer, what a sign adds to it."""

import pytest

from actions.answers import ActionAnswer
from actions.triage import ActionEscalationAdvice
from bot.core.check_content import check
from bot.core.check_state import State
from bot.core.check_voice import AGAIN
from bot.core.triage_state import Raised, Reading
from bot.core.triage_state import State as Noticed

from .talk import Talk

CHECK = check()
DONE = State(
    round=1, last="tried", words={"long": "3 weeks"},
    answers={each: ("none",) if "none" in CHECK.question(each).ids() else () for each in CHECK.ids()}
    | {"where": ("lower_back",), "long": ("weeks",), "bad": ("medium",), "tried": ("rest",)},
)  # fmt: skip
OFFERED = [["menu", "Something else"], [AGAIN, "Check again"]]
TODAY = "new_numbness_tingling_one_leg"


def after_the_result(**slots):
    return Talk(check=DONE.as_dict(), offered=OFFERED, **slots)


def test_the_summary_is_shown_again_with_what_comes_next():
    talk = after_the_result()
    assert "Where: lower back." in talk.say(ActionAnswer(), "show me the summary again")
    assert talk.offered == ["menu", AGAIN]


def test_an_answer_is_changed_and_the_result_said_anew():
    talk = after_the_result()
    said = talk.say(ActionAnswer(), "actually it's 5 months")
    assert "Changed. How long: 5 months." in said and talk.slots["check"]["answers"]["long"] == ["months"]
    assert "To show a doctor" in said


def test_a_step_back_says_how_an_answer_is_changed():
    assert after_the_result().say(ActionAnswer(), "back") == CHECK.phrases["ended"]


def test_what_is_no_change_is_answered_as_anywhere():
    talk = after_the_result()
    talk.say(ActionAnswer(), "is heat good", "relief", "relief/heat")
    assert talk.slots["topic"] == "relief/heat" and talk.slots["check"] == DONE.as_dict()


@pytest.mark.parametrize("state", [DONE, State(round=1, answers={"where": ("lower_back",)}, at="saddle")])
def test_an_emergency_is_in_the_summary_in_the_persons_words(state):
    talk = Talk(check=state.as_dict(), offered=OFFERED)
    reading = Reading("emergency_now", ("chest_pain",), named=True)
    said = talk.say(ActionEscalationAdvice(), "I have crushing chest pain", "symptom", reading=reading)
    assert "emergency help now" in said
    assert talk.slots["check"]["told"] == ["I have crushing chest pain"]


def test_a_sign_that_answers_a_question_is_kept_as_an_answer():
    talk = Talk("check_form", check=State(round=1, answers={"where": ("groin",)}, at="saddle").as_dict())
    reading = Reading("emergency_now", ("ces_bladder_change",), named=True)
    talk.say(ActionEscalationAdvice(), "I can't pee since last night", "symptom", reading=reading)
    assert talk.slots["check"]["answers"]["saddle"] == ["pee"] and talk.slots["check"]["then"] == "paused"


def test_what_is_taken_back_is_taken_out_of_the_answers():
    state = State(round=1, answers={**DONE.answers, "nerves": ("numb",)})
    asked = Noticed((Raised(TODAY, "same_day", own="same_day"),), asked=TODAY, advised=TODAY)
    talk = Talk(check=state.as_dict(), triage=asked.as_dict())
    talk.say(ActionEscalationAdvice(), "no", "deny")
    assert talk.slots["check"]["answers"]["nerves"] == ["none"]
