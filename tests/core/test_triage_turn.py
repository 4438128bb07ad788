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
from bot.core.triage_voice import GOT_HELP

EMERGENCY = State((Raised("ces_bladder_change", "emergency_now"),))
TODAY = State((Raised("new_numbness_tingling_one_leg", "same_day"),))
BOTH = State((Raised("bilateral_leg_symptoms", "emergency_now", other=True),))
TABLETS = State((Raised("medicine_overdose", "emergency_now"),))
CHEST = replace(EMERGENCY, raised=(*EMERGENCY.raised, Raised("chest_pain", "emergency_now")))
STEROIDS = State(
    (Raised("fragility_fracture_spine", "same_day", rule="steroids_and_fall"),), facts=("m_steroids", "fall")
)


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


def clicked(state, text, opens, **slots):
    entities = [{"entity": "opens", "value": opens}]
    return turn(state, text, "show", more={"entities": entities}, **slots)


def quizzed():
    """The quiz with its first question open."""
    return {"loop": QUIZ_FORM, "quiz": Course(quiz(), QuizState()).begin("start").state.as_dict()}


def test_a_message_counts_once_and_the_same_words_again_count_again():
    worse = Reading("same_day", ("persistent_pain",), ("m_worsening",), named=True)
    for first, second, times in (("a", "a", 1), ("a", "b", 2), (None, None, 2)):  # ids
        told = turn(State(), "it is worse", reading=worse, more={"message_id": first})
        again = turn(told.after, "it is worse", reading=worse, more={"message_id": second})
        assert told.move.kind == "advice" and again.after.top.times == times
    assert [each.message for each in turn(State(), "a numb foot", reading=worse).after.raised] == ["a numb foot"]


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
    assert turn(TODAY, "why?", "is_it_bad", **quizzed()).move is None
    assert turn(TODAY, "ok I rang them", "got_help", **quizzed()).move == Move("reply", "got_help")


def test_in_the_quiz_a_no_answers_the_quiz():
    asked = replace(EMERGENCY, asked="ces_bladder_change")
    assert turn(asked, "no", "deny", **quizzed()).move == Move("remind")
    assert turn(asked, "no", "deny").move == Move("no_sign")


def test_what_is_clicked_is_taken_as_what_the_button_says():
    assert clicked(EMERGENCY, "I have got help", GOT_HELP).move == Move("reply", "got_help")
    for text in ("I just went, a normal wee", "it was a joke", "sorry, only one leg", "well, actually yes"):
        state = replace(EMERGENCY, raised=(*EMERGENCY.raised, *BOTH.raised), doubted="chest_pain")
        nothing = clicked(state, text, "causes/jobs")
        assert nothing.move == Move("remind") and nothing.after.raised == state.raised
    assert clicked(STEROIDS, "he takes those", "causes/jobs").move is None


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


@pytest.mark.parametrize(
    ("text", "intent", "slots", "counted"),
    [
        ("why do you say that", "", {}, False),  # by its words
        ("why do you say that", "", {"offered": [["relief/heat", "Heat"]]}, True),  # that is about another answer
        ("they are coming", "got_help", {}, False),  # by what it means
        ("I live in a small place", "country", {}, False),
        ("they told me to come back on Monday", "", {}, False),
        ("I don't want to waste their time with this", "", {}, True),  # long enough to tell of something besides
        ("just joking", "", {}, False),
        ("it all feels odd", "causes", {}, True),
        ("actually it's my hip", "", {"check": "ended"}, False),
    ],
)
def test_what_answers_advice_and_only_resembles_a_sign_adds_none(text, intent, slots, counted):
    if "check" in slots:
        slots = {"check": checked(at=None), "offered": [["check/again", "Start the check again"]]}
    resembles = Reading("emergency_now", ("sepsis_signs",))
    after = turn(TODAY, text, intent, reading=resembles, **slots).after
    assert ("sepsis_signs" in [each.flag for each in after.raised]) == counted
    if not slots:  # where nothing stands, nothing is answered
        assert turn(State(), text, intent, reading=resembles).after.top.flag == "sepsis_signs"


def test_what_works_again_and_only_resembles_a_sign_adds_none():
    peeing = State((Raised("ces_bladder_change", "same_day"),))
    resembles = Reading("emergency_now", ("sepsis_signs",))
    assert turn(peeing, "I just went, a normal wee", reading=resembles).after.raised == peeing.raised
    assert turn(TODAY, "I just went, a normal wee", reading=resembles).after.top.flag == "sepsis_signs"


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


def test_both_adds_to_one_leg_and_to_nothing_else():
    assert turn(State(), "no, actually both").after.raised == ()
    chest = Reading("emergency_now", ("chest_pain",), named=True)
    for before in (State(), BOTH):
        after = turn(before, "no, actually both", reading=chest).after
        assert [each.flag for each in after.raised] == ["chest_pain", *(each.flag for each in before.raised)]


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
    violent = State((Raised("violence_or_neglect", "emergency_now"),))
    assert turn(violent, "he's drunk a lot of vodka").move == Move("reply", "danger")  # and not "only the vodka"


