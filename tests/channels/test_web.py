"""The web channel over real HTTP: what it answers, what it refuses, and that nothing is lost or said twice."""

import json
import socket
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import jwt
import pytest
import pytz
import yaml
from icalendar import Calendar

from bot.channels.web_sessions import Sessions
from bot.core import answers
from bot.core.content import content
from bot.model import ROOT

from .conftest import ORIGIN, SECRET, Page, call, words

HEAT = '/show{"opens": "relief/heat"}'
EMERGENCY = "i cant pee and im numb down there"


def refused(answer, status, code=None):
    assert answer.status == status, answer.json
    assert code in (None, answer.json["error"])
    assert answer.json["message"].endswith("."), "one sentence for people"
    return True


# ── a talk ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_opening_greets_once(page):
    body = {"message_id": "greeting", "type": "event", "event": "open"}
    first, second = page.post(body), page.post(body)
    assert first.json == second.json
    assert first.json["said"] is None
    assert [each["text"] for each in first.json["messages"]] == answers.bubbles(content(), "chitchat/greet")
    assert page.history() == [{name: part for name, part in first.json.items() if name != "emergency"}]


def greeting(page, **more):
    answer = page.post({"message_id": "greeting", "type": "event", "event": "open", **more})
    return words(answer.json), answer.json["emergency"]


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
        assert turn["messages"][-1]["custom"] == {"type": "progress", "version": 1, "number": number, "total": 5}
        answer = page.click(turn, title)
        assert (answer.status, answer.json["said"]) == (200, {"title": title})
        turn = answer.json
    turn = page.click(page.click(turn, "True").json, "d) All of these").json
    assert "4 of 5 right" in words(turn)


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


# ── once ─────────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── what is typed is text ────────────────────────────────────────────────────────────────────────────────────────


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


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────


def body(**changes):
    return {"message_id": "message-1", "type": "text", "text": "heat", **changes}


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


def tokens(page):
    claims = jwt.decode(page.token, options={"verify_signature": False})
    head, middle, end = page.token.split(".")
    return {
        "none": "",
        "no token": "nonsense",
        "signed by another": Sessions(b"x" * 40).give(claims["sub"]).token,
        "unsigned": jwt.encode(claims, None, "none"),
        "with an id that is none": jwt.encode({**claims, "sub": "web-a\0b"}, SECRET, "HS256"),
        "for something else": jwt.encode({**claims, "aud": "other"}, SECRET, "HS256"),
        "for anything": jwt.encode({"sub": claims["sub"], "exp": claims["exp"]}, SECRET, "HS256"),
        "for ever": jwt.encode({"sub": claims["sub"], "aud": claims["aud"]}, SECRET, "HS256"),
        "changed": f"{head}.{middle[:-2]}AA.{end}",
        "expired": Sessions(SECRET.encode(), days=-1).give(claims["sub"]).token,
    }


def test_only_a_token_given_here_opens_a_talk(page):
    page.say("my secret worry")
    for name, token in tokens(page).items():
        for method, path in (("GET", "history"), ("POST", "messages"), ("POST", "restart"), ("DELETE", "session")):
            if (name, method) == ("expired", "DELETE"):
                continue
            answer = call(f"{page.url}/{path}", method, token, body() if path == "messages" else None)
            assert refused(answer, 401, "expired" if name == "expired" else "no_session"), name
    assert len(page.history()) == 1


def test_what_is_too_old_to_go_on_with_can_still_be_deleted(page):
    page.say("does heat help")
    assert call(f"{page.url}/session", "DELETE", tokens(page)["expired"]).status == 204
    assert refused(call(f"{page.url}/history", token=page.token), 410)


def test_a_token_is_renewed_for_the_same_talk(page):
    page.say("does heat help")
    renewed = call(f"{page.url}/session", "POST", page.token)
    assert renewed.status == 201
    page.token = renewed.json["token"]
    assert len(page.history()) == 1


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


# ── pages of other sites ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_on_the_list_may_ask(page):
    before = call(f"{page.url}/messages", "OPTIONS", Origin=ORIGIN, **{"Access-Control-Request-Method": "POST"})
    asked = page.post(body(), Origin=ORIGIN)
    for answer in (before, asked):
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert "Origin" in answer.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    assert asked.status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{ORIGIN}.evil.example", "http://clinic.example"])
def test_a_page_that_is_not_on_the_list_may_not(page, origin):
    before = call(f"{page.url}/messages", "OPTIONS", Origin=origin, **{"Access-Control-Request-Method": "POST"})
    asked = page.post(body(), Origin=origin)
    assert refused(asked, 403, "origin_not_allowed")
    assert refused(call(f"{page.url}/session", "POST", Origin=origin), 403)
    for answer in (before, asked):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    assert page.history() == []


def test_the_servers_own_page_may(server, page):
    assert page.post(body(), Origin=f"http://127.0.0.1:{server.port}").status == 200


# ── starting over, deleting ──────────────────────────────────────────────────────────────────────────────────────


def test_starting_over_forgets_the_talk_and_keeps_the_token(page):
    page.say("quiz me")
    assert call(f"{page.url}/restart", "POST", page.token).json == {"turns": []}
    assert page.history() == []
    assert "2 of 5" not in words(page.say("true"))


def test_starting_over_does_not_forget_an_emergency(page):
    page.say(EMERGENCY)
    call(f"{page.url}/restart", "POST", page.token)
    turn = page.say("how do I do the kneeling stretch")
    assert turn["messages"][0]["custom"]["type"] == "emergency"


