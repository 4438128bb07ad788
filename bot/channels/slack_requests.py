"""What Slack sends: checked that it is Slack's and new, then read. Events, clicks and commands come to one address."""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, Optional
from urllib.parse import parse_qs

from pydantic import ValidationError
from slack_sdk.signature import SignatureVerifier

from bot.channels.refusals import Refused, bad_request
from bot.channels.slack_events import event
from bot.channels.slack_incoming import Request
from bot.channels.slack_interactions import click, command


class Gate:
    """Lets through what Slack signed in the last five minutes.

    Args:
        signing_secret: the app's.
    """

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)

    def check(self, raw: bytes, headers: Mapping[str, str]) -> None:
        """Check a request.

        Raises:
            Refused: it is not from Slack, or too old.
        """
        try:
            valid = self._verifier.is_valid_request(raw, headers)
        except (ValueError, TypeError, OverflowError):  # a time that is none, a body or a signature in no letters
            valid = False
        if not valid:
            raise Refused(401, "not_signed", "This was not signed by Slack just now.")


def read(raw: bytes, kind: str) -> Optional[Request]:
    """What a request says; None for what is not for Ilio.

    Args:
        raw: the body.
        kind: its content type.

    Raises:
        Refused: it is no request at all.
    """
    given = kind.split(";")[0].strip().lower()
    try:
        if given == "application/json":
            return event(_object(raw.decode()))
        if given == "application/x-www-form-urlencoded":
            form = {key: values[0] for key, values in parse_qs(raw.decode(), max_num_fields=50).items()}
            return click(_object(form["payload"])) if "payload" in form else command(form)
    except ValidationError:
        return None
    except (ValueError, RecursionError):
        raise bad_request("This is not of the form Slack sends.") from None
    raise Refused(415, "not_known", "Slack sends JSON or a form.")


def _object(text: str) -> Dict[str, Any]:
    given = json.loads(text)
    if not isinstance(given, dict):
        raise ValueError("no object")
    return given
