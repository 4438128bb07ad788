"""Every message as Slack's blocks: within Slack's limits, nothing dropped."""

import pytest

from bot.channels.replies import Reply, opaque, replies
from bot.channels.slack_blocks import home, render, shown_from, with_file
from bot.channels.slack_settings import Settings
from bot.channels.slack_words import mrkdwn

from ..every_message import everything, odd
from .slack_fake import check_blocks, check_message

SECRET = b"s" * 40


def name(payload):
    return opaque(SECRET, "slack-1", payload)


def shown(messages):
    """What people read in messages: the texts, and the buttons' titles."""
    texts, titles = [], []
    for message in messages:
        for block in message.blocks:
            if block["type"] == "section":
                texts.append(block["text"]["text"])
            elif block["type"] == "actions":
                titles += [each["text"]["text"] for each in block["elements"]]
    return "".join("\n".join(texts).split()), titles


def test_every_message_is_within_slacks_limits_and_nothing_is_dropped():
    checked = 0
    for message in everything():
        bubbles = replies([message])
        sent = render(bubbles, "C0ROOM:1700000000.000100|0123456789abcdef0123456789abcdef", name)
        for each in sent:
            check_message({"text": each.text, "blocks": each.blocks})
        text, titles = shown(sent)
        assert "".join(mrkdwn(message["text"].strip()).split()) in text, message["text"]
        assert titles == [each["title"] for each in message.get("buttons", [])]
        for number in (message.get("card") or {}).get("numbers", []):
            assert "".join(str(number).split()) in text
        checked += 1
    assert checked > 5000


def test_what_nobody_has_written_yet_is_shown_too():
    for message in odd():
        bubbles = replies([message])
        sent = render(bubbles, "dm|x", name)
        assert bool(sent) == any(each.text or each.choices or each.image for each in bubbles)
        for each in sent:
            check_message({"text": each.text, "blocks": each.blocks})
            for text in each.plain():
                assert 0 < len(text) <= 3000
        _, titles = shown(sent)
        assert len(titles) == len(message.get("buttons") or [])


def test_a_turn_of_many_bubbles_is_split_into_messages():
    turn = [Reply(f"Bubble {number}.") for number in range(120)]
    sent = render(turn, "dm|x", name)
    assert [len(each.blocks) for each in sent] == [50, 50, 20]


def test_a_picture_has_words():
    message = {"text": "Kneel.", "image": "https://ilio.example/kneel.png", "alt": "A person kneels on one knee."}
    picture = render(replies([message]), "dm|x", name)[0].blocks[1]
    assert (picture["type"], picture["alt_text"]) == ("image", "A person kneels on one knee.")
    message["image"] = "/chat/kneel.png"
    assert shown(render(replies([message]), "dm|x", name))[0].endswith("Picture:Apersonkneelsononeknee.")


def test_a_picture_of_ours_is_fetched_from_the_server_or_left_out():
    (bubble,) = replies([{"text": "Lift.", "image": "/chat/pictures/bridge.svg", "alt": "Lie on your back."}])
    at = Settings(server="https://ilio.example/").server
    _, picture = render([shown_from(bubble, at)], "dm|x", name)[0].blocks
    assert picture["image_url"] == "https://ilio.example/chat/pictures/bridge.png"
    assert picture["alt_text"] == "Lie on your back."
    assert shown_from(bubble, None) == Reply("Lift.")
    (other,) = replies([{"text": "Lift.", "image": "https://a.example/x.png"}])
    assert shown_from(other, at) == shown_from(other, None) == other


def test_what_was_clicked_shows_the_choice_and_no_buttons():
    turn = replies(
        [
            {
                "text": "Heat or ice?",
                "buttons": [{"title": "Heat & co", "payload": "/a"}, {"title": "Ice", "payload": "/b"}],
            }
        ]
    )
    after = render(turn, "dm|x", name, clicked=name("/a"))
    assert [each["type"] for each in after[0].blocks] == ["section", "context"]
    assert after[0].blocks[1]["elements"][0]["text"] == "You chose: Heat & co"
    assert render(turn, "dm|x", name, clicked="nothing") == []


def test_the_home_is_within_slacks_limits():
    check_blocks(home()["blocks"], 100)


PLAN = Reply("Make an entry.", card={"type": "calendar", "version": 1, "query": "from=9:00&to=17:00&every=60"})


def test_a_plan_is_linked_where_the_web_channel_is_and_words_alone_elsewhere():
    assert with_file(PLAN, None) == PLAN and with_file(Reply("Hello."), "https://ilio.example/chat") == Reply("Hello.")
    [sent] = render([with_file(PLAN, "https://ilio.example/chat")], "tag", name)
    check_message({"text": sent.text, "blocks": sent.blocks})
    link = (
        "<https://ilio.example/chat/breaks.ics?from=9:00&amp;to=17:00&amp;every=60|Get these breaks as a calendar file>"
    )
    assert sent.text == f"Make an entry.\n{link}"


def test_a_diary_is_shown_in_signs():
    days = [{"date": "2026-11-22", "low": 8, "high": 8}, {"date": "2026-11-23", "low": 6, "high": 6}]
    [sent] = render([Reply("8 yesterday, 6 today.", card={"type": "diary", "version": 1, "days": days})], "tag", name)
    check_message({"text": sent.text, "blocks": sent.blocks})
    assert sent.text.splitlines()[1:] == ["●●●●●●●●○○ 22 Nov: 8", "●●●●●●○○○○ 23 Nov: 6"]


@pytest.mark.parametrize(
    "server", ["http://ilio.example", "https://localhost", "ilio.example", "https://a.example?x=1"]
)
def test_a_server_that_nobody_reaches_is_no_setting(server):
    with pytest.raises(ValueError):
        Settings(server=server)


def test_the_server_may_be_given_with_or_without_its_path():
    assert {Settings(server=f"https://a.example{path}").server for path in ("", "/", "/chat/")} == {
        "https://a.example/chat"
    }
