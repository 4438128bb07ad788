"""One message as triage sees it, from what Rasa hands to policies and actions alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, FrozenSet, Mapping, Optional

from bot.core import check, quiz
from bot.core.check_reading import wish
from bot.core.diary_reading import is_number_alone
from bot.core.messages import MENU
from bot.core.person import RELATIONS, of_another, of_oneself
from bot.core.readability import plain
from bot.core.triage import (
    PREFIX,
    UNNAMED,
    Move,
    Reading,
    Said,
    State,
    Whose,
    background_of,
    country_in,
    country_of,
    move,
    needed,
    take,
    without,
)
from bot.core.triage_content import catalogue
from bot.core.triage_levels import EMERGENCY, highest
from bot.core.triage_replies import by_words, narrowed, takes_back, works_again

SLOT = "triage"
_ANSWERS = ("mistaken", "country", "affirm", "deny")  # intents that answer what was just said
_OF_WHAT_WAS_ASKED = ("affirm", "deny", "more", "source", "repeat", "simpler")
_OF_A_FORM = ("continue", "summary")  # "carry on" is about the check or the quiz, not more of the advice
_HEARD = 0.3  # an answer to the advice less sure than this is a guess
_SURE = 0.5  # so is less than this that help is there, as it ends the reminders
_CLEAR = 0.5  # nor is a topic less sure than this taken for one
_OF_THE_QUIZ, _WISH = ("stop", "skip", "back"), 3  # moves in the quiz, and the words they may have to be nothing else
_BRIEF = 8  # words; an answer to the advice in no more tells of nothing besides
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
# a no in other words; what follows must leave nothing open and refuse no help
_REFUTES = re.compile(
    r"(?:(?:oh|well|sorry|actually|ok|honestly|really) )*(?:no|nope|nah|none|not at all|(?:definitely|certainly) not)\b"
    r"(?!.*\b(?:but|except|sometimes|maybe|perhaps|bit|little|slight\w*|think|sort|kind|still|yes|yeah|worse|worst|"
    r"feel\w*|sensation\w*|control\w*|strength|power|movement|pee\w*|wee\w*|urin\w*|poo\w*|help\w*|breath\w*|"
    r"better|numb\w*|tingl\w*|weak\w*|hurts?|pain\w*|only (?:on|in|at|a|one|my|the|left|right)|wont|cant|cannot|"
    r"couldnt|dont want|going|go|goes|call\w*|ring|phone|hospital|ambulance|doctors?|gp|emergency|999|911|112|why|what|"
    r"how|who|where|when|wait|later|tomorrow|morning|money|help|stop|thanks|thank|longer|more|idea|way|one|way|need|"
    r"sure|know|tell)\b)(?: \w+){1,9}"
)
# the sign is there, but somebody else's: "it's my husband, not me", "no I don't have it, he does"
_HANDED_ON = re.compile(
    r"(?:(?:no|oh|sorry|wait|hang on|actually|i mean|i meant|but|well|wrong person|not (?:me|mine|him|her|my \w+)) )*"
    rf"(?:(?:(?:its|it is|it was|thats|that is|this is) )?(?:actually |really )?(?:(?:about|for) )?"
    rf"(?:my|our) (?:\w+ ){{0,2}}?{RELATIONS}(?: in law)?"
    r"(?:s(?: \w+){1,2})?(?: (?:who|that) (?:has|had|got|feels|cant|is) .{2,40}?)?(?: (?:and )?not (?:me|mine|my \w+))?"
    rf"|(?:i|me) (?:dont|havent|am not|never) .{{0,20}}?\b(?:he|she|they|my {RELATIONS}) (?:do|does|has|have|did|is))"
    r"(?: (?:sorry|im fine))*"
)
# the sign is one's own after all: "no it's me, not my mum"
_MINE = re.compile(
    r"(?:(?:no|oh|sorry|wait|hang on|actually|i mean|i meant|but|well|not (?:him|her|my \w+)) )*"
    r"(?:its|it is|it was|thats|this is|about|for) (?:actually |really |about )?(?:me|myself|mine|my own(?: \w+)?)"
    r"(?: not (?:him|her|his|hers|them|theirs|my \w+))?(?: sorry)?"
)
# a fact told of oneself that is somebody else's: "no not me, my brother is on steroids"
_NOT_MINE = re.compile(
    rf"(?:.*\bnot (?:me|mine|i)\b.*|(?:(?:no|oh|sorry|wait|hang on|actually|i mean|i meant|but|well) )*"
    rf"(?:(?:its|it is|it was|thats|that is|i meant?) )?(?:my|our) (?:\w+ ){{0,2}}?{RELATIONS}\b.*)"
)
_TAKES = re.compile(r"\b(?:takes?|taking|is on|has|had|hes on|shes on|does|did) (?:it|them|that|those|these)\b")
_AS_WELL = re.compile(r"\b(?:too|also|as well|both|and (?:me|i|so do i))\b")
# what was just taken back is there after all
_AFTER_ALL = re.compile(
    r"(?:(?:well|actually|oh|no|sorry|wait|hmm|but|ok|hang on|i lied|sometimes|maybe|a bit|kind of|sort of|i think) )*"
    r"(?:yes|yeah|yep|it is|it does|(?:i|he|she) (?:do|does|did|am|is|have|has)|(?:its|it is) there|sometimes|perhaps)"
    r"(?: (?:yes|yeah|sometimes|actually|really|i do|it is|a bit|a little|still|now|sorry|after all|i think|there))*"
)
# one leg was told, and it is the other one as well: "no, actually both"
_BOTH = re.compile(
    r"(?P<changed>(?:(?:no|sorry|actually|oh|wait|well|now|i mean|i meant|hang on|yes|in fact|its|it is|in|on) )*)"
    r"(?:in |on |the )*both(?: (?:of them|legs|feet|sides|now|are|is|numb|weak|actually|sorry|after all))*"
)
# nobody asks whether help is there
_ASKS = re.compile(r"(?:can|could|will|would|should|shall|do|does|is|are|what|how|why|when|where|who)\b")
_SPEECHLESS = "cannot_speak"  # the reply to "I can't talk right now", which names what is a sign in it
_BEGAN = "began"  # the question of the check on how the pain began
QUIZ_FORM, CHECK_FORM, ROUTINE_FORM = "quiz_form", "check_form", "routine_form"
# in the guided routine a number is of minutes, seconds or repetitions, and nobody's age
_COUNTS = re.compile(
    r"(?:(?:did|done|about|only|just|all|say|the|option|number|maybe) )*\d{1,3}(?: (?:done|please|of them))*"
)
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
        aside: while the symptom check asks, what triage has to say where the message is no answer to the check.
        narrowed: the flags that it makes less than was told; `before` is without them.
    """

    before: State
    after: State
    move: Optional[Move]
    aside: Optional[Move] = None
    narrowed: FrozenSet[str] = frozenset()


