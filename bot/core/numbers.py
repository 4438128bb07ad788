"""Numbers as people say them: "two", "second", "a few", "fifty-two"."""

from __future__ import annotations

import re

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
# what a word stands for where something is counted
COUNTS = {**{word: number for number, word in enumerate(ONES)}, "a": 1, "an": 1, "couple": 2, "few": 3, "several": 5}
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")
_NTH = {word: number for words in (ONES[1:], PLACES, _ORDINALS) for number, word in enumerate(words, 1)}
NTH = rf"(?:\d{{1,3}}|{'|'.join(_NTH)})"  # what `nth` takes
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = 13  # numbers below it stand in other words, too: "one leg", "both of the two"
_LARGE = re.compile(rf"\b(?:({'|'.join(_TENS)})(?:[ -]({'|'.join(ONES[1:10])}))?|({'|'.join(ONES[_SMALL:])}))\b")
_ONE = re.compile(rf"\b(?:{'|'.join(ONES)})\b")


def in_figures(text: str) -> str:
    """A text in lower case with its numbers as figures, "fifty-two" as 52."""
    return _ONE.sub(lambda found: str(ONES.index(found[0])), large_in_figures(text.lower()))


def large_in_figures(text: str) -> str:
    """A text in lower case with its numbers from 13 on as figures; smaller ones stay words."""
    return _LARGE.sub(lambda found: str(_figure(found)), text)


def _figure(found: re.Match[str]) -> int:
    tens, one, teen = found.groups()
    if teen:
        return ONES.index(teen)
    return 10 * (_TENS.index(tens) + 2) + (ONES.index(one) if one else 0)


def nth(word: str) -> int:
    """Which of several a word names, 1 for the first: "2", "two", "second", "2nd"; 0 for any other word."""
    return int(word) if word.isdecimal() else _NTH.get(word, 0)
