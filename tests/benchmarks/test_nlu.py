"""The bench's pipelines: what they are, and that any label and any text goes through them."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from benchmarks import nlu
from benchmarks.nlu_split import Example, Split
from bot.errors import BenchFailed, TensorFlowNotInstalled
from bot.model import ROOT

COST, SHOP, OUTSIDE = "money/what it costs: 100 %", "Ä%2F🛒 'shop'", "none/at all"
TRAIN = [
    *(Example(f"what does the [{thing}](thing) cost", COST) for thing in ("bed", "pillow", "sheet")),
    *(Example(f"where is the {place} shop", SHOP) for place in ("big", "small", "new")),
]
ASKED = [
    Example("what does the [blanket](thing) cost", COST),
    Example("where can I find the old shop", SHOP),
    Example("🛒", OUTSIDE),
]
SPLIT = Split("odd", TRAIN, ASKED, frozenset({OUTSIDE}))


def test_ilio_is_measured_as_it_is_configured_up_to_the_fallback():
    configured = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    *measured, fallback = nlu.ilio()
    assert fallback == configured[len(measured)] and fallback["name"] == "FallbackClassifier"
    different = {key for one, two in zip(measured, configured, strict=False) for key in one if one[key] != two[key]}
    assert different == {"background"}


def test_intents_stay_apart_and_whole():
    labels = ["a/b", "a%2Fb", "a%252Fb", "a", "/", OUTSIDE]
    intents = {nlu.intent(label, SPLIT.outside) for label in labels}
    assert len(intents) == len(labels) and not any("/" in each for each in intents)


def test_what_is_out_of_scope_is_out_of_scope_to_ilio():
    background = next(each["background"] for each in nlu.ilio() if "background" in each)
    assert [nlu.intent(label, SPLIT.outside).startswith(background) for label in (OUTSIDE, COST)] == [True, False]


def test_any_label_and_any_text_goes_through_ilio():
    found = nlu.run("Ilio", nlu.ilio(), Path(sys.executable), SPLIT)
    assert [each.label for each in found.answers] == [COST, SHOP, ""]  # no words: the input guard's own label
    assert all(each.score > 0.5 for each in found.answers)
    assert found.training > 0 and all(each.milliseconds > 0 for each in found.answers)


def test_a_pipeline_that_fails_says_its_last_words(monkeypatch, tmp_path):
    worker = tmp_path / "worker.py"
    worker.write_text("raise SystemExit('no space left')")
    monkeypatch.setattr(nlu, "_WORKER", worker)
    with pytest.raises(BenchFailed, match=r"could not measure Ilio(.|\n)*no space left"):
        nlu.run("Ilio", nlu.ilio(), Path(sys.executable), SPLIT)


def test_without_tensorflow_the_other_two_are_measured(monkeypatch, tmp_path, capsys):
    def refuse(command, **_):
        raise subprocess.CalledProcessError(1, command)

    answers = [nlu.Answer(label, 0.65, False, 1.0) for label in (COST, SHOP, COST)]
    monkeypatch.setattr(nlu, "_TENSORFLOW", tmp_path / "none")
    monkeypatch.setattr(nlu.subprocess, "run", refuse)
    with pytest.raises(TensorFlowNotInstalled):
        nlu.tensorflow_python()
    monkeypatch.setattr(nlu, "RESULTS", tmp_path)
    monkeypatch.setattr(nlu, "split", lambda *_: SPLIT)
    monkeypatch.setattr(nlu, "ensure_encoder", lambda: None)
    monkeypatch.setattr(nlu, "run", lambda *_: nlu.Run(answers, training=1.5))
    shown = [[cell.strip() for cell in line.split("|")[1:-1]] for line in nlu.bench().splitlines() if "|" in line]
    assert "TensorFlow could not be installed (the lines above say why)" in capsys.readouterr().err
    rows = {row[0]: row[1:] for row in shown}
    assert rows["threshold"] == ["Ilio", "Rasa sparse"]
    assert rows["own"] == rows["0.6"] and rows["0.6"][0].startswith("100.0% / 0.0% / 0.6")
    assert rows["0.7"] == ["0.0% / 100.0% / 0.000"] * 2
    assert (rows["training"], rows["a message, median"]) == (["1.5 s"] * 2, ["1.0 ms"] * 2)
    assert "<svg" in (tmp_path / "nlu-odd.svg").read_text()
