"""What triage remembers and says, and that nothing but a plain no to its own question lowers it."""

import re
from dataclasses import replace
from itertools import product

import pytest
from bot.core.triage_reading import country_in, country_of
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages import Message
from bot.core.readability import plain
from bot.core.triage import add, news, take, without
from bot.core.triage_content import catalogue
from bot.core.triage_levels import LEVELS, rank
from bot.core.triage_moves import Move, Said, answer, move
from bot.core.triage_reasons import needed
from bot.core.triage_replies import by_words, narrowed, takes_back, works_again
from bot.core.triage_state import Raised, Reading, State, holds_back
from bot.core.triage_voice import GOT_HELP, NO_SIGN, SIGN, Voice

BOOK = catalogue()
FLAGS = sorted(BOOK.flags)
REPLIES = sorted(BOOK.replies)
LONGEST = 60  # words of a bubble
EMERGENCY = Reading("emergency_now", ("ces_bladder_change",))
SAME_DAY = Reading("same_day", ("new_numbness_tingling_one_leg",))
SOON = Reading("soon_gp", ("persistent_pain",))
CRISIS = Reading("emergency_now", ("self_harm_suicide",))
OVERDOSE = Reading("emergency_now", ("medicine_overdose",))


NOTHING = Reading()


def turn(state, reading=NOTHING, intent="", button="", message="", **changes):
    """One message: the state after it, the move, and the texts."""
    after = take(BOOK, state, reading, message)
    made = move(BOOK, state, after, Said(intent, button=button, **changes))
    if made is None:
        return after, None, []
    messages, after = answer(BOOK, after, made)
    return after, made, messages


def words(messages):
    return " ".join(message.text for message in messages)


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


def test_a_doubtful_sign_gets_one_question_and_the_advice_in_case():
    state, _, messages = turn(State(), Reading("emergency_now", ("ces_saddle_numbness",), doubtful=True))
    assert len(messages) == 1 and "?" in messages[0].text and "If so, get emergency help now" in messages[0].text
    yes, _, said = turn(state, intent="affirm")
    assert "Please stop here" in words(said) and yes.level == "emergency_now"
    clicked, _, _ = turn(state, intent="show", button=SIGN)
    assert clicked == yes
    unsure, _, _ = turn(state, intent="deny")  # "rather not say", "maybe later"
    assert unsure.raised
    no, _, _ = turn(state, intent="deny", no=True)
    assert no.raised == ()


@pytest.mark.parametrize("said", ["why", "what", "say that again"])
def test_what_is_asked_back_in_doubt_leaves_the_question_open(said):
    state, _, asked = turn(State(), Reading("emergency_now", ("ces_saddle_numbness",), doubtful=True))
    after, _, messages = turn(replace(state, asked=""), words=said)
    assert messages[-1] == asked[-1] and after.asked == "ces_saddle_numbness"
    assert turn(after, intent="deny", no=True)[0].raised == ()


@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("reading", [EMERGENCY, SAME_DAY, SOON, CRISIS, OVERDOSE])
def test_what_is_said_back_is_answered_and_lowers_nothing(reply, reading):
    state, _, _ = turn(State(), reading)
    after, made, messages = turn(state, intent=reply)
    level = reading.level
    if made is None or made.kind == "remind":  # no words for it at this level
        assert level not in BOOK.replies[reply].says and reading.flags[0] not in BOOK.replies[reply].says
    else:
        assert made == Move("reply", reply)
    assert after.level == state.level and [each.flag for each in after.raised] == [each.flag for each in state.raised]
    if level == "emergency_now" and not BOOK.replies[reply].in_hand:
        assert "112" in words(messages) or "crisis helpline" in words(messages), "says whom to call"
        assert messages[-1].buttons[0].id == GOT_HELP


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("why", "why"),
        ("why do you say that", "why"),
        ("ok but why", "why"),
        ("how do you know", "why"),
        ("what", "plainer"),
        ("i dont understand", "plainer"),
        ("in simpler words please", "plainer"),
        ("what should i do", "plainer"),
        ("say that again", "again"),
        ("how long can i wait", "wait"),
        ("can it wait until monday", "wait"),
        ("ill go tomorrow", "wait"),
        ("cant get an appointment today", "no_appointment"),
        ("they have no appointments", "no_appointment"),
        ("my doctor is closed", "no_appointment"),
        ("nobody answers the phone", "no_appointment"),
        ("they told me to come back on monday", "no_appointment"),
        ("its sunday", "no_appointment"),
        ("can i drive myself", "drive"),
        ("should i lie down", "meanwhile"),
        ("can i eat something", "food"),
        ("who should i call", "who"),
        ("im scared", "scared"),
        ("are you sure", "is_it_bad"),
        ("do i have cancer", "is_it_bad"),
        ("its only a little", "mild"),
        ("im embarrassed", "embarrassed"),
        ("i dont want to waste their time", "bother"),
        ("how much does an ambulance cost", "cost"),
        ("im at the hospital now", "arrived"),
        ("they sent me home", "been_seen"),
        ("it is getting worse", "worse"),
        ("what will they do", "their_part"),
        ("what should i watch for", "watch"),
        ("ok i will", "will_do"),
        ("can you call an ambulance", "cannot_call"),
        ("who will look after my dog", "duties"),
        ("i dont speak good english", "language"),
        ("my battery is almost dead", "phone"),
        ("there is a 6 hour wait", "queue"),
        ("what should i bring", "bring"),
        ("how long will they take", "when"),
        ("it hurts so much", "hurts"),
        ("im driving right now", "driving"),
        ("its been like this for years", "long_known"),
        ("i live alone", "alone"),
        ("what causes hip pain", None),
        ("what is the psoas", None),
        ("how long should i hold the stretch", None),
        ("i call it a day", None),
        ("where is the psoas", None),
        ("is it ok to cycle with hip pain", None),
    ],
)
def test_what_is_said_back_is_known_by_its_words(said, kind):
    state, _, _ = turn(State(), SAME_DAY)
    made = turn(state, words=said)[1]
    assert (made.about if made else None) == kind


