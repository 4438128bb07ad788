"""Above every other policy: a warning sign is answered whatever else is going on."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.core import triage_turn

ADVISE = "action_escalation_advice"
_PRIORITY = 100  # RulePolicy has 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class SafetyPolicy(Policy):
    """Predicts `action_escalation_advice` for each message that triage answers, then waits; else predicts nothing.

    Rasa calls a prediction that a running form makes a "no user" prediction and prefers it to any other; this
    policy's are of that kind too, so that its priority decides.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Above `RulePolicy`; the last turn is all it looks at."""
        return {"priority": _PRIORITY, "max_history": 1}

    def train(self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """There is nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the advice, the wait after it, or nothing."""
        scores = self._default_predictions(domain)
        if tracker.latest_action_name == ADVISE:
            scores[domain.index_for_action(ACTION_LISTEN_NAME)] = 1.0
            return self._prediction(scores, is_no_user_prediction=True)
        fresh = tracker.latest_action_name == ACTION_LISTEN_NAME
        if fresh and triage_turn.of(tracker.current_slot_values(), _message(tracker), tracker.active_loop_name).move:
            scores[domain.index_for_action(ADVISE)] = 1.0
            return self._prediction(scores, is_no_user_prediction=True)
        return self._prediction(scores)


def _message(tracker: DialogueStateTracker) -> Dict[str, Any]:
    latest = tracker.latest_message
    if latest is None:
        return {}
    return {**latest.parse_data, "message_id": latest.message_id, "metadata": latest.metadata}
