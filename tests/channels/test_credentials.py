"""The channels of `credentials.yml` are tried before anything is loaded; what is wrong is named with file and key."""

import pytest
import yaml

from bot.ports import free_port

WEB = "bot.channels.web.WebInput"
SLACK = "bot.channels.slack.SlackInput"
TELEGRAM = "bot.channels.telegram.TelegramInput"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"country": "Narnia"}, "country: 'Narnia' is no country; write two letters, such as GB."),
        ({"patience": "long"}, "patience: write a number above 0 and no more than 86400."),
        ({"patience": float("inf")}, "patience: write a number above 0 and no more than 86400."),
        ({"messages_per_minute": float("nan")}, "messages_per_minute: write a number above 0 and no more than 100000."),
        ({"messages_per_minute": [1]}, "messages_per_minute: write a number above 0 and no more than 100000."),
        ({"api": 5}, "api: write text, in quotes if it looks like a number or a date."),
        (
            {"apis": "x"},
            "apis: there is no such key; those there are: country, messages_per_minute, api, patience.",
        ),
        (["GB"], "has ['GB'] where settings should be; write each as `name: value`."),
    ],
)
def test_a_wrong_setting_is_named_with_its_file_and_key(ilio, tmp_path, entry, problem):
    (tmp_path / "mine.yml").write_text(yaml.safe_dump({TELEGRAM: entry}))
    status, said = ilio("telegram", "info", "--credentials", "mine.yml")
    assert status == 1
    assert said in (f"{tmp_path}/mine.yml, {TELEGRAM}, {problem}", f"{tmp_path}/mine.yml, {TELEGRAM}: {problem}")


@pytest.mark.parametrize(
    ("text", "key"),
    [(f"{SLACK}: {{country: ZZ}}", SLACK), ("bot.channels.nowhere.Input:", "bot.channels.nowhere.Input")],
)
def test_a_server_that_can_not_begin_says_so(ilio, tmp_path, text, key):
    (tmp_path / "mine.yml").write_text(text)
    status, said = ilio("serve", "--credentials", "mine.yml", "--port", free_port())
    assert status == 1
    assert key in said and f"{tmp_path}/mine.yml" in said


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (f"{WEB}: {{days: .inf}}", f"{WEB}, days: write a number above 0 and no more than 3650."),
        (f"{WEB}: {{days: .nan}}", f"{WEB}, days: write a number above 0 and no more than 3650."),
        (f"{WEB}: {{days: -1}}", f"{WEB}, days: write a number above 0 and no more than 3650."),
        (f"{WEB}: {{days: 1.0e+300}}", f"{WEB}, days: write a number above 0 and no more than 3650."),
        (f"{WEB}: {{origins: clinic}}", f"{WEB}, origins: write a list, each entry on a line of its own after a dash."),
        ("telegram: {access_token: x}", f"telegram: this channel of Rasa's is not for Ilio; write `{TELEGRAM}:`"),
        ("slack: {slack_token: x}", f"slack: this channel of Rasa's is not for Ilio; write `{SLACK}:`"),
        ("rset:", "rset: there is no such channel; Ilio has bot.channels.rest.RestInput, "),
        ("bot.channels.web.Nothing:", "bot.channels.web.Nothing: there is no such channel"),
        ("5:", "5: there is no such channel"),
        ("facebook: 5", "facebook: can't be used: "),
    ],
)
def test_channels_are_tried_before_anything_is_loaded(ilio, tmp_path, monkeypatch, text, key):
    monkeypatch.setattr("bot.serving.ensure_fresh", lambda: pytest.fail("loads the model"))
    (tmp_path / "mine.yml").write_text(text)
    status, said = ilio("serve", "--credentials", "mine.yml", "--port", free_port())
    assert status
    assert said.startswith(f"{tmp_path}/mine.yml") and key in said


def test_norway_is_a_country_and_no_answer(ilio, tmp_path):
    (tmp_path / "mine.yml").write_text(f"{TELEGRAM}:\n  country: NO\n  api: http://127.0.0.1:{free_port()}")
    assert "can't be reached" in ilio("telegram", "info", "--credentials", "mine.yml")[1]


def test_a_secret_that_can_not_be_used_is_not_said_to_be_in_the_settings(ilio, tmp_path, monkeypatch):
    monkeypatch.setenv("ILIO_SECRET", "short")
    (tmp_path / "mine.yml").write_text(f"{SLACK}:")
    status, said = ilio("serve", "--credentials", "mine.yml", "--port", free_port())
    assert status == 1
    assert said.startswith("ILIO_SECRET is shorter than 32 characters") and "mine.yml" not in said
