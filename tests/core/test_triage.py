"""What a talk adds to what is noticed, and what is left when something is taken back."""

from dataclasses import replace

import pytest

from bot.core.triage import add, can_wait, news, take, without
from bot.core.triage_reasons import needed
from bot.core.triage_state import Raised, Reading, State

from .triage_talk import BOOK, EMERGENCY, SAME_DAY, turn, words


def test_flags_and_facts_add_up_over_turns():
    state, made, _ = turn(State(), Reading(facts=("back_pain",)))
    assert made is None
    state, made, _ = turn(state, Reading(facts=("fever",)))
    assert made.kind == "advice" and state.level == "same_day" and state.top.flag == "fever_with_back_pain"
    state, _, _ = turn(State(), Reading(facts=("m_steroids",)))
    assert turn(state, Reading(facts=("fall",)))[0].top.flag == "fragility_fracture_spine"


def test_a_sign_told_for_the_third_time_and_worse_is_taken_more_seriously():
    worse = Reading("soon_gp", ("persistent_pain",), ("m_worsening",))
    state = State()
    for _ in range(2):
        state, _, _ = turn(state, worse)
        assert state.level == "soon_gp"
    state, made, _ = turn(state, worse)
    assert state.level == "same_day" and made.kind == "advice"
    for level in ("same_day", "same_day", "emergency_now"):  # and then counted anew
        state, _, _ = turn(state, replace(worse, level="same_day"))
        assert state.level == level


def test_a_message_counts_once():
    once = take(BOOK, State(), EMERGENCY, "1")
    assert take(BOOK, once, SAME_DAY, "1") == once


def test_the_check_raises_through_the_same_memory():
    state = add(BOOK, State(), ("foot_drop_one_leg_weakness",), ("m_anticoagulant",))
    assert state.level == "emergency_now"  # a combination
    assert news(State(), state)


@pytest.mark.parametrize("other", [False, True])
def test_of_several_answers_in_the_check_each_is_as_urgent_as_it_is(other):
    told = ("new_numbness_tingling_one_leg", "stroke_signs", "of_an_older_model")
    state = add(BOOK, State(), told, ("back_pain",), other=other)
    assert [(each.flag, each.level, each.other) for each in state.raised] == [
        ("stroke_signs", "emergency_now", other),
        ("new_numbness_tingling_one_leg", "same_day", other),
    ]
    assert add(BOOK, State(), (), ("fever",)) == State(facts=("fever",))
    assert not add(BOOK, State(), told, ()).top.other


def test_all_that_makes_it_urgent_is_named_and_falls_with_what_is_taken_back():
    reading = Reading("same_day", ("foot_drop_one_leg_weakness",), ("m_cancer_history",))
    state, _, messages = turn(State(), reading)
    assert "new weakness in one leg or foot, with cancer now or in the past" in words(messages)
    assert needed(BOOK, state) == {"foot_drop_one_leg_weakness", "m_cancer_history"}
    no_cancer = without(BOOK, state, ["m_cancer_history"])
    assert [(each.flag, each.level) for each in no_cancer.raised] == [("foot_drop_one_leg_weakness", "same_day")]
    assert without(BOOK, state, ["foot_drop_one_leg_weakness"]).raised == ()
    with_pain = take(BOOK, state, Reading(facts=("back_pain",)), "2")
    left = without(BOOK, with_pain, ["foot_drop_one_leg_weakness"])
    assert [(each.flag, each.level) for each in left.raised] == [("known_cancer_new_back_pain", "same_day")]


def test_background_that_nothing_is_due_to_is_taken_back_at_once():
    state = take(BOOK, State(), Reading(facts=("m_cancer_history",)), "1")
    assert take(BOOK, state, Reading(denied=("m_cancer_history",)), "2").facts == ()
    urgent = take(BOOK, state, Reading("same_day", ("foot_drop_one_leg_weakness",)), "2")
    assert take(BOOK, urgent, Reading(denied=("m_cancer_history",)), "3").level == "emergency_now"


