"""What all content files share: where they are, how they are read, and how long their texts may be."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any, Dict, Type, TypeVar

import yaml
from pydantic import BaseModel, Extra, ValidationError

from bot.core.content_misfits import misfit
from bot.errors import ContentError

CONTENT = Path(__file__).resolve().parent.parent / "content"
BUBBLE_WORDS = 70  # "about 60": the label and the section's name come on top of what an editor writes
BUBBLES = 3
TITLE_LETTERS = 28


_Model = TypeVar("_Model", bound=BaseModel)


class Strict(BaseModel):
    """A part of the content: no unknown keys, never changed after loading."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


def matchable(value: str) -> str:
    """A pattern as it is, for validators.

    Raises:
        ValueError: it cannot be matched; says why.
    """
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"'{value}' cannot be matched: {error}") from error
    return value


class Review(Strict):
    """Who looked at a topic and when.

    Args:
        by: the reviewer's role, such as "a physiotherapist".
        date: the day of the review, as 2027-01-31.
    """

    by: str
    date: datetime.date


class _Repeated(yaml.constructor.ConstructorError):
    """A key that stands in a mapping twice."""

    def __init__(self, key: str, mark: yaml.Mark) -> None:
        super().__init__(problem=f"the key '{key}' stands there twice", problem_mark=mark)
        self.key = key


class _UniqueKeys(yaml.CSafeLoader):
    """YAML without repeated keys, of which the last would silently win; read ten times as fast as by `SafeLoader`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for place, key in enumerate(keys):
            if key in keys[:place]:
                mark = node.value[place][0].start_mark
                raise _Repeated(str(key), mark)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, name: str = "") -> Any:
    """What a YAML file holds.

    Args:
        path: the file.
        name: what errors call it, if not by its last part.

    Raises:
        ContentError: it is no YAML, or has a key twice, naming the line and the mend.
    """
    name = name or path.name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _UniqueKeys)
    except (yaml.YAMLError, ValueError) as error:  # an impossible date is a ValueError
        mark = getattr(error, "problem_mark", None)
        file = f"{name}, line {mark.line + 1}" if mark else name
        if isinstance(error, _Repeated):
            raise ContentError(file, error.key, "stands there twice", "keep one of the two") from error
        problem = str(getattr(error, "problem", None) or error)
        raise ContentError(
            file,
            "",
            problem,
            "write it as YAML: spaces to indent, quotes and brackets closed, texts with ': ' in quotes",
        ) from error


def read_model(model: Type[_Model], path: Path) -> _Model:
    """Read a YAML file as a pydantic model.

    Raises:
        ContentError: it is no YAML or does not fit, naming the file, the key and the mend.
    """
    if not path.exists():
        raise ContentError(path.name, "", "the file is missing", "restore it from version control")
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise ContentError(path.name, "", "the file is not a mapping", "start it with `section:` and `topics:`")
    try:
        return model(**data)
    except ValidationError as error:
        key, kind, problem = misfit(model, error)
        shown = "causes.yml shows a complete file" if "section" in data else "the file's head explains the keys"
        mend = {
            "value_error.missing": "add the key",
            "value_error.extra": "remove the key or correct its spelling",
        }.get(kind, f"change the value as said; {shown}")
        raise ContentError(path.name, _named(data, key), problem, mend) from error


def _named(data: Any, key: str) -> str:
    """A dotted key in which the entries of lists are called by their `id`, where they have one."""
    named = []
    for part in key.split("."):
        listed = isinstance(data, list) and part.isdigit() and int(part) < len(data)
        data = data[int(part)] if listed else data.get(part) if isinstance(data, dict) else None
        named.append(str(data.get("id", part)) if listed and isinstance(data, dict) else part)
    return ".".join(named)
