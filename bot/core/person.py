"""For whom the symptom check is: the person who types, or somebody they care for.

Somebody else's answers are read as one's own once it is known whose they are: "her leg" as "my leg".
"""

from __future__ import annotations

import re
from typing import List, Tuple

from bot.core.readability import plain

RELATIONS = (
    r"(?:(?:grand|step)?(?:mum|mom|mam|mother|dad|father|son|daughter|child|parent)|mummy|mam+a|papa|gran|grann?y|grandma|"
    r"nan|nana|nanny|grandad|granddad|grandpa|brother|sister|aunt|aunt(?:ie|y)|uncle|cousin|niece|nephew|friend|mate|"
    r"husband|hubby|wife|missus|partner|boyfriend|girlfriend|fiancee?|bf|gf|kid|boy|girl|toddler|baby|little one|"
    r"neighbou?r|flatmate|housemate|roommate|colleague|patient|client|resident)"
)
_BESIDES = 5  # words beside those that say for whom
_KIND = (
    r"(?:(?:\d+|years?|yrs?|old|yo|little|elderly|poor|dear|best|older|younger|eldest|youngest|big|small|teenage|pregnant|"
    r"ex|other|good) )*"
)
_KIN = rf"{_KIND}(?P<kin>{RELATIONS}(?: in law)?)"
_BODY = (
    r"(?:back|spine|hips?|groin|legs?|foot|feet|knees?|thighs?|bum|bottom|buttocks?|side|pain|age|pee|bladder|bowels?|"
    r"balance|walking|temperature)"
)
_FOR = re.compile(
    rf"\b(?:for|on behalf of|on|about) (?:my|our) {_KIN}\b|\b(?:my|our) {_KIN.replace('<kin>', '<owner>')}s "
    rf"(?:\w+ )?(?:symptoms?|pain|check|answers?|{_BODY})\b(?! (?:was|had|used|did|went|also|too)\b)"
    rf"|^(?:no |sorry |well |hi |hello |oh |actually )*(?:its|it is|this is) (?:not me (?:its |it is )?)?(?:my|our) "
    rf"{_KIN.replace('<kin>', '<named>')}(?: not me)?$"
)
# to "where does it hurt?"; elsewhere it may tell who had cancer
_NAMED = re.compile(
    rf"(?:(?:no|sorry|well|oh|actually|hi|hello|its|it is|for|not me|about) )*"
    rf"(?:(?:my|our) {_KIN}|(?P<parent>mum|mom|mother|dad|father|husband|wife|gran|grandma|nan|grandad|grandpa))"
    r"(?: (?:not me|please|actually|sorry))*"
)
# as a first word, not as an answer: "my mum had cancer" may tell what runs in the family
_HAS = re.compile(rf"\b(?:my|our) {_KIN} (?:(?:has|got|is|gets|cant)\b(?!.*\b(?:i|me|said|says)\b)|hurts\b|aches\b)")
_SOMEBODY = re.compile(
    r"\b(?:for|about) (?:someone|somebody) else\b|\b(?:its|it is|this is|im) not (?:for |about )?me\b"
)
_MYSELF = re.compile(r"\b(?:for|about) (?:me|myself)\b|^(?:no |sorry )*(?:its|it is|this is) (?:me|my own|mine)\b")
_PRONOUN = re.compile(
    rf"\b(?P<whose>his|her|their) (?:\w+ ){{0,2}}{_BODY}\b|(?:^(?:no |yes |and |well |oh |sorry |by the way |btw |"
    r"also |i think )*|\b(?:since|when|after|because|that) )(?P<who>he|she|hes|shes)(?= (?:is|has|was|had|cant|cannot|"
    r"doesnt|isnt|hasnt|gets|got|feels|felt|fell|just|also|only|\d+|in|not|about|nearly|almost|been|takes|does|did|wont|"
    r"keeps|started|tried)\b)"
)
_ONESELF = re.compile(r"\b(?:i|im|ive|id|me|my|myself)\b")
_OTHERS = re.compile(rf"\b(?:he|hes|him|his|she|shes|her|they|them|their|{RELATIONS}s?)\b")
_RELATED = re.compile(rf"\b(?:my|our) {_KIND}{RELATIONS}(?: in law)?s?\b")
_TELLS = re.compile(
    rf"(?:(?:and|well|so|also|hi|hello|sorry) )*(?:my|our) {_KIND}{RELATIONS}(?: in law)?s? "
    r"(?:is|has|had|have|takes?|took|was|got|gets|just|once|also|recently)\b"
)
_OBSERVED = re.compile(r"^(?:\w+ )?i (?:just )?(?:think|thought|noticed|saw|found|guess|believe|worry|know)\b")
_OWN_BODY = re.compile(
    rf"\b(?:my own|myself|for me|mine|my (?:\w+ )?{_BODY})\b"
    r"|\b(?:can|could|may|should|shall|do|if) i (?:still |also |just )?"
    r"(?:stretch|exercise|run|walk|train|swim|cycle|jog|"
    r"do (?:\w+ ){0,2}(?:stretch\w*|exercises?|yoga|pilates|lunges?))\b"
)
_THINGS = re.compile(r"\b(?:it|that|this|someone|somebody|anyone)\b(?! (?:just |only )?(?:aches?|hurts?)\b)")
_BIRTH = re.compile(r"\b(?:bab(?:y|ies)|born|births?|c section|caesarean|cesarean|deliver\w*|labou?r)\b")
_CLINICIAN = re.compile(r"\b(?:gp|doctors?|nurse|physio\w*|osteo\w*|chiro\w*|consultant|specialist|surgeon|midwife)\b")
_OBJECTS = {"his": "him", "he": "him", "hes": "him", "her": "her", "she": "her", "shes": "her", "their": "them"}
_OWN: List[Tuple[str, str]] = [
    (r"\b(?:she|he)(?: is|'s)(?= got\b| had\b)|\b(?:she|he) has\b|\bthey(?:'ve| have)\b", "I have"),
    (r"\b(?:shes|hes)\b|\b(?:she|he)(?: is|'s)\b|\bthey(?:'re| are)\b", "I am"),
    (r"\b(?:she|he|they)\b", "I"),
    (r"\b(?:his|their)\b|\bher\b(?= \w)", "my"),
    (r"\b(?:her|him|them)self\b|\bthemselves\b", "myself"),
    (r"\b(?:him|her)\b", "me"),
]


