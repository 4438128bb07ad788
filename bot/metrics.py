"""What Prometheus is told: how many, how long, how urgent. Never what was said, and never who said it.

    GET  /metrics    on each server, in Prometheus' own form; nginx does not pass it on

Opened by the channel `bot.metrics.MetricsInput` of `credentials.yml`; what was understood is counted where the event
broker `bot.metrics.Counts` is in `endpoints.yml`.
"""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Dict, Optional, Tuple

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import InputChannel
from rasa.utils.endpoints import EndpointConfig
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.core.loop import PAUSED
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State, score
from bot.core.triage_levels import LEVELS

SECONDS = Histogram(
    "ilio_turn_seconds",
    "Seconds until a message was answered",
    ["channel"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25),
)
REFUSED = Counter("ilio_refused", "Messages that were not taken, by why", ["channel", "reason"])
INTENTS = Counter("ilio_intents", "Messages by what was understood", ["channel", "intent"])
MISSED = Counter("ilio_not_understood", "Messages that were not understood", ["channel"])
FLAGS = Counter("ilio_flagged", "Messages with a warning sign, by how urgent it is", ["channel", "level"])
QUIZZES = Counter("ilio_quiz_rounds", "Rounds of the quiz, by how many answers were right", ["right", "asked"])
PART = Gauge("ilio_part_ready", "Whether a part a server needs is well, as /chat/ready last found it", ["part"])

_CHANNELS = ("web", "slack", "telegram", "rest")  # a channel of Rasa's lets anybody name another


class Counts(EventBroker):
    """The event broker that counts what happens in conversations, and keeps none of it."""

    def __init__(self) -> None:
        self._quiz: Tuple[str, Any] = "", None  # of the conversation whose events come just now

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: Optional[Any] = None
    ) -> Optional[Counts]:
        """Make it; there is nothing to set."""
        return cls()

    def publish(self, event: Dict[str, Any]) -> None:
        """Count an event; those of a turn come one after the other."""
        kind, name, sender = event.get("event"), event.get("name"), str(event.get("sender_id"))
        if kind == "user":
            self._heard(event)
        elif kind == "slot" and name == "quiz":
            self._quiz = sender, event.get("value")
        elif kind == "action" and name == "action_score_quiz" and self._quiz[0] == sender:
            state = State.from_dict(quiz(), self._quiz[1])
            if state.then != PAUSED:
                reached = score(quiz(), state.answers)
                QUIZZES.labels(reached.right, reached.asked).inc()

    def _heard(self, event: Dict[str, Any]) -> None:
        channel = event.get("input_channel")
        channel = channel if channel in _CHANNELS else "other"
        understood = event.get("parse_data") or {}
        intent = (understood.get("intent") or {}).get("name") or "none"
        INTENTS.labels(channel, intent).inc()
        if intent == "nlu_fallback" and not (understood.get("found") or {}).get("topic"):
            MISSED.labels(channel).inc()
        level = (understood.get("triage") or {}).get("level")
        if level in LEVELS:
            FLAGS.labels(channel, level).inc()


class MetricsInput(InputChannel):
    """The channel `bot.metrics.MetricsInput` of `credentials.yml`, where Prometheus reads and nobody says anything."""

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return "metrics"

    def url_prefix(self) -> str:
        """Its address, at the root of the server."""
        return "/metrics"

    def blueprint(self, on_new_message: Callable[..., Awaitable[Any]]) -> Blueprint:
        """The route."""
        routes = Blueprint("ilio_metrics")

        @routes.get("/")
        async def metrics(request: Request) -> HTTPResponse:
            return response.raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)

        return routes
