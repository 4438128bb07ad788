"""`ilio telegram`: what it tells Telegram, and what it says where that can't be done."""

import pytest

from bot import cli
from bot.channels.telegram_settings import SECRET as SECRET_NAME
from bot.channels.telegram_settings import TOKEN as TOKEN_NAME
from bot.channels.telegram_updates import KINDS
from bot.channels.telegram_words import words
from bot.model import ROOT

from .telegram_fake import SECRET, TOKEN, Telegram


@pytest.fixture
def telegram():
    fake = Telegram()
    yield fake
    fake.close()


@pytest.fixture
def ilio(telegram, tmp_path, monkeypatch, capsys):
    """`ilio telegram` with what is given; its exit status and what it says."""
    credentials = tmp_path / "credentials.yml"
    credentials.write_text(f"bot.channels.telegram.TelegramInput: {{api: '{telegram.url}'}}")
    monkeypatch.setenv(TOKEN_NAME, TOKEN)
    monkeypatch.setenv(SECRET_NAME, SECRET)
    monkeypatch.chdir(ROOT)

    def run(*arguments):
        status = cli.main(["telegram", *arguments, "--credentials", str(credentials)])
        said = capsys.readouterr()
        assert TOKEN not in said.out + said.err
        assert SECRET not in said.out + said.err
        return status, said.out or said.err

    return run


def test_telegram_is_told_where_the_bot_is_and_told_no_more(telegram, ilio):
    assert ilio("info")[1].splitlines()[:2] == [
        "bot: @IlioTestBot",
        "webhook: none; set it with: .venv/bin/ilio telegram set-webhook https://…",
    ]
    status, told = ilio("set-webhook", "https://ilio.example/")
    assert (status, "https://ilio.example/webhooks/telegram/webhook" in told) == (0, True)
    assert telegram.webhook["allowed_updates"] == list(KINDS) == ["message", "callback_query"]
    asked = dict(telegram.asked)
    assert asked["setWebhook"]["secret_token"] == SECRET
    assert [each["command"] for each in telegram.commands] == list(words().commands)
    assert (
        "webhook: https://ilio.example/webhooks/telegram/webhook\nupdates: message, callback_query" in ilio("info")[1]
    )
    assert ilio("delete-webhook")[0] == 0
    assert telegram.webhook == {"url": ""}


@pytest.mark.parametrize(
    "address",
    [
        "http://ilio.example",
        "ilio.example",
        "https://",
        "https://ilio.example:5005",
        "https://a.example:x",
        "https://a/?b",
    ],
)
def test_an_address_telegram_can_not_reach_is_refused_at_once(telegram, ilio, address):
    status, told = ilio("set-webhook", address)
    assert (status, telegram.calls) == (2, [])
    assert told.startswith(f"'{address}' can't be reached from outside: ")


@pytest.mark.parametrize("name", [TOKEN_NAME, SECRET_NAME])
def test_a_missing_secret_is_named(telegram, ilio, monkeypatch, name):
    monkeypatch.delenv(name)
    status, told = ilio("set-webhook", "https://ilio.example")
    assert (status, telegram.calls) == (1, [])
    assert told.startswith(f"{name} is not set; ")


def test_a_wrong_token_is_named(telegram, ilio, monkeypatch):
    monkeypatch.setenv(TOKEN_NAME, TOKEN[:-4] + "wxyz")
    assert ilio("info") == (1, f"{telegram.url} knows no bot with this {TOKEN_NAME}; @BotFather shows the right one.\n")


def test_no_network_is_said(telegram, ilio):
    telegram.down = True
    status, told = ilio("delete-webhook")
    assert status == 1
    assert told.startswith(f"Telegram can't be reached at {telegram.url}; check the network, and `api` in ")


@pytest.mark.parametrize(
    "said", [b"", b"<html>", b"[]", b"{}", b"null", b'{"ok": true, "result": 5}', b'{"ok": true, "result": {}}']
)
def test_an_answer_that_is_not_telegrams_is_said(telegram, ilio, said):
    telegram.odd = said
    status, told = ilio("info")
    assert status == 1
    assert told.startswith(f"{telegram.url} answered with something that is not Telegram's; ") and "`api` in " in told
