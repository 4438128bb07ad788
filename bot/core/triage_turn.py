"""One message as triage sees it, from what Rasa hands to policies and actions alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Mapping, Optional

from bot.core import quiz
from bot.core.catalogue import catalogue
from bot.core.readability import plain
from bot.core.triage import Move, Reading, State, country_in, country_of, move, take

SLOT = "triage"
_ANSWERS = ("mistaken", "country", "affirm", "deny")  # intents that answer what was just said
_NO = {
    *("no", "nope", "nah", "no no", "none", "not at all", "no not at all", "definitely not", "no nothing", "i dont"),
    *("none of that", "no none of that", "none of those", "no none", "nothing like that", "no nothing like that"),
    *("no i dont", "no it isnt", "it isnt", "no there isnt", "there isnt", "no its not", "no i dont have that"),
    *("i dont have that", "no i havent", "not there", "no not there", "not even a little", "no not even a little"),
}
# to a question after a sign these are a yes: who can't tell is better seen
_UNSURE = re.compile(
    r"(?:(?:im |i am |its |it is )?(?:really |still )?(?:not (?:\w+ )?(?:sure|certain)|unsure|hard to (?:say|tell))"
    r"|(?:i )?(?:really |honestly )?(?:cant|cannot|couldnt|dont|do not) (?:\w+ )?(?:tell|say|know)|(?:i )?dunno|no idea"
    r"|(?:i )?(?:might|could) (?:be|do|have)|maybe|perhaps|possibly|sometimes|slightly|(?:just )?a (?:bit|little|touch)"
    r"|sort of|kind of|i think so|i guess|on and off)(?: (?:yes|yeah|maybe|really|to be honest|tbh))?"
)
# however it begins, this says that something is there
_STILL = re.compile(
    r"\b(?:still|worse|numb|weaker|spread\w*|come back|came back|not gone|no better|hasnt (?:gone|eased|stopped))\b"
)
# this takes back what was noticed, where a bare "no" may only mean "I won't go"
_DENIES = re.compile(
    r"\b(?:(?:no|nothing|none|not) (?:\w+ )?(?:like|of) (?:that|those|it|them)|(?:just|only) (?:joking|kidding)"
    r"|(?:dont|do not|havent|never) (?:have|got|had) (?:that|those|any of (?:that|those|it)))\b"
)
QUIZ_FORM, CHECK_FORM = "quiz_form", "check_form"
# words that make a quiz answer a report: "numbness in the legs" is an answer, "my legs are numb" is not
_SOMEBODY = re.compile(
    r"\b(?:i|im|i'm|ive|i've|my|me|he|his|she|her|they|their|we|our|husband|wife|mum|mom|dad|son|daughter)\b"
)


@dataclass(frozen=True)
class Turn:
    """What triage makes of a message.

    Args:
        before, after: what stood before it, and with it.
        move: what triage has to say; None where it has nothing.
    """

    before: State
    after: State
    move: Optional[Move]


def of(slots: Mapping[str, Any], message: Mapping[str, Any], loop: Optional[str]) -> Turn:
    """Read the latest message.

    Args:
        slots: the conversation's slots.
        message: Rasa's `latest_message`: text, intent, entities, metadata, and `triage` from the screen.
        loop: the form that is running, if any.
    """
    book = catalogue()
    before = State.from_dict(slots.get(SLOT))
    text, intent = message.get("text") or "", (message.get("intent") or {}).get("name") or ""
    said = plain(text)
    button = _opened(message) if intent == "show" else ""
    reading = Reading.from_dict(message.get("triage"))
    if loop == QUIZ_FORM and _is_quiz_answer(slots, text):
        reading = Reading()
    answers_advice = bool(before.raised) and intent in {*book.levels.replies, *_ANSWERS}
    if (answers_advice or loop == CHECK_FORM) and not reading.named and not reading.strong:
        reading = Reading(facts=reading.facts, denied=reading.denied)  # it resembles a sign only as an answer does
    locale = (message.get("metadata") or {}).get("locale")
    after = take(book, before, reading, str(message.get("message_id") or ""))
    country = ("" if button else country_in(book, text)) or before.country or country_of(book, locale)
    after = replace(after, country=country)
    made = move(
        book,
        before,
        after,
        intent,
        button,
        reading.denied,
        says_no=said in _NO,
        says_yes=bool(_UNSURE.fullmatch(said) or _STILL.search(said)),
        denies=bool(_DENIES.search(said)),
        told=bool(reading.flags or _STILL.search(said)),
        in_form=bool(loop),
        urgent_only=loop == CHECK_FORM,
    )
    if made is None or made.kind not in ("sign", "no_sign"):
        after = replace(after, asked="")  # a yes or a no later on answers something else
    return Turn(before, after, made)


def _opened(message: Mapping[str, Any]) -> str:
    entities = message.get("entities") or ()
    return str(next((each.get("value") for each in entities if each.get("entity") == "opens"), ""))


def _is_quiz_answer(slots: Mapping[str, Any], text: str) -> bool:
    course = quiz.Course(quiz.quiz(), quiz.State.from_dict(quiz.quiz(), slots.get("quiz")))
    return bool(course.state.at) and course.reads_as_answer(text) and not _SOMEBODY.search(text.lower())
