"""Talks in Telegram: a real server, a Telegram of the tests' own, and people who write to the bot."""

import uuid

import pytest

from bot.channels.telegram_settings import SECRET as SECRET_NAME
from bot.channels.telegram_settings import TOKEN as TOKEN_NAME
from bot.core import answers
from bot.core.content import content

from ...whole_quiz import pressed, score, typed
from .telegram_people import (
    EMERGENCY,
    ENVIRONMENT,
    Person,
    TelegramServer,
    all_acknowledged,
    nothing_more,
    post,
    titles,
    words,
)


def test_start_greets(person):
    greeted = person.say("/start")
    assert [each["text"] for each in greeted] == answers.bubbles(content(), "chitchat/greet")


def test_a_first_question_is_answered_without_start(person):
    first = person.say("does heat help")
    assert answers.bubbles(content(), "relief/heat")[0][:60].replace("**", "") in words(first)
    assert all(not each["answers"] for each in first)


def test_an_exercise_is_shown_in_a_picture_with_its_words(person):
    shown = [each for each in person.say("how do i do the clamshell") if each.get("photo")]
    assert len(shown) == 1
    assert shown[0]["text"].endswith(f"Picture: {content().pictures['clamshell']}")


def test_a_whole_quiz_by_clicks(person):
    asked = person.say("/quiz")
    assert titles(asked) == ["True", "False"]
    for title in pressed("True", "d) Lack of vitamins", "a) Standing quad stretch", "True", "d) All of these"):
        under = asked[-1]["id"]
        asked = person.press(title)
        old = next(each for each in person.telegram.to(person.chat) if each["id"] == under)
        assert old["keyboard"] == [], "what was clicked can't be clicked again"
    assert f"{score(1)} right" in words(asked)
    assert all_acknowledged(person)


def test_a_whole_quiz_in_words_and_its_start_over(person):
    person.say("quiz me")
    for text in typed("true", "d", "the quad stretch", "true", "all of these"):
        result = person.say(text)
    assert f"{score(1)} right" in words(result)
    assert "Question 1 of" in words(person.say("/quiz"))
    assert words(person.say("/stop")).startswith("We stop here.")


def test_a_whole_check_by_clicks_ends_in_a_summary(person):
    asked = person.say("/check")
    for _ in range(20):
        if not titles(asked) or "Question" not in words(asked):
            break
        asked = person.press(next((each for each in titles(asked) if each.startswith("No")), titles(asked)[0]))
    told = words(asked)
    assert "To show a doctor, nurse or physiotherapist:" in told


def test_a_guided_routine_by_clicks(person):
    asked = person.say("guide me through a 2 minute routine")
    for title in ("None of these", "I'm ready"):
        asked = person.press(title)
    assert " seconds, then tap or type Done." in words(asked)
    assert titles(asked) == ["Done", "Skip", "Repeat", "Stop"]
    assert "right knee down" in words(person.press("Done"))
    assert titles(person.press("Done")) == ["Fine", "A mild pull", "It hurt"]
    assert "Do it " in words(person.press("A mild pull"))
    person.press("Done")
    assert "well done" in words(person.press("Fine"))


def test_pain_in_a_guided_routine_leads_to_advice(person):
    person.say("guide me through a 2 minute routine")
    for title in ("None of these", "I'm ready", "Done", "Done", "It hurt"):
        person.press(title)
    assert "This needs a check today" in words(person.press("Numb, tingling or weak"))


def test_commands_work_in_the_middle_of_a_check(person):
    person.say("/check")
    assert "I answer questions about" in words(person.say("/help"))
    person.say("/quiz")
    person.say("/start")
    assert "True or false" in words(person.say("/quiz"))


def test_an_emergency_has_the_numbers_on_a_line_of_their_own(telegram, server):
    person = Person(telegram, server.webhook, locale="en-GB")
    told = person.say(EMERGENCY)
    assert told[0]["text"].startswith("Please stop here and get emergency help now.")
    assert told[0]["bold"][0] == "Please stop here and get emergency help now."
    assert any(line.startswith("Phone: 999") for line in words(told).splitlines())
    assert titles(told) == ["I have got help"]
    assert "999" in words(person.say("how do I do the kneeling stretch"))
    assert person.press("I have got help")


