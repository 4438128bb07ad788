"""A cluster of real processes, with people who write to it all the time while parts of it are killed."""

import contextlib
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest
import yaml

from bot import cluster as cluster_module
from bot.channels.refusals import too_fast, unavailable
from bot.cluster import DEPLOY, Cluster, filled
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
            return given.status, json.load(given)
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or "{}")
    except (OSError, http.client.HTTPException):
        return 0, {}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


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


def metrics(cluster):
    """What Prometheus reads of all Rasa servers."""
    found = ""
    for each in ("rasa1", "rasa2"):
        command = cluster.parts[each].command
        port = command[command.index("--port") + 1]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            found += answer.read().decode()
    return found


def emergency(url, token):
    """An emergency, told once: the answer sends to the phone, or the refusal does."""
    begun = time.monotonic()
    status, answer = ask(f"{url}/messages", token, message("I have crushing chest pain"), timeout=30)
    took = time.monotonic() - begun
    text = " ".join(each["text"] for each in answer["messages"]) if status == 200 else answer.get("message", "")
    assert PHONE.search(text), (status, answer)
    print(f"emergency: {status} after {took:.1f} s")
    return status


def begun(url):
    status, answer = ask(f"{url}/session")
    assert status == 201, answer
    return answer["token"]


@pytest.fixture(scope="module")
def cluster():
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)  # PostgreSQL may run as somebody else
    try:
        with Cluster(folder, free_port(), rate=1000) as running:
            yield running
            for log in folder.glob("*.log"):
                assert "Traceback" not in log.read_text(), log.read_text()[-3000:]
    finally:
        shutil.rmtree(folder)


@pytest.mark.heavy
@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/rest/webhook", "/version", "/status", "/socket.io/", "/conversations/x/tracker", "/model",
        "/webhook", "/chat/ready", "/chat/ready/", "/chat/%72eady", "/chat//ready", "/chat/./ready", "/chat/../version",
        "/metrics",
    ],
)  # fmt: skip
def test_only_the_channels_are_public(cluster, path):
    for method in ("GET", "POST"):
        connection = http.client.HTTPConnection("127.0.0.1", cluster.port, timeout=10)
        connection.request(method, path)  # as it is written: urllib would tidy it up
        assert connection.getresponse().status == 404
        connection.close()


