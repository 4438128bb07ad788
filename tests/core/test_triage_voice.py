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


def test_at_the_end_of_the_check_it_says_how_soon_by_whom_and_why():
    assert Voice(BOOK, State()).result().text == BOOK.levels.phrases["nothing_found"]
    assert "your mum" in Voice(BOOK, State()).result("For your mum:", "Take care.").text
    state = turn(State(), SAME_DAY)[0]
    own, hers = Voice(BOOK, state).result(), Voice(BOOK, state).result("For your mum:")
    flag = BOOK.flags[SAME_DAY.flags[0]]
    assert flag.told in own.text and flag.why in own.text and own.buttons == ()
    assert hers.text.startswith("For your mum:") and hers.text != f"For your mum: {own.text}"
    assert BOOK.levels.levels["same_day"]["action"].split("{")[0] in own.text
    crisis = Voice(BOOK, turn(State(), CRISIS)[0]).result().text
    assert crisis.startswith(BOOK.flags["self_harm_suicide"].open.split(".")[0])


def test_the_result_names_three_signs_and_each_once():
    three = Reading("same_day", ("new_numbness_tingling_one_leg", "persistent_pain", "unexplained_weight_loss", "limp"))
    said = Voice(BOOK, take(BOOK, State(), three, "1")).result().text
    assert BOOK.flags["new_numbness_tingling_one_leg"].told in said and said.count(";") <= 2
    assert len(said.split()) <= LONGEST


def test_in_the_check_what_is_new_is_answered_at_once_and_what_can_wait_is_not():
    state = turn(State(), SAME_DAY)[0]
    voice, told = Voice(BOOK, state), BOOK.flags[SAME_DAY.flags[0]].told
    assert voice.in_check([Raised("persistent_pain", "soon_gp")], None) == []
    [first] = voice.in_check(state.raised, None)
    assert told in first.text and "The other questions still help" in first.text
    [known] = voice.in_check(state.raised, "same_day")
    assert told in known.text and "The other questions still help" not in known.text
    [asked] = voice.in_check([replace(state.top, doubtful=True)], None)
    assert asked.buttons[0].id == "triage/sign"


def test_self_care_waits_for_what_is_wrong_with_the_body():
    both = take(BOOK, State(), Reading("emergency_now", ("self_harm_suicide", "chest_pain")), "1")
    flags = {each: Voice(BOOK, State((Raised(each, "emergency_now"),))).gate() for each in ("chest_pain",)}
    assert Voice(BOOK, both).gate() == flags["chest_pain"]
    numb, violence = Raised("new_numbness_tingling_one_leg", "same_day"), Raised("violence_or_neglect", "same_day")
    today = Voice(BOOK, State((violence, numb, Raised("persistent_pain", "soon_gp")))).gate()
    assert BOOK.flags[numb.flag].told in today.text and today == Voice(BOOK, State((numb,))).gate()
    assert BOOK.flags[violence.flag].told in Voice(BOOK, State((violence,))).gate().text
    helped = Voice(BOOK, State((Raised("chest_pain", "emergency_now", in_hand=True),))).gate()
    assert helped.text != flags["chest_pain"].text and helped.buttons == () and flags["chest_pain"].buttons


def test_a_sign_that_is_answered_in_its_own_words_keeps_them_when_it_comes_second():
    state, _, _ = turn(State(), EMERGENCY)
    _, made, messages = turn(state, Reading("same_day", ("violence_or_neglect",)))
    own = BOOK.flags["violence_or_neglect"].open
    assert made.kind == "added" and messages[0].text.startswith(own.split(".")[0]) and len(messages) == 2


def test_whoever_asks_back_in_doubt_is_asked_again():
    doubt = Voice(BOOK, State((Raised("ces_saddle_numbness", "emergency_now", doubtful=True),)))
    reason, question = doubt.reply("why")
    assert reason.text == BOOK.flags["ces_saddle_numbness"].why and "?" in question.text
    assert doubt.reply("plainer") == [question] and doubt.reply("again")[0].text != ""


def test_a_reply_without_words_for_a_crisis_is_the_helpline():
    crisis = Voice(BOOK, State((Raised("self_harm_suicide", "emergency_now"),)))
    silent = [each for each in REPLIES if crisis.reply(each) == [crisis.remind()]]
    own_words = [each for each in REPLIES if "self_harm_suicide" in BOOK.replies[each].says or BOOK.replies[each].whole]
    assert silent and silent == [each for each in REPLIES if each not in own_words]
    helped = Voice(BOOK, State((Raised("self_harm_suicide", "emergency_now", in_hand=True),)))
    assert helped.reply(silent[0]) is None
    assert Voice(BOOK, State((Raised("persistent_pain", "soon_gp"),))).reply(silent[0]) is None


def test_background_and_signs_are_asked_about_in_one_question():
    voice = Voice(BOOK, turn(State(), EMERGENCY)[0])
    [both] = voice.sure("ces_bladder_change m_steroids")
    assert " And does this fit you" in both.text and "steroid tablets" in both.text
    assert BOOK.flags["ces_bladder_change"].sure in both.text
    [fact] = voice.sure("fever")
    assert "is this there right now" in fact.text and "fever" in fact.text.lower()
    plain_sign = next(each for each in FLAGS if not BOOK.flags[each].sure)
    assert BOOK.flags[plain_sign].told in voice.sure(plain_sign)[0].text


@pytest.mark.parametrize(
    ("gone", "kind"),
    [("self_harm_suicide", "no_crisis"), ("ces_bladder_change", "cleared_urgent"), ("persistent_pain", "cleared"),
     ("m_steroids", "cleared"), ("of_an_older_model", "cleared")],
)  # fmt: skip
def test_what_is_taken_back_leaves_advice_that_fits_it(gone, kind):
    state = State(country="GB")
    [said] = Voice(BOOK, state).cleared(gone, ask_on=False)
    emergency, crisis = (BOOK.numbers.line("GB", each) for each in ("emergency", "crisis"))
    assert said.text == BOOK.levels.phrases[kind].format(emergency=emergency, crisis=crisis)
    assert Voice(BOOK, state).cleared(gone)[0].text == f"{said.text} {BOOK.levels.phrases['ask_on']}"


def test_whose_it_is_after_all_is_said_with_what_stands():
    voice = Voice(BOOK, turn(State(), EMERGENCY)[0])
    assert voice.whom() == [Message(f"{voice.remind().text}\n{BOOK.levels.phrases['whom']}", voice.remind().buttons)]


@pytest.mark.parametrize("flag", FLAGS)
def test_what_is_only_hinted_at_is_asked_in_the_signs_own_words(flag):
    raised = Raised(flag, BOOK.flags[flag].level, doubtful=True)
    [asked] = Voice(BOOK, State((raised,))).advice([raised])
    assert asked.text.startswith(BOOK.flags[flag].ask) and "?" in BOOK.flags[flag].ask


def test_what_is_left_stands():
    left = Voice(BOOK, turn(State(), SAME_DAY)[0])
    [said] = left.cleared("ces_bladder_change")
    assert said.text == f"{BOOK.levels.phrases['kept']} {left.remind().text}" and said.buttons == left.remind().buttons
