"""The content of the quiz: the article's questions and keys; what is refused; a new question."""

import pytest

from bot.core import quiz, quiz_content
from bot.core.content import content as load_content
from bot.core.content_files import CONTENT
from bot.core.quiz_content import Question
from bot.core.quiz_state import Score, State, score
from bot.errors import ContentError

from .quiz_talk import KEYS, QUIZ


def test_questions_options_order_and_key_are_the_articles():
    assert KEYS == ["true", "d", "b", "true", "d"]
    assert [len(question.option_ids()) for question in QUIZ.questions] == [2, 4, 4, 2, 4]
    assert "NOT" in QUIZ.questions[1].ask
    assert "Kneeling" in QUIZ.questions[2].options[1].title


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
    added = quiz_content.load(load_content(), tmp_path).questions[-1]
    longer = QUIZ.copy(update={"questions": [*QUIZ.questions, added]})
    turn = quiz.Course(longer, State()).begin("start")
    for text in (*(each.key for each in QUIZ.questions), "get up"):
        turn = quiz.Course(longer, turn.state).hear(text)
    assert turn.over
    assert score(longer, turn.state.answers) == Score(len(longer.questions), len(longer.questions))


def test_a_choice_without_options_is_refused():
    given = QUIZ.questions[1].dict()
    with pytest.raises(ValueError, match="a choice needs `options`"):
        Question(**{**given, "options": [], "key": "true", "others": {}})
