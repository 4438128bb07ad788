"""The action that answers warning signs, with hand-made trackers: what it says, and what becomes of a form."""

import asyncio

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.triage import ActionEscalationAdvice
from bot.core import check_content, check_state, quiz, quiz_content, quiz_state, routine_state
from bot.core.triage_content import catalogue
from bot.core.triage_state import Raised, Reading, State

BOOK = catalogue()
EMERGENCY = Reading("emergency_now", ("ces_bladder_change",), named=True)
TODAY = Reading("same_day", ("new_numbness_tingling_one_leg",), named=True)
SOON = Reading("soon_gp", ("persistent_pain",), named=True)
STANDS = State((Raised("ces_bladder_change", "emergency_now"),))
STEP = routine_state.State(round=1, at="do", minutes=2, plan=("kneeling_stretch", "bridge"))


def turn(text="", reading=None, intent="x", topic=None, loop=None, opens="", state=None, language=None, **slots):
    message = {
        "text": text,
        "message_id": "now",
        "intent": {"name": "show" if opens else intent, "confidence": 0.9},
        "entities": [{"entity": "opens", "value": opens}] if opens else [],
        "response_selector": {"default": {"response": {"intent_response_key": topic}, "ranking": []}},
        "triage": reading.as_dict() if reading else None,
        "language": language,
    }
    slots = {"triage": state.as_dict() if state else None, **slots}
    tracker = Tracker("someone", slots, message, [], False, None, {"name": loop} if loop else {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = asyncio.run(ActionEscalationAdvice().run(dispatcher, tracker, {}))
    loops = [event["name"] for event in events if event["event"] == "active_loop"]
    return dispatcher.messages, {each["name"]: each["value"] for each in events if each["event"] == "slot"}, loops


def words(messages):
    return " ".join(each["text"] for each in messages)


def asking_quiz():
    return quiz.Course(quiz_content.quiz(), quiz_state.State()).begin("start").state.as_dict()


def asking_check(**changes):
    given = {"round": 1, "answers": {"where": ("lower_back",)}, "at": "saddle", **changes}
    return check_state.State(**given).as_dict()


def test_advice_is_given_with_whom_to_call_and_remembered():
    messages, slots, loops = turn("I can't pee", EMERGENCY)
    assert "112, 999 or 911" in messages[0]["text"] and loops == []
    assert messages[0]["card"]["type"] == "emergency"
    assert State.from_dict(slots["triage"]).top.flag == "ces_bladder_change"
    assert [each[0] for each in slots["offered"]] == ["triage/got_help"] and slots["topic"] is None


def test_in_an_emergency_what_was_asked_besides_is_not_answered_but_causes_are():
    alone, _, _ = turn("how do I do the clamshell", intent="stretches", topic="stretches/clamshell", state=STANDS)
    assert len(alone) == 1 and "clamshell" not in words(alone).lower()
    both, _, _ = turn("what causes hip pain", intent="causes", topic="causes/sitting", state=STANDS)
    assert len(both) == 2 and "112" in both[0]["text"] and not both[0]["buttons"]
    assert [each["title"] for each in both[1]["buttons"]] == [BOOK.levels.buttons["triage/got_help"]]
    days, _, _ = turn("how long is too long", intent="red_flags", topic="red_flags/persistent_pain", state=STANDS)
    assert len(days) == 1


def test_a_sign_for_the_next_days_is_told_beside_the_answer():
    messages, _, _ = turn("my back has hurt for months, heat?", SOON, intent="relief", topic="relief/heat")
    assert BOOK.flags["persistent_pain"].told in words(messages) and "heat" in words(messages).lower()
    assert len(messages) <= 3
    report, _, _ = turn("my back has hurt for months", SOON, intent="symptom", topic="symptom/ache")
    assert BOOK.flags["persistent_pain"].told in words(report) and len(report) <= 2


def test_while_a_child_needs_help_a_parent_may_ask_for_their_own_back():
    theirs = State((Raised("chest_pain", "emergency_now", other=True, apart=True),))
    asked = {"intent": "stretches", "topic": "stretches/clamshell", "state": theirs}
    messages, _, _ = turn("can I stretch my own back", **asked)
    assert "112" in messages[0]["text"] and not messages[0]["buttons"] and len(messages) >= 2
    assert len(turn("what about the clamshell", **asked)[0]) == 1


def test_the_quiz_waits_and_is_offered_again_unless_it_is_an_emergency():
    urgent, slots, loops = turn("I can't pee", EMERGENCY, loop="quiz_form", quiz=asking_quiz())
    assert loops == [None] and slots["requested_slot"] is None and slots["quiz"]["at"]
    offered = [each["payload"] for message in urgent for each in message["buttons"]]
    assert not any("quiz" in each for each in offered)
    today, slots, _ = turn("my left foot has gone numb", TODAY, loop="quiz_form", quiz=asking_quiz())
    assert any("quiz/continue" in each["payload"] for message in today for each in message["buttons"])


def test_the_check_takes_in_the_sign_and_waits():
    messages, slots, loops = turn("I can't pee", EMERGENCY, loop="check_form", check=asking_check())
    assert loops == [None] and slots["check"]["at"] and "112" in messages[0]["text"]
    after = check_state.State.from_dict(check_content.check(), slots["check"])
    assert after.told or after.answers != {"where": ("lower_back",)}


def test_a_finished_check_takes_in_what_is_told_later():
    _, slots, loops = turn("I can't pee", EMERGENCY, check=asking_check(at=None))
    assert loops == [] and slots["check"] != asking_check(at=None)


def test_the_routine_stops_for_a_sign_and_pauses_for_a_word_about_one():
    slots = {"routine": STEP.as_dict(), "loop": "routine_form"}
    _, after, loops = turn("my left foot has gone numb", TODAY, **slots)
    assert loops == [None] and after["routine"]["at"] is None
    soon = State((Raised("persistent_pain", "soon_gp"),))
    said, after, loops = turn("why", state=soon, **slots)
    assert loops == [None] and after["routine"]["at"] == "do"
    assert BOOK.flags["persistent_pain"].why in words(said)


@pytest.mark.parametrize(("at", "goes_on"), [("saddle", True), (None, False)])
def test_after_a_no_the_check_that_waits_is_offered_again(at, goes_on):
    asked = State((Raised("new_numbness_tingling_one_leg", "same_day"),), asked="new_numbness_tingling_one_leg")
    messages, slots, _ = turn("no", intent="deny", state=asked, check=asking_check(at=at))
    assert State.from_dict(slots["triage"]).raised == ()
    assert any("check/continue" in each["payload"] for each in messages[-1]["buttons"]) == goes_on
    assert "check" in slots  # what was taken back is taken from its answers too


def test_in_another_language_the_emergency_line_comes_first():
    german = {"code": "de", "sure": True, "urgent": True}
    own, _, _ = turn("ich kann nicht pinkeln", EMERGENCY)
    messages, _, _ = turn("ich kann nicht pinkeln", EMERGENCY, language=german)
    assert "Notfall" in messages[0]["text"] and messages[0]["card"]["type"] == "emergency"
    assert [each["text"] for each in messages[1:]] == [each["text"] for each in own]


def test_what_is_long_in_english_takes_the_other_language_in_front():
    told = {"text": "Rücken seit Monaten", "reading": SOON, "intent": "relief", "topic": "relief/heat"}
    own = [each["text"] for each in turn(**told)[0]]
    messages = [each["text"] for each in turn(**told, language={"code": "de", "sure": True, "urgent": False})[0]]
    assert len(messages) == len(own) == 3 and messages[1:] == own[1:]
    assert messages[0].endswith(f"\n{own[0]}") and "Englisch" in messages[0]