def test_why_after_another_answer_is_about_that():
    state, _, _ = turn(State(), SAME_DAY)
    assert turn(state, words="why", after_advice=False)[1] is None
    emergency, _, _ = turn(State(), EMERGENCY)
    assert turn(emergency, words="why", after_advice=False)[1] == Move("reply", "why")


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


def test_a_lesser_sign_does_not_soften_what_stands():
    state, _, _ = turn(State(), EMERGENCY)
    after, made, messages = turn(state, SOON)
    assert made.kind == "added" and len(messages) == 1
    assert BOOK.flags["persistent_pain"].told in words(messages)
    assert "Please get emergency help first" in words(messages) and "appointment" not in words(messages)
    assert [each.flag for each in after.raised] == ["ces_bladder_change", "persistent_pain"]


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


def test_with_help_on_its_way_nobody_is_told_to_call_for_it():
    state, _, _ = turn(State(), EMERGENCY)
    helped, _, _ = turn(state, words="the ambulance is here")
    for said in ("thanks", "why", "im scared", "how long can i wait", "what", "its getting worse"):
        _, made, messages = turn(helped, words=said, topic="chitchat/thanks" if said == "thanks" else None)
        assert made.kind == "reply" and not messages[-1].buttons
        assert not re.search(r"all your local emergency number \(112, 999 or 911\) now", words(messages))


def test_a_mistake_is_taken_back_only_after_a_no_to_its_question():
    state, _, _ = turn(State(), EMERGENCY)
    for forged in (NO_SIGN, SIGN, "triage/anything"):
        after, _, _ = turn(state, intent="show", button=forged)
        assert after.level == "emergency_now"
    asked, made, messages = turn(state, intent="mistaken")
    assert made.kind == "sure" and asked.level == "emergency_now"
    assert BOOK.flags["ces_bladder_change"].sure in words(messages)
    assert turn(asked, intent="affirm")[0].level == "emergency_now"
    assert turn(asked, intent="deny")[0].level == "emergency_now"
    assert turn(asked, intent="deny", no=True)[0].raised == ()


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
    assert country_of(BOOK, "ca") is None and country_of(BOOK, "no") is None, "languages, not countries"
    assert country_of(BOOK, "fr-FR") == country_of(BOOK, "ca-ES") == "EU" and country_of(BOOK, "zh-Hant-HK") == "HK"
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
            state, reading, intent, button, message=str(number), no=says_no, told=bool(reading.flags)
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


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("just joking", "jest"),
        ("lol it was a joke", "jest"),
        ("that was years ago", "not_now"),
        ("that was my mum years ago", "not_now"),
        ("it happened when i was a kid", "not_now"),
        ("no i never said that", "not_now"),
        ("i didnt take any", "not_now"),
        ("nobody took anything", "not_now"),
        ("that was my brother", "another"),
        ("not me my mum", "another"),
        ("it was about a film", "another"),
        ("i didnt take any more", ""),
        ("i didnt take them all", ""),
        ("i havent told anyone", ""),
        ("that was my back", ""),
        ("it was yesterday", ""),
        ("it was an hour ago", ""),
        ("nobody took me seriously", ""),
        ("it is fine", ""),
        ("my husband says its nothing", ""),
        ("you may lower the level now", ""),
    ],
)
def test_what_takes_back_and_what_does_not(said, kind):
    assert takes_back(BOOK, said) == kind


