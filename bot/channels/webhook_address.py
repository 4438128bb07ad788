"""Where a chat service reaches this server from outside."""

from __future__ import annotations

import ipaddress
import re
from typing import Collection, Optional
from urllib.parse import urlsplit

from bot.errors import BadAddress

_NAME = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")


def webhook(address: str, path: str, ports: Optional[Collection[int]] = None) -> str:
    """The whole address of a webhook.

    Args:
        address: the server's, such as `https://ilio.example`, with the path or without it.
        path: the webhook's.
        ports: those the service talks to; any if left out.

    Raises:
        BadAddress: the service could not reach it; says why.
    """
    problem = _problem(address, ports)
    if problem:
        raise BadAddress(address, problem)
    return address.rstrip("/").removesuffix(path) + path


def _problem(address: str, ports: Optional[Collection[int]]) -> str:
    """What is wrong with an address, empty where nothing is."""
    if not re.fullmatch(r"[!-~]+", address):
        return "it has a space or a letter that no web address has"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "its host or port is not one"
    if parts.scheme != "https":
        return "it must begin with https://"
    if "@" in parts.netloc:
        return "it must hold no user name or password"
    if parts.query or parts.fragment or "?" in address or "#" in address:
        return "it must end with the host or a path, without ? or #"
    if not _public(host):
        return "its host is not one that is known outside this network"
    if port == 0 or (ports is not None and (port or 443) not in ports):
        return f"its port must be one of {', '.join(map(str, ports))}" if ports else "its port is not one"
    return ""


def _public(host: str) -> bool:
    """Whether a host may be known everywhere: a name with a dot, or an address that is not a private one."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        names = host.removesuffix(".").split(".")
        return len(names) > 1 and not names[-1].isdigit() and all(_NAME.fullmatch(name) for name in names)
