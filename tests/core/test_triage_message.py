"""What a message is, by where in the talk it stands."""

from dataclasses import replace

import pytest

from bot.core.check_state import State as CheckState
from bot.core.quiz import Course
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State as QuizState
from bot.core.triage_message import CHECK_FORM, QUIZ_FORM, ROUTINE_FORM, Incoming
from bot.core.triage_state import Raised, Reading, State

NUMB = Reading("same_day", ("new_numbness_tingling_one_leg",), ("back_pain",))
EMERGENCY = State((Raised("ces_bladder_change", "emergency_now"),))
NOTHING = State()


def incoming(text="", reading=NUMB, loop=None, intent="", confidence=0.9, opens=None, means=None, chance=0.9, **slots):
    message = {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "entities": [{"entity": "who", "value": "x"}, {"entity": "opens", "value": opens}] if opens else None,
        "response_selector": {"default": {"response": {"intent_response_key": means, "confidence": chance}}},
        "triage": reading.as_dict(),
    }
    return Incoming(slots, message, loop)


def asking(question=None):
    """The quiz with its first question open, or another."""
    state = Course(quiz(), QuizState()).begin("start").state
    return {"loop": QUIZ_FORM, "quiz": (replace(state, at=question) if question else state).as_dict()}


def checking(at):
    return {"loop": CHECK_FORM, "check": CheckState(round=1, at=at).as_dict()}


def counts(message, before=NOTHING, answers=False):
    """Whether a sign that the screen read counts."""
    return bool(message.reading(before, answers).flags)


def test_what_is_read_counts_as_it_was_read():
    assert incoming("my foot is numb").reading(NOTHING, False) == NUMB


def test_an_empty_message_is_nothing():
    empty = Incoming({}, {}, None)
    assert (empty.text, empty.intent, empty.button, empty.topic) == ("", "", "", None)
    assert empty.reading(NOTHING, False) == Reading()


def test_what_is_clicked_is_no_text():
    clicked = incoming("Heat", intent="show", opens="relief/heat", means="relief/heat")
    assert (clicked.button, clicked.words, clicked.topic) == ("relief/heat", "", None)
    assert incoming("heat", intent="relief", opens="relief/heat").button == ""


@pytest.mark.parametrize("text", ["b", "option b", "2"])
def test_an_answer_of_the_quiz_tells_of_no_sign(text):
    for read in (NUMB, replace(NUMB, named=True)):  # so bare, it says nothing else
        assert incoming(text, read, **asking()).reading(NOTHING, False) == Reading()
        assert incoming(text, read).reading(NOTHING, False).facts == NUMB.facts


def test_in_the_quiz_a_report_counts():
    assert counts(incoming("my foot is numb, b", replace(NUMB, named=True), **asking()))
    assert counts(incoming("my foot is numb, b", **asking()))
    assert incoming("b", **asking()).quiz_reads == "answer"
    assert incoming("b", **{**asking(), "loop": None}).quiz_reads == ""


@pytest.mark.parametrize(("sure", "counted"), [({}, False), ({"named": True}, True), ({"strong": True}, True)])
def test_an_answer_of_the_quiz_with_a_sign_in_it_tells_of_one_only_if_it_is_sure(sure, counted):
    assert counts(incoming("numb foot, b", replace(NUMB, **sure), **asking())) == counted


@pytest.mark.parametrize(
    ("text", "sure", "counted"),
    [
        ("stop the quiz", False, False),
        ("stop now", False, False),
        ("stop now", True, True),
        ("stop this now at once please", False, True),
    ],
)
def test_leaving_the_quiz_resembles_no_sign(text, sure, counted):
    assert counts(incoming(text, replace(NUMB, strong=sure), **asking())) == counted


@pytest.mark.parametrize(
    ("text", "loop", "counted"),
    [("10", ROUTINE_FORM, False), ("did 12 please", ROUTINE_FORM, False), ("10", None, True),
     ("12 and my foot is numb", ROUTINE_FORM, True)],
)  # fmt: skip
def test_a_number_in_the_routine_is_no_age(text, loop, counted):
    assert counts(incoming(text, replace(NUMB, named=True), loop)) == counted


