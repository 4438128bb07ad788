"""nginx before the servers of the cluster, with the settings of `deploy/nginx.conf.template`."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import List, Mapping

from bot.cluster.part import DEPLOY, Part, http, program, write


def nginx(folder: Path, port: int, internal: int, rasa: List[int], actions: List[int], rate: int, behind: str) -> Part:
    """nginx, at the one address of the cluster.

    Args:
        folder: the cluster's.
        port: of the address.
        internal: port at which the Rasa servers reach the action servers.
        rasa, actions: ports of the servers.
        rate, behind: see `Cluster`.

    Raises:
        ProgramMissing: it is not installed.
    """

    def servers(ports: List[int], fails: str) -> str:
        return " ".join(f"server 127.0.0.1:{port} {fails};" for port in ports)

    given = {
        "ILIO_PUBLIC": f"127.0.0.1:{port}",
        "ILIO_INTERNAL": f"127.0.0.1:{internal}",
        "ILIO_RASA_SERVERS": servers(rasa, "max_fails=0"),
        "ILIO_ACTION_SERVERS": servers(actions, "max_fails=3 fail_timeout=2s"),
        "ILIO_RATE": str(rate),
        "ILIO_BEHIND": behind,
    }
    home = folder / "nginx"
    home.mkdir(exist_ok=True)
    write(home / "ilio.conf", filled(given))
    kept = "".join(
        f'{kind}_temp_path "{home}/{kind}";\n' for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""  # or it could not read its own folder
    write(
        home / "nginx.conf",
        f'{user}daemon off;\npid "{home}/nginx.pid";\nworker_processes 1;\nerror_log stderr;\n'
        f'events {{}}\nhttp {{\n{kept}include "{home}/ilio.conf";\n}}\n',
    )
    command = [program("nginx"), "-e", "stderr", "-p", str(home), "-c", str(home / "nginx.conf")]
    ready = http(f"http://127.0.0.1:{port}/chat/health")
    return Part("nginx", command, ready, signal.SIGQUIT)


def filled(given: Mapping[str, str]) -> str:
    """The settings of nginx with the variables of `deploy/nginx.conf.template` filled in.

    Raises:
        KeyError: one of them is not given.
    """
    template = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
    return re.sub(r"\$\{(\w+)\}", lambda found: given[found[1]], template)
