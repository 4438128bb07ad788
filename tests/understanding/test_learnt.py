"""What scikit-learn has learnt says the same when it is read back, and reading it executes nothing."""

import pickle

import numpy as np
import pytest
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from bot.errors import LearntUnusable
from bot.understanding.learnt import load, save

TEXTS = ["my back hurts", "naïve Ünïcödé 😀 back", "does heat help", "it hurts more at night"] * 3
LABELS = ["a", "b", "c", "a"] * 3


def models():
    return {
        "words": TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        "letters": TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)),
        "weigh": TfidfTransformer(sublinear_tf=True),
        "rules": DictVectorizer(),
        "linear": LogisticRegression(),
        "deep": MLPClassifier((5,), max_iter=300, random_state=1),
        "flat": MLPClassifier((), max_iter=300, random_state=1),
    }


def said(kept):
    seen = kept["words"].transform(TEXTS)
    return [
        kept["letters"].transform(TEXTS).toarray(),
        kept["weigh"].transform(seen).toarray(),
        kept["rules"].transform([{"x y": 1.0}, {"z": 2.0, "unknown": 1.0}]).toarray(),
        *(kept[name].predict_proba(seen) for name in ("linear", "deep", "flat")),
    ]


@pytest.fixture(scope="module")
def fitted():
    kept = models()
    seen = kept["words"].fit_transform(TEXTS)
    kept["letters"].fit(TEXTS)
    kept["weigh"].fit(seen)
    kept["rules"].fit([{"z": 1.0, "a\tb": 1.0}, {"x y": 1.0}])
    for name in ("linear", "deep", "flat"):
        kept[name].fit(seen, LABELS)
    return kept


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_what_was_learnt_says_the_same(fitted, tmp_path):
    save(tmp_path / "kept.npz", fitted)
    for ours, theirs in zip(said(load(tmp_path / "kept.npz", models())), said(fitted), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)


def test_arrays_numbers_and_texts_are_kept_too(tmp_path):
    kept = {"array": np.eye(2), "number": 1.5, "text": "é", "labels": np.array(["a", "bc"])}
    save(tmp_path / "kept.npz", kept)
    found = load(tmp_path / "kept.npz", dict.fromkeys(kept))
    np.testing.assert_array_equal(found.pop("array"), kept["array"])
    assert list(found.pop("labels")) == ["a", "bc"]
    assert found == {"number": 1.5, "text": "é"}


def test_what_is_no_array_is_not_written(tmp_path):
    with pytest.raises(TypeError, match="things: dict cannot be kept"):
        save(tmp_path / "kept.npz", {"things": {"a": 1}})


class Evil:
    def __reduce__(self):
        return (pytest.fail, ("executed",))


@pytest.mark.parametrize("content", [b"", b"no zip", pickle.dumps(Evil()), "object array", "other names"], ids=range(5))
def test_any_other_file_is_refused(tmp_path, content):
    path = tmp_path / "kept.npz"
    if content == "object array":
        np.savez(path, number=np.array([Evil()], dtype=object))
    elif content == "other names":
        save(path, {"other": 1})
    else:
        path.write_bytes(content)
    with pytest.raises(LearntUnusable, match=r"kept\.npz.*ilio train --force"):
        load(path, {"number": None})
