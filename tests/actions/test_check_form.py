"""The symptom check as a form: what leaves it, what is said of a sign in it, and what comes back to it."""

import pytest

from actions.check_form import ValidateCheckForm
from bot.core import quiz_voice
from bot.core.check_content import check
from bot.core.check_state import State
from bot.core.check_voice import CONTINUE
from bot.core.triage_state import Raised, Reading
from bot.core.triage_state import State as Noticed

from .talk import Talk

CHECK = check()
IDS = CHECK.ids()
SOON, TODAY = "persistent_pain", "new_numbness_tingling_one_leg"


def at(question, **slots):
    """A talk in the check at a question, with those before it answered with no or skipped."""
    before = {each: ("none",) if "none" in CHECK.question(each).ids() else () for each in IDS[: IDS.index(question)]}
    state = State(round=1, answers=before, at=question)
    return Talk("check_form", check=state.as_dict(), requested_slot="check_answer", **slots)


def say(talk, *args, **kwargs):
    return talk.say(ValidateCheckForm(), *args, **kwargs)


def noticed(*flags, level="same_day", **more):
    return Noticed(tuple(Raised(each, level) for each in flags), **more).as_dict()


def test_it_begins_with_the_first_question_and_for_whom_it_is():
    talk = Talk("check_form")
    assert "Question 1 of" in say(talk, "can I do the check for my mum", "check_symptoms")
    assert talk.slots["check"]["who"] == "your mum" and talk.slots["requested_slot"] == "check_answer"


def test_an_ended_checks_summary_is_shown_where_that_was_taken_for_a_wish_to_begin():
    done = State(round=1, answers={"where": ("groin",)}).as_dict()
    talk = Talk("check_form", check=done)
    assert "Where: front of the hip or groin." in say(talk, "the check summary", "check_symptoms")
    assert talk.slots["requested_slot"] is None


def test_an_answer_leads_to_the_next_question_also_clicked():
    assert "Question 2 of" in say(at("where"), "my groin")
    assert "Question 3 of" in at("saddle").click(ValidateCheckForm(), "check/1/saddle/none")


def test_a_button_of_something_else_is_answered_and_the_question_comes_back():
    talk = at("saddle")
    said = talk.click(ValidateCheckForm(), "relief/heat")
    assert CHECK.question("saddle").ask in said and talk.slots["topic"] == "relief/heat"


def test_an_emergency_ends_it_with_the_advice_and_keeps_the_place():
    talk = at("saddle")
    said = say(talk, "I can't feel when I wipe")
    assert "emergency help now" in said and talk.slots["requested_slot"] is None
    assert talk.slots["check"]["then"] == "paused"


def test_the_last_answer_gives_how_soon_the_summary_and_what_would_be_urgent():
    talk = at(IDS[-1])
    say(talk, "rest")
    assert len(talk.messages) == 3
    summary = talk.messages[1]
    assert "To show a doctor" in summary["text"] and summary["card"]["type"] == "summary"
    assert talk.slots["requested_slot"] is None and "check/again" in talk.offered


def test_the_last_answer_after_a_change_says_what_was_noted():
    talk = at(IDS[-1])
    say(talk, "no idea")
    assert talk.messages[0]["text"].startswith(CHECK.phrases["unknown"].split(".")[0])


def test_with_everything_skipped_nothing_can_be_said():
    talk = Talk(
        "check_form", check=State(round=1, answers=dict.fromkeys(IDS[:-1], ()), at=IDS[-1]).as_dict(),
        requested_slot="check_answer",
    )  # fmt: skip
    say(talk, "skip")
    assert len(talk.messages) == 1 and talk.messages[0]["text"] == CHECK.closing["unknown"]


def test_stopping_half_way_says_how_soon_what_was_told_is_to_be_seen():
    talk = at("began", triage=noticed(TODAY))
    said = say(talk, "stop")
    assert "needs a check today" in said and CHECK.phrases["stopped"] in said


def test_a_wish_for_the_quiz_leaves_it_and_keeps_the_place():
    talk = at("saddle")
    assert say(talk, "quiz me", "start_quiz") == CHECK.phrases["to_quiz"]
    assert talk.offered == [quiz_voice.START, CONTINUE] and talk.slots["check"]["at"] == "saddle"


def test_with_a_sign_that_stands_the_quiz_is_not_offered():
    talk = at("began", triage=noticed(TODAY))
    say(talk, "quiz me", "start_quiz")
    assert talk.slots["requested_slot"] == "check_answer" and quiz_voice.START not in talk.offered


def test_a_question_is_answered_and_the_open_one_comes_back():
    talk = at("tried")
    said = say(talk, "what is the psoas?", "connection", "connection/psoas")
    assert CHECK.question("tried").ask in said and "tried" not in talk.slots["check"]["answers"]


def test_what_no_option_knows_is_an_answer_where_any_words_are():
    talk = at("tried")
    say(talk, "tiger balm and a tens machine")
    assert talk.slots["check"]["answers"]["tried"] == ["other"]


def test_a_sign_told_besides_is_taken_in_and_the_question_asked_again():
    talk = at("began")
    reading = Reading("soon_gp", (SOON,), named=True)
    said = say(talk, "the pain never goes away whatever I do", "symptom", reading=reading)
    assert talk.slots["triage"]["raised"][0]["flag"] == SOON
    assert CHECK.question("began").ask in said and talk.slots["requested_slot"] == "check_answer"


def test_a_wish_for_the_check_in_the_check_asks_on():
    assert CHECK.question("began").ask in say(at("began"), "check me please", "check_symptoms")


def test_more_of_what_is_known_is_no_wish_for_exercises():
    talk = at("began", triage=noticed(TODAY))
    say(talk, "ow ow ow", "symptom", "symptom/ache")
    assert talk.slots["check"]["unclear"] == 1


@pytest.mark.parametrize(("answer", "stays"), [("yes", True), ("no", False)])
def test_what_is_asked_about_a_sign_is_answered_in_the_check(answer, stays):
    talk = at("began", triage=Noticed((Raised(TODAY, "same_day", doubtful=True),), asked=TODAY).as_dict())
    intent = "affirm" if stays else "deny"
    said = say(talk, answer, intent)
    flags = [each["flag"] for each in talk.slots["triage"]["raised"]]
    assert (TODAY in flags) == stays and CHECK.question("began").ask in said


def test_an_answer_that_something_urgent_is_due_to_is_asked_about_before_it_is_changed():
    raised = Raised(TODAY, "same_day", own="same_day")
    state = State(round=1, answers={"where": ("lower_back",), "saddle": ("none",), "nerves": ("numb",)}, at="unwell")
    talk = Talk(
        "check_form", check={**state.as_dict(), "last": "nerves"}, requested_slot="check_answer",
        triage=Noticed((raised,)).as_dict(),
    )  # fmt: skip
    talk.click(ValidateCheckForm(), "check/1/nerves/none")
    assert talk.slots["check"]["answers"]["nerves"] == ["numb"]
    assert TODAY in talk.slots["triage"]["asked"]


def test_what_is_said_of_the_advice_is_answered_in_the_check():
    talk = at("began", triage=noticed(TODAY))
    said = say(talk, "they have no appointments", "cannot_go")
    assert talk.slots["requested_slot"] == "check_answer" and CHECK.question("began").ask in said
