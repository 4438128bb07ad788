"""Which section and which topic of it a message asks for: logistic regression over n-grams."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import numpy as np
import skops.io
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.constants import (
    RESPONSE_SELECTOR_DEFAULT_INTENT,
    RESPONSE_SELECTOR_PREDICTION_KEY,
    RESPONSE_SELECTOR_PROPERTY_NAME,
    RESPONSE_SELECTOR_RANKING_KEY,
)
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from bot.nlu.input_guard import UNREADABLE

_TRUSTED = ["scipy.sparse._csr.csr_matrix", "scipy.sparse._dia.dia_matrix"]  # hold the weights of the n-grams


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class TopicClassifier(LogisticRegressionClassifier):
    """Learns `intent/topic` labels whole and reports them apart, as Rasa's retrieval intents are reported.

    `intent` is the section; `response_selector.default` carries the topic and its ranking, the place where
    Rasa's own response selector puts it and where `rasa test nlu` looks. Both have the topic's probability as
    their confidence, so that a doubt between two topics of a section counts as doubt.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`C`: how closely the examples are followed; `ranking_length`: how many labels are reported."""
        return {
            "C": 20.0,
            "ranking_length": 10,
            "random_state": 42,
            "max_iter": 100,
            "solver": "liblinear",
            "tol": 1e-4,
        }

    def __init__(self, config: Dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        """See the base class; counts are weighted by how telling an n-gram is before they are learnt from."""
        super().__init__(config, name, model_storage, resource)
        regression = LogisticRegression(
            C=config["C"], solver="liblinear", class_weight="balanced", random_state=config["random_state"]
        )
        self.clf = make_pipeline(TfidfTransformer(sublinear_tf=True), regression)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Load a trained classifier; what the file holds besides scikit-learn's own types is refused."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.clf = skops.io.load(folder / f"{resource.name}.skops", trusted=_TRUSTED)
        return component

    def _create_training_matrix(self, training_data: TrainingData) -> Tuple[csr_matrix, List[str]]:
        examples = [each for each in training_data.intent_examples if each.get(INTENT) and each.get(TEXT)]
        return self._create_X(examples), [each.get_full_intent() for each in examples]

    def process(self, messages: List[Message]) -> List[Message]:
        """Set intent and topic of messages in place."""
        readable = []
        for message in messages:
            if message.get(UNREADABLE):
                self._report(message, [(f"out_of_scope/{message.get(UNREADABLE)}", 1.0)])
            elif message.features:
                readable.append(message)
            else:
                self._report(message, [])
        if readable:
            for message, chances in zip(readable, self.clf.predict_proba(self._create_X(readable)), strict=True):
                order = np.argsort(-chances)
                self._report(message, [(self.clf.classes_[place], float(chances[place])) for place in order])
        return messages

    def _report(self, message: Message, ranking: List[Tuple[str, float]]) -> None:
        length = self.config["ranking_length"]
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
