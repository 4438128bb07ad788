"""The content of the symptom check: what it asks first, how short it is, what is refused."""

import pytest

from bot.core.check_content import Check, Question, load
from bot.core.content_files import CONTENT
from bot.errors import ContentError

from .check_talk import CHECK, IDS


def test_the_questions_that_show_an_emergency_come_right_after_the_place():
    assert IDS[:3] == ["where", "saddle", "nerves"]
    assert 12 <= len(IDS) <= 14


def test_bubbles_and_reasons_are_short():
    for question in CHECK.questions:
        assert len(question.ask.split()) <= 45, question.id
        assert question.why.count(".") == 1 and question.short != question.ask
    for said in (*CHECK.phrases.values(), *CHECK.closing.values()):
        assert len(said.split()) <= 62, said
    assert "not a diagnosis" in CHECK.phrases["intro"]


def test_nothing_says_that_all_is_well():
    assert "no all-clear" in CHECK.closing["none"] and "no all-clear" in CHECK.closing["soon_gp"]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("all_of: [saddle, pee, poo]", "all_of: [saddle, wee]", ["check.yml", "questions", "'wee'"]),
        ("id: cancer", "id: saddle", ["check.yml", "same `id`"]),
        ("upto: 3, topics", "topics", ["check.yml", "upto"]),
        ("course: [same, worse, varies]", "course: [same, bad]", ["check.yml", "together"]),
        ("words: [unwell", "words: ['(unwell'", ["check.yml", "cannot be matched"]),
        ("short: Which place", "shrt: Which place", ["check.yml", "short"]),
    ],
)
def test_a_broken_check_is_refused(tmp_path, old, new, names):
    text = (CONTENT / "check.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "check.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load(tmp_path)
    for name in names:
        assert name in str(refused.value)


def test_an_unknown_flag_is_refused_once_the_catalogue_is_given():
    assert load(known=CHECK.signs())
    with pytest.raises(ContentError, match="major_trauma"):
        load(known=CHECK.signs() - {"major_trauma"})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"options": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]}, "not each there once"),
        ({"free": True}, "needs an option 'other'"),
    ],
)
def test_a_question_that_does_not_fit_is_refused(changes, says):
    with pytest.raises(ValueError, match=says):
        Question(**{**CHECK.question("cancer").dict(), **changes})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"lines": [["where", "gone"]]}, "which is no question"),
        ({"closing": {"none": "word " * 200}}, "shorten it to about 60"),
    ],
)
def test_a_check_that_does_not_fit_is_refused(changes, says):
    with pytest.raises(ValueError, match=says):
        Check(**{**CHECK.dict(), **changes})
