"""What the classifiers of the warning-sign screen see of a message."""

from __future__ import annotations

from typing import Dict, FrozenSet, List, NamedTuple, Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.core.screening import Finding, RuleScreen
from bot.core.triage_catalogue import Catalogue
from bot.understanding.encoder import SentenceEncoder

_OFTEN = 8  # examples in which a finding, or two together, must stand to be learnt from


def as_seen(text: str) -> str:
    """A text as the classifiers see it: in lower case, with one kind of apostrophe."""
    return text.lower().replace("\u2019", "'")


class Read(NamedTuple):
    """A message as the rules and the encoder read it: what was found, and its vectors, shape (768,)."""

    found: Sequence[Finding]
    vectors: np.ndarray


def read_all(book: Catalogue, proper: FrozenSet[str], texts: Sequence[str]) -> List[Read]:
    """Read many messages in a process of their own."""
    rules, encoder = RuleScreen(book, proper), SentenceEncoder()
    return [Read(rules.read(text), encoder.encode([as_seen(text)])[0]) for text in texts]


class Features:
    """What the classifiers see of a message: its words, letters and meaning, its clauses, and what the rules found."""

    def __init__(self, book: Catalogue) -> None:
        self._book = book
        self.words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"[a-z0-9']+")
        self.letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)
        self.rules = DictVectorizer()

    def fit(self, texts: Sequence[str], read: Sequence[Read]) -> Tuple[csr_matrix, np.ndarray]:
        """Learn which words, letters and findings there are.

        Returns:
            Words, letters and sense of the texts side by side, shape (n, words + letters + 768 + findings), and their
            sense alone.
        """
        told = [self._told(each.found) for each in read]
        often = np.asarray((self.rules.fit_transform(told) > 0).sum(axis=0)).ravel() >= _OFTEN
        self.rules.restrict(np.flatnonzero(often))
        sense = self.sense(read)
        return hstack([self.words.fit_transform(texts), self.letters.fit_transform(texts), sense]).tocsr(), sense

    def sense(self, read: Sequence[Read]) -> np.ndarray:
        """Meaning and wording of n messages and what the rules found, shape (n, 768 + findings)."""
        found = self.rules.transform([self._told(each.found) for each in read]).toarray()
        return np.hstack([np.array([each.vectors for each in read]) * 3, found * 0.5]).astype(np.float32)

    def _told(self, found: Sequence[Finding]) -> Dict[str, float]:
        told: Dict[str, float] = {}
        there = sorted({each.id for each in found if each.counts})
        for each in found:
            sign = "+" if each.counts else "-"
            told[sign + each.id] = told[f"~{each.assertion}"] = 1.0
            if each.id in self._book.flags:
                told[f"{sign}{self._book.flags[each.id].level}"] = 1.0
        for place, one in enumerate(there):
            told.update({f"{one}&{other}": 1.0 for other in there[place + 1 :]})
        return told
