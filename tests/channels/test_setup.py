"""What `ilio` says to a wrong command line or a file that can't be used: one sentence, and a status that is not 0."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from bot import cli, serving
from bot.channels.secret import ENVIRONMENT
from bot.channels.webhook_address import webhook
from bot.errors import BadAddress, ModelMissing
from bot.ports import free_port

from .telegram_fake import TOKEN

WEB = "bot.channels.web.WebInput"
SLACK = "bot.channels.slack.SlackInput"
TELEGRAM = "bot.channels.telegram.TelegramInput"


@pytest.fixture
def ilio(tmp_path, monkeypatch, capsys):
    """`ilio` with what is given, in a folder of its own; its exit status and what it says of what went wrong."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv(ENVIRONMENT, "a secret of the tests, long enough to sign with")

    def run(*arguments):
        try:
            status = cli.main([str(each) for each in arguments])
        except SystemExit as stopped:  # what argparse does
            status = stopped.code
        monkeypatch.chdir(tmp_path)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.err.strip().splitlines()[-1] if said.err else said.out

    return run


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "can't be read (No such file or directory)"),
        (b"rest: [", "is no valid YAML in line 1"),
        (b"rest:\nslack: {\n", "is no valid YAML in line"),
        (b"\xff\xfe", "is no text"),
        (b"lock_store:\ntracker_store:\nlock_store:\n", "has the key lock_store twice, again in line 3"),
        (b"- rest", "has no names with settings under them"),
    ],
)
@pytest.mark.parametrize("verb", [("telegram", "info"), ("telegram", "delete-webhook"), ("serve",), ("web",)])
def test_a_file_that_can_not_be_used_is_named_with_the_mend(ilio, tmp_path, verb, content, problem):
    file = tmp_path / "mine.yml"
    if content is not None:
        file.write_bytes(content)
    status, said = ilio(*verb, "--credentials", "mine.yml")
    assert status == 2
    assert said.startswith(f"{file} {problem}") and "To mend it: " in said
    if verb[0] != "telegram":
        assert ilio(*verb, "--endpoints", "mine.yml")[1].startswith(f"{file} {problem}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(ilio, tmp_path):
    (tmp_path / "mine.yml").touch(0o000)
    assert "Permission denied" in ilio("telegram", "info", "--credentials", "mine.yml")[1]


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


SQL, LOCKS = "bot.stores.sql.SQLStore", "bot.stores.locks.RedisLocks"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "tracker_store: {type: slq}",
            "has 'slq' as tracker_store, type, which there is none of. To mend it: write one",
        ),
        ("tracker_store: {type: bot.stores.sql.Nothing}", "has 'bot.stores.sql.Nothing' as tracker_store, type"),
        ("tracker_store: {type: 5}", "has 5 as tracker_store, type. "),
        ("tracker_store: {db: talks.db}", "has no type under tracker_store. "),
        ("tracker_store: 5", "has no settings under tracker_store. "),
        ("tracker_store: {5: 5}", "has no settings under tracker_store. "),
        ("tracker_stor: {type: SQL}", "has a part tracker_stor that nothing reads. "),
        (f"tracker_store: {{type: {SQL}, dialect: 5}}", "has 5 as tracker_store, dialect. "),
        (f"tracker_store: {{type: {SQL}, dialect: sqlite, db: [a]}}", "has ['a'] as tracker_store, db. "),
        ("tracker_store: {type: SQL, dialect: slq}", "has a tracker_store that can't be opened: Can't load plugin"),
        ("tracker_store: {type: SQL, port: abc}", "has a tracker_store that can't be opened: The port 'abc' cannot"),
        (
            f"tracker_store: {{type: {SQL}, dialect: sqlite, db: no/folder.db}}",
            "has a tracker_store that can't be opened",
        ),
        (
            f"tracker_store: {{type: {SQL}, dialect: postgresql, url: 127.0.0.1, port: 9}}",
            "has a tracker_store that can't",
        ),
        ("lock_store: {type: rdis}", "has 'rdis' as lock_store, type, which there is none of. "),
        ("lock_store: {type: redis, port: {}}", "has a lock_store that can't be opened: "),
        (
            "lock_store: {type: bot.stores.locks.RedisLock}",
            "has 'bot.stores.locks.RedisLock' as lock_store, type, which",
        ),
        (f"lock_store: {{type: {SQL}}}", f"has '{SQL}' as lock_store, type, which is something else. "),
        (f"lock_store: {{type: {LOCKS}, url: 5}}", "has 5 as lock_store, url. "),
        (
            f"lock_store: {{type: {LOCKS}, lease: 99}}",
            "has a lock_store that can't be opened: a lease has 1 to 60 seconds. ",
        ),
        (f"lock_store: {{type: {LOCKS}, colour: red}}", "has a lock_store that can't be opened: "),
        (f"tracker_store: {{type: {SQL}, dialect: oracle}}", "has a tracker_store that can't be opened: "),
        (f"tracker_store: {{type: {SQL}, colour: red}}", "has a tracker_store that can't be opened: "),
        ("event_broker: {type: kfka}", "has 'kfka' as event_broker, type, which there is none of. "),
        ("event_broker: {type: bot.metrics.Count}", "has 'bot.metrics.Count' as event_broker, type, which there is"),
    ],
)
def test_stores_are_tried_before_anything_is_loaded(ilio, tmp_path, monkeypatch, text, problem):
    monkeypatch.setattr("bot.serving.ensure_fresh", lambda: pytest.fail("loads the model"))
    (tmp_path / "mine.yml").write_text(text)
    status, said = ilio("serve", "--endpoints", "mine.yml", "--port", free_port())
    assert status == 2
    assert said.startswith(f"{tmp_path}/mine.yml {problem}") and "To mend it: " in said


