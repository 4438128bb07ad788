"""A channel's settings: its entry in `credentials.yml`, and the secret that all channels share."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Type, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from bot.channels.sessions import ENVIRONMENT, secret
from bot.core.misfit import misfit
from bot.errors import BadFile, BadSecret, BadSettings
from bot.model import ROOT

Model = TypeVar("Model", bound=BaseModel)


def settings(model: Type[Model], channel: str, entry: Any, file: str = "credentials.yml") -> Model:
    """A channel's settings.

    Args:
        model: what they may be.
        channel: its name in the file.
        entry: what stands under it; nothing means the usual settings.
        file: where it stands.

    Raises:
        BadSettings: they can't be used; names the key and the mend.
    """
    if not isinstance(entry or {}, dict):
        raise BadSettings(channel, "", f"has {entry!r} where settings should be; write each as `name: value`", file)
    try:
        return model.parse_obj(entry or {})
    except ValidationError as error:
        key, _, problem = misfit(model, error)
        raise BadSettings(channel, key, problem, file) from None


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


def read(file: Path) -> Dict[str, Any]:
    """A settings file of Rasa's, such as `credentials.yml`.

    Raises:
        BadFile: it can't be read; says why.
    """
    try:
        found = (
            YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")) or {}
        )  # as Rasa reads it: NO is a word
    except OSError as error:
        raise BadFile(file, f"can't be read ({error.strerror})", "check the path and who may read it") from None
    except UnicodeDecodeError:
        raise BadFile(file, "is no text", "write it anew, in UTF-8") from None
    except DuplicateKeyError as error:
        key = str(error.problem).split('"')[1]
        where = f"has the key {key} twice, again in line {error.problem_mark.line + 1}"
        raise BadFile(file, where, "keep one of the two") from None
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark else ""
        raise BadFile(file, f"is no valid YAML{line}", "look for a missing quote, colon or indent there") from None
    if not isinstance(found, dict):
        raise BadFile(file, "has no names with settings under them", "restore it from version control")
    return found