@pytest.mark.heavy
def test_too_large_and_too_slow(cluster):
    assert ask(f"{cluster.url}/chat/messages", body={"text": "a" * 40_000})[0] == 413
    with socket.create_connection(("127.0.0.1", cluster.port), 30) as slow:
        slow.sendall(b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        begun_at = time.monotonic()
        with contextlib.suppress(ConnectionResetError):
            slow.recv(1000)
        assert time.monotonic() - begun_at < 15


@pytest.mark.heavy
def test_faults_lose_and_double_nothing(cluster):
    chat = f"{cluster.url}/chat"
    alarmed = iter([begun(chat) for _ in range(8)])
    with Crowd(chat) as crowd:
        time.sleep(3)
        for name in ("rasa1", "actions1"):
            cluster.kill(name)
            assert emergency(chat, next(alarmed)) == 200  # the other one answers
            time.sleep(3)
            assert emergency(chat, next(alarmed)) == 200
            cluster.start(name)
        cluster.kill("actions1")
        cluster.kill("actions2")
        assert emergency(chat, next(alarmed)) == 200  # the actions are run where the talk is
        time.sleep(2)
        cluster.start("actions1", "actions2")
    crowd.check()


@pytest.mark.heavy
@pytest.mark.parametrize("name", ["redis", "postgresql"])
def test_a_store_that_is_killed_loses_and_doubles_nothing(cluster, name):
    chat = f"{cluster.url}/chat"
    token = begun(chat)
    with Crowd(chat) as crowd:
        time.sleep(3)
        killed = time.monotonic()
        cluster.kill(name)
        emergency(chat, token)  # answered, or sent to the phone
        cluster.start(name)
        started = time.monotonic()
        while emergency(chat, token) != 200:
            assert time.monotonic() - started < 30
            time.sleep(0.5)
        print(f"{name}: away for {started - killed:.1f} s, answers {time.monotonic() - started:.1f} s later")
        time.sleep(3)
    crowd.check()


@pytest.mark.heavy
def test_a_server_that_is_told_to_end_is_missed_by_nobody(cluster):
    with Crowd(f"{cluster.url}/chat") as crowd:
        time.sleep(3)
        asked = time.monotonic()
        cluster.stop("rasa2")
        print(f"\nended after {time.monotonic() - asked:.1f} s with {cluster.processes['rasa2'].returncode}")
        time.sleep(3)
        cluster.start("rasa2")
        time.sleep(2)
    assert crowd.check() == 0
    told = metrics(cluster)
    for figure in ('turn_seconds_count{channel="web"}', "intents_total{", "part_ready{"):
        assert f"ilio_{figure}" in told
    assert not re.search("heat help|psoas|clamshell|web-", told)


@pytest.mark.heavy
def test_without_any_server_people_are_told_to_phone(cluster):  # the last one on this cluster: it stays so
    chat = f"{cluster.url}/chat"
    token = begun(chat)
    cluster.kill("rasa1")
    cluster.kill("rasa2")
    assert emergency(chat, token) == 503


@pytest.mark.heavy
def test_who_asks_too_often_is_told_when_to_come_back(tmp_path, monkeypatch):
    alone = Cluster(tmp_path, free_port(), say=lambda _: None, rate=1)
    monkeypatch.setattr(Cluster, "_postgresql", lambda *_: None)
    monkeypatch.setattr(Cluster, "_redis", lambda *_: None)
    alone._prepare()
    process = subprocess.Popen(alone.parts["nginx"].command, stderr=subprocess.DEVNULL)
    try:
        answers = []
        while len(answers) < 80:
            try:
                urllib.request.urlopen(f"{alone.url}/chat/session", b"{}", timeout=10)
            except urllib.error.HTTPError as error:
                answers.append((error.code, dict(error.headers), json.loads(error.read())))
            except OSError:
                assert process.poll() is None
                time.sleep(0.1)
    finally:
        process.terminate()
        process.wait()
    assert {status for status, *_ in answers[:55]} == {503}  # no server is there
    assert {status for status, *_ in answers} == {503, 429}
    for status, headers, body in answers:
        assert int(headers["Retry-After"]) in range(1, 10)
        assert headers["Access-Control-Allow-Origin"] == "*"  # or the chat on another site could not read it
        assert headers["Content-Type"] == "application/json"
        assert body["error"] == {503: "unavailable", 429: "too_fast"}[status]
        assert PHONE.search(body["message"])


@pytest.mark.heavy
def test_nothing_is_left_behind():
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    port = free_port()
    ilio = Path(cluster_module.sys.executable).parent / "ilio"
    process = subprocess.Popen(
        [ilio, "cluster", "--port", str(port), "--folder", folder], stderr=subprocess.PIPE, text=True
    )
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if line.startswith("Ready"):
                break
        assert _using(folder), said
        process.kill()  # even so
        process.wait()
        deadline = time.monotonic() + 30
        while (left := _using(folder)) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert not left, said
    finally:
        process.kill()
        shutil.rmtree(folder)


def _using(folder):
    """Processes whose command line or open files name a folder."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            names = [(each / "cmdline").read_text(), *(os.readlink(file) for file in (each / "fd").iterdir())]
        except OSError:
            continue
        if any(str(folder) in name for name in names):
            found.append(each.name)
    return found


def test_every_setting_of_nginx_is_filled_in():
    given = dict.fromkeys(
        ("ILIO_PUBLIC", "ILIO_INTERNAL", "ILIO_RASA_SERVERS", "ILIO_ACTION_SERVERS", "ILIO_RATE", "ILIO_BEHIND"), "7"
    )
    assert "${" not in filled(given)
    with pytest.raises(KeyError):
        filled({})


def test_people_are_told_to_phone_in_words_that_are_valid_json():
    template = (DEPLOY / "nginx.conf.template").read_text()
    bodies = [json.loads(each.replace("\\'", "'")) for each in re.findall(r"return \d+ '(\{.*\})';", template)]
    assert {each["error"] for each in bodies} == {"not_found", "too_large", "too_fast", "unavailable"}
    said = {each["message"] for each in bodies if each["error"] in ("too_fast", "unavailable")}
    assert said == {too_fast(1).sentence, unavailable().sentence}  # what the servers say themselves
    assert all(PHONE.search(each) for each in said)


def test_servers_share_what_they_must():
    settings = yaml.safe_load((DEPLOY / "endpoints.yml").read_text())
    assert settings["tracker_store"]["type"] == "bot.stores.sql.SQLStore"
    assert settings["lock_store"]["type"] == "bot.stores.locks.RedisLocks"
    assert "rest" not in yaml.safe_load((DEPLOY / "credentials.yml").read_text())
