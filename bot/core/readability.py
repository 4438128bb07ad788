"""Messages that hold no readable English words, and the cleaning of those that do."""

from __future__ import annotations

import re
import unicodedata
from typing import Optional

LONGEST = 1000  # characters; nobody asks one question in more, and longer texts cost every other user time

# Unicode categories that are no text: a control ends a word; marks nobody sees and unknown signs vanish
_INSTEAD = {"Cc": " ", "Cf": "", "Cs": "", "Co": "", "Cn": ""}
CLICK = re.compile(r'^/show\{"opens": ?"[a-z_]+(/[a-z0-9_]+)*"\}$')


_AGAIN = re.compile(r"(?<!\S)(\S+(?: \S+){0,2}?)(?: \1){2,}(?!\S)", re.IGNORECASE)
_SPELT = re.compile(r"\s*[^\W\d_](?:\s+[^\W\d_]){4,}[\s.!?]*")  # one letter at a time
_OPTIONS = set("abcdefgh")  # of a quiz, typed one by one


def unrepeated(text: str) -> str:
    """A text with up to three words that are said more than twice in a row said once: "pain pain pain" is "pain".

    Args:
        text: a message, as `clean` returns it.
    """
    return _AGAIN.sub(r"\1", text)


def _joined(text: str) -> str:
    """ "h i p   p a i n" as "hip pain"; other texts as they are."""
    if not _SPELT.fullmatch(text) or set(text.lower()) - set(" .!?") <= _OPTIONS:
        return text
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text.strip()))


def clean(text: str) -> str:
    """Remove what is no text, and make typed commands plain words.

    Control characters (NUL among them) become spaces, runs of space become one, letters typed one by one become words.
    A leading "/" would let whoever types it name a Rasa intent and its entities; only a button's own payload keeps it.

    Args:
        text: anything at all.

    Returns:
        The text to understand; may be empty.
    """
    if CLICK.match(text.strip()):
        return text.strip()
    text = text.replace("\u2019", "'").replace("\u2018", "'")  # as phones type apostrophes
    kept = "".join(_INSTEAD.get(unicodedata.category(letter), letter) for letter in text)
    return " ".join(_joined(kept).split()).lstrip("/ ")


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
