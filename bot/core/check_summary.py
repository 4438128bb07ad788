"""The symptom check's answers as a clinician reads them: figures, options, and the person's words where they say more.

What is quoted is quoted as typed, without what only gets in the way: shouting, emoji, swearing, "um".
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Dict, List, Mapping, Sequence, Set, Tuple

from bot.core.check_content import NONE, OTHER, Check, Question
from bot.core.check_figures import VALUES
from bot.core.check_state import State
from bot.core.check_words import wording
from bot.core.messages import Message, card
from bot.core.numbers import in_figures
from bot.core.readability import plain

_LONGEST = 40  # words of one answer
_LITTLE = 1  # word says too little by itself
_ALIKE = 0.75  # of two spellings of a word
_KEPT = "\N{DEGREE SIGN}"
_NOISE = {"So", "Sk", "Cs", "Cf", "Co", "Mn"}  # Unicode categories: emoji, their parts, marks nobody sees
_SIDE = re.compile(r"\b(left|right|both)\b")
_ABOUT = re.compile(r"\b(?:about|around|roughly|maybe|probably|perhaps|nearly|almost|like|or so|ish|\d+ish)\b")
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?! ?/)(?=\D|$)")
OUT_OF = re.compile(r"(?:/|\b(?:out of|over|of)) ?(?:10|ten)\b")
_SEX = {
    "female": re.compile(r"(?:(?<!['\u2019])\b|(?<=\d))(?:female|woman|lady|girl|f)\b"),
    "male": re.compile(r"(?:(?<!['\u2019])\b|(?<=\d))(?:male|man|guy|boy|m)\b"),
}
_TIME = re.compile(
    r"(?:\b(?:about|around|roughly|over|under|nearly|almost|at least|more than|less than|half|\d+ ?(?:-|to|or)) ?)*"
    rf"{VALUES['days']}(?: or so)?"
)


def summary(check: Check, state: State, pain: str = "", signs: Sequence[str] = ()) -> Message:
    """What was said, for a clinician, in ten lines at most: in the person's own words where there are some.

    Args:
        check: the questions.
        state: the answers.
        pain: how bad it was day by day, if that is known.
        signs: what warning signs noticed outside the check are called.
    """
    given: Dict[str, str] = {}
    denied: List[str] = []
    skipped: List[str] = []
    unknown: List[str] = []
    for question in check.questions:
        chosen, partly = state.answers.get(question.id, ()), state.denied.get(question.id, ())
        before = state.before.get(question.id, ())
        doubt = before or (question.yes and state.words.get(question.id, "").startswith("yes"))
        if chosen == (NONE,) and not doubt and any(option.matters for option in question.options):
            denied.append(question.denied or question.called)
            continue
        if chosen or doubt:
            given[question.id] = item(check, state, question.id, before)
        else:
            (unknown if question.id in state.unknown else skipped).append(question.called)
        denied += [question.option(each).called for each in partly if each not in chosen]
    apart = [each for each in check.ids() if not any(each in line for line in check.lines)]
    lines = [[given[each] for each in line if each in given] for line in (*check.lines, apart)]

    def listed(phrase: str, items: Sequence[str]) -> List[str]:
        return [check.phrases[phrase].format(items="; ".join(items)).strip()] if items else []

    lines += [
        listed("pain_days", [pain] if pain else []),
        [
            *listed("signs", signs),
            *listed("told", [f'"{each}"' for each in state.told]),
            *listed("retracted", state.retracted),
        ],
    ]
    if not any(lines):
        lines = [[check.phrases["nothing"]]]
    if state.who:
        kin = state.who.removeprefix("your ")
        lines.insert(0, [check.phrases["about"].format(who=kin if kin != state.who else check.phrases["about_them"])])
    lines += [listed("denied", denied), [*listed("not_known", unknown), *listed("skipped", skipped if given else [])]]
    text = "\n".join([check.phrases["summary"], *(" ".join(line) for line in lines if line)])
    return Message(text, card=card("summary"))


def item(check: Check, state: State, question_id: str, before: Sequence[str] = ()) -> str:
    """One answer with its question's name.

    Args:
        check: the questions.
        state: the answers.
        question_id: which of them.
        before: options that were given first, to be said as well.
    """
    question, say = check.question(question_id), check.phrases
    said = value(question, state.answers.get(question_id, ()), state.words.get(question_id, ""), say)
    if before:
        called = ", ".join(question.option(each).called for each in before)
        said = say["first_said"].format(value=said, before=called).strip()
    return say["item"].format(name=question.name, value=said).strip()


def value(question: Question, chosen: Sequence[str], words: str, say: Mapping[str, str]) -> str:
    """One answer.

    Args:
        question: what was asked.
        chosen: ids of the options it was read as.
        words: what was typed for it, if anything.
        say: the phrases of the check.
    """
    if plain(words) == "yes" and question.yes and not chosen:
        return say["yes_unclear"]
    title, own = ", ".join(question.option(each).called for each in chosen), tidy(words)
    if not own or (chosen == (NONE,) and not plain(own).startswith("yes")):
        return title or "?"
    if question.kind != "choice":
        figure = _figure(question.kind, own.lower())
        return f'{figure} ("{own}")' if figure and _adds(question.kind, own.lower()) else figure or f'"{own}"'
    said = _content(own)
    sides = {each for each in said if _SIDE.fullmatch(each)}
    if len(chosen) <= 1 and title and _are_in(said - sides, title):
        return ", ".join([title, *sorted(sides)])
    bare = len(chosen) == 1 and chosen[0] != OTHER and len(said - sides) <= _LITTLE
    return f'{title} ("{own}")' if bare else f'"{own}"'


def with_side(question: Question, chosen: Sequence[str], words: str, old: Sequence[str], before: str) -> str:
    """A corrected answer, with the side of the body that was said before if it names none and is about the same part.

    Args:
        question: what was asked.
        chosen, words: the new answer.
        old, before: the answer that is corrected.
    """
    sides = set(_SIDE.findall(plain(before)))
    parts = [{word for each in some for word in _content(question.option(each).called)} for some in (chosen, old)]
    if not words or len(sides) != 1 or _SIDE.search(plain(words)) or not parts[0] & parts[1]:
        return words
    return f"{words}, {sides.pop()}"


def tidy(text: str) -> str:
    """A text without shouting, emoji, swearing and fillers around it, cut where it gets long."""
    words = wording().echo
    kept = "".join(each for each in text if unicodedata.category(each) not in _NOISE or each in _KEPT)
    letters = [each for each in kept if each.isalpha()]
    if len(letters) > 3 and sum(each.isupper() for each in letters) > 0.7 * len(letters):
        kept = kept.lower()
    kept = re.sub(r"[!.?]*!+", ".", words.swearing.sub(" ", kept)).replace('"', "'")
    kept = re.sub(r"\s+(?=[?.,;])|(?<=[?.,;])[?.,;]+", "", " ".join(kept.split()))
    before = None
    while kept != before:
        before, kept = kept, words.chatter.sub("", kept).strip(" .,;:-")
    said = re.sub(r"(?<!['\u2019])\b[a-z]+\b", lambda found: words.contractions.get(found[0], found[0]), kept).split()
    return " ".join(said[:_LONGEST]) + "\u2026" * (len(said) > _LONGEST)


def figures(text: str) -> List[Tuple[int, float]]:
    """The numbers of a text from 0 to whatever, "6/10" as 6, with the places where they begin.

    Args:
        text: in lower case, its numbers as figures.
    """
    text = OUT_OF.sub(lambda found: " " * len(found[0]), text)
    return [(found.start(), float(found[0])) for found in _FIGURE.finditer(text)]


def _figure(kind: str, own: str) -> str:
    """The figure an answer gives, in few words; empty where it gives none."""
    if kind == "days":
        times = list(_TIME.finditer(own))
        return times[0][0].strip() if len(times) == 1 else ""
    about = "about " if _ABOUT.search(own) else ""
    found = [figure for _, figure in figures(in_figures(own))]
    if not found:
        return ""
    if kind == "age":
        sex = next((f", {name}" for name, pattern in _SEX.items() if pattern.search(own)), "")
        return f"{about}{found[0]:g}{sex}"
    low, high = min(found), max(found)
    return f"{about}{low:g} of 10" if low == high else f"{about}{low:g} to {high:g} of 10"


def _adds(kind: str, own: str) -> bool:
    """Whether an answer says more than its figure, "9 when I bend"."""
    rest = _TIME.sub(" ", own) if kind == "days" else OUT_OF.sub(" ", in_figures(own))
    rest = re.sub(r"\d+\w*|\byears?\b|\bold\b", " ", _ABOUT.sub(" ", rest))
    for pattern in _SEX.values() if kind == "age" else ():
        rest = pattern.sub(" ", rest)
    return len(_content(rest)) > 1


def _content(text: str) -> Set[str]:
    """The words of a text that mean something."""
    return set(plain(text).split()) - wording().echo.empty


def _are_in(said: Set[str], title: str) -> bool:
    """Whether every word is one of the title's, give or take a letter."""
    names: List[str] = plain(title).split()
    return all(any(SequenceMatcher(None, each, name).ratio() >= _ALIKE for name in names) for each in said)
