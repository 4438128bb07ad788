"""Another article, with other sections and without most of what Ilio can do: content alone makes an assistant of it."""

import shutil
from pathlib import Path

import pytest
import yaml

from bot.core import answers, dialogue, dialogue_follow, follow, quiz, quiz_content
from bot.core.content import load
from bot.core.content_files import CONTENT
from bot.core.dialogue import State
from bot.core.quiz_state import State as QuizState
from bot.errors import ContentError

ARTICLE = Path(__file__).parent / "second_article"
MENU = ["causes/overview", "moves/overview", "getting_help/overview", "quiz/start"]
KNOWN = State(introduced=True)


def words_of(name):
    return yaml.safe_load((CONTENT / name).read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path):
    """The article's files, and from Ilio's own content the words that every article keeps."""
    shutil.copytree(ARTICLE, tmp_path / "content")
    questions = yaml.safe_load((tmp_path / "content" / "questions.yml").read_text(encoding="utf-8"))
    (tmp_path / "content" / "questions.yml").unlink()
    buttons = {"menu": "Something else", "quiz/start": "Quiz"}
    for name, changed in (
        ("phrases.yml", {"menu_topics": MENU, "buttons": buttons}),
        ("quiz.yml", {"questions": questions}),
    ):
        written = yaml.safe_dump({**words_of(name), **changed})
        (tmp_path / "content" / name).write_text(written, encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture
def article(folder):
    return load(folder)


def said(messages):
    return " ".join(each.text for each in messages)


def test_it_greets_and_offers_its_own_menu(article):
    messages, state = dialogue.open_topic(article, State(), article.turns_to.greeting)
    assert "sore wrists" in said(messages)
    assert [each for each, _ in state.offered] == MENU


def test_it_answers_from_its_own_sections(article):
    messages, state = dialogue.open_topic(article, KNOWN, "moves/prayer")
    assert "15 to 20 seconds" in said(messages) and "(section 2, Movements)" in said(messages)
    assert [title for _, title in state.offered] == ["Causes"]
    assert "Too much typing" in said(dialogue_follow.follow_up(article, State(topic="causes/overview"), "simpler")[0])


@pytest.mark.parametrize(
    ("topic", "asked", "opened"),
    [
        ("moves/prayer", "else", "getting_help/overview"),
        ("causes/overview", "else", "moves/overview"),
        ("moves/overview", "how_long", "moves/prayer"),
        ("causes/overview", "how_long", "symptom/outlook"),
    ],
)
def test_it_leads_on_to_its_own_topics(article, topic, asked, opened):
    assert follow.lead(article, State(topic=topic), asked) == ("open", opened)


def test_which_of_its_sections_are_self_care_is_content(article):
    assert [each for each in article.sections if article.kind(each) == "self_care"] == ["moves"]


def test_what_it_has_no_file_for_is_not_offered(article):
    assert article.can == {"quiz"}
    offered = ["quiz/start", "check/start", "routine/start", "diary/ask", "summary/clinician"]
    assert [each.id for each in answers.buttons(article, offered)] == ["quiz/start"]


def test_a_menu_with_what_is_not_there_is_refused(folder):
    written = yaml.safe_load((folder / "phrases.yml").read_text(encoding="utf-8"))
    written["menu_topics"] = [*MENU, "check/start"]
    (folder / "phrases.yml").write_text(yaml.safe_dump(written), encoding="utf-8")
    with pytest.raises(ContentError, match=r"phrases\.yml, key 'menu_topics': 'check/start' needs check\.yml"):
        load(folder)


def test_its_quiz_runs_to_a_result(article, folder, monkeypatch):
    monkeypatch.setattr("bot.core.quiz_voice.content", lambda: article)
    course = quiz.Course(quiz_content.load(article, folder), QuizState())
    course = quiz.Course(course.quiz, course.begin("start").state)
    for answer in ("true", "all night"):
        course = quiz.Course(course.quiz, course.hear(answer).state)
    result = course.voice.result()
    assert "1 of 2" in said(result) and "Prayer stretch" in said(result)
