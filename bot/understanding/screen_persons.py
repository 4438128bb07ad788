"""Whose background a message tells, so that a mother's cancer is not put together with one's own back."""

from __future__ import annotations

import re

from bot.core.person import of_another, of_oneself, tells_of_another
from bot.core.readability import plain
from bot.core.screening import RuleScreen

_CLAUSES = re.compile(r"[.;,!?\n]+|\b(?:and|but|while|so)\b", re.IGNORECASE)
_NOT_ME = re.compile(r"\bnot (?:me|mine)\b")  # hands a fact on: what it is matters then
_OWN = re.compile(r"(?:i|im|ive|id|my|me|mine)\b")
# background that says nothing of whoever is related; an aneurysm runs in families
_PERSONAL = {
    *("m_cancer_history", "m_steroids", "m_osteoporosis", "m_immunosuppressed", "m_ivdu", "m_anticoagulant"),
    *("m_pregnant", "m_recent_surgery", "m_recent_infection", "m_age_over_50", "m_age_over_70"),
}
_BESIDE = {"bleeding"}  # what "blood thinners" are read as, too


class Persons:
    """Keeps apart what is told of the person who types and of others.

    Args:
        rules: find background in a message.
    """

    def __init__(self, rules: RuleScreen) -> None:
        self._rules = rules

    def without_others(self, text: str) -> str:
        """A message about oneself without another's background: "my mum had cancer and my back aches".

        What was learnt knows no persons, and would put the two together.
        """
        parts = [] if _NOT_ME.search(plain(text)) else _CLAUSES.split(text)
        own, cut = text, False
        for part in parts:
            if tells_of_another(part) and self._is_background(part):
                own, cut = own.replace(part, " ", 1), True
            elif cut and part.strip():
                if not _OWN.match(plain(part)):  # "my dad has myeloma and can't walk"
                    return text
                cut = False
        return own if of_oneself(plain(own)) else text

    def tell_of_two(self, before: str, text: str) -> bool:
        """Whether a message tells background of one person, and the next one tells of another."""
        persons = (tells_of_another(before) and of_oneself(plain(text))) or (
            of_oneself(plain(before)) and of_another(text)
        )
        return persons and self._is_background(before)

    def _is_background(self, part: str) -> bool:
        found = {each.id for each in self._rules.read(part)}
        return bool(found & _PERSONAL) and found <= {*_PERSONAL, *_BESIDE}
