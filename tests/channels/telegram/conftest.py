"""A Telegram and a server with its channel that all tests here share."""

import pytest

from bot.model import ensure_fresh

from .telegram_fake import SECRET, TOKEN, Telegram
from .telegram_people import Person, TelegramServer


@pytest.fixture(scope="package")
def telegram():
    fake = Telegram()
    yield fake
    fake.close()


@pytest.fixture(scope="package")
def server(telegram, tmp_path_factory):
    ensure_fresh()
    running = TelegramServer(tmp_path_factory.mktemp("telegram"), telegram.url)
    try:
        assert telegram.calls == [], "nothing is asked of Telegram at the start"
        yield running
        log = running.log.read_text()
        assert "Traceback" not in log
        assert TOKEN not in log
        assert SECRET not in log
    finally:
        running.stop()


@pytest.fixture(autouse=True)
def calm(telegram):
    yield
    telegram.next, telegram.down, telegram.most = [], False, 0


@pytest.fixture
def person(telegram, server):
    return Person(telegram, server.webhook)
