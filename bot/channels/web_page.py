"""The page that shows the chat for websites: `static/index.html` with the words of `bot/content/web.yml`."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import List

from bot.core.content_files import CONTENT, Strict, read_model


class Card(Strict):
    """Something it can do, with an example of what to type."""

    title: str
    text: str
    example: str


class Words(Strict):
    """Everything of `web.yml`."""

    title: str
    description: str
    heading: str
    lead: str
    cards: List[Card]


def words(folder: Path = CONTENT) -> Words:
    """The words of the page.

    Raises:
        ContentError: the file is broken.
    """
    return read_model(Words, folder / "web.yml")


def page(template: str, folder: Path = CONTENT) -> str:
    """The page.

    Args:
        template: its HTML, with `$names` for the words.
        folder: where `web.yml` is, and the picture if there is one.

    Raises:
        ContentError: the file is broken.
    """
    said_on_it = words(folder)
    said = {name: escape(text) for name, text in said_on_it.dict(exclude={"cards"}).items()}
    figure = folder / "web_figure.svg"
    picture = figure.read_text(encoding="utf-8").strip() if figure.exists() else ""
    return Template(template).substitute(said, cards="\n".join(map(_card, said_on_it.cards)), figure=picture)


def _card(card: Card) -> str:
    return (
        f"<li><h3>{escape(card.title)}</h3><p>{escape(card.text)}</p>"
        f'<p class="example">\u201c{escape(card.example)}\u201d</p></li>'
    )
