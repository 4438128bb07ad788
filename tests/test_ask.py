"""`ilio ask`: the whole assistant behind one pipe."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.core import answers
from bot.model import ensure_fresh

from .whole_quiz import score, typed

ILIO = Path(sys.executable).parent / "ilio"
KEYS = ["id", "text", "intent", "confidence", "topic", "also", "urgency", "flags", "replies", "ms"]


def ask(given, *arguments):
    done = subprocess.run([ILIO, "ask", *arguments], input=given, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def said(answer):
    return [reply["text"] for reply in answer["replies"]]


@pytest.fixture(scope="module", autouse=True)
def model():
    ensure_fresh()


def test_questions_get_topics_and_our_answers(content):
    first, second = ask(b"why does sitting hurt my hips\nhow do I do the clamshell\n")
    assert [list(first), list(second)] == [KEYS, KEYS]
    assert (first["id"], first["topic"], first["intent"]) == (1, "causes/sitting", "causes")
    assert (second["id"], second["topic"], second["intent"]) == (2, "stretches/clamshell", "stretches")
    assert said(second)[0] == answers.bubbles(content, "stretches/clamshell")[0]
    assert first["urgency"] == "none"
    assert first["flags"] == []


def test_any_line_gets_one_answer_and_none_spoils_the_next(content):
    long = b" ".join(b"and %d minutes of heat" % each for each in range(600))
    lines = [
        b"", b"    ", b"\xff\xfe\x80 not utf-8", b"a\0b\0", b"\x1b[31mred\x07", b"{{slot}}", b"{", b"null", b"[1]",
        b'{"id": "x", "text": "does heat help"}', b'{"id": null, "text": ""}', b'{"text": 5}', b'{"no": "text"}',
        b"[" * 5000, b"/restart", b'/show{"opens": "relief/heat"}', b'/symptom{"a":"b"}', b"<b>hi</b>",
        "😀".encode(), "腰が痛い".encode(), b"x" * 10_000, long, b"how do I do the clamshell",
    ]  # fmt: skip
    given = ask(b"\n".join(lines) + b"\n")
    assert len(given) == len(lines)
    for answer in given:
        assert all(said(answer)), answer
    assert given[9]["id"] == "x"
    assert given[9]["topic"] == "relief/heat"
    assert given[15]["intent"] != "show"  # nobody offered that button
    assert given[-1]["topic"] == "stretches/clamshell"
    assert {given[-2]["topic"], given[-3]["topic"]} == {"out_of_scope/too_long"}


def test_lines_are_conversations_of_their_own_unless_asked(content):
    lines = b"does heat help\ntell me more\n"
    assert said(ask(lines)[1]) == [content.phrases.nothing_to_follow]
    first, second = ask(lines, "--conversation")
    assert said(second) == answers.bubbles(content, "relief/heat", "more")
    assert first["topic"] == second["topic"] == "relief/heat"


def test_five_hundred_lines_in_one_start():
    assert len(ask(b"does heat help\n" * 500)) == 500


def test_a_whole_quiz_with_messy_answers(content):
    lines = ["quiz me please", "yep thats right", "hmm b? no wait, d", "what's a calf stretch?", "teh kneeling one",
             "no idea", *typed("all of them i think")]  # fmt: skip
    given = ask("\n".join(lines).encode(), "--conversation")
    assert [answer["text"] for answer in given] == lines
    assert f"You got {score(1)} right." in " ".join(said(given[-1]))
    assert any("Question 3 of" in text for text in said(given[3]))
