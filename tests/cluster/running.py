"""What a running cluster tells of its parts."""

import re
import urllib.error
import urllib.request
from pathlib import Path


def port_of(cluster, name):
    """The port that a server listens on, or nginx for the world."""
    command = cluster.parts[name].command
    return cluster.port if name == "nginx" else int(command[command.index("--port") + 1])


def shared(cluster):
    """What all Rasa servers are told: where the database and Redis are, and the secret."""
    return cluster.parts["rasa1"].environ


def most_memory(cluster, name):
    """Bytes of main memory that a server has held at most since it was asked this last, and until then."""
    process = Path(f"/proc/{cluster.processes[name].pid}")
    most = int(re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())[1]) * 1024
    (process / "clear_refs").write_text("5")  # forget it
    return most


def metrics(cluster):
    """What Prometheus reads of all Rasa servers."""
    found = ""
    for each in ("rasa1", "rasa2"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port_of(cluster, each)}/metrics", timeout=10) as answer:
            found += answer.read().decode()
    return found
