"""The guided routine's form, with hand-made trackers: the gate before it, and what hurting in it means."""

import pytest

from actions.routine_form import ValidateRoutineForm
from bot.core.routine_content import routine
from bot.core.routine_plan import Person, choose
from bot.core.routine_state import State as Kept
from bot.core.triage_content import catalogue
from bot.core.triage_levels import LEVELS, SAME_DAY, rank
from bot.core.triage_state import Raised, State

from .talk import Talk

BOOK = routine()
OPEN = Kept(round=1, at="do", minutes=2, plan=("kneeling_stretch", "bridge"))


def turn(text="", opens="", state=None, triage=None, intent="start_routine", open_step=False):
    talk = Talk(
        "routine_form",
        routine=state.as_dict() if state else None,
        triage=triage.as_dict() if triage else None,
        requested_slot="routine_answer" if open_step else None,
    )
    talk.say(ValidateRoutineForm(), text, intent, opens=opens)
    return talk.messages, talk.slots


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("text", ["guide me through it", "", "do some stretches for my back with me"])
def test_the_gate_for_every_sign_at_every_level(level, text):
    for flag in catalogue().flags:
        messages, slots = turn(text, triage=State((Raised(flag, level),)))
        open_stage = slots["routine"]["at"]
        if rank(level) >= rank(SAME_DAY) or not BOOK.moves.soon.get(flag):
            assert open_stage is None, flag
            assert slots["requested_slot"] is None
        else:
            assert open_stage == "minutes"
        assert not any((each.get("card") or {}).get("type") == "exercise_timer" for each in messages)
        assert messages


@pytest.mark.parametrize("level", [SAME_DAY, "emergency_now"])
def test_a_sign_that_comes_to_stand_leaves_no_step_in_an_open_routine(level):
    messages, slots = turn("done", state=OPEN, triage=State((Raised("chest_pain", level),)), open_step=True, intent="x")
    assert not any(each.get("card") and each["card"]["type"] == "exercise_timer" for each in messages)
    assert slots["routine"]["at"] is None


def test_somebody_elses_sign_alone_does_not_stop_ones_own_routine():
    theirs = State((Raised("chest_pain", "emergency_now", other=True, apart=True),))
    messages, _ = turn("done", state=OPEN, triage=theirs, open_step=True, intent="x")
    assert messages[-1]["card"]["side"] == "right"


STOPS = [each for each in BOOK.talk.hurts if each.raises or each.facts]


@pytest.mark.parametrize("kind", STOPS, ids=lambda each: each.id)
def test_what_hurts_is_taken_by_triage_and_ends_the_routine(kind):
    state = Kept.from_dict(BOOK, {**OPEN.as_dict(), "at": "hurt"})
    messages, slots = turn(opens=f"routine/1/0/0/hurt/{kind.id}", state=state, open_step=True)
    assert slots["requested_slot"] is None
    assert slots["routine"]["at"] is None
    noticed = State.from_dict(slots["triage"])
    assert [each.flag for each in noticed.raised] == kind.raises
    assert set(kind.facts) <= set(noticed.facts)
    for flag in kind.raises:
        assert catalogue().flags[flag].told in messages[0]["text"]


def test_the_card_goes_out_with_its_text():
    plan = choose(BOOK, Person(), 5).exercises
    ready = Kept(round=1, at="ready", minutes=5, plan=plan)
    messages, _ = turn(opens="routine/go", state=ready, open_step=True)
    assert messages[-1]["card"]["exercise"] == "standing_quad_stretch"
    assert " seconds" in messages[-1]["text"]


def test_a_wish_for_it_while_it_runs_asks_what_is_open_again_and_one_with_a_time_changes_the_time():
    messages, slots = turn("do the routine with me", state=OPEN, open_step=True)
    assert slots["routine"]["at"] == "do" and messages[-1]["card"]["exercise"] == "kneeling_stretch"
    assert turn("a ten minute routine please", state=OPEN, open_step=True)[1]["routine"]["minutes"] == 10


@pytest.mark.parametrize(("intent", "button"), [("start_quiz", "quiz/start"), ("check_symptoms", "check/start")])
def test_a_wish_for_another_form_leaves_it_and_keeps_the_place(intent, button):
    messages, slots = turn("I want that instead", state=OPEN, open_step=True, intent=intent)
    opens = [each["payload"].split('"')[3] for each in messages[-1]["buttons"]]
    assert opens == [button, "routine/continue"]
    assert slots["requested_slot"] is None and slots["routine"]["at"] == "do"


def test_what_says_nothing_is_asked_again():
    _, slots = turn("hmm well", state=OPEN, open_step=True, intent="nlu_fallback")
    assert slots["routine"]["unclear"] == 1


def test_a_question_is_answered_and_the_step_comes_back():
    messages, slots = turn("what else can you do?", state=OPEN, open_step=True, intent="menu")
    assert messages[-1]["card"]["exercise"] == "kneeling_stretch" and len(messages) > 1
    assert slots["requested_slot"] == "routine_answer"
