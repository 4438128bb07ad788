"""The page that shows the chat, with the words of the content."""

import shutil

import pytest

from bot.channels.web_files import FOLDER
from bot.channels.web_page import page
from bot.core.content_files import CONTENT
from bot.errors import ContentError

TEMPLATE = (FOLDER / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    for name in ("web.yml", "web_figure.svg"):
        shutil.copy(CONTENT / name, tmp_path)
    return tmp_path


def test_words_and_picture_come_from_the_content(folder):
    shown = page(TEMPLATE, folder)
    assert "<h1>Sore hips, a stiff back? Ask\u00a0Ilio.</h1>" in shown and shown.count("<li>") == 3
    assert '<svg class="figure"' in shown and "$" not in shown


def test_words_are_shown_as_they_are_written(folder):
    written = folder / "web.yml"
    written.write_text(written.read_text(encoding="utf-8").replace("title: Quiz", 'title: "<b>Quiz</b> & $more"'))
    assert "<h3>&lt;b&gt;Quiz&lt;/b&gt; &amp; $more</h3>" in page(TEMPLATE, folder)


def test_the_picture_may_be_left_out_and_the_words_may_not(folder):
    (folder / "web_figure.svg").unlink()
    assert 'class="figure"' not in page(TEMPLATE, folder)
    (folder / "web.yml").unlink()
    with pytest.raises(ContentError, match=r"web\.yml"):
        page(TEMPLATE, folder)
