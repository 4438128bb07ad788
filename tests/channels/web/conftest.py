"""A server with the web channel that all tests here share."""

import pytest

from bot.model import ensure_fresh

from .visitors import Page, WebServer


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    ensure_fresh()
    running = WebServer(tmp_path_factory.mktemp("web"))
    try:
        yield running
        assert "Traceback" not in running.log.read_text()
    finally:
        running.stop()


@pytest.fixture
def page(server):
    return Page(server.url)
