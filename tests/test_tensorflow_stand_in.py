"""The stand-in for packages left out: enough to import Rasa, honest when it is not enough, aside where they are."""

import subprocess
import sys

import pytest

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


def test_so_do_libraries_that_look_for_clients_of_services():
    code, said = python("import rasa.core.agent, smart_open.s3; print(smart_open.s3.MISSING_DEPS)")
    assert (code, said.strip()) == (0, "True")


@pytest.mark.parametrize(
    ("used", "package"),
    [
        ("from rasa.core.tracker_store import MongoTrackerStore\nMongoTrackerStore(None)", "pymongo"),
        ("from rasa.core.tracker_store import DynamoTrackerStore\nDynamoTrackerStore(None)", "boto3"),
        (
            "from rasa.core.channels import TelegramInput\nTelegramInput('token', 'bot', 'url').get_output_channel()",
            "aiogram",
        ),
        ("from rasa.core.channels.twilio import TwilioOutput\nTwilioOutput('sid', 'token', 'number')", "twilio"),
        ("from rasa.core.channels.webexteams import WebexTeamsBot\nWebexTeamsBot('token', 'room')", "webexteamssdk"),
        ("from rasa.core.channels.facebook import Messenger\nMessenger('token', None)", "fbmessenger"),
    ],
)
def test_a_client_that_is_used_says_what_to_install(used, package):
    code, said = python(used)
    assert code != 0
    assert f"needs {package}, which is not installed. Install it with: .uv/bin/uv pip install" in said


def test_what_rasa_catches_of_them_can_be_caught():
    code, said = python(
        "from rasa.core import tracker_store\n"
        "def refuse(*_): raise ConnectionError('nobody listens')\n"
        "tracker_store.create_tracker_store = refuse\n"
        "tracker_store.TrackerStore.create(None)"
    )
    assert code != 0
    assert "ConnectionException: Cannot connect to tracker store.nobody listens" in said


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


def test_plots_are_put_off_until_something_is_plotted():
    code, said = python(
        "import sys, rasa.server\n"
        "print('matplotlib' in sys.modules)\n"
        "import rasa.utils.plotting as plotting\n"
        "print(callable(plotting.plot_confusion_matrix), 'matplotlib' in sys.modules)"
    )
    assert (code, said.split()[:3]) == (0, ["False", "True", "True"])  # then come warnings of libraries


def test_what_a_channel_only_calls_is_loaded_when_it_is_called():
    code, said = python(
        "import sys, rasa.core.channels.console as shell, rasa.core.channels.socketio as live\n"
        "print(bool({'questionary', 'prompt_toolkit', 'prompt_toolkit.styles', 'socketio'} & set(sys.modules)))\n"
        "print(shell.Style([('qmark', '#b373d6')]).style_rules, type(live.AsyncServer()).__module__)\n"
        "import prompt_toolkit.styles\n"
        "print(isinstance(shell.Style([]), prompt_toolkit.styles.Style))"
    )
    shown = ["False", "[('qmark', '#b373d6')] socketio.async_server", "True"]
    assert (code, said.splitlines()[-3:]) == (0, shown), said


def test_statistics_are_loaded_when_they_are_called():
    code, said = python(
        "import sys, rasa.core.agent, sklearn.linear_model, sklearn.neural_network\n"
        "print('scipy.stats' in sys.modules)\n"
        "import numpy as np\n"
        "from sklearn.metrics import label_ranking_average_precision_score as score\n"
        "from sklearn.preprocessing import PowerTransformer\n"
        "print(score(np.array([[1, 0, 0]]), np.array([[0.5, 0.9, 0.1]])))\n"
        "print(PowerTransformer().fit_transform(np.array([[1.0], [2.0], [4.0]])).shape, 'scipy.stats' in sys.modules)"
    )
    assert (code, said.splitlines()[-3:]) == (0, ["False", "0.5", "(3, 1) True"]), said
