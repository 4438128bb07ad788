"""One message as triage sees it, from what Rasa hands to policies and actions alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, FrozenSet, Mapping, Optional, Sequence, Set, Tuple

from bot.core.person import of_another, of_oneself
from bot.core.triage import Whose, take, without
from bot.core.triage_catalogue import Catalogue
from bot.core.triage_content import catalogue
from bot.core.triage_levels import EMERGENCY, highest
from bot.core.triage_message import BRIEF, Incoming, without_flags
from bot.core.triage_moves import Move, Said, move
from bot.core.triage_reading import (
    country_in,
    country_of,
    denies,
    has_it,
    is_both,
    is_mine,
    is_no,
    is_not_mine,
    is_somebody_elses,
    is_still_there,
    is_there_after_all,
    is_unsure,
    refutes,
)
from bot.core.triage_reasons import background_of, needed
from bot.core.triage_replies import by_words, narrowed, takes_back, works_again
from bot.core.triage_state import Reading, State

SLOT = "triage"
_ANSWERS = ("mistaken", "country", "affirm", "deny")  # intents that answer what was just said
_OF_WHAT_WAS_ASKED = ("affirm", "deny", "more", "source", "repeat", "simpler")
_SPEECHLESS = "cannot_speak"  # the reply to "I can't talk right now", which names what is a sign in it


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


@dataclass(frozen=True)
class _Corrections:
    """What a message takes back.

    Args:
        kind: how it takes back what was noticed, see `takes_back`.
        restored: flags that stand, of what works as it should again.
        dropped: flags that were taken back just before.
    """

    kind: str
    restored: Set[str]
    dropped: Sequence[str]

    @property
    def not_so(self) -> bool:
        """Whether it says that what was noticed is not so, or not now, and no more."""
        return self.kind in ("jest", "not_now", "explained")


def of(slots: Mapping[str, Any], message: Mapping[str, Any], loop: Optional[str]) -> Turn:
    """Read the latest message.

    Args:
        slots: the conversation's slots.
        message: Rasa's `latest_message`: text, intent, entities, metadata, and `triage` from the screen.
        loop: the form that is running, if any.
    """
    book, incoming, noticed = catalogue(), Incoming(slots, message, loop), State.from_dict(slots.get(SLOT))
    less = _narrowed(book, incoming, noticed)
    before = without(book, noticed, less)
    corrections = _corrections(book, incoming, before)
    reading = _reading(book, incoming, before, corrections)
    if less:  # "only one leg" is told anew, as what it is
        other = any(each.other for each in noticed.raised if each.flag in less)
        left = (*less.values(), *(each for each in reading.flags if each not in less))
        reading = replace(_telling(book, replace(reading, flags=()), left), other=other)
    if incoming.of_somebody_checked:
        reading = replace(reading, other=True)
    if corrections.dropped and not incoming.button and not loop and is_there_after_all(incoming.said):
        reading = _telling(book, reading, corrections.dropped)
    after = take(book, before, reading, str(message.get("message_id") or ""), whose=_whose(incoming, reading))
    after = replace(after, country=_country(book, incoming, before))
    said = _said(book, incoming, before, reading, corrections)
    made = move(book, before, after, said, in_form=bool(loop), urgent_only=incoming.in_check)
    aside = None
    if incoming.in_check:  # "more" and a bare yes or no are about the open question
        of_the_check = incoming.intent in _OF_WHAT_WAS_ASKED and not before.asked
        said = replace(said, intent="" if of_the_check else incoming.intent)
        aside = move(book, replace(after, country=before.country), after, said)
    if not any(each and each.kind in ("sign", "no_sign") for each in (made, aside)):
        after = replace(after, asked="")  # a yes or a no later on answers something else
    if corrections.dropped:
        after = replace(after, doubted="")
    return Turn(before, after, made, aside, frozenset(less))


def _narrowed(book: Catalogue, incoming: Incoming, noticed: State) -> Dict[str, str]:
    """The flags that stand and are less than was told, and what each is then."""
    less = {} if incoming.button or incoming.in_quiz else narrowed(book, incoming.text)
    return {flag: to for flag, to in less.items() if any(each.flag == flag for each in noticed.raised)}


def _corrections(book: Catalogue, incoming: Incoming, before: State) -> _Corrections:
    known = {each.flag for each in before.raised}
    typed = not incoming.button
    kind = takes_back(book, incoming.text) if known and typed else ""
    if kind == "explained" and by_words(book, incoming.words, incoming.after_advice):
        kind = ""  # "he's drunk a lot of vodka" tells of danger
    restored = works_again(book, incoming.text) & known if typed else set()
    dropped = [each for each in before.doubted.split() if each in book.flags and each not in known]
    return _Corrections(kind, restored, dropped)


def _reading(book: Catalogue, incoming: Incoming, before: State, corrections: _Corrections) -> Reading:
    """What counts of what the screen read, and the signs that the message adds by referring to those that stand."""
    replies = by_words(book, incoming.words, incoming.after_advice)
    of_the_advice = incoming.intent in {*book.replies, *_ANSWERS} or (
        len(incoming.said.split()) <= BRIEF and bool(replies)
    )
    corrects = incoming.changes_check or bool(corrections.kind or corrections.restored)
    reading = incoming.reading(before, answers=corrects or (bool(before.raised) and of_the_advice))
    if before.level == EMERGENCY and _SPEECHLESS in replies:  # it may be a phone that fails
        reading = without_flags(reading)
    if is_both(incoming.words, corrects=bool(incoming.loop)):
        known = {each.flag for each in before.raised}
        wider = [flag for flag, one in book.taken_back.narrower.items() if one.to in known and flag not in known]
        reading = _telling(book, reading, wider) if wider else reading
    return reading


def _telling(book: Catalogue, reading: Reading, flags: Sequence[str]) -> Reading:
    """A reading of a message that plainly tells of more signs, too."""
    level = highest(book.flags[each].level for each in flags if each in book.flags)
    return replace(reading, level=level, flags=tuple(dict.fromkeys((*flags, *reading.flags))))


def _whose(incoming: Incoming, reading: Reading) -> Whose:
    """Whom a message speaks of, where it speaks of nobody else, and the screen read it so."""
    whose: Whose = "theirs" if of_another(incoming.text) else "mine" if of_oneself(incoming.said) else ""
    return "" if incoming.button or incoming.loop or reading.other != (whose == "theirs") else whose


def _country(book: Catalogue, incoming: Incoming, before: State) -> Optional[str]:
    """Where the person is: as the message says, as it was known, or as the channel tells."""
    named = None if incoming.button else country_in(book, incoming.text)
    return named or before.country or country_of(book, (incoming.message.get("metadata") or {}).get("locale"))


def _said(book: Catalogue, incoming: Incoming, before: State, reading: Reading, corrections: _Corrections) -> Said:
    """What a message says of what was noticed."""
    said, known = incoming.said, {each.flag for each in before.raised}
    handed = _handed(book, incoming, before, reading, corrections.kind)
    flags = set(reading.flags)
    if corrections.not_so or corrections.restored:
        flags -= known  # "no, I didn't take 20 tablets"
    denied = set(reading.denied) & (known | needed(book, before))
    heard = Said(
        intent="" if incoming.quiz_reads else incoming.intent,  # "why?" asks for an answer's reason
        topic=incoming.topic,
        button=incoming.button,
        words=incoming.words,
        denied=(*sorted(corrections.restored), *reading.denied),
        no=is_no(said),
        yes=is_unsure(said) or is_still_there(said),
        denies=bool(denies(said) or corrections.kind or corrections.restored or denied),
        not_now=bool(corrections.not_so or corrections.restored.intersection(before.asked.split()) or refutes(said)),
        jest=corrections.kind == "jest",
        anothers=bool(corrections.kind == "another" or handed),
        theirs=is_somebody_elses(said),
        mine=is_mine(said),
        handed=handed,
        told=bool(flags) or is_still_there(said),
        after_advice=incoming.after_advice,
    )
    if incoming.changes_check:  # of the answers, not of what is said of the advice
        return replace(heard, intent="", topic=None, words="", denies=False)
    return heard


def _handed(book: Catalogue, incoming: Incoming, before: State, reading: Reading, kind: str) -> Tuple[str, ...]:
    """Background told of oneself that a message says is somebody else's: what it names, or "he takes those"."""
    if incoming.button or incoming.loop or not (kind == "another" or is_not_mine(incoming.said)):
        return ()
    behind = background_of(book, before)
    spoken = {*reading.facts, *reading.denied}
    return tuple([each for each in behind if each in spoken] or (behind if has_it(incoming.said) else []))
