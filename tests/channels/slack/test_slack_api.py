"""Slack's Web API: what is tried again, and what is not."""

import asyncio
import time

import pytest

from bot.channels.slack_api import Api, NotSent
from bot.channels.slack_blocks import says

from .slack_fake import TOKEN, Slack


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
