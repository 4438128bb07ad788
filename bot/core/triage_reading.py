"""What a message says back about what was noticed, by its words: a no, a yes, whose it is, and where somebody is.

`said` is a message as `plain` gives it, `text` one as it was typed.
"""

from __future__ import annotations

import re
from typing import Optional

from bot.core.person import RELATIONS
from bot.core.triage_catalogue import Catalogue

_NO = {
    *("no", "nope", "nah", "no no", "none", "not at all", "no not at all", "definitely not", "no nothing", "i dont"),
    *("none of that", "no none of that", "none of those", "no none", "nothing like that", "no nothing like that"),
    *("no i dont", "no it isnt", "it isnt", "no there isnt", "there isnt", "no its not", "no i dont have that"),
    *("i dont have that", "no i havent", "not there", "no not there", "not even a little", "no not even a little"),
}
_UNSURE = re.compile(
    r"(?:(?:im |i am |its |it is )?(?:really |still )?(?:not (?:\w+ )?(?:sure|certain)|unsure|hard to (?:say|tell))"
    r"|(?:i )?(?:really |honestly )?(?:cant|cannot|couldnt|dont|do not) (?:\w+ )?(?:tell|say|know)|(?:i )?dunno|no idea"
    r"|(?:i )?(?:might|could) (?:be|do|have)|maybe|perhaps|possibly|sometimes|slightly|(?:just )?a (?:bit|little|touch)"
    r"|sort of|kind of|i think so|i guess|on and off)(?: (?:yes|yeah|maybe|really|to be honest|tbh))?"
)
_STILL = re.compile(
    r"\b(?:still|worse|numb|weaker|spread\w*|come back|came back|not gone|no better|hasnt (?:gone|eased|stopped))\b"
)
_DENIES = re.compile(
    r"\b(?:(?:no|nothing|none|not) (?:\w+ )?(?:like|of) (?:that|those|it|them)|(?:just|only) (?:joking|kidding)"
    r"|(?:dont|do not|havent|never) (?:have|got|had) (?:that|those|any of (?:that|those|it)))\b"
)
# what follows the no must leave nothing open and refuse no help
_REFUTES = re.compile(
    r"(?:(?:oh|well|sorry|actually|ok|honestly|really) )*(?:no|nope|nah|none|not at all|(?:definitely|certainly) not)\b"
    r"(?!.*\b(?:but|except|sometimes|maybe|perhaps|bit|little|slight\w*|think|sort|kind|still|yes|yeah|worse|worst|"
    r"feel\w*|sensation\w*|control\w*|strength|power|movement|pee\w*|wee\w*|urin\w*|poo\w*|help\w*|breath\w*|"
    r"better|numb\w*|tingl\w*|weak\w*|hurts?|pain\w*|only (?:on|in|at|a|one|my|the|left|right)|wont|cant|cannot|"
    r"couldnt|dont want|going|go|goes|call\w*|ring|phone|hospital|ambulance|doctors?|gp|emergency|999|911|112|why|what|"
    r"how|who|where|when|wait|later|tomorrow|morning|money|help|stop|thanks|thank|longer|more|idea|way|one|need|"
    r"sure|know|tell)\b)(?: \w+){1,9}"
)
_HANDED_ON = re.compile(
    r"(?:(?:no|oh|sorry|wait|hang on|actually|i mean|i meant|but|well|wrong person|not (?:me|mine|him|her|my \w+)) )*"
    rf"(?:(?:(?:its|it is|it was|thats|that is|this is) )?(?:actually |really )?(?:(?:about|for) )?"
    rf"(?:my|our) (?:\w+ ){{0,2}}?{RELATIONS}(?: in law)?"
    r"(?:s(?: \w+){1,2})?(?: (?:who|that) (?:has|had|got|feels|cant|is) .{2,40}?)?(?: (?:and )?not (?:me|mine|my \w+))?"
    rf"|(?:i|me) (?:dont|havent|am not|never) .{{0,20}}?\b(?:he|she|they|my {RELATIONS}) (?:do|does|has|have|did|is))"
    r"(?: (?:sorry|im fine))*"
)
_MINE = re.compile(
    r"(?:(?:no|oh|sorry|wait|hang on|actually|i mean|i meant|but|well|not (?:him|her|my \w+)) )*"
    r"(?:its|it is|it was|thats|this is|about|for) (?:actually |really |about )?(?:me|myself|mine|my own(?: \w+)?)"
    r"(?: not (?:him|her|his|hers|them|theirs|my \w+))?(?: sorry)?"
)
_NOT_MINE = re.compile(
    rf"(?:.*\bnot (?:me|mine|i)\b.*|(?:(?:no|oh|sorry|wait|hang on|actually|i mean|i meant|but|well) )*"
    rf"(?:(?:its|it is|it was|thats|that is|i meant?) )?(?:my|our) (?:\w+ ){{0,2}}?{RELATIONS}\b.*)"
)
_TAKES = re.compile(r"\b(?:takes?|taking|is on|has|had|hes on|shes on|does|did) (?:it|them|that|those|these)\b")
_AS_WELL = re.compile(r"\b(?:too|also|as well|both|and (?:me|i|so do i))\b")
_AFTER_ALL = re.compile(
    r"(?:(?:well|actually|oh|no|sorry|wait|hmm|but|ok|hang on|i lied|sometimes|maybe|a bit|kind of|sort of|i think) )*"
    r"(?:yes|yeah|yep|it is|it does|(?:i|he|she) (?:do|does|did|am|is|have|has)|(?:its|it is) there|sometimes|perhaps)"
    r"(?: (?:yes|yeah|sometimes|actually|really|i do|it is|a bit|a little|still|now|sorry|after all|i think|there))*"
)
_BOTH = re.compile(
    r"(?P<changed>(?:(?:no|sorry|actually|oh|wait|well|now|i mean|i meant|hang on|yes|in fact|its|it is|in|on) )*)"
    r"(?:in |on |the )*both(?: (?:of them|legs|feet|sides|now|are|is|numb|weak|actually|sorry|after all))*"
)
_ASKS = re.compile(r"(?:can|could|will|would|should|shall|do|does|is|are|what|how|why|when|where|who)\b")
_COUNTS = re.compile(
    r"(?:(?:did|done|about|only|just|all|say|the|option|number|maybe) )*\d{1,3}(?: (?:done|please|of them))*"
)
_SOMEBODY = re.compile(
    r"\b(?:i|im|i'm|ive|i've|my|me|he|his|she|her|they|their|we|our|husband|wife|mum|mom|dad|son|daughter)\b"
)


