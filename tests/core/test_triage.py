"""What triage remembers and says, and that nothing but a plain no to its own question lowers it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.catalogue import LEVELS, catalogue, rank
from bot.core.triage import (
    GOT_HELP,
    NO_SIGN,
    SIGN,
    Move,
    Reading,
    State,
    add,
    answer,
    country_in,
    country_of,
    holds_back,
    move,
    news,
    take,
)

BOOK = catalogue()
FLAGS = sorted(BOOK.flags)
REPLIES = sorted(BOOK.levels.replies)
EMERGENCY = Reading("emergency_now", ("ces_bladder_change",))
SAME_DAY = Reading("same_day", ("new_numbness_tingling_one_leg",))
SOON = Reading("soon_gp", ("persistent_pain",))


NOTHING = Reading()


def turn(state, reading=NOTHING, intent="", button="", message="", **changes):
    """One message: the state after it, the move, and the texts."""
    after = take(BOOK, state, reading, message)
    made = move(BOOK, state, after, intent, button, **changes)
    if made is None:
        return after, None, []
    messages, after = answer(BOOK, after, made)
    return after, made, messages


def words(messages):
    return " ".join(message.text for message in messages)


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("other", [False, True])
def test_every_flag_is_advised_at_every_level_in_short_bubbles(flag, other):
    for level in LEVELS:
        _, made, messages = turn(State(), Reading(level, (flag,), other=other))
        assert made.kind == "advice"
        assert len(messages) <= 2
        for message in messages:
            assert len(message.text.split()) <= 75, message.text
            assert "{" not in message.text
        assert BOOK.flags[flag].told in words(messages)
    own = BOOK.flags[flag]
    if own.level == "emergency_now" and not own.open:
        assert ("for them" in words(turn(State(), Reading("emergency_now", (flag,), other=other))[2])) == other


def test_an_emergency_says_only_what_to_do():
    _, _, messages = turn(State(), EMERGENCY)
    assert "112, 999 or 911" in messages[0].text
    assert [button.id for button in messages[-1].buttons] == [GOT_HELP]


def test_a_place_for_less_is_not_named_in_an_emergency():
    _, _, messages = turn(State(), Reading("emergency_now", ("pregnancy_warning",)))
    assert "get emergency help now" in words(messages)
    assert "midwife now" not in words(messages)


def test_a_doubtful_sign_gets_one_question_and_the_advice_in_case():
    state, _, messages = turn(State(), Reading("emergency_now", ("ces_saddle_numbness",), doubtful=True))
    assert len(messages) == 1 and "?" in messages[0].text and "If so, get emergency help now" in messages[0].text
    yes, _, said = turn(state, intent="affirm")
    assert "Please stop here" in words(said) and yes.level == "emergency_now"
    clicked, _, _ = turn(state, intent="show", button=SIGN)
    assert clicked == yes
    unsure, _, _ = turn(state, intent="deny")  # "rather not say", "maybe later"
    assert unsure.raised
    no, _, _ = turn(state, intent="deny", says_no=True)
    assert no.raised == ()


@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("reading", [EMERGENCY, SAME_DAY, SOON])
def test_what_is_said_back_is_answered_and_lowers_nothing(reply, reading):
    state, _, _ = turn(State(), reading)
    after, made, messages = turn(state, intent=reply)
    assert made == Move("reply", reply)
    assert after.level == state.level and [each.flag for each in after.raised] == [each.flag for each in state.raised]
    assert "{" not in words(messages)


def test_a_mistake_is_taken_back_only_after_a_no_to_its_question():
    state, _, _ = turn(State(), EMERGENCY)
    for forged in (NO_SIGN, SIGN, "triage/anything"):
        after, _, _ = turn(state, intent="show", button=forged)
        assert after.level == "emergency_now"
    asked, made, messages = turn(state, intent="mistaken")
    assert made.kind == "sure" and asked.level == "emergency_now"
    assert BOOK.flags["ces_bladder_change"].told in words(messages)
    assert turn(asked, intent="affirm")[0].level == "emergency_now"
    assert turn(asked, intent="deny")[0].level == "emergency_now"
    assert turn(asked, intent="deny", says_no=True)[0].raised == ()


def test_help_in_hand_ends_the_reminders_and_not_the_gate():
    state, _, _ = turn(State(), EMERGENCY)
    assert turn(state, intent="causes")[1].kind == "remind"
    helped, _, _ = turn(state, intent="show", button=GOT_HELP)
    assert turn(helped, intent="causes")[1] is None
    assert holds_back(helped, "stretches/bridge") and holds_back(helped, "relief")
    assert not holds_back(helped, "causes/sitting")
    worse, made, _ = turn(helped, Reading("emergency_now", ("chest_pain",)))
    assert made.kind == "advice" and worse.top.flag == "chest_pain"


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


def test_a_message_counts_once():
    once = take(BOOK, State(), EMERGENCY, "1")
    assert take(BOOK, once, SAME_DAY, "1") == once


def test_self_care_waits_from_same_day_on():
    assert not holds_back(turn(State(), SOON)[0], "stretches/bridge")
    assert holds_back(turn(State(), SAME_DAY)[0], "stretches/bridge")


def test_the_number_is_the_countrys():
    assert country_in(BOOK, "I'm in Ireland now") == "IE"
    assert country_in(BOOK, "can you help us") is None
    assert country_of(BOOK, "en-GB") == "GB"
    assert country_of(BOOK, "xx") is None and country_of(BOOK, None) is None
    _, _, messages = turn(State(country="GB"), EMERGENCY)
    assert "999" in messages[0].text


def test_self_harm_beside_an_emergency_names_the_crisis_line():
    _, _, messages = turn(State(country="GB"), Reading("emergency_now", ("chest_pain", "self_harm_suicide")))
    assert "chest" in messages[0].text and "116 123" in words(messages)


def test_the_check_raises_through_the_same_memory():
    state = add(BOOK, State(), ("foot_drop_one_leg_weakness",), ("m_anticoagulant",))
    assert state.level == "emergency_now"  # a combination
    assert news(State(), state)


@pytest.mark.parametrize(
    "kept", [None, [], "x", 3, {"raised": [{"level": "x"}, 3, None]}, {"raised": 3, "facts": None}]
)
def test_a_broken_memory_is_an_empty_one(kept):
    assert State.from_dict(kept).raised == ()
    assert Reading.from_dict(kept) == Reading()


readings = st.builds(
    Reading,
    level=st.sampled_from([None, *LEVELS]),
    flags=st.lists(st.sampled_from([*FLAGS, "unknown"]), max_size=3).map(tuple),
    facts=st.lists(st.sampled_from([*sorted(BOOK.facts), "unknown"]), max_size=3).map(tuple),
    other=st.booleans(),
    doubtful=st.booleans(),
)
intents = st.sampled_from([*REPLIES, "mistaken", "affirm", "deny", "stretches", "show", "nlu_fallback", "start_over"])
buttons = st.sampled_from(["", GOT_HELP, SIGN, NO_SIGN, "triage/reset", "stretches/bridge", "quiz/start"])


@given(st.lists(st.tuples(readings, intents, buttons, st.booleans()), max_size=12))
def test_whatever_is_said_only_a_no_to_the_open_question_lowers_the_level(talk):
    state = State()
    for number, (reading, intent, button, says_no) in enumerate(talk):
        before = state
        state, made, messages = turn(
            state, reading, intent, button, message=str(number), says_no=says_no, told=bool(reading.flags)
        )
        if rank(state.level) < rank(before.level):
            assert made.kind == "no_sign" and before.asked
        if reading.level == "emergency_now" and reading.flags and reading.flags[0] in BOOK.flags:
            assert state.level == "emergency_now"
        assert State.from_dict(state.as_dict()) == state
        if made:
            assert messages and all(message.text for message in messages)


def test_taking_back_words_of_not_wanting_to_live_leaves_the_crisis_line():
    state, _, _ = turn(State(country="GB"), Reading("emergency_now", ("self_harm_suicide",)))
    asked = replace(state, asked="self_harm_suicide")
    messages, after = answer(BOOK, asked, Move("no_sign"))
    assert after.raised == () and "116 123" in words(messages)
