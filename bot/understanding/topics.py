"""Which label a message has, and how sure that is: three linear models over meaning and letters, averaged.

How sure is learnt on labels that were kept from the models, as those stand for whatever nobody wrote examples for. So
no out-of-scope examples are needed, and a threshold of the confidence means the same for any set of examples.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Iterator, NamedTuple, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit, softmax
from sklearn.decomposition import TruncatedSVD
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from bot.understanding import learnt

_DIMENSIONS = 300  # the letters' n-grams are reduced to
_FOLDS = 4  # in each a quarter of the labels is unknown, and a quarter of the other labels' examples held out
_MANY = 2000  # examples from which one fold is enough
_STRENGTH, _RIDGE, _LETTERS = 10.0, 0.7, 0.5  # chosen by cross-validation; see docs/understanding.md
_KEPT = ("labels", "weigh", "of_letters", "of_meaning", "intercepts", "slope", "offset")
_ROUNDS = 40


class Confidence(NamedTuple):
    """What a model says of n messages.

    Args:
        shares: of the labels, shape (n, labels); how they compare, not how sure they are.
        sure: chances that the label with the greatest share is right, and not out of scope, shape (n,).
    """

    shares: np.ndarray
    sure: np.ndarray


class _Mean:
    """The mean of a regression on the meaning, one on the letters, and a ridge on both, 0 far from any example."""

    def __init__(self, meaning: np.ndarray, letters: np.ndarray, labels: np.ndarray, seed: int) -> None:
        names, places, counts = np.unique(labels, return_inverse=True, return_counts=True)
        weights = np.sqrt(len(labels) / len(names) / counts)[places]  # a label with many examples weighs a little more
        self.labels = names
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # more rounds change no figure
            self.meaning, self.letters = (
                LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS, random_state=seed).fit(x, labels, weights)
                for x in (meaning, letters)
            )
        both = np.hstack([meaning, _LETTERS * letters])
        wanted = (labels[:, None] == names) * weights[:, None]
        self.near = np.linalg.solve(
            both.T @ (both * weights[:, None]) + _RIDGE * np.eye(both.shape[1]), both.T @ wanted
        )

    def shares(self, meaning: np.ndarray, letters: np.ndarray) -> np.ndarray:
        near = np.clip(np.hstack([meaning, _LETTERS * letters]) @ self.near, 0, 1)
        return (self.meaning.predict_proba(meaning) + self.letters.predict_proba(letters) + near) / 3


class TopicModel:
    """Tells labels from meaning and letters.

    Args:
        background: the beginning of labels that are out of scope themselves; taking one of those refuses the message.
        seed: of the reduction and of the folds.
    """

    def __init__(self, background: str = "", seed: int = 42) -> None:
        self._background, self._seed = background, seed
        self.weigh = TfidfTransformer(sublinear_tf=True)

    def fit(self, vectors: np.ndarray, counts: csr_matrix, labels: Sequence[str]) -> TopicModel:
        """Learn.

        Args:
            vectors: meaning of n examples, shape (n, 384).
            counts: n-grams of their letters, shape (n, grams).
            labels: n labels, two different ones at least.
        """
        names, meaning = np.asarray(labels, dtype=str), np.asarray(vectors, dtype=float)
        grams = self.weigh.fit_transform(counts)
        reduce = TruncatedSVD(min(_DIMENSIONS, len(names) - 1, grams.shape[1] - 1), n_iter=2, random_state=self._seed)
        letters = reduce.fit(grams).transform(grams)
        mean = _Mean(meaning, letters, names, self._seed)
        self.labels = mean.labels
        # all that follows the n-grams is linear: the reduction and the models fold into two matrices
        near, near_letters = np.split(mean.near, [meaning.shape[1]])
        (by_meaning, first), (by_letters, second) = _lines(mean.meaning), _lines(mean.letters)
        folded = np.hstack([by_letters, _LETTERS * near_letters])
        # of half the size, as they are most of what is learnt; few are looked at for a message
        self.of_letters = np.ascontiguousarray(reduce.components_.T @ folded, dtype=np.float16)
        self.of_meaning = np.hstack([by_meaning, near]).astype(np.float32)
        self.intercepts = np.stack([first, second])
        self.slope, self.offset = self._calibrated(meaning, letters, names)
        return self

    def save(self, path: Path) -> None:
        """Write everything learnt to a file."""
        learnt.save(path, {name: getattr(self, name) for name in _KEPT})

    @classmethod
    def load(cls, path: Path, background: str = "") -> TopicModel:
        """Read what `save` wrote.

        Raises:
            LearntUnusable: the file is damaged, or holds something else.
        """
        model = cls(background)
        vars(model).update(learnt.load(path, {**dict.fromkeys(_KEPT), "weigh": model.weigh}))
        return model

    def judge(self, vectors: np.ndarray, counts: csr_matrix) -> Confidence:
        """Say what messages are; arguments as those of `fit`."""
        by_meaning = np.asarray(vectors, dtype=np.float32) @ self.of_meaning
        weighed = self.weigh.transform(counts)
        there = np.unique(weighed.indices)
        by_letters = weighed[:, there] @ self.of_letters[there].astype(np.float32)
        size = len(self.labels)
        near = np.clip(by_meaning[:, size:] + by_letters[:, size:], 0, 1)
        first = softmax(by_meaning[:, :size] + self.intercepts[0], axis=1)
        second = softmax(by_letters[:, :size] + self.intercepts[1], axis=1)
        shares = (first + second + near) / 3
        return Confidence(shares, expit(self.slope * _odds(shares) + self.offset))

    def _calibrated(self, meaning: np.ndarray, letters: np.ndarray, labels: np.ndarray) -> Tuple[float, float]:
        """Platt scaling (1999) of the greatest share; known and unknown messages weigh half each."""
        odds, right, weight = [], [], []
        for held, unknown in self._folds(labels):
            mean = _Mean(meaning[~held], letters[~held], labels[~held], self._seed)
            shares = mean.shares(meaning[held], letters[held])
            guess = mean.labels[shares.argmax(axis=1)]
            # 0: a label that is known, 1: one that was kept away, 2: known to be out of scope
            kind = np.where(unknown, 1, np.where(self._outside(labels), 2, 0))[held]
            size = np.bincount(kind, minlength=3)
            whole = np.array([2.0 if size[2] else 1.0, 1.0, 1.0])
            answered = ~self._outside(guess)  # what is taken for out of scope is refused at any threshold
            odds.append(_odds(shares[answered]))
            right.append(((kind == 0) & (guess == labels[held]))[answered])
            weight.append((whole[kind] / size[kind] / whole.sum())[answered])
        if not odds or len(set(np.concatenate(right))) < 2:
            return 1.0, 0.0  # too few examples to learn from: the share as it is
        weights = np.concatenate(weight)
        platt = LogisticRegression(C=100.0).fit(
            np.concatenate(odds)[:, None], np.concatenate(right), weights * len(weights) / weights.sum()
        )
        if platt.coef_[0, 0] <= 0:
            return 1.0, 0.0  # by chance, in a few examples: a greater share is never less sure
        return float(platt.coef_[0, 0]), float(platt.intercept_[0])

    def _outside(self, labels: np.ndarray) -> np.ndarray:
        return np.char.startswith(labels, self._background) if self._background else np.zeros(len(labels), dtype=bool)

    def _folds(self, labels: np.ndarray) -> Iterator[Tuple[np.ndarray, np.ndarray]]:
        """Which examples are held out, and which of them because their label is unknown in that fold."""
        random = np.random.RandomState(self._seed)
        names, part = random.permutation(np.unique(labels)), np.zeros(len(labels), dtype=int)
        for name in names:
            places = random.permutation(np.flatnonzero(labels == name))
            part[places] = (np.arange(len(places)) + random.randint(_FOLDS)) % _FOLDS
        inside = names[~self._outside(names)]
        for fold in range(_FOLDS if len(labels) < _MANY else 1):
            unknown = np.isin(labels, inside[fold::_FOLDS])
            held = unknown | (part == fold)
            if len(np.unique(labels[~held])) > 1 and (held & ~unknown).any() and unknown.any():
                yield held, unknown


def _lines(model: LogisticRegression) -> Tuple[np.ndarray, np.ndarray]:
    """Weights, shape (features, labels), and intercepts; of two labels scikit-learn keeps the second alone."""
    if len(model.classes_) > 2:
        return model.coef_.T, model.intercept_
    return model.coef_.T * [0, 1], model.intercept_ * [0, 1]


def _odds(shares: np.ndarray) -> np.ndarray:
    top = np.clip(shares.max(axis=1), 1e-4, 1 - 1e-4)
    return np.log(top / (1 - top))
