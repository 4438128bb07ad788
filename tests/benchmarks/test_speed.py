"""The bench of speed and size: what is played, what is counted, and what the report says of it."""

import json
import os
import sys

import pytest

from benchmarks import speed
from benchmarks.load import Extent, Load, Round, conversations
from benchmarks.speed import Measured, measured, write
from benchmarks.speed_servers import Server, size
from bot.errors import BenchFailed

ECHO = """
import http.server, json, sys
class Echo(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *_):
        pass
    def do_GET(self):
        self.send_response(204)
        self.end_headers()
    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        answer = json.dumps([{'text': said['message']}] if said['message'] != 'hush' else []).encode()
        self.send_response(500 if said['message'] == 'boom' else 200)
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Echo).serve_forever()
"""


class Echo(Server):
    name, program, lesson = "Echo", ECHO, ""

    def __init__(self, folder):
        super().__init__(folder)
        self.environment = folder

    def training(self):
        return [sys.executable, "-c", self.lesson]

    def serving(self):
        return [sys.executable, "-c", self.program, str(self.port)]


def a_round(factor):
    loads = {people: Load(2.0 * factor, 3.0 * factor, 4.0 * factor, 90 / factor, 0, 1) for people in (1, 8)}
    turns = {1: 1.0, 5: 2.0 * factor, 50: 2.0 * factor, 200: 2.2 * factor}
    return Round(150.0 * factor, 4.0 * factor, int(3e8 * factor), loads, turns, 0.5)


def rows(text):
    table = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("|")]
    return {title.strip(): [cell.strip() for cell in cells] for title, *cells in table}


def test_the_report_says_what_is_reached_and_what_is_not(tmp_path):
    slow, fast = (
        Measured(2_000_000_000, [a_round(3.5), a_round(4.0), a_round(3.0)]),
        Measured(900_000_000, [a_round(1.0)] * 3),
    )
    text = write(tmp_path, {"Rasa default": slow, "Ilio": fast})
    found = rows(text)
    assert found["ready after, s"] == ["14.0 (12.0 to 16.0)", "4.0", "0.29", "≤ 0.20", "**no**"]
    assert found["memory of the Rasa process, MB"][2:] == ["0.29", "≤ 0.33, Ilio ≤ 350", "yes"]
    assert found["training, s"] == ["525 (450 to 600)", "150", "0.29", "≤ 0.20", "**no**"]
    assert found["environment on disk, MB"] == ["2,000", "900", "0.45", "≤ 0.50", "yes"]
    assert found["answer, median, 1 person, ms"][2:] == ["0.29", "≤ 0.50", "yes"]
    assert found["answers/s, 8 at once"][2:] == ["3.50", "≥ 3", "yes"]
    assert found["turn 200 / turn 5"] == ["1.10", "1.10", "1.00", "Ilio ≤ 1.3", "yes"]
    assert "Rasa default: 0 requests refused, 6 without an answer." in text
    assert text in (tmp_path / "speed.md").read_text() and "<svg" in (tmp_path / "speed.svg").read_text()
    assert json.loads((tmp_path / "speed.json").read_text())["servers"]["Ilio"]["rounds"][0]["ready"] == 4.0


def test_a_training_cut_short_is_said(tmp_path):
    short = Measured(1, [a_round(1.0)], share=0.1)
    text = write(tmp_path, {"Rasa default": short, "Ilio": Measured(1, [a_round(1.0)])})
    assert "Rasa default was trained for 10% of its epochs;" in text and "Ilio was" not in text


def test_too_much_memory_is_too_much_however_much_more_another_takes(tmp_path):
    text = write(tmp_path, {"Rasa default": Measured(2, [a_round(9.0)]), "Ilio": Measured(1, [a_round(1.2)])})
    assert rows(text)["memory of the Rasa process, MB"][2:] == ["0.13", "≤ 0.33, Ilio ≤ 350", "**no**"]


def test_people_say_what_the_conversation_tests_say():
    said = conversations()
    assert ["quiz me", "yeah thats right"] in [talk[:2] for talk in said]
    assert any(text.startswith('/show{"opens": "') for talk in said for text in talk)


def test_a_file_under_two_names_takes_its_room_once(tmp_path):
    (tmp_path / "one").write_bytes(b"x" * 100)
    os.link(tmp_path / "one", tmp_path / "two")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "three").write_bytes(b"x" * 10)
    folders = (tmp_path / "inner").lstat().st_size
    assert size(tmp_path) == 110 + folders


def test_what_fails_says_its_last_words(tmp_path):
    untaught = Echo(tmp_path / "one")
    untaught.lesson = "raise SystemExit('nothing to learn')"
    with pytest.raises(BenchFailed, match=r"could not measure Echo(.|\n)*nothing to learn"):
        measured([untaught], Extent())
    broken = Echo(tmp_path / "other")
    broken.program = "raise SystemExit('no such model')"
    with pytest.raises(BenchFailed, match="no such model"):
        measured([broken], Extent())


@pytest.mark.heavy
def test_a_server_is_loaded_and_what_it_does_not_answer_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.load.conversations", lambda: [["hello", "boom", "hush"]])
    server = Echo(tmp_path / "echo")
    (found,) = measured([server], Extent(rounds=1, warm=1, measured=3, talks=1))["Echo"].rounds
    assert 0 < found.ready < 30 and found.memory > 1e6
    for load in found.loads.values():
        assert load.rate > 1 and load.p50 <= load.p95 <= load.p99
        assert load.refused == pytest.approx(load.rate, rel=0.2) == load.unanswered
    assert set(found.turns) == {1, 5, 50, 200}
    assert not server._answers()


@pytest.mark.bench
def test_both_servers_learn_start_answer_and_are_reported(tmp_path, monkeypatch):
    monkeypatch.setattr(speed, "QUICK", tmp_path)
    found = rows(speed.bench(quick=True))
    assert len(found) == len(speed.measures()) + 2  # the head and a line
    said = json.loads((tmp_path / "speed.json").read_text())["servers"]
    assert list(said) == ["Rasa default", "Ilio"]
    for each in said.values():
        for load in each["rounds"][0]["loads"].values():
            assert load["rate"] > 1 and load["refused"] == 0
