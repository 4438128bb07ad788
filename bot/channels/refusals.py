"""Why a channel does not take a message: the HTTP status, a word for programs, a sentence for people."""

from __future__ import annotations

from typing import Optional

# what every sentence ends with that a person reads in place of an answer
URGENT = "In an emergency, phone your local emergency number (112, 999 or 911)."


class Refused(Exception):
    """A message that is not taken. Nothing of the talk has changed.

    Args:
        status: the HTTP status that fits.
        code: the reason in one word, for programs.
        sentence: the reason in one sentence, for people.
        wait: seconds after which the same message may be taken; None if it never will be.
        allow: the methods an address has, for one that it has not.
    """

    def __init__(self, status: int, code: str, sentence: str, wait: Optional[int] = None, allow: str = "") -> None:
        super().__init__(sentence)
        self.status, self.code, self.sentence, self.wait, self.allow = status, code, sentence, wait, allow


def bad_request(sentence: str) -> Refused:
    """The message is not of the form it should have."""
    return Refused(400, "bad_request", sentence)


def gone() -> Refused:
    """The conversation was deleted, or never was."""
    return Refused(410, "gone", f"This talk was deleted or has ended; please start a new one. {URGENT}")


def unavailable(wait: int = 3) -> Refused:
    """Ilio can't answer just now."""
    return Refused(503, "unavailable", f"I can't answer just now; please try again in a moment. {URGENT}", wait)


def too_fast(wait: int) -> Refused:
    """More messages in a short time than one person writes."""
    sentence = f"That was a lot at once; please wait a moment and send it again. {URGENT}"
    return Refused(429, "too_fast", sentence, wait)