def is_no(said: str) -> bool:
    """Whether a message is a plain no to a question after a sign."""
    return said in _NO


def is_unsure(said: str) -> bool:
    """Whether a message leaves open whether a sign is there: who can't tell is better seen."""
    return bool(_UNSURE.fullmatch(said))


def is_still_there(said: str) -> bool:
    """Whether a message says, however it begins, that something is there."""
    return bool(_STILL.search(said))


def denies(said: str) -> bool:
    """Whether a message takes back what was noticed, where a bare "no" may only mean "I won't go"."""
    return bool(_DENIES.search(said))


def refutes(said: str) -> bool:
    """Whether a message is a no in other words that leaves nothing open and refuses no help."""
    return bool(_REFUTES.fullmatch(said))


def is_somebody_elses(said: str) -> bool:
    """Whether a sign is there, but somebody else's: "it's my husband, not me", "no I don't have it, he does"."""
    return bool(_HANDED_ON.fullmatch(said))


def is_mine(said: str) -> bool:
    """Whether a sign is one's own after all: "no it's me, not my mum"."""
    return bool(_MINE.fullmatch(said))


def is_not_mine(said: str) -> bool:
    """Whether a fact told of oneself is somebody else's alone: "no not me, my brother is on steroids"."""
    return bool(_NOT_MINE.fullmatch(said) and not _AS_WELL.search(said))


def has_it(said: str) -> bool:
    """Whether a message says of somebody that they have or take what was spoken of, and does not name it."""
    return bool(_TAKES.search(said))


def is_there_after_all(said: str) -> bool:
    """Whether what was just taken back is there after all."""
    return bool(_AFTER_ALL.fullmatch(said))


def is_both(said: str, corrects: bool) -> bool:
    """Whether one leg was told, and it is the other one as well: "no, actually both".

    Args:
        said: the message.
        corrects: whether only words count that correct what was told, as a bare "both" may answer something else.
    """
    found = _BOTH.fullmatch(said)
    return bool(found and (found["changed"] or not corrects))


def asks(said: str) -> bool:
    """Whether a message asks something, so that it does not say that help is there."""
    return bool(_ASKS.match(said))


def counts(said: str) -> bool:
    """Whether a message is a number of minutes, seconds or repetitions, as in the guided routine."""
    return bool(_COUNTS.fullmatch(said))


def is_of_somebody(text: str) -> bool:
    """Whether a message reports: "numbness in the legs" is an answer of the quiz, "my legs are numb" is none."""
    return bool(_SOMEBODY.search(text.lower()))


def country_in(book: Catalogue, text: str) -> Optional[str]:
    """The country a message names, if any."""
    said = " ".join(re.findall(r"[a-z]+", text.lower().replace("'", "")))
    for code, country in book.numbers.countries.items():
        if any(re.search(rf"\b{re.escape(name)}\b", said) for name in country.names):
            return code
    return None


def country_of(book: Catalogue, locale: Optional[str]) -> Optional[str]:
    """The country of a channel's locale such as `en-GB`, if it has lines of its own."""
    places = [part.upper() for part in re.split(r"[-_]", locale or "")[1:]]  # the first is a language: `ca` is Catalan
    return next(filter(None, map(book.numbers.known, places)), None)
