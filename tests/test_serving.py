"""What `ilio` says where a server can't listen, and what stands at its root."""

import asyncio
import socket
from types import SimpleNamespace

import pytest

from bot import serving
from bot.ports import free_port


@pytest.mark.parametrize("host", ["no such host", "192.0.2.7", "a..b"])
def test_where_the_server_can_not_listen_is_said(ilio, host):
    status, said = ilio("web", "--host", host, "--port", free_port())
    assert status == 2
    assert said.startswith(f"Listening on {host!r}") and "--host" in said


@pytest.mark.parametrize("verb", ["web", "serve"])
def test_a_taken_port_is_said_with_the_command_that_mends_it(ilio, verb):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = f"Port {port} is taken by another program. Choose one with: .venv/bin/ilio {verb} --port NUMBER"
        assert ilio(verb, "--port", port) == (1, said)


def test_the_root_of_a_server_without_the_web_says_what_it_is():
    said = asyncio.run(serving._front(None)(SimpleNamespace(path="/"))).body.decode()
    assert said.startswith("Ilio is running.") and "Rasa" not in said
