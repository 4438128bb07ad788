"""The parts channels share, without a server: limits, order, background work, what is left of a message."""

import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.lock_store import InMemoryLockStore, LockError
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from bot.channels.background import Background
from bot.channels.inbox import Inbox
from bot.channels.incoming import LONGEST, Incoming, typed
from bot.channels.rate_limits import RateLimit
from bot.channels.refusals import Refused, gone, too_fast, unavailable
from bot.channels.replies import clicked, opaque, replies, reply, with_words
from bot.channels.secret import ENVIRONMENT, secret
from bot.channels.web import WebInput
from bot.channels.web_sessions import Sessions
from bot.core.content import content
from bot.errors import BadSettings
from bot.keyed_locks import KeyedLocks

SECRET = b"s" * 40
MESSAGE = Incoming("message-1", text="does heat help")


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rate_lets_a_burst_pass_and_refills():
    now = [0.0]
    rate = RateLimit(burst=3, per_minute=60, clock=lambda: now[0])
    for _ in range(3):
        rate.spend("one")
    with pytest.raises(Refused) as no:
        rate.spend("one")
    assert (no.value.status, no.value.wait) == (429, 1)
    rate.spend("other")
    now[0] = 1.0
    rate.spend("one")


def test_a_rate_forgets_the_key_unused_longest():
    rate = RateLimit(burst=1, per_minute=1, clock=lambda: 0.0)
    for number in range(10_001):
        rate.spend(str(number))
    rate.spend("0")
    with pytest.raises(Refused):
        rate.spend("10000")


@pytest.mark.parametrize("no", [gone(), too_fast(1), unavailable()])
def test_who_gets_no_answer_is_told_whom_to_call_in_an_emergency(no):
    assert no.sentence.endswith("In an emergency, phone your local emergency number (112, 999 or 911).")


# ── background ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_work_goes_on_when_nobody_waits_and_is_finished_at_the_end():
    done = []

    async def scenario():
        background = Background()

        async def work():
            await asyncio.sleep(0.05)
            done.append("done")

        waiting = asyncio.ensure_future(background.run(work()))
        await asyncio.sleep(0.01)
        waiting.cancel()
        await background.finish()
        assert done == ["done"]
        with pytest.raises(Refused) as no:
            await background.run(work())
        assert no.value.status == 503

    asyncio.run(scenario())


def test_too_much_at_once_is_refused():
    async def scenario():
        background = Background(most=1)
        first = asyncio.ensure_future(background.run(asyncio.sleep(0.05)))
        await asyncio.sleep(0)
        with pytest.raises(Refused) as no:
            await background.run(asyncio.sleep(0))
        assert no.value.wait
        await first
        await background.run(asyncio.sleep(0))

    asyncio.run(scenario())


def test_one_talk_is_in_order_and_others_do_not_wait():
    seen = []

    async def scenario():
        order = KeyedLocks()

        async def work(conversation, number, seconds):
            async with order.of(conversation):
                await asyncio.sleep(seconds)
                seen.append((conversation, number))

        await asyncio.gather(work("a", 1, 0.05), work("a", 2, 0), work("a", 3, 0), work("b", 1, 0))

    asyncio.run(scenario())
    assert seen == [("b", 1), ("a", 1), ("a", 2), ("a", 3)]


# ── the inbox, when things fail ──────────────────────────────────────────────────────────────────────────────────


class Failing(InMemoryTrackerStore):
    async def retrieve_full_tracker(self, sender_id):
        raise ConnectionError("no database")


class NoLock(InMemoryLockStore):
    @asynccontextmanager
    async def lock(self, conversation, *_):
        raise LockError("no lock")
        yield


class Broken:
    async def handle_message(self, message):
        raise ValueError("does heat help")


def agent_with(**parts):
    domain = Domain.empty()
    store = parts.pop("store", InMemoryTrackerStore)(domain)
    whole = {"tracker_store": FailSafeTrackerStore(store), "lock_store": InMemoryLockStore(), "domain": domain}
    return SimpleNamespace(**{**whole, "processor": None, **parts})


async def begun(agent, conversation="web-1"):
    await agent.tracker_store.create_tracker(conversation)
    return agent


@pytest.mark.parametrize("parts", [{"store": Failing}, {"lock_store": NoLock()}, {"processor": Broken()}])
def test_what_fails_can_be_tried_again_and_tells_no_secrets(parts, caplog):
    async def scenario():
        agent = await begun(agent_with(**parts))
        with pytest.raises(Refused) as no:
            await Inbox("web", SECRET).take(agent, "web-1", MESSAGE)
        assert (no.value.status, bool(no.value.wait)) == (503, True)

    asyncio.run(scenario())
    assert "heat" not in caplog.text


