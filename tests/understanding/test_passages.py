"""The search among our own answers."""

import numpy as np
import pytest

from bot.core import answers
from bot.core.content import content as load_content
from bot.understanding.encoder import encoder
from bot.understanding.passages import Passages


class Blind:
    """An encoder to which all texts mean the same, so that the words decide; it counts its work."""

    def __init__(self):
        self.texts = []

    def encode(self, texts):
        self.texts += texts
        return np.full((len(texts), 4), 0.5, dtype=np.float32)


@pytest.fixture(scope="module")
def passages():
    return Passages(load_content(), encoder())


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("swimming discussed?", "prevention/activity"),
        ("is sartorius a hip flexor as well", "connection/anatomy"),
        ("should I loop a towel round my ankle", "stretches/quad_stretch"),
        ("peas from the freezer", "relief/ice"),
    ],
)
def test_a_question_finds_the_answer_that_holds_it(passages, question, topic):
    found = passages.nearest(question)
    assert found.passage.topic == topic
    assert 0 < found.meaning <= 1.001 and found.score >= found.meaning


def test_the_place_is_that_of_the_bubble(passages, content):
    for question in ("swimming discussed?", "peas from the freezer", "Raynaud's", "fall asleep with a hot bottle"):
        passage = passages.nearest(question).passage
        bubble = answers.bubbles(content, passage.topic, passage.depth)[passage.place]
        assert passage.text in bubble


def test_only_the_articles_sections_are_searched(passages, content):
    searched = {each.topic.split("/")[0] for each in passages._passages}
    assert searched == set(content.sections) - {"chitchat", "symptom", "out_of_scope"}


def test_rare_words_decide_between_equals(content):
    found = Passages(content, Blind()).nearest("glaucoma")
    assert "glaucoma" in answers.bubbles(content, found.passage.topic, found.passage.depth)[found.passage.place]


@pytest.mark.parametrize("question", ["", "?", "腰", "the of and", "x" * 1000])
def test_any_question_is_scored(passages, question):
    assert np.isfinite(passages.nearest(question).score)


def test_known_vectors_are_not_made_again(content):
    first = Blind()
    made = Passages(content, first).vectors
    again = Blind()
    one = next(iter(made))
    Passages(content, again, {text: vector for text, vector in made.items() if text != one})
    assert len(first.texts) == len(made)
    assert again.texts == [one]
