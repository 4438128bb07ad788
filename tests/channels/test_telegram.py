"""The Telegram channel: a real server, a Telegram of the tests' own, and people who write to the bot."""

import json
import random
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels import secret
from bot.channels.telegram_settings import SECRET as SECRET_NAME
from bot.channels.telegram_settings import TOKEN as TOKEN_NAME
from bot.channels.telegram_updates import read
from bot.core import answers
from bot.core.content import content
from bot.model import ROOT, ensure_fresh
from bot.ports import free_port

from .conftest import ILIO, START
from .conftest import SECRET as KEY
from .mutations import mutated
from .telegram_fake import BOT, SECRET, TOKEN, Person, Telegram, post, titles, words

EMERGENCY = "i cant pee and im numb down there"
GROUP = -1001234567890
ENVIRONMENT = {secret.ENVIRONMENT: KEY, TOKEN_NAME: TOKEN, SECRET_NAME: SECRET}


class Server:
    """`ilio serve` with the Telegram channel alone, on a free port, with conversations in a file of its own."""

    def __init__(self, folder, api, environment=ENVIRONMENT, patience=60):
        self.port, self.database, self.log = free_port(), folder / "conversations.db", folder / "log.txt"
        self.url = f"http://127.0.0.1:{self.port}/webhooks/telegram"
        self.webhook, self._environment = f"{self.url}/webhook", environment
        self._files = [folder / "credentials.yml", folder / "endpoints.yml"]
        self._files[0].write_text(
            f"bot.channels.telegram.TelegramInput: {{api: '{api}', messages_per_minute: 600, patience: {patience}}}"
        )
        self._files[1].write_text(
            f"tracker_store: {{type: bot.stores.sql.SQLStore, dialect: sqlite, db: '{self.database}'}}"
        )
        self.start()

    def start(self):
        arguments = ["--port", str(self.port), "--credentials", self._files[0], "--endpoints", self._files[1]]
        with self.log.open("a") as log:
            command = [ILIO, "serve", *arguments]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START
        while self.health() is None:
            if time.monotonic() > deadline or self.process.poll() is not None:
                pytest.fail("The server did not start:\n" + self.log.read_text()[-3000:])
            time.sleep(0.2)

    def health(self):
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def stored(self):
        return b"".join(path.read_bytes() for path in self.database.parent.glob(f"{self.database.name}*"))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=40)


@pytest.fixture(scope="module")
def telegram():
    fake = Telegram()
    yield fake
    fake.close()


@pytest.fixture(scope="module")
def server(telegram, tmp_path_factory):
    ensure_fresh()
    running = Server(tmp_path_factory.mktemp("telegram"), telegram.url)
    try:
        assert telegram.calls == [], "nothing is asked of Telegram at the start"
        yield running
        log = running.log.read_text()
        assert "Traceback" not in log
        assert TOKEN not in log
        assert SECRET not in log
    finally:
        running.stop()


@pytest.fixture(autouse=True)
def calm(telegram):
    yield
    telegram.next, telegram.down, telegram.most = [], False, 0


@pytest.fixture
def person(telegram, server):
    return Person(telegram, server.webhook)


def member(telegram, server):
    return Person(telegram, server.webhook, GROUP)


def nothing_more(person, before, seconds=1.0):
    """That a person gets nothing more than so many messages."""
    time.sleep(seconds)
    assert len(person.telegram.to(person.chat)) == before
    return True


# ── a talk ───────────────────────────────────────────────────────────────────────────────────────────────────────


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
    for title in ("True", "d) Lack of vitamins", "a) Standing quad stretch", "True", "d) All of these"):
        under = asked[-1]["id"]
        asked = person.press(title)
        old = next(each for each in person.telegram.to(person.chat) if each["id"] == under)
        assert old["keyboard"] == [], "what was clicked can't be clicked again"
    assert "4 of 5 right" in words(asked)
    assert not person.telegram.clicks, "every click was acknowledged"


