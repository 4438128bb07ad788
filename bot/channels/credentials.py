"""The channels that `credentials.yml` names, tried before anything is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Type

from rasa.core.channels import BUILTIN_CHANNELS
from rasa.core.channels.channel import InputChannel
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path

from bot.errors import BadSettings, IlioError
from bot.settings_files import first_sentence, silence

_OURS = {
    "slack": "bot.channels.slack.SlackInput",
    "telegram": "bot.channels.telegram.TelegramInput",
}


def check(file: Path, named: Dict[str, Any]) -> None:
    """Make each channel once, to see that it can be made; Rasa makes them anew.

    Args:
        file: the settings file.
        named: its channels and what stands under them.

    Raises:
        IlioError: one can't be made; names the file, the key and the mend.
    """
    for name, entry in named.items():
        try:
            with silence():
                _kind(str(name)).from_credentials(entry)
        except BadSettings as error:  # raised where only the channel's name is known
            raise BadSettings(*error.parts, file=str(file)) from None
        except IlioError:
            raise
        except Exception as error:  # what Rasa's own channels and others' raise is of any kind
            raise BadSettings(str(name), "", f"can't be used: {first_sentence(error)}", str(file)) from None


def _kind(name: str) -> Type[InputChannel]:
    """The class of a channel.

    Raises:
        BadSettings: there is none, or it is one of Rasa's that Ilio has better.
    """
    if name in _OURS:
        raise BadSettings(
            name,
            "",
            f"this channel of Rasa's is not for Ilio; write `{_OURS[name]}:` in its place, and put the secrets into the"
            f" environment as docs/{name}.md says",
        )
    try:
        return BUILTIN_CHANNELS.get(name) or class_from_module_path(name)
    except (ImportError, RasaException, ValueError):
        known = ", ".join(["bot.channels.rest.RestInput", "bot.channels.web.WebInput", *_OURS.values()])
        raise BadSettings(name, "", f"there is no such channel; Ilio has {known}") from None
