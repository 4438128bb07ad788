"""Black-box conversations: a real Rasa server, a real action server, real HTTP, the files beside this one.

A turn `says` something and names what comes back, best by name and not by text:
    answer: relief/heat          the first answer of that topic; `relief/heat more` or `relief/heat simpler` deeper
    phrase: nearest              one of bot/content/phrases.yml
    source: relief/heat          where that topic comes from
    buttons: [relief/ice]        the buttons, by what they open; `menu` for the whole menu
    advises: chest_pain          the advice on that flag, at its level, or `level`, or above; `by: doubt` its question
    language: es                 the bubble before all that, in that language; `es urgent` with the emergency first
    number: "911"                the number to call in it, where it is not 112
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
from bot.core.languages import Heard, said_to
from bot.core.messages import MENU
from bot.core.triage_content import catalogue
from bot.core.triage_levels import LEVELS, rank
from bot.model import ROOT, ensure_fresh, environment

from ..whole_quiz import TOTAL, score, typed

HERE = Path(__file__).parent
KEYS = {
    *("says", "clicks", "answer", "phrase", "source", "buttons", "advises", "level", "by", "language", "number"),
    *("has", "lacks"),
}
START = 120  # seconds a server may take


def conversations():
    for path in sorted(HERE.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(entry["turns"], id=f"{path.stem}: {entry['conversation']}")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Servers:
    """A Rasa server and an action server on free ports, with conversations in a file."""

    def __init__(self, folder):
        self.folder = folder
        self.ports = {"actions": free_port(), "rasa": free_port()}
        self.url = f"http://127.0.0.1:{self.ports['rasa']}"
        self.log = folder / "log.txt"
        (folder / "endpoints.yml").write_text(
            f"action_endpoint:\n  url: http://127.0.0.1:{self.ports['actions']}/webhook\n"
            f"tracker_store:\n  type: bot.stores.sql.SQLStore\n  dialect: sqlite\n  db: {folder / 'conversations.db'}\n"
        )
        self.actions = self._start("-m", "rasa_sdk", "--actions", "actions", "--port", str(self.ports["actions"]))
        self.rasa = None
        self.start_rasa()

    def _start(self, *arguments):
        with self.log.open("a") as log:
            environ = {**environment(), "SANIC_HOST": "127.0.0.1"}
            return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environ, stdout=log, stderr=log)

    def start_rasa(self):
        self.rasa = self._start(
            "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(self.ports["rasa"]),
            "--model", str(ensure_fresh()), "--endpoints", str(self.folder / "endpoints.yml"),
            "--credentials", "credentials.yml",
        )  # fmt: skip
        deadline = time.monotonic() + START
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.ports['actions']}/health", timeout=2)
                urllib.request.urlopen(self.url, timeout=2)
                return
            except OSError:
                if time.monotonic() > deadline or self.rasa.poll() is not None:
                    pytest.fail("The server did not start:\n" + self.log.read_text()[-3000:])
                time.sleep(0.5)

    def stop(self, *processes):
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=30)


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    running = Servers(tmp_path_factory.mktemp("servers"))
    try:
        yield running
        assert "Traceback" not in running.log.read_text()
    finally:
        running.stop(running.rasa, running.actions)


@pytest.fixture
def server(servers):
    return servers.url


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
        introduction = content.phrases.introduction
        said_alone = [reply["text"] for reply in replies if reply["text"] != introduction]
        texts = [text.removesuffix(f"\n\n{introduction}") for text in said_alone]
        where = f"after {said!r}: {texts}"
        wanted = expected(content, turn)
        assert texts, f"silence after {said!r}"
        if "language" in turn:
            code, *urgent = turn["language"].split()
            assert texts.pop(0) == said_to(Heard(code, True, bool(urgent)), turn.get("number", "112")), where
        assert wanted is None or texts == wanted, where
        if "buttons" in turn:
            ids = [json.loads(button["payload"][5:])["opens"] for button in replies[-1].get("buttons", [])]
            whole_menu = list(content.phrases.menu_topics)
            assert ids == (whole_menu if turn["buttons"] == [MENU] else turn["buttons"]), where
        whole = "\n".join(reply["text"] for reply in replies)
        if "advises" in turn:
            flag = catalogue().flags[turn["advises"]]
            least = turn.get("level", flag.level)
            openings = [flag.open] if flag.open else []
            for level in LEVELS[rank(least) - 1 :]:  # what is more urgent than it need be is no failure here
                texts_of = catalogue().levels.levels[level]
                openings += [texts_of["if_so"][:30]] if "by" in turn else [texts_of["open"], texts_of["open_other"]]
            assert any(opening in texts[0] for opening in openings), where
            assert (flag.ask if "by" in turn else flag.told) in whole, where
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


def test_fifty_pairs_play_the_quiz_at_once_without_a_leak(server):
    right, wrong = (
        typed("true", "d", "b", "true", "d"),
        ["false", "a", "c", "false", "a", *["i don't know"] * (TOTAL - 5)],
    )
    for pair in range(50):
        one, other = f"one-{pair}-{uuid.uuid4().hex}", f"other-{pair}-{uuid.uuid4().hex}"
        for text in ("quiz me", *range(TOTAL)):
            mine = send(server, one, text if text == "quiz me" else right[text])
            theirs = send(server, other, text if text == "quiz me" else wrong[text])
        assert f"{score()} right" in " ".join(reply["text"] for reply in mine)
        assert f"You got {score(TOTAL)} right" in " ".join(reply["text"] for reply in theirs)


def test_a_quiz_goes_on_after_a_restart_of_the_server(servers):
    playing, stopped = uuid.uuid4().hex, uuid.uuid4().hex
    for sender in (playing, stopped):
        for text in ("quiz me", "true", "a"):
            send(servers.url, sender, text)
    send(servers.url, stopped, "stop")
    servers.stop(servers.rasa)
    servers.start_rasa()
    answered = " ".join(reply["text"] for reply in send(servers.url, playing, "the kneeling one"))
    assert "2 of 3 so far" in answered
    resumed = " ".join(reply["text"] for reply in send(servers.url, stopped, "continue the quiz"))
    assert "1 of 2 so far" in resumed
    assert "Question 3 of" in resumed
