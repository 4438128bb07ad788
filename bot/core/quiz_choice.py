"""Answers to a choice between options: by letters, by places, by words; what is refused is no answer.

Letters are read only where a person would read them as an answer: alone, marked ("option b", "it's b"), in brackets,
or with a reason behind them ("b because …"). "A bit unsure", "be careful" and "I see" name no option.
"""

from __future__ import annotations

import re
from typing import Iterable, List, Optional, Set

from bot.core.quiz_content import Question
from bot.core.quiz_match import NOT, QUESTION, REPORT, Reading, exact, mentions
from bot.core.quiz_words import wording
from bot.core.readability import plain


def read(text: str, said: str, question: Question, clauses: List[str]) -> Optional[Reading]:
    """Take a message as an option; None where it names none.

    Args:
        text: what was typed.
        said: the same, as `plain` returns it.
        question: the question that is open.
        clauses: the message's clauses, one or more.
    """
    ids = "".join(question.option_ids())
    if re.search(rf"\b(?:but|except|apart from|nor|not (?:[{ids}]|the \w+) or) (?:[{ids}]|the \w+)$", said):
        return None
    corrected = re.fullmatch(rf"(?:.* )?[{ids}] (?:hang on |oh )?no (?:its )?([{ids}])", said)
    if corrected:
        return Reading("answer", option=corrected[1])
    letters = _letters(text, said, ids)
    refused = {found[1] for found in re.finditer(rf"\b{NOT} (?:(?:the|option|answer|letter) )*([{ids}])\b", said)}
    letters = [letter for letter in letters if letter not in refused]
    if len(set(letters)) == 1:
        return Reading("answer", option=letters[0])
    if letters:
        return Reading("several")
    words = said.split()
    asked = QUESTION.match(said)
    if len(words) > 12:
        said, words = clauses[0], clauses[0].split()
    if asked or REPORT.search(said) or len(words) > 12:
        return None
    place = re.search(
        r"\b(?:(?:the|its|is|number|option|go for|with|say|think) (?:very )?"
        r"(first|second|third|fourth|1st|2nd|3rd|4th|last|top|bottom)"
        r"(?: one| option| answer| of .*)?$|"
        r"(?:option|number) ([1-8]|one|two|three|four))\b",
        said,
    )
    named = _named(words, question, said)
    if len(named) == 1:
        return Reading("answer", option=named.pop())
    if named or re.fullmatch(
        r"(?:all|both|any|all four|everything)(?: of (?:them|these|those))?", wording().bare(said)
    ):
        return Reading("several")
    if place:
        option = exact(place[1] or place[2], question)
        return Reading("answer", option=option) if option else None
    return None


def _letters(text: str, said: str, ids: str) -> List[str]:
    """Option letters that stand where only an answer stands."""
    lower = text.lower()
    found = re.findall(rf"\(\s*([{ids}])\s*\)|(?<![a-z0-9])([{ids}])\s?\)", lower)
    letters = [one or other for one, other in found]
    behind, ahead = wording().after_letter, wording().before_letter
    said = re.sub(r"\bvitamins? [a-h](?: (?:and|or|n) [a-h])*\b", "vitamin", said)
    for pattern in (
        rf"^([{ids}])\b(?= (?:{behind})\b)",
        rf"\b(?:{ahead}) ([{ids}])\b(?= (?:{behind})\b|$)",
        rf"\b(?:option|answer|letter|choice) (?:is )?([{ids}])\b",
        rf"^([{ids}])(?= (?:and|or) [{ids}]\b)",
        rf"^([{ids}])$",
    ):
        letters += re.findall(pattern, said)
    pairs = re.search(rf"\b([{ids}]) (?:and|or|n) (?:maybe |possibly |perhaps |also )?([{ids}])\b", said)
    if pairs:
        letters += [pairs[1], pairs[2]]
    first = re.match(rf"^\s*([{ids}])\s*[.,:;!?\-\u2013\u2026]", lower)
    if first:
        letters.append(first[1])
    last = re.search(rf"[,:;.\-\u2013]\s*([{ids}])\s*[.!?]*$", lower)
    if last:
        letters.append(last[1])
    return letters


def _named(words: List[str], question: Question, said: str) -> Set[str]:
    named = {option for option, names in question.names.items() if any(mentions(words, name) for name in names)}
    kept = {option for option in named if not _is_refused(said, question.names[option])}
    if len(kept) == 1 or not question.asks_which_not:  # "not sitting, not overuse, so vitamins"
        named = kept
    whole = _all_option(question)
    return {whole} if whole in named else named


def read_row(said: str, question: Question) -> Optional[Reading]:
    """Letters in a row, "a, b and c": too many, unless one option stands for just those."""
    ids = "".join(question.option_ids())
    apart = re.fullmatch(rf"[{ids}](?: (?:and |n )?[{ids}])+", said)
    together = len(said) > 1 and said in ids  # "abc", but not "bad"
    if not apart and not together:
        return None
    whole = _all_option(question)
    given = set(re.sub(r"\band\b|\bn\b", "", said)) & set(ids)
    return Reading("answer", option=whole) if whole and given == set(ids) - {whole} else Reading("several")


def _all_option(question: Question) -> str:
    """The id of an option that stands for all the others, if there is one."""
    last = question.option_ids()[-1]
    return last if any(plain(name).startswith("all") for name in question.names[last]) else ""


def _is_refused(said: str, names: Iterable[str]) -> bool:
    spelled = "|".join(re.escape(plain(name)) for name in names)
    before = re.search(rf"\b{NOT} (?:the |a )?(?:{spelled})\b", said)
    after = re.search(rf"\b(?:{spelled})(?: \w+)? (?:isnt|is not|not|arent|are not|doesnt|does not)\b", said)
    return bool(before or after)
