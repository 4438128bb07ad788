"""The two servers that are measured: how each is trained, started and stopped."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.request
import uuid
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import rasa.engine.recipes
import yaml

from benchmarks.nlu import tensorflow_python
from bot.errors import BenchFailed
from bot.model import ROOT, ensure_fresh, environment
from bot.ports import free_port

_LATEST, _POLL = 300, 0.02  # seconds: until a server must be ready; between two looks whether it is
_LAST = 2000  # characters of a log that tell what went wrong
_DEFAULT = Path(rasa.engine.recipes.__file__).parent / "config_files" / "default_config.yml"


class Server:
    """A Rasa server with Ilio's data and actions.

    Args:
        folder: of its own, for its files.
    """

    name: str
    environment: Path  # where its packages are
    cwd = ROOT
    share = 1.0  # of its whole training that is done

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log.txt"

    def training(self) -> List[str]:
        """The command that trains its model."""
        raise NotImplementedError

    def prepare(self) -> None:
        """What is done before a start that is no part of it."""

    def serving(self) -> List[str]:
        """The command that serves it."""
        raise NotImplementedError

    def beside(self) -> List[List[str]]:
        """Commands of what must run beside it."""
        return []

    def run(self, *command: str, **environ: str) -> None:
        """Run a command to its end.

        Raises:
            BenchFailed: it failed.
        """
        with self.log.open("a") as log:
            given = {**environment(), **environ}
            done = subprocess.run(command, cwd=self.cwd, env=given, stdout=log, stderr=log, check=False)
        if done.returncode:
            raise self.failed()

    def failed(self) -> BenchFailed:
        """The error that says the last words of the log."""
        return BenchFailed(self.name, self.log.read_text(encoding="utf-8", errors="replace").strip()[-_LAST:])

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen]:
        """Its process, once it answers; stopped at the end.

        Raises:
            BenchFailed: it did not start.
        """
        with ExitStack() as started:
            for command in self.beside():
                started.enter_context(self._process(command))
            process = started.enter_context(self._process(self.serving()))
            latest = time.monotonic() + _LATEST
            while not self._answers():
                if process.poll() is not None or time.monotonic() > latest:
                    raise self.failed()
                time.sleep(_POLL)
            yield process

    @contextmanager
    def _process(self, command: List[str]) -> Iterator[subprocess.Popen]:
        with self.log.open("a") as log:
            environ = {**environment(), "SANIC_HOST": "127.0.0.1"}
            process = subprocess.Popen(command, cwd=self.cwd, env=environ, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url, timeout=5):
                return True
        except OSError:
            return False


class Ilio(Server):
    """Ilio as it is, its conversations in a file of its own.

    Args:
        folder: of its own, for its files.
        trains: whether it learns anew what it has learnt from the same data before.
    """

    name = "Ilio"
    environment = ROOT / ".venv"

    def __init__(self, folder: Path, trains: bool = True) -> None:
        super().__init__(folder)
        self._trains = trains

    def training(self) -> List[str]:
        force = ["--force"] if self._trains else []
        return [sys.executable, "-m", "rasa", "train", *force, "--out", str(self.folder), "--quiet"]

    def prepare(self) -> None:
        ensure_fresh()
        settings = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        settings["tracker_store"]["db"] = str(self.folder / f"{uuid.uuid4().hex}.db")
        (self.folder / "endpoints.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")

    def serving(self) -> List[str]:
        ilio = Path(sys.executable).parent / "ilio"
        return [str(ilio), "serve", "--port", str(self.port), "--endpoints", str(self.folder / "endpoints.yml")]


class RasaDefault(Server):
    """What `rasa init` sets up, with Ilio's domain, data and actions; conversations in memory, as Rasa keeps them.

    Args:
        folder: of its own, for its files.
        epochs: how many of its 100 epochs it is trained for; all if left out.
    """

    name = "Rasa default"

    def __init__(self, folder: Path, epochs: Optional[int] = None) -> None:
        super().__init__(folder)
        self._epochs = epochs
        self._python = str(tensorflow_python())
        self.environment = Path(self._python).parent.parent
        self.cwd, self._actions = folder, free_port()
        shutil.copy(ROOT / "domain.yml", folder)
        for part in ("nlu", "stories"):
            shutil.copytree(ROOT / "data" / part, folder / "data" / part)
        endpoint = {"url": f"http://127.0.0.1:{self._actions}/webhook", "enable_selective_domain": True}
        for name, content in (
            ("config", self._config()),
            ("endpoints", {"action_endpoint": endpoint}),
            ("credentials", {"rest": None}),
        ):
            (folder / f"{name}.yml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")

    def _config(self) -> Dict[str, Any]:
        default = yaml.safe_load(_DEFAULT.read_text(encoding="utf-8"))
        config = {**default, "recipe": "default.v1", "assistant_id": "bench"}
        for each in [*config["pipeline"], *config["policies"]]:
            if self._epochs and "epochs" in each:
                self.share = min(1.0, self._epochs / each["epochs"])
                each["epochs"] = min(self._epochs, each["epochs"])
        return config

    def training(self) -> List[str]:
        return [self._python, "-m", "rasa", "train", "--force", "--fixed-model-name", "rasa", "--quiet"]

    def serving(self) -> List[str]:
        return [
            self._python, "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(self.port),
            "--model", "models/rasa.tar.gz", "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
        ]  # fmt: skip

    def beside(self) -> List[List[str]]:
        return [[sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(self._actions)]]


def size(folder: Path) -> int:
    """Bytes of the files in a folder, those that are there under several names counted once."""
    files = {}
    for path in folder.rglob("*"):
        found = path.lstat()
        files[found.st_ino] = found.st_size
    return sum(files.values())
