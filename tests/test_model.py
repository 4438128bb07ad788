"""Training: one at a time, with signs of life, and told when it fails."""

import sys
from threading import Thread

import pytest

from bot import model
from bot.errors import TrainingFailed


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, path in (("MODELS", ""), ("MODEL", "ilio.tar.gz"), ("_FINGERPRINT", "ilio.sha256")):
        monkeypatch.setattr(model, name, tmp_path / path)
    return tmp_path


def trained(folder, status=0, said=""):
    runs = []

    def run(command):
        runs.append(command)
        (folder / "ilio.tar.gz").write_bytes(b"model")
        return status, said

    return run, runs


def test_a_trained_model_is_fresh(folder, monkeypatch):
    run, runs = trained(folder)
    monkeypatch.setattr(model, "_run", run)
    assert not model.is_fresh()
    model.train()
    assert model.is_fresh() and len(runs) == 1


def test_a_failed_training_is_told_and_leaves_nothing_fresh(folder, monkeypatch):
    (folder / "ilio.sha256").write_text(model.fingerprint() + "\n")
    monkeypatch.setattr(model, "_run", trained(folder, 1, "YamlException: line 3")[0])
    with pytest.raises(TrainingFailed, match="YamlException: line 3"):
        model.train()
    assert not model.is_fresh()


def test_a_second_training_waits_and_is_left_out_if_the_first_was_enough(folder, monkeypatch, capsys):
    run, runs = trained(folder)
    monkeypatch.setattr(model, "_run", run)
    with model._alone() as waited:
        assert not waited
        second = Thread(target=model.train)
        second.start()
        second.join(0.5)
        assert second.is_alive() and runs == []
        (folder / "ilio.tar.gz").write_bytes(b"model")
        (folder / "ilio.sha256").write_text(model.fingerprint() + "\n")
    second.join(10)
    assert not second.is_alive() and runs == []
    assert "waiting for it" in capsys.readouterr().err


def test_a_long_command_gives_signs_of_life_and_what_it_wrote(monkeypatch, capsys):
    monkeypatch.setattr(model, "_NEWS", 0.1)
    script = "import sys, time; print('said'); time.sleep(0.5); sys.exit(3)"
    assert model._run([sys.executable, "-c", script]) == (3, "said\n")
    assert capsys.readouterr().err.count(" s\n") >= 2
