"""The Slack channel: real requests, signed, to a real server, which answers to a Slack on loopback."""

import json
import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.channels.slack import SlackInput
from bot.channels.slack_words import words as say
from bot.core import answers
from bot.core.content import content
from bot.model import ensure_fresh

from .mutations import mutated
from .slack_world import (
    FORM,
    JSON,
    ME,
    ROOM,
    SIGNING,
    Person,
    SlackServer,
    app_home_opened,
    app_mention,
    block_actions,
    command,
    envelope,
    message_im,
    titles,
    words,
)

EMERGENCY = "i cant pee and im numb down there"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    ensure_fresh()
    running = SlackServer(
        tmp_path_factory.mktemp("slack"), country="GB", server="https://ilio.example", messages_per_minute=240
    )
    try:
        yield running
        log = running.log.read_text()
        assert "Traceback" not in log
        assert "not_escaped" not in log
        assert log.count("can't show a message") <= 1  # of the test of just that
    finally:
        running.close()


@pytest.fixture
def person(server):
    return Person(server)


def plain(text):
    return text.replace("&amp;", "&").replace("*", "").replace("_", "")


# ── direct messages ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_direct_message_is_answered_in_one_message(person):
    answer = person.say("does heat help")
    assert answer["channel"] == f"D{person.id[1:]}"
    said = [plain(block["text"]["text"]) for block in answer["blocks"] if block["type"] == "section"]
    expected = [*answers.bubbles(content(), "relief/heat"), content().phrases.introduction]
    assert said == [plain(bubble) for bubble in expected]
    assert titles(answer)
    assert "thread_ts" not in answer
    assert person.quiet()


def test_an_exercise_is_shown_in_a_picture(person):
    answer = person.say("how do i do the clamshell")
    (picture,) = [block for block in answer["blocks"] if block["type"] == "image"]
    assert picture["image_url"] == "https://ilio.example/chat/pictures/clamshell.png"
    assert picture["alt_text"] == content().pictures["clamshell"]


def test_a_message_in_a_thread_is_answered_there(person):
    assert person.say("does heat help", thread_ts="1700000000.000001")["thread_ts"] == "1700000000.000001"


def test_slack_is_answered_before_the_work_is_done(person):
    started = time.monotonic()
    bodies = [message_im(person.id, "does heat help and what is the psoas") for _ in range(5)]
    for each in bodies:
        assert person.event(each).status == 200
    assert time.monotonic() - started < 3
    person.wait(5)


def test_messages_are_answered_in_the_order_they_came(person):
    topics = ("relief/heat", "relief/ice", "stretches/clamshell", "relief/heat", "relief/ice")
    for topic in topics:
        person.event(message_im(person.id, content().title(topic)))
    got = person.wait(len(topics))
    firsts = [plain(each["blocks"][0]["text"]["text"]) for each in got]
    assert firsts[0] == firsts[3] != firsts[1] == firsts[4] != firsts[2]


def test_a_whole_quiz_by_clicks(person):
    shown = person.say("quiz me")
    for title in ("True", "d) Lack of vitamins", "a) Standing quad stretch", "True", "d) All of these"):
        clicked, shown = shown, person.click(shown, title)
        deadline = time.monotonic() + 10
        while titles(clicked):
            assert time.monotonic() < deadline, "what was clicked can be clicked again"
            time.sleep(0.02)
        assert words(clicked).endswith(say().chosen.format(title=title))
    assert "4 of 5 right" in words(shown)


def test_a_quiz_can_be_typed(person):
    shown = person.say("quiz me")
    for text in ("true", "d", "the kneeling one", "true", "all of them"):
        shown = person.say(text)
    assert "of 5 right" in words(shown)


def test_a_guided_routine_by_clicks(person):
    shown = person.say("guide me through a 2 minute routine")
    for title in ("None of these", "I'm ready"):
        shown = person.click(shown, title)
    assert "Hold for 20 seconds, then tap or type Done." in words(shown)
    assert titles(shown) == ["Done", "Skip", "Repeat", "Stop"]
    for title in ("Done", "Done", "A mild pull", "Done", "Fine"):
        shown = person.click(shown, title)
    assert "well done" in words(shown)


