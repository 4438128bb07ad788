"""A server with the Slack channel that all tests here share."""

import pytest

from bot.model import ensure_fresh

from .slack_people import (
    Person,
    SlackServer,
)


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    ensure_fresh()
    running = SlackServer(
        tmp_path_factory.mktemp("slack"), country="GB", server="https://ilio.example", messages_per_minute=240
    )
    try:
        yield running
        log = running.log.read_text()
        assert "Traceback" not in log
        assert "not_escaped" not in log
        assert log.count("can't show a message") <= 1  # of the test of just that
    finally:
        running.close()


@pytest.fixture
def person(server):
    return Person(server)
