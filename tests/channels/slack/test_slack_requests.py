"""What comes from Slack: each thing answered once, in time, and nothing that Slack did not sign; whatever it holds."""

import json
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from bot.channels.refusals import Refused
from bot.channels.slack_requests import Gate, read

from ..mutations import mutated
from .slack_people import (
    FORM,
    JSON,
    ME,
    SIGNING,
    Person,
    app_home_opened,
    app_mention,
    block_actions,
    command,
    envelope,
    message_im,
    titles,
    words,
)


def test_retries_are_answered_once(person):
    body = message_im(person.id, "does heat help")
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_error"}
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda number: person.event(body, **(retry if number else {})), range(8)))
    assert {each.status for each in given} == {200}
    person.wait(1)
    assert person.quiet()


def test_a_retry_after_a_restart_of_the_server_is_answered_once(server, person):
    body = message_im(person.id, "does heat help")
    person.new(lambda: person.event(body))
    server.stop()
    server.start()
    assert person.event(body, **{"X-Slack-Retry-Num": "2", "X-Slack-Retry-Reason": "http_timeout"}).status == 200
    assert person.quiet(2)


def test_what_was_taken_is_answered_before_the_server_stops(server, person):
    for number in range(3):
        assert person.event(message_im(person.id, f"does heat help {number}")).status == 200
    server.stop()
    try:
        assert len(person.slack.seen_by(person.id)) == 3
    finally:
        server.start()


@pytest.mark.parametrize(
    "how",
    [{"signature": "v0=" + "0" * 64}, {"signature": "v0=\xe9"}, {"signature": "nonsense"}, {"X-Slack-Signature": None},
     {"X-Slack-Request-Timestamp": None}, {"X-Slack-Request-Timestamp": "soon"}, {"X-Slack-Request-Timestamp": ""},
     {"at": time.time() - 301}, {"at": time.time() + 600}, {"at": 0}],
)  # fmt: skip
def test_what_slack_did_not_sign_just_now_is_refused(person, how):
    answer = person.event(message_im(person.id, "does heat help"), **how)
    assert answer.status == 401
    assert person.quiet(0.3)


def test_a_changed_body_is_refused(server, person):
    body = json.dumps(message_im(person.id, "does heat help"))
    signature = SignatureVerifier(SIGNING).generate_signature(timestamp=str(int(time.time())), body=body)
    assert server.send(body.replace("heat", "cold"), signature=signature).status == 401


def test_slacks_challenge_is_answered(server, person):
    body = {
        "token": "Jhj5dZrVaK7ZwHHjRyZWjbDl",
        "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY",
        "type": "url_verification",
    }
    answer = person.event(body)
    assert (answer.status, answer.json) == (200, {"challenge": body["challenge"]})
    assert person.event(body, signature="v0=0").status == 401


@pytest.mark.parametrize("raw", [b"", b"{", b"null", b"[]", b'"x"', b"[" * 9999, b"\xff\xfe", b'{"a": NaN'])
@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8"])
def test_what_is_no_json_is_refused(server, raw, kind):
    assert server.send(raw, kind).status in (400, 401)


def test_what_is_too_large_or_of_another_kind_is_refused(server):
    assert server.send(b"x" * 1_100_000).status == 413
    assert server.send(b"{}", "text/plain").status == 415
    assert server.send(b"payload=%7B", FORM).status == 400
    assert server.send("&".join(f"a{number}=1" for number in range(99)), FORM).status == 400


def unknown(person):
    im = message_im(person.id, "does heat help")["event"]
    for change in (
        {"subtype": "message_changed", "message": {}}, {"subtype": "message_deleted"}, {"subtype": "bot_message"},
        {"bot_id": "B1"}, {"user": ME}, {"user": None}, {"user": 5}, {"user": "a\0b"}, {"channel": None},
        {"channel": "x"}, {"text": None}, {"text": 5}, {"ts": "soon"}, {"ts": None}, {"type": "reaction_added"},
        {"thread_ts": 5}, {"subtype": "channel_join"}, {"files": 5}, {"type": "app_mention"},
    ):  # fmt: skip
        yield envelope({**im, **change})
    yield from ({}, {"type": "event_callback"}, {"type": "app_rate_limited", "minute_rate_limited": 1518467820})
    yield from ({"type": "event_callback", "event": 5, "event_id": "Ev1"}, {"type": "url_verification", "challenge": 5})


