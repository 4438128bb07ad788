"""The words that people use in the quiz, from `bot/content/quiz_words.yml`; its head explains each key."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import validator

from bot.core.content_files import CONTENT, Strict, read_model
from bot.core.wording import Wishes, Wording, Words, all_matchable, any_of, whole


class _Words(Strict):
    around: Words
    corrections: Words
    changes_last: Words
    says_true: Words
    says_false: Words
    after_letter: Words
    before_letter: Words
    wishes: Wishes

    _can_be_matched = validator("wishes", allow_reuse=True)(all_matchable)


class QuizWording(Wording):
    """The words of the file, ready to be matched."""

    def __init__(self, words: _Words) -> None:
        super().__init__(words.around, words.wishes)
        self.correction = whole(words.corrections)
        self.changes_last = re.compile(
            rf"(?:(?:oh|no|um+|er+m*|hmm*|ah|sorry|wait|hang on|well) )*(?:{any_of(words.changes_last)}) (?P<rest>.+)"
        )
        self.says_true, self.says_false = set(words.says_true), set(words.says_false)
        self.after_letter, self.before_letter = any_of(words.after_letter), any_of(words.before_letter)


def load(folder: Path = CONTENT) -> QuizWording:
    """Read and check the words of the quiz.

    Raises:
        ContentError: the file is broken or holds a pattern that cannot be matched.
    """
    return QuizWording(read_model(_Words, folder / "quiz_words.yml"))


@lru_cache(maxsize=1)
def wording() -> QuizWording:
    """The words of `bot/content/`, read once a process."""
    return load()
