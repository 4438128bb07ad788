"""What of a cluster is public, and what large, slow or many requests do to it."""

import contextlib
import http.client
import re
import select
import socket
import time

import jwt
import pytest

from .people import ask, begun, emergency, message
from .running import most_memory, port_of, shared


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
