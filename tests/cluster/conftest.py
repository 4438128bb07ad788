"""A cluster of real processes that all tests here share."""

import shutil
import tempfile
from pathlib import Path

import pytest

from bot.cluster import Cluster
from bot.ports import free_port


@pytest.fixture(scope="package")
def cluster():
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)  # PostgreSQL may run as somebody else
    try:
        with Cluster(folder, free_port(), rate=1000) as running:
            yield running
            for log in folder.glob("*.log"):
                assert "Traceback" not in log.read_text(), log.read_text()[-3000:]
    finally:
        shutil.rmtree(folder)
