"""The gaps in what is said of signs, filled in."""

from dataclasses import replace

import pytest

from bot.core.triage import take
from bot.core.triage_levels import LEVELS
from bot.core.triage_state import Raised, Reading, State
from bot.core.triage_wording import Wording, fits, names

from .triage_talk import BOOK, FLAGS

NUMB = Raised("new_numbness_tingling_one_leg", "same_day")


def test_a_text_about_nothing_names_whom_to_call():
    said = Wording(BOOK, State(country="GB")).filled(" Call {emergency}. ")
    assert said == f"Call {BOOK.numbers.line('GB', 'emergency')}."


@pytest.mark.parametrize("flag", FLAGS)
def test_each_gap_is_filled_with_what_its_name_says(flag):
    known, lines = BOOK.flags[flag], {each: BOOK.numbers.line("GB", each) for each in ("emergency", "urgent", "crisis")}
    said = Wording(BOOK, State((Raised(flag, known.level),), country="GB"))
    action = known.action or BOOK.levels.levels[known.level]["action"]
    worse = known.worse or BOOK.levels.phrases["worse"]
    wanted = [known.told, known.why, *(each.format(**lines) for each in (action, known.meanwhile, known.avoid, worse))]
    assert said.filled("{told}|{why}|{action}|{meanwhile}|{avoid}|{worse}", flag) == "|".join(wanted)


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("level", LEVELS)
def test_a_text_of_the_level_is_for_whoever_has_the_sign(level, other):
    flag = next(each for each in FLAGS if not BOOK.flags[each].action)
    raised, texts = Raised(flag, level, other=other), BOOK.levels.levels[level]
    said = Wording(BOOK, State((raised,)))
    for key in ("remind", "if_so"):
        text = texts.get(f"{key}_other", texts[key]) if other else texts[key]
        assert said.of_level(raised, key) == said.filled(text, raised.flag)
    action = texts.get("action_other", texts["action"]) if other else texts["action"]
    assert said.action(flag, raised) == said.filled("{action}", flag) == said.filled(action)


def test_what_was_told_is_what_the_person_said_and_all_that_makes_it_urgent():
    weak = Reading("same_day", ("foot_drop_one_leg_weakness",), ("m_cancer_history", "back_pain"))
    state = take(BOOK, State(), weak, "1")
    told = Wording(BOOK, state).told("known_cancer_new_back_pain")
    assert told == "new weakness in one leg or foot, with cancer now or in the past"  # pain goes without saying
    fall = take(BOOK, State(), Reading(facts=("m_age_over_70", "fall", "back_pain")), "1")
    assert Wording(BOOK, fall).told("fragility_fracture_spine") == BOOK.combinations["age_and_fall"].told
    facts = take(BOOK, State(), Reading(facts=("fever", "back_pain")), "1")
    assert Wording(BOOK, facts).told("fever_with_back_pain") == BOOK.flags["fever_with_back_pain"].told


def test_all_that_makes_it_urgent_is_told_in_one_sentence():
    night, weight = "unrelenting_night_or_rest_pain", "unexplained_weight_loss"
    both = State((Raised(weight, "same_day", rule="night_and_weight"), Raised(night, "soon_gp")))
    assert Wording(BOOK, both).told(weight) == f"{BOOK.flags[night].told}; {BOOK.flags[weight].told}"
    fall = (
        Raised("fragility_fracture_spine", "same_day", rule="bones_and_strain"),
        Raised("sudden_severe_pain", "soon_gp"),
    )
    thin = State(fall, facts=("back_pain", "fall", "m_osteoporosis"))
    with_what = " and ".join(names(BOOK, [each])[0] for each in ("m_osteoporosis", "fall"))
    assert Wording(BOOK, thin).told(fall[0].flag) == f"{BOOK.flags['sudden_severe_pain'].told}, with {with_what}"


def test_a_yes_to_several_things_is_told_as_no_more_than_that():
    flag = BOOK.flags["ces_saddle_numbness"]
    for vague, told in ((True, flag.vague), (False, flag.told)):
        state = State((Raised("ces_saddle_numbness", "emergency_now", vague=vague),))
        assert Wording(BOOK, state).told("ces_saddle_numbness") == told
    assert Wording(BOOK, State()).told("ces_saddle_numbness") == flag.told


def test_what_was_told_by_itself_keeps_its_own_words():
    told = Raised("fragility_fracture_spine", "same_day", own="same_day", rule="age_and_fall")
    assert Wording(BOOK, State((told,))).told(told.flag) != BOOK.combinations["age_and_fall"].told


def test_why_is_the_combinations_where_it_has_its_own():
    flag, rule = "known_cancer_new_back_pain", "cancer_and_nerve"
    for told, why in ((rule, BOOK.combinations[rule].told_why), ("", BOOK.flags[flag].why)):
        raised = Raised(flag, "emergency_now", rule=told)
        assert Wording(BOOK, State((raised,))).filled("{why}", flag) == why


def test_steps_for_somebody_else_are_said_where_there_are_some():
    flag, steps = next(iter(BOOK.others.items()))
    for other in (True, False):
        said = Wording(BOOK, State((Raised(flag, BOOK.flags[flag].level, other=other),))).filled("{avoid}", flag)
        whose = steps if other else BOOK.flags[flag]
        assert said[:20] == whose.avoid[:20]


def test_whom_to_turn_to_fits_the_level():
    flag = next(each for each, known in BOOK.flags.items() if known.action and known.level == "same_day")
    own = Wording(BOOK, State()).action(flag, None)
    assert own == Wording(BOOK, State()).action(flag, Raised(flag, "same_day"))
    worse = Wording(BOOK, State()).action(flag, Raised(flag, "emergency_now"))
    assert worse != own and "112" in worse
    theirs = Wording(BOOK, State()).action(NUMB.flag, replace(NUMB, level="emergency_now", other=True))
    numbers = BOOK.numbers.line(None, "emergency")
    assert theirs == BOOK.levels.levels["emergency_now"]["action_other"].replace("{emergency}", numbers)


@pytest.mark.parametrize(
    ("flag", "level", "fit"),
    [
        ("ces_bladder_change", "emergency_now", True),
        ("ces_bladder_change", "same_day", False),
        ("self_harm_suicide", "same_day", True),
        ("violence_or_neglect", "emergency_now", False),
    ],
)
def test_a_signs_own_words_fit_its_level(flag, level, fit):
    assert fits(BOOK.flags[flag], level) == fit


def test_a_reply_is_the_closest_that_is_written():
    said = BOOK.replies["why"].copy(
        update={"says": {"same_day": "a", "same_day_other": "b", "same_day_helped": "c", NUMB.flag: "d"}}
    )
    for raised, expected in (
        (NUMB, "d"),
        (replace(NUMB, other=True), "b"),
        (replace(NUMB, in_hand=True), "c"),
        (replace(NUMB, in_hand=True, other=True), "c"),
        (replace(NUMB, level="emergency_now"), None),
    ):
        assert Wording(BOOK, State((raised,))).replied(said, raised) == expected
    ends_reminders = said.copy(update={"in_hand": True})
    assert Wording(BOOK, State()).replied(ends_reminders, replace(NUMB, in_hand=True)) == "d"


def test_names_stand_in_the_middle_of_a_sentence():
    assert names(BOOK, ["m_steroids", "unknown", "m_child"]) == ["a child or teenager", "steroid tablets"]
