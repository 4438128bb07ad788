"""Words as spaCy cuts them, without a language model to download."""

from __future__ import annotations

from typing import Any, Dict, List

import spacy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER], is_trainable=False)
class EnglishTokenizer(Tokenizer):
    """spaCy's rules for English: "can't" becomes "ca" and "n't", so negation stays visible."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """What the base class asks of a tokenizer's configuration."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def __init__(self, config: Dict[str, Any]) -> None:
        super().__init__(config)
        self._english = spacy.blank("en")

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EnglishTokenizer:
        """Create the component."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Cut one attribute of a message into tokens."""
        tokens = [Token(token.text, token.idx) for token in self._english(message.get(attribute)) if not token.is_space]
        return self._apply_token_pattern(tokens)
