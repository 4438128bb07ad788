"""The words that people use in the check: broken ones are refused."""

import pytest

from bot.core import check_words
from bot.core.content_files import CONTENT
from bot.errors import ContentError


def test_broken_words_are_refused(tmp_path):
    text = (CONTENT / "check_words.yml").read_text(encoding="utf-8")
    (tmp_path / "check_words.yml").write_text(text.replace("negators: ['no'", "negators: ['(no'"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"check_words\.yml"):
        check_words.load(tmp_path)
