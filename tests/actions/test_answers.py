"""The Rasa actions, with hand-made trackers."""

import asyncio

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import ActionAnswer, ActionChoose, ActionFollowUp, ActionNotUnderstood, ActionRestart
from bot.core import answers


def tracker(text="", intent="", topic=None, entities=(), ranking=(), **slots):
    selector = {
        "response": {"intent_response_key": topic},
        "ranking": [{"intent_response_key": each} for each in ranking],
    }
    message = {
        "text": text,
        "intent": {"name": intent},
        "entities": list(entities),
        "response_selector": {"default": selector},
    }
    return Tracker("someone", slots, message, [], False, None, {}, "action_listen")


def run(action, tracker):
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, tracker, {}))
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return [message["text"] for message in dispatcher.messages], slots, dispatcher.messages


def test_answers_the_topic_and_remembers_it(content):
    texts, slots, messages = run(ActionAnswer(), tracker("heat?", "relief", "relief/heat", introduced=True, misses=1.0))
    assert texts == answers.bubbles(content, "relief/heat")
    assert slots["topic"] == "relief/heat"
    assert slots["misses"] == 0
    assert [each[0] for each in slots["offered"]] == content.topics["relief/heat"].related
    assert messages[-1]["buttons"][0] == {
        "title": content.title("relief/ice"),
        "payload": '/show{"opens": "relief/ice"}',
    }


def test_opens_what_a_button_sends(content):
    _, slots, _ = run(ActionAnswer(), tracker("", "show", entities=[{"entity": "opens", "value": "causes/jobs"}]))
    assert slots["topic"] == "causes/jobs"


@pytest.mark.parametrize("value", [None, 7, ["x"], {"a": 1}, "no/such", "x" * 10_000])
def test_a_made_up_payload_gets_the_menu(content, value):
    texts, _, _ = run(ActionAnswer(), tracker("", "show", entities=[{"entity": "opens", "value": value}]))
    assert texts == [content.phrases.menu]


def test_an_intent_without_topic_opens_its_section(content):
    _, slots, _ = run(ActionAnswer(), tracker("/causes", "causes"))
    assert slots["topic"] == "causes/overview"


def test_a_typed_title_opens_its_button_whatever_was_understood(content):
    _, slots, _ = run(
        ActionNotUnderstood(),
        tracker(
            content.title("relief/rice"),
            "nlu_fallback",
            offered=[["relief/heat", "Heat"], ["relief/rice", content.title("relief/rice")]],
        ),
    )
    assert slots["topic"] == "relief/rice"


def test_one_instance_keeps_two_people_apart(content):
    action = ActionFollowUp()
    first, _, _ = run(action, tracker("more", "more", topic="relief/heat", **{"depth": "answer"}))
    assert first == [content.phrases.nothing_to_follow]  # the slot, not the message, holds the talk
    theirs = Tracker(
        "a", {"topic": "relief/heat"}, {"text": "more", "intent": {"name": "more"}}, [], False, None, {}, ""
    )
    others = Tracker(
        "b", {"topic": "relief/ice"}, {"text": "more", "intent": {"name": "more"}}, [], False, None, {}, ""
    )
    assert run(action, theirs)[0] == answers.bubbles(content, "relief/heat", "more")
    assert run(action, others)[0] == answers.bubbles(content, "relief/ice", "more")
    assert vars(action) == {}


def test_restart_forgets(content):
    texts, slots, _ = run(
        ActionRestart(), tracker("restart", "start_over", topic=None, misses=3.0, offered=[["relief/gone", "Gone"]])
    )
    assert texts == [content.phrases.restarted]
    assert slots["topic"] is None


def test_a_failure_is_a_sentence_and_no_trace(content, monkeypatch):
    monkeypatch.setattr("bot.core.dialogue.chosen", lambda *_: 1 / 0)
    texts, slots, _ = run(ActionChoose(), tracker("yes", "affirm"))
    assert texts == [content.phrases.failed]
    assert slots == {}