def of(slots: Mapping[str, Any], message: Mapping[str, Any], loop: Optional[str]) -> Turn:
    """Read the latest message.

    Args:
        slots: the conversation's slots.
        message: Rasa's `latest_message`: text, intent, entities, metadata, and `triage` from the screen.
        loop: the form that is running, if any.
    """
    book = catalogue()
    before = State.from_dict(slots.get(SLOT))
    text, intent = message.get("text") or "", _intent(message)
    said, button = plain(text), _opened(message) if intent == "show" else ""
    standing = {each.flag: each for each in before.raised}
    less = {} if button or loop == QUIZ_FORM else narrowed(book, text)
    less = {flag: to for flag, to in less.items() if flag in standing}
    before = without(book, before, less)
    words, after_advice = "" if button or loop == QUIZ_FORM else said, _after_advice(slots)
    answers = bool(before.raised) and (
        intent in {*book.replies, *_ANSWERS}
        or (len(said.split()) <= _BRIEF and bool(by_words(book, words, after_advice)))
    )
    changes = not loop and not button and _changes_check(slots, text)
    taken_back = takes_back(book, text) if before.raised and not button else ""
    if taken_back == "explained" and by_words(book, words, after_advice):
        taken_back = ""  # "no, I'm just scared" says how it is to be told
    known = {each.flag for each in before.raised}
    restored = works_again(book, text) & known if not button else set()
    reading = _reading(slots, message, before, loop, answers or changes or bool(taken_back or restored))
    if before.level == EMERGENCY and _SPEECHLESS in by_words(book, words, after_advice):  # it may be a phone that fails
        reading = Reading(facts=reading.facts, denied=reading.denied, other=reading.other)
    both = _BOTH.fullmatch(said) if not button and loop != QUIZ_FORM else None
    if both and (not loop or both["changed"]):
        wider = [flag for flag, one in book.taken_back.narrower.items() if one.to in known and flag not in known]
        if wider:
            level = highest(book.flags[each].level for each in wider)
            reading = replace(reading, level=level, flags=(*wider, *reading.flags), named=True)
    if less:  # "only one leg" is told anew, as what it is
        flags_left = dict.fromkeys((*less.values(), *(each for each in reading.flags if each not in less)))
        level = highest(book.flags[each].level for each in flags_left)
        other = any(standing[each].other for each in less)
        reading = replace(reading, level=level, flags=tuple(flags_left), other=other, named=True)
    if loop == CHECK_FORM and check.State.from_dict(check.check(), slots.get("check")).who:
        reading = replace(reading, other=True)
    dropped = [each for each in before.doubted.split() if each in book.flags and each not in known]
    if dropped and not button and not loop and _AFTER_ALL.fullmatch(said):
        level = highest(book.flags[each].level for each in dropped)
        reading = replace(reading, level=level, flags=(*dropped, *reading.flags), named=True)
    locale = (message.get("metadata") or {}).get("locale")
    whose: Whose = "theirs" if of_another(text) else "mine" if of_oneself(said) else ""
    whose = "" if button or loop or reading.other != (whose == "theirs") else whose
    after = take(book, before, reading, str(message.get("message_id") or ""), whose=whose)
    country = ("" if button else country_in(book, text)) or before.country or country_of(book, locale)
    after = replace(after, country=country)
    not_so = taken_back in ("jest", "not_now", "explained")
    corrected = taken_back == "another" or (_NOT_MINE.fullmatch(said) and not _AS_WELL.search(said))
    spoken = {*reading.facts, *reading.denied}
    behind = background_of(book, before) if corrected and not (button or loop) else []
    handed = [each for each in behind if each in spoken] or (behind if _TAKES.search(said) else [])
    flags = set(reading.flags) - (known if not_so or restored else set())  # "no, I didn't take 20 tablets"
    heard = Said(
        intent="" if loop == QUIZ_FORM and _quiz_reads(slots, text) else intent,  # "why?" asks for an answer's reason
        topic=None if button or loop == QUIZ_FORM else _topic(message),
        button=button,
        words=words,
        denied=(*sorted(restored), *reading.denied),
        no=said in _NO,
        yes=bool(_UNSURE.fullmatch(said) or _STILL.search(said)),
        denies=bool(
            _DENIES.search(said)
            or taken_back
            or restored
            or handed
            or set(reading.denied) & (known | needed(book, before))
        ),
        not_now=bool(not_so or restored.intersection(before.asked.split()) or _REFUTES.fullmatch(said)),
        jest=taken_back == "jest",
        anothers=bool(taken_back == "another" or handed),
        theirs=bool(_HANDED_ON.fullmatch(said)),
        mine=bool(_MINE.fullmatch(said)),
        handed=tuple(handed),
        told=bool(flags or _STILL.search(said)),
        after_advice=after_advice,
    )
    if changes:  # of the answers, not of what is said of the advice
        heard = replace(heard, intent="", topic=None, words="", denies=False)
    made = move(book, before, after, heard, in_form=bool(loop), urgent_only=loop == CHECK_FORM)
    aside = None
    if loop == CHECK_FORM:  # "more" and a bare yes or no are about the open question
        heard = replace(heard, intent="" if intent in _OF_WHAT_WAS_ASKED and not before.asked else intent)
        aside = move(book, replace(after, country=before.country), after, heard)
    if not any(each and each.kind in ("sign", "no_sign") for each in (made, aside)):
        after = replace(after, asked="")  # a yes or a no later on answers something else
    if dropped:
        after = replace(after, doubted="")
    return Turn(before, after, made, aside, frozenset(less))


