"""Starting and ending a cluster."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import yaml

from bot.cluster.part import DEPLOY
from bot.ports import free_port

ILIO = Path(sys.executable).parent / "ilio"


@pytest.mark.heavy
def test_nothing_is_left_behind():
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    port = free_port()
    process = subprocess.Popen(
        [ILIO, "cluster", "--port", str(port), "--folder", folder], stderr=subprocess.PIPE, text=True
    )
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if line.startswith("Ready"):
                break
        assert _using(folder), said
        process.kill()  # even so
        process.wait()
        deadline = time.monotonic() + 30
        while (left := _using(folder)) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert not left, said
    finally:
        process.kill()
        shutil.rmtree(folder)


def _using(folder):
    """Processes whose command line or open files name a folder."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            names = [(each / "cmdline").read_text(), *(os.readlink(file) for file in (each / "fd").iterdir())]
        except OSError:
            continue
        if any(str(folder) in name for name in names):
            found.append(each.name)
    return found


def test_servers_share_what_they_must():
    settings = yaml.safe_load((DEPLOY / "endpoints.yml").read_text())
    assert settings["tracker_store"]["type"] == "bot.stores.sql.SQLStore"
    assert settings["lock_store"]["type"] == "bot.stores.locks.RedisLocks"
    assert "rest" not in yaml.safe_load((DEPLOY / "credentials.yml").read_text())
