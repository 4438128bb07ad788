"""The files the web channel serves, and what the documentation says of them."""

import gzip
import hashlib
import re
from base64 import b64encode

from bot.channels.web_files import FOLDER, WIDGET
from bot.model import ROOT

SCRIPT = (FOLDER / WIDGET).read_bytes()
DOCS = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")


def test_the_documented_integrity_hash_is_that_of_the_script():
    right = "sha384-" + b64encode(hashlib.sha384(SCRIPT).digest()).decode()
    assert set(re.findall(r"sha384-[A-Za-z0-9+/=]{20,}", DOCS)) == {right}


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT, 9)) <= 25_600


def test_the_page_needs_nothing_from_elsewhere_and_no_inline_code():
    page = (FOLDER / "index.html").read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


def test_the_chat_makes_no_markup_from_text():
    for source in (ROOT / "widget" / "src").rglob("*.ts"):
        text = source.read_text(encoding="utf-8")
        forbidden = r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc)"
        assert not re.search(forbidden, text), source.name
