"""What is counted, and that nothing else is told."""

import asyncio
import json
import re

import pytest
import yaml
from prometheus_client import REGISTRY, generate_latest
from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig

from bot.channels.inbox import counted
from bot.channels.refusals import too_fast
from bot.cluster.part import DEPLOY
from bot.core.loop import PAUSED
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State

SAID, SENDER = "my left foot is numb", "web-secret-id"


@pytest.fixture
def broker():
    return asyncio.run(EventBroker.create(EndpointConfig(type="bot.metrics.Counts")))


def value(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


def user(intent="causes", channel="web", **parsed):
    data = {"intent": {"name": intent}, "text": SAID, **parsed}
    return {"event": "user", "sender_id": SENDER, "input_channel": channel, "text": SAID, "parse_data": data}


@pytest.fixture
def grown():
    """How much a figure grew since it was asked for first."""
    before = {}

    def grow(name, **labels):
        now = value(name, **labels)
        return now - before.setdefault((name, *labels.items()), now)

    return grow


def test_what_is_understood_is_counted(broker, grown):
    figures = [
        ("ilio_intents_total", {"channel": "web", "intent": "causes"}),
        ("ilio_not_understood_total", {"channel": "slack"}),
        ("ilio_flagged_total", {"channel": "web", "level": "emergency_now"}),
        ("ilio_intents_total", {"channel": "other", "intent": "causes"}),
    ]
    for name, labels in figures:
        grown(name, **labels)
    broker.publish(user(triage={"level": "emergency_now"}))
    broker.publish(user("nlu_fallback", "slack"))
    broker.publish(user("nlu_fallback", "slack", found={"topic": "causes/sitting"}))
    broker.publish(user(channel="a name that somebody thought of"))
    assert [grown(name, **labels) for name, labels in figures] == [1, 1, 1, 1]


def test_a_quiz_counts_once_when_it_is_over(broker, grown):
    questions = quiz().questions
    answers = {each.id: each.key for each in questions[:-1]} | {questions[-1].id: ""}
    right, asked = str(len(questions) - 1), str(len(questions))
    grown("ilio_quiz_rounds_total", right=right, asked=asked)
    state = State(answers=answers).as_dict()

    def end(state, sender=SENDER):
        broker.publish({"event": "slot", "name": "quiz", "value": state, "sender_id": SENDER})
        broker.publish({"event": "action", "name": "action_score_quiz", "sender_id": sender})

    end(state)
    end({**state, "then": PAUSED})
    end(state, "somebody else")
    assert grown("ilio_quiz_rounds_total", right=right, asked=asked) == 1


def test_time_and_refusals_are_counted(grown):
    grown("ilio_turn_seconds_count", channel="web")
    grown("ilio_refused_total", channel="web", reason="too_fast")
    with counted("web"):
        pass
    with pytest.raises(Exception), counted("web"):  # noqa: B017
        raise too_fast(1)
    assert grown("ilio_turn_seconds_count", channel="web") == 1
    assert grown("ilio_refused_total", channel="web", reason="too_fast") == 1


def test_no_words_and_no_ids_are_told(broker):
    broker.publish(user(triage={"level": SAID}))
    told = generate_latest().decode()
    assert "ilio_intents_total" in told
    assert not re.search(f"left foot|{SENDER}|secret", told)


def test_dashboard_and_alerts_ask_for_what_is_told():
    asked = [
        target["expr"]
        for panel in json.loads((DEPLOY / "grafana-dashboard.json").read_text())["panels"]
        for target in panel["targets"]
    ]
    asked += [
        rule["expr"]
        for group in yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"]
        for rule in group["rules"]
    ]
    known = {
        name + ending
        for metric in REGISTRY.collect()
        for name in [metric.name]
        for ending in ({"counter": ["_total"], "histogram": ["_bucket", "_count", "_sum"]}.get(metric.type, [""]))
    }
    named = {name for each in asked for name in re.findall(r"\b(?:ilio|process)_\w+", each)}
    assert named and named <= known, named - known