def test_a_whole_quiz_in_words_and_its_start_over(person):
    person.say("quiz me")
    for text in ("true", "d", "the quad stretch", "true"):
        person.say(text)
    assert "5 right" in words(person.say("all of these"))
    assert "Question 1 of 5" in words(person.say("/quiz"))
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
    assert "Hold for 20 seconds, then tap or type Done." in words(asked)
    assert titles(asked) == ["Done", "Skip", "Repeat", "Stop"]
    assert "right knee down" in words(person.press("Done"))
    assert titles(person.press("Done")) == ["Fine", "A mild pull", "It hurt"]
    assert "Do it 10 times" in words(person.press("A mild pull"))
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


# ── deleting ─────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── groups ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(telegram, server):
    person = member(telegram, server)
    before = len(telegram.to(GROUP))
    for text in ("does heat help", "@SomebodyElse does heat help", "/help@OtherBot", "mail me@iliotestbot.example"):
        assert post(server.webhook, person.message(text)) == 200
    to_another = person.message("yes", reply_to_message={**member(telegram, server).message("hi")["message"]})
    assert post(server.webhook, to_another) == 200
    assert nothing_more(person, before)
    for text in ("@IlioTestBot does heat help", "does heat help, @iliotestbot?", "/help@IlioTestBot", "/help"):
        update = person.message(text)
        got = person.bring(update)
        assert got[0]["answers"] == update["message"]["message_id"], text
    answered = {"message_id": 5, "from": BOT, "chat": person.place(), "date": 1, "text": "hi"}
    assert person.bring(person.message("does heat help", reply_to_message=answered))


def test_in_a_group_with_topics_the_answer_comes_in_the_topic(telegram, server):
    person = member(telegram, server)
    got = person.bring(person.message("/help", is_topic_message=True, message_thread_id=44))
    assert {each["thread"] for each in got} == {"44"}


def test_in_a_group_each_has_a_talk_of_their_own(telegram, server):
    ann, bob = member(telegram, server), member(telegram, server)
    asked = ann.say("/quiz@IlioTestBot")
    bob.say("/quiz@IlioTestBot")
    before = len(telegram.to(GROUP))
    assert post(server.webhook, bob.click("True", asked[-1])) == 200
    assert nothing_more(bob, before)
    assert telegram.notices()[-1].startswith("That button is for somebody else")
    assert asked[-1]["keyboard"] == next(e for e in telegram.to(GROUP) if e["id"] == asked[-1]["id"])["keyboard"]
    assert "Question 2 of 5" in words(ann.bring(ann.click("True", asked[-1])))
    assert "Question 2 of 5" in words(bob.bring(bob.message("@IlioTestBot true")))


def test_nobody_else_can_delete_a_talk(telegram, server):
    ann, bob = member(telegram, server), member(telegram, server)
    mark = f"zebra{uuid.uuid4().hex}"
    ann.say(f"@IlioTestBot my name is {mark}")
    asked = ann.say("/delete@IlioTestBot")
    assert post(server.webhook, bob.click("Delete it", asked[-1])) == 200
    time.sleep(1)
    assert mark.encode() in server.stored()


# ── once, in order ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_update_that_comes_again_is_answered_once(person):
    update = person.message("does heat help")
    first = person.bring(update)
    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(lambda _: post(person.address, update), range(5))) == {200}
    assert nothing_more(person, len(first))


def test_the_same_update_ten_times_at_once_is_answered_once(person):
    update = person.message("does heat help")
    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(lambda _: post(person.address, update), range(10))) == {200}
    assert words(person.wait(0)).count("heat may") <= 1
    assert nothing_more(person, len(person.wait(0)))


def test_a_second_click_on_the_same_button_does_nothing(person):
    asked = person.say("quiz me")
    clicks = [person.click("True", asked[-1]) for _ in range(5)]
    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(lambda each: post(person.address, each), clicks)) == {200}
    got = person.wait(len(asked))
    assert words(got).count("Question 2 of 5") == 1
    assert "Question 3" not in words(got)


