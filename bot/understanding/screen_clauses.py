"""How alarming the clauses of a message are one by one: a sign in half a sentence drowns in what is around it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import List, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.understanding.terms import Terms, shares

_BETWEEN = re.compile(r"[.,;:!?\n()]+|\b(?:but|and|also|then|so|because|since|plus|which)\b")
_SHORTEST, _LONE = 3, 4  # words; less is no clause of its own, or takes the next one in
_BREATH, _STEP = 12, 6  # words
_FOLDS = 4


def clauses(text: str) -> List[str]:
    """A message cut where one thing ends and the next begins; at least one clause."""
    found: List[str] = []
    for part in (part.strip() for part in _BETWEEN.split(text)):
        if not part:
            continue
        if found and (len(found[-1].split()) < _LONE or len(part.split()) < _SHORTEST):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [piece for each in found or [text] for piece in _pieces(each)]


def _pieces(clause: str) -> List[str]:
    """A clause nobody could say in one breath as overlapping pieces, as in dictated text without a comma."""
    words = clause.split()
    if len(words) <= _BREATH + _STEP:
        return [clause]
    return [" ".join(words[start : start + _BREATH]) for start in range(0, len(words) - _BREATH + _STEP, _STEP)]


def _model() -> LogisticRegression:
    return LogisticRegression(C=8.0, class_weight="balanced", solver="liblinear", random_state=42)


class ClauseScores:
    """For each message the highest chance of every level among its clauses, and the lowest of none."""

    def __init__(self) -> None:
        self.words = TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True, token_pattern=r"[a-z0-9']+")
        self.model = _model()

    def fit(self, texts: Sequence[str], levels: Sequence[int]) -> np.ndarray:
        """Learn from whole messages, and score them as unseen ones.

        Args:
            texts: n messages.
            levels: their levels, 0 to 3.

        Returns:
            Scores as `score` gives them, each message's by a model that has not seen it.
        """
        seen, wanted = self.words.fit_transform(texts), np.asarray(levels)
        folds = np.arange(len(wanted)) % _FOLDS
        scores = np.zeros((len(wanted), 5))
        for fold in range(_FOLDS):
            model = _model().fit(seen[folds != fold], wanted[folds != fold])
            unseen = np.flatnonzero(folds == fold)
            scores[unseen] = self._pooled([texts[place] for place in unseen], model)
        self.model.fit(seen, wanted)
        return scores

    def score(self, text: str) -> np.ndarray:
        """Scores of a message, shape (5,): the highest chance of levels 0 to 3, and the lowest of level 0."""
        each = shares(np.array([self._terms.score(clause) for clause in clauses(text)]) + self.model.intercept_)
        return np.append(each.max(axis=0), each[:, 0].min())

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self.words, self.model.coef_.T)

    def _pooled(self, texts: Sequence[str], model: LogisticRegression) -> np.ndarray:
        cut = [clauses(text) for text in texts]
        seen = model.predict_proba(self.words.transform([clause for each in cut for clause in each]))
        starts = np.cumsum([0, *(len(each) for each in cut[:-1])])
        return np.hstack([np.maximum.reduceat(seen, starts), np.minimum.reduceat(seen[:, :1], starts)])
