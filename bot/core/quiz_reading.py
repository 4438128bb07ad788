"""What a person means by what they type while a question of the quiz is open, or when it is over."""

from __future__ import annotations

import re
from typing import Optional

from bot.core import quiz_answer, quiz_change
from bot.core.numbers import nth
from bot.core.quiz_content import Question
from bot.core.quiz_match import Reading, mentions, whole
from bot.core.quiz_words import wording
from bot.core.readability import plain

_LONGEST = 300  # characters; nobody answers a quiz in more, and matching takes longer the longer the text is


def read(text: str, question: Question) -> Optional[Reading]:
    """Take a message as an answer or a wish about the quiz.

    Args:
        text: what was typed.
        question: the question that is open.

    Returns:
        The reading, or None for what is neither: a question of their own, a remark, or unclear.
    """
    said = plain(text)
    if not said or len(text) > _LONGEST:
        return None
    change = quiz_change.read(said)
    if change:
        return change
    option = whole(said, question)
    if option:
        return Reading("answer", option=option)
    return (
        _read_wish(said)
        or _read_meaning(said, question)
        or quiz_answer.read(text, question)
        or next(filter(None, map(_read_wish, quiz_answer.clauses_of(text))), None)
    )


def read_afterwards(text: str) -> Optional[Reading]:
    """Take a message, typed when the quiz is over, as a wish about it or a change; None if it is none."""
    said = plain(text)
    return (quiz_change.read(said) or _read_wish(said)) if len(text) <= _LONGEST else None


def _read_wish(said: str) -> Optional[Reading]:
    for form in wording().forms(said):
        name = wording().named(form)
        if name:
            return Reading(name, number=next(filter(None, map(nth, form.split())), None))
    return None


def _read_meaning(said: str, question: Question) -> Optional[Reading]:
    found = re.fullmatch(
        r"(?:sorry |and |but |ok |um )*(?:what|whats|wat) (?:does|do|is|s|are|did)? ?(?:that|this|the|it|a|an)? ?"
        r"(?:word )?(?P<word>.*?) ?(?:mean|means|meaning|even mean)?(?: .{0,12})?"
        r"|(?:define|meaning of|explain the word|explain) (?P<other>.+)"
        r"|i dont (?:know|understand) (?:the|that|this) word ?(?P<third>.*)",
        said,
    )
    if not found:
        return None
    word = next((each for each in (found["word"], found["other"], found["third"]) if each), "")
    for known in question.meanings:
        if mentions(word.split(), known) and (said.endswith(known) or re.search(r"\bmean|\bword\b|\bdefine\b", said)):
            return Reading("meaning", rest=known)
    if re.search(r"\bword\b|\bthat mean\b|\bit mean\b|\bthis mean\b", said):
        return Reading("meaning")
    return None
