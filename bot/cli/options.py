"""Options that several verbs of `ilio` have."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.model import ROOT


def add_file(verb: Any, name: str) -> None:
    """Add the option that names a settings file of Rasa's, `credentials` or `endpoints`."""
    verb.add_argument(f"--{name}", type=path, default=ROOT / f"{name}.yml", help=f"instead of {name}.yml")


def add_address(verb: Any, usual: int) -> None:
    """Add the options that say where a server listens, on the port `usual` without them."""
    verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    verb.add_argument("--port", type=port, default=usual, help="port to listen on (default: %(default)s)")


def port(typed: str) -> int:
    """A port, as it was typed.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not typed.isascii() or not typed.isdigit() or not 0 < int(typed) < 65536:
        raise argparse.ArgumentTypeError(f"{typed!r} is no port; give a number from 1 to 65535")
    return int(typed)


def path(typed: str) -> Path:
    """A path, as it was typed: from where `ilio` was called, as it works elsewhere."""
    return Path(typed).absolute()