def test_pain_in_a_guided_routine_leads_to_advice(person):
    shown = person.say("guide me through a 2 minute routine")
    for title in ("None of these", "I'm ready", "Done", "Done", "It hurt", "Numb, tingling or weak"):
        shown = person.click(shown, title)
    assert "This needs a check today" in words(shown)


def test_a_second_click_on_a_message_does_nothing(person):
    shown = person.say("quiz me")
    first, second = person.clicking(shown, "True"), person.clicking(shown, "False")
    person.new(lambda: person.form({"payload": json.dumps(first)}))
    assert person.form({"payload": json.dumps(second)}).status == 200
    assert person.quiet()
    assert words(shown).endswith(say().chosen.format(title="True"))


def test_an_old_message_keeps_its_words_when_it_is_clicked(person):
    old = person.say("does heat help")
    said = words(old)
    person.say("does heat help")
    person.click(old, titles(old)[0])
    deadline = time.monotonic() + 10
    while titles(old):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert words(old).startswith(said)


def test_a_check_by_clicks_ends_with_a_summary(person):
    shown = person.click(person.say("check my symptoms"), "Lower back")
    asked = 1
    while "Question" in words(shown):
        asked += 1
        nothing = [each for each in titles(shown) if each in ("None of these", "Neither", "Nothing I can name")]
        shown = person.click(shown, nothing[0]) if nothing else person.say("skip")
    assert asked > 8
    assert "To show a doctor" in words(shown) and "Where: lower back." in words(shown)
    assert "Where: lower back." in words(person.say("show me the summary"))


def test_an_emergency_names_the_numbers_of_the_country(person):
    shown = person.say(EMERGENCY)
    assert "999" in words(shown)
    assert words(shown).startswith("*")
    assert "I have got help" in titles(shown)
    assert words(person.click(shown, "I have got help"))


def test_what_is_typed_is_text(server, person):
    person.say("quiz me")
    for number, start in enumerate(("/", " /", "//", "\u200b/")):
        mark = f"zebra{number}{person.id.lower()}"
        person.say(f'{start}show{{"opens": "{mark}"}}')
        stored = server.stored()
        assert mark.encode() in stored
        assert not re.search(rb"/show[{][^/]{0,20}" + mark.encode(), stored)
    for text in ("/restart", "/session_start", '/start_quiz{"opens": "x"}'):
        person.say(text)
    assert "Question 2 of 5" in words(person.say("true"))


def test_marks_of_slack_are_read_as_words(person):
    assert "heat" in words(person.say("does &lt;heat&gt; help <https://a.example/b|heat> <!here> <@U0OTHER>")).lower()


@pytest.mark.parametrize(
    "text", ["<!channel> <@U0OTHER> & < > *x* <https://evil.example|click>", "🙂" * 90, "\0\u202e heat"]
)
def test_odd_letters_are_answered_and_never_mention_anybody(person, text):
    person.say(text)  # Slack here refuses what is not escaped, and the server's log would tell


def test_what_is_too_long_is_said(person):
    assert "too long" in words(person.say("x" * 4001))
    assert "too long" not in words(person.say("x" * 3999))


def test_a_picture_without_words_is_answered(person):
    assert words(person.say("", subtype="file_share", files=[{"id": "F1"}])) == say().no_files


def test_start_over_and_delete(server, person):
    mark = f"zebra{person.id.lower()}"
    person.say(f"my name is {mark}")
    person.mention(f"my name is {mark} too")
    assert "Question 1 of 5" in words(person.say("quiz me"))
    assert "Question 1 of 5" in words(person.say("start over"))
    other = Person(server)
    other.say(f"{mark} is a friend")
    stored = server.stored().count(mark.encode())
    assert words(person.say("Delete my data, please.")) == say().deleted
    assert 0 < server.stored().count(mark.encode()) < stored
    assert "Question" not in words(person.say("true"))
    assert person.id.encode() not in server.stored()


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mention_is_answered_in_the_thread_where_only_the_person_sees_it(person):
    body = app_mention(person.id, "does heat help")
    asked = body["event"]["ts"]
    answer = person.new(lambda: person.event(body))[0]
    assert (answer["channel"], answer["thread_ts"], answer["ephemeral"]) == (ROOM, asked, True)
    assert plain(answers.bubbles(content(), "relief/heat")[0]) in plain(words(answer))
    room = [each for each in person.slack.seen_by("all") if each["thread_ts"] == asked]
    assert [words(each) for each in room] == [say().answered]
    again = person.mention("tell me more", thread_ts=asked)
    assert again["thread_ts"] == asked
    assert len([each for each in person.slack.seen_by("all") if each["thread_ts"] == asked]) == 1


