"""A channel's settings: its entry in `credentials.yml`."""

from __future__ import annotations

from typing import Any, Type, TypeVar

from pydantic import BaseModel, ValidationError

from bot.core.content_misfits import misfit
from bot.errors import BadSettings

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
