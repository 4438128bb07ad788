"""Slack's channels and threads, the command, and the app's home."""

import json
import time

import pytest

from bot.channels.slack_words import words as say
from bot.core import answers
from bot.core.content import content

from .slack_people import (
    EMERGENCY,
    ROOM,
    Person,
    app_home_opened,
    app_mention,
    block_actions,
    envelope,
    plain,
    titles,
    words,
)


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
    assert "Question 3 of" in words(shown)


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


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "I'm Ilio"),
        ("help", "I answer questions"),
        ("quiz", "Question 1 of"),
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
    assert "Question 2 of" in words(shown)
    assert "Question 3 of" in words(person.click(shown, "d) Lack of vitamins"))
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
    for title, part in (("Start a talk", "I'm Ilio"), ("Quiz", "Question 1 of"), ("Delete my data", say().deleted)):
        body = block_actions(person.id, buttons[title], view)
        got = person.new(lambda body=body: person.form({"payload": json.dumps(body)}))[0]
        assert part in words(got)
        assert got["channel"] == f"D{person.id[1:]}"
    assert "confirm" in buttons["Delete my data"]


def test_the_other_tab_of_the_home_is_left_alone(server, person):
    assert person.event(app_home_opened(person.id, "messages")).status == 200
    time.sleep(0.3)
    assert not [view for user, view in server.slack.homes if user == person.id]
