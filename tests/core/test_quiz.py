"""The quiz: moves and clicks. Random walks check that the score is a plain recount and the place is never lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import quiz_voice
from bot.core.loop import PAUSED
from bot.core.messages import Message
from bot.core.quiz_reading import read_afterwards
from bot.core.quiz_state import Score, State, score

from .quiz_talk import IDS, KEYS, QUIZ, buttons, course, play, said


def test_begins_with_one_line_and_the_first_question():
    turn = play()
    assert turn.messages[0].text.startswith("5 questions")
    assert turn.messages[1].text.startswith("Question 1 of 5.")
    assert [button.title for button in turn.messages[1].buttons] == ["True", "False"]


def test_two_answers_at_once_ask_for_one():
    turn = play("true", "a and b")
    assert QUIZ.phrases["several"] in said(turn)
    assert turn.state.at == "not_a_cause"


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
        ("change question 4 to true", "not been asked yet"),
        ("change question 1 to banana", "not one of the choices"),
        ("change my answer to false", "question 1 is now false"),
        ("back", "Question 1 of 5"),
        ("why?", "About question 1"),
        ("hint", "A hint:"),
        ("repeat", "Question 2 of 5"),
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


def test_back_at_the_first_question_says_so():
    assert QUIZ.phrases["first_question"] in said(play("back"))


def test_stop_gives_the_score_so_far_and_can_be_continued():
    turn = play("true", "a", "stop")
    assert turn.over
    messages = course(turn.state).voice.result()
    assert "You got 1 of 2 right." in messages[0].text
    assert quiz_voice.CONTINUE in buttons(messages)
    again = course(turn.state).begin("continue")
    assert "Question 3 of 5" in said(again)
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


TYPED = st.sampled_from(
    ["true", "false", "a", "b", "c", "d", "yes", "the last one", "skip", "no idea", "hint", "repeat", "back", "why",
     "score", "stop", "start again", "continue", "a and b", "change question 1 to false", "change question 3 to b",
     "change my answer to a", "what does that word mean", "kneeling", "all of them"]
)  # fmt: skip
CLICKED = st.builds(
    lambda round, question, option: f"quiz/{round}/{question}/{option}",
    st.integers(0, 3), st.sampled_from(IDS), st.sampled_from(["a", "b", "true", "false", "skip", "stop", "hint", "x"]),
)  # fmt: skip
MOVES = st.one_of(
    st.tuples(st.just("type"), TYPED),
    st.tuples(st.just("click"), CLICKED | st.sampled_from([quiz_voice.CONTINUE, quiz_voice.AGAIN, quiz_voice.START])),
    st.tuples(st.just("digress"), st.just([Message("An answer."), Message("A note.")])),
    st.tuples(st.just("mumble"), st.none()),
    st.tuples(st.just("pause"), st.just([Message("Get help.")])),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(MOVES, st.sampled_from(["start", "continue", "missed"])), min_size=1, max_size=40))
def test_random_walks(moves):
    turn, answers = course(State()).begin("start"), {}
    for (kind, what), begin in moves:
        if turn.over:
            before = turn.state
            turn = course(turn.state).begin(begin)
            resumed = begin == "continue" and before.at
            answers = dict(before.answers) if resumed else {}
            assert not resumed or turn.state.at == before.at
            continue
        state = turn.state
        turn = {
            "type": course(state).hear,
            "click": course(state).click,
            "digress": course(state).after_digression,
            "mumble": lambda _, at=state: course(at).unclear(),
            "pause": course(state).pause,
        }[kind](what)
        turn = turn or course(state).unclear()
        if turn.state.round != state.round:
            answers = {}
        changed = {each: option for each, option in turn.state.answers.items() if answers.get(each) != option}
        assert len(changed) <= 1
        assert not (kind in ("digress", "mumble", "pause") and changed)
        answers |= changed
        # the score is a plain recount
        assert turn.state.answers == answers
        right = sum(1 for each, option in answers.items() if dict(zip(IDS, KEYS, strict=True))[each] == option)
        assert score(QUIZ, turn.state.answers) == Score(right, len(answers))
        # the place is kept, and there is always a way on
        assert turn.over or turn.state.at in turn.state.order
        if not turn.over:
            assert buttons(turn.messages)
            assert 1 <= len(turn.messages) <= 3
        elif turn.state.then != PAUSED:
            assert quiz_voice.AGAIN in buttons(course(turn.state).voice.result())
        if turn.over and turn.state.at is None:
            assert set(turn.state.answers) == set(turn.state.order)
        assert State.from_dict(QUIZ, json.loads(json.dumps(turn.state.as_dict()))) == turn.state


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what's the answer", "It is b)"),
        ("go to question 1", "Question 1 of 5"),
        ("go to question 2", "Question 2 of 5"),
        ("go to question 3", "Question 3 of 5"),
        ("go to question 4", "question 4 comes a little later"),
        ("change the vitamins one to a", "question 2 is now a)"),
        ("change the banana one to a", "Which question"),
        ("change the hip flexor one to a", "Which question"),
        ("again", "Question 3 of 5"),
    ],
)
def test_more_moves_in_the_middle(text, words):
    turn = play("true", "d", text)
    assert words in said(turn)


def test_actually_changes_the_answer_just_given_and_not_the_open_question():
    turn = play("true", "actually false")
    assert turn.state.answers == {"tight_hips": "false"} and turn.state.at == "not_a_cause"


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
