"""What a message says in usual spelling: short forms of chats, and words one slip away from a word of the examples."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Type

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.learner import Learner
from bot.understanding.encoder import encoder

SPELLED = "spelled"  # where messages carry it
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_SHORTEST, _LONG = 4, 8  # letters of a word that is mended; from which two slips are
_SHORT_FORMS = {
    "u": "you", "ur": "your", "r": "are", "y": "why", "wat": "what", "wot": "what", "wots": "what's", "wats": "what's",
    "whats": "what's", "hows": "how's", "wen": "when", "hw": "how", "n": "and", "pls": "please", "plz": "please",
    "thx": "thanks", "ty": "thanks", "cud": "could", "shud": "should", "wud": "would", "gonna": "going to",
    "wanna": "want to", "dunno": "don't know", "bc": "because", "cuz": "because", "coz": "because", "cos": "because",
    "dis": "this", "dat": "that", "abt": "about", "bak": "back", "iz": "is", "hav": "have", "gud": "good",
    "dr": "doctor", "bk": "back", "bck": "back", "pn": "pain", "hrt": "hurt", "rly": "really", "cnt": "can't",
    "wiv": "with", "hlp": "help", "innit": "you know",
}  # fmt: skip
_VOWELS = re.compile(r"[aeiou]")
_FOR_LETTERS = re.compile(r"\b[a-z]+[0134578@$][a-z0134578@$]*")  # figures that stand for letters: "pa1n", not "5km"
_LETTERS = str.maketrans("0134578@$", "oieastbas")
_TOGETHER = re.compile(r"(hip|back|leg|groin|thigh|low|lower)(pains?|aches?|hurts?|sore|flexors?|back|stretch(?:es)?)")


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=True)
class Spelling(Learner):
    """Sets `spelled` and the tokens' lemmas; `text` stays as it was typed. A word the encoder knows is no slip."""

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._know({})

    def _know(self, words: Dict[str, int]) -> None:
        self._words, self._list = words, list(words)
        self._bare: Dict[str, str] = {}  # the commonest word for each row of consonants
        for word in sorted(words, key=lambda each: words[each]):
            self._bare[_VOWELS.sub("", word)] = word
        self._mended = lru_cache(maxsize=20_000)(self._mend)

    @classmethod
    def required_components(cls) -> List[Type]:
        """What must stand before it."""
        return [Tokenizer]

    def learn(self, training_data: TrainingData) -> None:
        """Learn which words the examples have."""
        texts = [str(each.get(TEXT)).lower() for each in training_data.intent_examples if each.get(TEXT)]
        counts = Counter(word for text in texts for word in _WORD.findall(text) if len(word) >= _SHORTEST)
        self._know(dict(counts))

    def save(self, folder: Path) -> None:
        """Keep the words."""
        (folder / "words.json").write_text(json.dumps(self._words), encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """Take the words."""
        self._know(json.loads((folder / "words.json").read_text(encoding="utf-8")))

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `spelled` and the tokens' lemmas of messages in place."""
        for message in messages:
            text = (message.get(TEXT) or "").lower().replace("\u2019", "'")
            text = _FOR_LETTERS.sub(lambda found: self._lettered(found[0]), text)
            message.set(SPELLED, _WORD.sub(lambda found: self._mended(found[0]), text))
            for token in message.get(TOKENS_NAMES[TEXT]) or ():
                token.lemma = self._mended(self._lettered(token.text.lower()))
        return messages

    def _lettered(self, word: str) -> str:
        """A word with letters for the figures that stand for them, where that makes a known word of it."""
        if word.isalpha() or not _FOR_LETTERS.fullmatch(word):
            return word
        read = word.translate(_LETTERS)
        return read if read in self._words or (len(read) >= _SHORTEST - 1 and encoder().knows(read)) else word

    def _mend(self, word: str) -> str:
        if word in _SHORT_FORMS:
            return _SHORT_FORMS[word]
        if len(word) < _SHORTEST or "'" in word or word in self._words or encoder().knows(word):
            return word
        if not _VOWELS.search(word) and word in self._bare:
            return self._bare[word]
        if _TOGETHER.fullmatch(word):
            return _TOGETHER.sub(r"\1 \2", word)
        slips = 1 if len(word) < _LONG else 2
        near = process.extract(word, self._list, scorer=OSA.distance, score_cutoff=slips, limit=5)
        return min(near, key=lambda each: (each[1], -self._words[each[0]]))[0] if near else word

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set them for the examples too; their own slips count as right."""
        self.process(training_data.training_examples)
        return training_data
