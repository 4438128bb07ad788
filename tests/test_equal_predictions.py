"""Leaving TensorFlow out changes no prediction: the same program, with the real one and with what stands in for it."""

import json
import os
import subprocess
import sys
import sysconfig

import pytest
import yaml

from benchmarks.load import conversations
from benchmarks.nlu import tensorflow_python
from bot.model import ROOT, ensure_fresh, environment

UNDERSTAND = """
import asyncio, json, sys, tensorflow
from rasa.core.agent import Agent
agent, texts = Agent.load(sys.argv[1]), json.load(sys.stdin)
async def understand():
    return [await agent.parse_message(text) for text in texts]
json.dump([tensorflow.__version__, asyncio.run(understand())], open(sys.argv[-1], "w"))
"""
TALK = """
import asyncio, dataclasses, json, sys, tensorflow
from bot.assistant import Assistant
ilio, talks = Assistant(), json.load(sys.stdin)
async def talk():
    return [dataclasses.asdict(await ilio.say(text, str(place))) for place, texts in enumerate(talks) for text in texts]
json.dump([tensorflow.__version__, asyncio.run(talk())], open(sys.argv[-1], "w"))
"""
STAND_IN, REAL = "0", "2.12.0"


@pytest.fixture(scope="module")
def pythons():
    """Each a Python and its environment: the project's own, and the bench's with the project's packages beside it."""
    # what both have is of the same version, see requirements/bench.in; in this way no `.pth` file is run
    beside = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])
    return [
        (sys.executable, environment()),
        (str(tensorflow_python()), {**environment(), "PYTHONPATH": beside}),
    ]


def both(pythons, program, given, folder, *arguments):
    """What the program says without TensorFlow and with it."""
    said, file = [], folder / "said.json"
    for (python, environ), version in zip(pythons, (STAND_IN, REAL), strict=True):
        command = [python, "-c", program, *arguments, str(file)]
        done = subprocess.run(
            command, input=json.dumps(given), env=environ, cwd=ROOT, capture_output=True, text=True, timeout=1800
        )
        assert done.returncode == 0, done.stderr[-3000:]
        used, found = json.loads(file.read_text())
        assert used == version
        said.append(found)
    return said


def held_out():
    for path in sorted((ROOT / "tests" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            yield from (line.strip()[2:] for line in entry["examples"].splitlines())


@pytest.mark.bench
def test_messages_are_understood_alike(pythons, tmp_path):
    texts = list(held_out())
    without, with_it = both(pythons, UNDERSTAND, texts, tmp_path, str(ensure_fresh()))
    assert len(without) == len(texts) > 300
    assert without == with_it


@pytest.mark.bench
def test_conversations_go_alike(pythons, tmp_path):
    without, with_it = both(pythons, TALK, conversations(), tmp_path)
    assert len(without) > 400
    assert without == with_it


@pytest.mark.bench
def test_what_is_learnt_with_it_says_the_same(pythons, tmp_path):
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    config["pipeline"] = config["pipeline"][:-1]  # what is learnt of warning signs takes minutes
    (tmp_path / "config.yml").write_text(yaml.safe_dump(config, sort_keys=False))
    found = []
    for place, (python, environ) in enumerate(pythons):
        command = [
            python, "-m", "rasa", "train", "nlu", "--nlu", "data/nlu/relief.yml", "--domain", "domain.yml",
            "--config", str(tmp_path / "config.yml"), "--out", str(tmp_path / str(place)), "--fixed-model-name", "nlu",
        ]  # fmt: skip
        environ = {**environ, "RASA_CACHE_DIRECTORY": str(tmp_path / f"cache {place}")}
        subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, timeout=900)
        found.append(
            both(pythons, UNDERSTAND, list(held_out())[::5], tmp_path, str(tmp_path / str(place) / "nlu.tar.gz"))
        )
    first = found[0][0]
    assert all(each == first for pair in found for each in pair)
