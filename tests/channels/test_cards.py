"""The cards that go with messages are those of `cards.schema.json`, by which the chat for websites is typed."""

import json
from collections import Counter

import jsonschema
import pytest

from bot.model import ROOT

from .every_message import everything

SCHEMA = json.loads((ROOT / "bot" / "channels" / "cards.schema.json").read_text(encoding="utf-8"))
CARDS = jsonschema.Draft7Validator(SCHEMA)
TIMER = {
    "type": "exercise_timer", "version": 1, "exercise": "kneeling_stretch", "title": "Kneeling stretch", "number": 1,
    "total": 4, "side": "left", "seconds": 20,
}  # fmt: skip


def without(card, *names):
    return {name: value for name, value in card.items() if name not in names}


def test_the_schema_is_one():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_every_card_that_is_sent_is_in_the_schema_and_every_type_is_sent():
    sent = [message["card"] for message in everything() if "card" in message]
    for card in sent:
        CARDS.validate(card)
    types = Counter(card["type"] for card in sent)
    assert set(types) == {each["$ref"].split("/")[-1] for each in SCHEMA["oneOf"]}
    assert all(types.values())


def test_the_text_says_what_a_timer_counts_and_its_first_button_that_it_is_done():
    timers = [message for message in everything() if message.get("card", {}).get("type") == "exercise_timer"]
    assert timers
    for message in timers:
        card = message["card"]
        amount = f"{card['seconds']} seconds" if "seconds" in card else f"{card['repetitions']} times"
        assert amount in message["text"]
        assert card.get("side", "") in message["text"].lower()
        assert message["buttons"][0]["title"] == "Done"


@pytest.mark.parametrize(
    "card",
    [
        without(TIMER, "seconds"),
        {**TIMER, "repetitions": 12},
        {**TIMER, "seconds": "20"},
        {**TIMER, "seconds": 0},
        {**TIMER, "side": "both"},
        {**TIMER, "version": 2},
        {**TIMER, "type": "timer"},
        {**TIMER, "more": 1},
        {"type": "progress", "version": 1, "number": 1},
        {"type": "call", "version": 1, "numbers": ["javascript:alert(1)"]},
        {"type": "summary"},
        {"type": "summary", "version": 1, "days": [{"date": "2026-11-22", "low": 5, "high": 6}] * 2},
        {"type": "diary", "version": 1, "alt": "6", "days": [{"date": "2026-11-22", "low": 5, "high": 6}]},
        {"type": "calendar", "version": 1, "query": "from=9:00&to=17:00&every=60&more=1"},
    ],
)
def test_what_is_no_card_is_refused(card):
    CARDS.validate(TIMER)
    assert not CARDS.is_valid(card)
