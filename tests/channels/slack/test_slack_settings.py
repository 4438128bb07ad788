"""The settings and secrets of the Slack channel, and the manifest of its app."""

import pytest
import yaml

from bot.channels import slack_manifest
from bot.channels.replies import opaque
from bot.channels.slack import SlackInput
from bot.errors import BadAddress, BadSettings

SECRET = b"s" * 40


def name(payload):
    return opaque(SECRET, "slack-1", payload)


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
def test_without_a_secret_the_channel_is_off_and_says_which(missing, monkeypatch, caplog):
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "x" * 32)
    monkeypatch.setenv("ILIO_SECRET", "s" * 40)
    monkeypatch.delenv(missing)
    SlackInput.from_credentials(None)
    assert [each.getMessage() for each in caplog.records] == [
        f"Slack is off: the environment has no {missing}; see docs/slack.md"
    ]


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
