"""One message as triage sees it: what is needed of a message before it counts as an answer to the advice."""

from dataclasses import replace

import pytest

from bot.core.check_state import State as CheckState
from bot.core.quiz import Course
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State as QuizState
from bot.core.triage_message import CHECK_FORM, QUIZ_FORM
from bot.core.triage_moves import Move
from bot.core.triage_state import Raised, Reading, State
from bot.core.triage_turn import of

EMERGENCY = State((Raised("ces_bladder_change", "emergency_now"),))
TODAY = State((Raised("new_numbness_tingling_one_leg", "same_day"),))


def turn(state, text, intent="", confidence=0.9, topic=None, chance=0.9, loop=None, reading=None, more=None, **slots):
    message = {
        "text": text,
        "message_id": text,
        "intent": {"name": intent, "confidence": confidence},
        "response_selector": {"default": {"response": {"intent_response_key": topic, "confidence": chance}}},
        "triage": reading.as_dict() if reading else None,
        **(more or {}),
    }
    return of({"triage": state.as_dict(), **slots}, message, loop)


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "move"),
    [
        ("they are coming", "got_help", 0.8, Move("reply", "got_help")),
        ("been to work", "got_help", 0.4, Move("remind")),  # a guess ends no reminders
        ("is it ok that they come", "got_help", 0.9, Move("remind")),  # nor does a question
        ("it was over two days", "fine_now", 0.26, Move("remind")),
        ("all good", "fine_now", 0.8, Move("reply", "fine_now")),
    ],
)
def test_what_is_only_guessed_is_no_answer(text, intent, confidence, move):
    assert turn(EMERGENCY, text, intent, confidence).move == move


def test_a_topic_is_an_answer_only_if_it_is_clear():
    assert turn(TODAY, "cheers", "chitchat", 0.9, "chitchat/thanks", 0.9).move == Move("reply", "thanks")
    assert turn(TODAY, "cheers", "chitchat", 0.9, "chitchat/thanks", 0.4).move is None


def test_after_another_answer_why_is_about_that():
    assert turn(TODAY, "why?", offered=[["triage/got_help", "I have got help"]]).move == Move("reply", "why")
    assert turn(TODAY, "why?", topic="x", offered=[["relief/heat", "Heat"]]).move is None
    told = turn(TODAY, "in simpler words", "simpler", offered=[])
    assert told.move == Move("reply", "plainer")
    slots = {"topic": "connection/psoas"}
    message = {"text": "in simpler words", "intent": {"name": "simpler", "confidence": 0.9}}
    assert of({"triage": TODAY.as_dict(), **slots}, message, None).move is None


def test_a_no_to_the_advice_is_met_with_it_again():
    assert turn(TODAY, "no", "deny").move == Move("remind")
    assert turn(TODAY, "no", "deny", offered=[["relief/heat", "Heat"]]).move is None
    assert turn(TODAY, "no way", "deny").move == Move("reply", "wont_go")


def test_carry_on_is_no_answer_to_advice():
    assert turn(TODAY, "carry on", "more").move is None
    assert turn(EMERGENCY, "carry on", "more").move == Move("remind")


def test_in_the_quiz_why_is_about_the_question():
    state = Course(quiz(), QuizState()).begin("start").state.as_dict()
    assert turn(TODAY, "why?", "is_it_bad", loop=QUIZ_FORM, quiz=state).move is None
    assert turn(TODAY, "ok I rang them", "got_help", loop=QUIZ_FORM, quiz=state).move == Move("reply", "got_help")


def test_what_only_resembles_one_more_sign_names_none_while_an_emergency_stands():
    resembles = Reading("emergency_now", ("sepsis_signs",))
    assert turn(EMERGENCY, "am I going to die", reading=resembles).after.raised == EMERGENCY.raised
    assert turn(TODAY, "am I going to shake", reading=resembles).after.top.flag == "sepsis_signs"
    for sure in (
        Reading("emergency_now", ("chest_pain",), named=True),
        Reading("emergency_now", ("chest_pain",), strong=True),
    ):
        assert turn(EMERGENCY, "and my chest hurts", reading=sure).after.top.flag == "chest_pain"
    helped = State((Raised("ces_bladder_change", "emergency_now", in_hand=True),))
    assert turn(helped, "she fell over just now", reading=resembles).after.top.flag == "sepsis_signs"


SEVERE = Reading("emergency_now", ("sudden_severe_pain",), ("back_pain",))


@pytest.mark.parametrize(
    ("text", "reading", "raised"),
    [
        ("the pain is down to 4", SEVERE, False),
        ("the pain is down to 4", replace(SEVERE, named=True), True),  # what the rules find counts in any case
        ("the pain is down to 4", replace(SEVERE, strong=True), True),
        ("the pain is at 9", SEVERE, True),
        ("the pain is at 4 and my legs give way", SEVERE, True),
    ],
)
def test_what_a_number_alone_resembles_is_no_sign(text, reading, raised):
    after = turn(State(), text, reading=reading).after
    assert bool(after.raised) == raised and "back_pain" in after.facts


