"""The quiz: moves and clicks, while a question is open and when it is over."""

from dataclasses import replace

import pytest

from bot.core import quiz_voice
from bot.core.loop import PAUSED
from bot.core.messages import Button, Message
from bot.core.quiz_reading import read_afterwards
from bot.core.quiz_state import Score, State, score

from .quiz_talk import IDS, KEYS, QUIZ, buttons, course, play, said


def test_begins_with_one_line_and_the_first_question():
    turn = play()
    assert turn.state == State(round=1, order=tuple(IDS), at="tight_hips")
    assert turn.messages[0].text.startswith("5 questions")
    assert turn.messages[1].text.startswith("Question 1 of")
    assert [button.title for button in turn.messages[1].buttons] == ["True", "False"]
    assert buttons(turn.messages) == ["quiz/1/tight_hips/true", "quiz/1/tight_hips/false"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a and b", QUIZ.phrases["several"]),
        ("hint", f"A hint: {QUIZ.questions[1].hint}"),
        ("why is question 4 wrong", QUIZ.phrases["why_later"]),
    ],
)
def test_what_needs_no_question_again_brings_back_the_buttons_alone(text, words):
    turn = play("true", text)
    assert [message.text for message in turn.messages] == [words]
    assert turn.state.at == "not_a_cause" and len(buttons(turn.messages)) == 4


def test_skip_back_change_and_score():
    turn = play("skip", "d", "back", "change question 1 to true", "d")
    assert turn.state.answers == {"tight_hips": "true", "not_a_cause": "d"}
    assert turn.state.at == "stretch"
    assert "2 of 2" in said(course(turn.state).hear("score"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("change question 9 to a", "There is no question 9 here; there are 5"),
        ("go to question 12", "There is no question 12"),
        ("change question 4 to true", "Question 4 has not been asked yet"),
        ("change question 5 to a", "Question 5 has not been asked yet"),
        ("change question 1 to banana", "not one of the choices for question 1: true, false."),
        ("change my answer to false", "question 1 is now false"),
        ("back", "Question 1 of"),
        ("why?", "About question 1"),
        ("repeat", "Question 2 of"),
        ("continue the quiz", "Question 2 of"),
        ("what does imbalance mean", "An imbalance means"),
        ("what does that word mean", "Which word do you mean?"),
    ],
)
def test_side_moves_answer_and_keep_the_place(text, words):
    turn = play("true", text)
    assert words in said(turn)
    assert turn.state.answers.keys() == {"tight_hips"}
    assert buttons(turn.messages)


def test_why_before_any_answer_promises_it_for_later():
    assert QUIZ.phrases["why_later"] in said(play("why"))


def test_stopping_what_is_paused_ends_the_pause():
    stopped = course(replace(play("true").state, then=PAUSED)).hear("stop")
    assert stopped.over and stopped.state.stopped and stopped.state.then == ""


def test_back_at_the_first_question_says_so():
    assert QUIZ.phrases["first_question"] in said(play("back"))


def test_stop_gives_the_score_so_far_and_can_be_continued():
    turn = play("true", "a", "stop")
    assert turn.over and turn.messages == []
    messages = course(turn.state).voice.result()
    assert "You got 1 of 2 right." in messages[0].text
    assert quiz_voice.CONTINUE in buttons(messages)
    again = course(turn.state).begin("continue")
    assert "Question 3 of" in said(again)
    assert "1 of 2 so far" in said(again)


def test_old_second_and_late_clicks_change_nothing_and_say_so():
    first = play()
    old = buttons(first.messages)[0]
    turn = course(first.state).click(old)
    assert turn.state.answers == {"tight_hips": "true"}
    for stale in (
        old,
        "quiz/1/heat/true",
        "quiz/9/not_a_cause/a",
        "quiz/1/not_a_cause/z",
        "quiz/x",
        "quiz/1/not_a_cause",
    ):
        after = course(turn.state).click(stale)
        assert QUIZ.phrases["stale"] in said(after), stale
        assert after.state == turn.state
    ended = play(*KEYS)
    assert course(ended.state).voice.too_late()[0].text == QUIZ.phrases["over"]
    assert course(State()).voice.too_late()[0].text == QUIZ.phrases["nothing_open"]


def test_a_round_started_again_does_not_take_the_old_rounds_clicks():
    first = play()
    again = play("start again")
    assert QUIZ.phrases["stale"] in said(course(again.state).click(buttons(first.messages)[0]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what's the answer", "It is b)"),
        ("go to question 1", "Question 1 of"),
        ("go to question 2", "Question 2 of"),
        ("go to question 3", "Question 3 of"),
        ("go to question 4", "question 4 comes a little later"),
        ("go to question 5", "question 5 comes a little later"),
        ("change the vitamins one to a", "question 2 is now a)"),
        ("change the tight hip flexors one to false", "question 1 is now false"),
        ("why was 1 wrong", "About question 1"),
        ("change the banana one to a", "Which question do you mean? Say its number, from 1 to 5."),
        ("change the hip flexor one to a", "Which question"),
        ("again", "Question 3 of"),
    ],
)
def test_more_moves_in_the_middle(text, words):
    turn = play("true", "d", text)
    assert words in turn.messages[0].text


def test_actually_changes_the_answer_just_given_and_not_the_open_question():
    turn = play("true", "actually false")
    assert turn.state.answers == {"tight_hips": "false"} and turn.state.at == "not_a_cause"
    assert play("actually false").state == turn.state  # the first, as none was given before
    assert play("true", "back", "actually false").state == turn.state


def test_the_open_question_can_be_answered_by_a_change():
    assert play("true", "change question 2 to c").state.answers == {"tight_hips": "true", "not_a_cause": "c"}


