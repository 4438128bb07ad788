"""Several servers on one machine, as plain processes: what `ilio cluster` runs and what faults are tried on.

nginx in front, two Rasa servers, two action servers, PostgreSQL and Redis, on loopback, with the settings of `deploy/`.
"""

from __future__ import annotations

import glob
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional

import psycopg2
from redis import Redis
from redis.exceptions import RedisError

from bot.errors import PartFailed, PortTaken, ProgramMissing
from bot.model import ROOT, ensure_fresh, environment

DEPLOY = ROOT / "deploy"
_LATEST, _POLL = 180.0, 0.2  # seconds: until a part must be ready; between two looks whether it is
_AGAIN = 1.0  # seconds until a part that ended before it was ready is started again
_LAST = 2000  # characters of a log that tell what went wrong
_ENOUGH = 40.0  # seconds a part may take to finish what it does
_DATABASE = "postgres"  # whom PostgreSQL runs as, where this runs as root: it refuses to be that


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
            self._prepare()
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
            command = [_program("setpriv"), "--pdeathsig", part.end.name[3:], *_as(part.user), "--", *part.command]
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
                raise PartFailed(self.parts[name].title, log.strip()[-_LAST:])
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

    # ── how each part is run ─────────────────────────────────────────────────────────────────────────────────────

    def _prepare(self) -> None:
        """Write all settings; make the database if there is none.

        Raises:
            PortTaken: something else listens at the address.
            ProgramMissing: a part is not installed.
        """
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                raise PortTaken(self.port, "cluster")
        self.folder.mkdir(parents=True, exist_ok=True)
        ports = _free_ports(5 + self._servers)
        known = self._secrets()
        self._postgresql(ports[0], known["database"])
        self._redis(ports[1], known["redis"])
        shared = {
            "ILIO_DATABASE": f"postgresql://ilio:{known['database']}@127.0.0.1:{ports[0]}/postgres",
            "ILIO_REDIS": f"redis://:{known['redis']}@127.0.0.1:{ports[1]}/0",
            "ILIO_ACTIONS": f"http://127.0.0.1:{ports[2]}/webhook",
            "ILIO_SECRET": known["tokens"],
            "SANIC_PROXIES_COUNT": "1",
        }
        # for commands that work on its data: `. .cluster/environment`
        _write(self.folder / "environment", "".join(f"export {name}='{value}'\n" for name, value in shared.items()))
        ilio = str(Path(sys.executable).parent / "ilio")
        for number, port in enumerate(ports[3:5], start=1):
            command = [ilio, "actions", "--port", str(port)]
            ready = _http(f"http://127.0.0.1:{port}/health")
            self.parts[f"actions{number}"] = Part(f"action server {number}", command, ready)
        for number, port in enumerate(ports[5:], start=1):
            settings = [f"--{name}={DEPLOY / name}.yml" for name in ("endpoints", "credentials")]
            command = [ilio, "serve", "--port", str(port), "--remote-actions", *settings]
            ready = _http(f"http://127.0.0.1:{port}/chat/ready")
            self.parts[f"rasa{number}"] = Part(f"Rasa server {number}", command, ready, environ=shared)
        self._nginx(ports[2], ports[5:], ports[3:5])

    def _secrets(self) -> Dict[str, str]:
        """Passwords of this cluster's own, made once."""
        path = self.folder / "secrets.json"
        if not path.exists():
            made = {name: secrets.token_urlsafe(32) for name in ("database", "redis", "tokens")}
            _write(path, json.dumps(made))
        return json.loads(path.read_text(encoding="utf-8"))

    def _postgresql(self, port: int, password: str) -> None:
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not programs:
            raise ProgramMissing("PostgreSQL")
        user = _DATABASE if os.geteuid() == 0 else None
        home = self.folder / "postgresql"
        if not (home / "data" / "PG_VERSION").exists():
            self._say("Making the database …")
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir(mode=0o700)
            given = home / "password"
            _write(given, password)
            if user:
                shutil.chown(home, user)
                shutil.chown(given, user)
            options = ["--username=ilio", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
            command = [f"{programs[-1]}/initdb", *options, f"--pwfile={given}", f"--pgdata={home / 'data'}"]
            done = subprocess.run(
                [_program("setpriv"), *_as(user), "--", *command], cwd="/", capture_output=True, text=True, check=False
            )
            given.unlink()
            if done.returncode:
                shutil.rmtree(home)
                raise PartFailed("PostgreSQL", f"{done.stdout}{done.stderr}".strip()[-_LAST:])
        listen = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        command = [f"{programs[-1]}/postgres", "-D", str(home / "data"), "-p", str(port), *listen]

        def ready() -> bool:
            try:
                psycopg2.connect(
                    host="127.0.0.1", port=port, user="ilio", password=password, dbname="postgres", connect_timeout=2
                ).close()
            except psycopg2.OperationalError:
                return False
            return True

        # SIGINT is its "fast": finish and end, whoever is still connected; if it is killed its children end a bit later
        self.parts["postgresql"] = Part("PostgreSQL", command, ready, signal.SIGINT, user=user, tries=10)

    def _redis(self, port: int, password: str) -> None:
        settings = self.folder / "redis.conf"
        # it holds nothing but who has which conversation now
        _write(
            settings,
            f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\ndir "{self.folder}"\n',
        )

        def ready() -> bool:
            try:
                return bool(Redis(port=port, password=password, socket_timeout=2).ping())
            except RedisError:
                return False

        self.parts["redis"] = Part("Redis", [_program("redis-server"), str(settings)], ready)

    def _nginx(self, internal: int, rasa: List[int], actions: List[int]) -> None:
        def servers(ports: List[int], fails: str) -> str:
            return " ".join(f"server 127.0.0.1:{port} {fails};" for port in ports)

        given = {
            "ILIO_PUBLIC": f"127.0.0.1:{self.port}",
            "ILIO_INTERNAL": f"127.0.0.1:{internal}",
            "ILIO_RASA_SERVERS": servers(rasa, "max_fails=0"),
            "ILIO_ACTION_SERVERS": servers(actions, "max_fails=3 fail_timeout=2s"),
            "ILIO_RATE": str(self._rate),
            "ILIO_BEHIND": self._behind,
        }
        home = self.folder / "nginx"
        home.mkdir(exist_ok=True)
        _write(home / "ilio.conf", filled(given))
        kept = "".join(
            f'{kind}_temp_path "{home}/{kind}";\n' for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""  # or it could not read its own folder
        _write(
            home / "nginx.conf",
            f'{user}daemon off;\npid "{home}/nginx.pid";\nworker_processes 1;\nerror_log stderr;\n'
            f'events {{}}\nhttp {{\n{kept}include "{home}/ilio.conf";\n}}\n',
        )
        command = [_program("nginx"), "-e", "stderr", "-p", str(home), "-c", str(home / "nginx.conf")]
        ready = _http(f"http://127.0.0.1:{self.port}/chat/health")
        self.parts["nginx"] = Part("nginx", command, ready, signal.SIGQUIT)


def filled(given: Mapping[str, str]) -> str:
    """The settings of nginx with the variables of `deploy/nginx.conf.template` filled in.

    Raises:
        KeyError: one of them is not given.
    """
    template = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
    return re.sub(r"\$\{(\w+)\}", lambda found: given[found[1]], template)


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


def _write(path: Path, text: str) -> None:
    """Write a file that nobody else may read."""
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _as(user: Optional[str]) -> List[str]:
    return [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")
    if not found:
        raise ProgramMissing(name)
    return found


def _free_ports(count: int) -> List[int]:
    """Ports that nobody listens on."""
    with_ports = [socket.socket() for _ in range(count)]
    try:
        for each in with_ports:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in with_ports]
    finally:
        for each in with_ports:
            each.close()


def _http(url: str) -> Callable[[], bool]:
    def ready() -> bool:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200

    return ready


def _answers(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except OSError:  # also what urllib raises for 4xx and 5xx
        return False
