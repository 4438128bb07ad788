"""First in the pipeline: clean what was typed, and mark what holds no words or is in another language."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.languages import Heard
from bot.core.readability import CLICK, LONGEST, clean, unreadable, unrepeated
from bot.model import ensure_encoder
from bot.understanding.languages import ear

UNREADABLE = "unreadable"
LANGUAGE = "language"  # what was heard of it, see `bot.core.languages.Heard`
_FOREIGN = "other_language"
WHOLE = "whole"  # the text before it is cut, for what must not miss its end


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class InputGuard(GraphComponent):
    """Keeps typed text text, whatever it holds.

    Rasa takes text that starts with "/" for an intent with entities, whoever typed it. Here only the payload of
    our own buttons keeps its "/". Texts without English words get the `out_of_scope` topic that answers them, which
    `TopicClassifier` reports; what is said over and over counts once; very long ones are cut, as the time a message
    takes grows with its length.
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
        ensure_encoder()
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Clean messages in place, and hear which language they are in."""
        for message in messages:
            self._clean(message)
            text = unrepeated(message.get(WHOLE))
            heard = Heard() if CLICK.match(text) else ear().hear(text)
            message.set(UNREADABLE, _FOREIGN if heard.sure else unreadable(text))
            message.set(LANGUAGE, heard.as_dict(), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Clean the training examples as messages are cleaned."""
        for example in training_data.training_examples:
            if example.get(TEXT):
                self._clean(example)
        return training_data

    def _clean(self, message: Message) -> None:
        text = clean(message.get(TEXT) or "")
        message.set(WHOLE, text)
        message.set(TEXT, unrepeated(text)[:LONGEST])
