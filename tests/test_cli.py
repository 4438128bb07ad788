"""What `ilio` says to a wrong command line: one sentence, and a status that is not 0."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("verb", ["chat", "ask", "serve", "web", "telegram info", "slack manifest x", "train", "check"])
def test_an_unknown_option_is_told_with_the_usage_of_its_verb(ilio, capsys, verb):
    name = "ilio slack manifest" if verb.startswith("slack") else f"ilio {verb}"
    assert ilio(*verb.split(), "--bad") == (2, f"{name}: error: unrecognized arguments: --bad")


@pytest.mark.parametrize("verb", ["ask", "chat"])
def test_standard_input_may_be_closed_or_not_for_reading(verb, tmp_path):
    command = f"{Path(sys.executable).parent / 'ilio'} {verb}"
    closed = subprocess.run(f"{command} <&-", shell=True, capture_output=True, text=True, timeout=300)
    assert (closed.returncode, "Traceback" in closed.stderr) == (0, False)
    other = subprocess.run(f"{command} 0>{tmp_path}/x", shell=True, capture_output=True, text=True, timeout=300)
    assert (other.returncode, "Traceback" in other.stderr) == (2, False)
    assert other.stderr.splitlines()[-1].startswith("Standard input can't be read (")


@pytest.mark.parametrize("port", ["99999", "0", "-5", "http", "5005.0", "\u0665\u0660"])
def test_what_is_no_port_is_refused(ilio, port):
    assert ilio("web", f"--port={port}") == (
        2,
        f"ilio web: error: argument --port: {port!r} is no port; give a number from 1 to 65535",
    )
