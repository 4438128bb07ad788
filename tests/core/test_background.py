"""What is said first to people for whom an answer changes."""

import pytest

from bot.core import answers, background
from bot.core.content import content
from bot.core.content_files import BUBBLES, CONTENT
from bot.core.messages import Message
from bot.core.triage_content import catalogue
from bot.errors import ContentError


def test_who_should_ask_first_gets_no_picture_to_follow():
    answer = [Message("Lift your hips.", image="bridge", alt="Lie down."), Message("Stop if it hurts.")]
    said = background.noted(content(), answer, background.notes("stretches/bridge", ["m_pregnant"], ""))
    assert [each.text for each in said[-2:]] == [each.text for each in answer]
    assert not any(each.image for each in said)
    assert background.noted(content(), answer, []) == answer


def test_nobody_gets_a_note_for_nothing():
    for topic in content().topics:
        assert background.notes(topic, (), "how do I do it") == []


@pytest.mark.parametrize(
    ("topic", "facts", "text", "says", "instead"),
    [
        ("relief/pain_relievers", ["m_anticoagulant"], "", "no ibuprofen", False),
        ("relief/massage", ["m_anticoagulant"], "", "deep massage", True),
        ("relief/heat", ["m_anticoagulant"], "", "pharmacist", False),
        ("stretches/bridge", ["m_pregnant"], "", "16 weeks", False),
        ("stretches/clamshell", ["m_pregnant"], "", "midwife", False),
        ("stretches/kneeling_stretch", ["m_child"], "", "under 16", True),
        ("relief/ice", [], "I have Raynaud's", "feel less", False),
        ("stretches/overview", [], "since my knee replacement", "surgical team", False),
        ("stretches/quad_stretch", ["m_pregnant", "m_child"], "", "under 16", True),
    ],
)
def test_who_is_warned_of_what(topic, facts, text, says, instead):
    found = background.notes(topic, facts, text)
    assert says in found[0].note
    assert found[0].instead == instead


@pytest.mark.parametrize("topic", ["causes/overview", "connection/psoas", "red_flags/overview", "chitchat/greet", None])
def test_what_is_only_told_needs_no_note(topic):
    assert background.notes(topic, ["m_pregnant", "m_child", "m_anticoagulant"], "") == []


def test_a_child_in_the_family_keeps_nobody_else_from_exercise():
    assert background.notes("stretches/bridge", ["m_child"], "how do I do the bridge") == []
    assert background.notes("stretches/bridge", ["m_child"], "how do I do the bridge with her")
    assert background.notes("stretches/bridge", ["m_child", "m_under_16"], "how do I do the bridge")


def test_every_fact_has_a_note_that_can_be_reached():
    facts = {each.fact for each in background.load(content(), catalogue().facts).notes if each.fact}
    for fact in facts:
        assert any(background.notes(topic, [fact], "") for topic in content().topics), fact


def test_a_note_stands_first_and_the_answer_stays_short():
    answer = answers.with_buttons(content(), answers.bubbles(content(), "stretches/bridge"), ["stretches/clamshell"])
    found = background.notes("stretches/bridge", ["m_pregnant", "m_osteoporosis"], "")
    messages = background.noted(content(), answer, found)
    assert len(found) == 2
    assert len(messages) == BUBBLES
    assert all(each.text.startswith(content().phrases.labels.safety_note) for each in messages[:2])
    assert messages[-1].buttons == answer[-1].buttons


def test_a_note_instead_leaves_the_answer_out():
    messages = background.noted(
        content(), [Message("Lift your hips.")], background.notes("stretches/bridge", ["m_child"], "")
    )
    assert "Lift your hips." not in [each.text for each in messages]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fact: m_child", "fact: m_chidl"),
        ("[stretches/bridge]", "[stretches/brigde]"),
        ("words: '(?:diab", "words: '((?:diab"),
    ],
)
def test_broken_notes_are_refused(tmp_path, old, new):
    text = (CONTENT / "background.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "background.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"background\.yml"):
        background.load(content(), catalogue().facts, tmp_path)
