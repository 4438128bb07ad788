"""A cluster of real processes, with people who write to it all the time while parts of it are killed."""

import contextlib
import glob
import hashlib
import http.client
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import jwt
import psycopg2
import pytest
import yaml
from redis import Redis

from bot import cluster_setup
from bot.channels.refusals import too_fast, unavailable
from bot.cluster import Cluster
from bot.cluster_nginx import filled
from bot.cluster_part import DEPLOY
from bot.core.content import content
from bot.ports import free_port

PEOPLE, PAUSE, PATIENCE = 6, 1.2, 60  # who write, seconds between their messages, and until they give up
ASKED = ("does heat help", "what is the psoas", "how do I do the clamshell", "why does sitting hurt my hips")
PHONE = re.compile(r"\b112\b")
ILIO = Path(sys.executable).parent / "ilio"


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


def port_of(cluster, name):
    """The port that a server listens on, or nginx for the world."""
    command = cluster.parts[name].command
    return cluster.port if name == "nginx" else int(command[command.index("--port") + 1])


def shared(cluster):
    """What all Rasa servers are told: where the database and Redis are, and the secret."""
    return cluster.parts["rasa1"].environ


def most_memory(cluster, name):
    """Bytes of main memory that a server has held at most since it was asked this last, and until then."""
    process = Path(f"/proc/{cluster.processes[name].pid}")
    most = int(re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())[1]) * 1024
    (process / "clear_refs").write_text("5")  # forget it
    return most


def metrics(cluster):
    """What Prometheus reads of all Rasa servers."""
    found = ""
    for each in ("rasa1", "rasa2"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port_of(cluster, each)}/metrics", timeout=10) as answer:
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
@pytest.mark.parametrize("path", ["/", "/chat"])
def test_what_leads_to_the_page_names_no_port_and_no_host(cluster, path):
    """They are those of something that ends TLS before nginx, which nginx does not know."""
    connection = http.client.HTTPConnection("127.0.0.1", cluster.port, timeout=10)
    connection.request("GET", path, headers={"Host": "ilio.example"})
    assert connection.getresponse().headers["Location"] == "/chat/"
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
@pytest.mark.parametrize("length", ["Content-Length: 100000000", "Transfer-Encoding: chunked"])
def test_a_hundred_megabytes_do_not_get_past_nginx(cluster, length):
    piece = b"f4240\r\n%s\r\n" % (b"x" * 1_000_000) if "chunked" in length else b"x" * 1_000_000
    token = begun(f"{cluster.url}/chat")
    most_memory(cluster, "rasa1")
    before = most_memory(cluster, "rasa1")
    for path in ("chat/messages", "chat/session", "chat/history", "webhooks/slack/events", "webhooks/telegram/webhook"):
        head = f"POST /{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", cluster.port), 30) as large:
            with contextlib.suppress(ConnectionError):  # it need not be listened to
                large.sendall(head)
                for _ in range(100):
                    large.sendall(piece)
                    if select.select([large], [], [], 0)[0]:
                        break
            with contextlib.suppress(ConnectionError):
                assert re.match(rb"HTTP/1.1 413 |$", large.recv(1000))
    assert most_memory(cluster, "rasa1") - before < 20_000_000
    assert emergency(f"{cluster.url}/chat", token) == 200


