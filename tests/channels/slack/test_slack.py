"""Direct messages in Slack: real requests, signed, to a real server, which answers to a Slack on loopback."""

import json
import re
import time

import pytest

from bot.channels.slack_words import words as say
from bot.core import answers
from bot.core.content import content

from ...whole_quiz import pressed, score, typed
from .slack_people import EMERGENCY, Person, message_im, plain, titles, words


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
    for title in pressed("True", "d) Lack of vitamins", "a) Standing quad stretch", "True", "d) All of these"):
        clicked, shown = shown, person.click(shown, title)
        deadline = time.monotonic() + 10
        while titles(clicked):
            assert time.monotonic() < deadline, "what was clicked can be clicked again"
            time.sleep(0.02)
        assert words(clicked).endswith(say().chosen.format(title=title))
    assert f"{score(1)} right" in words(shown)


def test_a_quiz_can_be_typed(person):
    shown = person.say("quiz me")
    for text in typed("true", "d", "the kneeling one", "true", "all of them"):
        shown = person.say(text)
    assert f"{score()} right" in words(shown)


def test_a_guided_routine_by_clicks(person):
    shown = person.say("guide me through a 2 minute routine")
    for title in ("None of these", "I'm ready"):
        shown = person.click(shown, title)
    assert " seconds, then tap or type Done." in words(shown)
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
    assert "Question 2 of" in words(person.say("true"))


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
    assert "Question 1 of" in words(person.say("quiz me"))
    assert "Question 1 of" in words(person.say("start over"))
    other = Person(server)
    other.say(f"{mark} is a friend")
    stored = server.stored().count(mark.encode())
    assert words(person.say("Delete my data, please.")) == say().deleted
    assert 0 < server.stored().count(mark.encode()) < stored
    assert "Question" not in words(person.say("true"))
    assert person.id.encode() not in server.stored()
