"""Every message Ilio can say, for tests that each channel can show it.

Nothing is trained or asked: the texts are made by the code that makes them in a talk, over all of the content. What
goes with what a person typed (the check's summary) is made of the longest answers that can be typed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any, Dict, Iterator, List, Tuple

from actions.base import payload
from bot.core import answers, breaks, breaks_plan, dialogue, dialogue_follow, pictures, triage_state
from bot.core.check import Course as CheckCourse
from bot.core.check_content import check
from bot.core.check_state import State as CheckState
from bot.core.check_summary import summary
from bot.core.content import content
from bot.core.diary import Diary
from bot.core.diary_reading import Told
from bot.core.languages import Heard, languages, said_to
from bot.core.messages import Button, Message
from bot.core.phone import emergency_number, with_calls
from bot.core.quiz import Course as QuizCourse
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State as QuizState
from bot.core.routine import Course as RoutineCourse
from bot.core.routine_content import routine
from bot.core.routine_plan import Person
from bot.core.routine_state import State as RoutineState
from bot.core.triage_content import catalogue
from bot.core.triage_levels import LEVELS, SAME_DAY, rank
from bot.core.triage_state import Raised
from bot.core.triage_voice import Voice

WISHES = ("more", "source", "repeat", "simpler")
QUIZ_WORDS = ("hint", "skip", "why?", "score", "back", "repeat", "b and c", "change question 1 to b", "restart", "stop")
CHECK_WORDS = ("why?", "skip", "back", "repeat", "so far", "restart", "stop")
ROUTINE_WORDS = ("stop", "back", "restart", "pause", "too hard", "it hurts", "I feel dizzy", "just sore", "again")
LONG = "word " * 120 + "<b>&amp;</b> _*[`~ <!channel> " + "x" * 100


@lru_cache(maxsize=1)
def everything() -> Tuple[Dict[str, Any], ...]:
    """All of it, each message once, as channels get it: `text`, and `buttons`, `card`, `image` where there are some."""
    found: Dict[Tuple[Any, ...], Message] = {}
    said = chain(_answers(), _around(), _quiz(), _check(), _routine(), _triage(), _languages(), _kept())
    for message in said:
        found.setdefault((message.text, message.buttons, str(message.card), message.image), message)
    return tuple(as_sent(message) for message in found.values())


def odd() -> List[Dict[str, Any]]:
    """What nobody has written yet, at and over the limits: channels must show it, or less of it, and not fail."""
    many = [{"title": f"Choice {number}", "payload": payload(f"x/{number}")} for number in range(120)]
    return [
        {"text": LONG},
        {"text": "letters" * 3000},
        {"text": "One sentence. " * 800, "buttons": many[:3]},
        {"text": "🙂" * 5000},
        {"text": "a\n\n\n\nb"},
        {"text": "**bold** *not <i>bold</i>* **open", "buttons": many},
        {"text": "?", "buttons": [{"title": "t" * 300, "payload": "/show" + "p" * 5000}]},
        {"text": "", "image": "https://ilio.example/stretch.png", "alt": "A person kneels on one knee."},
        {
            "text": "Kneel. " * 400,
            "image": "https://ilio.example/stretch.png",
            "alt": "Alt & <words>",
            "buttons": many[:2],
        },
        {"text": "Kneel.", "image": "/chat/stretch.png", "alt": "A person kneels on one knee."},
        {"text": "Kneel.", "image": "javascript:alert(1)"},
        {"custom": {"type": "timer", "version": 1, "fallback_text": "Hold for 30 seconds."}},
        {"text": "Call.", "card": {"type": "call", "version": 1, "numbers": ["112", "0 800 <b>"]}},
        {"text": "Call.", "card": {"type": "call"}},
        {"text": "Break.", "card": {"type": "calendar", "version": 1, "query": "from=<b>&to="}},
        {"text": "Pain.", "card": {"type": "diary", "version": 1, "days": [{"date": "x"}, None]}},
        {"text": "Pain.", "card": {"type": "diary"}},
        {"text": "  "},
        {},
    ]


def as_sent(message: Message) -> Dict[str, Any]:
    """A message as channels get it from the store."""
    sent: Dict[str, Any] = {"text": message.text}
    if message.buttons:
        sent["buttons"] = [{"title": each.title, "payload": payload(each.id)} for each in message.buttons]
    if message.card:
        sent["card"] = dict(message.card)
    if message.image:
        sent.update(image=pictures.address(message.image), alt=message.alt)
    return sent


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _answers() -> Iterator[Message]:
    book = content()
    ids = list(book.topics)
    for state in (dialogue.State(), dialogue.State(introduced=True)):
        for place, topic in enumerate(ids):
            yield from _said(dialogue.open_topic(book, state, topic))
            yield from _said(dialogue.open_topic(book, state, topic, [ids[place - 1], "out_of_scope/overview"]))
            yield from _said(dialogue.open_topic(book, state, topic, [ids[place - 1], ids[place - 2]]))
            for wish in WISHES:
                for also in ((), (ids[place - 1],)):
                    for depth in ("answer", "more"):
                        at = replace(state, topic=topic, also=also, depth=depth)
                        yield from _said(dialogue_follow.follow_up(book, at, wish))
            for depth in ("answer", "more", "simpler"):
                for bubble in range(len(answers.bubbles(book, topic, depth))):
                    yield from _said(dialogue.quote(book, state, topic, depth, bubble))


def _around() -> Iterator[Message]:
    book = content()
    offers = tuple((each, book.title(each)) for each in book.topics)[:3]
    for state in (dialogue.State(), dialogue.State(misses=1), dialogue.State(offered=offers)):
        yield from _said(dialogue.open_topic(book, state, None))
        yield from _said(dialogue_follow.follow_up(book, state, "more"))
        yield from _said(dialogue.nothing_chosen(book, state))
        yield from _said(dialogue.decline(book, state))
        for topic in book.topics:
            for on_subject in (False, True):
                ranking = [topic, *(each for each in book.topics if each != topic)]
                yield from _said(dialogue.not_understood(book, state, ranking, on_subject))
    yield from _said(dialogue.restart(book))
    yield Message(book.phrases.failed)


def _said(reply: dialogue.Reply) -> List[Message]:
    return reply[0]


# ── the quiz and the check ───────────────────────────────────────────────────────────────────────────────────────


def _quiz() -> Iterator[Message]:
    book = quiz()
    fresh = QuizCourse(book, QuizState())
    yield from fresh.voice.too_late()
    rights = [{each.id: each.key for each in book.questions}]
    for count in range(len(book.questions)):  # and with the last ones wrong, or skipped
        wrong = {each.id: next(o for o in each.option_ids() if o != each.key) for each in book.questions[count:]}
        rights += [{**rights[0], **wrong}, {**rights[0], **dict.fromkeys(wrong, "")}]
    order = tuple(book.ids())
    for given in rights:
        done = QuizCourse(book, QuizState(round=1, order=order, answers=given, past=(given,)))
        yield from (*done.voice.result(), *done.voice.review(), *done.voice.too_late(), *done.begin("missed").messages)
    for wish in ("start", "continue", "missed", "go on"):
        yield from fresh.begin(wish).messages
    for given in rights:
        for place, question in enumerate(book.questions):
            before = {each: given[each] for each in order[:place]}
            state = QuizState(
                round=1, order=order, answers=before, at=question.id, said=order[place - 1] if place else None
            )
            course = QuizCourse(book, state)
            turns = [course.begin("continue"), course.click("quiz/1/gone/a"), course.pause([_offer()])]
            turns += [course.hear(text) for text in (*QUIZ_WORDS, *(f"what is {each}" for each in question.meanings))]
            turns += [course.click(f"quiz/1/{question.id}/{each}") for each in (*question.option_ids(), "hint", "skip")]
            turns += [QuizCourse(book, replace(state, unclear=count)).unclear() for count in range(4)]
            turns += [course.after_digression([Message(LONG)])]
            yield from (each for turn in turns if turn for each in turn.messages)


def _check() -> Iterator[Message]:
    book = check()
    empty = CheckCourse(book, CheckState())
    yield from empty.voice.too_late()
    for wish in ("start", "continue", "go on"):
        yield from empty.begin(wish).messages
    ids = book.ids()
    answered: Dict[str, Tuple[str, ...]] = {}
    for question in book.questions:
        state = CheckState(round=1, answers=dict(answered), at=question.id, last=([None, *answered])[-1])
        course = CheckCourse(book, state)
        turns = [course.begin("continue"), course.click("check/1/gone/a"), course.pause([_offer()])]
        turns += [course.hear(text) for text in CHECK_WORDS]
        turns += [course.click(f"check/1/{question.id}/{each}") for each in question.ids()]
        turns += [CheckCourse(book, replace(state, unclear=count)).unclear() for count in range(4)]
        turns += [course.after_digression([Message(LONG)])]
        yield from (each for turn in turns if turn for each in turn.messages)
        yield summary(book, state)
        yield from course.voice.closing(None)
        answered[question.id] = tuple(each for each in question.ids() if each != "none")
    denied = {each.id: ("none",) for each in book.questions if "none" in each.ids()}
    long = dict.fromkeys(ids, LONG)
    for given, words, told in ((answered, {}, ()), (denied, {}, ()), ({}, {}, ()), (answered, long, (LONG, LONG))):
        done = CheckCourse(book, CheckState(round=1, answers=given, words=words, before=answered, told=told))
        yield summary(book, done.state)
        for level in (None, *LEVELS):
            yield from done.voice.closing(level)
        yield from done.voice.too_late()


def _routine() -> Iterator[Message]:
    book, nobody = routine(), Person()
    limits = [each.id for each in book.moves.limits]
    for wish in ("start", "again", "continue", "go on"):
        yield from RoutineCourse(book, RoutineState(), nobody).begin(wish).messages
    for minutes in book.talk.minutes:
        asked = RoutineCourse(book, RoutineState(), nobody).begin("start", f"{minutes} minutes")
        yield from asked.messages
        for limit in (*limits, *(f"{one} {other}" for one in limits for other in limits)):
            state = replace(asked.state, limits=tuple(limit.split()))
            yield from RoutineCourse(book, state, nobody).click("routine/limit/none").messages
        for limit in limits:
            yield from RoutineCourse(book, asked.state, nobody).click(f"routine/limit/{limit}").messages
        for flag in book.moves.soon:
            soon = RoutineCourse(book, asked.state, Person(soon=(flag,)), catalogue().flags[flag].told)
            yield from soon.click("routine/limit/none").messages
        turn = RoutineCourse(book, asked.state, nobody).click("routine/limit/none")
        while not turn.over:
            course = RoutineCourse(book, turn.state, nobody)
            others = [course.hear(text) for text in ROUTINE_WORDS]
            others += [course.unclear(), course.after_digression([Message(LONG)]), course.pause([_offer()])]
            others += [course.click(each.id) for each in turn.messages[-1].buttons]
            yield from (each for other in others if other for each in other.messages)
            turn = course.click(turn.messages[-1].buttons[0].id)
            yield from turn.messages


def _offer() -> Message:
    return Message(LONG, (Button("menu", content().title("menu")),))


# ── warning signs and languages ──────────────────────────────────────────────────────────────────────────────────


def _triage() -> Iterator[Message]:
    book = catalogue()
    countries = [None, *(each for each in book.numbers.countries if each != "default")]
    for number, (flag, known) in enumerate(book.flags.items()):
        # all countries with some signs, and all signs with some countries
        for country in countries if number % 20 == 0 else (None, countries[number % len(countries)]):
            for raised in _raised(flag, known.level):
                state = replace(raised, country=country)
                yield from with_calls(book, state, _of(book, state))
    for key, rule in book.combinations.items():
        members = [each for each in (*rule.all, *rule.any) if each in book.flags]
        state = triage_state.State(
            tuple(Raised(each, rule.level, rule=key) for each in dict.fromkeys([rule.flag, *members])),
            tuple(each for each in (*rule.all, *rule.any) if each in book.facts),
        )
        yield from with_calls(book, state, _of(book, state))
    voice = Voice(book, triage_state.State())
    yield voice.result()
    for each in (*book.facts, *book.flags, " ".join(book.facts), " ".join([*book.flags, *book.facts])):
        yield from voice.sure(each)
        yield from voice.cleared(each)
        yield from voice.cleared(each, ask_on=False)


def _raised(flag: str, level: Any) -> Iterator[triage_state.State]:
    """A sign as it may stand: alone, doubtful, somebody else's, in hand, less or more urgent, beside others."""
    book = catalogue()
    one = Raised(flag, level)
    variants = [one, *(replace(one, **{name: True}) for name in ("doubtful", "other", "in_hand", "vague"))]
    variants += [replace(one, level=each) for each in LEVELS]
    for each in variants:
        yield triage_state.State((each,))
    others = tuple(Raised(other, known.level) for other, known in list(book.flags.items())[:6] if other != flag)
    both = (Raised("self_harm_suicide", "emergency_now"), one, *others)
    as_they_stand = sorted(both, key=lambda each: -rank(each.level))
    yield triage_state.State(tuple(as_they_stand))


