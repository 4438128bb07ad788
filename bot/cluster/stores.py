"""The stores of the cluster: PostgreSQL keeps the conversations, Redis their locks."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any, Callable

import psycopg2
from redis import Redis
from redis.exceptions import RedisError

from bot.cluster.part import LAST, Part, program, run_as, write
from bot.errors import PartFailed, ProgramMissing

_DATABASE = "postgres"  # whom PostgreSQL runs as, where this runs as root: it refuses to be that


def postgresql(folder: Path, port: int, password: str, say: Callable[[str], Any]) -> Part:
    """PostgreSQL, with a database that is made if there is none.

    Args:
        folder: the cluster's.
        port: where it listens.
        password: of the user `ilio`.
        say: is told of progress.

    Raises:
        ProgramMissing: it is not installed.
        PartFailed: the database can't be made.
    """
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not programs:
        raise ProgramMissing("PostgreSQL")
    user = _DATABASE if os.geteuid() == 0 else None
    home = folder / "postgresql"
    if not (home / "data" / "PG_VERSION").exists():
        say("Making the database …")
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(mode=0o700)
        given = home / "password"
        write(given, password)
        if user:
            shutil.chown(home, user)
            shutil.chown(given, user)
        options = ["--username=ilio", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        command = [f"{programs[-1]}/initdb", *options, f"--pwfile={given}", f"--pgdata={home / 'data'}"]
        done = subprocess.run(
            [program("setpriv"), *run_as(user), "--", *command], cwd="/", capture_output=True, text=True, check=False
        )
        given.unlink()
        if done.returncode:
            shutil.rmtree(home)
            raise PartFailed("PostgreSQL", f"{done.stdout}{done.stderr}".strip()[-LAST:])
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
    return Part("PostgreSQL", command, ready, signal.SIGINT, user=user, tries=10)


def redis(folder: Path, port: int, password: str) -> Part:
    """Redis, which holds nothing but who has which conversation now.

    Args:
        folder: the cluster's.
        port: where it listens.
        password: what its clients must know.

    Raises:
        ProgramMissing: it is not installed.
    """
    settings = folder / "redis.conf"
    write(
        settings,
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\ndir "{folder}"\n',
    )

    def ready() -> bool:
        try:
            return bool(Redis(port=port, password=password, socket_timeout=2).ping())
        except RedisError:
            return False

    return Part("Redis", [program("redis-server"), str(settings)], ready)