@pytest.mark.parametrize(
    "text",
    [
        "tracker_store:",
        "tracker_store: {type: bot.stores.memory.MemoryStore}",
        "lock_store: {type: in_memory}",
        "nlg:",
        f"lock_store: {{type: {LOCKS}, url: 'redis://127.0.0.1:9/0', lease: 5}}",
        "event_broker: {type: bot.metrics.Counts}",
        f"tracker_store: {{type: {SQL}, dialect: sqlite, db: {{folder}}/mine.db}}",
        "lock_store: {type: bot.stores.locks.MemoryLocks}",
    ],
)
def test_stores_that_there_are_get_past_the_check(ilio, tmp_path, monkeypatch, text):
    def reached():
        raise ModelMissing("here")

    monkeypatch.setattr("bot.serving.ensure_fresh", reached)
    (tmp_path / "mine.yml").write_text(text.replace("{folder}", str(tmp_path)))
    assert ilio("serve", "--endpoints", "mine.yml", "--port", free_port())[1].startswith("No trained model in here/")


@pytest.mark.parametrize("verb", ["chat", "ask", "serve", "web", "telegram info", "slack manifest x", "train", "check"])
def test_an_unknown_option_is_told_with_the_usage_of_its_verb(ilio, capsys, verb):
    name = "ilio slack manifest" if verb.startswith("slack") else f"ilio {verb}"
    assert ilio(*verb.split(), "--bad") == (2, f"{name}: error: unrecognized arguments: --bad")


@pytest.mark.parametrize("verb", ["ask", "chat"])
def test_standard_input_may_be_closed_or_not_for_reading(verb, tmp_path):
    command = f"{Path(sys.executable).parent / 'ilio'} {verb}"
    closed = subprocess.run(f"{command} <&-", shell=True, capture_output=True, text=True, timeout=300)
    assert (closed.returncode, "Traceback" in closed.stderr) == (0, False)
    other = subprocess.run(f"{command} 0>{tmp_path}/x", shell=True, capture_output=True, text=True, timeout=300)
    assert (other.returncode, "Traceback" in other.stderr) == (2, False)
    assert other.stderr.splitlines()[-1].startswith("Standard input can't be read (")


def test_norway_is_a_country_and_no_answer(ilio, tmp_path):
    (tmp_path / "mine.yml").write_text(f"{TELEGRAM}:\n  country: NO\n  api: http://127.0.0.1:{free_port()}")
    assert "can't be reached" in ilio("telegram", "info", "--credentials", "mine.yml")[1]


@pytest.mark.parametrize("port", ["99999", "0", "-5", "http", "5005.0", "\u0665\u0660"])
def test_what_is_no_port_is_refused(ilio, port):
    assert ilio("web", f"--port={port}") == (
        2,
        f"ilio web: error: argument --port: {port!r} is no port; give a number from 1 to 65535",
    )


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


WRONG = [
    "https://[", "https://[::1", "http://ilio.example", "ilio.example", "//ilio.example", "https://", "https:///x", "",
    " https://ilio.example", "https://ilio.example ", "https://il io.example", "https://ilio.example\n", "https://a\tb.example",
    "https://ilio.example?", "https://ilio.example/#", "https://ilio.example/?q=1", "https://me:word@ilio.example",
    "https://localhost", "https://server", "https://127.0.0.1", "https://10.1.2.3", "https://[::1]", "https://1.2.3",
    "https://ilio.example:x", "https://ilio.example:99999", "https://ilio.example:0", "https://-ilio.example",
    "https://ilio..example", "https://hüfte.example", "ftp://ilio.example",
]  # fmt: skip


@pytest.mark.parametrize("address", WRONG)
@pytest.mark.parametrize("command", [("slack", "manifest"), ("telegram", "set-webhook")])
def test_an_address_that_no_service_reaches_is_refused(ilio, command, address):
    status, said = ilio(*command, address)
    assert status == 2
    assert said.startswith(repr(address)) and said.endswith("Give one like https://ilio.example")


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("https://ilio.example", "https://ilio.example/hook"),
        ("https://ilio.example/", "https://ilio.example/hook"),
        ("https://ilio.example/hook", "https://ilio.example/hook"),
        ("https://a.b-c.example:8443/ilio/", "https://a.b-c.example:8443/ilio/hook"),
        ("https://93.184.215.14", "https://93.184.215.14/hook"),
        ("https://xn--hfte-0ra.example", "https://xn--hfte-0ra.example/hook"),
    ],
)
def test_an_address_is_taken_with_the_path_or_without(address, made):
    assert webhook(address, "/hook", (443, 8443)) == made


def test_a_port_that_the_service_does_not_talk_to_is_refused():
    with pytest.raises(BadAddress, match="must be one of 443, 8443"):
        webhook("https://ilio.example:5005", "/hook", (443, 8443))
    assert webhook("https://ilio.example:5005", "/hook") == "https://ilio.example:5005/hook"


def test_a_secret_that_can_not_be_used_is_not_said_to_be_in_the_settings(ilio, tmp_path, monkeypatch):
    monkeypatch.setenv("ILIO_SECRET", "short")
    (tmp_path / "mine.yml").write_text(f"{SLACK}:")
    status, said = ilio("serve", "--credentials", "mine.yml", "--port", free_port())
    assert status == 1
    assert said.startswith("ILIO_SECRET is shorter than 32 characters") and "mine.yml" not in said


def test_the_root_of_a_server_without_the_web_says_what_it_is():
    said = asyncio.run(serving._front(None)(SimpleNamespace(path="/"))).body.decode()
    assert said.startswith("Ilio is running.") and "Rasa" not in said
