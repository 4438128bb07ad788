"""First in the pipeline: clean what was typed, and mark what holds no words."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.readability import LONGEST, clean, unreadable

UNREADABLE = "unreadable"
WHOLE = "whole"  # the text before it is cut, for what must not miss its end


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class InputGuard(GraphComponent):
    """Keeps typed text text, whatever it holds.

    Rasa takes text that starts with "/" for an intent with entities, whoever typed it. Here only the payload of
    our own buttons keeps its "/". Texts without words get the `out_of_scope` topic that answers them, which
    `TopicClassifier` reports; very long ones are cut, as the time a message takes grows with its length.
    """

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> InputGuard:
        """Create the component; it has no configuration."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Clean messages in place."""
        for message in messages:
            text = clean(message.get(TEXT) or "")
            message.set(UNREADABLE, unreadable(text))
            message.set(WHOLE, text)
            message.set(TEXT, text[:LONGEST])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Clean the training examples as messages are cleaned."""
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data
