"""Rasa's settings files, `credentials.yml` and `endpoints.yml`: read, and what tries them shares."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from bot.errors import BadFile


def read(file: Path) -> Dict[str, Any]:
    """A settings file of Rasa's, such as `credentials.yml`.

    Raises:
        BadFile: it can't be read; says why.
    """
    try:
        # as Rasa reads it: NO is a word
        found = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")) or {}
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


def expanded(file: Path) -> Dict[str, Any]:
    """A settings file, with variables of the environment filled in for `${NAME}`.

    Raises:
        BadFile: it can't be read, or a variable is not set.
    """
    from rasa.shared.exceptions import RasaException  # takes seconds
    from rasa.shared.utils.io import read_config_file

    read(file)  # says better than Rasa what is wrong
    try:
        return dict(read_config_file(str(file)) or {})
    except RasaException as error:
        raise BadFile(file, f"can't be used: {first_sentence(error)}", "set what it names, or write a value") from None


def first_sentence(error: Exception) -> str:
    """What an error of another library says, without what follows the first sentence."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].split(". ")[0].rstrip(".")


@contextmanager
def silence() -> Iterator[None]:
    """Nothing logged, while something is only tried."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
