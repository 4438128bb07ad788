"""The pain diary over several days, with hand-made trackers: what is told on one is known on the next."""

import pytest

from actions.answers import ActionAnswer, ActionRestart
from actions.triage import ActionEscalationAdvice
from bot.core import diary
from bot.core.check_state import State as CheckState
from bot.core.diary_content import words
from bot.core.triage_state import Reading

from .talk import Talk


class Days(Talk):
    """A talk over several days of November."""

    def say(self, text, day, intent="symptom", topic="symptom/ache", action=None, **message):
        when = {"metadata": {"day": f"2026-11-{day:02}"}}
        return super().say(action or ActionAnswer(), text, intent, topic, **{**when, **message})

    def greet(self, day):
        return self.say("hello", day, "chitchat", "chitchat/greet")


def test_a_week_of_pain_that_eases():
    talk = Days()
    for day, pain in ((16, 8), (17, 7), (19, 6), (22, 4)):
        said = talk.say(f"my pain is {pain} today", day)
        assert f"Noted: {pain} of 10 today." in said and "see a health professional" not in said
    assert "8 on Monday 16 Nov, 7 on Tuesday 17 Nov, 6 on Thursday 19 Nov, 4 today" in said
    assert [each["date"] for each in talk.messages[0]["card"]["days"]] == [f"2026-11-{day}" for day in (16, 17, 19, 22)]


def test_pain_that_stays_is_to_be_seen_after_a_few_days():
    talk = Days()
    for day in (16, 17, 18):
        assert "see a health professional" not in talk.say("my pain is 6 today", day)
    assert "see a health professional" in talk.say("my pain is 6 today", 19)


def test_who_comes_back_on_another_day_is_asked_once_and_a_bare_number_answers():
    talk = Days()
    talk.say("my pain is 6 today", 16)
    assert "How bad is the pain now" not in talk.greet(16)
    assert "Last time you told me 6 of 10, on Monday 16 Nov." in talk.greet(18)
    assert talk.slots["offered"][0][0] == diary.LATER
    assert "Noted: 5 of 10 today." in talk.say("about a 5", 18, "nlu_fallback", None)
    assert "Last time" not in talk.greet(18)


def test_nobody_is_asked_who_keeps_no_diary():
    assert "How bad is the pain now" not in Days().greet(16)


@pytest.mark.parametrize(("pain", "seen_today"), [(8, False), (9, True), (10, True)])
def test_pain_as_bad_as_the_check_has_seen_to_is_seen_to(pain, seen_today):
    talk = Days()
    talk.say("keep a pain diary", 16, "pain_diary", None)
    said = talk.say(str(pain), 16, "choose", None)
    assert said.startswith("**This needs a check today.**") == seen_today
    assert f"Noted: {pain} of 10 today." in said
    assert talk.slots["diary"] == {"2026-11-16": [pain, pain]}
    assert bool((talk.slots["triage"] or {}).get("raised")) == seen_today


def test_pain_that_stays_so_bad_is_still_to_be_seen():
    talk = Days()
    talk.say("my pain is 9 today", 16)
    said = talk.say("my pain is 10 out of 10 today", 17)
    assert "Noted: 10 of 10 today." in said and "You told me about sudden or very severe" in said


def test_bad_pain_of_another_day_raises_nothing_now():
    talk = Days()
    assert "check today" not in talk.say("my pain was 10 out of 10 3 days ago", 16)
    assert talk.slots["diary"] == {"2026-11-13": [10, 10]} and not talk.slots["triage"]["raised"]


def test_starting_over_forgets_it():
    talk = Days()
    talk.say("my pain is 6 today", 16)
    talk.say("start over", 16, "start_over", None, ActionRestart())
    assert talk.slots["diary"] is None


def test_its_buttons_ask_for_a_number_or_leave_it_for_now():
    talk = Days()
    assert talk.say("", 16, "show", None, opens=diary.ASK) == words().begin + "\n" + words().ask
    assert talk.say("", 16, "show", None, opens=diary.LATER) == words().later


def test_a_number_off_the_scale_is_asked_for_again():
    talk = Days()
    talk.say("keep a pain diary", 16, "pain_diary", None)
    assert talk.say("12", 16, "choose", None) == words().scale
    assert not talk.slots["diary"]


def test_just_after_the_check_a_number_mends_its_answer_and_is_no_entry():
    talk = Days()
    talk.slots["check"] = CheckState(round=1, answers={"bad": ("medium",)}, last="bad").as_dict()
    talk.slots["offered"] = [["check/again", "Check again"]]
    talk.say("the pain is 2", 16)
    assert not talk.slots["diary"] and talk.slots["check"]["answers"]["bad"] == ["mild"]


def test_pain_told_with_an_emergency_is_remembered_all_the_same():
    talk = Days()
    reading = Reading("emergency_now", ("chest_pain",), named=True)
    said = talk.say("my pain is 8 today", 16, action=ActionEscalationAdvice(), reading=reading)
    assert "emergency help now" in said and talk.slots["diary"] == {"2026-11-16": [8, 8]}
