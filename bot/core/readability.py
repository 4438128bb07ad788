"""Messages that hold no readable English words, and the cleaning of those that do."""

from __future__ import annotations

import re
import unicodedata
from typing import Optional

LONGEST = 1000  # characters; nobody asks one question in more, and longer texts cost every other user time

# Unicode categories that are no text: a control ends a word; marks nobody sees and unknown signs vanish
_INSTEAD = {"Cc": " ", "Cf": "", "Cs": "", "Co": "", "Cn": ""}
CLICK = re.compile(r'^/show\{"opens": ?"[a-z_]+(/[a-z0-9_]+)*"\}$')


def clean(text: str) -> str:
    """Remove what is no text, and make typed commands plain words.

    Control characters (NUL among them) become spaces, runs of space become one. A leading "/" would let
    whoever types it name a Rasa intent and its entities; only a button's own payload keeps it.

    Args:
        text: anything at all.

    Returns:
        The text to understand; may be empty.
    """
    if CLICK.match(text.strip()):
        return text.strip()
    text = text.replace("\u2019", "'").replace("\u2018", "'")  # as phones type apostrophes
    kept = "".join(_INSTEAD.get(unicodedata.category(letter), letter) for letter in text)
    return " ".join(kept.split()).lstrip("/ ")


def plain(text: str) -> str:
    """Lower-case words with single spaces, without apostrophes and other marks, for comparing what was typed."""
    text = text.lower().replace("'", "").replace("\u2019", "").replace("&", " and ")
    return " ".join(re.findall(r"[a-z0-9]+", text))


def unreadable(text: str) -> Optional[str]:
    """Say why a message can't be understood as English words.

    Args:
        text: a message, as `clean` returns it.

    Returns:
        The topic of `out_of_scope` that answers it (`empty`, `emoji`, `other_language`, `too_long`), or None for
        a text with words.
    """
    if len(text) > LONGEST:
        return "too_long"
    letters = [letter for letter in text if letter.isalpha()]
    if letters:
        latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
        return None if latin * 2 >= len(letters) else "other_language"
    if any(letter.isdigit() for letter in text):
        return None  # "2" picks a button
    return "emoji" if any(unicodedata.category(letter) in {"So", "Sk", "Sm"} for letter in text) else "empty"
