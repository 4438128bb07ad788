"""Telegram's groups, where each has a talk of their own, and each update answered once and in order."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

from .telegram_fake import BOT
from .telegram_people import GROUP, Person, all_acknowledged, member, nothing_more, post, words


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
    assert "Question 2 of" in words(ann.bring(ann.click("True", asked[-1])))
    assert "Question 2 of" in words(bob.bring(bob.message("@IlioTestBot true")))


def test_nobody_else_can_delete_a_talk(telegram, server):
    ann, bob = member(telegram, server), member(telegram, server)
    mark = f"zebra{uuid.uuid4().hex}"
    ann.say(f"@IlioTestBot my name is {mark}")
    asked = ann.say("/delete@IlioTestBot")
    assert post(server.webhook, bob.click("Delete it", asked[-1])) == 200
    time.sleep(1)
    assert mark.encode() in server.stored()


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
    assert words(got).count("Question 2 of") == 1
    assert "Question 3" not in words(got)


def test_answers_come_in_the_order_of_the_messages(person):
    person.say("/quiz")
    before = len(person.telegram.to(person.chat))
    for text in ("true", "d", "a"):
        assert post(person.address, person.message(text)) == 200
    got = words(person.wait(before, least=3, quiet=2))
    places = [got.index(f"Question {number} of") for number in (2, 3, 4)]
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
    assert all_acknowledged(person)
    assert person.press("True")
