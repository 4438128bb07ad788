"""Signed tokens that say which conversation is whose."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass

import jwt

from bot.channels.refusals import URGENT, Refused

_ALGORITHM, _AUDIENCE = "HS256", "ilio/web"
_CONVERSATION = re.compile(r"web-[A-Za-z0-9_-]{22}")  # as `Sessions.new_conversation` makes them


@dataclass(frozen=True)
class Session:
    """What a visitor's page holds.

    Args:
        token: names the conversation, signed.
        expires: until when it is good, in seconds since 1970.
    """

    token: str
    expires: int


class Sessions:
    """Gives and reads tokens.

    Args:
        secret: what they are signed with; the same for all servers of one assistant.
        days: how long a token is good.
    """

    def __init__(self, secret: bytes, days: float = 7) -> None:
        self._secret, self._seconds = secret, int(days * 24 * 3600)

    @staticmethod
    def new_conversation() -> str:
        """An id nobody can guess: 128 random bits."""
        return f"web-{secrets.token_urlsafe(16)}"

    def give(self, conversation: str) -> Session:
        """A token for a conversation, good from now on."""
        expires = int(time.time()) + self._seconds
        claims = {"sub": conversation, "aud": _AUDIENCE, "exp": expires}
        return Session(jwt.encode(claims, self._secret, _ALGORITHM), expires)

    def conversation(self, token: str, expired: bool = False) -> str:
        """The conversation a token is for.

        Args:
            token: as it came.
            expired: whether one that is too old is good enough, as it is for deleting.

        Raises:
            Refused: it was not given here, was changed, or is too old.
        """
        try:
            claims = jwt.decode(
                token,
                self._secret,
                [_ALGORITHM],
                audience=_AUDIENCE,
                options={"require": ["exp", "aud", "sub"], "verify_exp": not expired},
            )
            if not _CONVERSATION.fullmatch(str(claims["sub"])):
                raise jwt.InvalidTokenError
            return str(claims["sub"])
        except jwt.ExpiredSignatureError:
            sentence = f"This talk is too old to go on with; please start a new one. {URGENT}"
            raise Refused(401, "expired", sentence) from None
        except (jwt.PyJWTError, UnicodeError):  # headers may hold any bytes
            raise Refused(401, "no_session", "This is not a key to any talk here; please start a new one.") from None