def _intent(message: Mapping[str, Any]) -> str:
    """What a message was understood as; nothing where that is a guess that advice should not be answered by."""
    text, understood = message.get("text") or "", message.get("intent") or {}
    intent, reply = understood.get("name") or "", catalogue().replies.get(understood.get("name") or "")
    needed = _SURE if reply and reply.in_hand else _HEARD
    guessed = (understood.get("confidence") or 1.0) < needed or (needed == _SURE and _ASKS.match(plain(text)))
    return "" if guessed or wish(text) in _OF_A_FORM else intent


def _reading(
    slots: Mapping[str, Any], message: Mapping[str, Any], before: State, loop: Optional[str], answers: bool
) -> Reading:
    """What counts of what the screen read, where a message may be an answer to advice, the quiz or the check."""
    text, reading = message.get("text") or "", Reading.from_dict(message.get("triage"))
    if loop == QUIZ_FORM and _quiz_reads(slots, text) == "answer" and not _SOMEBODY.search(text.lower()):
        clear = reading.flags and (reading.named or reading.strong)
        if not clear or _quiz_course(slots).is_bare_answer(text):
            return Reading()
    if loop == ROUTINE_FORM and _COUNTS.fullmatch(plain(text)):
        return Reading()
    weak = not (reading.named or reading.strong)
    if loop == QUIZ_FORM and weak and len(text.split()) <= _WISH and _quiz_reads(slots, text) in _OF_THE_QUIZ:
        return Reading()  # "finish now" is about the quiz
    # "the pain is down to 4" resembles what severe pain is told in
    if weak and reading.flags and is_number_alone(text):
        return Reading(facts=reading.facts, denied=reading.denied, other=reading.other)
    unnamed = not reading.named and set(reading.flags) <= {UNNAMED}
    if loop == CHECK_FORM and unnamed and _tells_how_it_began(slots, text):
        return Reading(facts=reading.facts, denied=reading.denied, other=reading.other)
    if reading.named or reading.strong:
        return reading
    if set(reading.flags) <= set(reading.denied):  # "my foot is not weak" only resembles the sign it denies
        reading = replace(reading, level=None, flags=())
    unmet = before.level == EMERGENCY and not before.raised[0].in_hand
    if answers or unmet or loop == CHECK_FORM:  # it resembles a sign only as an answer does, or a cry in an emergency
        return Reading(facts=reading.facts, denied=reading.denied, other=reading.other)
    return reading


