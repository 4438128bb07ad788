"""The stand-in for TensorFlow: enough to import Rasa, honest when it is not enough, aside where the real one is."""

import subprocess
import sys

from bot.model import ROOT, environment


def python(program, **extra):
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**environment(), **extra}, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


def test_rasa_is_imported_without_tensorflow():
    code, said = python("import rasa.core.agent, tensorflow; print(tensorflow.__version__)")
    assert (code, said.strip()) == (0, "0")


def test_libraries_that_look_for_tensorflow_see_that_it_is_not_there():
    code, said = python(
        "import rasa.core.agent\n"
        "try:\n    import tensorflow.experimental.dlpack\n"
        "except ImportError:\n    print('absent')"
    )
    assert (code, said.strip()) == (0, "absent")


def test_the_real_one_goes_first(tmp_path):
    (tmp_path / "tensorflow.py").write_text("__version__ = 'real'")
    code, said = python("import tensorflow; print(tensorflow.__version__)", PYTHONPATH=str(tmp_path))
    assert (code, said.strip()) == (0, "real")


def test_a_tensorflow_component_says_what_to_install(tmp_path):
    config = (ROOT / "config.yml").read_text(encoding="utf-8")
    start, end = config.index("  - name: bot.nlu.topic_classifier"), config.index("  - name: FallbackClassifier")
    (tmp_path / "config.yml").write_text(f"{config[:start]}  - name: DIETClassifier\n    epochs: 1\n{config[end:]}")
    done = subprocess.run(
        [sys.executable, "-m", "rasa", "train", "nlu", "--config", str(tmp_path / "config.yml"), "--nlu",
         "data/nlu/follow_ups.yml", "--domain", "domain.yml", "--out", str(tmp_path)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode != 0
    assert "needs TensorFlow, which is not installed. Install it with" in done.stdout + done.stderr