def _of(book: Any, state: triage_state.State) -> List[Message]:
    voice = Voice(book, state)
    said = [*voice.advice(state.raised), *voice.added(state.raised), voice.result(), voice.remind()]
    if rank(state.level) >= rank(SAME_DAY):  # less urgent signs hold nothing back
        said.append(voice.gate())
    said += [Message(voice.lost()), *voice.cleared(""), *voice.sure(" ".join(each.flag for each in state.raised))]
    for known in (None, *LEVELS):
        said += voice.in_check(state.raised, known)
    for kind in book.replies:
        said += voice.reply(kind) or []
    return said


def _languages() -> Iterator[Message]:
    number = emergency_number(catalogue(), triage_state.State())
    for code in languages().languages:
        for urgent in (False, True):
            text = said_to(Heard(code, True, urgent), number)
            if text:
                yield Message(text)


# ── breaks, diary ────────────────────────────────────────────────────────────────────────────────────────────────────


def _kept() -> Iterator[Message]:
    for every in (20, 45, 60, 120):
        plan = breaks_plan.Plan(9 * 60, 17 * 60, every)
        yield from (*breaks.told(plan), *breaks.cannot(plan))
    today, kept = date(2026, 11, 23), Diary()
    for back in range(30, -1, -1):
        told = Told({today - timedelta(days=back): (back % 11 / 2, back % 11)})
        before, kept = kept, kept.noting(told)
        yield from (*kept.noted(told, before, today), *kept.ask(today))
        yield from filter(None, [kept.ask_again(today)])