def _opened(message: Mapping[str, Any]) -> str:
    entities = message.get("entities") or ()
    return str(next((each.get("value") for each in entities if each.get("entity") == "opens"), ""))


def _topic(message: Mapping[str, Any]) -> Optional[str]:
    response = (message.get("response_selector") or {}).get("default", {}).get("response", {})
    return response.get("intent_response_key") if (response.get("confidence") or 1.0) >= _CLEAR else None


def _after_advice(slots: Mapping[str, Any]) -> bool:
    """Whether the last answer was advice: no topic is open, and no topic was offered."""
    offered = {str(each[0]).split("/")[0] for each in slots.get("offered") or ()}
    return not slots.get("topic") and offered <= {PREFIX, quiz.PREFIX, check.PREFIX, MENU}


def _changes_check(slots: Mapping[str, Any], text: str) -> bool:
    """Whether a message just after the check changes an answer of it."""
    course = check.Course(check.check(), check.State.from_dict(check.check(), slots.get("check")))
    offered = slots.get("offered") or ()
    return check.just_ended(course.state, offered) and course.hear_afterwards(text) is not None


def _tells_how_it_began(slots: Mapping[str, Any], text: str) -> bool:
    """Whether a short message answers the check's question how it began, "since she fell on Thursday".

    An injury alarms by itself; here it is asked for, and how bad it was.
    """
    course = check.Course(check.check(), check.State.from_dict(check.check(), slots.get("check")))
    return course.state.at == _BEGAN and len(text.split()) <= _BRIEF and course.answers(text)


def _quiz_course(slots: Mapping[str, Any]) -> quiz.Course:
    return quiz.Course(quiz.quiz(), quiz.State.from_dict(quiz.quiz(), slots.get("quiz")))


def _quiz_reads(slots: Mapping[str, Any], text: str) -> str:
    """What the open quiz question takes a message for: `answer`, a command's name, or nothing."""
    course = _quiz_course(slots)
    return course.reads_as(text) if course.state.at else ""
