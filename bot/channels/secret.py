"""The secret that all channels share: from the environment, or made once and kept on this machine."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.errors import BadSecret
from bot.model import ROOT

ENVIRONMENT = "ILIO_SECRET"
_SHORTEST = 32  # bytes: the length of the digest it signs with


def shared_secret() -> bytes:
    """What signs tokens and names talks and buttons, on every channel.

    Raises:
        BadSecret: it can't be read, made or used; says where it is.
    """
    file = ROOT / ".secret"
    try:
        return secret(file)
    except ValueError as error:
        raise BadSecret(str(error)) from None
    except OSError as error:
        problem = f"{file} can't be read or made ({error.strerror})"
        raise BadSecret(f"{problem}; set {ENVIRONMENT} in the environment, or let this user write there") from None


def secret(file: Path) -> bytes:
    """The secret from the environment, else from a file on this machine that is made once.

    Args:
        file: where it is kept if the environment has none.

    Raises:
        ValueError: it is too short to be safe.
    """
    given = os.environ.get(ENVIRONMENT, "").encode()
    if not given:
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as new:
                new.write(secrets.token_urlsafe(48).encode())
        except FileExistsError:
            pass
        given = file.read_bytes().strip()
    if len(given) < _SHORTEST:
        raise ValueError(
            f"{ENVIRONMENT} is shorter than {_SHORTEST} characters; make one with: openssl rand -base64 48"
        )
    return given
