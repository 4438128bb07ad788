"""The Rasa actions, with hand-made trackers."""

import asyncio
import json

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import (
    ActionAnswer,
    ActionChoose,
    ActionDecline,
    ActionFollowUp,
    ActionNotUnderstood,
    ActionRestart,
)
from actions.base import state_of, utter
from actions.responses import respond
from bot.core import answers, check_state
from bot.core.content_topics import OTHER_LANGUAGE
from bot.core.languages import Heard, said_to
from bot.core.messages import Message
from bot.core.triage_content import catalogue
from bot.core.triage_state import Raised, Reading, State, holds_back
from bot.core.triage_voice import Voice
from bot.model import ROOT


def tracker(text="", intent="", topic=None, entities=(), ranking=(), **slots):
    selector = {
        "response": {"intent_response_key": topic},
        "ranking": [{"intent_response_key": each} for each in ranking],
    }
    message = {
        "text": text,
        "intent": {"name": intent},
        "entities": list(entities),
        "response_selector": {"default": selector},
    }
    return Tracker("someone", slots, message, [], False, None, {}, "action_listen")


def run(action, tracker):
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, tracker, {}))
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return [message["text"] for message in dispatcher.messages], slots, dispatcher.messages


def test_answers_the_topic_and_remembers_it(content):
    texts, slots, messages = run(ActionAnswer(), tracker("heat?", "relief", "relief/heat", introduced=True, misses=1.0))
    assert texts == answers.bubbles(content, "relief/heat")
    assert slots["topic"] == "relief/heat"
    assert slots["misses"] == 0
    assert [each[0] for each in slots["offered"]] == content.topics["relief/heat"].related
    assert messages[-1]["buttons"][0] == {
        "title": content.title("relief/ice"),
        "payload": '/show{"opens": "relief/ice"}',
    }


def test_opens_what_a_button_sends(content):
    _, slots, _ = run(ActionAnswer(), tracker("", "show", entities=[{"entity": "opens", "value": "causes/jobs"}]))
    assert slots["topic"] == "causes/jobs"


@pytest.mark.parametrize("value", [None, 7, ["x"], {"a": 1}, "no/such", "x" * 10_000])
def test_a_made_up_payload_gets_the_menu(content, value):
    texts, _, _ = run(ActionAnswer(), tracker("", "show", entities=[{"entity": "opens", "value": value}]))
    assert texts == [content.phrases.menu]


def test_an_intent_without_topic_opens_its_section(content):
    _, slots, _ = run(ActionAnswer(), tracker("/causes", "causes"))
    assert slots["topic"] == "causes/overview"


def test_a_typed_title_opens_its_button_whatever_was_understood(content):
    _, slots, _ = run(
        ActionNotUnderstood(),
        tracker(
            content.title("relief/rice"),
            "nlu_fallback",
            offered=[["relief/heat", "Heat"], ["relief/rice", content.title("relief/rice")]],
        ),
    )
    assert slots["topic"] == "relief/rice"


def test_one_instance_keeps_two_people_apart(content):
    action = ActionFollowUp()
    first, _, _ = run(action, tracker("more", "more", topic="relief/heat", **{"depth": "answer"}))
    assert first == [content.phrases.nothing_to_follow]  # the slot, not the message, holds the talk
    theirs = Tracker(
        "a", {"topic": "relief/heat"}, {"text": "more", "intent": {"name": "more"}}, [], False, None, {}, ""
    )
    others = Tracker(
        "b", {"topic": "relief/ice"}, {"text": "more", "intent": {"name": "more"}}, [], False, None, {}, ""
    )
    assert run(action, theirs)[0] == answers.bubbles(content, "relief/heat", "more")
    assert run(action, others)[0] == answers.bubbles(content, "relief/ice", "more")
    assert vars(action) == {}


def test_restart_forgets(content):
    texts, slots, _ = run(
        ActionRestart(), tracker("restart", "start_over", topic=None, misses=3.0, offered=[["relief/gone", "Gone"]])
    )
    assert texts == [content.phrases.restarted]
    assert slots["topic"] is None


