"""What components that learn have in common: how they are made, taught, kept with the model and loaded."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any, Dict

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.model import ensure_encoder


class Learner(GraphComponent):
    """A component that learns from examples, and is kept in a folder of the model.

    Args:
        config: as in `config.yml`, with the defaults.
        storage, resource: where the model keeps it.
    """

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource

    @abstractmethod
    def learn(self, training_data: TrainingData) -> None:
        """Learn from the examples."""

    @abstractmethod
    def save(self, folder: Path) -> None:
        """Keep in a folder what was learnt."""

    @abstractmethod
    def restore(self, folder: Path) -> None:
        """Take from a folder what was learnt."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Learner:
        """Create the untrained component."""
        ensure_encoder()
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Learner:
        """Load the trained component."""
        learner = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            learner.restore(folder)
        return learner

    def train(self, training_data: TrainingData) -> Resource:
        """Learn, and keep what was learnt."""
        self.learn(training_data)
        with self._storage.write_to(self._resource) as folder:
            self.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing that comes later learns from it, unless a component says otherwise."""
        return training_data
