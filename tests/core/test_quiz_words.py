"""The words that people use in the quiz: broken ones are refused."""

import re

import pytest

from bot.core.content_files import CONTENT
from bot.core.quiz_words import load
from bot.errors import ContentError


@pytest.mark.parametrize(
    ("old", "new"),
    [("  skip:\n", "  skip: [(]\n  sip:\n"), ("around:", "arround:"), ("'no', no doubt", "no, no doubt")],
)
def test_broken_words_are_refused(tmp_path, old, new):
    text = (CONTENT / "quiz_words.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "quiz_words.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"quiz_words\.yml"):
        load(tmp_path)


def test_the_words_are_ready_to_be_matched(tmp_path):
    (tmp_path / "quiz_words.yml").write_bytes((CONTENT / "quiz_words.yml").read_bytes())
    words = load(tmp_path)
    assert words.bare("i think kneeling please") == "kneeling" and words.named("no idea") == "skip"
    assert words.correction.search("b no wait c") and words.changes_last.fullmatch("oh no i meant c")["rest"] == "c"
    assert "yep" in words.says_true and "nope" in words.says_false
    assert re.fullmatch(words.after_letter, "because") and re.fullmatch(words.before_letter, "option")