def test_an_answer_that_was_not_kept_counts_as_none():
    class Forgetful:
        async def handle_message(self, message):
            """As if the store had failed while saving, where Rasa goes on in memory."""

    async def scenario():
        agent = await begun(agent_with(processor=Forgetful()))
        with pytest.raises(Refused) as no:
            await Inbox("web", SECRET).take(agent, "web-1", MESSAGE)
        assert no.value.status == 503

    asyncio.run(scenario())


def test_a_talk_that_never_was_is_gone():
    with pytest.raises(Refused) as no:
        asyncio.run(Inbox("web", SECRET).take(agent_with(), "web-1", MESSAGE))
    assert no.value.status == 410


# ── what is typed ────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(max_size=200))
def test_typed_text_is_never_a_command_and_holds_no_controls(text):
    try:
        said = typed(text)
    except Refused as no:
        assert no.status == 400
        return
    assert said and not said.startswith("/")
    assert not any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 for letter in said)
    assert typed(said) == said


def test_what_is_too_long_is_refused():
    assert len(typed("x" * LONGEST)) == LONGEST
    with pytest.raises(Refused) as no:
        typed("x" * (LONGEST + 1))
    assert no.value.status == 413


# ── what is left of a message ────────────────────────────────────────────────────────────────────────────────────

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3),
    max_leaves=8,
)
KEYS = ("text", "buttons", "image", "alt", "custom", "card")


@given(st.fixed_dictionaries({}, optional={key: JSON for key in KEYS}))
def test_no_message_makes_a_channel_fail(message):
    shown = reply(message)
    assert shown is None or shown.text or shown.choices or shown.image


def test_a_custom_message_falls_back_to_its_text():
    shown = reply({"text": None, "custom": {"type": "timer", "version": 1, "fallback_text": "Hold for 30 seconds."}})
    assert (shown.text, shown.card["type"]) == ("Hold for 30 seconds.", "timer")
    assert replies([{"custom": {"data": 1}}, {"text": ""}]) == []


def test_a_picture_of_ours_that_was_collected_apart_joins_its_words():
    words, picture = {"recipient_id": "a", "text": "Lift."}, {"recipient_id": "a", "image": "/chat/pictures/bridge.svg"}
    last = {"recipient_id": "a", "text": "Slowly."}
    joined = {**words, "image": picture["image"], "alt": content().pictures["bridge"]}
    assert with_words([words, picture, last]) == [joined, last]
    elsewhere = {"recipient_id": "a", "image": "https://a.example/b.png"}
    assert with_words([words, elsewhere]) == [words, elsewhere]
    assert with_words([picture]) == [picture]


def test_a_picture_keeps_its_words():
    shown = reply({"image": "/chat/stretch.svg", "alt": "A person kneels on one knee."})
    assert (shown.image, shown.alt) == ("/chat/stretch.svg", "A person kneels on one knee.")


def test_a_button_is_found_by_its_id_only_where_it_was_offered():
    offered = [[{"text": "?", "buttons": [{"title": "Yes", "payload": "/yes"}]}]]
    button = opaque(SECRET, "web-1", "/yes")
    assert clicked(SECRET, "web-1", offered, button).payload == "/yes"
    assert clicked(SECRET, "web-2", offered, button) is None
    assert clicked(b"t" * 40, "web-1", offered, button) is None
    assert clicked(SECRET, "web-1", [], button) is None
    for unknown in ("/yes", "ä" * 16, "\ud800", ""):
        assert clicked(SECRET, "web-1", offered, unknown) is None


# ── keys and settings ────────────────────────────────────────────────────────────────────────────────────────────


def test_ids_cannot_be_guessed():
    ids = {Sessions.new_conversation() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(each) == len("web-") + 22 for each in ids)  # 22 letters of 6 bits hold 128


def test_a_secret_is_made_once_and_nobody_else_can_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    made = secret(tmp_path / "secret")
    assert made == secret(tmp_path / "secret")
    assert len(made) >= 32
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    monkeypatch.setenv(ENVIRONMENT, "short")
    with pytest.raises(ValueError, match="openssl"):
        secret(tmp_path / "secret")


@pytest.mark.parametrize(
    "entry",
    [
        {"origins": "*"},
        {"origins": ["*"]},
        {"origins": ["https://a.example/"]},
        {"origins": ["a.example"]},
        {"cors": 1},
    ],
)
def test_wrong_settings_are_named(entry):
    with pytest.raises(BadSettings, match="WebInput"):
        WebInput.from_credentials(entry)