def test_a_failure_is_a_sentence_and_no_trace(content, monkeypatch):
    monkeypatch.setattr("bot.core.dialogue_reading.chosen", lambda *_: 1 / 0)
    texts, slots, _ = run(ActionChoose(), tracker("yes", "affirm"))
    assert texts == [content.phrases.failed]
    assert slots == {}


STANDS = [
    State((Raised("new_numbness_tingling_one_leg", "same_day"),)),
    State((Raised("chest_pain", "emergency_now", in_hand=True),)),
]


@pytest.mark.parametrize("state", STANDS)
@pytest.mark.parametrize("misses", [0.0, 1.0])
def test_while_a_sign_stands_no_button_leads_to_self_care(content, state, misses):
    kept = {"triage": state.as_dict(), "misses": misses}
    said = []
    for topic in content.topics:  # other languages, small talk and what is out of scope among them
        said.append(run(ActionAnswer(), tracker("hm", topic.split("/")[0], topic, **kept)))
        for wish in ("more", "simpler", "source"):
            asked = tracker(wish, wish, **kept)
            asked.slots["topic"] = topic
            said.append(run(ActionFollowUp(), asked))
        said.append(run(ActionNotUnderstood(), tracker("hm", "nlu_fallback", ranking=[topic], **kept)))
    said.append(run(ActionAnswer(), tracker("", "show", entities=[{"entity": "opens", "value": "menu"}], **kept)))
    said.append(run(ActionRestart(), tracker("again", "start_over", **kept)))
    said.append(run(ActionDecline(), tracker("no", "deny", **kept)))
    said.append(run(ActionChoose(), tracker("9", "choose", **kept)))
    for texts, slots, messages in said:
        assert texts
        offered = [json.loads(button["payload"][5:])["opens"] for each in messages for button in each["buttons"]]
        assert not [each for each in offered if holds_back(state, each)]
        assert not [each for each, _ in slots["offered"] if holds_back(state, each)]


def test_what_stands_is_said_with_what_is_not_understood_and_after_starting_over():
    kept = {"triage": STANDS[0].as_dict()}
    texts, _, _ = run(ActionNotUnderstood(), tracker("hm", "nlu_fallback", ranking=["causes/jobs"], **kept))
    assert "I'm not sure I follow." in texts[0] and "Please get checked today" in texts[0]
    texts, _, _ = run(ActionRestart(), tracker("again", "start_over", **kept))
    assert "Please get checked today" in texts[0]


def test_where_no_sign_stands_what_is_asked_of_advice_is_answered_in_general(content):
    texts, _, _ = run(ActionNotUnderstood(), tracker("which number", "what_to_say", introduced=True))
    assert texts == answers.bubbles(content, "red_flags/overview")


def heard(text, intent, topic=None, ranking=(), also=(), found=None, **slots):
    made = tracker(text, intent, topic, ranking=ranking, introduced=True, **slots)
    made.latest_message.update(also=list(also), found=found)
    return made


WAITS = STANDS[0].as_dict()


def test_two_questions_get_two_answers(content):
    texts, slots, _ = run(
        ActionAnswer(), heard("psoas and bridge", "connection", "connection/psoas", also=["stretches/bridge"])
    )
    assert texts == answers.together(content, ["connection/psoas", "stretches/bridge"])
    assert (slots["topic"], slots["also"]) == ("connection/psoas", ["stretches/bridge"])


def test_self_care_waits_while_a_sign_stands_whichever_place_it_was_asked_in(content):
    gate = Voice(catalogue(), STANDS[0]).gate().text
    first = heard("bridge and psoas", "stretches", "stretches/bridge", also=["connection/psoas"], triage=WAITS)
    texts, slots, _ = run(ActionAnswer(), first)
    assert texts == [gate]
    assert (slots["topic"], slots["also"]) == (None, [])
    second = heard("psoas and bridge", "connection", "connection/psoas", also=["stretches/bridge"], triage=WAITS)
    texts, slots, _ = run(ActionAnswer(), second)
    assert texts == [*answers.bubbles(content, "connection/psoas"), gate]
    assert slots["also"] == []
    passage = {"topic": "stretches/bridge", "depth": "more", "place": 1}
    texts, _, _ = run(ActionNotUnderstood(), heard("glaucoma", "nlu_fallback", found=passage, triage=WAITS))
    assert texts == [gate]