def test_answers_come_in_the_order_of_the_messages(person):
    person.say("/quiz")
    before = len(person.telegram.to(person.chat))
    for text in ("true", "d", "a"):
        assert post(person.address, person.message(text)) == 200
    got = words(person.wait(before, least=3, quiet=2))
    places = [got.index(f"Question {number} of 5") for number in (2, 3, 4)]
    assert places == sorted(places)


def test_a_flood_from_one_person_is_slowed_down_and_holds_up_nobody(telegram, server, person):
    bodies = [person.message("does heat help") for _ in range(40)]
    with ThreadPoolExecutor(40) as pool:
        assert set(pool.map(lambda each: post(server.webhook, each), bodies)) == {200}
    assert Person(telegram, server.webhook).say("does heat help")
    got = words(person.wait(0, least=20, quiet=4))
    assert 1 <= got.count("That was a lot at once") < 10


def test_updates_that_come_out_of_order_are_each_answered(person):
    updates = [person.message("does heat help") for _ in range(4)]
    for place in (2, 0, 3, 1):
        assert person.bring(updates[place])


def test_a_click_nobody_offered_does_nothing(person):
    asked = person.say("quiz me")
    for data in ('/show{"opens": "relief/heat"}', "A" * 16, "", "x" * 64, "delete"):
        click = person.click("True", asked[-1])
        click["callback_query"]["data"] = data
        assert post(person.address, click) == 200
    assert nothing_more(person, len(asked))
    assert not person.telegram.clicks
    assert person.press("True")


# ── what is refused, or comes to nothing ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET.upper(), "é" * 20, SECRET + "x"])
def test_only_telegram_is_listened_to(person, secret):
    if secret == "é" * 20:
        secret = secret.encode().decode("latin-1")
    assert post(person.address, person.message("does heat help"), secret) == 403
    assert post(person.address, b"x" * 2_000_000, secret) == 403
    assert nothing_more(person, 0, 0.3)


def others(person):
    chat, user, now = person.place(), person.user(), int(time.time())
    message = person.message("does heat help")["message"]
    return {
        "edited": {"edited_message": {**message, "edit_date": now}},
        "channel post": {"channel_post": {**message, "chat": {"id": -100555, "type": "channel", "title": "C"}}},
        "blocked": {
            "my_chat_member": {
                "chat": chat,
                "from": user,
                "date": now,
                "old_chat_member": {"user": BOT, "status": "member"},
                "new_chat_member": {"user": BOT, "status": "kicked", "until_date": 0},
            }
        },
        "joined": {"message": {**{k: v for k, v in message.items() if k != "text"}, "new_chat_members": [user]}},
        "title": {"message": {**{k: v for k, v in message.items() if k != "text"}, "new_chat_title": "X"}},
        "by a bot": {"message": {**message, "from": {**BOT, "id": 5}}},
        "by nobody": {"message": {k: v for k, v in message.items() if k != "from"}},
        "late": {"message": {**message, "date": now - 2 * 24 * 3600}},
        "poll": {
            "poll": {
                "id": "1",
                "question": "?",
                "options": [],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
            }
        },
        "inline": {"inline_query": {"id": "1", "from": user, "query": "heat", "offset": ""}},
        "click inline": {
            "callback_query": {"id": "1", "from": user, "inline_message_id": "x", "chat_instance": "1", "data": "x"}
        },
        "new kind": {"a_kind_nobody_knows": {"id": 1}},
        "nothing": {},
    }


def test_other_updates_come_to_nothing(person):
    for name, parts in others(person).items():
        update = {"update_id": person.message()["update_id"], **parts}
        assert post(person.address, update) == 200, name
    assert nothing_more(person, 0)


def test_what_can_not_be_read_comes_to_nothing(person):
    message = json.dumps(person.message("does heat help")).encode()
    for body in (b"", b"{", b"null", b"[]", b"5", b"\xff\xfe", b"[" * 9999, message[:-9], message + b" " * 400_000):
        assert post(person.address, body) == 200
    assert nothing_more(person, 0)