def test_a_flag_told_with_background_that_is_anothers_stands_on_what_is_left():
    told = Reading("same_day", ("fragility_fracture_spine",), ("m_steroids", "fall"), named=True)
    state, _, _ = turn(State(), told)
    asked, made, messages = turn(state, denies=True, anothers=True)
    assert made.about == "m_steroids" and "steroid tablets" in words(messages)
    assert turn(asked, no=True)[0].raised == ()
    older, _, _ = turn(asked, Reading(facts=("m_osteoporosis",)))
    left = without(BOOK, older, {"m_steroids"})
    assert left.top.flag == "fragility_fracture_spine" and left.level == "same_day"
    worse, _, _ = turn(State(), replace(told, level="emergency_now"))
    left = without(BOOK, worse, {"m_steroids"})
    assert [(each.flag, each.level, each.own) for each in left.raised] == [("warning_sign", "same_day", "same_day")]


def test_what_nothing_is_left_of_falls_with_the_background_it_was_told_with():
    told = Reading("same_day", ("fragility_fracture_spine",), ("m_steroids", "fall"))
    state = take(BOOK, State(), told, "1")  # told, and not advised on yet
    assert without(BOOK, state, {"m_steroids"}).raised == ()
    assert without(BOOK, state, {"fall"}).raised == ()
    assert without(BOOK, state, {"fall"}).facts == ("m_steroids",)
    assert without(BOOK, state, {"m_pregnant"}) == state


def test_what_is_left_is_as_urgent_as_what_is_left_of_it():
    told = take(BOOK, State(), Reading(facts=("fever", "back_pain", "m_ivdu")), "1")
    flag = "spinal_infection_risk"
    assert (told.top.flag, told.level, told.top.rule) == (flag, "emergency_now", "infection_risk_and_fever")
    cool = without(BOOK, told, {"fever"})
    assert [(each.flag, each.level, each.rule) for each in cool.raised] == [(flag, "same_day", "infection_risk")]
    assert without(BOOK, cool, {"m_ivdu"}).raised == ()
    named = take(BOOK, told, Reading("emergency_now", (flag,)), "2")  # by itself, too
    left = without(BOOK, named, {"fever"}).top
    assert (left.flag, left.level, left.rule) == (flag, "emergency_now", "")


def test_what_was_told_by_itself_is_again_as_urgent_as_it_was_told():
    told = add(BOOK, State(), ("spinal_infection_risk",), (), vague=True)
    worse = take(BOOK, told, Reading(facts=("fever", "back_pain", "m_ivdu")), "2")
    assert (told.level, worse.top.level, worse.top.vague) == ("same_day", "emergency_now", True)
    assert without(BOOK, worse, {"fever", "m_ivdu"}).top == replace(told.top, message="")


def test_an_emergency_that_was_told_with_background_falls_with_it_if_that_explains_it():
    told = Reading("emergency_now", ("spinal_infection_risk",), ("fever", "back_pain", "m_ivdu"))
    left = without(BOOK, take(BOOK, State(), told, "1"), {"m_ivdu"})
    assert [(each.flag, each.level) for each in left.raised] == [("fever_with_back_pain", "same_day")]
    learnt = Reading("same_day", ("avascular_necrosis",), ("m_sickle", "hip_pain"))
    assert without(BOOK, take(BOOK, State(), learnt, "1"), {"m_sickle"}).raised == ()


def test_what_was_learnt_from_background_falls_with_it_whatever_else_stands():
    told = Reading("same_day", ("fragility_fracture_spine",), ("m_steroids", "fever", "back_pain"))
    state = replace(take(BOOK, State(), told, "1"), advised="fragility_fracture_spine")
    assert [each.flag for each in without(BOOK, state, {"m_steroids"}).raised] == ["fever_with_back_pain"]