def test_a_passage_answers_what_no_topic_fits(content):
    found = {"topic": "prevention/activity", "depth": "answer", "place": 2}
    texts, slots, _ = run(ActionNotUnderstood(), heard("swimming?", "nlu_fallback", found=found))
    assert texts[0].startswith("From the part on prevention: Not in the article:")
    assert slots["topic"] == "prevention/activity"


@pytest.mark.parametrize("topic", [None, "gone/topic"])
def test_a_question_without_a_passage_is_not_answered(content, topic):
    made = heard("is it hereditary", "nlu_fallback", ranking=["causes/jobs"], found={"topic": topic})
    texts, _, _ = run(ActionNotUnderstood(), made)
    assert texts == [content.phrases.not_there]


HEARD = {"code": "es", "sure": True, "urgent": False}


def test_another_language_is_answered_in_it_before_english(content):
    given = tracker("¿qué hago?", "out_of_scope", OTHER_LANGUAGE, introduced=True)
    given.latest_message["language"] = HEARD
    texts, slots, messages = run(ActionAnswer(), given)
    assert texts == [said_to(Heard("es", True), "112"), *answers.bubbles(content, OTHER_LANGUAGE)]
    assert [each[0] for each in slots["offered"]] == content.topics[OTHER_LANGUAGE].related
    assert not any(button["payload"].count("stretches/") for button in messages[-1]["buttons"])


def test_an_emergency_in_another_language_comes_first_and_offers_nothing(content):
    given = tracker("no puedo orinar", "out_of_scope", OTHER_LANGUAGE, introduced=True)
    given.latest_message["language"] = {**HEARD, "urgent": True}
    given.latest_message["metadata"] = {"locale": "en-US"}
    texts, slots, messages = run(ActionAnswer(), given)
    assert texts[0] == said_to(Heard("es", True, True), "911")
    assert slots["offered"] == []
    assert not any(message["buttons"] for message in messages)


@pytest.mark.parametrize("kept", [None, "es", {"code": "es"}, {"code": "xx", "sure": True, "urgent": False}, [1]])
def test_a_language_nobody_knows_is_answered_in_english(content, kept):
    given = tracker("x", "out_of_scope", OTHER_LANGUAGE, introduced=True)
    given.latest_message["language"] = kept
    assert run(ActionAnswer(), given)[0] == answers.bubbles(content, OTHER_LANGUAGE)


def test_a_guess_alone_changes_no_english_answer(content):
    given = tracker("heat?", "relief", "relief/heat", introduced=True)
    given.latest_message["language"] = {**HEARD, "sure": False}
    assert run(ActionAnswer(), given)[0] == answers.bubbles(content, "relief/heat")


def test_a_picture_goes_out_with_its_address_and_its_words(content):
    _, _, messages = run(ActionAnswer(), tracker("bridge?", "stretches", "stretches/bridge", introduced=True))
    assert [each.get("image") for each in messages] == ["/chat/pictures/bridge.svg", None, None]
    assert messages[0]["alt"] == content.pictures["bridge"]


def test_a_picture_that_is_not_there_is_left_out_and_one_without_words_gets_its_own(content):
    dispatcher = CollectingDispatcher()
    utter(dispatcher, [Message("Hold.", image="plank"), Message("Lift.", image="bridge")])
    first, second = dispatcher.messages
    assert (first["text"], first["image"], first.get("alt")) == ("Hold.", None, None)
    assert (second["image"], second["alt"]) == ("/chat/pictures/bridge.svg", content.pictures["bridge"])


def test_in_an_emergency_no_picture_is_shown(content):
    shown = []
    for state in (None, STANDS[0], STANDS[1]):
        kept = {"triage": state.as_dict()} if state else {}
        _, _, messages = run(
            ActionAnswer(), tracker("psoas?", "connection", "connection/psoas", introduced=True, **kept)
        )
        shown.append(any(each.get("image") for each in messages))
    assert shown == [True, True, False]