def test_what_works_again_is_asked_about_by_its_name():
    made = turn(EMERGENCY, "I just went, a normal wee").move
    assert made == Move("sure", "ces_bladder_change")
    asked = replace(EMERGENCY, asked="ces_bladder_change")
    assert turn(asked, "I just went, a normal wee").move == Move("no_sign")
    for state in (CHEST, replace(CHEST, advised="chest_pain")):
        assert turn(state, "I just went, a normal wee").move == Move("sure", "ces_bladder_change")


@pytest.mark.parametrize(
    ("before", "text", "reading", "about"),
    [
        (CHEST, "my chest is fine", Reading(denied=("chest_pain",)), "chest_pain"),
        (CHEST, "my leg is fine", Reading(denied=("foot_drop_one_leg_weakness",)), None),  # nobody spoke of it
        (STEROIDS, "I take nothing at all", Reading(denied=("m_steroids",)), "m_steroids"),
        (
            TABLETS,
            "I didn't take 20 tablets",
            Reading("emergency_now", ("medicine_overdose",), named=True),
            "medicine_overdose",
        ),
        (
            EMERGENCY,
            "I just went, a normal wee",
            Reading("emergency_now", ("ces_bladder_change",), named=True),
            "ces_bladder_change",
        ),
        (EMERGENCY, "I don't have that", None, "ces_bladder_change"),
        (CHEST, "I don't have that, it's my chest", Reading("emergency_now", ("chest_pain",), named=True), None),
        (EMERGENCY, "I never had that, still", None, None),  # what is there is no mistake
    ],
)
def test_what_is_denied_is_asked_about_where_nothing_is_told_beside(before, text, reading, about):
    made = turn(before, text, reading=reading).move
    assert (made.about if made and made.kind == "sure" else None) == about


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
    unsaid = turn(State(), "cancer", reading=own).after
    assert unsaid.facts == ("m_cancer_history",) and unsaid.mine == unsaid.theirs == ()


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


def test_those_tablets_are_the_ones_told_of_whatever_was_advised_on_last():
    both = replace(STEROIDS, raised=(*TODAY.raised, *STEROIDS.raised), advised=TODAY.top.flag)
    for text in ("he takes those", "no not me, my brother takes those"):
        assert turn(both, text).move == Move("sure", "m_steroids")
    assert turn(both, "that was my brother").move.about.startswith(TODAY.top.flag)
    assert turn(both, "he takes those", loop=CHECK_FORM, check=checked()).move is None  # an answer of the check


def test_only_what_is_said_of_tablets_takes_them_back():
    asked = replace(STEROIDS, asked="m_steroids", advised="fragility_fracture_spine")
    assert turn(asked, "that was my brother").move == Move("no_sign")
    named = Reading(facts=("m_steroids",))
    assert turn(asked, "no not me, my brother is on steroids", reading=named).move == Move("no_sign")
    assert turn(asked, "what is the psoas", "anatomy").move is None
    for sign in ("ces_bladder_change", "medicine_overdose"):  # another's numb legs say nothing of one's own
        standing = State((Raised(sign, "emergency_now"),), asked=sign)
        assert turn(standing, "that was my brother").move == Move("sure", sign)
    assert turn(TABLETS, "I was joking").move == Move("sure", "medicine_overdose")
    assert turn(replace(TABLETS, asked="medicine_overdose"), "I was joking").move.kind == "sure"  # it is no joke
    assert turn(replace(EMERGENCY, asked="ces_bladder_change"), "I was joking").move == Move("no_sign")


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
    denied = turn(replace(TODAY, asked=TODAY.top.flag), "no", "deny", **standing)
    assert denied.aside == Move("no_sign") and denied.after.asked == TODAY.top.flag
    assert turn(TODAY, "they are coming", "got_help", **standing).aside == Move("reply", "got_help")
    assert turn(TODAY, "no", "deny").aside is None  # only the check has one
    assert turn(replace(TODAY, country="GB"), "since Monday", **standing).aside is None
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
    thanks = {"topic": "chitchat/thanks", "reading": Reading(denied=TODAY.raised[0].flag.split())}
    assert turn(TODAY, "actually it's my hip", **thanks, **ended).move is None
    assert turn(TODAY, "it's been like this for years", **ended).move is None
    assert turn(TODAY, "it's been like this for years").move == Move("reply", "long_known")


def test_a_question_is_open_for_one_message():
    asked = replace(EMERGENCY, asked="ces_bladder_change")
    assert turn(asked, "is it far").after.asked == ""
    yes = turn(asked, "yes", "affirm")
    assert yes.move == Move("sign") and yes.after.asked == "ces_bladder_change"
    no = turn(asked, "no", "deny")
    assert no.move == Move("no_sign") and no.after.asked == "ces_bladder_change"


@pytest.mark.parametrize("text", ["no", "none of those", "not even a little"])
def test_a_plain_no_is_one(text):
    assert turn(replace(EMERGENCY, asked="ces_bladder_change"), text).move == Move("no_sign")


@pytest.mark.parametrize("text", ["not sure", "maybe", "I can't tell", "a bit", "it's still numb"])
def test_who_cannot_tell_is_better_seen(text):
    assert turn(replace(EMERGENCY, asked="ces_bladder_change"), text).move == Move("sign")
