"""One message as triage sees it: what is needed of a message before it counts as an answer to the advice."""

from dataclasses import replace

import pytest

from bot.core import quiz
from bot.core.triage_message import QUIZ_FORM
from bot.core.triage_moves import Move
from bot.core.triage_state import Raised, Reading, State
from bot.core.triage_turn import of

EMERGENCY = State((Raised("ces_bladder_change", "emergency_now"),))
TODAY = State((Raised("new_numbness_tingling_one_leg", "same_day"),))


def turn(state, text, intent="", confidence=0.9, topic=None, chance=0.9, loop=None, reading=None, **slots):
    message = {
        "text": text,
        "message_id": text,
        "intent": {"name": intent, "confidence": confidence},
        "response_selector": {"default": {"response": {"intent_response_key": topic, "confidence": chance}}},
        "triage": reading.as_dict() if reading else None,
    }
    return of({"triage": state.as_dict(), **slots}, message, loop)


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "move"),
    [
        ("they are coming", "got_help", 0.8, Move("reply", "got_help")),
        ("been to work", "got_help", 0.4, Move("remind")),  # a guess ends no reminders
        ("is it ok that they come", "got_help", 0.9, Move("remind")),  # nor does a question
        ("it was over two days", "fine_now", 0.26, Move("remind")),
        ("all good", "fine_now", 0.8, Move("reply", "fine_now")),
    ],
)
def test_what_is_only_guessed_is_no_answer(text, intent, confidence, move):
    assert turn(EMERGENCY, text, intent, confidence).move == move


def test_a_topic_is_an_answer_only_if_it_is_clear():
    assert turn(TODAY, "cheers", "chitchat", 0.9, "chitchat/thanks", 0.9).move == Move("reply", "thanks")
    assert turn(TODAY, "cheers", "chitchat", 0.9, "chitchat/thanks", 0.4).move is None


def test_after_another_answer_why_is_about_that():
    assert turn(TODAY, "why?", offered=[["triage/got_help", "I have got help"]]).move == Move("reply", "why")
    assert turn(TODAY, "why?", topic="x", offered=[["relief/heat", "Heat"]]).move is None
    told = turn(TODAY, "in simpler words", "simpler", offered=[])
    assert told.move == Move("reply", "plainer")
    slots = {"topic": "connection/psoas"}
    message = {"text": "in simpler words", "intent": {"name": "simpler", "confidence": 0.9}}
    assert of({"triage": TODAY.as_dict(), **slots}, message, None).move is None


def test_a_no_to_the_advice_is_met_with_it_again():
    assert turn(TODAY, "no", "deny").move == Move("remind")
    assert turn(TODAY, "no", "deny", offered=[["relief/heat", "Heat"]]).move is None
    assert turn(TODAY, "no way", "deny").move == Move("reply", "wont_go")


def test_carry_on_is_no_answer_to_advice():
    assert turn(TODAY, "carry on", "more").move is None
    assert turn(EMERGENCY, "carry on", "more").move == Move("remind")


def test_in_the_quiz_why_is_about_the_question():
    state = quiz.Course(quiz.quiz(), quiz.State()).begin("start").state.as_dict()
    assert turn(TODAY, "why?", "is_it_bad", loop=QUIZ_FORM, quiz=state).move is None
    assert turn(TODAY, "ok I rang them", "got_help", loop=QUIZ_FORM, quiz=state).move == Move("reply", "got_help")


def test_what_only_resembles_one_more_sign_names_none_while_an_emergency_stands():
    resembles = Reading("emergency_now", ("sepsis_signs",))
    assert turn(EMERGENCY, "am I going to die", reading=resembles).after.raised == EMERGENCY.raised
    assert turn(TODAY, "am I going to shake", reading=resembles).after.top.flag == "sepsis_signs"
    for sure in (
        Reading("emergency_now", ("chest_pain",), named=True),
        Reading("emergency_now", ("chest_pain",), strong=True),
    ):
        assert turn(EMERGENCY, "and my chest hurts", reading=sure).after.top.flag == "chest_pain"
    helped = State((Raised("ces_bladder_change", "emergency_now", in_hand=True),))
    assert turn(helped, "she fell over just now", reading=resembles).after.top.flag == "sepsis_signs"


SEVERE = Reading("emergency_now", ("sudden_severe_pain",), ("back_pain",))


@pytest.mark.parametrize(
    ("text", "reading", "raised"),
    [
        ("the pain is down to 4", SEVERE, False),
        ("the pain is down to 4", replace(SEVERE, named=True), True),  # what the rules find counts in any case
        ("the pain is down to 4", replace(SEVERE, strong=True), True),
        ("the pain is at 9", SEVERE, True),
        ("the pain is at 4 and my legs give way", SEVERE, True),
    ],
)
def test_what_a_number_alone_resembles_is_no_sign(text, reading, raised):
    after = turn(State(), text, reading=reading).after
    assert bool(after.raised) == raised and "back_pain" in after.facts


def test_a_number_alone_lowers_nothing():
    assert turn(TODAY, "the pain is down to 2", reading=SEVERE).after.level == "same_day"
