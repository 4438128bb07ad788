"""How answers change: added to, corrected by name, taken back; what they raise."""

from dataclasses import replace

import pytest

from bot.core.check_answers import keeping, means, taking_back, telling
from bot.core.check_content import NONE
from bot.core.check_state import State
from bot.core.check_summary import summary

from .check_talk import CHECK, IDS, MANY, at, buttons, course, play, said


def test_several_answers_at_once_are_taken_and_not_asked_again():
    turn = play(MANY)
    assert turn.state.answers == {"where": ("lower_back",), "long": ("weeks",), "bad": ("medium",), "cancer": (NONE,)}
    assert turn.facts == ("back_pain",) and turn.state.at == "saddle"
    assert "Noted. Where: lower back. How long: 3 weeks." in said(turn)
    asked = {turn.state.at}
    for text in ("no", "no weakness", "no", "slowly", "no", "none", "44", "same", "rest"):
        turn = course(turn.state).hear(text)
        asked.add(turn.state.at)
    assert turn.over and turn.raises == ()
    assert not asked & {"where", "long", "bad", "cancer"}


def test_what_is_denied_in_part_is_asked_for_the_rest_only():
    turn = play(MANY, "no")
    assert "You said no to numbness or tingling. And what about weakness or trouble in both legs?" in said(turn)
    assert "check/1/nerves/numb" not in buttons(turn)
    assert play(MANY, "no", "no").state.answers["nerves"] == (NONE,)
    assert play("groin", "no trouble peeing").state.answers == {"where": ("groin",)}
    assert play("groin", "no trouble peeing", "no numbness and pooing is fine").state.answers["saddle"] == (NONE,)


@pytest.mark.parametrize(
    ("texts", "changed", "now"),
    [
        ((MANY, "actually it was 2 weeks"), "long", ("week",)),
        ((MANY, "no sorry, left groin"), "where", ("groin",)),
        ((MANY, "i meant 7 out of 10"), "bad", ("strong",)),
        ((MANY, "hang on, it's more like 5 months"), "long", ("months",)),
        ((MANY, "change how long to 2 days"), "long", ("few",)),
        (("lower back, no sorry, left groin",), "where", ("groin",)),
    ],
)
def test_a_correction_changes_an_earlier_answer_whatever_is_asked(texts, changed, now):
    before, turn = play(*texts[:-1]), play(*texts)
    assert turn.state.answers[changed] == now
    if len(texts) > 1:
        assert turn.state.at == before.state.at and "Changed." in said(turn)
    assert NONE not in turn.state.answers.get("saddle", ())


def test_actually_no_goes_back_to_the_question_answered_last():
    state = course(at("cancer")).hear("yes").state
    turn = course(state).hear("actually no")
    assert turn.state.at == "cancer" and CHECK.phrases["again"] in said(turn)
    turn = course(turn.state).hear("no")
    assert turn.state.answers["cancer"] == (NONE,)
    assert "first said: cancer" in summary(CHECK, turn.state).text


def test_without_a_correction_an_answer_is_only_added_to():
    turn = play(MANY, "no", "no")
    turn = course(turn.state).hear("also I can't pee properly since today")
    assert turn.raises == ("ces_bladder_change",) and turn.state.answers["saddle"] == ("pee",)
    assert turn.state.answers["long"] == ("weeks",)
    assert course(turn.state).hear("toilet fine, no numbness") is None  # takes nothing back by the way


def test_what_was_not_known_may_be_told_later():
    turn = play("groin", "dunno", "actually peeing is hard to start")
    assert turn.raises == ("ces_bladder_change",) and turn.state.unknown == ()
    assert "Not known" not in summary(CHECK, turn.state).text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("change the pain to 7", ("bad", "strong")),
        ("pain is actually 2", ("bad", "mild")),
        ("put my pain at 8 please", ("bad", "strong")),
        ("the pain is 2", ("bad", "mild")),
        ("sorry I meant my hip not my back", ("where", "side")),
        ("it's the groin, not my back", ("where", "groin")),
        ("make my age 45", ("age", "adult")),
    ],
)
def test_an_earlier_answer_is_changed_by_name(text, answer):
    given = {**dict.fromkeys(IDS, ()), "where": ("lower_back",), "bad": ("medium",), "age": ("fifty",)}
    turn = course(State(1, given, last="tried")).hear_afterwards(text)
    assert turn.state.answers[answer[0]] == (answer[1],) and "Changed." in turn.noted
    del given["cancer"]
    turn = course(State(1, given, at="cancer")).hear(text)
    assert turn.state.answers[answer[0]] == (answer[1],) and "Changed." in said(turn) and turn.state.at == "cancer"


