"""What the terms of one text weigh, as a fitted TfidfVectorizer has it, without building a matrix for a single row."""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer


class Terms:
    """Scores texts by their terms.

    Args:
        vectorizer: fitted, with `sublinear_tf` and the usual norm.
        weights: one row a term, shape (terms, classes).
    """

    def __init__(self, vectorizer: TfidfVectorizer, weights: np.ndarray) -> None:
        self._terms, self._places = vectorizer.build_analyzer(), vectorizer.vocabulary_
        self._idf, self._weights = vectorizer.idf_, np.ascontiguousarray(weights)

    def score(self, text: str) -> np.ndarray:
        """The same as `vectorizer.transform([text]) @ weights`, shape (classes,)."""
        counts = Counter(self._places[term] for term in self._terms(text) if term in self._places)
        if not counts:
            return np.zeros(self._weights.shape[1])
        places = np.fromiter(counts, dtype=int)
        values = (1 + np.log(np.fromiter(counts.values(), dtype=float))) * self._idf[places]
        return (values @ self._weights[places]) / np.linalg.norm(values)


def shares(scores: np.ndarray) -> np.ndarray:
    """Chances of classes from one-against-rest scores, as scikit-learn makes them, shape (..., classes)."""
    each = expit(scores)
    return each / each.sum(axis=-1, keepdims=True)
