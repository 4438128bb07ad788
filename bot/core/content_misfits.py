"""What is wrong with a value of a YAML file, in plain words: pydantic's own are for programmers."""

from __future__ import annotations

from typing import Any, Tuple, Type

from pydantic import BaseModel, ValidationError

_WORDS = {
    "type_error.bool": "write true or false",
    "type_error.dict": "write names with values under it, each as `name: value`",
    "type_error.float": "write a number",
    "type_error.integer": "write a whole number",
    "type_error.list": "write a list, each entry on a line of its own after a dash",
    "type_error.none.not_allowed": "nothing stands there; write a value",
    "type_error.str": "write text, in quotes if it looks like a number or a date",
    "type_error.tuple": "write several in brackets, such as [20, 30]",
    "value_error.any_str.max_length": "write no more than {limit_value} letters",
    "value_error.any_str.min_length": "write {limit_value} letters or more",
    "value_error.bool": "write true or false",
    "value_error.date": "write a day of the calendar, such as 2027-01-31",
    "value_error.list.max_items": "keep it to {limit_value} entries",
    "value_error.list.min_items": "the list is too short, it needs {limit_value} or more",
    "value_error.tuple.length": "write {expected_length} in brackets, such as [20, 30]",
    "value_error.missing": "it is missing",
    "value_error.str.regex": "write it in the form {pattern}",
}
_WORDS["value_error.strictbool"] = _WORDS["type_error.bool"]
_NUMBER = ("type_error.float", "type_error.integer", "value_error.number.")


def misfit(model: Type[BaseModel], error: ValidationError) -> Tuple[str, str, str]:
    """The first thing in which a value is not as its model wants it.

    Args:
        model: what the whole should be.
        error: what pydantic found.

    Returns:
        The key as a dotted path, pydantic's kind of error, and what to write instead.
    """
    errors = error.errors()
    there = errors[0]["loc"][:-1]  # a misspelt key is one too many and one too few: its own name says more
    unknown = [each for each in errors if each["type"] == "value_error.extra" and each["loc"][:-1] == there]
    first = (unknown or errors)[0]
    key, kind = ".".join(str(part) for part in first["loc"] if part != "__root__"), str(first["type"])
    if kind.startswith(_NUMBER):
        return key, kind, _number(model, key) or _WORDS.get(kind, first["msg"])
    if kind == "value_error.extra":
        # only at the top is it known without doubt which keys there are
        known = f"; those there are: {', '.join(model.__fields__)}" if len(first["loc"]) == 1 else ""
        lacking = [
            each["loc"][-1] for each in errors if each["type"] == "value_error.missing" and each["loc"][:-1] == there
        ]
        return key, kind, f"there is no such key{known}" + (f", and `{lacking[0]}` is missing" if lacking else "")
    if kind in ("value_error.const", "type_error.enum"):
        permitted: Any = first.get("ctx", {}).get("permitted") or first["ctx"]["enum_values"]
        return key, kind, f"write one of {', '.join(map(str, permitted))}"
    words = _WORDS.get(kind)
    return key, kind, words.format(**first.get("ctx", {})) if words else first["msg"]


def _number(model: Type[BaseModel], key: str) -> str:
    """Which numbers a setting may be; empty where there are no bounds to both sides."""
    field = model.__fields__.get(key)
    low, high = (field.field_info.gt, field.field_info.le) if field else (None, None)
    return "" if low is None or high is None else f"write a number above {low:g} and no more than {high:g}"
