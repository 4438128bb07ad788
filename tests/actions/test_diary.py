"""The pain diary over several days, with hand-made trackers: what is told on one is known on the next."""

import asyncio

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import ActionAnswer, ActionRestart
from bot.core import diary

ALL_SLOTS = ("topic", "depth", "offered", "misses", "introduced", "also", "told", "diary", "check", "quiz", "triage")


class Talk:
    """A person's talk; the slots of a turn are there in the next."""

    def __init__(self):
        self.slots = dict.fromkeys(ALL_SLOTS)

    def say(self, text, day, intent="symptom", topic="symptom/ache", action=None):
        message = {
            "text": text,
            "intent": {"name": intent},
            "entities": [],
            "response_selector": {"default": {"response": {"intent_response_key": topic}, "ranking": []}},
            "metadata": {"day": f"2026-11-{day:02}"},
        }
        tracker = Tracker("someone", dict(self.slots), message, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = asyncio.run((action or ActionAnswer()).run(dispatcher, tracker, {}))
        self.slots.update({event["name"]: event["value"] for event in events if event["event"] == "slot"})
        self.messages = dispatcher.messages
        return "\n".join(each["text"] for each in dispatcher.messages)

    def greet(self, day):
        return self.say("hello", day, "chitchat", "chitchat/greet")


def test_a_week_of_pain_that_eases():
    talk = Talk()
    for day, pain in ((16, 8), (17, 7), (19, 6), (22, 4)):
        said = talk.say(f"my pain is {pain} today", day)
        assert f"Noted: {pain} of 10 today." in said and "see a health professional" not in said
    assert "8 on Monday 16 Nov, 7 on Tuesday 17 Nov, 6 on Thursday 19 Nov, 4 today" in said
    assert [each["date"] for each in talk.messages[0]["card"]["days"]] == [f"2026-11-{day}" for day in (16, 17, 19, 22)]


def test_pain_that_stays_is_to_be_seen_after_a_few_days():
    talk = Talk()
    for day in (16, 17, 18):
        assert "see a health professional" not in talk.say("my pain is 6 today", day)
    assert "see a health professional" in talk.say("my pain is 6 today", 19)


def test_who_comes_back_on_another_day_is_asked_once_and_a_bare_number_answers():
    talk = Talk()
    talk.say("my pain is 6 today", 16)
    assert "How bad is the pain now" not in talk.greet(16)
    assert "Last time you told me 6 of 10, on Monday 16 Nov." in talk.greet(18)
    assert talk.slots["offered"][0][0] == diary.LATER
    assert "Noted: 5 of 10 today." in talk.say("about a 5", 18, "nlu_fallback", None)
    assert "Last time" not in talk.greet(18)


def test_nobody_is_asked_who_keeps_no_diary():
    assert "How bad is the pain now" not in Talk().greet(16)


@pytest.mark.parametrize(("pain", "seen_today"), [(8, False), (9, True), (10, True)])
def test_pain_as_bad_as_the_check_has_seen_to_is_seen_to(pain, seen_today):
    talk = Talk()
    talk.say("keep a pain diary", 16, "pain_diary", None)
    said = talk.say(str(pain), 16, "choose", None)
    assert said.startswith("**This needs a check today.**") == seen_today
    assert f"Noted: {pain} of 10 today." in said
    assert talk.slots["diary"] == {"2026-11-16": [pain, pain]}
    assert bool((talk.slots["triage"] or {}).get("raised")) == seen_today


def test_pain_that_stays_so_bad_is_still_to_be_seen():
    talk = Talk()
    talk.say("my pain is 9 today", 16)
    said = talk.say("my pain is 10 out of 10 today", 17)
    assert "Noted: 10 of 10 today." in said and "You told me about sudden or very severe" in said


def test_bad_pain_of_another_day_raises_nothing_now():
    talk = Talk()
    assert "check today" not in talk.say("my pain was 10 out of 10 3 days ago", 16)
    assert talk.slots["diary"] == {"2026-11-13": [10, 10]} and not talk.slots["triage"]


def test_starting_over_forgets_it():
    talk = Talk()
    talk.say("my pain is 6 today", 16)
    talk.say("start over", 16, "start_over", None, ActionRestart())
    assert talk.slots["diary"] is None
