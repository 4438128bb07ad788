"""Answers when Telegram fails: each comes, once, in order."""

import asyncio
import time

import pytest

from bot.channels.telegram_rendering import said
from bot.channels.telegram_sender import Place, Sender, client

from ...whole_quiz import TOTAL, typed
from .telegram_fake import TOKEN
from .telegram_people import (
    EMERGENCY,
    Person,
    post,
    titles,
    words,
)


@pytest.mark.parametrize("failure", [("429", 1), 500, 502, 503, 429, ("hang", 0.5)])
def test_a_failure_is_tried_again_and_the_answer_comes_once(person, failure):
    usual = len(person.say("/quiz"))
    person.say("/start")
    before = len(person.telegram.to(person.chat))
    person.telegram.next = [failure, failure]
    assert post(person.address, person.message("/quiz")) == 200
    got = person.wait(before, least=usual, quiet=3)
    assert len(got) == usual
    assert titles(got) == ["True", "False"]


def test_a_message_that_is_refused_is_sent_plainer(person):
    person.telegram.next = [400]
    told = person.say(EMERGENCY)
    assert told[0]["bold"] == []
    assert told[0]["text"].startswith("Please stop here")
    person.say("/start")
    person.say("I have got help")
    asked = len(person.say("/quiz"))
    person.say("/stop")
    person.telegram.next = [0] * (asked - 1) + [400, 400]
    shown = person.say("/quiz")
    assert titles(shown) if shown[-1]["keyboard"] else "• True" in shown[-1]["text"]


def test_a_person_who_blocked_the_bot_holds_up_nobody(telegram, server, person):
    telegram.next = [403]
    assert post(server.webhook, person.message("does heat help")) == 200
    time.sleep(1)
    other = Person(telegram, server.webhook)
    assert other.say("does heat help")


def test_a_storm_of_429_delays_answers_and_loses_none(telegram, server):
    people = [Person(telegram, server.webhook) for _ in range(6)]
    for person in people:
        person.say("/quiz")
    telegram.most, limited = 1, telegram.limited
    before = [len(telegram.to(person.chat)) for person in people]
    for text in ("true", "d", "a", "true"):
        for person in people:
            assert post(server.webhook, person.message(text)) == 200
    for person, count in zip(people, before, strict=True):
        got = words(person.wait(count, least=4, quiet=4))
        places = [got.index(f"Question {number} of") for number in (2, 3, 4, 5)]
        assert places == sorted(places)
        assert all(got.count(f"Question {number} of") == 1 for number in (2, 3, 4, 5))
    assert telegram.limited > limited


def outage(telegram, server, seconds):
    """Everybody goes on writing while Telegram can't be reached; who wrote what, and what they had got before."""
    people = [Person(telegram, server.webhook) for _ in range(5)]
    for person in people:
        person.say("/quiz")
    before = [len(telegram.to(person.chat)) for person in people]
    telegram.down = True
    for text in typed("true", "d", "a", "true", "d"):
        for person in people:
            assert post(server.webhook, person.message(text)) == 200
        time.sleep(seconds / TOTAL)
    assert [len(telegram.to(person.chat)) for person in people] == before
    telegram.down = False
    for person, count in zip(people, before, strict=True):
        got = words(person.wait(count, least=TOTAL, quiet=9))
        for number in range(2, TOTAL + 1):
            assert got.count(f"Question {number} of") == 1
        assert got.count(f"of {TOTAL} right") >= 1


def test_an_outage_delays_answers_and_loses_none(telegram, server):
    outage(telegram, server, 4)


@pytest.mark.heavy
def test_an_outage_of_half_a_minute(telegram, server):
    outage(telegram, server, 30)


def test_it_gives_up_in_the_end_and_tells_no_secrets(telegram, caplog):
    async def scenario():
        sender = Sender(client(TOKEN, "http://127.0.0.1:9"), patience=0.5, first=0.1)
        assert await sender.send(Place(7), said("my secret worry")) is None
        await sender.close()
        wrong = Sender(client("1:" + "x" * 30, telegram.url), patience=0.5)
        assert await wrong.send(Place(7), said("my secret worry")) is None
        await wrong.close()

    asyncio.run(scenario())
    assert "Telegram did not take a message" in caplog.text
    assert "worry" not in caplog.text
    assert TOKEN not in caplog.text
    assert "xxxx" not in caplog.text
