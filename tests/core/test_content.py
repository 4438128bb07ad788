"""The content files: complete, within their limits, and refused with a useful sentence when broken."""

import re
import shutil

import pytest
from pydantic import ValidationError

from bot.core.content import load
from bot.core.content_files import CONTENT
from bot.core.content_topics import Answer, Topic
from bot.errors import ContentError

ARTICLE = ("connection", "causes", "stretches", "relief", "prevention", "red_flags")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONTENT, tmp_path / "content")


def edit(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_article_topic_has_a_plain_version_and_next_steps(content):
    for topic_id, topic in content.topics.items():
        if topic_id.split("/")[0] in ARTICLE:
            assert topic.more, topic_id
            assert topic.simpler, topic_id
            assert 2 <= len(topic.related) <= 3, topic_id


@pytest.mark.parametrize(
    ("topic", "figures"),
    [
        ("stretches/kneeling_stretch", ["20 to 30 seconds"]),
        ("stretches/quad_stretch", ["20 to 30 seconds"]),
        ("stretches/bridge", ["10 to 12"]),
        ("stretches/clamshell", ["10 to 12"]),
        ("stretches/how_long_how_often", ["20 to 30 seconds", "10 to 12"]),
        ("relief/foam_rolling", ["20 to 30 seconds"]),
        ("relief/massage", ["5 to 10 minutes"]),
        ("relief/heat", ["15 to 20 minutes", "several times a day"]),
        ("relief/ice", ["15 to 20 minutes", "several times a day"]),
        ("prevention/desk", ["90"]),
    ],
)
def test_the_articles_figures_are_given_as_the_articles(content, topic, figures):
    for figure in figures:
        assert figure in content.topics[topic].answer.says


def test_self_care_carries_a_safety_note(content):
    for topic_id, topic in content.topics.items():
        if topic_id.startswith(("stretches/", "relief/")):
            assert topic.answer.safety_note, topic_id
            assert topic.simpler.safety_note, topic_id


def test_warning_signs_name_the_most_urgent_ones(content):
    for topic_id, topic in content.topics.items():
        if topic_id.startswith("red_flags/"):
            assert re.search(r"pee", topic.answer.safety_note) or "fracture" in topic_id, topic_id
            assert re.search(r"[Ee]mergency", topic.answer.safety_note), topic_id


def test_no_promise_no_diagnosis_no_shouting(content):
    said = "\n".join(path.read_text(encoding="utf-8") for path in CONTENT.rglob("*.yml") if path.name != "words.yml")
    for word in ("!", "misaligned", "abnormal", "out of place", "probably nothing", "guarantee", "you probably have"):
        assert word not in said.lower(), word


@pytest.mark.parametrize(
    ("file", "old", "new", "names"),
    [
        ("causes.yml", "    title: Long sitting", "    titel: Long sitting", ["causes.yml", "topics.sitting", "title"]),
        ("causes.yml", "section: causes", "section: reasons", ["causes.yml", "section", "causes"]),
        ("relief.yml", "related: [relief/ice", "related: [relief/iced", ["relief.yml", "topics.heat", "relief/iced"]),
        ("causes.yml", "kind: facts\n", "", ["causes.yml", "no `kind`", "facts, self_care or help"]),
        ("causes.yml", "kind: facts", "kind: advice", ["causes.yml", "kind"]),
        ("chitchat.yml", "title: About", "kind: facts\ntitle: About", ["chitchat.yml", "`kind`"]),
        ("relief.yml", "what_else: stretches/", "what_else: strteches/", ["relief.yml", "what_else", "strteches/"]),
        ("subject.yml", "ache: symptom/ache", "ache: symptom/sore", ["subject.yml", "turns_to.ache", "symptom/sore"]),
        ("subject.yml", "  - chitchat/thanks", "  - chitchat/ta", ["subject.yml", "small_talk", "chitchat/ta"]),
        ("subject.yml", "  noted: symptom/noted ", "  # ", ["subject.yml", "turns_to.noted", "add the key"]),
        ("out_of_scope.yml", "  emoji:", "  smiley:", ["out_of_scope.yml", "topics", "out_of_scope/emoji"]),
        ("exercises.yml", "reviewed: not yet", "section: exercises", ["exercises.yml", "section", "kept"]),
        ("relief.yml", "reviewed: not yet", "reviewed: yes", ["relief.yml", "reviewed"]),
        ("relief.yml", 'source: ["3, Heat and ice"]', 'source: ["Heat"]', ["relief.yml", "topics.heat.source", "Heat"]),
        ("relief.yml", "topics:", "topics: [", ["relief.yml", "line"]),
        (
            "relief.yml",
            "    title: Heat\n",
            "    title: Heat\n    title: Hot\n",
            ["relief.yml, line", "title", "twice", "keep one"],
        ),
        ("relief.yml", "reviewed: not yet", "reviewed: []", ["relief.yml", "reviewed", "To mend"]),
        (
            "relief.yml",
            "    title: Heat\n",
            f"    title: {'Heat ' * 20}\n",
            ["title'", "write no more than 28 letters"],
        ),
        (
            "relief.yml",
            "    picture: heat_and_ice",
            "    picture: heat_und_ice",
            ["relief.yml", "topics.heat.picture", "heat_und_ice", "pictures.yml"],
        ),
        (
            "relief.yml",
            "    picture: heat_and_ice",
            "    picture_with: safety_note",
            ["relief.yml", "topics.heat.picture_with"],
        ),
        (
            "relief.yml",
            "    picture: heat_and_ice",
            "    picture_with: says",
            ["relief.yml", "topics.heat.picture_with"],
        ),
        (
            "pictures.yml",
            "  bridge: >-",
            "  brigde: >-",
            ["pictures.yml", "pictures.brigde", "brigde.svg", "make pictures"],
        ),
        (
            "pictures.yml",
            "  bridge: >-",
            f"  bridge: >-\n    {'word ' * 30}",
            ["pictures.yml", "pictures", "bridge", "35"],
        ),
        (
            "pictures.yml",
            "  bridge: >-",
            "  clam: A clam.\n  bridge: >-",
            ["pictures.yml", "clam", "2 words", "8 to 35"],
        ),
        ("phrases.yml", "lost: >-", "losst: >-", ["phrases.yml", "lost"]),
        ("phrases.yml", "  - quiz/start", "  - quiz/stat", ["phrases.yml", "menu_topics", "quiz/stat"]),
        (
            "relief.yml",
            "      says: >-",
            f"      text: {'word ' * 80}\n      says: >-",
            ["relief.yml", "words", "shorten"],
        ),
    ],
)
def test_a_broken_file_is_refused_naming_file_key_and_mend(folder, file, old, new, names):
    edit(folder, file, old, new)
    with pytest.raises(ContentError) as refused:
        load(folder)
    for name in [*names, "To mend it"]:
        assert name in str(refused.value)


@pytest.mark.parametrize("wrong", [b"", b"- a\n- b\n", b"\xff\xfe\x00bad", b"just words"])
def test_a_file_that_is_no_content_is_refused(folder, wrong):
    (folder / "causes.yml").write_bytes(wrong)
    with pytest.raises(ContentError, match=r"causes\.yml"):
        load(folder)


def test_what_every_article_needs_is_missed(folder):
    (folder / "symptom.yml").unlink()
    with pytest.raises(ContentError, match=r"symptom\.yml: the file is missing"):
        load(folder)


def test_a_review_is_accepted_with_role_and_date(folder):
    edit(folder, "relief.yml", "reviewed: not yet", "reviewed: {by: a physiotherapist, date: '2027-01-31'}")
    assert load(folder).topics["relief/overview"].reviewed.by == "a physiotherapist"


def test_a_picture_without_its_files_is_refused(folder):
    (folder / "pictures" / "bridge.png").unlink()
    with pytest.raises(ContentError, match=r"pictures\.yml, key 'pictures\.bridge'.*pictures/bridge\.png is missing"):
        load(folder)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({}, "says nothing"),
        ({"text": ["a", "b"], "says": "c", "safety_note": "d"}, "has 4 bubbles"),
        ({"text": "word " * 71}, "has a bubble of 71 words"),
    ],
)
def test_an_answer_is_up_to_three_short_bubbles(answer, said):
    with pytest.raises(ValidationError, match=said):
        Answer(**answer)


def test_what_the_article_says_has_its_place_there():
    topic = {"title": "Heat", "answer": {"says": "Fifteen minutes."}, "related": [], "reviewed": "not yet"}
    with pytest.raises(ValidationError, match="needs a `source`"):
        Topic(**topic)
    with pytest.raises(ValidationError, match="such as '3, Heat and ice'"):
        Topic(**topic, source=["Heat"])
    assert Topic(**topic, source=["3, Heat and ice"]).answer.text == []
