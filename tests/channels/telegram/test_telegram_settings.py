"""The settings, secrets and words of the Telegram channel."""

import re

import pytest

from bot.channels.inbox import Inbox
from bot.channels.telegram_settings import Settings, access, token
from bot.channels.telegram_talks import Talks
from bot.channels.telegram_updates import Heard, read
from bot.channels.telegram_words import words

from .telegram_fake import BOT, SECRET, TOKEN, Telegram

KEY = b"k" * 40


@pytest.fixture(scope="module")
def telegram():
    fake = Telegram()
    yield fake
    fake.close()


GIVEN = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": SECRET}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN is not set"),
        ({"TELEGRAM_BOT_TOKEN": "abc"}, "TELEGRAM_BOT_TOKEN is no token"),
        ({"TELEGRAM_WEBHOOK_SECRET": ""}, "TELEGRAM_WEBHOOK_SECRET is not set"),
        ({"TELEGRAM_WEBHOOK_SECRET": "short"}, "TELEGRAM_WEBHOOK_SECRET is not 32"),
        ({"TELEGRAM_WEBHOOK_SECRET": "é" * 40}, "TELEGRAM_WEBHOOK_SECRET is not 32"),
    ],
)
def test_a_missing_secret_is_named_and_not_shown(changed, named):
    with pytest.raises(ValueError, match=named) as problem:
        access({**GIVEN, **changed})
    assert not any(value and value in str(problem.value) for value in changed.values() if len(value) > 5)


def test_the_bot_is_known_by_its_token():
    assert access(GIVEN).bot == BOT["id"]
    assert token(GIVEN) == TOKEN


@pytest.mark.parametrize("entry", [{"api": "x"}, {"api": "https://a.example/b"}, {"country": "xx"}, {"token": "1:x"}])
def test_wrong_settings_are_refused(entry):
    with pytest.raises(ValueError, match="validation error"):
        Settings.parse_obj(entry)


@pytest.mark.parametrize(
    ("country", "language", "locale"),
    [
        (None, "en", "en"),
        ("GB", "en", "en-GB"),
        ("GB", None, "en-GB"),
        ("GB", "pt-br", "pt-GB"),
        (None, "pt-br", "pt-br"),
        (None, None, None),
    ],
)
def test_the_country_of_the_settings_goes_before_that_of_the_language(country, language, locale):
    heard = Heard(update=1, chat=1, user=1, private=True, message=1, locale=language)
    assert Talks(Inbox("telegram", KEY), KEY, country, lambda: False)._locale(heard) == locale


def test_all_words_fit():
    said_over_buttons = (words().not_yours, words().chosen)
    assert all(len(each) <= 200 for each in said_over_buttons)
    assert set(words().commands) == {"start", "help", "quiz", "check", "stop", "delete"}
    assert all(re.fullmatch(r"[a-z]{1,32}", name) and len(text) <= 256 for name, text in words().commands.items())


def test_nothing_but_messages_and_clicks_is_read():
    assert read(b'{"update_id": 1, "edited_message": {}}', BOT["id"]) is None
