"""Looks a question up among the sentences of our own answers, for what no topic fits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Dict, FrozenSet, Iterator, List, Mapping, Optional, Protocol, Sequence, Tuple

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from bot.core.answers import Depth
from bot.core.content import Content
from bot.core.screening_words import stem
from bot.understanding.encoder import DIMENSIONS

_DEPTHS: Tuple[Depth, ...] = ("answer", "more", "simpler")
_SENTENCE = re.compile(r"(?<=[.:;?])\s+")
_WORD = re.compile(r"[a-z]+|\d+")
# words that tell no sentence here from another, as do those of the subject
_COMMON = {
    *("ache", "article", "bad", "get", "good", "help", "hurt", "know", "need", "ok", "okay", "pain", "please", "pls"),
    *("say", "sore", "stuff", "thing", "use", "want"),
}
_RARE = 0.4  # the weight of shared words beside that of meaning


class Encoder(Protocol):
    """What turns texts into vectors; the first 384 of each are its meaning, of unit length."""

    def encode(self, texts: Sequence[str]) -> np.ndarray: ...


@dataclass(frozen=True)
class Passage:
    """A sentence of an answer.

    Args:
        topic, depth: the answer it stands in.
        place: in which of that answer's bubbles, from 0.
        text: the sentence.
    """

    topic: str
    depth: Depth
    place: int
    text: str


@dataclass(frozen=True)
class Found:
    """The passage nearest to a question.

    Args:
        passage: the sentence.
        score: how near it is: the cosine, and what share of the question's telling words its bubble has.
        meaning: the cosine alone.
    """

    passage: Passage
    score: float
    meaning: float


def _with_bubbles(content: Content) -> Iterator[Tuple[Passage, str]]:
    """All sentences of two words or more in the answers on the article's sections, each with its bubble."""
    for topic_id, topic in content.topics.items():
        for depth in _DEPTHS:
            part = getattr(topic, depth)
            if content.kind(topic_id) and part:
                bubbles = [*part.text, part.says, part.safety_note, part.not_in_article]
                for place, bubble in enumerate(bubble for bubble in bubbles if bubble):
                    for text in _SENTENCE.split(bubble.strip()):
                        if len(text.split()) > 1:
                            yield Passage(topic_id, depth, place, text), bubble


class Passages:
    """The sentences of a content, ready to be searched.

    Args:
        content: the content.
        encoder: gives meaning to what `vectors` lacks, and to questions.
        vectors: known vectors by text, such as were made at training time.
    """

    def __init__(self, content: Content, encoder: Encoder, vectors: Optional[Mapping[str, np.ndarray]] = None) -> None:
        known, self._encoder = vectors or {}, encoder
        self._stop = frozenset(stem(word) for word in (*STOP_WORDS, *_COMMON, *content.subject.common_words))
        both = list(_with_bubbles(content))
        self._passages = [passage for passage, _ in both]
        rows = {text: row for row, text in enumerate(dict.fromkeys(each.text for each in self._passages))}
        self._matrix = np.stack([known[text] if text in known else self._meaning(text) for text in rows])
        self._row = [rows[each.text] for each in self._passages]
        self.vectors: Dict[str, np.ndarray] = dict(zip(rows, self._matrix, strict=True))
        bubbles: Dict[Tuple[str, str, int], int] = {}
        told: List[FrozenSet[str]] = []  # the words of each bubble, and of its topic's name
        for each, bubble in both:
            if bubbles.setdefault((each.topic, each.depth, each.place), len(told)) == len(told):
                key = each.topic.partition("/")[2].replace("_", " ")
                told.append(self._words(f"{bubble} {content.topics[each.topic].title} {key}"))
        self._bubble = [bubbles[each.topic, each.depth, each.place] for each in self._passages]
        self._size = len(told)
        self._tell = {word: np.array([word in words for words in told]) for word in frozenset().union(*told)}

    def nearest(self, question: str) -> Found:
        """The passage nearest to a question, in usual spelling."""
        meaning = (self._matrix @ self._meaning(question))[self._row]
        shared, whole = np.zeros(self._size), 0.0
        for word in self._words(question):
            tell = self._tell.get(word, np.zeros(self._size))
            weight = math.log((self._size + 1) / (tell.sum() + 1))
            shared, whole = shared + weight * tell, whole + weight
        scores = meaning + _RARE * (shared / (whole or 1.0))[self._bubble]
        best = int(scores.argmax())
        return Found(self._passages[best], float(scores[best]), float(meaning[best]))

    def _meaning(self, text: str) -> np.ndarray:
        return self._encoder.encode([text])[0, :DIMENSIONS]

    def _words(self, text: str) -> FrozenSet[str]:
        return frozenset(stem(word) for word in _WORD.findall(text.lower().replace("'", ""))) - self._stop