@pytest.mark.heavy
def test_many_slow_clients_keep_nobody_waiting(cluster):
    token = begun(f"{cluster.url}/chat")
    with contextlib.ExitStack() as opened:
        for _ in range(60):
            slow = opened.enter_context(socket.create_connection(("127.0.0.1", cluster.port), 30))
            slow.sendall(b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        time.sleep(1)  # they all come from one address, which may not ask so often
        for _ in range(5):
            asked = time.monotonic()
            status, answer = ask(f"{cluster.url}/chat/messages", token, message("does heat help"))
            assert status == 200, answer
            assert time.monotonic() - asked < 8  # nginx gives up on the slow ones after 10


BAD_IDS = {
    "none": None, "empty": "", "NUL": "web-a\0b", "300 letters": "x" * 300, "half a letter": "web-\ud800",
    "a number": 5, "another channel's": "slack-1", "nobody's": f"web-{'n' * 22}",
}  # fmt: skip


@pytest.mark.heavy
@pytest.mark.parametrize("bad", BAD_IDS)
def test_an_id_that_is_none_is_refused_on_every_route_and_nobody_is_disturbed(cluster, bad):
    """Signed with the servers' own secret: what no one else can make must do no harm either."""
    claims = {"sub": BAD_IDS[bad], "aud": "ilio/web", "exp": int(time.time()) + 600}
    if bad == "none":
        del claims["sub"]
    token = jwt.encode(claims, shared(cluster)["ILIO_SECRET"], "HS256")
    other = begun(f"{cluster.url}/chat")
    before = {name: process.pid for name, process in cluster.processes.items()}
    for through in ("nginx", "rasa1", "rasa2"):
        chat = f"http://127.0.0.1:{port_of(cluster, through)}/chat"
        for method, path, body in (
            ("POST", "session", {}),
            ("POST", "messages", message("does heat help")),
            ("GET", "history", None),
            ("POST", "restart", {}),
            ("DELETE", "session", None),
        ):
            status, answer = ask(f"{chat}/{path}", token, body, method)
            if (bad, method) == ("nobody's", "DELETE"):
                assert status == 204  # deleting what is not there is no error
            else:
                assert status in (401, 410) and answer["message"], (through, method, path, status)
        assert ask(f"{chat}/messages", other, {**message("x"), "message_id": BAD_IDS[bad]})[0] in (200, 400)
    assert emergency(f"{cluster.url}/chat", other) == 200
    assert {name: process.pid for name, process in cluster.processes.items() if process.poll() is None} == before


@pytest.mark.heavy
@pytest.mark.parametrize("how", ["by the page", "by ilio privacy"])
def test_nothing_is_left_of_a_deleted_talk_in_the_database_redis_or_any_log(cluster, how):
    chat, word = f"{cluster.url}/chat", f"zebra{uuid.uuid4().hex}"
    tokens = [begun(chat) for _ in range(2)]
    gone, stays = (jwt.decode(token, options={"verify_signature": False})["sub"] for token in tokens)
    for token in tokens:
        for text in ("my left foot has gone numb", f"{word} does heat help", "quiz me"):
            assert ask(f"{chat}/messages", token, message(text))[0] == 200
    assert word in everywhere(cluster) and gone in everywhere(cluster)
    if how == "by the page":
        assert ask(f"{chat}/session", tokens[0], method="DELETE")[0] == 204
    else:
        command = [ILIO, "privacy", "delete", gone, "--endpoints", DEPLOY / "endpoints.yml"]
        subprocess.run(command, env={**os.environ, **shared(cluster)}, check=True, stdout=subprocess.DEVNULL)
    busy = (
        hashlib.sha256(gone.encode()).hexdigest().encode()
    )  # what Redis knows of a talk, until a lease after its last turn
    deadline = time.monotonic() + 30
    while busy in in_redis(cluster) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert busy not in in_redis(cluster)
    left = everywhere(cluster)
    assert gone not in left
    assert left.count(stays) and left.count(word)  # of the other talk
    assert ask(f"{chat}/session", tokens[1], method="DELETE")[0] == 204
    left = everywhere(cluster)
    assert word not in left and stays not in left


def in_redis(cluster):
    """All that is in Redis."""
    with contextlib.closing(Redis.from_url(shared(cluster)["ILIO_REDIS"])) as redis:
        return b"".join(key + (redis.dump(key) or b"") for key in redis.keys("*"))


def everywhere(cluster):
    """All that is in the database, in Redis, in the logs and in the metrics."""
    pg_dump = [
        sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_dump"))[-1],
        f"--dbname={shared(cluster)['ILIO_DATABASE']}",
    ]
    found = subprocess.run(pg_dump, check=True, capture_output=True).stdout + in_redis(cluster)
    found += b"".join(log.read_bytes() for log in cluster.folder.rglob("*.log"))
    return found.decode(errors="replace") + metrics(cluster)


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
def test_a_redis_that_hangs_loses_and_doubles_nothing(cluster):
    chat, redis = f"{cluster.url}/chat", cluster.processes["redis"]
    token = begun(chat)
    with Crowd(chat) as crowd:
        time.sleep(3)
        redis.send_signal(signal.SIGSTOP)
        try:
            for _ in range(2):
                emergency(chat, token)  # answered, or sent to the phone
                time.sleep(2)
            time.sleep(2)
        finally:
            redis.send_signal(signal.SIGCONT)
        went_on = time.monotonic()
        while emergency(chat, token) != 200:
            assert time.monotonic() - went_on < 30
            time.sleep(0.5)
        print(f"answers {time.monotonic() - went_on:.1f} s after Redis went on")
        time.sleep(3)
    crowd.check()


@pytest.mark.heavy
def test_connections_to_the_database_that_are_cut_again_and_again_lose_and_double_nothing(cluster):
    chat, cuts = f"{cluster.url}/chat", 0
    token = begun(chat)
    with Crowd(chat) as crowd, contextlib.closing(psycopg2.connect(shared(cluster)["ILIO_DATABASE"])) as database:
        time.sleep(2)
        database.autocommit = True
        for number in range(30):
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ilio'")
                cuts += cursor.rowcount
            if number % 10 == 5:
                emergency(chat, token)  # answered, or sent to the phone
            time.sleep(0.2)
        assert cuts > 20  # else there was nothing to cut
        assert emergency(chat, token) == 200
        time.sleep(2)
    print(f"{cuts} connections cut")
    crowd.check()


@pytest.mark.heavy
def test_parts_that_are_started_again_lose_and_double_nothing(cluster):
    chat = f"{cluster.url}/chat"
    token = begun(chat)
    with Crowd(chat) as crowd:
        for name in ("actions1", "redis", "postgresql", "nginx"):
            time.sleep(2)
            cluster.stop(name)
            if name != "nginx":  # without it the page itself tells people to phone
                emergency(chat, token)
            cluster.start(name)
            back = time.monotonic()
            while emergency(chat, token) != 200:
                assert time.monotonic() - back < 30
                time.sleep(0.5)
            print(f"{name}: answers {time.monotonic() - back:.1f} s after it was started again")
    crowd.check()


@pytest.mark.heavy
def test_a_server_that_is_told_to_end_is_missed_by_nobody(cluster):
    with Crowd(f"{cluster.url}/chat") as crowd:
        time.sleep(3)
        asked = time.monotonic()
        cluster.stop("rasa2")
        print(f"\nended after {time.monotonic() - asked:.1f} s")
        assert cluster.processes["rasa2"].returncode == 0
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
    for store in ("postgresql", "redis"):
        monkeypatch.setattr(cluster_setup, store, lambda *_: None)
    alone.prepare()
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
    process = subprocess.Popen(
        [ILIO, "cluster", "--port", str(port), "--folder", folder], stderr=subprocess.PIPE, text=True
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
