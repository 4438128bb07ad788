"""Black-box conversations: a real Rasa server, a real action server, real HTTP, the files beside this one.

A turn `says` something and names what comes back, best by name and not by text:
    answer: relief/heat          the first answer of that topic; `relief/heat more` or `relief/heat simpler` deeper
    phrase: nearest              one of bot/content/phrases.yml
    source: relief/heat          where that topic comes from
    buttons: [relief/ice]        the buttons, by what they open; `menu` for the whole menu
    has / lacks: some words      words in the reply, or not in it
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

import pytest
import yaml

from actions.base import payload
from bot.core import answers
from bot.core.messages import MENU
from bot.model import ROOT, ensure_fresh, environment

HERE = Path(__file__).parent
KEYS = {"says", "clicks", "answer", "phrase", "source", "buttons", "has", "lacks"}
START = 120  # seconds a server may take


def conversations():
    for path in sorted(HERE.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(entry["turns"], id=f"{path.stem}: {entry['conversation']}")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    ports = {"actions": free_port(), "rasa": free_port()}
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(f"action_endpoint:\n  url: http://127.0.0.1:{ports['actions']}/webhook\n")
    model = str(ensure_fresh())
    environ = {**environment(), "SANIC_HOST": "127.0.0.1"}
    log = (folder / "log.txt").open("w")
    commands = [
        ["-m", "rasa_sdk", "--actions", "actions", "--port", str(ports["actions"])],
        ["-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(ports["rasa"]), "--model", model,
         "--endpoints", str(endpoints), "--credentials", "credentials.yml"],
    ]  # fmt: skip
    processes = [
        subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environ, stdout=log, stderr=log)
        for command in commands
    ]
    base = f"http://127.0.0.1:{ports['rasa']}"
    try:
        deadline = time.monotonic() + START
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{ports['actions']}/health", timeout=2)
                urllib.request.urlopen(base, timeout=2)
                break
            except OSError:
                if time.monotonic() > deadline or any(process.poll() is not None for process in processes):
                    pytest.fail("A server did not start:\n" + (folder / "log.txt").read_text()[-3000:])
                time.sleep(0.5)
        yield base
        log.flush()
        assert "Traceback" not in (folder / "log.txt").read_text()
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)


def send(server, sender, text):
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(f"{server}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def expected(content, turn):
    if "answer" in turn:
        topic, *depth = turn["answer"].split()
        return answers.bubbles(content, topic, *depth)
    if "phrase" in turn:
        return [getattr(content.phrases, turn["phrase"])]
    return [answers.source(content, turn["source"])] if "source" in turn else None


@pytest.mark.parametrize("turns", conversations())
def test_conversation(server, content, turns):
    sender = uuid.uuid4().hex
    for turn in turns:
        assert set(turn) <= KEYS, f"unknown keys in {turn}"
        said = turn.get("says", "")
        if "clicks" in turn:
            said = payload(turn["clicks"])
        replies = send(server, sender, said)
        texts = [reply["text"].removesuffix(f"\n\n{content.phrases.introduction}") for reply in replies]
        where = f"after {said!r}: {texts}"
        wanted = expected(content, turn)
        assert texts, f"silence after {said!r}"
        assert wanted is None or texts == wanted, where
        if "buttons" in turn:
            ids = [json.loads(button["payload"][5:])["opens"] for button in replies[-1].get("buttons", [])]
            whole_menu = list(content.phrases.menu_topics)
            assert ids == (whole_menu if turn["buttons"] == [MENU] else turn["buttons"]), where
        whole = "\n".join(reply["text"] for reply in replies)
        for key, wrong in (("has", False), ("lacks", True)):
            words = turn.get(key, [])
            for word in [words] if isinstance(words, str) else words:
                assert (word in whole) != wrong, f"{key} {word!r} {where}"


def test_two_people_at_once_are_kept_apart(server, content):
    one, other = uuid.uuid4().hex, uuid.uuid4().hex
    send(server, one, payload("relief/heat"))
    send(server, other, payload("relief/ice"))
    first, second = send(server, one, "tell me more"), send(server, other, "tell me more")
    assert [reply["text"] for reply in first] == answers.bubbles(content, "relief/heat", "more")
    assert [reply["text"] for reply in second] == answers.bubbles(content, "relief/ice", "more")
