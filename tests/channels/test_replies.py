"""What is left of a message, and the buttons under it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.replies import clicked, opaque, replies, reply, with_words
from bot.core.content import content

SECRET = b"s" * 40


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3),
    max_leaves=8,
)

KEYS = ("text", "buttons", "image", "alt", "custom", "card")


@given(st.fixed_dictionaries({}, optional={key: JSON for key in KEYS}))
def test_no_message_makes_a_channel_fail(message):
    shown = reply(message)
    assert shown is None or shown.text or shown.choices or shown.image


def test_a_custom_message_falls_back_to_its_text():
    shown = reply({"text": None, "custom": {"type": "timer", "version": 1, "fallback_text": "Hold for 30 seconds."}})
    assert (shown.text, shown.card["type"]) == ("Hold for 30 seconds.", "timer")
    assert replies([{"custom": {"data": 1}}, {"text": ""}]) == []


def test_a_picture_of_ours_that_was_collected_apart_joins_its_words():
    words, picture = {"recipient_id": "a", "text": "Lift."}, {"recipient_id": "a", "image": "/chat/pictures/bridge.svg"}
    last = {"recipient_id": "a", "text": "Slowly."}
    joined = {**words, "image": picture["image"], "alt": content().pictures["bridge"]}
    assert with_words([words, picture, last]) == [joined, last]
    elsewhere = {"recipient_id": "a", "image": "https://a.example/b.png"}
    assert with_words([words, elsewhere]) == [words, elsewhere]
    assert with_words([picture]) == [picture]


def test_a_picture_keeps_its_words():
    shown = reply({"image": "/chat/stretch.svg", "alt": "A person kneels on one knee."})
    assert (shown.image, shown.alt) == ("/chat/stretch.svg", "A person kneels on one knee.")


def test_a_button_is_found_by_its_id_only_where_it_was_offered():
    offered = [[{"text": "?", "buttons": [{"title": "Yes", "payload": "/yes"}]}]]
    button = opaque(SECRET, "web-1", "/yes")
    assert clicked(SECRET, "web-1", offered, button).payload == "/yes"
    assert clicked(SECRET, "web-2", offered, button) is None
    assert clicked(b"t" * 40, "web-1", offered, button) is None
    assert clicked(SECRET, "web-1", [], button) is None
    for unknown in ("/yes", "ä" * 16, "\ud800", ""):
        assert clicked(SECRET, "web-1", offered, unknown) is None
