"""What a person means by what they type while the symptom check asks: answers, or a wish about the check."""

from __future__ import annotations

import re
from typing import Mapping, Optional, Sequence

from bot.core.check_clauses import Reader
from bot.core.check_content import NONE, OTHER, Check, Question
from bot.core.check_figures import figure_alone, how_long, tidied
from bot.core.check_match import ASKS, Reading, exact, is_all, read_wish
from bot.core.check_words import wording
from bot.core.readability import plain
from bot.core.screening import Finding

_LONGEST = 600  # characters; matching takes longer the longer the text is


def read(
    text: str,
    check: Check,
    at: Optional[str],
    denied: Mapping[str, Sequence[str]],
    last: Optional[str] = None,
    findings: Sequence[Finding] = (),
    free: bool = True,
) -> Optional[Reading]:
    """Take a message as answers or as a wish about the check.

    Args:
        text: what was typed.
        check: the questions.
        at: id of the open question, if one is open.
        denied: options denied earlier, by question id.
        last: id of the question answered last.
        findings: what the screen found in the text.
        free: whether any words may answer a question that takes them.

    Returns:
        The reading, or None for what is neither.
    """
    said = plain(text)
    if not said or len(text) > _LONGEST:
        return None
    question = check.question(at) if at else None
    bare = wording().bare(said)
    named = exact(text, question) if question else ()
    if question and named:
        return Reading(given={question.id: named}, words={question.id: ""})
    if question and any(is_all(option, bare) for option in question.options):
        return Reader(check, question, denied, findings).read(text, last)  # "back" is a place, too
    mended = _correction(text, check.question(last)) if last and last != at else None
    mended = mended or how_long(text, check, question)
    if mended:
        return mended
    if question and question.kind == "age" and wording().no.fullmatch(bare or said):
        return Reading("skip")  # to "how old are you?", a no is "I'd rather not say"
    reading = read_wish(said) or Reader(check, question, denied, findings).read(text, last)
    if reading is None and free and question and question.free and bare and "?" not in text and not ASKS.match(said):
        return Reading(given={question.id: (OTHER,)}, words={question.id: text.strip()})
    return reading


def goes_on(text: str) -> bool:
    """Whether a message wishes to go on with what was left, "carry on" or "back to the check"."""
    return wish(text) == "continue"


def wish(text: str) -> str:
    """The wish about the check that a message is, by its name; empty if it is none."""
    found = read_wish(plain(text)) if len(text) <= _LONGEST else None
    return found.kind if found else ""


def _correction(text: str, last: Question) -> Optional[Reading]:
    """An option of the question answered last, after words that take that answer back: "no, the front".

    Not of a question that is screened: "no fever" denies.
    """
    rest = wording().taken_back.sub("", text.strip().lower())
    bare = re.sub(
        r"^(?:(?:the|my|on|in|at|its|left|right|more|of) )+|(?: (?:side|one|of it|really|more))+$", "", plain(rest)
    )
    if not bare or len(rest) == len(text.strip()):
        return None
    value = figure_alone(last, tidied(rest))
    if value:
        return Reading(given={last.id: (value,)}, words={last.id: rest}, corrects={last.id})
    if last.kind != "choice" or last.screened:
        return None
    fits = [o.id for o in last.options if is_all(o, bare) and o.id != NONE]
    return Reading(given={last.id: (fits[0],)}, words={last.id: rest}, corrects={last.id}) if len(fits) == 1 else None
