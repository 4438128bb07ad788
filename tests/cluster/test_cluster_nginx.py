"""nginx before the servers: its settings, and what it says itself."""

import json
import re
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from bot.channels.refusals import too_fast, unavailable
from bot.cluster import Cluster, setup
from bot.cluster.nginx import filled
from bot.cluster.part import DEPLOY
from bot.ports import free_port

from .people import PHONE


@pytest.mark.heavy
def test_who_asks_too_often_is_told_when_to_come_back(tmp_path, monkeypatch):
    alone = Cluster(tmp_path, free_port(), say=lambda _: None, rate=1)
    for store in ("postgresql", "redis"):
        monkeypatch.setattr(setup, store, lambda *_: None)
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