@pytest.mark.parametrize(
    ("texts", "raises"),
    [
        (("3 weeks, no better",), ["persistent_pain"]),
        (("3 weeks", "not improving"), ["persistent_pain"]),
        (("2 days, the same",), []),
        (("3 weeks, getting better",), []),
        (("2 days, getting worse",), ["persistent_pain"]),
        (("9 out of 10",), ["sudden_severe_pain"]),
        (("8.5/10",), ["sudden_severe_pain"]),
        (("both legs are tingling",), ["bilateral_leg_symptoms"]),
        (("middle of my back for 2 months",), ["upper_back_pain"]),
    ],
)
def test_flags_of_one_or_of_several_answers(texts, raises):
    turn = play(*texts)
    assert list(turn.raises) == raises


def test_an_answer_given_again_is_raised_again():
    click = "check/1/saddle/pee"
    turn = course(play("groin").state).click(click)
    assert turn.raises == ("ces_bladder_change",)
    assert course(turn.state).click(click).raises == ("ces_bladder_change",)


def test_what_is_said_of_a_past_illness_later_is_kept():
    state = course(at("cancer")).hear("yes").state
    assert course(state).hear("breast cancer in 2010").state.words["cancer"].endswith("breast cancer in 2010")


def test_taking_back_both_legs_leaves_one_to_be_asked_about():
    state = replace(at("unwell"), answers={"where": ("lower_back",), "saddle": (NONE,), "nerves": ("both",)})
    left = taking_back(CHECK, state, {"bilateral_leg_symptoms"}, [])
    assert left.at == "nerves" and "nerves" not in left.answers and left.denied["nerves"] == ("both",)
    assert "You said no to trouble in both legs" in said(course(left).begin("continue"))
    done = taking_back(CHECK, replace(state, at=None), {"bilateral_leg_symptoms"}, [])
    assert done.at is None and done.answers["nerves"] == (NONE,)


WEAK = {"where": ("lower_back",), "saddle": (NONE,), "nerves": ("weak",)}


def test_what_the_answers_mean_is_known():
    assert "back_pain" in means(CHECK, State(answers={"where": ("lower_back",)}))
    assert means(CHECK, State(answers={"nerves": (NONE,)})) == set()


def test_what_is_told_besides_is_kept_once_and_not_where_an_answer_says_it():
    state = State(words={"where": "it started in my left hip"})
    assert telling(state, "um, my left hip") == state and telling(state, "!!!") == state
    told = telling(state, "I fell off a ladder")
    assert told.told == ("I fell off a ladder",) and telling(told, "I fell off a ladder") == told


def test_an_answer_that_is_doubted_stands_as_it_was_till_that_is_answered():
    before = State(answers=WEAK, words={"nerves": "my leg gives way"}, before={"saddle": ("pee",)})
    denied = State(
        answers={**WEAK, "nerves": (NONE,)}, words={"nerves": "no it does not"}, before={"nerves": ("weak",)}
    )
    signs = set(CHECK.question("nerves").option("weak").raises)
    kept = keeping(CHECK, denied, before, signs)
    assert kept.answers == WEAK and kept.words == before.words and kept.before == {}
    assert keeping(CHECK, denied, before, {"chest_pain"}) == denied


def test_a_yes_without_which_one_is_taken_back_with_its_sign():
    yes = State(answers={"saddle": ()}, words={"saddle": "yes"})
    assert taking_back(CHECK, yes, set(CHECK.question("saddle").yes), []).answers["saddle"] == (NONE,)


def test_what_was_told_besides_and_taken_back_is_named():
    state = State(answers={"where": ("groin",)}, told=("I fell off a ladder",))
    after = taking_back(CHECK, state, {"major_trauma"}, ["a bad fall"])
    assert after.retracted == ("a bad fall",)
    assert taking_back(CHECK, after, {"major_trauma"}, ["a bad fall"]) == after
