"""Answers when Slack fails: each is sent once, or said to be lost."""

import json
import time

import pytest

from bot.core import answers
from bot.core.content import content

from .slack_people import Person, message_im, plain, words


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
    assert "Question 2 of" in words(person.say("true"))
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
    assert "Question 2 of" in words(person.say("true"))


def test_a_click_whose_buttons_stay_is_still_answered_once(server, person):
    shown = person.say("quiz me")
    server.slack.fail("chat.update", "message_not_found")
    body = person.clicking(shown, "True")
    person.new(lambda: person.form({"payload": json.dumps(body)}))
    assert person.form({"payload": json.dumps({**body, "trigger_id": "another"})}).status == 200
    assert person.quiet()
