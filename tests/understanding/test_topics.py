import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from bot.understanding.topics import TopicModel

ABOUT = {
    "fruit": [
        "apples are red",
        "a ripe pear",
        "plums and apples",
        "pears are sweet",
        "a bowl of plums",
        "sweet apples",
    ],
    "cars": [
        "my engine stalls",
        "brakes and wheels",
        "the wheel came off",
        "an engine oil leak",
        "new brakes",
        "car engine",
    ],
    "music": [
        "a guitar chord",
        "drums and bass",
        "the bass is loud",
        "chords for guitar",
        "loud drums",
        "guitar songs",
    ],
    "other/all": ["what time is it", "is it raining", "the bank is shut", "a long queue", "who won", "lost my keys"],
}
TEXTS = [text for texts in ABOUT.values() for text in texts]
LABELS = [label for label, texts in ABOUT.items() for _ in texts]


@pytest.fixture(scope="module")
def grams():
    return CountVectorizer(analyzer="char_wb", ngram_range=(2, 4)).fit(TEXTS)


def vectors(texts):
    """Stands in for meaning: one direction a label, by the words of its examples, and some of its own."""
    known = {word: place for place, texts in enumerate(ABOUT.values()) for text in texts for word in text.split()}
    made = np.full((len(texts), 8), 0.01)
    for row, text in enumerate(texts):
        for word in text.split():
            made[row, known.get(word, 7)] += 1
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def model(grams):
    return TopicModel("other/").fit(vectors(TEXTS), grams.transform(TEXTS), LABELS)


def first(model, grams, *texts):
    judged = model.judge(vectors(texts), grams.transform(texts))
    return [str(model.labels[place]) for place in judged.shares.argmax(axis=1)], judged.sure


def test_it_tells_labels_apart(model, grams):
    labels, _ = first(model, grams, "red apples", "loud guitar", "the engine", "who lost the bank")
    assert labels == ["fruit", "music", "cars", "other/all"]


def test_it_is_less_sure_of_what_is_unlike_any_example(model, grams):
    _, (near, far) = first(model, grams, "sweet ripe pears", "zzz qqq")
    assert near > far


def test_chances_are_chances(model, grams):
    judged = model.judge(vectors(TEXTS), grams.transform(TEXTS))
    assert ((judged.sure >= 0) & (judged.sure <= 1)).all()
    assert (judged.shares >= 0).all() and (judged.shares <= 1).all()


def test_what_was_saved_says_the_same(model, grams, tmp_path):
    model.save(tmp_path / "topics.npz")
    again = TopicModel.load(tmp_path / "topics.npz", "other/")
    ours, theirs = (each.judge(vectors(TEXTS), grams.transform(TEXTS)) for each in (model, again))
    np.testing.assert_array_equal(ours.shares, theirs.shares)
    np.testing.assert_array_equal(ours.sure, theirs.sure)


@pytest.mark.parametrize("names", [("fruit", "cars"), ("fruit", "cars", "music")])
@pytest.mark.parametrize("many", [1, 2, 6])
def test_few_labels_with_few_examples_are_told_apart(grams, names, many):
    texts = [text for name in names for text in ABOUT[name][:many]]
    labels = [name for name in names for _ in range(many)]
    model = TopicModel().fit(vectors(texts), grams.transform(texts), labels)
    assert first(model, grams, *texts)[0] == labels


def test_a_greater_share_is_never_less_sure(grams):
    texts, labels = zip(*[(text, name) for name in ABOUT for text in ABOUT[name][:2]], strict=True)
    for seed in range(10):
        mixed = np.random.RandomState(seed).permutation(labels)
        assert TopicModel(seed=seed).fit(vectors(texts), grams.transform(texts), mixed).slope > 0


def test_a_text_without_known_letters_is_judged_too(model, grams):
    judged = model.judge(np.full((1, 8), 0.35), csr_matrix((1, len(grams.vocabulary_))))
    assert np.isfinite(judged.shares).all()
