"""More of, the source of, again, or more simply: what was answered last."""

import pytest

from bot.core import answers, dialogue, dialogue_follow
from bot.core.dialogue import State
from bot.core.messages import MENU

KNOWN = State(introduced=True)


def texts(messages):
    return [message.text for message in messages]


def images(messages):
    return [message.image for message in messages]


def test_more_then_no_more(content):
    _, state = dialogue.open_topic(content, KNOWN, "relief/heat")
    messages, state = dialogue_follow.follow_up(content, state, "more")
    assert texts(messages) == answers.bubbles(content, "relief/heat", "more")
    messages, state = dialogue_follow.follow_up(content, state, "more")
    assert texts(messages) == [content.phrases.no_more]
    assert state.offered


def test_repeat_says_what_was_said_last(content):
    _, state = dialogue.open_topic(content, KNOWN, "relief/heat")
    simple, state = dialogue_follow.follow_up(content, state, "simpler")
    again, _ = dialogue_follow.follow_up(content, state, "repeat")
    assert texts(again) == texts(simple) == answers.bubbles(content, "relief/heat", "simpler")


def test_follow_up_before_any_answer_shows_the_menu(content):
    messages, _ = dialogue_follow.follow_up(content, State(), "source")
    assert texts(messages) == [content.phrases.nothing_to_follow]


@pytest.mark.parametrize("wish", ["more", "source", "repeat", "simpler"])
def test_follow_ups_work_after_every_topic(content, wish):
    for topic in content.topics:
        _, state = dialogue.open_topic(content, KNOWN, topic)
        messages, after = dialogue_follow.follow_up(content, state, wish)
        assert all(texts(messages))
        assert after.topic == topic


def test_follow_ups_after_two_answers_are_about_both(content):
    _, state = dialogue.open_topic(content, KNOWN, "connection/psoas", ["stretches/bridge"])
    more, after = dialogue_follow.follow_up(content, state, "more")
    assert texts(more) == [content.phrases.more_of_which]
    assert [each[0] for each in after.offered] == ["connection/psoas", "stretches/bridge", MENU]
    source, _ = dialogue_follow.follow_up(content, state, "source")
    assert ["section 1" in source[0].text, "section 3" in source[1].text] == [True, True]
    for wish in ("repeat", "simpler"):
        again, _ = dialogue_follow.follow_up(content, state, wish)
        assert ["The psoas" in again[0].text, "Bridge" in again[1].text] == [True, True]
    _, after = dialogue.open_topic(content, after, "stretches/bridge")
    assert after.also == ()


def test_a_picture_comes_with_an_answer_again_and_in_simpler_words_but_not_with_more(content):
    messages, state = dialogue.open_topic(content, State(), "stretches/clamshell")
    assert images(messages)[0] == "clamshell"
    assert messages[0].alt == content.pictures["clamshell"]
    assert not any(images(messages)[1:])
    for wish, shown in (("more", 0), ("repeat", 0), ("simpler", 1), ("repeat", 1), ("source", 0)):
        messages, state = dialogue_follow.follow_up(content, state, wish)
        assert images(messages).count("clamshell") == shown, wish


def test_several_answers_at_once_have_a_picture_each(content):
    asked = ["stretches/kneeling_stretch", "relief/massage"]
    messages, state = dialogue.open_topic(content, KNOWN, asked[0], asked[1:])
    assert images(messages) == ["kneeling_stretch", None]
    messages, state = dialogue.open_topic(content, State(), "stretches/clamshell", ["stretches/bridge"])
    assert images(messages)[:2] == ["clamshell", "bridge"]
    assert images(dialogue_follow.follow_up(content, state, "simpler")[0]) == ["clamshell", "bridge"]
    for wish in ("more", "source"):
        assert not any(images(dialogue_follow.follow_up(content, state, wish)[0]))
