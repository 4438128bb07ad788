"""What no topic fits, looked up in the article's answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Type

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.content import content
from bot.core.dialogue import is_report
from bot.core.questions import asks
from bot.model import fingerprint
from bot.nlu.learner import Learner
from bot.nlu.spelling import SPELLED, Spelling
from bot.nlu.topic_classifier import RANKING
from bot.understanding.encoder import encoder
from bot.understanding.passages import Passages

FOUND = "found"  # where messages carry what was found


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class PassageLookup(Learner):
    """Sets `found` on messages that were not understood: `{"topic", "depth", "place"}` of the passage that answers it.

    `{"topic": None}` stands for a question on the subject that no passage answers. What tells of a body
    rather than asks is left alone. The vectors of the passages are stored with the model; a sentence that was changed
    since gets its vector when the model is loaded.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """What must stand before it, besides `FallbackClassifier`, which Rasa leaves out of training."""
        return [Spelling]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`threshold`: from which score a passage answers; `near`: from which cosine a question is on our subject."""
        return {"threshold": 0.8, "near": 0.5}

    _passages: Optional[Passages] = None

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Tell Rasa's cache when the encoder has changed; what else a sentence is, is looked at when loading."""
        return fingerprint(("bot/understanding/encoder.py",))

    def learn(self, training_data: TrainingData) -> None:
        """Give every passage its vector."""
        self._passages = Passages(content(), encoder())

    def save(self, folder: Path) -> None:
        """Keep the vectors."""
        assert self._passages
        vectors = self._passages.vectors
        np.savez(folder / "passages.npz", texts=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))

    def restore(self, folder: Path) -> None:
        """Take the vectors."""
        with np.load(folder / "passages.npz", allow_pickle=False) as kept:
            vectors = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
        self._passages = Passages(content(), encoder(), vectors)

    def process(self, messages: List[Message]) -> List[Message]:
        """Set `found` of messages in place."""
        assert self._passages
        for message in messages:
            message.set(FOUND, self._look_up(message), add_to_output=True)
        return messages

    def _look_up(self, message: Message) -> Optional[Dict[str, Any]]:
        if (message.get(INTENT) or {}).get(INTENT_NAME_KEY) != DEFAULT_NLU_FALLBACK_INTENT_NAME:
            return None
        assert self._passages
        text, ranking = message.get(SPELLED) or message.get(TEXT), message.get(RANKING)
        found, question = self._passages.nearest(text), asks(text)
        tells = not question and bool(ranking) and is_report(ranking[0][0])
        if found.score >= self._config["threshold"] and not tells:
            return {"topic": found.passage.topic, "depth": found.passage.depth, "place": found.passage.place}
        return {"topic": None} if question and found.meaning >= self._config["near"] else None