def test_a_number_alone_lowers_nothing():
    assert turn(TODAY, "the pain is down to 2", reading=SEVERE).after.level == "same_day"


BOTH = State((Raised("bilateral_leg_symptoms", "emergency_now", other=True),))


def test_only_one_leg_leaves_the_lesser_sign_and_whose_it_is():
    one = turn(BOTH, "sorry, only one leg")
    assert one.narrowed == {"bilateral_leg_symptoms"} and one.before.raised == ()
    assert [(each.flag, each.level, each.other) for each in one.after.raised] == [
        ("new_numbness_tingling_one_leg", "same_day", True)
    ]
    assert one.move.kind == "advice"
    read_again = turn(BOTH, "sorry, only one leg", reading=Reading("emergency_now", ("bilateral_leg_symptoms",)))
    assert [each.flag for each in read_again.after.raised] == ["new_numbness_tingling_one_leg"]
    unknown = turn(BOTH, "sorry, only one leg", reading=Reading("same_day", ("of_an_older_model",), named=True))
    assert [each.flag for each in unknown.after.raised] == ["new_numbness_tingling_one_leg"]


def test_only_one_leg_is_no_less_where_nobody_told_of_both():
    assert turn(TODAY, "sorry, only one leg").narrowed == frozenset()
    assert turn(BOTH, "sorry, only one leg", loop=QUIZ_FORM).narrowed == frozenset()


@pytest.mark.parametrize(
    ("text", "loop", "raised"),
    [("both", None, True), ("no, actually both", CHECK_FORM, True), ("both", CHECK_FORM, False),
     ("no, actually both", QUIZ_FORM, False), ("both of us like it", None, False)],
)  # fmt: skip
def test_the_other_leg_as_well_is_the_greater_sign(text, loop, raised):
    after = turn(TODAY, text, loop=loop).after
    assert ("bilateral_leg_symptoms" in [each.flag for each in after.raised]) == raised
    assert after.level == ("emergency_now" if raised else "same_day")


def test_what_was_taken_back_a_moment_ago_is_there_after_all():
    gone = State(doubted="ces_bladder_change")
    again = turn(gone, "well, actually yes")
    assert again.after.top.flag == "ces_bladder_change" and again.after.level == "emergency_now"
    assert again.after.doubted == "" and again.move.kind == "advice"
    assert turn(gone, "well, actually yes", loop=CHECK_FORM).after.raised == ()
    other = turn(gone, "thanks")
    assert other.after.raised == () and other.after.doubted == ""
    standing = replace(EMERGENCY, doubted="ces_bladder_change")  # asked about, and not taken back
    assert turn(standing, "the weather is fine").after.doubted == "ces_bladder_change"


def test_who_cannot_talk_on_the_phone_told_of_no_stroke():
    resembles = Reading("emergency_now", ("stroke_signs",), ("faintness",), named=True)
    after = turn(EMERGENCY, "I can't talk right now", reading=resembles).after
    assert [each.flag for each in after.raised] == ["ces_bladder_change"] and after.facts == ("faintness",)
    assert turn(TODAY, "I can't talk right now", reading=resembles).after.top.flag == "stroke_signs"


def test_fear_explains_no_sign_away():
    assert turn(EMERGENCY, "no, I'm just scared").move == Move("reply", "scared")
    asked = turn(EMERGENCY, "only because I was sitting cross legged, gone now").move
    assert asked == Move("sure", "ces_bladder_change")


def test_what_works_again_is_asked_about_by_its_name():
    made = turn(EMERGENCY, "I just went, a normal wee").move
    assert made == Move("sure", "ces_bladder_change")
    asked = replace(EMERGENCY, asked="ces_bladder_change")
    assert turn(asked, "I just went, a normal wee").move == Move("no_sign")


def test_the_country_is_the_one_named_then_the_one_known_then_the_channels():
    channel = {"metadata": {"locale": "en-AU"}}
    assert turn(State(), "hello", more=channel).after.country == "AU"
    assert turn(State(country="GB"), "hello", more=channel).after.country == "GB"
    assert turn(State(country="GB"), "I'm in Ireland", more=channel).after.country == "IE"
    clicked = {"entities": [{"entity": "opens", "value": "causes/jobs"}]}
    assert turn(State(), "Ireland", "show", more=clicked).after.country is None


