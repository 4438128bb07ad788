"""What messages mean, as dense sentence features."""

from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.model import ensure_encoder
from bot.nlu.spelling import SPELLED
from bot.understanding.encoder import DIMENSIONS, encoder


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class SentenceVectors(GraphComponent):
    """Adds the meaning that `bot.understanding.encoder` tells to messages, shape (1, 384)."""

    def __init__(self, name: str) -> None:
        self._name = name

    @classmethod
    def required_components(cls) -> List[Type]:
        """What must stand before it: texts without tokens hold no words and get no features."""
        return [Tokenizer]

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        """Create the component; it has no configuration."""
        ensure_encoder()
        return cls(execution_context.node_name)

    def process(self, messages: List[Message]) -> List[Message]:
        """Add features to messages in place."""
        for message in messages:
            text = message.get(SPELLED) or message.get(TEXT)
            if text:
                vector = encoder().encode([text])[:, :DIMENSIONS]
                message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._name))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to the training examples."""
        self.process(training_data.training_examples)
        return training_data
