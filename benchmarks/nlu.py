"""Ilio's understanding against Rasa's: the same messages, the same machine, one pipeline after the other."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Collection, Dict, List, Optional

import rasa
import yaml

from benchmarks.nlu_report import report
from benchmarks.nlu_scores import Answer, Run
from benchmarks.nlu_split import Split, split
from bot.errors import BenchFailed, TensorFlowNotInstalled
from bot.model import ROOT, ensure_encoder, environment

RESULTS = ROOT / "results"
_WORKER = ROOT / "benchmarks" / "nlu_worker.py"
_LOCK = ROOT / "requirements" / "bench.txt"
_TENSORFLOW = ROOT / ".venv-bench"
_DEFAULT = Path(rasa.__file__).parent / "engine" / "recipes" / "config_files" / "default_config.yml"
_OUTSIDE = "out_of_scope%2F"  # how intents begin that are out of scope
_LAST = 2000  # characters of a worker's log that tell what went wrong

Pipeline = List[Dict[str, Any]]
SPARSE: Pipeline = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "LogisticRegressionClassifier"},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]


def bench(train: Optional[Path] = None, test: Optional[Path] = None, outside: Optional[str] = None) -> str:
    """Measure the three pipelines, write a plot to `RESULTS`, and return the measures as Markdown.

    Args:
        train: CSV file to learn from; Ilio's data if left out.
        test: CSV file to ask; Ilio's held-out phrasings if left out.
        outside: the label of the CSV files that means out of scope.

    Raises:
        HalfASplit, BenchDataError: see `benchmarks.nlu_split.split`.
        BenchFailed: a pipeline could not be trained on this split.
    """
    asked = split(train, test, outside)
    ensure_encoder()
    runs: Dict[str, Run] = {}
    for name, pipeline, python in (
        ("Ilio", ilio(), lambda: Path(sys.executable)),
        ("Rasa default (DIET)", _pipeline(_DEFAULT), tensorflow_python),
        ("Rasa sparse", SPARSE, lambda: Path(sys.executable)),
    ):
        try:
            program = python()
        except TensorFlowNotInstalled as error:
            _say(str(error))
            continue
        _say(f"{name}: learning {len(asked.train)} messages, then asked {len(asked.test)} …")
        runs[name] = run(name, pipeline, program, asked)
    return report(RESULTS, asked, runs)


def ilio() -> Pipeline:
    """Ilio's pipeline as it is configured, up to the FallbackClassifier: what comes after it names no topics."""
    pipeline = _pipeline(ROOT / "config.yml")
    names = [component["name"] for component in pipeline]
    pipeline[names.index("bot.nlu.topic_classifier.TopicClassifier")]["background"] = _OUTSIDE
    return pipeline[: names.index("FallbackClassifier") + 1]


def run(name: str, pipeline: Pipeline, python: Path, asked: Split) -> Run:
    """Train a pipeline and ask it all test messages, in a process and a folder of its own.

    Args:
        name: what it is called.
        pipeline: the components, as in `config.yml`.
        python: of the environment that has them.
        asked: what to learn and what to ask.

    Raises:
        BenchFailed: the process ended without a result.
    """
    config = {"recipe": "default.v1", "assistant_id": "bench", "language": "en", "pipeline": pipeline}
    intents = {each.label: intent(each.label, asked.outside) for each in asked.train}
    learnt = [{"text": each.text, "intent": intents[each.label], "entities": []} for each in asked.train]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        # JSON is YAML too, and of Rasa's formats the only one where a text is just a text, brackets and all
        for file, content in (
            ("config.yml", config),
            ("nlu.json", {"rasa_nlu_data": {"common_examples": learnt}}),
            ("messages.json", [each.text for each in asked.test]),
        ):
            (folder / file).write_text(json.dumps(content), encoding="utf-8")
        done = subprocess.run(
            [str(python), str(_WORKER)],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise BenchFailed(name, done.stdout.strip()[-_LAST:])
        found = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    labels = {known: label for label, known in intents.items()}
    return Run([Answer(labels.get(best, ""), *rest) for best, *rest in found["answers"]], found["training"])


def intent(label: str, outside: Collection[str]) -> str:
    """A label as an intent of Rasa's, learnt whole, as Rasa would split it at "/", and marked if it is out of scope."""
    return (_OUTSIDE if label in outside else "") + label.replace("%", "%25").replace("/", "%2F")


def tensorflow_python() -> Path:
    """The Python of `.venv-bench`, made anew if `requirements/bench.txt` has changed since.

    Raises:
        TensorFlowNotInstalled: it cannot be made.
    """
    python, made_from = _TENSORFLOW / "bin" / "python", _TENSORFLOW / "made-from.txt"
    if not made_from.exists() or made_from.read_bytes() != _LOCK.read_bytes():
        _say("Installing TensorFlow into .venv-bench, for the bench only (about 2.5 GB once) …")
        uv = str(ROOT / ".uv" / "bin" / "uv")
        try:
            subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(_TENSORFLOW)], check=True)
            subprocess.run([uv, "pip", "sync", "--python", str(python), "--require-hashes", str(_LOCK)], check=True)
        except subprocess.CalledProcessError as error:
            raise TensorFlowNotInstalled("the lines above say why") from error
        except OSError as error:
            raise TensorFlowNotInstalled(str(error)) from error
        made_from.write_bytes(_LOCK.read_bytes())
    return python


def _pipeline(config: Path) -> Pipeline:
    return yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
