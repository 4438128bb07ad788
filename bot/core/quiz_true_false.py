"""Answers to true or false: "yes it can", "I don't think that's right", "ture"."""

from __future__ import annotations

import re
from typing import List, Optional

from bot.core.quiz_match import NOT, QUESTION, REPORT, Reading

_IT = r"(?:it|its|they|that|thats|heat|warmth|tight hip flexors)(?: \w+)?"
_SAYS_TRUE = re.compile(
    r"^(?:yes|yep|yup|yeah|yea|yh|ye|aye|sure|of course|absolutely|certainly|indeed|definitely) "
    rf"(?:{_IT} .*|i (?:think|believe|do|agree|reckon|guess|would).*|"
    r"of course|definitely|absolutely|for sure|true|correct)$"
    rf"|^{_IT} (?:can|does|do|could|may|will|might|helps?|contributes?|has to|is right|sure (?:does|can))\b(?!.* not\b)"
    r"|\b(?:i agree|makes sense)\b"
)
_SAYS_FALSE = re.compile(
    r"^(?:no|nope|nah|naw|never) "
    rf"(?:{_IT} .*|i (?:dont|do not|doubt|disagree|never).*|not .*|way|chance|of course not|never|false|wrong)$"
    rf"|^{_IT} (?:cant|doesnt|dont|couldnt|wont|cannot|does not|do not|can not)\b"
    r"|\b(?:disagree|dont agree|doubt (?:it|that)|no way)\b"
    r"|\b(?:dont|do not|didnt|never) (?:think|believe|reckon|buy)\b(?!.*\bfalse\b)"
)


def read(said: str, clauses: List[str]) -> Optional[Reading]:
    """Take a message as true or false; None where it says neither.

    Args:
        said: the message, as `plain` returns it.
        clauses: its clauses, one or more.
    """
    if QUESTION.match(said):
        return None
    for clause in dict.fromkeys([said if len(said.split()) <= 8 else clauses[0], clauses[0], clauses[-1]]):
        decided = clause.endswith((" true", " false"))
        taken = _polarity(clause) if len(clause.split()) <= 10 and (decided or not REPORT.search(clause)) else None
        if taken:
            return taken
    return None


def _polarity(said: str) -> Optional[Reading]:
    if re.search(r"\b(?:dont|do not|never) (?:think|believe)\b.*\bfalse\b", said):
        return Reading("answer", option="true")
    if re.search(r"^(?:yes|yeah|yep)\b.*\bfalse$", said):
        return Reading("several")
    no = bool(_SAYS_FALSE.search(said))
    turned = re.sub(rf"\b{NOT} (?:\w+ )?(?:true|right|correct)\b|\buntrue\b", "false", said)
    turned = re.sub(rf"\b{NOT} (?:\w+ )?(?:false|wrong)\b", "true", turned)
    named = re.findall(r"\b(true|false)\b(?! (?:story|friend|love|advert|alarm|teeth|start))", turned)
    yes = not no and (bool(_SAYS_TRUE.search(said)) or "true" in named)
    no = no or ("false" in named and not yes)
    if re.search(r"\btrue (?:or|and) false\b|\bfalse (?:or|and) true\b|\byes (?:and|or) no\b", said):
        return Reading("several")
    return Reading("answer", option="true" if yes else "false") if yes or no else None
