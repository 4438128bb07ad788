"""What flags and facts mean together, and what a sign is due to."""

from dataclasses import replace

from bot.core.triage import take
from bot.core.triage_reasons import (
    background_behind,
    background_of,
    behind,
    combined,
    needed,
    rests_on,
    rules_of,
    together,
)
from bot.core.triage_state import Raised, Reading, State

from .triage_talk import BOOK


def keys(found):
    return [each[0] for each in found]


def test_a_combination_needs_all_of_its_own_and_one_of_the_rest():
    assert keys(combined(BOOK, ["fever", "groin_pain"])) == ["fever_and_groin"]
    assert keys(combined(BOOK, ["fever"])) == []
    assert keys(combined(BOOK, ["m_cancer_history"])) == []
    assert keys(combined(BOOK, ["m_cancer_history", "hip_pain"])) == ["cancer_and_pain"]


def test_what_is_one_persons_alone_is_not_put_together_with_anothers():
    talk = State(theirs=("m_cancer_history",), mine=("hip_pain",))
    assert together(BOOK, talk, ["m_cancer_history", "hip_pain"]) == []
    hers = State(theirs=("m_cancer_history",))
    assert [(key, theirs) for key, _, theirs in together(BOOK, hers, ["m_cancer_history", "hip_pain"])] == [
        ("cancer_and_pain", True)
    ]
    assert [(key, theirs) for key, _, theirs in together(BOOK, State(), ["m_cancer_history", "hip_pain"])] == [
        ("cancer_and_pain", False)
    ]


def test_a_flag_is_due_to_its_rule_or_to_those_that_tell_the_same():
    fall = Raised("fragility_fracture_spine", "same_day")
    there = ["m_steroids", "fall", fall.flag]
    assert rules_of(BOOK, State(), fall, there) == ["steroids_and_fall"]
    assert rules_of(BOOK, State(), replace(fall, rule="bones_and_fall"), there) == ["bones_and_fall"]
    assert rules_of(BOOK, State(), replace(fall, rule="of_an_older_model"), there) == []


def test_what_makes_a_sign_urgent_is_needed_and_nothing_else():
    told = Reading(facts=("m_steroids", "fall", "stiffness", "m_pregnant"))
    state = take(BOOK, State(), told, "1")
    assert needed(BOOK, state) == {"m_steroids", "fall"} == behind(BOOK, state)
    assert background_of(BOOK, state) == ["m_steroids"] == background_behind(BOOK, state)
    assert background_of(BOOK, replace(state, theirs=("m_steroids",))) == []
    worse = take(BOOK, state, Reading("emergency_now", ("chest_pain",)), "2")  # that stands first
    assert background_behind(BOOK, worse) == []
    assert background_behind(BOOK, replace(worse, advised="fragility_fracture_spine")) == ["m_steroids"]
    assert needed(BOOK, State(facts=("m_steroids", "fall"))) == set()


def test_a_sign_that_there_is_only_with_some_background_was_learnt_from_it():
    learnt = Reading("same_day", ("fragility_fracture_spine",), ("m_steroids",))
    state = replace(take(BOOK, State(), learnt, "1"), advised="fragility_fracture_spine")
    assert background_of(BOOK, state) == ["m_steroids"] == sorted(behind(BOOK, state))
    urgent = replace(state, raised=(replace(state.top, level="emergency_now"),))
    assert background_of(BOOK, urgent) == []  # an emergency stays
    pregnant = replace(state, facts=("m_steroids", "m_pregnant"))
    assert rests_on(BOOK, state, state.top, {"m_steroids"})
    assert not rests_on(BOOK, pregnant, state.top, {"m_steroids"})  # it may be due to what is left
    fell = replace(state, facts=("fall",))
    assert not rests_on(BOOK, fell, state.top, {"fall"})  # a complaint is no background
    before = replace(state, advised="")
    assert background_of(BOOK, before) == []  # it was not what was advised on last