def test_the_reason_is_that_of_the_answer_given_or_changed_last():
    assert "About question 2" in said(play("true", "d", "why?"))
    assert "About question 1" in said(play("true", "d", "change question 1 to false", "why?"))


@pytest.mark.parametrize("text", ["skip", "what's the answer"])
def test_what_is_skipped_or_told_counts_as_not_answered(text):
    assert play(text).state.answers == {"tight_hips": ""}


def test_starting_again_says_so_in_place_of_how_it_goes():
    turn = play("true", "start again")
    assert turn.state == State(round=2, order=tuple(IDS), at="tight_hips")
    assert [message.text[:14] for message in turn.messages] == ["From the start", "Question 1 of "]


@pytest.mark.parametrize("text", ["my cat is ill", "thank you"])
def test_a_remark_is_no_move(text):
    open_quiz = course(play("true").state)
    assert open_quiz.hear(text) is None and open_quiz.reads_as(text) == ""


@pytest.mark.parametrize(
    ("button", "as_typed"), [("skip", "skip"), ("hint", "hint"), ("stop", "stop"), ("c", "c"), ("d", "vitamins")]
)
def test_a_click_does_what_typing_does(button, as_typed):
    turn = play("true")
    assert course(turn.state).click(f"quiz/1/not_a_cause/{button}") == course(turn.state).hear(as_typed)


@pytest.mark.parametrize("wish", ["continue", "go on"])
def test_going_on_forgets_the_stop_and_what_was_unclear(wish):
    left = replace(play("true", "stop").state, then=PAUSED, unclear=2)
    turn = course(left).begin(wish)
    assert turn.state == replace(left, then="", unclear=0, stopped=False)
    assert turn.messages[0].text == "We go on with the quiz where we were. 1 of 1 so far."
    turn = course(play("stop").state).begin(wish)
    assert turn.messages[0].text == "We go on with the quiz where we were."


def test_with_nothing_open_continue_says_so_and_go_on_starts():
    over = play(*KEYS).state
    turn = course(over).begin("continue")
    assert turn.over and turn.state == replace(over, then=PAUSED)
    assert [message.text for message in turn.messages] == [QUIZ.phrases["over"]]
    assert course(over).begin("go on").state == State(round=2, order=tuple(IDS), at="tight_hips", past=over.past)


def test_the_open_question_comes_back_after_something_else():
    turn = course(play("true").state).after_digression([Message("An answer."), Message("A note.")])
    assert [message.text[:13] for message in turn.messages] == ["An answer.", "A note.", "Question 2 of"]


def test_a_pause_keeps_the_place_and_offers_going_on_beside_what_is_offered():
    state = play("true").state
    advice = Message("Get help.", (Button("numbers", "Phone numbers"),))
    turn = course(state).pause([advice])
    assert turn.over and turn.state == replace(state, then=PAUSED)
    assert buttons(turn.messages) == ["numbers", quiz_voice.CONTINUE]
    assert course(state).pause([Message("Take care.")]).messages == [Message("Take care.")]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("d", True),
        ("vitamins I think", True),
        ("d and my leg is numb", False),
        ("skip", False),
        ("ok, thank you", False),
    ],
)
def test_an_answer_is_told_from_one_with_something_besides(text, bare):
    assert course(play("true").state).is_bare_answer(text) == bare


# ── when it is over ──────────────────────────────────────────────────────────────────────────────────────────────


def over(*texts):
    return course(play(*texts).state)


def test_the_score_and_reasons_can_be_asked_for_when_it_is_over():
    done = over(*KEYS)
    assert done.afterwards(read_afterwards("my score")) == done.voice.result()
    [reason] = done.afterwards(read_afterwards("why was 2 wrong"))
    assert reason.text.startswith("About question 2") and reason.buttons == done.voice.result()[-1].buttons
    assert done.afterwards(read_afterwards("stop")) is None and done.afterwards(None) is None


@pytest.mark.parametrize(
    ("text", "question", "option"),
    [("change 2 to a", "not_a_cause", "a"), ("change the vitamins one to b", "not_a_cause", "b"),
     ("the stretch question should be a", "stretch", "a"), ("change 5 to a", "seek_help", "a")],
)  # fmt: skip
def test_an_answer_can_be_changed_when_it_is_over_and_the_round_counts_as_changed(text, question, option):
    state = over(*KEYS).changed(read_afterwards(text))
    assert state.answers[question] == option
    assert state.past == (state.answers,) and score(QUIZ, state.answers) == Score(4, 5)
    [reason] = course(state).afterwards(read_afterwards("why?"))
    assert reason.text.startswith(f"About question {IDS.index(question) + 1}")


@pytest.mark.parametrize(
    "text", ["my score", "change 9 to a", "change 2 to banana", "change the banana one to a", "hello"]
)
def test_other_wishes_change_nothing_when_it_is_over(text):
    assert over(*KEYS).changed(read_afterwards(text)) is None


def test_a_change_after_stopping_counts_for_no_finished_round():
    before = play(*KEYS).state
    state = course(play("true", "a", "stop", state=before).state).changed(read_afterwards("change 1 to false"))
    assert state.answers["tight_hips"] == "false" and state.past == before.past and state.at == "stretch"
    assert over("true", "stop").changed(read_afterwards("change 3 to b")) is None  # it was not asked yet


def test_a_change_counts_for_the_last_of_several_rounds_alone():
    first = play(*KEYS).state
    state = course(play(*KEYS, state=first).state).changed(read_afterwards("change 2 to a"))
    assert [score(QUIZ, answers).right for answers in state.past] == [5, 4]


def test_before_any_quiz_no_answer_can_be_changed():
    assert course(State()).changed(read_afterwards("change the vitamins one to a")) is None
