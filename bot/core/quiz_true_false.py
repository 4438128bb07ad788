"""Answers to true or false: "yes it can", "I don't think that's right", "ture"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import List, Optional, Pattern, Tuple

from bot.core.quiz_match import NOT, QUESTION, REPORT, Reading

_IT = ("it", "its", "they", "that", "thats")


@lru_cache(maxsize=64)
def _patterns(about: Tuple[str, ...]) -> Tuple[Pattern[str], Pattern[str]]:
    """What says that it is so, and what says that it is not: "it can", "no, warmth doesn't".

    Args:
        about: what the question speaks of, besides "it".
    """
    it = rf"(?:{'|'.join((*_IT, *map(re.escape, about)))})(?: \w+)?"
    says_true = re.compile(
        r"^(?:yes|yep|yup|yeah|yea|yh|ye|aye|sure|of course|absolutely|certainly|indeed|definitely) "
        rf"(?:{it} .*|i (?:think|believe|do|agree|reckon|guess|would).*|"
        r"of course|definitely|absolutely|for sure|true|correct)$"
        rf"|^{it} (?:can|does|do|could|may|will|might|helps?|contributes?|has to|is right|sure (?:does|can))\b"
        r"(?!.* not\b)|\b(?:i agree|makes sense)\b"
    )
    says_false = re.compile(
        r"^(?:no|nope|nah|naw|never) "
        rf"(?:{it} .*|i (?:dont|do not|doubt|disagree|never).*|not .*|way|chance|of course not|never|false|wrong)$"
        rf"|^{it} (?:cant|doesnt|dont|couldnt|wont|cannot|does not|do not|can not)\b"
        r"|\b(?:disagree|dont agree|doubt (?:it|that)|no way)\b"
        r"|\b(?:dont|do not|didnt|never) (?:think|believe|reckon|buy)\b(?!.*\bfalse\b)"
    )
    return says_true, says_false


def read(said: str, clauses: List[str], about: Tuple[str, ...] = ()) -> Optional[Reading]:
    """Take a message as true or false; None where it says neither.

    Args:
        said: the message, as `plain` returns it.
        clauses: its clauses, one or more.
        about: what the question speaks of, such as "warmth".
    """
    if QUESTION.match(said):
        return None
    for clause in dict.fromkeys([said, clauses[0], clauses[-1]]):
        decided = clause.endswith((" true", " false"))
        taken = (
            _polarity(clause, about) if len(clause.split()) <= 10 and (decided or not REPORT.search(clause)) else None
        )
        if taken:
            return taken
    return None


def _polarity(said: str, about: Tuple[str, ...]) -> Optional[Reading]:
    if re.search(r"\b(?:dont|do not|never) (?:think|believe)\b.*\bfalse\b", said):
        return Reading("answer", option="true")
    if re.search(r"^(?:yes|yeah|yep)\b.*\bfalse$", said):
        return Reading("several")
    says_true, says_false = _patterns(about)
    no = bool(says_false.search(said))
    turned = re.sub(rf"\b{NOT} (?:\w+ )?(?:true|right|correct)\b|\buntrue\b", "false", said)
    turned = re.sub(rf"\b{NOT} (?:\w+ )?(?:false|wrong)\b", "true", turned)
    named = re.findall(r"\b(true|false)\b(?! (?:story|friend|love|advert|alarm|teeth|start))", turned)
    yes = not no and (bool(says_true.search(said)) or "true" in named)
    no = no or ("false" in named and not yes)
    if re.search(r"\btrue (?:or|and) false\b|\bfalse (?:or|and) true\b|\byes (?:and|or) no\b", said):
        return Reading("several")
    return Reading("answer", option="true" if yes else "false") if yes or no else None
