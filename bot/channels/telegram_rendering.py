"""What the bot said, as Telegram shows it: HTML, a button a row, pictures with captions, within Telegram's limits."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, Iterable, List, Optional, Tuple, Union
from urllib.parse import urlsplit

from bot.channels.attachments import File, calendar, plot
from bot.channels.replies import Choice, Reply
from bot.channels.splitting import cuts
from bot.channels.telegram_words import words
from bot.core import pictures

TEXT, CAPTION = 4096, 1024  # characters of a message and of a picture's caption, counted as UTF-16
BUTTONS = 100  # of one message
TITLE = 40  # characters of a button that a phone shows
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


@dataclass(frozen=True)
class Piece:
    """One message of Telegram's.

    Args:
        text: plain words, also where the rest can't be shown.
        html: the same with its bold words.
        keyboard: titles and ids of the buttons under it.
        photo: a picture's address, a file of ours, or one to be made; the text is its caption.
        document: a file to be made and sent after it.
    """

    text: str
    html: str
    keyboard: Tuple[Tuple[str, str], ...] = ()
    photo: Union[str, Path, File, None] = None
    document: Optional[File] = None


def size(text: str) -> int:
    """How long Telegram finds a text."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def pieces(replies: Iterable[Reply], button_id: Callable[[str], str]) -> List[Piece]:
    """A turn as messages of Telegram's.

    Args:
        replies: the bubbles.
        button_id: gives the id a payload travels under.
    """
    made: List[Piece] = []
    named: List[str] = []  # telephone numbers
    for reply in replies:
        numbers = [each for each in _numbers(reply) if each not in named]
        named += numbers
        call = f"**{words().call.format(numbers=' · '.join(numbers))}**" if numbers else ""
        made += _bubble(reply, "\n".join(each for each in (_storable(reply.text), call) if each), button_id)
    return made


def said(text: str) -> Piece:
    """A sentence of the channel's own."""
    return Piece(text, html.escape(text, quote=False))


def _bubble(reply: Reply, text: str, button_id: Callable[[str], str]) -> List[Piece]:
    made: List[Piece] = []
    text = "\n".join(each for each in (text, *_too_long_for_buttons(reply.choices)) if each)
    alt = words().picture.format(alt=_storable(reply.alt)) if reply.alt.strip() else ""
    photo = plot(reply.card) or _photo(reply.image)
    if photo:
        both = _cut("\n\n".join(each for each in (text, alt) if each), CAPTION)
        if len(both) < 2:
            caption = both[0] if both else Piece("", "")
            return [_with_buttons(Piece(caption.text, caption.html, photo=photo), reply.choices, button_id)]
        caption = (_cut(alt, CAPTION) or [Piece("", "")])[0]
        made.append(Piece(caption.text, caption.html, photo=photo))
    elif alt:
        text = "\n\n".join(each for each in (text, alt) if each)
    made += _cut(text, TEXT)
    if not made:  # buttons alone, or a picture that can't be shown and has no words
        made = [said(words().choose)] if reply.choices else []
    made = [*made[:-1], *(_with_buttons(each, reply.choices, button_id) for each in made[-1:])]
    document = calendar(reply.card)
    return [*made, Piece("", "", document=document)] if document else made


def _with_buttons(piece: Piece, choices: Tuple[Choice, ...], button_id: Callable[[str], str]) -> Piece:
    keyboard = tuple((_title(each.title), button_id(each.payload)) for each in choices[:BUTTONS])
    return replace(piece, keyboard=keyboard)


def _too_long_for_buttons(choices: Tuple[Choice, ...]) -> List[str]:
    """Lines that say in full what buttons can't."""
    long = any(len(each.title) > TITLE for each in choices[:BUTTONS])
    return [f"• {_storable(each.title)}" for each in (choices if long else choices[BUTTONS:])]


def _title(title: str) -> str:
    title = " ".join(_storable(title).split()) or "…"
    return title if len(title) <= TITLE else f"{title[: TITLE - 1].rstrip()}…"


def _cut(text: str, limit: int) -> List[Piece]:
    """A text in pieces, each with its part of what is bold."""
    plain, bold = "", []
    done = 0
    for match in _BOLD.finditer(text):
        plain += text[done : match.start()]
        bold.append((len(plain), len(plain) + len(match[1])))
        plain, done = plain + match[1], match.end()
    plain += text[done:]
    return [Piece(plain[start:end], _marked(plain, start, end, bold)) for start, end in cuts(plain, limit, size)]


def _marked(plain: str, start: int, end: int, bold: List[Tuple[int, int]]) -> str:
    made, done = "", start
    for first, last in bold:
        first, last = max(first, start), min(last, end)
        if first < last:
            made += f"{html.escape(plain[done:first], quote=False)}<b>{html.escape(plain[first:last], quote=False)}</b>"
            done = last
    return made + html.escape(plain[done:end], quote=False)


def _photo(image: Optional[str]) -> Union[str, Path, None]:
    """A picture that Telegram can fetch, or a file that it can be sent; None for what it can't show."""
    ours = pictures.named(image)
    if ours:
        return pictures.raster(ours)
    try:
        parts = urlsplit(image or "")
    except ValueError:
        return None
    if parts.scheme == "https" and parts.hostname:
        return image
    return None


def _numbers(reply: Reply) -> List[str]:
    """The telephone numbers of a card."""
    given = (reply.card or {}).get("numbers")
    return [_storable(str(each)) for each in given] if isinstance(given, (list, tuple)) else []


def _storable(text: str) -> str:
    """A text without what is no letter of Unicode, which can't be sent."""
    return text.replace("\0", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