def unknown_forms(person):
    button = {"type": "button", "action_id": "ilio.0", "block_id": ":|x|0", "value": "x" * 16}
    container = {"type": "message", "message_ts": "1.1", "channel_id": f"D{person.id[1:]}", "is_ephemeral": False}
    for kind in ("view_submission", "shortcut", "message_action", "block_suggestion", "view_closed", "", None, 5):
        yield {"payload": json.dumps({**block_actions(person.id, button, container), "type": kind})}
    for change in (
        {"type": "static_select"}, {"value": None}, {"value": ""}, {"value": "é" * 16}, {"action_id": None},
        {"block_id": "C0ROOM:never|x|0"}, {"block_id": "C0ROOM|"},
    ):  # fmt: skip
        yield {"payload": json.dumps(block_actions(person.id, {**button, **change}, container))}
    yield {"payload": json.dumps(block_actions(person.id, button, {"type": "message"}))}
    yield {"payload": json.dumps(block_actions(person.id, button, {"type": "view", "view_id": "V1"}))}
    yield {"payload": json.dumps({"type": "block_actions"})}
    yield {"payload": json.dumps({**block_actions(person.id, button, container), "actions": []})}
    yield {"ssl_check": "1", "token": "x"}
    yield {key: value for key, value in command(person.id, "heat").items() if key != "user_id"}


def test_what_is_not_for_ilio_is_taken_and_left(person):
    for body in unknown(person):
        assert person.event(body).status == 200, body
    for body in unknown_forms(person):
        assert person.form(body).status == 200, body
    assert person.quiet()


def test_a_button_nobody_was_offered_is_said_to_be_none(person):
    shown = person.say("does heat help")
    body = person.clicking(shown, titles(shown)[0])
    body["actions"][0]["value"] = "x" * 16
    got = person.new(lambda: person.form({"payload": json.dumps(body)}))[0]
    assert "choose again" in words(got)


def test_an_address_that_is_not_slacks_gets_no_answer(server, person):
    answer = person.new(lambda: person.form(command(person.id, "does heat help", url="http://127.0.0.1:9/evil")))[0]
    assert answer["channel"] == f"D{person.id[1:]}"


def test_many_messages_at_once_are_slowed_down(person):
    for number in range(60):
        assert person.event(message_im(person.id, f"does heat help {number}")).status == 200
    person.wait(43)
    while not person.quiet(3):
        pass
    got = person.slack.seen_by(person.id)
    slowed = [each for each in got if "a lot at once" in words(each)]
    assert 3 <= len(slowed) <= 4 < 60 - len(got), "it is said, but not each time"


def fuzz(server, count, seed):
    """Send mutated payloads of every kind; some with a byte changed, some badly signed, some of another type."""
    chance, person, other = random.Random(seed), Person(server), Person(server)
    said = len(other.slack.messages)
    click = person.clicking(person.say("quiz me"), "True")
    events = [
        message_im(person.id, "does heat help"), app_mention(person.id, "does heat help"), app_home_opened(person.id),
        {"type": "url_verification", "challenge": "x", "token": "y"},
    ]  # fmt: skip
    asked = command(person.id, "heat", url=f"{server.slack.url}/respond/{person.id}")
    statuses = Counter()
    for _ in range(count):
        what = chance.randrange(3)
        kind = FORM if what else JSON
        if what == 0:
            raw = json.dumps(mutated(chance.choice(events), chance)).encode()
        else:
            form = {"payload": json.dumps(mutated(click, chance))} if what == 1 else mutated(asked, chance)
            raw = urlencode(form, errors="replace").encode()
        if chance.random() < 0.1:
            place = chance.randrange(len(raw))
            raw = raw[:place] + bytes([chance.randrange(256)]) + raw[place + 1 :]
        more = {"signature": "v0=" + "0" * 64} if chance.random() < 0.05 else {}
        answer = server.send(raw, chance.choice((kind, kind, kind, f"{kind}; charset=utf-8", "text/plain")), **more)
        assert answer.status in (200, 400, 401, 415, 503), (answer.status, raw)
        assert "Traceback" not in str(answer.json)
        statuses[answer.status] += 1
    assert statuses[200] > count // 4
    last = Person(server)
    assert "heat" in words(last.say("does heat help")).lower(), "the server goes on"
    assert "Traceback" not in server.log.read_text()
    seen = {each["seen_by"] for each in server.slack.messages[said:]} - {person.id, last.id}
    assert other.id not in seen, "somebody else got an answer"
    return statuses


def test_mutated_payloads_do_no_harm(server):
    fuzz(server, 600, seed=1)


@pytest.mark.heavy
def test_twenty_thousand_mutated_payloads_do_no_harm(server):
    print(fuzz(server, 20_000, seed=2))


def test_a_request_without_a_signature_is_refused():
    for headers in ({}, {"x-slack-signature": "v0=0"}, {"x-slack-request-timestamp": "0", "x-slack-signature": "v0=0"}):
        with pytest.raises(Refused) as no:
            Gate("secret").check(b"{}", headers)
        assert no.value.status == 401


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3),
    max_leaves=8,
)

PARTS = ("type", "event", "event_id", "user", "channel", "ts", "actions", "container", "payload", "authorizations")


@given(
    st.dictionaries(st.sampled_from(PARTS), ANYTHING | st.sampled_from(["event_callback", "block_actions", "message"]))
)
def test_no_request_makes_the_channel_fail(body):
    for kind, raw in (
        ("application/json", json.dumps(body)),
        ("application/x-www-form-urlencoded", "payload=" + json.dumps(body)),
    ):
        try:
            read(raw.encode(), kind)
        except Refused as no:
            assert no.status == 400
