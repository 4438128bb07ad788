"""The quiz: content, moves, score. Random walks check that the score is a plain recount and the place is never lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import quiz, quiz_content, quiz_voice
from bot.core.content import content as load_content
from bot.core.content_files import CONTENT
from bot.core.loop import PAUSED
from bot.core.messages import Message
from bot.core.quiz_state import Score, State, score
from bot.errors import ContentError

QUIZ = quiz_content.quiz()
IDS = QUIZ.ids()
KEYS = [question.key for question in QUIZ.questions]


def course(state):
    return quiz.Course(QUIZ, state)


def play(*texts, begin="start", state=None):
    """The turn after typing texts one after another into a new quiz."""
    turn = course(state or State()).begin(begin)
    for text in texts:
        assert not turn.over, f"over before {text!r}"
        turn = course(turn.state).hear(text)
        assert turn is not None, f"not taken: {text!r}"
    return turn


def said(turn):
    return " ".join(message.text for message in turn.messages)


def buttons(messages):
    return [button.id for button in messages[-1].buttons]


# ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_questions_options_order_and_key_are_the_articles():
    assert KEYS == ["true", "d", "b", "true", "d"]
    assert [len(question.option_ids()) for question in QUIZ.questions] == [2, 4, 4, 2, 4]
    assert "NOT" in QUIZ.questions[1].ask
    assert "Kneeling" in QUIZ.questions[2].options[1].title


def test_every_phrase_can_be_filled():
    turn = play("true", "a", "a", "skip", "b")
    for messages in (turn.messages, course(turn.state).voice.result(), course(turn.state).voice.review()):
        assert all("{" not in message.text for message in messages)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("key: d", "key: e", ["quiz.yml", "questions", "'e'"]),
        ("read: relief/heat", "read: relief/hot", ["quiz.yml", "questions.heat.read", "relief/hot"]),
        ("    hint: Think of how", "    hnt: Think of how", ["quiz.yml", "questions", "hint"]),
        ("id: heat", "id: stretch", ["quiz.yml", "same `id`"]),
        ("{id: c, title: Overuse", "{id: b, title: Overuse", ["quiz.yml", "options"]),
    ],
)
def test_a_broken_quiz_is_refused(tmp_path, old, new, names):
    text = (CONTENT / "quiz.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "quiz.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        quiz_content.load(load_content(), tmp_path)
    for name in names:
        assert name in str(refused.value)


def test_a_new_question_needs_no_code(tmp_path):
    text = (CONTENT / "quiz.yml").read_text(encoding="utf-8")
    extra = """
  - id: breaks
    ask: What does the article suggest to those who sit a lot?
    kind: choice
    options:
      - {id: a, title: Sit still, words: [still]}
      - {id: b, title: Take breaks, words: [breaks, get up]}
      - {id: c, title: Run a marathon, words: [marathon, run]}
    key: b
    hint: It takes a minute.
    why: Getting up often may keep the hip flexors from getting stiff.
    more: It says to stand up, stretch and walk around.
    source: "2, Sitting"
    read: prevention/breaks
"""
    (tmp_path / "quiz.yml").write_text(text.replace("\nphrases:", f"{extra}\nphrases:"), encoding="utf-8")
    longer = quiz_content.load(load_content(), tmp_path)
    turn = quiz.Course(longer, State()).begin("start")
    for text in ("true", "d", "b", "true", "d", "get up"):
        turn = quiz.Course(longer, turn.state).hear(text)
    assert turn.over
    assert score(longer, turn.state.answers) == Score(6, 6)


# ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_begins_with_one_line_and_the_first_question():
    turn = play()
    assert turn.messages[0].text.startswith("5 questions")
    assert turn.messages[1].text.startswith("Question 1 of 5.")
    assert [button.title for button in turn.messages[1].buttons] == ["True", "False"]


def test_right_and_wrong_give_key_reason_and_section():
    right, wrong = play("true"), play("false")
    assert "Yes, true." in said(right) and "(section 1" in said(right) and "1 of 1 so far" in said(right)
    assert "Not quite: the key is true." in said(wrong) and "0 of 1 so far" in said(wrong)


def test_the_quad_stretch_is_not_called_wrong_without_a_word():
    assert "The standing quad stretch is in the article too" in said(play("true", "d", "a"))


def test_the_last_question_grades_the_urgency():
    turn = play("true", "d", "b", "true", "a")
    for words in ("book for the next days", "be seen today", "emergency help now", "so are the other two"):
        assert words in said(turn)


def test_two_answers_at_once_ask_for_one():
    turn = play("true", "a and b")
    assert QUIZ.phrases["several"] in said(turn)
    assert turn.state.at == "not_a_cause"


def test_unclear_is_answered_differently_each_time():
    turn, seen = play("true"), []
    for _ in range(3):
        turn = course(turn.state).unclear()
        seen.append(said(turn))
    assert len(set(seen)) == 3
    assert [each.split("/")[-1] for each in buttons(turn.messages)][-2:] == ["skip", "stop"]
    assert course(course(turn.state).hear("d").state).unclear().state.unclear == 1


def test_skip_back_change_and_score():
    turn = play("skip", "d", "back", "change question 1 to true", "d")
    assert turn.state.answers == {"tight_hips": "true", "not_a_cause": "d"}
    assert turn.state.at == "stretch"
    assert "2 of 2" in said(course(turn.state).hear("score"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("change question 9 to a", "There is no question 9"),
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


def test_stop_before_any_answer():
    assert QUIZ.phrases["score_none"] in course(play("stop").state).voice.result()[0].text


def test_only_the_missed_ones_again_and_the_best_so_far():
    turn = play("false", "d", "c", "true", "d")
    assert buttons(course(turn.state).voice.result())[:2] == [
        "connection/tight_hip_flexors",
        "stretches/kneeling_stretch",
    ]
    turn = play("true", "b", begin="missed", state=turn.state)
    assert turn.over
    assert "2 of 2 right" in course(turn.state).voice.result()[0].text
    turn = play("true", "a", "a", "false", "a", state=turn.state)
    assert "best so far in this talk is 3 of 5" in course(turn.state).voice.result()[0].text


def test_missed_none_takes_the_whole_quiz():
    turn = play(*KEYS)
    assert said(course(turn.state).begin("missed")).startswith(QUIZ.phrases["nothing_missed"])


def test_review_lists_every_answer_beside_the_key():
    messages = course(play("false", "skip", "b", "true", "d").state).voice.review()
    text = "\n".join(message.text for message in messages)
    assert "1. True or false" in text and "You said false. The key is true." in text
    assert "You said nothing. The key is d)" in text
    assert len(messages) <= 3
    assert buttons(messages) == [quiz_voice.MISSED, quiz_voice.AGAIN]


# ── clicks ───────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── storing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_state_survives_json():
    state = play("true", "a", "skip").state
    assert State.from_dict(QUIZ, json.loads(json.dumps(state.as_dict()))) == state


@pytest.mark.parametrize(
    "stored",
    [None, 5, "x", [], {"answers": 3}, {"round": 1, "order": None}, {"nonsense": 1},
     {"round": 2, "order": ["gone", "heat"], "answers": {"gone": "a"}, "at": "gone", "said": "gone"}],
)  # fmt: skip
def test_what_is_no_state_or_an_outdated_one_does_no_harm(stored):
    state = State.from_dict(QUIZ, stored)
    assert "gone" not in state.order and "gone" not in state.answers
    assert course(state).begin("continue").messages


# ── random walks ─────────────────────────────────────────────────────────────────────────────────────────────────

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
