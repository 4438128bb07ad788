"""A process of the cluster, and what starting one takes."""

from __future__ import annotations

import os
import shutil
import signal
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, List, Mapping, Optional

from bot.errors import ProgramMissing
from bot.model import ROOT

DEPLOY = ROOT / "deploy"
LAST = 2000  # characters of a log that tell what went wrong


@dataclass(frozen=True)
class Part:
    """A process of the cluster.

    Args:
        title: what people call it.
        command: starts it in the foreground.
        ready: whether it does its work; raises OSError or answers no if not.
        end: the signal on which it finishes what it does and ends.
        environ: what it is told in the environment.
        user: whom it runs as, if not as this process.
        tries: how often it may end before it is ready, as what was left of it when it was killed is in its way.
    """

    title: str
    command: List[str]
    ready: Callable[[], bool]
    end: signal.Signals = signal.SIGTERM
    environ: Mapping[str, str] = field(default_factory=dict)
    user: Optional[str] = None
    tries: int = 1


def write(path: Path, text: str) -> None:
    """Write a file that nobody else may read."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def run_as(user: Optional[str]) -> List[str]:
    """Options of `setpriv` to run a command as a user; none for who runs this."""
    return [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []


def program(name: str) -> str:
    """The path of a program.

    Raises:
        ProgramMissing: it is not installed.
    """
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")
    if not found:
        raise ProgramMissing(name)
    return found


def http(url: str) -> Callable[[], bool]:
    """Whether an address answers with 200; for `Part.ready`."""

    def ready() -> bool:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200

    return ready
