"""Composing answers: labels kept apart, sections named, never too much at once."""

import pytest

from bot.core import answers
from bot.core.content import content
from bot.core.content_files import BUBBLE_WORDS, BUBBLES

TOPICS = sorted(content().topics)
DEPTHS = ("answer", "more", "simpler")


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("depth", DEPTHS)
def test_bubbles_are_few_and_short(content, topic, depth):
    texts = answers.bubbles(content, topic, depth)
    assert len(texts) <= BUBBLES
    for text in texts:
        assert len(text.split()) <= BUBBLE_WORDS + 15  # label and section come on top


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("depth", DEPTHS)
def test_labels_never_share_a_bubble(content, topic, depth):
    labels = content.phrases.labels
    for text in answers.bubbles(content, topic, depth):
        found = [label for label in (labels.says, labels.safety_note, labels.not_in_article) if label in text]
        assert len(found) <= 1
        assert ("(section " in text) == (labels.says in text)


def test_a_merged_topic_names_both_sections(content):
    first = answers.bubbles(content, "causes/spinal_stenosis")[0]
    assert "section 2" in first
    assert "section 5" in first


def test_a_section_opens_with_all_its_topics(content):
    steps = answers.next_steps(content, "relief/overview")
    assert set(steps) == {f"relief/{key}" for key in content.sections["relief"].topics} - {"relief/overview"}


def test_every_article_topic_is_reached_by_buttons(content):
    reached, frontier = set(), ["chitchat/greet"]
    while frontier:
        topic = frontier.pop()
        if topic in reached:
            continue
        reached.add(topic)
        if topic not in content.topics:  # starts something, such as the quiz
            continue
        frontier += [button.id for button in answers.buttons(content, answers.next_steps(content, topic))]
    article = {topic for topic in content.topics if topic.split("/")[0] not in {"chitchat", "out_of_scope", "symptom"}}
    assert article <= reached


def test_source_says_that_nobody_has_reviewed(content):
    said = answers.source(content, "relief/heat")
    assert "section 3, Heat and ice" in said
    assert "No clinician has reviewed" in said


def test_button_titles_are_unique_within_an_answer(content):
    for topic in content.topics:
        titles = [button.title for button in answers.buttons(content, answers.next_steps(content, topic))]
        assert len(titles) == len(set(titles)), topic


PICTURED = sorted(topic for topic in TOPICS if content().topics[topic].picture)


@pytest.mark.parametrize("topic", PICTURED)
@pytest.mark.parametrize("depth", DEPTHS)
def test_an_answer_shows_its_picture_once_with_the_words_it_belongs_to(content, topic, depth):
    texts = answers.bubbles(content, topic, depth)
    if not texts:
        return
    messages = answers.pictured(content, answers.with_buttons(content, texts, []), topic, depth)
    assert [each.text for each in messages] == texts
    shown = [each for each in messages if each.image]
    if depth == "more":
        assert not shown
        return
    (one,) = shown
    assert (one.image, one.alt) == (content.topics[topic].picture, content.pictures[content.topics[topic].picture])
    safer = content.topics[topic].picture_with == "safety_note"
    assert one.text.startswith(content.phrases.labels.safety_note) if safer else one is messages[0]


def test_each_exercise_shows_its_picture_and_the_safe_form_of_it(content):
    assert {content.topics[topic].picture for topic in PICTURED} == set(content.pictures)
    for topic in ("stretches/quad_stretch", "relief/foam_rolling"):  # what the article says there is not what is drawn
        assert content.topics[topic].picture_with == "safety_note"
