"""Words as the warning-sign rules compare them: their stems, with typos near a known word mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import FrozenSet, List

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

STOP = "."  # stands between sentences; no sign reaches over it
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[a-z]+(?:'[a-z]+)*|[.!?;\n]+|…")
_END = re.compile(r"[.!?;\n…]+")
_SHORTEST_MENDED = 5  # letters; shorter words have too many neighbours
_PAIRS = {"legs", "thighs", "knees", "calves"}  # one leg and two are not the same
_LONG = 8  # letters from which two slips are mended
_stem = Stemmer.Stemmer("english").stemWord


@dataclass(frozen=True)
class Word:
    """One word of a message.

    Args:
        text: as typed, in lower case and without apostrophes.
        stem: what rules compare; `STOP` at the end of a sentence.
    """

    text: str
    stem: str


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of a word that its forms share: numb and numbness, tingle and tingling."""
    return word if word in _PAIRS else str(_stem(word))


class Reader:
    """Cuts messages into words.

    Args:
        known: words that rules know; a word one letter off one of them (two in long words) is taken for it.
        proper: words that are right as they are and must not be mended.
    """

    def __init__(self, known: FrozenSet[str], proper: FrozenSet[str]) -> None:
        self._known = {stem(word) for word in known}
        self._proper = {stem(word) for word in proper}
        self._long = sorted(each for each in known if len(each) >= _SHORTEST_MENDED)
        self._mended = lru_cache(maxsize=20_000)(self._mend)

    def words(self, text: str) -> List[Word]:
        """The words of a text in order, with `STOP` between sentences."""
        found = []
        for token in _TOKEN.findall(text.lower().replace("\u2019", "'")):
            if _END.fullmatch(token):
                found.append(Word(token, STOP))
            else:
                word = token.replace("'", "")
                found.append(Word(word, self._mended(word)))
        return found

    def _mend(self, word: str) -> str:
        root = stem(word)
        if root in self._known or root in self._proper or len(word) < _SHORTEST_MENDED or word.isdigit():
            return root
        most = 1 if len(word) < _LONG else 2
        near = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=most)
        return stem(near[0]) if near and near[0][0] == word[0] else root