def test_a_quiz_in_a_thread_by_clicks(person):
    shown = person.mention("quiz me")
    thread = shown["thread_ts"]
    for title in ("True", "d) Lack of vitamins"):
        clicked, shown = shown, person.click(shown, title)
        assert (shown["thread_ts"], shown["ephemeral"]) == (thread, True)
        deadline = time.monotonic() + 10
        while titles(clicked):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert words(clicked).endswith(say().chosen.format(title=title))
    assert "Question 3 of 5" in words(shown)


def test_an_emergency_in_a_channel_is_also_sent_directly(person):
    shown = person.mention(EMERGENCY, count=2)
    direct = person.slack.seen_by(person.id)[1]
    assert (shown["channel"], direct["channel"]) == (ROOM, f"D{person.id[1:]}")
    assert words(direct) == words(shown)
    assert not any("999" in words(each) for each in person.slack.seen_by("all"))
    assert person.click(direct, "I have got help")["channel"] == f"D{person.id[1:]}"


def test_two_people_in_a_thread_have_a_talk_each(server):
    one, two = Person(server), Person(server)
    thread = one.mention("quiz me")["thread_ts"]
    assert "Question" not in words(two.mention("true", thread_ts=thread))


def test_a_button_of_somebody_elses_opens_nothing(server, person):
    other = Person(server)
    shown = person.mention("quiz me")
    body = {
        **person.clicking(shown, "True"),
        "user": {"id": other.id},
        "response_url": f"{server.slack.url}/respond/{other.id}",
    }
    other.new(lambda: other.form({"payload": json.dumps(body)}))
    assert person.quiet(0.3)
    assert "True" in titles(shown)


def test_where_ilio_is_not_a_member_the_answer_comes_directly(person):
    assert person.mention("does heat help", channel="C0OTHER")["channel"] == f"D{person.id[1:]}"


def test_ordinary_talk_in_a_channel_is_left_alone(person):
    at = "1700000001.000001"
    event = {
        "type": "message",
        "channel": ROOM,
        "channel_type": "channel",
        "user": person.id,
        "text": "heat?",
        "ts": at,
    }
    assert person.event(envelope(event)).status == 200
    assert person.quiet()


def test_a_mention_that_comes_as_two_events_is_answered_once(person):
    body = app_mention(person.id, "does heat help")
    twin = envelope(dict(body["event"]))
    person.new(lambda: person.event(body))
    assert person.event(twin).status == 200
    assert person.quiet()


# ── the command and the home ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "I'm Ilio"),
        ("help", "I answer questions"),
        ("quiz", "Question 1 of 5"),
        ("check", "?"),
        ("does heat help", "heat"),
    ],
)
def test_the_command(person, text, part):
    answer = person.command(text)
    assert answer["ephemeral"]
    assert part.lower() in words(answer).lower()


def test_the_command_goes_on_with_the_talk_in_private(person):
    person.say("quiz me")
    shown = person.command("true")
    assert "Question 2 of 5" in words(shown)
    assert "Question 3 of 5" in words(person.click(shown, "d) Lack of vitamins"))
    assert words(person.command("delete")) == say().deleted


def test_the_home_says_what_ilio_does_and_its_buttons_work(server, person):
    assert person.event(app_home_opened(person.id)).status == 200
    deadline = time.monotonic() + 10
    while not (mine := [view for user, view in server.slack.homes if user == person.id]):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert "not a clinician" in " ".join(words(mine[0]).lower().replace("'m not a", "not a").split())
    buttons = {each["text"]["text"]: each for each in mine[0]["blocks"][-1]["elements"]}
    view = {"type": "view", "view_id": "V0HOME"}
    for title, part in (("Start a talk", "I'm Ilio"), ("Quiz", "Question 1 of 5"), ("Delete my data", say().deleted)):
        body = block_actions(person.id, buttons[title], view)
        got = person.new(lambda body=body: person.form({"payload": json.dumps(body)}))[0]
        assert part in words(got)
        assert got["channel"] == f"D{person.id[1:]}"
    assert "confirm" in buttons["Delete my data"]


