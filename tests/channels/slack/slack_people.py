"""People in a Slack, and a server with the channel: payloads after Slack's documentation, signed as Slack signs.

Events: https://docs.slack.dev/apis/events-api and .../reference/events; clicks:
.../reference/interaction-payloads/block_actions-payload; commands: .../interactivity/implementing-slash-commands
"""

import itertools
import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from ..servers import Server, ask
from .slack_fake import TOKEN, Slack

SIGNING = "8f742231b10e8888abcd99yyyzzz85a5"
ME, TEAM, ROOM = "U0ILIO", "T0TEAM", "C0ROOM"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
EMERGENCY = "i cant pee and im numb down there"
PATIENT = 40  # seconds an answer may take on a slow machine
_numbers = itertools.count(1)


class SlackServer(Server):
    """`ilio serve` with the Slack channel alone, and a Slack to talk to."""

    path = "/webhooks/slack"

    def __init__(self, folder, **settings):
        self.slack = Slack()
        secrets = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SIGNING}
        entry = {"api": f"{self.slack.url}/api/", **settings}
        super().__init__(folder, "serve", "bot.channels.slack.SlackInput", secrets, **entry)

    def close(self):
        self.stop()
        self.slack.close()

    def send(self, raw, kind=JSON, at=None, signature=None, **headers):
        """Send what Slack sends, signed now unless told otherwise."""
        stamp = str(int(time.time() if at is None else at))
        raw = raw if isinstance(raw, bytes) else raw.encode()
        try:
            signature = signature or SignatureVerifier(SIGNING).generate_signature(timestamp=stamp, body=raw)
        except UnicodeDecodeError:
            signature = "v0=none"
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature, **headers}
        given = {name: value for name, value in headers.items() if value is not None}
        return ask(urllib.request.Request(f"{self.url}/events", raw, given))


def stamp():
    return f"{int(time.time())}.{next(_numbers):06d}"


def envelope(event, **more):
    return {
        "token": "z26uFbvR1xHJEdHE1OQiO6t8", "team_id": TEAM, "api_app_id": "A0APP", "event": event,
        "type": "event_callback", "event_id": f"Ev{next(_numbers):08d}", "event_time": int(time.time()),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": ME, "is_bot": True}],
        "is_ext_shared_channel": False, "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ", **more,
    }  # fmt: skip


def message_im(user, text, **more):
    at = stamp()
    return envelope({
        "type": "message", "channel": f"D{user[1:]}", "user": user, "text": text, "ts": at, "event_ts": at,
        "channel_type": "im", "client_msg_id": f"0f8a{next(_numbers):08d}", "team": TEAM,
        "blocks": [{"type": "rich_text", "block_id": "b", "elements": []}], **more,
    })  # fmt: skip


def app_mention(user, text, **more):
    at = stamp()
    return envelope({
        "type": "app_mention", "user": user, "text": f"<@{ME}> {text}", "ts": at, "channel": ROOM,
        "event_ts": at, **more,
    })  # fmt: skip


def app_home_opened(user, tab="home"):
    return envelope({
        "type": "app_home_opened", "user": user, "channel": f"D{user[1:]}", "event_ts": stamp(), "tab": tab,
    })  # fmt: skip


def command(user, text, channel=ROOM, url="http://127.0.0.1:9/nowhere"):
    return {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO", "team_id": TEAM, "team_domain": "example", "channel_id": channel,
        "channel_name": "room", "user_id": user, "user_name": "somebody", "command": "/ilio", "text": text,
        "api_app_id": "A0APP", "is_enterprise_install": "false", "response_url": url,
        "trigger_id": f"13345224609.{next(_numbers)}.abc",
    }  # fmt: skip


def block_actions(user, button, container, url=None, **more):
    return {
        "type": "block_actions", "user": {"id": user, "username": "somebody", "name": "somebody", "team_id": TEAM},
        "api_app_id": "A0APP", "token": "9s8d9as89d8as9d8as989", "container": container,
        "trigger_id": f"12321423423.{next(_numbers)}.abc", "team": {"id": TEAM, "domain": "example"},
        "enterprise": None, "is_enterprise_install": False, "state": {"values": {}}, "response_url": url,
        "actions": [{**button, "action_ts": stamp()}], **more,
    }  # fmt: skip


class Person:
    """Somebody in Slack: writes, mentions, commands and clicks, and waits for what comes of it."""

    def __init__(self, server):
        self.server, self.slack = server, server.slack
        self.id = f"U{next(_numbers):05d}{int(time.time() * 1000) % 10**8:08d}"

    def event(self, body, **headers):
        return self.server.send(json.dumps(body), **headers)

    def form(self, body, **headers):
        return self.server.send(urlencode(body), FORM, **headers)

    def new(self, act, count=1):
        """The messages that this person gets after doing something: so many, all of them."""
        before = len(self.slack.seen_by(self.id))
        answer = act()
        assert answer.status == 200, answer.json
        return self.wait(before + count)[before:]

    def wait(self, count):
        deadline = time.monotonic() + PATIENT
        while len(got := self.slack.seen_by(self.id)) < count:
            assert time.monotonic() < deadline, f"{len(got)} of {count} messages, {self.server.log.read_text()[-500:]}"
            time.sleep(0.02)
        return got

    def say(self, text, **more):
        return self.new(lambda: self.event(message_im(self.id, text, **more)))[0]

    def mention(self, text, count=1, **more):
        return self.new(lambda: self.event(app_mention(self.id, text, **more)), count)[0]

    def command(self, text, **more):
        url = f"{self.slack.url}/respond/{self.id}"
        return self.new(lambda: self.form(command(self.id, text, url=url, **more)))[0]

    def clicking(self, message, title):
        """The payload of a click on a button of a message."""
        found = [
            (block, each) for block in message["blocks"] if block["type"] == "actions" for each in block["elements"]
        ]
        block, button = next(pair for pair in found if pair[1]["text"]["text"] == title)
        container = {
            "type": "message", "message_ts": message["ts"], "channel_id": message["channel"].replace("anywhere", ROOM),
            "is_ephemeral": bool(message.get("ephemeral")),
        }  # fmt: skip
        message["clicked"] = True
        url = f"{self.slack.url}/respond/{self.id}" if message.get("ephemeral") else None
        return block_actions(self.id, {**button, "block_id": block["block_id"]}, container, url)

    def click(self, message, title, count=1):
        body = self.clicking(message, title)
        return self.new(lambda: self.form({"payload": json.dumps(body)}), count)[0]

    def quiet(self, seconds=0.7):
        """Nothing more comes."""
        before = len(self.slack.seen_by(self.id))
        time.sleep(seconds)
        return len(self.slack.seen_by(self.id)) == before


def words(message):
    """All that a message shows, with the titles of its buttons."""
    said = []
    for block in message["blocks"]:
        if block["type"] in ("section", "header"):
            said.append(block["text"]["text"])
        elif block["type"] == "context":
            said += [each["text"] for each in block["elements"]]
    return "\n".join(said)


def titles(message):
    return [
        each["text"]["text"] for block in message["blocks"] if block["type"] == "actions" for each in block["elements"]
    ]


def plain(text):
    """A text without Slack's marks."""
    return text.replace("&amp;", "&").replace("*", "").replace("_", "")
