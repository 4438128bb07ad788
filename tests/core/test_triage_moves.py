"""What is answered to a message, and that nothing but a plain no to its own question lowers what stands."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.readability import plain
from bot.core.triage import take
from bot.core.triage_levels import LEVELS, rank
from bot.core.triage_moves import Move, Said, answer, move, taken_back
from bot.core.triage_replies import by_words, takes_back
from bot.core.triage_state import Reading, State, holds_back
from bot.core.triage_voice import GOT_HELP, NO_SIGN, SIGN, Voice

from .triage_talk import BOOK, CRISIS, EMERGENCY, FLAGS, OVERDOSE, REPLIES, SAME_DAY, SOON, turn, words


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


def test_a_lesser_sign_does_not_soften_what_stands():
    state, _, _ = turn(State(), EMERGENCY)
    after, made, messages = turn(state, SOON)
    assert made.kind == "added" and len(messages) == 1
    assert BOOK.flags["persistent_pain"].told in words(messages)
    assert "Please get emergency help first" in words(messages) and "appointment" not in words(messages)
    assert [each.flag for each in after.raised] == ["ces_bladder_change", "persistent_pain"]


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


def test_the_same_doubt_is_not_put_in_the_same_words_twice():
    state, _, _ = turn(State(), EMERGENCY)
    asked, _, first = turn(state, denies=True)
    _, _, second = turn(asked, denies=True)
    assert words(first).startswith(BOOK.levels.phrases["sure"])
    assert words(second).startswith(BOOK.levels.phrases["sure_again"])
    assert BOOK.flags["ces_bladder_change"].sure in words(first) and BOOK.flags["ces_bladder_change"].sure in words(
        second
    )


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


def test_what_is_somebody_elses_is_advised_on_for_them():
    state, _, _ = turn(State(), EMERGENCY)
    theirs, made, messages = turn(state, theirs=True)
    assert made == Move("theirs") and theirs.top.other and theirs.advised == "ces_bladder_change"
    assert theirs.asked == "" and turn(replace(state, asked="x", advised=""), theirs=True)[0] == theirs
    assert "for them" in words(messages)
    assert turn(theirs, theirs=True)[1] == Move("whom")  # known, and said
    told_of = turn(state, theirs=True, told=True)[1]
    assert told_of != Move("theirs")  # it tells of a sign besides


def test_what_is_ones_own_after_all_is_taken_so():
    theirs, _, _ = turn(State(), replace(EMERGENCY, other=True))
    own, made, messages = turn(theirs, mine=True)
    assert made == Move("whom", "mine") and (own.said, own.reminded) == ("remind", 1)
    assert own.top == replace(theirs.top, other=False)
    apart = replace(theirs, raised=(replace(theirs.top, apart=True),), asked="x")  # of another person alone
    assert turn(apart, mine=True)[0] == own
    hers = turn(apart, theirs=True)[0]
    assert hers.top == theirs.top and hers.asked == ""
    assert BOOK.levels.phrases["whom"] in words(messages)
    assert turn(theirs, mine=True, told=True)[1] != made
    assert turn(own, mine=True)[1] == Move("remind")


def test_tablets_that_are_somebody_elses_are_asked_about_once():
    state, _, _ = turn(State(), Reading("same_day", ("fragility_fracture_spine",), ("m_steroids", "fall"), named=True))
    asked, made, _ = turn(state, handed=("m_steroids",), denies=True)
    assert made == Move("sure", "m_steroids") and asked.asked == "m_steroids"
    assert turn(asked, handed=("m_steroids",), anothers=True)[1] == Move("no_sign")
    assert turn(state, denies=True)[1].about == "fragility_fracture_spine"  # not of the tablets, but of the fall
    weak = Reading(facts=("back_pain", "m_ivdu", "m_immunosuppressed"))
    both = "m_ivdu m_immunosuppressed"
    for said in ({"denies": True, "anothers": True}, {"handed": both.split()}):
        assert turn(turn(State(), weak)[0], **said)[1] == Move("sure", both)


def test_small_talk_is_not_said_twice_in_a_row():
    state, _, _ = turn(State(), SAME_DAY)
    once, _, first = turn(state, words="thanks", topic="chitchat/thanks")
    twice, made, second = turn(once, words="thanks", topic="chitchat/thanks")
    assert made == Move("reply", "thanks") and words(first) != words(second)
    assert words(second) == Voice(BOOK, once).remind().text
    assert twice.reminded == 1 and twice.level == "same_day"
    urgent, _, _ = turn(State(), EMERGENCY)
    said = []
    for _ in range(4):
        urgent, _, messages = turn(urgent, intent="wont_go")
        said.append(words(messages))
    reminders = [Voice(BOOK, urgent).remind(times).text for times in (1, 2, 3)]
    assert len(set(said)) == 4 and said[1:] == reminders
    why, _, reason = turn(state, words="why")
    assert words(turn(why, words="why")[2]) == words(reason)  # who asks again wants it again


def test_reminders_are_said_in_turn_in_other_words():
    state, _, _ = turn(State(), EMERGENCY)
    said = []
    for _ in range(4):
        state, made, messages = turn(state, intent="causes")
        assert made == Move("remind")
        said.append(words(messages))
    assert said[0] == said[1] and len(set(said)) == 3


@pytest.mark.parametrize("intent", ["fine_now", "told_fine"])
def test_worse_again_is_not_fine(intent):
    state, _, _ = turn(State(), EMERGENCY)
    assert turn(state, intent=intent, told=True)[1] == Move("remind")
    assert turn(state, intent=intent)[1] == Move("reply", intent)


def test_the_country_told_names_its_number():
    state, _, _ = turn(State(), SAME_DAY)
    there = replace(state, country="GB")
    assert move(BOOK, state, there, Said()) == Move("number")
    messages, after = answer(BOOK, replace(there, reminded=2), Move("number"))
    assert "111" in words(messages) and after.reminded == 1
    soon, _, _ = turn(State(), SOON)
    assert move(BOOK, soon, replace(soon, country="GB"), Said()) is None


@pytest.mark.parametrize(
    ("reading", "said", "kind"),
    [
        (SAME_DAY, {"intent": "deny"}, "remind"),  # a "no" to the advice
        (SAME_DAY, {"intent": "deny", "after_advice": False}, None),
        (SAME_DAY, {"intent": "causes"}, None),
        (SAME_DAY, {"button": "chitchat/greet"}, "remind"),  # what was started over is out of sight
        (SOON, {"button": "chitchat/greet"}, None),
        (SOON, {"intent": "deny", "no": True}, None),
    ],
)
def test_who_turns_away_is_reminded_once(reading, said, kind):
    state, _, _ = turn(State(), reading)
    made = turn(state, **{"no": True, **said})[1]
    assert (made.kind if made else None) == kind


def test_in_a_form_a_no_answers_the_form():
    state, _, _ = turn(State(), Reading("emergency_now", ("ces_saddle_numbness",), doubtful=True))
    assert move(BOOK, state, state, Said("deny", no=True), in_form=True).kind == "remind"
    assert move(BOOK, state, state, Said("deny", no=True), in_form=True, urgent_only=True) is None


def test_what_can_wait_does_while_the_check_asks():
    after = take(BOOK, State(), SAME_DAY, "1")
    assert move(BOOK, State(), after, Said()).kind == "advice"
    assert move(BOOK, State(), after, Said(), urgent_only=True) is None
    for reading in (EMERGENCY, CRISIS):
        assert move(BOOK, State(), take(BOOK, State(), reading, "1"), Said(), urgent_only=True).kind == "advice"


def test_what_is_denied_by_name_is_asked_about_before_what_was_advised_on_last():
    state, _, _ = turn(State(), Reading("emergency_now", ("ces_bladder_change", "chest_pain")))
    assert turn(state, denies=True)[1].about == "chest_pain ces_bladder_change"  # told in one breath
    assert turn(state, denies=True, denied=("chest_pain",))[1].about == "chest_pain"
    later, _, _ = turn(state, Reading("same_day", ("new_numbness_tingling_one_leg",)), message="2")
    assert turn(later, denies=True)[1].about == "new_numbness_tingling_one_leg"


def test_a_joke_of_tablets_is_taken_back_only_by_a_plain_no():
    asked = replace(turn(State(), OVERDOSE)[0], asked="medicine_overdose")
    assert turn(asked, not_now=True, jest=True)[0].raised
    assert turn(asked, not_now=True)[0].raised == ()
    assert turn(asked, no=True)[0].raised == ()


def test_what_is_told_anew_is_no_no():
    asked = replace(turn(State(), EMERGENCY)[0], asked="ces_bladder_change")
    assert turn(asked, no=True, told=True)[1] != Move("no_sign")
    assert turn(asked, button=NO_SIGN)[1] == Move("no_sign")
    assert turn(asked, button=SIGN)[1] == turn(asked, yes=True)[1] == Move("sign")
    assert turn(asked, intent="affirm", not_now=True)[1] == Move("no_sign")  # "yes, that was years ago"


def test_only_a_no_takes_anything_back():
    asked = replace(turn(State(), EMERGENCY)[0], asked="ces_bladder_change m_steroids")
    assert taken_back(asked, Move("no_sign")) == {"ces_bladder_change", "m_steroids"}
    assert taken_back(asked, Move("sign")) == set()


def test_after_a_no_in_a_form_nothing_else_is_asked():
    asked = replace(turn(State(), SAME_DAY)[0], asked=SAME_DAY.flags[0])
    (alone, left), (in_form, _) = answer(BOOK, asked, Move("no_sign")), answer(BOOK, asked, Move("no_sign"), True)
    assert words(alone) == f"{words(in_form)} {BOOK.levels.phrases['ask_on']}"
    assert left.asked == ""


def test_advice_begins_anew_what_is_asked_and_reminded():
    state, _, _ = turn(State(), EMERGENCY)
    assert (state.asked, state.advised) == ("", "ces_bladder_change")
    for _ in range(2):
        state, _, _ = turn(state, intent="causes")
    assert (state.said, state.reminded) == ("remind", 2)
    doubt, _, _ = turn(replace(state, asked="x"), Reading("emergency_now", ("chest_pain",), doubtful=True))
    assert (doubt.asked, doubt.advised, doubt.said, doubt.reminded) == ("chest_pain", "chest_pain", "", 0)
    surer, _, _ = turn(doubt, Reading("emergency_now", ("chest_pain",)))
    assert surer.asked == "" and not surer.top.doubtful
    added, made, _ = turn(doubt, SAME_DAY)
    assert made.kind == "added" and (added.asked, added.advised) == ("", SAME_DAY.flags[0])


def test_a_yes_is_to_what_was_asked_and_help_on_its_way_answers_all():
    first, _, _ = turn(State(), Reading("emergency_now", ("ces_saddle_numbness",), doubtful=True))
    both, _, _ = turn(first, Reading("emergency_now", ("chest_pain",), doubtful=True))
    assert both.asked == "chest_pain" and [each.doubtful for each in both.raised] == [True, True]
    yes, made, _ = turn(both, yes=True)
    assert made == Move("sign") and yes.asked == ""
    assert {each.flag: each.doubtful for each in yes.raised} == {"chest_pain": False, "ces_saddle_numbness": True}
    helped, _, _ = turn(both, button=GOT_HELP)
    assert (helped.asked, helped.said) == ("", "got_help")
    assert all(each.in_hand and not each.doubtful for each in helped.raised)


def test_only_what_is_asked_back_in_doubt_leaves_a_question_open():
    for reading, said in ((EMERGENCY, "why"), (replace(EMERGENCY, doubtful=True), "im scared")):
        state = replace(turn(State(), reading)[0], asked="")
        assert turn(state, words=said)[0].asked == ""
