"""What a message may ask besides, as messages of their own that are understood beside it."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.questions import cut
from bot.nlu.input_guard import UNREADABLE

CUT = "cut"  # where a message carries how it was cut
PARTS = "parts"  # and its parts
PART = "part"  # set on those, which `TopicClassifier` takes off the line again


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class MessageParts(GraphComponent):
    """Lines up the parts of a message behind it; one in twenty has any, so most messages cost nothing more."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageParts:
        """Create the component; it has no configuration."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """The messages, and after them the parts of those that were cut."""
        line = list(messages)
        for message in messages:
            made = None if message.get(UNREADABLE) else cut(message.get(TEXT) or "")
            if made:
                parts = [Message({TEXT: part, PART: True}) for part in made.parts]
                message.set(CUT, made)
                message.set(PARTS, parts)
                line += parts
        return line

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Examples are learnt whole."""
        return training_data
