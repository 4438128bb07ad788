"""The sentence encoder and the trained model: where they are, whether they are fresh, and making them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Sequence, Tuple

from bot.errors import ModelMissing, TrainingFailed

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "models"
MODEL = MODELS / "ilio.tar.gz"
# the sentence encoder's published weights, and the number to count up when another file is made of them
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BUILD = 3
ENCODER = MODELS / f"encoder-{hashlib.sha256(f'{WEIGHTS_SHA256} {_BUILD}'.encode()).hexdigest()[:8]}.onnx"
_FINGERPRINT = MODELS / "ilio.sha256"
_NEWS = 30  # seconds between two signs of life while it trains
# what the warning-sign screen is made of
SCREEN = (
    "bot/content/triage/*.yml",
    "data/warning_signs/*.tsv",
    "bot/understanding/screen.py",
    "bot/understanding/screen_clauses.py",
    "bot/understanding/screen_examples.py",
    "bot/understanding/screen_features.py",
    "bot/understanding/screen_persons.py",
    "bot/understanding/learnt.py",
    "bot/understanding/terms.py",
    "bot/understanding/encoder.py",
    "bot/core/content_files.py",
    "bot/core/triage_catalogue.py",
    "bot/core/triage_content.py",
    "bot/core/triage_levels.py",
    "bot/core/screening_words.py",
    "bot/core/screening.py",
)
# what the trained model depends on
_INPUTS = (
    *SCREEN,
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "bot/nlu/*.py",
    "bot/understanding/topics.py",
    "requirements/dev.txt",
)


def fingerprint(inputs: Sequence[str] = _INPUTS) -> str:
    """SHA-256 over the files that patterns match, by default all that the model is trained from, and the encoder."""
    digest = hashlib.sha256(ENCODER.name.encode())
    for path in (path for pattern in inputs for path in sorted(ROOT.glob(pattern))):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_fresh() -> bool:
    """Whether there is a model and nothing it was trained from has changed since."""
    return MODEL.exists() and _FINGERPRINT.exists() and _FINGERPRINT.read_text().strip() == fingerprint()


def train() -> None:
    """Train the model with `rasa train`, saying on standard error how long it has taken so far.

    One process at a time does it; another one waits, and trains only if the model is stale still.

    Raises:
        TrainingFailed: Rasa refused the data or left no model.
    """
    with _alone() as waited:
        if waited and is_fresh():
            return
        before = fingerprint()
        _FINGERPRINT.unlink(missing_ok=True)
        command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "ilio", "--out", str(MODELS), "--quiet"]
        status, log = _run(command)
        if status or not MODEL.exists():
            raise TrainingFailed(log.strip()[-2000:] or f"rasa ended with {status}")
        _FINGERPRINT.write_text(before + "\n")


@contextmanager
def _alone() -> Iterator[bool]:
    """Keep other processes from training; whether one was at it before."""
    MODELS.mkdir(exist_ok=True)
    with (MODELS / "training.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            waited = False
        except BlockingIOError:
            print("A training is going on here already; waiting for it …", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
            waited = True
        yield waited


def _run(command: Sequence[str]) -> Tuple[int, str]:
    """The status of a long command and what it wrote."""
    started = time.monotonic()
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            while process.poll() is None:
                try:
                    process.wait(_NEWS)
                except subprocess.TimeoutExpired:
                    print(f"  … {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
        except BaseException:
            process.kill()
            raise
        log.seek(0)
        return process.returncode, log.read().decode("utf-8", "replace")


def ensure_encoder() -> None:
    """Make the sentence encoder's file if there is none, saying so on standard error.

    Raises:
        WrongWeights: see `bot.understanding.encoder_build.build_encoder`.
    """
    if not ENCODER.exists():
        print("Making the sentence encoder; this takes a few seconds …", file=sys.stderr, flush=True)
        from bot.understanding.encoder_build import build_encoder  # slow to import, and needed once

        build_encoder()


def ensure_fresh() -> Path:
    """Make the encoder and train if needed, saying so on standard error, and return the model's path.

    Raises:
        TrainingFailed: see `train`.
        WrongWeights: see `ensure_encoder`.
        ModelMissing: there is neither a model nor the data to train one.
    """
    ensure_encoder()
    if not is_fresh():
        if not (ROOT / "data").is_dir():
            raise ModelMissing(str(MODELS))
        print("Training the model; this takes about three minutes …", file=sys.stderr, flush=True)
        train()
    return MODEL


def environment() -> dict[str, str]:
    """The environment for Rasa's own commands: no telemetry, no advice meant for its developers."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
    }
    return {**os.environ, **quiet}
