"""People who write to a cluster all the time, and what became of their messages."""

import http.client
import json
import re
import threading
import time
import urllib.error
import urllib.request
import uuid

from bot.core.content import content

PEOPLE, PAUSE, PATIENCE = 6, 1.2, 60  # who write, seconds between their messages, and until they give up

ASKED = ("does heat help", "what is the psoas", "how do I do the clamshell", "why does sitting hurt my hips")

PHONE = re.compile(r"\b112\b")


def ask(url, token=None, body=None, method="POST", timeout=60):
    """The status and the body of an answer; status 0 where nothing answered."""
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, data, headers, method=method), timeout=timeout
        ) as given:
            return given.status, json.loads(given.read() or "{}")
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or "{}")
    except (OSError, http.client.HTTPException):
        return 0, {}


def message(text):
    return {"message_id": uuid.uuid4().hex, "type": "text", "text": text}


class Person(threading.Thread):
    """Writes all the time, and sends again what was not acknowledged, as the page does."""

    def __init__(self, url, over):
        super().__init__(daemon=True)
        self.url, self.over = url, over
        self.said, self.refused, self.given_up, self.slowest = {}, 0, 0, 0.0
        status, answer = ask(f"{url}/session")
        assert status == 201, answer
        self.token = answer["token"]

    def run(self):
        number = 0
        while not self.over.is_set():
            body, begun = message(ASKED[number % len(ASKED)]), time.monotonic()
            while True:
                status, answer = ask(f"{self.url}/messages", self.token, body)
                if status == 200:
                    self.said[body["message_id"]] = [each["text"] for each in answer["messages"]]
                    break
                self.refused += 1
                if time.monotonic() - begun > PATIENCE:
                    self.given_up += 1
                    return
                time.sleep(0.5)
            self.slowest = max(self.slowest, time.monotonic() - begun)
            number += 1
            self.over.wait(PAUSE)

    def kept(self):
        """Ids of the messages in the conversation, and what was answered to each."""
        status, answer = ask(f"{self.url}/history", self.token, method="GET")
        assert status == 200, answer
        return [(turn["message_id"], [each["text"] for each in turn["messages"]]) for turn in answer["turns"]]


class Crowd:
    """People who write until the test is over, and what became of their messages."""

    def __init__(self, url):
        self.url, self._over = url, threading.Event()
        self.people = [Person(url, self._over) for _ in range(PEOPLE)]

    def __enter__(self):
        for each in self.people:
            each.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for each in self.people:
            each.join(PATIENCE + 10)

    def check(self):
        """Everything that was acknowledged is kept once, in order, as it was acknowledged, and was an answer."""
        failed = content().phrases.failed
        turns = refused = 0
        for each in self.people:
            assert not each.given_up
            assert each.kept() == list(each.said.items())
            assert not [texts for texts in each.said.values() if failed in texts]
            turns, refused = turns + len(each.said), refused + each.refused
        assert turns >= PEOPLE * 3  # or the faults met nobody
        slowest = max(each.slowest for each in self.people)
        print(f"\n{turns} turns acknowledged, 0 lost, 0 doubled, {refused} sent again; slowest {slowest:.1f} s")
        return refused


def emergency(url, token):
    """An emergency, told once: the answer sends to the phone, or the refusal does."""
    begun = time.monotonic()
    status, answer = ask(f"{url}/messages", token, message("I have crushing chest pain"), timeout=30)
    took = time.monotonic() - begun
    text = " ".join(each["text"] for each in answer["messages"]) if status == 200 else answer.get("message", "")
    assert PHONE.search(text), (status, answer)
    print(f"emergency: {status} after {took:.1f} s")
    return status


def until_answered(url, token):
    """Until an emergency is answered again, and not only sent to the phone."""
    latest = time.monotonic() + 30
    while emergency(url, token) != 200:
        assert time.monotonic() < latest
        time.sleep(0.5)


def begun(url):
    status, answer = ask(f"{url}/session")
    assert status == 201, answer
    return answer["token"]