def test_a_click_on_a_message_too_old_to_be_shown_is_answered(person):
    asked = person.say("quiz me")
    click = person.click("True", asked[-1])
    under = click["callback_query"]["message"]
    click["callback_query"]["message"] = {"message_id": under["message_id"], "chat": under["chat"], "date": 0}
    assert "Question 2 of 5" in words(person.bring(click))


# ── anything at all ──────────────────────────────────────────────────────────────────────────────────────────────


def kinds(telegram, address, pairs=1):
    """One of each kind of update, from people who may talk and click, in private and in a group."""
    people = [Person(telegram, address, chat) for _ in range(pairs) for chat in (None, GROUP)]
    for person in people:
        person.say("/quiz")
    found = []
    for person in people:
        found += [{"update_id": 1, **parts} for parts in others(person).values()]
        found += [person.message(text) for text in ("true", "/check", "@IlioTestBot heat?", "/delete", EMERGENCY)]
        found += [person.click("True"), person.message(caption="does heat help", voice={"file_id": "a", "duration": 3})]
        found.append(person.message("b", reply_to_message={**person.message("hi")["message"], "from": BOT}))
    return found


def chats(payload):
    """All numbers in a payload."""
    if isinstance(payload, dict):
        payload = [*payload.values()]
    if isinstance(payload, list):
        return {number for each in payload for number in chats(each)}
    return {payload} if type(payload) is int else set()


def fuzz(telegram, server, count):
    bystander, usual = Person(telegram, server.webhook), kinds(telegram, server.webhook, 1 + count // 2000)
    bystander.say("/quiz")
    before, sent, chance = telegram.to(bystander.chat), len(telegram.sent), random.Random(count)
    payloads = [mutated(chance.choice(usual), chance) for _ in range(count)]
    for number, payload in enumerate(payloads):
        if isinstance(payload.get("update_id"), int) and chance.random() < 0.9:
            payload["update_id"] = 10**12 + number
    named = {GROUP}.union(*map(chats, payloads))
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda payload: post(server.webhook, payload), payloads)) == {200}
    calls, since = -1, time.monotonic()
    while time.monotonic() - since < 4:  # until nothing more comes of it
        if len(telegram.calls) != calls:
            calls, since = len(telegram.calls), time.monotonic()
        time.sleep(0.1)
    assert len(telegram.sent) > sent, "some of it can be answered"
    assert {each["chat"] for each in telegram.sent[sent:]} <= named
    assert telegram.to(bystander.chat) == before
    assert "Question 2 of 5" in words(bystander.press("True"))
    log = server.log.read_text()
    assert "Traceback" not in log
    assert "An update of Telegram's failed" not in log
    harmless = ("query is too old", "message to edit not found", "message is not modified")
    assert [each for each in telegram.refused if not any(part in each for part in harmless)] == []


def test_whatever_comes_gets_its_200_and_nobody_else_an_answer(telegram, server):
    telegram.refused.clear()
    fuzz(telegram, server, 400)


@pytest.mark.heavy
def test_twenty_thousand_of_it(telegram, server):
    telegram.refused.clear()
    fuzz(telegram, server, 20_000)


def test_twenty_thousand_updates_with_something_wrong_are_read(telegram, server):
    usual, chance = kinds(telegram, server.webhook), random.Random(8)
    given = [read(json.dumps(mutated(chance.choice(usual), chance)).encode(), BOT["id"]) for _ in range(20_000)]
    heard = [each for each in given if each]
    assert 1000 < len(heard) < 19_000
    for each in heard:
        assert all(type(number) is int for number in (each.update, each.chat, each.user, each.message))
        assert isinstance(each.text, str)
        assert isinstance(each.button, str)
        assert each.text.strip() or each.unread or each.click


# ── when Telegram fails ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("failure", [("429", 1), 500, 502, 503, 429, ("hang", 0.5)])
def test_a_failure_is_tried_again_and_the_answer_comes_once(person, failure):
    usual = len(person.say("/quiz"))
    person.say("/start")
    before = len(person.telegram.to(person.chat))
    person.telegram.next = [failure, failure]
    assert post(person.address, person.message("/quiz")) == 200
    got = person.wait(before, least=usual, quiet=3)
    assert len(got) == usual
    assert titles(got) == ["True", "False"]


