"""Which language a message is in: English, another one, or nobody can tell."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from math import exp, inf
from typing import Collection, Dict, List, Mapping, Optional

from numpy import logaddexp
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from spacy.lang.en.stop_words import STOP_WORDS

from bot.core.languages import LATIN, Heard, Language, Languages, folded, languages, script
from bot.core.readability import LONGEST
from bot.understanding.encoder import SentenceEncoder, encoder

ENGLISH = "en"
# letters and the signs that belong to them; emoji and figures say nothing of a language
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e30-\u0e4e])+(?:'[^\W\d_]+)*")
_FEWEST = 3  # words of a Latin text that can be sure to be no English
# Evidence against English, in the library's unit: what the letters say (the logarithm of the odds), less for each word
# that holds English together ("the", "my", "can"), more for each that the encoder does not know. Chosen on the training
# messages; see docs/understanding.md
_HOLDS_TOGETHER, _UNKNOWN, _SURE = 4.0, 5.0, 25.0
_LETTERS = 8.0  # the least that the letters must say; words nobody knows may be slips of the thumb
_URGENT = 3.0  # for a language, for each byte of the words of an emergency that are its own
_MARK = 8.0  # for a language, for each of the words that are its own
_UNRANKED = 12.0  # how far a language that the library does not know is behind the likeliest
_CHANCE = 0.5  # of a language among the others, from which it is named
# learned, dead and small languages, for which the library takes short texts in their great neighbours
_LEFT_OUT = {"an", "br", "dz", "eo", "la", "oc", "qu", "rw", "se", "vo", "wa", "xh", "zu"}


class Ear:
    """Hears which language a message is in.

    Args:
        known: what can be said in which languages.
        words: knows English words.
    """

    def __init__(self, known: Languages, words: SentenceEncoder) -> None:
        self._known, self._words, self._library = known, words, _library()
        self._english = STOP_WORDS | known.english
        self._by_script: Dict[str, Dict[str, Language]] = defaultdict(dict)
        for code, language in known.languages.items():
            self._by_script[language.script][code] = language

    def hear(self, text: str) -> Heard:
        """Tell a message's language.

        Args:
            text: a message, as `bot.core.readability.clean` returns it; what is beyond its longest is not looked at.
        """
        words = _WORD.findall(text[:LONGEST].lower())
        if not words:
            return Heard()
        joined = " ".join(words)
        said, writing = folded(joined), script(joined)
        here = self._by_script.get(writing, {})
        ranking = self._ranking(joined)
        english, likeliest = ranking.pop(ENGLISH), max(ranking.values())
        urgent = {code: len(found.encode()) for code, each in here.items() if (found := each.urgent_in(said))}
        for code, language in here.items():
            own = _MARK * language.marks_in(said) + _URGENT * urgent.get(code, 0)
            if own:
                ranking[code] = ranking.get(code, likeliest - _UNRANKED) + own
        sure = writing != LATIN
        if not sure:
            letters = max(ranking.values()) - english
            against = letters + sum(map(self._weight, words))
            if against <= 0:
                return Heard()
            enough = len(words) >= _FEWEST or bool(urgent)
            sure = letters >= _LETTERS and against >= _SURE and enough
        named = self._named(ranking, here, urgent)
        return Heard(named, sure, named in urgent)

    def _ranking(self, text: str) -> Dict[str, float]:
        """How likely each language is, as a logarithm: the library's own sum, over what is in the text alone.

        Languages whose speakers can read one of ours count as that one.
        """
        counts = self._library.instance2fv(text)
        there = counts.nonzero()[0]
        chances = (counts[there, None] * self._library.nb_ptc[there]).sum(axis=0) + self._library.nb_pc
        ranking: Dict[str, float] = {}
        for code, chance in zip(self._library.nb_classes, chances.tolist(), strict=True):
            here = self._known.read_by(code)
            ranking[here] = float(logaddexp(ranking.get(here, -inf), chance))
        return ranking

    def _weight(self, word: str) -> float:
        stem = word.split("'")[0]
        if stem in self._english:
            return -_HOLDS_TOGETHER
        return 0.0 if self._words.knows(stem) else _UNKNOWN

    def _named(self, ranking: Mapping[str, float], here: Collection[str], urgent: Collection[str]) -> Optional[str]:
        """The most likely language; None where nothing can be said in it, or in a close run without urgent words."""
        first = max(ranking, key=lambda code: ranking[code])
        plain = first in here and sum(exp(chance - ranking[first]) for chance in ranking.values()) <= 1 / _CHANCE
        return first if plain or first in urgent else None


@lru_cache(maxsize=1)
def _library() -> LanguageIdentifier:
    library = LanguageIdentifier.from_pickled_model(MODEL_FILE)
    library.set_languages([code for code in library.nb_classes if code not in _LEFT_OUT])
    return library


def unheard(known: Languages) -> List[str]:
    """Codes of languages that are never heard: the library does not know them, and they have no marks."""
    heard = {*_library().nb_classes, *(code for code, language in known.languages.items() if language.marks)}
    return sorted({each for code, language in known.languages.items() for each in (code, *language.also)} - heard)


@lru_cache(maxsize=1)
def ear() -> Ear:
    """The one ear of this process."""
    return Ear(languages(), encoder())
