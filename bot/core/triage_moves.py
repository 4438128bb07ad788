"""What triage makes of a message, what it says then, and the state after that."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import List, Optional, Sequence, Set, Tuple

from bot.core import triage_replies
from bot.core.content import content
from bot.core.messages import Message
from bot.core.triage import can_wait, news, without
from bot.core.triage_catalogue import Catalogue
from bot.core.triage_levels import EMERGENCY, SAME_DAY, rank
from bot.core.triage_reasons import background_behind, behind
from bot.core.triage_state import Raised, State, ordered
from bot.core.triage_voice import CRISIS, GOT_HELP, NO_SIGN, SIGN, Voice

_MISTAKEN = "mistaken"
_TOGETHER = 3  # flags of one message that are taken back together
# what is no joke: only a plain no takes it back
_NO_JOKE = {CRISIS, "medicine_overdose", "violence_or_neglect"}
_SMALL_TALK = ("will_do", "thanks", "unsure", "wont_go", "told_fine")  # replies that are not said twice in a row


@dataclass(frozen=True)
class Move:
    """What triage makes of a message.

    Args:
        kind: `advice`, `added`, `reply`, `sure`, `sign`, `no_sign`, `theirs`, `whom`, `number` or `remind`.
        about: which reply, for `reply`; which flags, parted by spaces, for `sure`.
        raised: what is new, for `advice` and `added`.
    """

    kind: str
    about: str = ""
    raised: Tuple[Raised, ...] = field(default=())


@dataclass(frozen=True)
class Said:
    """What a message says, as far as triage cares.

    Args:
        intent: what it was understood as.
        topic: the topic it was understood as, `section/topic`, if any.
        button: what was clicked, empty for typed text.
        words: the message as `plain` gives it, where its words may be about the advice.
        denied: flags that it says are not there.
        no: whether it is a plain no, not a maybe or a rather not.
        yes: whether it says that what was asked is there, or leaves that open.
        denies: whether it says that what was noticed is not there, or was a mistake.
        not_now: whether it does so by saying that it is not so, or not now, and no more.
        jest: whether it does so by saying that it was a joke.
        anothers: whether it does so by saying that it is somebody else's.
        theirs: whether it says that what was noticed is there, but somebody else's.
        mine: whether it says that what was noticed of somebody else is one's own.
        handed: background told of oneself that it says is somebody else's.
        told: whether it tells of a sign, a known one too, or that it is still there.
        after_advice: whether advice was the last thing said, so that "why?" is about that.
    """

    intent: str = ""
    topic: Optional[str] = None
    button: str = ""
    words: str = ""
    denied: Sequence[str] = ()
    no: bool = False
    yes: bool = False
    denies: bool = False
    not_now: bool = False
    jest: bool = False
    anothers: bool = False
    theirs: bool = False
    mine: bool = False
    handed: Sequence[str] = ()
    told: bool = False
    after_advice: bool = True


def move(
    book: Catalogue, before: State, after: State, said: Said, in_form: bool = False, urgent_only: bool = False
) -> Optional[Move]:
    """Whether triage answers a message, and how; None leaves it to everything else.

    Args:
        book: the catalogue.
        before, after: what stood before the message, and with it.
        said: what the message says.
        in_form: whether a yes or a no is an answer to a form.
        urgent_only: whether what can wait does, as while the symptom check asks on.
    """
    new = news(before, after)
    if new and not (urgent_only and can_wait(book, new)):
        return Move("added" if rank(new[0].level) < rank(before.level) else "advice", raised=tuple(new))
    asked = set(before.asked.split())
    if said.handed and not asked & set(said.handed):
        return Move("sure", " ".join(said.handed))
    if said.mine and after.top and after.top.other and not said.told:
        return Move("whom", "mine")
    if said.theirs and after.top and not said.told and not (said.anothers and background_behind(book, after)):
        return Move("whom" if after.top.other else "theirs")
    if asked & {*after.facts, *(each.flag for each in after.raised)} and not in_form:
        if said.button == SIGN or (said.intent == "affirm" and not said.not_now) or said.yes:
            return Move("sign")
        theirs = said.anothers and asked <= book.facts.keys()  # another's tablets, not another's numb legs
        again = (said.not_now or theirs) and CRISIS not in asked  # of that, only a plain no is taken
        again = again and not (said.jest and asked & _NO_JOKE)
        if (said.button == NO_SIGN or said.no or again) and not said.told:
            return Move("no_sign")
    top = after.top
    if top is None or urgent_only:
        return None
    if said.button == GOT_HELP:
        return Move("reply", "got_help")
    if said.denies and not said.told:
        return Move("sure", _meant(book, after, said))
    reply = _reply(book, after, said)
    if reply:
        return reply
    if said.intent == _MISTAKEN:
        return Move("sure", _meant(book, after, said))
    moved = after.country != before.country and top.level != "soon_gp"
    refused = said.intent == "deny" and said.after_advice and top.level == SAME_DAY  # a "no" to the advice
    anew = said.button == content().turns_to.greeting and top.level == SAME_DAY  # what was started over is out of sight
    if moved or (not top.in_hand and (top.level == EMERGENCY or refused or anew)):
        return Move("number" if moved else "remind")
    return None


def _reply(book: Catalogue, state: State, said: Said) -> Optional[Move]:
    """The answer to what is said about the advice, by its words before what it was understood as."""
    assert state.top
    unmet = state.top.level == EMERGENCY and not state.top.in_hand  # then whatever is said is about that
    after_advice = said.after_advice or unmet
    voice, intent = Voice(book, state), said.intent
    if intent == "deny" and not said.no and not said.yes:
        intent = "wont_go"
    for kind in triage_replies.by_words(book, said.words, after_advice):
        if voice.reply(kind):
            return Move("reply", kind)
    if said.told and intent in ("fine_now", "told_fine"):  # "it's getting worse again" only sounds like it
        return Move("remind")
    for kind in triage_replies.by_meaning(book, intent, said.topic, after_advice):
        if voice.reply(kind):
            return Move("reply", kind)
    return None


def _meant(book: Catalogue, state: State, said: Said) -> str:
    """What a person takes back: what they deny, else the flags told together with the one advised on last."""
    standing = {each.flag: each for each in state.raised}
    named = next((each for each in (*standing, *sorted(behind(book, state))) if each in said.denied), "")
    if named:
        return named
    first = standing.get(state.advised, state.raised[0])
    background = [*said.handed] or (background_behind(book, state) if said.anothers else [])
    if background:
        return " ".join(background[:_TOGETHER])
    together = [each.flag for each in state.raised if each.message == first.message and each is not first]
    return " ".join([first.flag, *together][:_TOGETHER])


def answer(book: Catalogue, state: State, made: Move, in_form: bool = False) -> Tuple[List[Message], State]:
    """What triage says, and the state after it.

    Args:
        book: the catalogue.
        state: what stands.
        made: what triage makes of the message.
        in_form: whether the question of a form follows.
    """
    top = state.top
    if made.kind == "advice":
        first = made.raised[0]
        asked = first.flag if first.doubtful else ""
        state = replace(state, asked=asked, advised=first.flag, said="", reminded=0)
        return Voice(book, state).advice(made.raised), state
    if made.kind == "added":
        return Voice(book, state).added(made.raised), replace(state, asked="", advised=made.raised[0].flag)
    if made.kind == "sign":
        sure = state.asked.split()
        raised = tuple(replace(each, doubtful=False) if each.flag in sure else each for each in state.raised)
        state = replace(state, raised=ordered(book, raised), asked="")
        assert state.top
        return Voice(book, state).advice([state.top]), state
    if made.kind == "no_sign":
        left = replace(without(book, state, state.asked.split()), asked="")
        return Voice(book, left).cleared(state.asked, not in_form), left
    assert top
    if made.kind == "theirs":
        raised = tuple(replace(each, other=True) for each in state.raised)
        state = replace(state, raised=ordered(book, raised), asked="", advised=top.flag)
        return Voice(book, state).advice([state.raised[0]]), state
    if made.kind == "whom":
        raised = tuple(replace(each, other=made.about != "mine", apart=False) for each in state.raised)
        state = replace(state, raised=ordered(book, raised), asked="", said="remind", reminded=1)
        return Voice(book, state).whom(), state
    if made.kind == "sure":
        again = made.about == state.doubted
        return Voice(book, state).sure(made.about, again), replace(state, asked=made.about, doubted=made.about)
    if made.kind == "reply":
        return _replied(book, state, made.about)
    times = state.reminded if made.kind == "remind" else 0
    return [Voice(book, state).remind(times)], replace(state, said="remind", reminded=times + 1)


def _replied(book: Catalogue, state: State, kind: str) -> Tuple[List[Message], State]:
    """The answer to what is said about the advice, and the state after it."""
    said = Voice(book, state).reply(kind)
    assert said and state.top
    if book.replies[kind].in_hand:
        raised = tuple(replace(each, in_hand=True, doubtful=False) for each in state.raised)
        return said, replace(state, raised=ordered(book, raised), asked="", said=kind)
    if kind == state.said and kind in _SMALL_TALK:  # the same words again would be read by nobody
        return [Voice(book, state).remind(state.reminded + 1)], replace(state, reminded=state.reminded + 1)
    again = state.top.doubtful and book.replies[kind].follows
    return said, replace(state, said=kind, asked=state.top.flag if again else state.asked)


def taken_back(state: State, made: Move) -> Set[str]:
    """Flags and facts that an answer takes back, given the state before it."""
    return set(state.asked.split()) if made.kind == "no_sign" else set()
