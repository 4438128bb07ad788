"""All parts of the cluster: each with its port, its settings and its secrets."""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import Any, Callable, Dict

from bot.cluster.nginx import nginx
from bot.cluster.part import DEPLOY, Part, http, write
from bot.cluster.stores import postgresql, redis
from bot.ports import free_ports


def prepared(
    folder: Path, port: int, say: Callable[[str], Any], servers: int, rate: int, behind: str
) -> Dict[str, Part]:
    """The parts by name, once all their settings are written; the database is made if there is none.

    Args:
        folder, port, say, servers, rate, behind: see `Cluster`.

    Raises:
        ProgramMissing: a part is not installed.
        PartFailed: the database can't be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ports = free_ports(5 + servers)
    known = _secrets(folder)
    parts = {
        "postgresql": postgresql(folder, ports[0], known["database"], say),
        "redis": redis(folder, ports[1], known["redis"]),
    }
    shared = {
        "ILIO_DATABASE": f"postgresql://ilio:{known['database']}@127.0.0.1:{ports[0]}/postgres",
        "ILIO_REDIS": f"redis://:{known['redis']}@127.0.0.1:{ports[1]}/0",
        "ILIO_ACTIONS": f"http://127.0.0.1:{ports[2]}/webhook",
        "ILIO_SECRET": known["tokens"],
        "SANIC_PROXIES_COUNT": "1",
    }
    # for commands that work on its data: `. .cluster/environment`
    write(folder / "environment", "".join(f"export {name}='{value}'\n" for name, value in shared.items()))
    ilio = str(Path(sys.executable).parent / "ilio")
    for number, each in enumerate(ports[3:5], start=1):
        command = [ilio, "actions", "--port", str(each)]
        ready = http(f"http://127.0.0.1:{each}/health")
        parts[f"actions{number}"] = Part(f"action server {number}", command, ready)
    for number, each in enumerate(ports[5:], start=1):
        settings = [f"--{name}={DEPLOY / name}.yml" for name in ("endpoints", "credentials")]
        command = [ilio, "serve", "--port", str(each), "--remote-actions", *settings]
        ready = http(f"http://127.0.0.1:{each}/chat/ready")
        parts[f"rasa{number}"] = Part(f"Rasa server {number}", command, ready, environ=shared)
    parts["nginx"] = nginx(folder, port, ports[2], ports[5:], ports[3:5], rate, behind)
    return parts


def _secrets(folder: Path) -> Dict[str, str]:
    """Passwords of this cluster's own, made once."""
    path = folder / "secrets.json"
    if not path.exists():
        made = {name: secrets.token_urlsafe(32) for name in ("database", "redis", "tokens")}
        write(path, json.dumps(made))
    return json.loads(path.read_text(encoding="utf-8"))
