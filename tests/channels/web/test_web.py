"""The web channel over real HTTP: a talk by text and by clicks, each message answered once."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

from bot.core import answers
from bot.core.content import content
from bot.model import ROOT

from ...whole_quiz import TOTAL, pressed, score
from .visitors import Page, call, greeting, words

HEAT = '/show{"opens": "relief/heat"}'
EMERGENCY = "i cant pee and im numb down there"


def test_opening_greets_once(page):
    body = {"message_id": "greeting", "type": "event", "event": "open"}
    first, second = page.post(body), page.post(body)
    assert first.json == second.json
    assert first.json["said"] is None
    assert [each["text"] for each in first.json["messages"]] == answers.bubbles(content(), "chitchat/greet")
    assert page.history() == [{name: part for name, part in first.json.items() if name != "emergency"}]


@pytest.mark.parametrize(
    ("told", "said", "number"),
    [
        ({"locale": "pt-BR", "zone": "Europe/London"}, "phone 999 (or 112).", "999"),
        ({"locale": "en-US", "zone": "Asia/Tokyo"}, "phone 119.", "119"),
        ({"locale": "en-US", "zone": "Asia/Tokyo", "country": "uk"}, "phone 999 (or 112).", "999"),
        ({"locale": "ca", "zone": "Europe/Madrid"}, "phone 112.", "112"),
        ({"locale": "en-NZ", "zone": "Etc/UTC"}, "phone 111.", "111"),
        ({"locale": "en-GB", "country": "zz"}, "phone 999 (or 112).", "999"),
        ({"locale": "en-US", "zone": "UTC"}, "phone your local emergency number (112, 999 or 911).", None),
        ({"locale": "en-GB", "zone": "Europe/Istanbul"}, "phone your local emergency number (112, 999 or 911).", None),
        ({}, "phone your local emergency number (112, 999 or 911).", None),
    ],
)
def test_the_numbers_are_those_of_where_the_browser_is(page, told, said, number):
    text, emergency = greeting(page, **told)
    assert said in text
    assert emergency == number


def test_what_a_person_says_of_where_they_are_goes_before_all_else(page):
    assert greeting(page, country="GB", zone="Europe/London")[1] == "999"
    page.say("i am on holiday in japan and my hip hurts", country="GB", zone="Europe/London")
    assert page.emergency == "119"
    page.history()
    assert page.emergency == "119"


def test_the_root_of_the_server_leads_to_the_page(server):
    answer = call(server.url.removesuffix("chat"))
    assert (answer.status, answer.url) == (200, f"{server.url}/")


def test_a_whole_quiz_by_clicks(page):
    turn = page.say("quiz me")
    for number, title in enumerate(("True", "d) Lack of vitamins", "a) Standing quad stretch"), start=1):
        assert turn["messages"][-1]["custom"] == {"type": "progress", "version": 1, "number": number, "total": TOTAL}
        answer = page.click(turn, title)
        assert (answer.status, answer.json["said"]) == (200, {"title": title})
        turn = answer.json
    for title in pressed("True", "d) All of these"):
        turn = page.click(turn, title).json
    assert f"{score(1)} right" in words(turn)


def test_buttons_say_nothing_of_what_they_open(page):
    turn = page.say("quiz me")
    for button in turn["messages"][-1]["buttons"]:
        assert set(button) == {"id", "title"}
        assert "show" not in button["id"]
        assert len(button["id"]) == 16


def test_an_answer_has_its_picture_with_words_and_size_and_it_can_be_kept(server, page):
    turn = page.say("how do i do the clamshell")
    (shown,) = [each["image"] for each in turn["messages"] if "image" in each]
    assert shown == {
        "url": "pictures/clamshell.svg",
        "alt": content().pictures["clamshell"],
        "width": 560,
        "height": 320,
    }
    assert page.history()[-1]["messages"] == turn["messages"]
    picture = call(f"{server.url}/{shown['url']}")
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert picture.headers["Cache-Control"] == "max-age=86400"
    assert picture.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert call(f"{server.url}/{shown['url']}", **{"If-None-Match": picture.headers["ETag"]}).status == 304
    assert call(f"{server.url}/pictures/clamshell.png").headers["Content-Type"] == "image/png"
    assert call(f"{server.url}/pictures/plank.svg").status == 404


def test_an_emergency_has_a_card_with_the_numbers_of_the_country(page):
    turn = page.say(EMERGENCY, locale="en-GB")
    cards = [each["custom"] for each in turn["messages"]]
    assert {each["type"] for each in cards} == {"emergency"}
    assert cards[0]["numbers"] == ["999", "112"]
    assert "999" in turn["messages"][0]["text"]
    in_hand = page.click(turn, "I have got help").json
    assert [each["custom"]["type"] for each in in_hand["messages"]] == ["call"]


def test_an_emergency_in_an_unknown_country_names_three_numbers(page):
    assert page.say(EMERGENCY)["messages"][0]["custom"]["numbers"] == ["112", "999", "911"]


def test_history_is_what_was_answered(page):
    turns = [page.say(text) for text in ("does heat help", "tell me more", "thanks")]
    assert page.history() == turns


def test_a_message_sent_again_gets_the_same_answer(page):
    first = page.say("does heat help", "message-1")
    page.say("tell me more")
    assert page.say("does heat help", "message-1") == first
    assert [each["message_id"] for each in page.history()].count("message-1") == 1


def test_the_same_message_ten_times_at_once_is_answered_once(page):
    with ThreadPoolExecutor(10) as pool:
        given = list(pool.map(lambda _: page.say("does heat help", "message-1"), range(10)))
    assert all(each == given[0] for each in given)
    assert len(page.history()) == 1


def test_messages_that_come_out_of_order_are_each_answered(page):
    ids = [f"message-{number}" for number in (3, 1, 2, 1, 3)]
    for each in ids:
        page.say("does heat help", each)
    assert [each["message_id"] for each in page.history()] == ids[:3]


def test_a_page_that_leaves_does_not_lose_the_answer(server, page):
    body = json.dumps({"message_id": "leaving-1", "type": "text", "text": "does heat help"}).encode()
    head = (
        f"POST /chat/messages HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {page.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port)) as leaving:
        leaving.sendall(head.encode() + body)
        time.sleep(0.01)
    deadline = time.monotonic() + 30
    while not page.history():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert page.say("does heat help", "leaving-1") == page.history()[0]
    assert len(page.history()) == 1


def test_twenty_visitors_at_once_each_get_their_own(server):
    pages = [Page(server.url) for _ in range(20)]
    topics = ["relief/heat" if number % 2 else "relief/ice" for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        given = list(pool.map(lambda pair: pair[0].say(f"does {pair[1][7:]} help"), zip(pages, topics, strict=True)))
    for turn, topic in zip(given, topics, strict=True):
        assert turn["messages"][0]["text"] == answers.bubbles(content(), topic)[0]


def commands():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = [*domain["intents"], "restart", "back", "session_start", "nlu_fallback"]
    return [
        HEAT,
        f" {HEAT}",
        f"\u200b{HEAT}",
        f"//{HEAT}",
        *(f'/{intent}{{"opens":"relief/heat"}}' for intent in intents),
    ]


def test_a_typed_command_is_text(server):
    heat = answers.bubbles(content(), "relief/heat")
    for text in commands():
        turn = Page(server.url).say(text)
        assert not turn["said"]["text"].startswith("/")
        assert [each["text"] for each in turn["messages"]] != heat, text
        assert turn["messages"], text


@pytest.mark.parametrize("text", ["a\0b", "heat\x1b[31m\x07", "\u202eheat\u2066", "e\u0301", "\ud800 heat", "🙂" * 50])
def test_odd_letters_are_answered(page, text):
    turn = page.say(text)
    assert turn["messages"]
    assert not any(ord(letter) < 32 or 0xD800 <= ord(letter) < 0xE000 for letter in turn["said"]["text"])
