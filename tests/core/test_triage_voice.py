"""What is said of signs: short, whole, and in an emergency only what to do."""

from dataclasses import replace
from itertools import product

import pytest

from bot.core.messages import Message
from bot.core.triage import add, take
from bot.core.triage_levels import LEVELS
from bot.core.triage_moves import Move, answer
from bot.core.triage_state import Raised, Reading, State
from bot.core.triage_voice import GOT_HELP, Voice

from .triage_talk import BOOK, CRISIS, EMERGENCY, FLAGS, OVERDOSE, REPLIES, SAME_DAY, SOON, turn, words

LONGEST = 60  # words of a bubble


def short(messages):
    for message in messages:
        assert len(message.text.split()) <= LONGEST, message.text
        assert "{" not in message.text and message.text == message.text.strip()


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("country", [None, "GB", "ZA", "AU"])  # those with the longest lines
def test_all_that_is_said_of_a_flag_fits_a_bubble(flag, country):
    for level, other, in_hand in product(LEVELS, [False, True], [False, True]):
        raised = (Raised(flag, level, other, in_hand=in_hand),)
        voice = Voice(BOOK, State(raised, country=country))
        short([*voice.advice(raised), *voice.added(raised), *voice.sure(flag)])
        short([voice.result(), voice.remind(), Message(voice.lost())])
        for kind in REPLIES:
            short(voice.reply(kind) or [])


def test_the_longest_lines_are_among_those_countries():
    for kind in ("emergency", "urgent", "crisis"):
        longest = max(len(BOOK.numbers.line(each, kind).split()) for each in BOOK.numbers.countries)
        tried = [len(BOOK.numbers.line(each, kind).split()) for each in (None, "GB", "ZA", "AU")]
        assert max(tried) == longest, kind


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("other", [False, True])
def test_every_flag_is_advised_at_every_level_in_short_bubbles(flag, other):
    for level in LEVELS:
        _, made, messages = turn(State(), Reading(level, (flag,), other=other))
        assert made.kind == "advice"
        assert len(messages) <= 2 + other  # steps for somebody else take a few words more
        short(messages)
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


def test_why_names_the_sign_and_the_reason_and_simpler_is_shorter():
    for reading in (EMERGENCY, SAME_DAY, SOON):
        state, _, advice = turn(State(), reading)
        flag = BOOK.flags[reading.flags[0]]
        reason, plainer = words(turn(state, words="why")[2]), words(turn(state, words="what")[2])
        assert flag.told in reason and flag.why in reason
        assert flag.told in plainer and len(plainer.split()) < len(words(advice).split()) / 2


def test_after_tablets_or_words_of_dying_feeling_fine_is_no_reason_to_wait():
    for reading, late in ((OVERDOSE, "long before anything is felt"), (CRISIS, "some harm comes late")):
        state, _, _ = turn(State(), reading)
        after, _, messages = turn(state, intent="fine_now")
        assert after.level == "emergency_now" and late in words(messages)


def test_a_yes_to_several_things_is_not_said_to_be_one_of_them():
    flag = BOOK.flags["ces_saddle_numbness"]
    state = add(BOOK, State(), ("ces_saddle_numbness",), (), vague=True)
    assert state.level == "emergency_now" and State.from_dict(state.as_dict()) == state
    voice = Voice(BOOK, state)
    for said in (words(voice.advice(state.raised)), voice.remind().text, voice.result().text):
        assert flag.vague in said and flag.told not in said
    assert f"You said yes to {flag.vague}" in words(voice.advice(state.raised))
    named = take(BOOK, state, Reading("emergency_now", ("ces_saddle_numbness",)), "2")
    assert flag.told in words(Voice(BOOK, named).advice(named.raised))
    clicked = add(BOOK, state, ("ces_saddle_numbness",), ())
    assert not clicked.raised[0].vague and not add(BOOK, clicked, ("ces_saddle_numbness",), (), True).raised[0].vague


def test_self_harm_beside_an_emergency_names_the_crisis_line():
    _, _, messages = turn(State(country="GB"), Reading("emergency_now", ("chest_pain", "self_harm_suicide")))
    assert "chest" in messages[0].text and "116 123" in words(messages)


def test_taking_back_words_of_not_wanting_to_live_leaves_the_crisis_line():
    state, _, _ = turn(State(country="GB"), Reading("emergency_now", ("self_harm_suicide",)))
    asked = replace(state, asked="self_harm_suicide")
    messages, after = answer(BOOK, asked, Move("no_sign"))
    assert after.raised == () and "116 123" in words(messages)
