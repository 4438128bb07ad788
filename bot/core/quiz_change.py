"""Changes of an answer given before: "change question 2 to c", "the stretch one should be b", "actually true"."""

from __future__ import annotations

import re
from itertools import chain
from typing import Optional

from bot.core.numbers import NTH, nth
from bot.core.quiz_content import Question
from bot.core.quiz_match import Reading, alike
from bot.core.quiz_words import wording
from bot.core.readability import plain


def read(said: str) -> Optional[Reading]:
    """Take a message, as `plain` returns it, as a change; None if it is none."""
    number = f"(?P<number>{NTH})"
    change = r"(?:.* )?(?:change|switch|make|correct|set|update|put)"
    meant = (
        r"(?:i meant|should be|should have been|is actually|was meant to be|is|i want|i would say|id say|change to|to)"
    )
    patterns = (
        rf"{change} (?:my )?(?:answer )?(?:to |for |of |on |in )?"
        rf"(?:question |q |no |nr |number |q)?{number}(?: question| answer| one)?(?: to| into| as|) (?P<rest>.+)",
        rf"(?:for |on )?(?:question |q |number |q){number} {meant} (?P<rest>.+)",
        r"(?:.* )?(?:my |the )?answers? (?:to |for |of |on |in )(?:the )?(?:question |q |no |nr |number |q)?"
        rf"{number}(?: question| one)? {meant} (?P<rest>.+)",
        rf"(?:for|on) the {number}(?: question| one)? {meant} (?P<rest>.+)",
        rf"{change} (?:my |the |that |this )?(?:last |previous )?(?:answer|question|one|it|that)"
        r"(?: to| into| as) (?P<rest>.+)",
    )
    for pattern in patterns:
        found = re.fullmatch(pattern, said)
        if found:
            given = found.groupdict().get("number")
            return Reading("change", number=nth(given) if given else None, rest=found["rest"])
    named = re.fullmatch(
        rf"{change} (?:my )?(?:answer )?(?:to |for |of |on |in )?(?:the )?"
        r"(?:(?:question|one|answer) (?:about|on|with) (?:the )?(?P<about>.+?)|(?P<subject>.+?) (?:one|question|answer)"
        r") (?:to|into|as) (?P<rest>.+)"
        rf"|(?:for |on )?the (?P<topic>.+?) (?:one|question) {meant} (?P<other>.+)",
        said,
    )
    if named and named["topic"] not in ("last", "previous"):
        about = named["about"] or named["subject"] or named["topic"]
        return Reading("change", rest=named["rest"] or named["other"], about=about)
    return None


def read_last(text: str) -> str:
    """The answer that "actually true" gives to the question before; empty for other messages."""
    found = wording().changes_last.fullmatch(plain(text))
    return found["rest"] if found else ""


def speaks_of(about: str, question: Question) -> int:
    """How many of some words speak of a question, where one is named by its subject.

    Args:
        about: the words, as `plain` gives them.
        question: the question, which is known by its words, and those of its options.
    """
    words = [word for word in about.split() if len(word) > 2]
    names = [question.id, question.ask, *chain(*question.names.values())]
    known = {word for name in names for word in plain(name).split()}
    return sum(any(_same(word, each) for each in known) for word in words)


def _same(word: str, known: str) -> bool:
    """Whether two words are one: its plural, or in long words a slip; "tight" is no "thigh"."""
    return word.rstrip("s") == known.rstrip("s") or (len(known) >= 6 and alike(word, known))