def test_a_correction_is_asked_about_once_and_counts_the_second_time():
    state, _, _ = turn(State(), OVERDOSE)
    asked, made, _ = turn(state, denies=True, not_now=True)
    assert made.kind == "sure" and asked.raised == state.raised
    assert turn(asked, denies=True, not_now=True)[0].raised == ()
    assert turn(asked, denies=True)[0].raised  # it was somebody else, perhaps now
    crisis, _, _ = turn(turn(State(), CRISIS)[0], denies=True, not_now=True)
    assert turn(crisis, denies=True, not_now=True)[0].raised


def test_what_is_not_in_hand_yet_goes_first():
    helped, _, _ = turn(turn(State(), Reading("emergency_now", ("chest_pain",)))[0], button=GOT_HELP)
    after, made, _ = turn(helped, EMERGENCY)
    assert made.kind == "advice" and after.top.flag == "ces_bladder_change"
    assert turn(after, button=GOT_HELP)[0].top.flag == "chest_pain"


@pytest.mark.parametrize(
    "said",
    [
        "no I was joking, I never wet myself",
        "I was only joking about that",
        "no sorry, it was just from crossing my legs, it's gone",
        "only because I was sitting cross legged, gone now",
        "actually no, I just drink a lot of tea",
    ],
)
def test_a_plain_correction_is_asked_about_once_then_taken(said):
    kind = takes_back(BOOK, said)
    assert kind in ("jest", "not_now", "explained")
    state, _, _ = turn(State(), EMERGENCY)
    asked, made, _ = turn(state, denies=True, not_now=True)
    assert made.kind == "sure" and asked.level == "emergency_now"
    left, made, messages = turn(asked, denies=True, not_now=True)
    assert left.raised == () and "don't wait: call" in words(messages)


@pytest.mark.parametrize(
    "said",
    [
        "it's fine now",
        "I feel fine, it's gone",
        "it was from crossing my legs but still numb down there",
        "only when I sit",
        "no I won't go",
        "I drink a lot of tea and I still can't pee",
        "it's just my back",
    ],
)
def test_reassurance_alone_takes_nothing_back(said):
    assert takes_back(BOOK, said) == ""


def test_the_same_doubt_is_not_put_in_the_same_words_twice():
    state, _, _ = turn(State(), EMERGENCY)
    asked, _, first = turn(state, denies=True)
    _, _, second = turn(asked, denies=True)
    assert words(first) != words(second) and BOOK.flags["ces_bladder_change"].sure in words(second)


@pytest.mark.parametrize(
    ("said", "works"),
    [
        ("I just went, a normal wee", True),
        ("managed to go, full amount", True),
        ("no numbness, full amount", True),
        ("I can pee normally again", True),
        ("I just went but only a little", False),
        ("I went, just a few drops", False),
        ("I just went", False),
        ("it's a normal wee but I can't feel it", False),
        ("I can't pee normally", False),
    ],
)
def test_what_says_that_peeing_works_again(said, works):
    assert works_again(BOOK, said) == ({"ces_bladder_change"} if works else set())


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
    assert [(each.flag, each.level) for each in left.raised] == [("warning_sign", "same_day")]


def test_anothers_numb_legs_are_no_reason_to_take_them_back():
    state, _, _ = turn(State(), Reading("emergency_now", ("bilateral_leg_symptoms",)))
    asked, made, _ = turn(state, denies=True, anothers=True)
    assert made.kind == "sure" and turn(asked, denies=True, anothers=True)[0].level == "emergency_now"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("can I give her water", "food"),
        ("is it ok to let him have a sip of tea", "food"),
        ("shall I move her", "move"),
        ("can I help him sit up", "move"),
        ("she keeps trying to get up", "move"),
        ("can she take a painkiller", "tablets"),
        ("should I give my mum some ibuprofen", "tablets"),
        ("should I drive her", "drive"),
        ("can I take him to the hospital by car", "drive"),
        ("how long will the ambulance take", "when"),
        ("it's my back now too", "also_there"),
    ],
)
def test_what_is_asked_while_help_is_awaited(said, kind):
    assert by_words(BOOK, plain(said), True)[:1] == [kind]
    state, _, _ = turn(State(), Reading("emergency_now", ("hip_fracture",), other=True))
    assert turn(state, words=plain(said))[1].about == kind


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


@pytest.mark.parametrize(
    ("text", "less"),
    [
        *((each, True) for each in ("sorry only one leg", "no, it's just the left one", "not both, only one")),
        *((each, True) for each in ("only my left leg is numb", "one leg not both", "Actually just one leg sorry")),
        *((each, False) for each in ("only one leg works now", "it was only one leg", "only one leg, still numb")),
        *(
            (each, False)
            for each in ("one leg is worse", "only one leg hurts less now", "both legs", "one leg, then both")
        ),
        *((each, False) for each in ("not only one leg", "not just the left leg", "it is not only one leg sorry")),
    ],
)
def test_only_one_leg_is_less_than_both(text, less):
    assert narrowed(BOOK, text) == ({"bilateral_leg_symptoms": "new_numbness_tingling_one_leg"} if less else {})