@pytest.mark.parametrize(
    ("before", "answers", "loop", "counted"),
    [
        (NOTHING, False, None, True),
        (NOTHING, True, None, False),  # it resembles a sign as an answer does
        (NOTHING, False, CHECK_FORM, False),
        (EMERGENCY, False, None, False),  # or as a cry for help
        (State((replace(EMERGENCY.top, in_hand=True),)), False, None, True),
        (State((replace(EMERGENCY.top, level="same_day"),)), False, None, True),
    ],
)
def test_what_only_resembles_a_sign_counts_where_nothing_is_answered(before, answers, loop, counted):
    message = incoming("it feels odd down there", loop=loop)
    assert counts(message, before, answers) == counted
    assert message.reading(before, answers).facts == ("back_pain",)
    of_her = replace(NUMB, denied=("chest_pain",), other=True)
    read = incoming("it feels odd down there", of_her, loop).reading(before, answers)
    assert read.denied == ("chest_pain",) and read.other
    for sure in ({"named": True}, {"strong": True}):
        assert counts(incoming("it feels odd down there", replace(NUMB, **sure), loop), before, answers)


def test_what_is_denied_is_not_taken_for_there():
    denied = replace(NUMB, denied=NUMB.flags)
    read = incoming("my foot is not numb", denied).reading(NOTHING, False)
    assert (read.level, read.flags, read.denied) == (None, (), NUMB.flags)
    assert counts(incoming("my foot is numb, not weak", replace(NUMB, denied=("foot_drop_one_leg_weakness",))))


@pytest.mark.parametrize(
    ("text", "at", "flags", "named", "counted"),
    [
        ("since she fell on Thursday", "began", ("warning_sign",), False, False),
        ("since she fell on Thursday", "began", ("hip_fracture",), True, True),
        ("it began when she fell in the garden", "began", ("warning_sign",), False, False),
        ("since she fell on Thursday", "began", ("hip_fracture",), False, True),
        ("since she fell on Thursday", "began", ("warning_sign",), True, True),
        ("since she fell on Thursday", "saddle", ("warning_sign",), False, True),
        ("since she fell on Thursday", "long", ("warning_sign",), False, True),  # that answers another question
        (
            "since she fell on Thursday and then it got worse",
            "began",
            ("warning_sign",),
            False,
            True,
        ),
    ],
)
def test_how_it_began_is_what_was_asked(text, at, flags, named, counted):
    read = Reading("emergency_now", flags, named=named, strong=True)
    assert counts(incoming(text, read, **checking(at))) == counted
    assert counts(incoming(text, read, **{**checking(at), "loop": None}))


@pytest.mark.parametrize(
    ("intent", "confidence", "text", "heard"),
    [
        ("got_help", 0.5, "they come", "got_help"),
        ("got_help", 0.49, "they come", ""),
        ("got_help", 0.9, "is it ok that they come", ""),
        ("fine_now", 0.3, "all good", "fine_now"),
        ("fine_now", 0.29, "all good", ""),
        ("fine_now", 0.9, "is all good", "fine_now"),
        ("more", 0.9, "carry on", ""),
        ("show", None, "Heat", "show"),
    ],
)
def test_a_guess_is_no_answer_and_what_ends_reminders_must_be_surer(intent, confidence, text, heard):
    assert incoming(text, intent=intent, confidence=confidence).intent == heard


@pytest.mark.parametrize(("chance", "topic"), [(0.5, "relief/heat"), (0.49, None), (None, "relief/heat")])
def test_a_topic_must_be_clear(chance, topic):
    assert incoming("heat", means="relief/heat", chance=chance).topic == topic
    assert incoming("heat", means="relief/heat", chance=chance, **asking()).topic is None


@pytest.mark.parametrize(
    ("slots", "after"),
    [
        ({}, True),
        ({"offered": [["triage/got_help", "I have got help"], ["menu", "Menu"]]}, True),
        ({"offered": [["triage/got_help", "I have got help"], ["relief/heat", "Heat"]]}, False),
        ({"topic": "relief/heat"}, False),
    ],
)
def test_advice_was_said_last_where_no_topic_is_open(slots, after):
    assert incoming("why?", **slots).after_advice == after


def test_an_answer_of_the_check_is_changed_just_after_it():
    kept = CheckState(round=1, answers={"where": ("lower_back",)}).as_dict()
    ended = {"check": kept, "offered": [["check/again", "Start the check again"]]}
    assert incoming("actually it's my hip", **ended).changes_check
    assert not incoming("thank you", **ended).changes_check
    assert not incoming("actually it's my hip", check=kept).changes_check
    assert not incoming("actually it's my hip", loop=QUIZ_FORM, **ended).changes_check
    assert not incoming("Hip", intent="show", opens="causes/jobs", **ended).changes_check
