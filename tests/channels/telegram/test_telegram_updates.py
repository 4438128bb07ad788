"""What comes to the webhook: refused if it is not Telegram's, nothing if it is for nobody, whatever it holds."""

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels.telegram_updates import read

from ..mutations import mutated
from .telegram_fake import BOT, SECRET
from .telegram_people import (
    EMERGENCY,
    GROUP,
    Person,
    nothing_more,
    others,
    post,
    words,
)


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET.upper(), "é" * 20, SECRET + "x"])
def test_only_telegram_is_listened_to(person, secret):
    if secret == "é" * 20:
        secret = secret.encode().decode("latin-1")
    assert post(person.address, person.message("does heat help"), secret) == 403
    assert post(person.address, b"x" * 2_000_000, secret) == 403
    assert nothing_more(person, 0, 0.3)


def test_other_updates_come_to_nothing(person):
    for name, parts in others(person).items():
        update = {"update_id": person.message()["update_id"], **parts}
        assert post(person.address, update) == 200, name
    assert nothing_more(person, 0)


def test_what_can_not_be_read_comes_to_nothing(person):
    message = json.dumps(person.message("does heat help")).encode()
    for body in (b"", b"{", b"null", b"[]", b"5", b"\xff\xfe", b"[" * 9999, message[:-9], message + b" " * 400_000):
        assert post(person.address, body) == 200
    assert nothing_more(person, 0)


def test_a_click_on_a_message_too_old_to_be_shown_is_answered(person):
    asked = person.say("quiz me")
    click = person.click("True", asked[-1])
    under = click["callback_query"]["message"]
    click["callback_query"]["message"] = {"message_id": under["message_id"], "chat": under["chat"], "date": 0}
    assert "Question 2 of" in words(person.bring(click))


def kinds(telegram, address, pairs=1):
    """One of each kind of update, from people who may talk and click, in private and in a group."""
    people = [Person(telegram, address, chat) for _ in range(pairs) for chat in (None, GROUP)]
    for person in people:
        person.say("/quiz")
    found = []
    for person in people:
        found += [{"update_id": 1, **parts} for parts in others(person).values()]
        found += [person.message(text) for text in ("true", "/check", "@IlioTestBot heat?", "/delete", EMERGENCY)]
        found += [person.click("True"), person.message(caption="does heat help", voice={"file_id": "a", "duration": 3})]
        found.append(person.message("b", reply_to_message={**person.message("hi")["message"], "from": BOT}))
    return found


def chats(payload):
    """All numbers in a payload."""
    if isinstance(payload, dict):
        payload = [*payload.values()]
    if isinstance(payload, list):
        return {number for each in payload for number in chats(each)}
    return {payload} if type(payload) is int else set()


def fuzz(telegram, server, count):
    bystander, usual = Person(telegram, server.webhook), kinds(telegram, server.webhook, 1 + count // 2000)
    bystander.say("/quiz")
    before, sent, chance = telegram.to(bystander.chat), len(telegram.sent), random.Random(count)
    payloads = [mutated(chance.choice(usual), chance) for _ in range(count)]
    for number, payload in enumerate(payloads):
        if isinstance(payload.get("update_id"), int) and chance.random() < 0.9:
            payload["update_id"] = 10**12 + number
    named = {GROUP}.union(*map(chats, payloads))
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda payload: post(server.webhook, payload), payloads)) == {200}
    calls, since = -1, time.monotonic()
    while time.monotonic() - since < 4:  # until nothing more comes of it
        if len(telegram.calls) != calls:
            calls, since = len(telegram.calls), time.monotonic()
        time.sleep(0.1)
    assert len(telegram.sent) > sent, "some of it can be answered"
    assert {each["chat"] for each in telegram.sent[sent:]} <= named
    assert telegram.to(bystander.chat) == before
    assert "Question 2 of" in words(bystander.press("True"))
    log = server.log.read_text()
    assert "Traceback" not in log
    assert "An update of Telegram's failed" not in log
    harmless = ("query is too old", "message to edit not found", "message is not modified")
    assert [each for each in telegram.refused if not any(part in each for part in harmless)] == []


def test_whatever_comes_gets_its_200_and_nobody_else_an_answer(telegram, server):
    telegram.refused.clear()
    fuzz(telegram, server, 400)


@pytest.mark.heavy
def test_twenty_thousand_of_it(telegram, server):
    telegram.refused.clear()
    fuzz(telegram, server, 20_000)


def test_twenty_thousand_updates_with_something_wrong_are_read(telegram, server):
    usual, chance = kinds(telegram, server.webhook), random.Random(8)
    given = [read(json.dumps(mutated(chance.choice(usual), chance)).encode(), BOT["id"]) for _ in range(20_000)]
    heard = [each for each in given if each]
    assert 1000 < len(heard) < 19_000
    for each in heard:
        assert all(type(number) is int for number in (each.update, each.chat, each.user, each.message))
        assert isinstance(each.text, str)
        assert isinstance(each.button, str)
        assert each.text.strip() or each.unread or each.click
