"""Long talks with the whole assistant: the same answers as with Rasa's own store, and nothing of them lost."""

import asyncio
import json
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered

from actions.base import payload
from bot.assistant import Assistant

CONVERSATIONS = Path(__file__).parent.parent / "conversations"
TURNS, PART = 300, 80
EARLY, LATE = 20, 100  # turns that are compared, by when a talk has all the past that a turn is given


@pytest.fixture(scope="module")
def said():
    """What is said in `tests/conversations/`, as one talk that begins again until it is long enough."""
    entries = [entry for path in sorted(CONVERSATIONS.glob("*.yml")) for entry in yaml.safe_load(path.read_text())]
    turns = [turn for entry in entries for turn in entry["turns"]]
    texts = [payload(turn["clicks"]) if "clicks" in turn else turn.get("says", "") for turn in turns]
    return (texts * TURNS)[:TURNS]


def written(events):
    """Events as they are kept, but for when they were and for the ids that messages get by chance."""
    dated = [{key: value for key, value in event.as_dict().items() if key != "timestamp"} for event in events]
    return [re.sub(r"\b[0-9a-f]{32}\b", "id", json.dumps(event)) for event in dated]


async def talk(ilio, texts):
    return [await ilio.say(text, "talk") for text in texts]


@pytest.fixture(scope="module")
def rasas(said, tmp_path_factory):
    """What is answered with Rasa's own store, and what is stored; a part of the talk, as that gets slow."""
    store = SQLTrackerStore(dialect="sqlite", db=str(tmp_path_factory.mktemp("rasa") / "talks.db"))
    turns = asyncio.run(talk(Assistant(store), said[:PART]))
    return turns, list(asyncio.run(store.retrieve_full_tracker("talk")).events)


@pytest.mark.heavy
def test_a_long_talk_is_answered_as_with_rasas_own_store_and_kept_whole(open_store, said, rasas):
    store = open_store()
    turns = asyncio.run(talk(Assistant(store), said))
    for number, (mine, theirs) in enumerate(zip(turns[:PART], rasas[0], strict=True), start=1):
        assert mine == theirs, f"turn {number}"
    whole, short = (asyncio.run(read("talk")) for read in (store.retrieve_full_tracker, store.retrieve))
    events = list(whole.events)
    assert written(events[: len(rasas[1])]) == written(rasas[1])
    assert [event.text for event in events if isinstance(event, UserUttered)] == said
    answered = [reply["text"] for turn in turns for reply in turn.replies]
    assert [event.text for event in events if isinstance(event, BotUttered)] == answered
    assert short.current_slot_values() == whole.current_slot_values()
    assert len(short.events) < len(events) / 20


@pytest.mark.heavy
def test_a_turn_reads_and_asks_no_more_late_in_a_talk(open_store):
    """One question again and again, so that only the place in the talk differs; `make bench` has the times."""
    store, asked = open_store(), []
    ilio = Assistant(store)
    if isinstance(store, SQLTrackerStore):
        sa.event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    async def turn():
        asked.clear()
        await ilio.say("does heat help", "talk")
        statements = list(asked)
        return statements, len((await store.retrieve("talk")).events)

    async def go():
        return [await turn() for _ in range(LATE)]

    turns = asyncio.run(go())
    assert turns[EARLY - 1 : EARLY + 1] == turns[-2:]