def test_a_message_is_counted_by_the_level_that_the_screen_read():
    higher = take(BOOK, State(), Reading("emergency_now", ("persistent_pain", "new_numbness_tingling_one_leg")), "1")
    assert {each.flag: each.level for each in higher.raised} == {
        "persistent_pain": "emergency_now",
        "new_numbness_tingling_one_leg": "same_day",
    }
    lower = take(BOOK, State(), Reading("soon_gp", ("persistent_pain", "chest_pain")), "1")
    assert {each.flag: each.level for each in lower.raised} == {"persistent_pain": "soon_gp", "chest_pain": "soon_gp"}
    assert take(BOOK, State(), Reading(None, ("chest_pain", "of_an_older_model")), "1").raised == ()


def test_what_is_told_again_is_what_it_was_or_surer():
    doubt = take(BOOK, State(), Reading("emergency_now", ("ces_saddle_numbness",), other=True, doubtful=True), "1")
    again = take(BOOK, doubt, Reading("same_day", ("ces_saddle_numbness",), other=True), "2")
    assert again.top == replace(doubt.top, doubtful=False)
    assert news(doubt, again) == [again.top]
    mine = take(BOOK, again, Reading("emergency_now", ("ces_saddle_numbness",)), "3", whose="mine")
    assert not mine.top.other and news(again, mine) == [mine.top]
    assert news(mine, mine) == []


def test_a_worse_sign_needs_help_anew():
    helped = State((Raised("new_numbness_tingling_one_leg", "same_day", in_hand=True),))
    same = take(BOOK, helped, SAME_DAY, "1")
    assert same.top.in_hand and news(helped, same) == []
    worse = take(BOOK, helped, replace(SAME_DAY, level="emergency_now"), "2")
    assert not worse.top.in_hand and news(helped, worse) == [worse.top]


def test_an_emergency_that_gets_worse_stays_one():
    worse = replace(EMERGENCY, facts=("m_worsening",))
    state = State()
    for each in range(5):
        state = take(BOOK, state, worse, str(each))
    assert state.level == "emergency_now" and state.top.times == 5


def test_a_sign_of_another_person_alone_stands_apart():
    theirs = take(BOOK, State(), replace(EMERGENCY, other=True), "1", whose="theirs")
    assert theirs.top.apart and theirs.top.other
    assert not take(BOOK, State(), replace(EMERGENCY, other=True), "1").top.apart
    assert not take(BOOK, theirs, EMERGENCY, "2").top.apart
    assert take(BOOK, theirs, replace(EMERGENCY, other=True), "2", whose="theirs").top.apart
    hers = take(BOOK, State(), Reading(facts=("m_cancer_history", "back_pain")), "1", whose="theirs")
    assert hers.top.flag == "known_cancer_new_back_pain" and hers.top.other and hers.top.apart


def test_what_may_be_anybodys_counts_for_everybody():
    cancer = Reading(facts=("m_cancer_history", "limp"))
    hers = take(BOOK, State(), cancer, "1", whose="theirs")
    assert hers.theirs == ("m_cancer_history",)  # a limp may be one's own, too
    assert take(BOOK, hers, cancer, "2").theirs == ()
    assert take(BOOK, hers, cancer, "2", whose="theirs").theirs == ("m_cancer_history",)
    assert take(BOOK, hers, Reading(denied=("m_cancer_history",)), "2").theirs == ()
    own = take(BOOK, State(), cancer, "1", whose="mine")
    assert own.mine == ("limp", "m_cancer_history") == take(BOOK, own, cancer, "2", whose="mine").mine
    assert take(BOOK, own, Reading(facts=("limp",)), "2", whose="theirs").mine == ("m_cancer_history",)


def test_only_what_is_neither_urgent_nor_answered_in_own_words_can_wait():
    assert can_wait(BOOK, [Raised("persistent_pain", "soon_gp"), Raised("chest_pain", "same_day")])
    assert not can_wait(BOOK, [Raised("persistent_pain", "soon_gp"), Raised("chest_pain", "emergency_now")])
    assert not can_wait(BOOK, [Raised("self_harm_suicide", "same_day")])