def test_a_mothers_cancer_is_not_put_together_with_ones_own_back():
    told = Reading(facts=("m_cancer_history",), other=True)
    hers = turn(State(), "my mum had cancer", reading=told).after
    assert hers.theirs == ("m_cancer_history",)
    assert turn(hers, "I have back pain", reading=Reading(facts=("back_pain",))).after.raised == ()
    own = Reading(facts=("m_cancer_history",))
    assert turn(State(), "I had cancer", reading=own).after.mine == ("m_cancer_history",)
    assert turn(State(), "I had cancer", reading=own, loop=CHECK_FORM).after.mine == ()  # whose, the check knows
    assert turn(State(), "my mum had cancer", reading=own).after.theirs == ()  # the screen read it as one's own


STEROIDS = State(
    (Raised("fragility_fracture_spine", "same_day", rule="steroids_and_fall"),), facts=("m_steroids", "fall")
)


@pytest.mark.parametrize(
    ("text", "reading", "about"),
    [
        ("no not me, my brother is on steroids", Reading(facts=("m_steroids",)), "m_steroids"),
        ("no not me, my brother takes those", None, "m_steroids"),
        ("my brother is on steroids too", Reading(facts=("m_steroids",)), None),
        ("my brother likes stretching", None, None),
    ],
)
def test_tablets_that_are_somebody_elses_are_asked_about(text, reading, about):
    made = turn(STEROIDS, text, reading=reading).move
    assert (made.about if made and made.kind == "sure" else None) == about


def test_a_sign_that_is_another_persons_is_advised_on_for_them():
    assert turn(EMERGENCY, "it's my husband, not me").move == Move("theirs")
    theirs = State((Raised("ces_bladder_change", "emergency_now", other=True),))
    assert turn(theirs, "no it's me, not my mum").move == Move("whom", "mine")


def checked(**changes):
    """The symptom check with its question on the place answered."""
    kept = CheckState(round=1, answers={"where": ("lower_back",)}, at="saddle")
    return replace(kept, **changes).as_dict()


def test_what_is_told_in_a_check_for_somebody_is_theirs():
    numb = Reading("same_day", ("new_numbness_tingling_one_leg",), named=True)
    hers = turn(State(), "her foot is numb", loop=CHECK_FORM, reading=numb, check=checked(who="your mum"))
    assert hers.after.top.other
    assert not turn(State(), "a numb foot", loop=CHECK_FORM, reading=numb, check=checked()).after.top.other


def test_what_can_wait_waits_for_the_end_of_the_check():
    numb = Reading("same_day", ("new_numbness_tingling_one_leg",), named=True)
    told = turn(State(), "my foot is numb", loop=CHECK_FORM, reading=numb, check=checked())
    assert told.move is None and told.aside is None and told.after.level == "same_day"
    urgent = Reading("emergency_now", ("chest_pain",), named=True)
    assert turn(State(), "my chest hurts", loop=CHECK_FORM, reading=urgent, check=checked()).move.kind == "advice"


def test_in_the_check_a_bare_answer_is_about_its_question():
    standing = {"loop": CHECK_FORM, "check": checked()}
    assert turn(TODAY, "no", "deny", **standing).aside is None
    assert turn(replace(TODAY, asked=TODAY.top.flag), "no", "deny", **standing).aside == Move("no_sign")
    assert turn(TODAY, "why is that urgent", "why", **standing).aside == Move("reply", "why")
    assert turn(TODAY, "why is that urgent", "why", **standing).move is None


def test_who_says_where_they_are_is_told_whom_to_call_there():
    assert turn(TODAY, "I'm in Ireland", "country").move == Move("number")
    in_check = turn(TODAY, "I'm in Ireland", "country", loop=CHECK_FORM, check=checked())
    assert in_check.move is None and in_check.aside == Move("number")


def test_a_change_of_an_answer_just_after_the_check_is_no_word_on_the_advice():
    ended = {"check": checked(at=None), "offered": [["check/again", "Start the check again"]]}
    assert turn(TODAY, "actually it's my hip", "mistaken", **ended).move is None
    assert turn(TODAY, "actually it's my hip", "mistaken").move.kind == "sure"


def test_a_question_is_open_for_one_message():
    asked = replace(EMERGENCY, asked="ces_bladder_change")
    assert turn(asked, "is it far").after.asked == ""
    yes = turn(asked, "yes", "affirm")
    assert yes.move == Move("sign") and yes.after.asked == "ces_bladder_change"
    assert turn(asked, "no", "deny").move == Move("no_sign")


@pytest.mark.parametrize("text", ["no", "none of those", "not even a little"])
def test_a_plain_no_is_one(text):
    assert turn(replace(EMERGENCY, asked="ces_bladder_change"), text).move == Move("no_sign")


@pytest.mark.parametrize("text", ["not sure", "maybe", "I can't tell", "a bit", "it's still numb"])
def test_who_cannot_tell_is_better_seen(text):
    assert turn(replace(EMERGENCY, asked="ces_bladder_change"), text).move == Move("sign")
