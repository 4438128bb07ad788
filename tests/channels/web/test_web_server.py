"""The addresses of the web channel: what each takes, a restart, files that are not messages."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
import pytz
from icalendar import Calendar

from .visitors import call, refused, words


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
    assert "Question 2 of" in words(second)
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
