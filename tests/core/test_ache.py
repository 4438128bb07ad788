"""Details of an ache, and what is asked on after an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import ache, dialogue, follow
from bot.core.content import content
from bot.core.content_files import CONTENT
from bot.core.dialogue import State
from bot.errors import ContentError

TOLD = State(introduced=True, told=(ache.TOLD,), topic="symptom/ache")
TURNS = content().turns_to


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("mostly my left hip", {"left"}),
        ("on the right hand side", {"right"}),
        ("it hurts in both hips", {"both_sides"}),
        ("when I'm driving", {"sitting"}),
        ("after sitting at the computer", {"sitting"}),
        ("going downstairs", {"stairs"}),
        ("when I lift my knee", {"stairs"}),
        ("getting out of the car", {"rising"}),
        ("first thing in the morning", {"morning"}),
        ("in bed on my side", {"night"}),
        ("for about six weeks now", {"long"}),
        ("since yesterday evening", {"recent"}),
        ("two days ago", {"recent"}),
        ("it comes and goes", {"comes_and_goes"}),
        ("better after a warm bath", {"eases"}),
        ("it's more of a stabbing pain", {"sharp"}),
        ("feels stiff", {"tight"}),
        ("it's the right one, mainly when walking", {"walking", "right"}),
        ("it keeps getting worse", {"worse"}),
        ("after a run", {"running"}),
        ("my bottom goes to sleep on the train", {"numb"}),
    ],
)
def test_details_are_read(text, details):
    told = ache.told(text)
    assert told and told.whole
    assert details <= set(told.details)


@pytest.mark.parametrize(
    "text",
    ["", "yes", "ok", "thanks", "what about stairs", "when should I sit?", "is sitting bad", "can I run",
     "my hip hurts",
     "right", "tell me about sitting", "how long have people had it"],
)  # fmt: skip
def test_what_is_no_detail(text):
    assert ache.told(text) is None


def test_something_besides_is_not_the_whole():
    assert ache.told("my dog barks when I run").whole is False
    assert ache.told("mainly when I run").hurts is False
    assert ache.told("it is sore when I run").hurts is True


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("will this ever heal?", "outlook"), ("is it permanent", "outlook"), ("can it be cured", "outlook"),
        ("am I going to be ok again", "outlook"), ("how long will this last?", "how_long"),
        ("when will it stop hurting", "how_long"), ("could it be something serious?", "serious"),
        ("is this normal?", "serious"), ("but why?", "why"), ("how come", "why"), ("ok, now what?", "then"),
        ("and then?", "then"), ("what else could I try?", "else"), ("anything else that helps", "else"),
        ("and the other leg?", "other_side"), ("same on the other side?", "other_side"),
        ("can heat make it go away", None), ("why does sitting matter", None), ("is running bad", None),
        ("hello", None),
    ],
)  # fmt: skip
def test_what_is_asked_on(text, kind):
    assert ache.asked(text) == kind


@given(st.text())
def test_anything_can_be_typed(text):
    ache.told(text)
    ache.asked(text)


def test_every_detail_opens_a_topic_and_is_heard():
    for name, each in ache.words().details.items():
        assert each.heard.endswith((".", ":")), name
        assert each.opens in content().topics


@pytest.mark.parametrize(("old", "new"), [("opens: symptom/night", "opens: symptom/nigth"), ("'in bed'", "'(in bed'")])
def test_broken_words_are_refused(tmp_path, old, new):
    text = (CONTENT / "ache.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "ache.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"ache\.yml"):
        ache.load(content(), tmp_path)


def test_the_check_is_offered_with_the_first_details_alone():
    first, state = dialogue.detail(content(), State(), ache.told("it hurts when I walk"))
    assert first[-1].buttons[0].id == "check/start"
    assert "Is anything numb or weak" in first[0].text
    then, state = dialogue.detail(content(), state, ache.told("on the left"))
    assert "check/start" not in [each.id for each in then[-1].buttons]
    assert state.told == ("ache", "walking", "left")


def test_the_next_question_is_one_that_was_not_answered():
    assert ache.ask(["ache"]) == ache.words().asks["when"]
    assert ache.ask(["ache", "sitting"]) == ache.words().asks["how_long"]
    assert ache.ask(["ache", "long", "morning"]) == ache.words().asks["enough"]


def test_the_same_topic_is_not_opened_twice():
    state = TOLD
    for _ in range(2):
        messages, state = dialogue.detail(content(), state, ache.told("when I sit"))
    assert state.topic == "symptom/noted"
    assert messages[0].text.startswith("So it comes with sitting.")


def test_another_ache_does_not_ask_the_same_again():
    messages, state = dialogue.open_topic(content(), State(introduced=True), "symptom/ache")
    messages, state = dialogue.open_topic(content(), state, "symptom/ache")
    assert ache.words().again in messages[0].text
    assert state.topic == "symptom/noted"


@pytest.mark.parametrize(
    ("state", "asked", "lead"),
    [
        (State(), "why", None),
        (State(), "then", None),
        (State(), "serious", None),
        (State(), "outlook", ("open", TURNS.outlook)),
        (State(misses=1), "why", ("say", "why_lost")),
        (State(topic="out_of_scope/diet"), "why", ("say", "why_outside")),
        (State(topic="causes/sitting"), "why", ("follow", "more")),
        (State(topic="causes/sitting", depth="more"), "why", ("follow", "source")),
        (State(topic="stretches/bridge"), "other_side", ("say", "other_side")),
        (State(topic="stretches/bridge"), "else", ("open", "prevention/overview")),
        (State(topic="relief/heat"), "how_long", ("follow", "repeat")),
        (TOLD, "serious", ("open", TURNS.serious)),
        (TOLD, "other_side", ("open", TURNS.both_sides)),
        (TOLD, "then", ("open", "relief/overview")),
    ],
)
def test_where_a_question_leads(state, asked, lead):
    assert follow.lead(content(), state, asked) == lead
