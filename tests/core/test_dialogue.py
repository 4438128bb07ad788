"""What is said next, over several turns."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import answers, dialogue, dialogue_follow
from bot.core.content import content as load_content
from bot.core.dialogue import State
from bot.core.dialogue_reading import chosen, picked
from bot.core.messages import MENU

CONTENT = load_content()
KNOWN = State(introduced=True)


def texts(messages):
    return [message.text for message in messages]


def titles(messages):
    return [button.title for button in messages[-1].buttons]


def test_first_answer_says_once_that_ilio_is_a_program(content):
    messages, state = dialogue.open_topic(content, State(), "relief/heat")
    assert content.phrases.introduction in messages[-1].text
    messages, _ = dialogue.open_topic(content, state, "relief/ice")
    assert content.phrases.introduction not in messages[-1].text


def test_greeting_offers_the_menu_and_is_not_repeated(content):
    messages, state = dialogue.open_topic(content, State(), "chitchat/greet")
    assert titles(messages) == [content.title(topic) for topic in content.phrases.menu_topics]
    again, _ = dialogue.open_topic(content, state, "chitchat/greet")
    assert texts(again) == [content.phrases.welcome_back]


OFFERED = (("relief/heat", "Heat"), ("relief/heat_or_ice", "Heat or ice"), ("relief/rice", "Rest and RICE"))


def test_lost_twice_shows_the_menu_and_then_recovers(content):
    ranking = ["chitchat/greet", "relief/heat", "out_of_scope/diet", "relief/ice", "relief/rice", "causes/jobs"]
    messages, state = dialogue.not_understood(content, KNOWN, ranking)
    assert texts(messages) == [content.phrases.nearest]
    assert [each[0] for each in state.offered] == ["relief/heat", "relief/ice", "relief/rice", MENU]
    messages, state = dialogue.not_understood(content, state, ranking)
    assert texts(messages) == [content.phrases.lost]
    assert len(state.offered) == len(content.phrases.menu_topics)
    _, state = dialogue.open_topic(content, state, "relief/heat")
    messages, _ = dialogue.not_understood(content, state, ranking)
    assert texts(messages) == [content.phrases.nearest]


def test_lost_over_what_may_be_a_symptom_names_the_warning_signs(content):
    messages, _ = dialogue.not_understood(content, KNOWN, ["symptom/ache", "relief/heat"])
    assert texts(messages) == [content.phrases.nearest_report]


def test_something_else_opens_the_menu(content):
    messages, state = dialogue.open_topic(content, KNOWN, MENU)
    assert texts(messages) == [content.phrases.menu]
    assert len(state.offered) == len(content.phrases.menu_topics)


@pytest.mark.parametrize("button", ["causes", "symptom", "nonsense", "a/b", "", None])
def test_any_button_id_is_answered(content, button):
    messages, _ = dialogue.open_topic(content, KNOWN, button)
    assert all(texts(messages))


MOVES = st.one_of(
    st.tuples(st.just("open"), st.sampled_from(sorted(CONTENT.topics)) | st.text()),
    st.tuples(st.just("follow"), st.sampled_from(["more", "source", "repeat", "simpler"])),
    st.tuples(st.just("choose"), st.text() | st.integers(0, 99).map(str)),
    st.tuples(st.just("lost"), st.lists(st.sampled_from(sorted(CONTENT.topics)), max_size=10)),
    st.tuples(st.just("decline"), st.none()),
)


@given(st.lists(MOVES, max_size=30))
def test_no_walk_ends_in_silence(moves):
    state = State()
    for kind, given_ in moves:
        messages, state = {
            "open": lambda s, g: dialogue.open_topic(CONTENT, s, g),
            "follow": lambda s, g: dialogue_follow.follow_up(CONTENT, s, g),
            "choose": lambda s, g: dialogue.open_topic(CONTENT, s, chosen(s, g) or picked(s, g)),
            "lost": lambda s, g: dialogue.not_understood(CONTENT, s, g),
            "decline": lambda s, g: dialogue.decline(CONTENT, s),
        }[kind](state, given_)
        assert 1 <= len(messages) <= 3
        assert all(message.text.strip() for message in messages)
        assert state.offered == dialogue.offers(messages)


def test_the_core_needs_no_rasa():
    program = (
        "import sys; sys.modules['rasa'] = sys.modules['rasa_sdk'] = None\n"
        "import bot.core.dialogue, bot.core.readability\n"
        "bot.core.dialogue.open_topic(bot.core.content.content(), bot.core.dialogue.State(), 'relief/heat')"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_two_topics_get_a_bubble_each_with_its_title(content):
    messages, state = dialogue.open_topic(content, KNOWN, "causes/overview", ["stretches/overview"])
    first, second = texts(messages)
    assert first.startswith("**Common causes.** The article says:")
    assert second.startswith("**Stretches and exercises.** The article says:")
    assert "Safety note (not from the article):" in second
    assert titles(messages) == ["Causes", "Stretches and exercises", "Something else"]
    assert (state.topic, state.also) == ("causes/overview", ("stretches/overview",))


def test_any_two_topics_fit_in_two_bubbles_of_reasonable_length(content):
    for topic in content.topics:
        (text,) = answers.together(content, [topic])
        assert len(text.split()) <= 90, topic
        assert "\n\n" not in text, topic  # Rasa would make two bubbles of it


def test_self_care_keeps_its_safety_note_beside_another_answer(content):
    for topic in content.topics:
        if topic.startswith(("stretches/", "relief/")):
            assert content.phrases.labels.safety_note in answers.together(content, [topic])[0], topic


def test_a_third_question_is_offered(content):
    messages, state = dialogue.open_topic(content, KNOWN, "relief/heat", ["relief/ice", "causes/jobs"])
    assert len(messages) == 2
    assert state.also == ("relief/ice",)
    assert state.offered[0][0] == "causes/jobs"


def test_what_is_out_of_scope_besides_is_said_so(content):
    messages, state = dialogue.open_topic(content, KNOWN, "relief/heat", ["out_of_scope/general"])
    whole = answers.bubbles(content, "relief/heat")
    assert texts(messages) == [f"{content.phrases.outside}\n{whole[0]}", *whole[1:]]
    assert state.also == ()


def test_two_answers_at_first_say_once_what_ilio_is(content):
    messages, state = dialogue.open_topic(content, State(), "relief/heat", ["relief/ice"])
    assert [content.phrases.introduction in text for text in texts(messages)] == [False, False, True]
    assert state.introduced


def test_a_quote_names_its_part_and_brings_the_safety_note(content):
    more = answers.bubbles(content, "relief/ice", "more")
    messages, state = dialogue.quote(content, KNOWN, "relief/ice", "more", 0)
    assert texts(messages) == [f"From the part on relief: {more[0]}", more[1]]
    assert (state.topic, state.depth, state.misses) == ("relief/ice", "more", 0)
    assert state.offered[-1][0] == MENU
    note, _ = dialogue.quote(content, KNOWN, "relief/ice", "more", 1)
    assert texts(note) == [f"From the part on relief: {more[1]}"]


def test_a_quote_that_is_gone_opens_its_topic(content):
    messages, _ = dialogue.quote(content, KNOWN, "relief/ice", "more", 7)
    assert texts(messages) == answers.bubbles(content, "relief/ice")


def test_a_question_on_the_subject_without_an_answer_is_told_so_each_time(content):
    ranking, state = ["relief/heat", "causes/jobs"], KNOWN
    for _ in range(2):
        messages, state = dialogue.not_understood(content, state, ranking, on_subject=True)
        assert texts(messages) == [content.phrases.not_there]
        assert [each[0] for each in state.offered] == ["relief/heat", "causes/jobs", MENU]
    messages, _ = dialogue.not_understood(content, state, ["symptom/ache", "relief/heat"], on_subject=True)
    assert texts(messages) == [content.phrases.nearest_report]


def test_the_menu_in_the_midst_of_a_form_names_its_topics_in_words(content):
    messages, _ = dialogue.open_topic(content, KNOWN, "menu")
    (said,) = dialogue.without_choices(content, messages)
    assert "about these" not in said.text and not said.buttons
    for topic in content.phrases.menu_topics:
        assert content.title(topic) in said.text


def images(messages):
    return [message.image for message in messages]


def test_a_picture_stays_where_choices_are_taken_away(content):
    messages, _ = dialogue.open_topic(content, KNOWN, "stretches/clamshell")
    left = dialogue.without_choices(content, messages)
    assert images(left) == images(messages)
    assert not any(message.buttons for message in left)


def test_a_passage_shows_the_picture_of_its_answer(content):
    messages, _ = dialogue.quote(content, KNOWN, "stretches/clamshell", "answer", 0)
    assert images(messages)[0] == "clamshell"