def test_starting_over_does_not_forget_an_emergency(person):
    person.say(EMERGENCY)
    person.say("/start")
    assert "emergency" in words(person.say("how do I do the kneeling stretch")).lower()


def test_what_follows_a_command_is_read(person):
    assert "emergency help now" in words(person.say(f"/check {EMERGENCY}"))


def test_another_language_is_told_whom_to_call(telegram, server):
    person = Person(telegram, server.webhook, locale="fr")
    assert "112" in words(person.say("j'ai mal au dos et je ne sens plus mes jambes"))


@pytest.mark.parametrize(
    "text", ["<b>&amp;", "a\0b", "\u202eheat", "🙂" * 50, "@", "/", "//", "/quizz", "e\u0301 &lt;"]
)
def test_odd_letters_are_answered(person, text):
    assert person.say(text)


def test_a_typed_command_is_text(server, person):
    for start in ("/", " /", "//", "\u200b/"):
        mark = f"zebra{uuid.uuid4().hex}"
        assert person.say(f'{start}show{{"opens": "{mark}"}}')
        assert f'show{{\\"opens\\": \\"{mark}'.encode() in server.stored()
        assert f'/show{{\\"opens\\": \\"{mark}'.encode() not in server.stored()


@pytest.mark.parametrize(
    "part",
    [
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}},
        {"location": {"latitude": 1.5, "longitude": 2.5}},
        {"contact": {"phone_number": "1", "first_name": "A"}},
        {"document": {"file_id": "a", "file_unique_id": "b"}},
    ],
)
def test_what_is_no_text_is_owned_up_to(person, part):
    assert words(person.bring(person.message(**part))).startswith("I can only read words")


def test_words_under_a_picture_are_read(person):
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    told = person.bring(person.message(photo=photo, caption=EMERGENCY))
    assert "I can only read words" in told[0]["text"]
    assert "emergency help now" in words(told)


def test_too_long_a_text_is_answered_with_why(person):
    assert "too long" in words(person.say("my back hurts " * 290))


@pytest.mark.parametrize("wish", ["/delete", "Delete my data, please!"])
def test_deleted_is_deleted(server, person, wish):
    mark = f"zebra{uuid.uuid4().hex}"
    person.say(f"my name is {mark}")
    assert mark.encode() in server.stored()
    assert titles(person.say(wish)) == ["Delete it", "Keep it"]
    assert "I have deleted nothing" in words(person.press("Keep it"))
    assert mark.encode() in server.stored()
    person.say(wish)
    assert "I have deleted this talk" in words(person.press("Delete it"))
    assert mark.encode() not in server.stored()
    assert person.say("hello")


def test_buttons_of_a_deleted_talk_do_nothing(person):
    person.say("quiz me")
    click = person.click("True")
    person.say("/delete")
    person.press("Delete it")
    before = len(person.telegram.to(person.chat))
    assert post(person.address, click) == 200
    assert nothing_more(person, before)
    assert "deleted" in person.telegram.notices()[-1]


def test_nothing_kept_tells_who_it_was(server, person):
    person.say("does heat help")
    assert str(person.id).encode() not in server.stored()


def test_a_talk_goes_on_after_a_restart_and_what_was_under_way_is_sent(server, person):
    person.say("/quiz")
    before = len(person.telegram.to(person.chat))
    update = person.message("true")
    assert post(person.address, update) == 200
    server.stop()
    assert "Question 2 of" in words(person.wait(before))
    server.start()
    before = len(person.telegram.to(person.chat))
    assert post(person.address, update) == 200
    assert nothing_more(person, before)
    assert "Question 3 of" in words(person.press("d) Lack of vitamins"))


@pytest.mark.parametrize("missing", [TOKEN_NAME, SECRET_NAME])
def test_without_a_secret_the_channel_is_off_and_the_server_runs(telegram, tmp_path, missing):
    server = TelegramServer(
        tmp_path, telegram.url, {each: value for each, value in ENVIRONMENT.items() if each != missing}
    )
    try:
        assert server.health() == 503
        assert post(server.webhook, Person(telegram, server.webhook).message("hi")) == 503
        lines = [line for line in server.log.read_text().splitlines() if "Telegram" in line]
        assert len(lines) == 1
        assert lines[0].startswith(f"Telegram is off: {missing} is not set")
    finally:
        server.stop()
