"""What the terms of one text weigh, as a fitted TfidfVectorizer has it, without building a matrix for a single row."""

from __future__ import annotations

from collections import Counter
from typing import Iterator, List, Mapping, Sequence, Tuple

import numpy as np
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer

BETWEEN = "\n"  # of words; no word has one


class Vocabulary(Mapping[str, int]):
    """The places of words in their order, in a fifth of the memory of a dict.

    Args:
        words: in the order of their characters, each once, and BETWEEN between them.

    Raises:
        ValueError: they are in another order.
    """

    def __init__(self, words: str) -> None:
        split = _split(words)
        # a byte more than the longest needs: what is longer is cut to that, and so is like none
        self._words = np.array(split, dtype=f"S{max(map(len, split)) + 1}")
        if not (self._words[:-1] < self._words[1:]).all():
            raise ValueError("the words of a vocabulary are out of order")

    def find(self, words: Sequence[str]) -> Tuple[np.ndarray, np.ndarray]:
        """Which of some words are known, n truth values, and the places of those that are."""
        asked = np.array(_split(BETWEEN.join(words)), dtype=self._words.dtype)
        near = np.minimum(np.searchsorted(self._words, asked), len(self._words) - 1)
        known = self._words[near] == asked
        return known, near[known]

    def __getitem__(self, word: str) -> int:
        known, places = self.find([word])
        if not known.all():
            raise KeyError(word)
        return int(places[0])

    def __iter__(self) -> Iterator[str]:
        return (word.decode() for word in self._words)

    def __len__(self) -> int:
        return len(self._words)


def _split(words: str) -> List[bytes]:
    """Words in UTF-8, which has the order of characters; NumPy would drop a NUL at an end, and no word has one."""
    return words.encode("utf-8", "surrogatepass").replace(b"\0", b"\xff").split(BETWEEN.encode())


class Terms:
    """Scores texts by their terms.

    Args:
        vectorizer: fitted, with `sublinear_tf` and the usual norm.
        weights: one row a term, shape (terms, classes).
    """

    def __init__(self, vectorizer: TfidfVectorizer, weights: np.ndarray) -> None:
        known = vectorizer.vocabulary_
        self._vocabulary = known if isinstance(known, Vocabulary) else Vocabulary(BETWEEN.join(sorted(known)))
        self._terms, self._idf, self._weights = vectorizer.build_analyzer(), vectorizer.idf_, weights

    def score(self, text: str) -> np.ndarray:
        """The same as `vectorizer.transform([text]) @ weights`, shape (classes,)."""
        counts = Counter(self._terms(text))
        known, places = self._vocabulary.find(list(counts))
        if not known.any():
            return np.zeros(self._weights.shape[1])
        values = (1 + np.log(np.fromiter(counts.values(), dtype=float)[known])) * self._idf[places]
        return (values @ self._weights[places]) / np.linalg.norm(values)


def shares(scores: np.ndarray) -> np.ndarray:
    """Chances of classes from one-against-rest scores, as scikit-learn makes them, shape (..., classes)."""
    each = expit(scores)
    return each / each.sum(axis=-1, keepdims=True)
