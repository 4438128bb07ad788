import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.understanding.terms import BETWEEN, Terms, Vocabulary, shares

TEXTS = ["my hip hurts", "my back hurts a lot, a lot", "what is the psoas", "stretch the hip", "show me a stretch"]
LABELS = ["tells", "tells", "asks", "asks", "asks more"]


@pytest.mark.parametrize("settings", [{"ngram_range": (1, 2)}, {"analyzer": "char_wb", "ngram_range": (2, 4)}])
@pytest.mark.parametrize("text", [*TEXTS, "", "entirely unknown", "HIP hip hip"])
def test_a_score_equals_what_scikit_learn_says(settings, text):
    vectorizer = TfidfVectorizer(sublinear_tf=True, **settings)
    model = LogisticRegression(solver="liblinear").fit(vectorizer.fit_transform(TEXTS), LABELS)
    score = Terms(vectorizer, model.coef_.T).score(text) + model.intercept_
    np.testing.assert_allclose(shares(score), model.predict_proba(vectorizer.transform([text]))[0])


WORDS = ["", " ", "a", "a b", "ab", "naïve", "z", "é", "語", "😀"]


def test_a_vocabulary_knows_its_words_and_no_others():
    known = Vocabulary(BETWEEN.join(WORDS))
    assert list(known) == WORDS
    assert [known[word] for word in WORDS] == list(range(len(WORDS)))
    for word in ["b", "a\0", "\0", "abc", "\ud83d", "😀😀", "naïve and much longer than all others are"]:
        assert word not in known


def test_words_out_of_order_are_no_vocabulary():
    with pytest.raises(ValueError, match="out of order"):
        Vocabulary(BETWEEN.join(["b", "a"]))
