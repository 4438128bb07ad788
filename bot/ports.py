"""Ports for servers that are started here and asked from here."""

from __future__ import annotations

import socket
from typing import List


def free_ports(count: int) -> List[int]:
    """So many ports of this machine that nobody listens on."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [each.getsockname()[1] for each in taken]
    finally:
        for each in taken:
            each.close()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    return free_ports(1)[0]
