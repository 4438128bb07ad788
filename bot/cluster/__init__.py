"""Several servers on one machine, as plain processes: what `ilio cluster` runs and what faults are tried on.

nginx in front, two Rasa servers, two action servers, PostgreSQL and Redis, on loopback, with the settings of `deploy/`.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict

from bot.cluster.part import LAST, Part, program, run_as
from bot.cluster.setup import prepared
from bot.errors import PartFailed, PortTaken
from bot.model import ROOT, ensure_fresh, environment

_LATEST, _POLL = 180.0, 0.2  # seconds: until a part must be ready; between two looks whether it is
_AGAIN = 1.0  # seconds until a part that ended before it was ready is started again
_ENOUGH = 40.0  # seconds a part may take to finish what it does


class Cluster:
    """The processes of a cluster, started in order and stopped in reverse.

    Each ends with this process, however that ends.

    Args:
        folder: keeps its data, its secrets and its logs.
        port: of its one address.
        say: is told of progress.
        servers: how many Rasa servers there are.
        rate: requests a second that one address may make.
        behind: what stands before it, as `set_real_ip_from ADDRESSES;`; only that is believed about addresses.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        say: Callable[[str], Any] = print,
        servers: int = 2,
        rate: int = 20,
        behind: str = "",
    ) -> None:
        self.folder, self.port, self._say = folder, port, say
        self._servers, self._rate, self._behind = servers, rate, behind
        self.url = f"http://127.0.0.1:{port}"
        self.processes: Dict[str, subprocess.Popen] = {}
        self.parts: Dict[str, Part] = {}

    def __enter__(self) -> Cluster:
        try:
            self.prepare()
            self.start("postgresql", "redis")
            self.start(*(name for name in self.parts if name[:-1] in ("actions", "rasa")))
            self.start("nginx")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: Any) -> None:
        for names in (("nginx",), [name for name in self.parts if name[:-1] in ("actions", "rasa")]):
            self.stop(*names)
        self.stop("redis", "postgresql")

    def start(self, *names: str) -> None:
        """Start parts at once and wait until all of them are ready.

        Raises:
            PartFailed: one did not start.
        """
        for name in names:
            self._say(f"Starting {self.parts[name].title} …")
            self._begin(name)
        for name in names:
            self.wait(name)

    def _begin(self, name: str) -> None:
        part = self.parts[name]
        with (self.folder / f"{name}.log").open("a") as log:
            # the kernel ends it with this process, and Ctrl-C reaches this process alone
            command = [program("setpriv"), "--pdeathsig", part.end.name[3:], *run_as(part.user), "--", *part.command]
            environ = {**environment(), **part.environ}
            self.processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self, name: str) -> None:
        """Wait until a part is ready.

        Raises:
            PartFailed: it is not going to be.
        """
        latest, tries = time.monotonic() + _LATEST, self.parts[name].tries
        while not _answers(self.parts[name].ready):
            ended = self.processes[name].poll() is not None
            tries -= ended
            if (ended and not tries) or time.monotonic() > latest:
                log = (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
                raise PartFailed(self.parts[name].title, log.strip()[-LAST:])
            time.sleep(_AGAIN if ended else _POLL)
            if ended:
                self._begin(name)

    def stop(self, *names: str) -> None:
        """Let parts finish what they do, then end them."""
        running = [name for name in names if name in self.processes and self.processes[name].poll() is None]
        for name in running:
            self.processes[name].send_signal(self.parts[name].end)
        for name in running:
            try:
                self.processes[name].wait(_ENOUGH)
            except subprocess.TimeoutExpired:
                self.kill(name)

    def kill(self, name: str) -> None:
        """End a part at once, as a fault would, with all that it started."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()

    def prepare(self) -> None:
        """Write all settings; make the database if there is none.

        Raises:
            PortTaken: something else listens at the address.
            ProgramMissing: a part is not installed.
            PartFailed: the database can't be made.
        """
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                raise PortTaken(self.port, "cluster")
        self.parts = prepared(self.folder, self.port, self._say, self._servers, self._rate, self._behind)


def run(folder: Path, port: int) -> int:
    """Run a cluster until Ctrl-C or a signal; start again what ends by itself.

    Raises:
        IlioError: it can't be started; says what to do.
    """

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    ends = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for each in ends:
        signal.signal(each, stop)
    ensure_fresh()
    with Cluster(folder, port, say) as cluster:
        say(f"Ready: {cluster.url}/chat/ (stop with Ctrl-C; data and logs are in {folder})")
        try:
            while True:
                time.sleep(1)
                for name in [name for name, process in cluster.processes.items() if process.poll() is not None]:
                    say(f"{cluster.parts[name].title} has ended.")
                    cluster.start(name)
        except KeyboardInterrupt:
            say("Stopping; this takes a few seconds …")
            for each in ends:
                signal.signal(each, signal.SIG_IGN)
    say("Stopped.")
    return 0


def _answers(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except OSError:  # also what urllib raises for 4xx and 5xx
        return False