def of_oneself(said: str) -> bool:
    """Whether a message, as `plain` gives it, is about the person who types and nobody else."""
    return bool(_ONESELF.search(said)) and not _OTHERS.search(said)


def of_another(text: str) -> bool:
    """Whether a message is about a relative or friend alone: but for "my mum" and "I think" it has no word of oneself.

    Words of a birth leave that open, as whose back hurts "since my baby was born" is not said; so do "they", who may
    be doctors.
    """
    said = plain(text)
    besides = _OBSERVED.sub("", _RELATED.sub("", said)).strip()
    named = _RELATED.search(said) and not re.search(r"\b(?:they|them|their)\b", said)
    return bool(named) and not _ONESELF.search(besides) and not _BIRTH.search(said)


def tells_of_another(text: str) -> bool:
    """Whether a part of a message begins with somebody else and says what they are or have: "my dad takes warfarin"."""
    return bool(_TELLS.match(plain(text))) and of_another(text)


def asks_for_oneself(text: str) -> bool:
    """Whether a message asks what is good for one's own body, where somebody else's was spoken of too."""
    said = plain(text)
    return of_oneself(said) and bool(_OWN_BODY.search(said)) and not _THINGS.search(said)


def told(text: str, who: str = "", at_first: bool = False) -> str:
    """For whom a message says that the check is, as Ilio calls them: "your mum", "her"; nothing for oneself.

    Args:
        text: the message.
        who: for whom it was so far.
        at_first: whether the message asks for the check, so that "my mum has" tells and "she" does not.
    """
    said = plain(text)
    found = _FOR.search(said) or (at_first and _HAS.search(said))
    if found and (at_first or is_all(text)):
        return "your " + next(each for each in found.groups() if each)
    if not found and is_all(text):
        return who or "them" if _SOMEBODY.search(said) else ""
    meant = _PRONOUN.search(said) if not at_first and not who and not _CLINICIAN.search(said) else None
    return _OBJECTS[next(each for each in meant.groups() if each)] if meant else who


def named(text: str) -> str:
    """For whom, where a message is no more than who it is, "my mum"; nothing for anything else."""
    found = _NAMED.fullmatch(plain(text))
    return f"your {found['kin'] or found['parent']}" if found else ""


def as_own(text: str, who: str) -> str:
    """A message about somebody as that person would say it; unchanged for oneself."""
    if not who:
        return text
    kin = who.removeprefix("your ")
    if kin != who:
        text = re.sub(
            rf"\b(?:my|our) {_KIND}{kin}(?:'s|s)(?= \w)(?! (?:got|had|been|not|in)\b)", "my", text, flags=re.IGNORECASE
        )
        text = re.sub(rf"\b(?:my|our) {_KIND}{kin}\b", "he", text, flags=re.IGNORECASE)
    for theirs, own in _OWN:
        text = re.sub(theirs, own, text, flags=re.IGNORECASE)
    return text


def is_all(text: str) -> bool:
    """Whether a message says for whom the check is and nothing else."""
    said = plain(text)
    found = _FOR.search(said) or _SOMEBODY.search(said) or _MYSELF.search(said)
    return found is not None and len(said.split()) <= _BESIDES + len(found[0].split())


def as_theirs(text: str) -> str:
    """Words of `as_own` as somebody else says them."""
    return re.sub(r"\bmy\b", "their", re.sub(r"\bi\b", "they", re.sub(r"\bi am\b|\bim\b", "they are", text)))
