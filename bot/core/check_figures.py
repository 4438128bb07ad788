"""Figures in the symptom check: how bad from 0 to 10, how old, how long."""

from __future__ import annotations

import re
from typing import List, Optional

from bot.core.check_content import Check, Question
from bot.core.check_match import Match, Reading, is_all
from bot.core.check_words import wording
from bot.core.numbers import COUNTS, ONES, large_in_figures
from bot.core.readability import plain

_NUMBER = rf"(?P<n>\d+|{'|'.join(ONES)})"
_DAYS = {"h": 0, "d": 1, "w": 7, "m": 30.5, "y": 365}
_UNIT = r"(?P<unit>h(?:ou)?rs?|days?|we*ks?|mo?n?ths?|y(?:ea)?rs?|d|w)"
_BARE_NUMBER = (
    rf"\b{_NUMBER}\b(?! (?:h(?:ou)?rs?|days?|we*ks?|mo?n?ths?|y(?:ea)?rs? (?!old)|ago|times?|mg|tablets?|stone|"
    r"kgs?|kilos?)\b)"
)
VALUES = {
    "days": rf"\b(?P<n>\d+|{'|'.join(ONES)}|an?|couple|few|several)(?: of| or so| odd| full| whole| long)? {_UNIT}\b"
    r"(?! old| pregnant| of age)",
    "scale": rf"\b{_NUMBER} (?:out of|of|over) (?:10|ten)\b|\b(?:pain|bad|level|severity|score)"
    r"(?: (?:is|was|are|level|score|of|about|around|at|a|maybe|more like|should be|its|now))* "
    rf"{_NUMBER.replace('<n>', '<m>')}\b"
    r"(?! (?:h(?:ou)?rs?|days?|weeks?|wks?|months?|years?))",
    "age": r"\b(?P<n>\d{1,3}) ?(?:yo\b|y o\b|yrs? old|years? (?:old|of age)|year old)"
    r"|\b(?:aged?|im|i am|turned|age is|age was)(?: about| nearly| almost| now| just)? (?P<m>\d{2,3})\b"
    r"(?! (?:days?|weeks?|wks?|months?|out|of|over))",
}
# before or after a time
_AROUND_TIME = re.compile(
    r"^(?:(?:for|since|over|only|nearly|almost|not even|about|around|its been) )+(?=\d|an? |the |last )"
    r"|(?: (?:ago|now|already|so far|or so))+$"
)
_YEARS = re.compile(r"\d{1,3} y(?:ea)?rs?")
_LIST = re.compile(r"\b(?:no|not|never|without|havent had|dont have)\b(?:(?! but | and |\bi\b|\bmy\b|[.;!?]).)*? or ")


def tidied(text: str) -> str:
    """Lower case without apostrophes, "6/10" in words, ranges as their upper end, lists of denials in one clause."""
    text = re.sub(r"['\u2019]", "", text.lower())
    text = re.sub(r"(?<=\d)\s*/\s*10\b", " out of 10", text)
    text = re.sub(r"(\d+)\.\d+", lambda found: str(int(found[1]) + 1), text)
    text = re.sub(r"\b\d+\s*(?:-|\u2013|to|or)\s*(?=\d+\b)", "", text)
    text = large_in_figures(text)
    text = re.sub(r"(?<=\d)(?=[a-z])(?!\d*0s\b)", " ", text)
    return _LIST.sub(lambda found: found[0].replace(",", " "), text)


def values(question: Question, clause: str, is_open: bool) -> List[Match]:
    """A number in a clause, as the option it fits."""
    spoken = list(re.finditer(VALUES[question.kind], clause))
    if is_open and not spoken and question.kind != "days":
        spoken = list(re.finditer(_BARE_NUMBER, clause))
    fits: List[Match] = []
    for found in spoken[:1] if question.kind == "age" else spoken:
        parts = found.groupdict()
        number = parts["n"] or parts["m"]
        value: float = int(number) if number.isdigit() else COUNTS[number]
        if question.kind == "days":
            value *= _DAYS[parts["unit"][0]]
        option = next((each for each in question.options if value <= (each.upto or 0)), None)
        option = option or (question.options[0] if value == 0 else None)
        fits += [Match(question, option, found.start(), found.end())] if option else []
    return fits[-1:] if question.kind == "scale" else fits[:1]


def figure_alone(question: Question, tidied: str) -> str:
    """The option that a figure and nothing besides stands for, "3 months" or "5"; empty for anything else."""
    if question.kind == "choice":
        return ""
    bare = wording().bare(plain(tidied))
    found = re.fullmatch(VALUES[question.kind], bare) or (question.kind != "days" and bare.isdigit())
    fits = values(question, bare, True) if found else []
    return fits[0].option.id if fits else ""


def how_long(text: str, check: Check, at: Optional[Question]) -> Optional[Reading]:
    """How long it has hurt, where a message tells that and nothing besides, whatever is being asked.

    Not where it may tell an age, or when something else was.
    """
    long = next((each for each in check.questions if each.kind == "days"), None)
    said = wording().taken_back.sub("", text.strip().lower())
    bare = wording().bare(_AROUND_TIME.sub("", plain(tidied(said))))
    if at and at.kind == "age" and _YEARS.fullmatch(bare):
        old = values(at, bare.split()[0], True)
        return Reading(given={at.id: (old[0].option.id,)}, words={at.id: bare.split()[0]}) if old else None
    if long is None or long is at or (at and at.history and re.search(r"\b(?:ago|years?)\b", said)):
        return None
    forms = {plain(tidied(said)), bare} - {""}
    value = next((values(long, each, True) for each in forms if re.fullmatch(VALUES["days"], each)), [])
    options = [each.option for each in value] or [
        option for option in long.options if any(is_all(option, each) for each in forms)
    ]
    words = re.sub(r"[^\w\s'\u2019/.,-]", "", said)  # as it is said back at once
    return Reading(given={long.id: (options[0].id,)}, words={long.id: words}, corrects={long.id}) if options else None