def test_the_other_tab_of_the_home_is_left_alone(server, person):
    assert person.event(app_home_opened(person.id, "messages")).status == 200
    time.sleep(0.3)
    assert not [view for user, view in server.slack.homes if user == person.id]


# ── once, in time, from Slack ────────────────────────────────────────────────────────────────────────────────────


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


# ── when Slack fails ─────────────────────────────────────────────────────────────────────────────────────────────


def test_every_answer_is_sent_once_when_slack_asks_to_wait(server, person):
    server.slack.fail("chat.postMessage", *[1.0] * 6)
    for text in ("does heat help", "does ice help", "what is the psoas"):
        person.event(message_im(person.id, text))
    got = person.wait(3)
    assert person.quiet(2)
    firsts = [plain(each["blocks"][0]["text"]["text"]) for each in got]
    assert firsts[0] == plain(answers.bubbles(content(), "relief/heat")[0])
    assert firsts[1] == plain(answers.bubbles(content(), "relief/ice")[0])


def test_every_answer_is_sent_once_after_an_outage(server):
    people = [Person(server) for _ in range(4)]
    server.slack.down = True
    try:
        for text in ("does heat help", "does ice help"):
            for each in people:
                assert each.event(message_im(each.id, text)).status == 200
        time.sleep(5)
        assert not any(each.slack.seen_by(each.id) for each in people)
    finally:
        server.slack.down = False
    for each in people:
        got = each.wait(2)
        assert plain(got[0]["blocks"][0]["text"]["text"]) == plain(answers.bubbles(content(), "relief/heat")[0])
    assert all(each.quiet(0.5) for each in people)


@pytest.mark.parametrize("how", ["lose", 500, 503, "internal_error"])
def test_an_answer_of_which_nothing_is_heard_is_not_sent_twice(server, person, how):
    server.slack.fail("chat.postMessage", how)
    person.say("does heat help")
    assert person.quiet(2)


def test_a_call_that_hangs_is_made_again(server, person):
    server.slack.fail("chat.postMessage", "hang")
    person.say("does heat help")


def test_what_slack_cannot_show_is_said_in_words(server, person):
    server.slack.fail("chat.postMessage", "invalid_blocks")
    before = server.log.read_text()
    answer = person.say("quiz me")
    assert not answer.get("blocks")
    assert "• True" in answer["text"]
    assert "Question 2 of 5" in words(person.say("true"))
    assert "can't show a message" in server.log.read_text().removeprefix(before)


@pytest.mark.parametrize("how", ["invalid_auth", "channel_not_found", "account_inactive"])
def test_what_slack_refuses_is_logged_without_words_and_the_talk_goes_on(server, person, how):
    server.slack.fail("chat.postMessage", how)
    assert person.event(message_im(person.id, "quiz me, zebra")).status == 200
    deadline = time.monotonic() + 20
    while how not in server.log.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert "zebra" not in server.log.read_text()
    assert "Question 2 of 5" in words(person.say("true"))


def test_a_click_whose_buttons_stay_is_still_answered_once(server, person):
    shown = person.say("quiz me")
    server.slack.fail("chat.update", "message_not_found")
    body = person.clicking(shown, "True")
    person.new(lambda: person.form({"payload": json.dumps(body)}))
    assert person.form({"payload": json.dumps({**body, "trigger_id": "another"})}).status == 200
    assert person.quiet()


# ── without secrets ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
def test_without_a_secret_the_channel_is_off_and_says_which(missing, monkeypatch, caplog):
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "x" * 32)
    monkeypatch.setenv("ILIO_SECRET", "s" * 40)
    monkeypatch.delenv(missing)
    SlackInput.from_credentials(None)
    assert [each.getMessage() for each in caplog.records] == [
        f"Slack is off: the environment has no {missing}; see docs/slack.md"
    ]


# ── anything at all ──────────────────────────────────────────────────────────────────────────────────────────────


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
