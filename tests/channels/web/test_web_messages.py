"""What the web channel refuses: messages of no proper form, and too many of them."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from .visitors import Page, body, refused

HEAT = '/show{"opens": "relief/heat"}'


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (b"", 400), (b"{", 400), (b"null", 400), (b"[]", 400), (b'"heat"', 400), (b"\xff\xfe", 400), (b"[" * 9999, 400),
        (b'{"message_id": NaN}', 400), ({}, 400), (body(text=None), 400), (body(text=5), 400), (body(text=""), 400),
        (body(text=" \0\t "), 400), (body(text="x" * 4001), 413), (b'{"a":"' + b"x" * 1_000_000 + b'"}', 413),
        (body(message_id=""), 400), (body(message_id="short"), 400), (body(message_id="x" * 65), 400),
        (body(message_id="has a blank"), 400), (body(message_id="nul\0nul\0nul"), 400),
        (body(message_id="line\nline"), 400), (body(message_id=12345678), 400), (body(type="intent"), 400),
        (body(type="button"), 400), (body(button="x"), 400), (body(type="event", text=None, event="restart"), 400),
        (body(locale="en-GB; x"), 400), (body(locale="x" * 99), 400),
        (body(zone=5), 400), (body(country=["GB"]), 400),
        (body(sender="web-someone-else"), 400), (body(session_id="web-someone-else"), 400),
        (body(input_channel="slack"), 400), (body(metadata={"locale": "en-US"}), 400), (body(slots={"misses": 9}), 400),
        (body(type="button", text=None, button="0" * 16), 404), (body(type="button", text=None, button=HEAT), 404),
    ],
)  # fmt: skip
def test_what_has_no_proper_form_is_refused_and_changes_nothing(page, given, status):
    assert refused(page.post(given), status)
    assert page.history() == []


def test_only_json_is_taken(page):
    assert refused(page.post(body(), **{"Content-Type": "text/plain"}), 415)


def test_a_button_of_another_talk_opens_nothing(server, page):
    turn = page.say("quiz me")
    assert page.click(turn, "True").status == 200
    assert refused(Page(server.url).click(turn, "True"), 404, "no_such_button")


def test_fifty_messages_at_once_are_slowed_down_and_none_is_lost(page):
    bodies = [body(message_id=f"message-{number}") for number in range(50)]
    with ThreadPoolExecutor(50) as pool:
        given = list(pool.map(page.post, bodies))
    slowed = [each for each, answer in zip(bodies, given, strict=True) if answer.status == 429]
    assert slowed and {answer.status for answer in given} == {200, 429}
    assert all(refused(answer, 429, "too_fast") for answer in given if answer.status == 429)
    again = slowed[:5]
    for each in again:
        while (answer := page.post(each)).status == 429:
            time.sleep(int(answer.headers["Retry-After"]))
        assert answer.status == 200
    taken = [each["message_id"] for each in bodies if each not in slowed or each in again]
    assert sorted(each["message_id"] for each in page.history()) == sorted(taken)
