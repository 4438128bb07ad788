"""Which of the choices offered is meant."""

import pytest

from bot.core import dialogue, dialogue_reading
from bot.core.dialogue import State


def texts(messages):
    return [message.text for message in messages]


OFFERED = (("relief/heat", "Heat"), ("relief/heat_or_ice", "Heat or ice"), ("relief/rice", "Rest and RICE"))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("2", 2),
        ("the second one", 2),
        ("option 3 please", 3),
        ("last", 3),
        ("1st", 1),
        ("yes", 1),
        ("number two", 2),
        ("the last one", 3),
        ("the first", 1),
        ("#3", 3),
    ],
)
def test_choosing_by_place(typed, place):
    assert dialogue_reading.chosen(State(offered=OFFERED), typed) == OFFERED[place - 1][0]


@pytest.mark.parametrize("typed", ["0", "-1", "number 7", "the ninth", "12"])
def test_choosing_beyond_the_list_offers_it_again(content, typed):
    state = State(offered=OFFERED, introduced=True)
    if typed != "-1":
        assert dialogue_reading.chosen(state, typed) is None
    messages, after = dialogue.nothing_chosen(content, state)
    assert texts(messages) == [content.phrases.only_so_many]
    assert after.offered == state.offered


def test_choosing_from_nothing_shows_the_menu(content):
    assert dialogue_reading.chosen(State(), "2") is None
    messages, _ = dialogue.nothing_chosen(content, State())
    assert texts(messages) == [content.phrases.nothing_offered]


@pytest.mark.parametrize("typed", ["heat or ice", "HEAT OR ICE?", " Heat or ice "])
def test_a_typed_title_is_a_click(typed):
    assert dialogue_reading.picked(State(offered=OFFERED), typed) == "relief/heat_or_ice"


@pytest.mark.parametrize("typed", ["heat it", "0", "4", "99999999999999999999", "²", ""])
def test_other_words_are_no_click(typed):
    assert dialogue_reading.picked(State(offered=OFFERED), typed) is None


def test_a_typed_number_is_a_click():
    state = State(offered=OFFERED)
    assert [dialogue_reading.picked(state, str(each + 1)) for each in range(len(OFFERED))] == [
        each[0] for each in OFFERED
    ]
    assert dialogue_reading.picked(state, "0") is None is dialogue_reading.picked(state, str(len(OFFERED) + 1))


def test_a_yes_or_no_opens_what_the_answer_asked_about(content):
    asked = next(each for each, topic in content.topics.items() if topic.if_yes)
    topic = content.topics[asked]
    assert dialogue_reading.yes_or_no(content, State(topic=asked), "affirm") == topic.if_yes
    assert dialogue_reading.yes_or_no(content, State(topic=asked), "deny") == topic.if_no
    assert dialogue_reading.yes_or_no(content, State(topic=asked), "more") is None
    assert dialogue_reading.yes_or_no(content, State(), "affirm") is None
