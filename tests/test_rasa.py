"""Rasa's own checks, run as its users run them."""

import json
import subprocess
import sys

import pytest

from bot.model import ROOT, ensure_fresh, environment


def rasa(*arguments, timeout=300):
    return subprocess.run(
        [sys.executable, "-m", "rasa", *arguments],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
    )


@pytest.fixture(scope="module")
def model():
    return str(ensure_fresh())


def test_data_is_valid():
    done = rasa("data", "validate", "--fail-on-warnings")
    assert done.returncode == 0, done.stdout[-3000:]


def test_stories_lead_to_their_actions(model, tmp_path):
    done = rasa(
        "test", "core", "--stories", "tests/stories", "--model", model, "--out", str(tmp_path), "--no-plot",
        "--fail-on-prediction-errors",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    report = json.loads((tmp_path / "story_report.json").read_text())
    assert report["conversation_accuracy"]["total"] == 5
    assert report["conversation_accuracy"]["correct"] == 5


def test_rasa_test_nlu_reports_topics(model, tmp_path):
    done = rasa(
        "test", "nlu", "--nlu", "tests/nlu", "--model", model, "--out", str(tmp_path), "--no-plot",
        "--no-errors",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    assert "more" in json.loads((tmp_path / "intent_report.json").read_text())
    assert "relief/heat" in json.loads((tmp_path / "response_selection_report.json").read_text())
