"""Which section and which topic of it a message asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple, Type

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import (
    RESPONSE_SELECTOR_DEFAULT_INTENT,
    RESPONSE_SELECTOR_PREDICTION_KEY,
    RESPONSE_SELECTOR_PROPERTY_NAME,
    RESPONSE_SELECTOR_RANKING_KEY,
)
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from bot.core.content_topics import OUTSIDE
from bot.core.questions import asked
from bot.model import fingerprint
from bot.nlu.input_guard import UNREADABLE
from bot.nlu.learner import Learner
from bot.nlu.message_parts import CUT, PART, PARTS
from bot.nlu.sentence_vectors import SentenceVectors
from bot.understanding.topics import TopicModel

_FILE = "topics.npz"
ALSO = "also"  # where messages carry the labels of what they ask besides
RANKING = "ranking"  # and all labels with their chances


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class TopicClassifier(Learner, IntentClassifier):
    """Learns `intent/topic` labels whole and reports them apart, as Rasa's retrieval intents are reported.

    `intent` is the section; `response_selector.default` carries the topic and its ranking, the place where
    Rasa's own response selector puts it and where `rasa test nlu` looks. Both have the topic's probability as
    their confidence, so that a doubt between two topics of a section counts as doubt.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """What must stand before it."""
        return [SentenceVectors, SparseFeaturizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`background`: how labels that are out of scope begin; `ranking_length`: how many labels are reported."""
        return {"background": f"{OUTSIDE}/", "ranking_length": 10}

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._model = TopicModel(config["background"])

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Tell Rasa's cache when what is learnt, or how it is kept, has changed."""
        return fingerprint(("bot/understanding/topics.py", "bot/understanding/learnt.py"))

    def learn(self, training_data: TrainingData) -> None:
        """Learn from the examples."""
        examples = [each for each in training_data.intent_examples if each.get(INTENT) and each.features]
        vectors, counts = self._features(examples)
        self._model.fit(vectors, counts, [each.get_full_intent() for each in examples])

    def save(self, folder: Path) -> None:
        """Keep what was learnt."""
        self._model.save(folder / _FILE)

    def restore(self, folder: Path) -> None:
        """Take what was learnt."""
        self._model = TopicModel.load(folder / _FILE, self._config["background"])

    @staticmethod
    def _features(messages: List[Message]) -> Tuple[np.ndarray, csr_matrix]:
        dense = [message.get_dense_features(TEXT)[1] for message in messages]
        sparse = [message.get_sparse_features(TEXT)[1] for message in messages]
        return np.vstack([each.features for each in dense]), vstack([each.features for each in sparse]).tocsr()

    def process(self, messages: List[Message]) -> List[Message]:
        """Set intent and topic of messages, and what they ask besides.

        Args:
            messages: with the parts of those that were cut.

        Returns:
            The messages without the parts.
        """
        self._rank(messages)
        wholes = [message for message in messages if not message.get(PART)]
        for message in wholes:
            ranking: List[Tuple[str, float]] = message.get(RANKING)
            also: Tuple[str, ...] = ()
            heard = [part.get(RANKING) for part in message.get(PARTS) or ()]
            if ranking and heard and all(heard):
                found = asked(message.get(CUT), ranking, heard)
                if found:
                    ranking, also = heard[found.part], found.also
            self._report(message, ranking)
            message.set(ALSO, list(also), add_to_output=True)
        return wholes

    def _rank(self, messages: List[Message]) -> None:
        """Set each message's labels with their chances, most likely first; none where nothing can be read."""
        readable = []
        for message in messages:
            unreadable = message.get(UNREADABLE)
            message.set(RANKING, [(f"{OUTSIDE}/{unreadable}", 1.0)] if unreadable else [])
            if message.features and not unreadable:
                readable.append(message)
        if readable:
            judged = self._model.judge(*self._features(readable))
            for message, shares, sure in zip(readable, judged.shares, judged.sure, strict=True):
                order = np.argsort(-shares)
                scaled = shares * sure / shares[order[0]]
                message.set(RANKING, [(str(self._model.labels[place]), float(scaled[place])) for place in order])

    def _report(self, message: Message, ranking: List[Tuple[str, float]]) -> None:
        length = self._config["ranking_length"]
        intents: Dict[str, float] = {}
        for label, chance in ranking:
            intents.setdefault(label.split("/")[0], chance)
        named = [{"name": name, "confidence": chance} for name, chance in intents.items()]
        topics: List[Dict[str, Any]] = [
            {INTENT_RESPONSE_KEY: label, "confidence": chance} for label, chance in ranking if "/" in label
        ]
        first = topics[0] if ranking and "/" in ranking[0][0] else {INTENT_RESPONSE_KEY: None, "confidence": 0.0}
        message.set("intent", named[0] if named else {"name": None, "confidence": 0.0}, add_to_output=True)
        message.set("intent_ranking", named[:length], add_to_output=True)
        message.set(
            RESPONSE_SELECTOR_PROPERTY_NAME,
            {
                RESPONSE_SELECTOR_DEFAULT_INTENT: {
                    RESPONSE_SELECTOR_PREDICTION_KEY: first,
                    RESPONSE_SELECTOR_RANKING_KEY: topics[:length],
                }
            },
            add_to_output=True,
        )