def test_what_is_to_be_seen_today_stands_beside_the_greeting_after_starting_over(page):
    advice = page.say("since yesterday my left foot is numb")
    assert "today" in words(advice)
    call(f"{page.url}/restart", "POST", page.token)
    text, _ = greeting(page)
    assert "today" in text and "Hi, I'm Ilio" in text


def test_nothing_stands_beside_the_greeting_after_starting_over_from_nothing(page):
    page.say("does heat help")
    call(f"{page.url}/restart", "POST", page.token)
    assert "today" not in greeting(page)[0]


def test_deleted_is_deleted(server, page):
    other = Page(server.url)
    other.say("does heat help")
    mark = f"zebra{uuid.uuid4().hex}"
    page.say(f"my name is {mark}")
    assert mark.encode() in server.stored()
    assert call(f"{page.url}/session", "DELETE", page.token).status == 204
    assert mark.encode() not in server.stored()
    assert refused(call(f"{page.url}/history", token=page.token), 410, "gone")
    assert refused(page.post(body()), 410, "gone")
    assert refused(call(f"{page.url}/session", "POST", page.token), 410)
    assert call(f"{page.url}/session", "DELETE", page.token).status == 204
    assert len(other.history()) == 1


# ── the server ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_talk_goes_on_after_a_restart_of_the_server_and_what_was_under_way_is_answered(server, page):
    first = page.say("quiz me", "message-1")
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(page.say, "true", "message-2")
        time.sleep(0.02)
        server.stop()
        server.start()
        try:
            second = under_way.result()
        except (AssertionError, OSError):
            second = page.say("true", "message-2")
    assert page.say("quiz me", "message-1") == first
    assert "Question 2 of 5." in words(second)
    assert page.history() == [first, second]


def test_what_is_kept_can_be_read_by_nobody_else(server, page):
    page.say("does heat help")
    files = list(server.database.parent.glob(f"{server.database.name}*"))
    assert server.database in files and len(files) > 1
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600}


@pytest.mark.parametrize("query", ["", "?a=b&c=%2Fd"])
def test_the_page_without_its_slash_leads_to_the_page(server, query):
    shown = call(f"{server.url}{query}")  # follows
    assert (shown.status, shown.url) == (200, f"{server.url}/{query}")
    assert shown.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/", "/ilio-chat.js", "/page.css", "/health", "/ready"])
def test_head_says_what_get_would(server, path):
    head, get = call(f"{server.url}{path}", "HEAD"), call(f"{server.url}{path}")
    assert (head.status, head.json) == (get.status, b"") == (200, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/messages", "POST, OPTIONS"),
        ("GET", "/messages", "POST, OPTIONS"),
        ("HEAD", "/session", "POST, DELETE, OPTIONS"),
        ("POST", "/history", "GET, HEAD, OPTIONS"),
        ("DELETE", "/health", "GET, HEAD"),
        ("POST", "/", "GET, HEAD"),
        ("PATCH", "/ilio-chat.js", "GET, HEAD"),
    ],
)
def test_a_method_that_an_address_has_not_is_refused_with_those_it_has(server, method, path, allowed):
    answer = call(f"{server.url}{path}", method, body=b"x" * 100 if method != "HEAD" else None)
    assert (answer.status, answer.headers["Allow"]) == (405, allowed)
    assert answer.headers["Content-Type"] == "application/json"
    assert method == "HEAD" or refused(answer, 405, "method_not_allowed")
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_the_page_and_the_script_are_served(server):
    shown = call(f"{server.url}/")
    assert (shown.status, shown.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    script = call(f"{server.url}/ilio-chat.js", Origin="https://anywhere.example")
    assert script.headers["Access-Control-Allow-Origin"] == "*"
    again = call(f"{server.url}/ilio-chat.js", **{"If-None-Match": script.headers["ETag"]})
    assert (again.status, again.json) == (304, b"")


# ── breaks and the diary ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_of_breaks_is_a_file_to_keep(page, server):
    card = next(each["custom"] for each in page.say("remind me to stand up")["messages"] if "custom" in each)
    assert (card["type"], card["version"]) == ("calendar", 1)
    answer = call(f"{server.url}/breaks.ics?{card['query']}")
    assert answer.status == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="breaks.ics"'
    assert "no-store" in answer.headers["Cache-Control"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    entries = Calendar.from_ical(answer.json).walk("VEVENT")
    assert [each.decoded("DTSTART").hour for each in entries] == [10, 11, 12, 13, 14, 15, 16]


@pytest.mark.parametrize(
    "query",
    ["", "?from=9&to=17", "?from=9&to=17&every=0", "?from=9&to=9:10&every=60", "?from=x&to=17&every=60",
     "?from=9&to=17&every=60&name=x", "?from=9&from=8&to=17&every=60", "?from=9%0d%0aX:1&to=17&every=60"],
)  # fmt: skip
def test_an_address_that_is_no_plan_is_refused(server, query):
    assert refused(call(f"{server.url}/breaks.ics{query}"), 400, "bad_request")


def test_the_file_can_only_be_got(server):
    assert refused(call(f"{server.url}/breaks.ics?from=9&to=17&every=60", "POST"), 405)


def test_the_diary_counts_days_where_the_person_is(page):
    told = {zone: page.say("my pain is 6 out of 10 today", zone=zone) for zone in ("Pacific/Kiritimati", "Etc/GMT+12")}
    assert "Noted: 6 of 10 today." in words(told["Pacific/Kiritimati"])
    later = page.say("show my pain diary", zone="Pacific/Kiritimati")
    card = later["messages"][0]["custom"]
    east, west = (datetime.now(pytz.timezone(zone)).date().isoformat() for zone in told)
    assert [each["date"] for each in card["days"]] == sorted({west, east}) and west != east