@pytest.mark.parametrize("facts", [(), ("m_pregnant",)])
def test_who_should_ask_first_gets_no_picture_in_simpler_words_either(facts):
    kept = {"triage": State(facts=facts).as_dict(), "introduced": True}
    _, _, first = run(ActionAnswer(), tracker("bridge?", "stretches", "stretches/bridge", **kept))
    wish = tracker("simpler", "simpler", **kept)
    wish.slots["topic"] = "stretches/bridge"
    _, _, simpler = run(ActionFollowUp(), wish)
    for messages in (first, simpler):
        assert any(each.get("image") for each in messages) == (not facts)


def test_details_of_an_ache_are_taken_in_by_what_was_talked_of_before(content):
    texts, slots, _ = run(ActionNotUnderstood(), tracker("on the left", "nlu_fallback", told=["ache"]))
    assert "left" in texts[0].lower() and len(slots["told"]) > 1
    alone, slots, _ = run(ActionNotUnderstood(), tracker("on the left", "nlu_fallback"))
    assert alone != texts and not slots["told"]


@pytest.mark.parametrize(
    ("text", "last", "depth", "same"),
    [("why?", "relief/heat", "more", True), ("what else can I do", "relief/heat", "answer", False)],
)
def test_a_question_about_the_last_answer_is_answered_from_it(text, last, depth, same):
    asked = tracker(text, "nlu_fallback", introduced=True)
    asked.slots["topic"] = last
    _, slots, _ = run(ActionNotUnderstood(), asked)
    assert slots["depth"] == depth and (slots["topic"] == last) == same


def test_why_after_nothing_was_understood_says_so(content):
    texts, _, _ = run(ActionNotUnderstood(), tracker("why?", "nlu_fallback", misses=1.0, introduced=True))
    assert texts == [content.phrases.why_lost]


def test_whom_it_is_for_is_understood_where_the_rest_is_not(content):
    asked = heard("my daughter is 12, which stretch is safe", "nlu_fallback", ranking=["stretches/overview"])
    asked.latest_message["triage"] = Reading(facts=("m_child",)).as_dict()
    _, slots, _ = run(ActionNotUnderstood(), asked)
    assert slots["topic"] == "stretches/overview" and slots["misses"] == 0


def test_a_no_thanks_and_a_choice_from_nothing_are_met(content):
    assert run(ActionDecline(), tracker("no thanks", "deny"))[0] == [content.phrases.declined]
    assert run(ActionChoose(), tracker("the second one", "choose"))[0] == [content.phrases.nothing_offered]


def test_starting_over_right_after_the_check_starts_the_check_over():
    kept = check_state.State(round=1, answers={"where": ("lower_back",)}).as_dict()
    offered = [["check/again", "Start the check again"]]
    _, slots, _ = run(ActionAnswer(), tracker("start over", "start_over", check=kept, offered=offered))
    assert slots["check"]["then"] == "start"
    _, slots, _ = run(ActionRestart(), tracker("start over", "start_over", check=kept))
    assert slots["check"]["answers"] == {} and slots["check"]["round"] == 1


def test_an_answer_of_the_check_is_changed_just_after_it():
    kept = check_state.State(round=1, answers={"where": ("lower_back",), "saddle": ("none",)}).as_dict()
    offered = [["check/again", "Start the check again"]]
    said = tracker("actually it's my hip", "symptom", check=kept, offered=offered)
    texts, slots, _ = run(ActionAnswer(), said)
    assert slots["check"]["answers"]["where"] != ["lower_back"] and texts


def test_a_form_answers_what_is_not_for_it_as_anybody_would(content):
    clicked = tracker("", "show", entities=[{"entity": "opens", "value": "relief/heat"}], introduced=True)
    messages, after = respond(content, state_of(clicked), clicked)
    assert after.topic == "relief/heat"
    typed = tracker("heat?", "relief", "relief/heat", introduced=True)
    assert respond(content, state_of(typed), typed) == (messages, after)


@pytest.mark.parametrize(
    "action", [ActionAnswer, ActionChoose, ActionDecline, ActionFollowUp, ActionNotUnderstood, ActionRestart]
)
def test_the_domain_knows_the_action(action):
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert action().name() in domain["actions"]
