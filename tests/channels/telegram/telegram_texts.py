"""Texts as Telegram takes them: its HTML in order, their size as it counts."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser


class Wrong(Exception):
    """What the real one would answer with an error."""

    def __init__(self, description, code=400, **parameters):
        super().__init__(description)
        self.code, self.parameters = code, parameters


class Parsed(HTMLParser):
    """The text of a message in Telegram's HTML, and whether it is in order."""

    def __init__(self, source):
        super().__init__(convert_charrefs=False)
        self.text, self.open, self.bold = "", [], []
        if re.search(r"&(?!lt;|gt;|amp;|quot;|#)", source):
            raise Wrong("Bad Request: can't parse entities: unsupported named entity")
        self.feed(source)
        self.close()
        if self.open:
            raise Wrong(f"Bad Request: can't parse entities: can't find end tag for {self.open[-1]}")

    def handle_starttag(self, tag, attributes):
        if tag not in ("b", "i") or attributes:
            raise Wrong(f'Bad Request: can\'t parse entities: unsupported start tag "{tag}"')
        self.open.append(tag)
        self.bold.append("")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise Wrong("Bad Request: can't parse entities: unexpected end tag")

    def handle_data(self, data):
        if "<" in data:
            raise Wrong("Bad Request: can't parse entities: unexpected <")
        self.text += data
        if self.open:
            self.bold[-1] += data

    def handle_entityref(self, name):
        self.handle_data_plain(unescape(f"&{name};"))

    def handle_charref(self, name):
        self.handle_data_plain(unescape(f"&#{name};"))

    def handle_data_plain(self, data):
        self.text += data
        if self.open:
            self.bold[-1] += data


def size(text):
    return len(text.encode("utf-16-le")) // 2
