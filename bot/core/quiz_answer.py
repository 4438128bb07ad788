"""An answer to the open question of the quiz, in any words: which option a message names."""

from __future__ import annotations

import re
from typing import List, Optional

from bot.core import quiz_choice, quiz_true_false
from bot.core.quiz_content import Question
from bot.core.quiz_match import Reading, alike, exact, whole
from bot.core.quiz_words import wording
from bot.core.readability import plain

_CLAUSE_ENDS = re.compile(
    r"[,;:.!?\n\u2013\u2014\u2026]+|\s-+\s|"
    r"\b(?:because|becuase|cos|coz|cuz|bc|since|but|though|only if)\b",
    re.IGNORECASE,
)
# alone in a clause these decide nothing: "right, give me a second"
_WEAK = {"right", "sure", "top", "first", "second", "bottom", "last", "1", "2"}
# a clause that takes back what was said before it
_TURN = re.compile(r"(?:hmm* |oh |um+ |er+m* |ah )*(?:no|nope|nah|wait|hang on|hold on)(?: no| wait)?")


def read_option(text: str, question: Question) -> str:
    """The one option a text names, else an empty string."""
    named = whole(plain(text), question)
    if named:
        return named
    reading = read(text, question)
    return reading.option if reading else ""


def is_bare(text: str, question: Question) -> bool:
    """Whether a text holds nothing but words of the options and what people put around an answer.

    Args:
        text: what was typed.
        question: the question that is open.
    """
    if whole(plain(text), question):
        return True
    names = {word for names in question.names.values() for name in names for word in plain(name).split()}
    left = [each for each in plain(text).split() if not any(alike(each, name) for name in names)]
    return not wording().bare(" ".join(left))


def clauses_of(text: str) -> List[str]:
    """The clauses of a text, as `plain` returns each; what only joins them is none."""
    return [each for each in map(plain, _CLAUSE_ENDS.split(text)) if each]


def read(text: str, question: Question) -> Optional[Reading]:
    """Take a message as an answer, or as several of them at once; None where it names no option."""
    said = plain(text)
    corrections = list(wording().correction.finditer(said))
    if corrections:
        after = said[corrections[-1].end() :].strip()
        taken = read_option(after, question)
        if taken:
            return Reading("answer", option=taken)
    rows = [] if question.true_false else (quiz_choice.read_row(each, question) for each in wording().forms(said))
    row = next(filter(None, rows), None)
    if row:
        return row
    ending = re.search(r"\b(?:so|just|only)(?: its| it is| it must be| its gotta be)? ([a-h])(?: then)?$", said)
    if ending and ending[1] in question.option_ids():
        return Reading("answer", option=ending[1])
    clauses = clauses_of(text)
    if not clauses:
        return None
    turned = [place for place, each in enumerate(clauses[1:-1], start=1) if _TURN.fullmatch(each)]
    counted = clauses[turned[-1] + 1 :] if turned else clauses
    decided = (_decided(each, question) for each in counted)
    options = list(dict.fromkeys(filter(None, decided)))
    if len(options) == 1:
        return Reading("answer", option=options[0])
    if options:
        final = exact(wording().bare(clauses[-1]), question)
        decisive = final and clauses[-1].startswith(("so ", "no ", "just "))
        return Reading("answer", option=final) if decisive else Reading("several")
    if question.true_false:
        return quiz_true_false.read(said, clauses, tuple(question.about))
    return quiz_choice.read(text, said, question, clauses)


def _decided(clause: str, question: Question) -> str:
    """The option that a clause is, if that decides something."""
    if clause in _WEAK:
        return ""
    bare = wording().bare(clause)
    return exact(clause, question) or ("" if bare in _WEAK else exact(bare, question))
