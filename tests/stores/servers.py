"""Servers of the tests' own, which may be killed: PostgreSQL and Redis."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path


def _as_postgres(*command):
    """PostgreSQL refuses to run as root."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*user, *command], check=True, stdout=subprocess.DEVNULL)


def _runs(process):
    """Whether a process is there and has not ended; one that ended may stay until its parent has looked."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class PostgresServer:
    """A PostgreSQL server that may be killed, and keeps what it was told."""

    def __init__(self, folder, programs):
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        self.where = {
            "dialect": "postgresql",
            "host": "127.0.0.1",
            "port": port,
            "username": "ilio",
            "password": "hush",
        }
        self.data, self._folder, self._programs = f"{folder}/data", folder, programs
        _as_postgres(f"{programs}/initdb", "--auth=trust", "--username=ilio", "--encoding=UTF8", self.data)

    def start(self):
        options = f"-p {self.where['port']} -c listen_addresses=127.0.0.1 -k {self._folder}"
        log, deadline = f"{self._folder}/log", time.monotonic() + 60
        while True:
            try:
                return self._control("--wait", "--options", options, "--log", log, "start")
            except subprocess.CalledProcessError:  # one of its children may still be there after it was killed
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)

    def stop(self):
        self._control("--mode=immediate", "stop")

    def kill(self):
        pid = int(Path(self.data, "postmaster.pid").read_text().split()[0])
        children = [int(each) for each in subprocess.check_output(["pgrep", "-P", str(pid)]).split()]
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while any(map(_runs, children)):  # they notice by themselves
            assert time.monotonic() < deadline, "PostgreSQL does not end"
            time.sleep(0.05)

    def database(self, name):
        """A new database of the server."""
        subprocess.run(self.client("createdb", name), check=True)
        return {**self.where, "db": name}

    def client(self, program, database):
        """The command of one of PostgreSQL's own clients."""
        return [
            f"{self._programs}/{program}",
            "-h",
            self._folder,
            "-p",
            str(self.where["port"]),
            "-U",
            "ilio",
            database,
        ]

    def _control(self, *command):
        _as_postgres(f"{self._programs}/pg_ctl", "--pgdata", self.data, *command)


class RedisServer:
    """A Redis server that a test may do anything to; it forgets everything when it is killed."""

    def __init__(self, folder):
        self._socket = f"{folder}/redis"
        self.url = f"unix://{self._socket}"

    def start(self):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(
            ["redis-server", "--port", "0", "--unixsocket", self._socket, "--save", ""], **quiet
        )
        while not self.reached():
            assert self._process.poll() is None, "Redis does not start"
            time.sleep(0.01)
        return self

    def reached(self):
        with socket.socket(socket.AF_UNIX) as tried:
            return tried.connect_ex(self._socket) == 0

    def kill(self):
        self._process.kill()
        self._process.wait()

    def pause(self):
        self._process.send_signal(signal.SIGSTOP)

    def resume(self):
        self._process.send_signal(signal.SIGCONT)
