"""A server with the web channel, and a visitor's page that talks to it."""

import json
import urllib.request
import uuid

from ..servers import Server, ask

ORIGIN = "https://clinic.example"


class WebServer(Server):
    """`ilio web`, for one other site too."""

    path, alive = "/chat", "/ready"

    def __init__(self, folder):
        entry = {"origins": [ORIGIN], "messages_per_minute": 40, "sessions_per_minute": 6000}
        super().__init__(folder, "web", "bot.channels.web.WebInput", **entry)

    def ready(self):
        return self.health() == 200


def call(url, method="GET", token=None, body=None, **headers):
    """Ask the server something, as a page does."""
    if isinstance(body, dict):
        body = json.dumps(body).encode()
    if body is not None:
        headers.setdefault("Content-Type", "application/json")
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return ask(urllib.request.Request(url, body, headers, method=method))


class Page:
    """A visitor's page."""

    def __init__(self, url):
        self.url = url
        self.token = call(f"{url}/session", "POST").json["token"]

    def post(self, body, **headers):
        return call(f"{self.url}/messages", "POST", self.token, body, **headers)

    def say(self, text, message_id=None, **more):
        answer = self.post({"message_id": message_id or uuid.uuid4().hex, "type": "text", "text": text, **more})
        assert answer.status == 200, answer.json
        self.emergency = answer.json.pop("emergency")
        return answer.json

    def click(self, turn, title):
        button = next(each["id"] for each in turn["messages"][-1]["buttons"] if each["title"] == title)
        answer = self.post({"message_id": uuid.uuid4().hex, "type": "button", "button": button})
        self.emergency = answer.json.pop("emergency", None)
        return answer

    def history(self):
        answer = call(f"{self.url}/history", token=self.token)
        assert answer.status == 200, answer.json
        self.emergency = answer.json["emergency"]
        return answer.json["turns"]


def words(turn):
    """All that was said in a turn."""
    return "\n".join(message["text"] for message in turn["messages"])


def refused(answer, status, code=None):
    assert answer.status == status, answer.json
    assert code in (None, answer.json["error"])
    assert answer.json["message"].endswith("."), "one sentence for people"
    return True


def body(**changes):
    return {"message_id": "message-1", "type": "text", "text": "heat", **changes}


def greeting(page, **more):
    answer = page.post({"message_id": "greeting", "type": "event", "event": "open", **more})
    return words(answer.json), answer.json["emergency"]
