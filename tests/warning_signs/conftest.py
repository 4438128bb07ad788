"""The screen as it was trained."""

import tarfile

import pytest

from bot.core.triage_content import catalogue
from bot.model import ensure_fresh
from bot.understanding.encoder import SentenceEncoder
from bot.understanding.screen import Screen


@pytest.fixture(scope="session")
def screen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    with tarfile.open(ensure_fresh()) as model:
        model.extractall(folder)
    return Screen.load(catalogue(), SentenceEncoder(), next(folder.rglob("screen.npz")).parent)
