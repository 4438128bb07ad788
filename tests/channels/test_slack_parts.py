"""The parts of the Slack channel, without a server: every message within Slack's limits, texts in and out, outages."""

import asyncio
import json
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import slack_manifest
from bot.channels.refusals import Refused
from bot.channels.replies import Reply, opaque, replies
from bot.channels.slack import SlackInput
from bot.channels.slack_api import Api, NotSent
from bot.channels.slack_blocks import home, render, says, shown_from, with_file
from bot.channels.slack_requests import Gate, read
from bot.channels.slack_settings import Settings
from bot.channels.slack_words import escaped, heard, mrkdwn
from bot.channels.splitting import split
from bot.errors import BadAddress, BadSettings

from .everything import everything, odd
from .slack_fake import TOKEN, Slack, check_blocks, check_marks, check_message

SECRET = b"s" * 40


def name(payload):
    return opaque(SECRET, "slack-1", payload)


def written(text):
    return len(mrkdwn(text))


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


# ── every message ────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0ILIO> does heat help", "does heat help"),
        ("<@U0ILIO|ilio> hi <@U2|ann> in <#C1|room> <!here> <!subteam^S1|@team>", "hi @ann in #room @here @team"),
        ("see <https://a.example/?a=1&amp;b=2|this> or <https://b.example>", "see this or https://b.example"),
        ("<mailto:a@b.example|a@b.example> &lt;3 &amp;amp;", "a@b.example <3 &amp;"),
        ("a < b", "a < b"),
    ],
)
def test_what_was_typed_is_read_without_marks(text, said):
    assert heard(text, "U0ILIO") == said


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("**Stop** now & *here* <!channel>", "*Stop* now &amp; _here_ &lt;!channel&gt;"),
        ("- one\n- two\n1. three", "• one\n• two\n1. three"),
        ("[words](https://a.example/?a=1&b=2)", "<https://a.example/?a=1&amp;b=2|words>"),
        ("[words](javascript:alert(1))", "[words](javascript:alert(1))"),
    ],
)
def test_markdown_is_written_in_slacks_way(text, written):
    assert mrkdwn(text) == written


@given(st.text(max_size=300))
def test_nothing_mentions_or_links_by_accident(text):
    check_marks(escaped(text))
    check_marks(mrkdwn(text))


@given(st.text(alphabet="ab. &<>\n*é🙂", max_size=400), st.integers(20, 90))
def test_split_texts_hold_everything_in_order(text, most):
    parts = split(text, most, written)
    assert all(0 < len(mrkdwn(each)) <= most for each in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_texts_are_split_between_sentences():
    text = " ".join(f"This is sentence number {number}." for number in range(300))
    parts = split(text, 3000, written)
    assert len(parts) > 2
    assert all(each.endswith(".") and each.startswith("This") for each in parts)


# ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def slack():
    running = Slack()
    yield running
    running.close()


def test_an_outage_that_lasts_is_given_up_in_time(slack):
    slack.down = True
    api = Api(TOKEN, f"{slack.url}/api/", timeout=1, patience=1.2)
    started = time.monotonic()
    with pytest.raises(NotSent):
        asyncio.run(api.post("D1", says("Hello.")))
    assert time.monotonic() - started < 5


def test_a_server_that_cannot_be_reached_is_tried_again(slack):
    slack.close()
    api = Api(TOKEN, f"{slack.url}/api/", timeout=1, patience=1.2)
    with pytest.raises(NotSent, match="ClientConnectorError"):
        asyncio.run(api.post("D1", says("Hello.")))


def test_what_slack_refuses_is_not_tried_again(slack):
    slack.fail("chat.postMessage", "channel_not_found")
    with pytest.raises(NotSent, match="channel_not_found"):
        asyncio.run(Api(TOKEN, f"{slack.url}/api/").post("D1", says("Hello.")))
    assert len(slack.calls) == 1


@pytest.mark.parametrize("how", [500, 503, 1.0])
def test_an_address_for_answers_is_tried_again(slack, how):
    slack.fail("respond", how)
    asyncio.run(Api(TOKEN, f"{slack.url}/api/").respond(f"{slack.url}/respond/U1", says("Hello.")))
    assert len(slack.seen_by("U1")) == 1


def test_an_address_that_is_used_up_is_not(slack):
    slack.fail("respond", 404)
    with pytest.raises(NotSent):
        asyncio.run(Api(TOKEN, f"{slack.url}/api/").respond(f"{slack.url}/respond/U1", says("Hello.")))
    assert len(slack.calls) == 1


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/", "https://hooks.slack.com.evil.example/", "http://hooks.slack.com/", ""]
)
def test_only_slacks_addresses_are_answered(slack, address):
    with pytest.raises(NotSent, match="no address"):
        asyncio.run(Api(TOKEN, f"{slack.url}/api/").respond(address, says("Hello.")))


# ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_request_without_a_signature_is_refused():
    for headers in ({}, {"x-slack-signature": "v0=0"}, {"x-slack-request-timestamp": "0", "x-slack-signature": "v0=0"}):
        with pytest.raises(Refused) as no:
            Gate("secret").check(b"{}", headers)
        assert no.value.status == 401


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3),
    max_leaves=8,
)
PARTS = ("type", "event", "event_id", "user", "channel", "ts", "actions", "container", "payload", "authorizations")


@given(
    st.dictionaries(st.sampled_from(PARTS), ANYTHING | st.sampled_from(["event_callback", "block_actions", "message"]))
)
def test_no_request_makes_the_channel_fail(body):
    for kind, raw in (
        ("application/json", json.dumps(body)),
        ("application/x-www-form-urlencoded", "payload=" + json.dumps(body)),
    ):
        try:
            read(raw.encode(), kind)
        except Refused as no:
            assert no.status == 400


# ── settings and the manifest ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "entry",
    [
        {"country": "zz"},
        {"country": "Britain"},
        {"token": "xoxb-1"},
        {"api": 5},
        {"server": "http://ilio.example"},
        {"server": "https://127.0.0.1"},
    ],
)
def test_wrong_settings_are_named(entry):
    with pytest.raises(BadSettings, match="SlackInput"):
        SlackInput.from_credentials(entry)


def test_the_manifest_holds_what_the_channel_uses():
    made = yaml.safe_load(slack_manifest.manifest("https://ilio.example"))
    url = "https://ilio.example/webhooks/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["settings"]["event_subscriptions"]["bot_events"] == ["app_home_opened", "app_mention", "message.im"]
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": url}
    assert (
        made["features"]["slash_commands"][0] | {"command": "/ilio", "url": url}
        == made["features"]["slash_commands"][0]
    )
    assert made["features"]["app_home"]["home_tab_enabled"] and made["features"]["app_home"]["messages_tab_enabled"]
    assert not made["features"]["app_home"]["messages_tab_read_only_enabled"]
    assert set(made["oauth_config"]["scopes"]["bot"]) == {"app_mentions:read", "chat:write", "commands", "im:history"}
    # Slack's limits of a manifest
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert 174 <= len(made["display_information"]["long_description"]) <= 4000
    assert len(made["features"]["slash_commands"][0]["description"]) <= 2000


@pytest.mark.parametrize("address", ["ilio.example", "http://ilio.example", "https://", "https://ilio.example/x?y=1"])
def test_an_address_slack_cannot_reach_is_named(address):
    with pytest.raises(BadAddress, match="https"):
        slack_manifest.manifest(address)


# ── what is made of a card ───────────────────────────────────────────────────────────────────────────────────────────

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