def test_a_message_that_is_refused_is_sent_plainer(person):
    person.telegram.next = [400]
    told = person.say(EMERGENCY)
    assert told[0]["bold"] == []
    assert told[0]["text"].startswith("Please stop here")
    person.say("/start")
    person.say("I have got help")
    asked = len(person.say("/quiz"))
    person.say("/stop")
    person.telegram.next = [0] * (asked - 1) + [400, 400]
    shown = person.say("/quiz")
    assert titles(shown) if shown[-1]["keyboard"] else "• True" in shown[-1]["text"]


def test_a_person_who_blocked_the_bot_holds_up_nobody(telegram, server, person):
    telegram.next = [403]
    assert post(server.webhook, person.message("does heat help")) == 200
    time.sleep(1)
    other = Person(telegram, server.webhook)
    assert other.say("does heat help")


def test_a_storm_of_429_delays_answers_and_loses_none(telegram, server):
    people = [Person(telegram, server.webhook) for _ in range(6)]
    for person in people:
        person.say("/quiz")
    telegram.most, limited = 1, telegram.limited
    before = [len(telegram.to(person.chat)) for person in people]
    for text in ("true", "d", "a", "true"):
        for person in people:
            assert post(server.webhook, person.message(text)) == 200
    for person, count in zip(people, before, strict=True):
        got = words(person.wait(count, least=4, quiet=4))
        places = [got.index(f"Question {number} of 5") for number in (2, 3, 4, 5)]
        assert places == sorted(places)
        assert all(got.count(f"Question {number} of 5") == 1 for number in (2, 3, 4, 5))
    assert telegram.limited > limited


def outage(telegram, server, seconds):
    """Everybody goes on writing while Telegram can't be reached; who wrote what, and what they had got before."""
    people = [Person(telegram, server.webhook) for _ in range(5)]
    for person in people:
        person.say("/quiz")
    before = [len(telegram.to(person.chat)) for person in people]
    telegram.down = True
    for text in ("true", "d", "a", "true", "d"):
        for person in people:
            assert post(server.webhook, person.message(text)) == 200
        time.sleep(seconds / 5)
    assert [len(telegram.to(person.chat)) for person in people] == before
    telegram.down = False
    for person, count in zip(people, before, strict=True):
        got = words(person.wait(count, least=5, quiet=9))
        for number in (2, 3, 4, 5):
            assert got.count(f"Question {number} of 5") == 1
        assert got.count("5 of 5") + got.count("of 5 right") >= 1


def test_an_outage_delays_answers_and_loses_none(telegram, server):
    outage(telegram, server, 4)


@pytest.mark.heavy
def test_an_outage_of_half_a_minute(telegram, server):
    outage(telegram, server, 30)


# ── the server ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_talk_goes_on_after_a_restart_and_what_was_under_way_is_sent(server, person):
    person.say("/quiz")
    before = len(person.telegram.to(person.chat))
    update = person.message("true")
    assert post(person.address, update) == 200
    server.stop()
    assert "Question 2 of 5" in words(person.wait(before))
    server.start()
    before = len(person.telegram.to(person.chat))
    assert post(person.address, update) == 200
    assert nothing_more(person, before)
    assert "Question 3 of 5" in words(person.press("d) Lack of vitamins"))


@pytest.mark.parametrize("missing", [TOKEN_NAME, SECRET_NAME])
def test_without_a_secret_the_channel_is_off_and_the_server_runs(telegram, tmp_path, missing):
    server = Server(tmp_path, telegram.url, {each: value for each, value in ENVIRONMENT.items() if each != missing})
    try:
        assert server.health() == 503
        assert post(server.webhook, Person(telegram, server.webhook).message("hi")) == 503
        lines = [line for line in server.log.read_text().splitlines() if "Telegram" in line]
        assert len(lines) == 1
        assert lines[0].startswith(f"Telegram is off: {missing} is not set")
    finally:
        server.stop()
