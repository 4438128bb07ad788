"""How the answers of the symptom check change: given, corrected, doubted, taken back; nothing given is forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Collection, Dict, Mapping, Sequence, Set, Tuple

from bot.core import check_summary
from bot.core.check_content import NONE, Check
from bot.core.check_match import Reading
from bot.core.check_state import State

Given = Dict[str, Tuple[str, ...]]  # option ids by question id


def means(check: Check, state: State) -> Set[str]:
    """Flags and facts that the answers given so far stand for."""
    flags, facts = check.meant(state.answers, state.answers)
    return {*flags, *facts}


def is_empty(state: State) -> bool:
    """Whether nothing was told: every question was skipped or could not be answered."""
    return not (any(state.answers.values()) or state.told or state.retracted or state.words)


def answered(
    check: Check, state: State, given: Given, words: Mapping[str, str], corrects: Collection[str] = ()
) -> State:
    """The state with answers, and the next question open.

    Args:
        check: the questions.
        state: the state so far.
        given: the new answers.
        words: what was typed for them.
        corrects: questions whose earlier answer was wrong.
    """
    at = state.at
    before, own, denied = dict(state.before), dict(state.words), dict(state.denied)
    for each, options in given.items():
        question = check.question(each)
        gone = [o for o in state.answers.get(each, ()) if o not in options and question.screened and o != NONE]
        before[each] = tuple(o for o in dict.fromkeys((*before.get(each, ()), *gone)) if o not in options)
        said = words.get(each, "").strip()
        if each in corrects and each in own:
            said = check_summary.with_side(question, options, said, state.answers.get(each, ()), own[each])
        first = own.get(each) if question.yes and each not in state.answers else ""  # a "yes" without which one
        if first:
            said = ", ".join(filter(None, (first, said or ", ".join(question.option(o).called for o in options))))
        own[each] = said
        if options:
            denied.pop(each, None)
    answers = {**state.answers, **given}
    return replace(
        state,
        answers=answers,
        words={each: said for each, said in own.items() if said},
        denied=denied,
        before={each: options for each, options in before.items() if options},
        at=at if at and at not in given else next((each for each in check.ids() if each not in answers), None),
        last=at if at in given else next(iter(given)),
        unclear=0,
        unknown=tuple(each for each in state.unknown if each not in given),
    )


def taken(check: Check, state: State, reading: Reading) -> Tuple[Given, Dict[str, str], Given]:
    """What a message answers; an earlier answer changes in a correction or if something is added to it.

    Returns:
        The answers, the words for them, and all that is denied without answering a question.
    """
    at, given, words = state.at, {}, dict(reading.words)
    for each, options in reading.given.items():
        question, old = check.question(each), state.answers.get(each, ())
        if old and each != at and each not in reading.corrects:
            new = [o for o in options if o not in old and question.option(o).matters]
            said, own = words.get(each, ""), state.words.get(each, "")
            if at and question.history and set(options) <= set(old) and len(said.split()) > 1 and said not in own:
                given[each], words[each] = old, ", ".join(filter(None, (own, said)))  # "breast cancer in 2010"
                continue
            if not new or not (question.several or question.option(new[0]).raises or old == (NONE,)):
                continue
            kept = [o for o in old if question.several and o != NONE]
            options = tuple(o for o in question.ids() if o in (*kept, *new))
        given[each] = options
    denied = dict(state.denied)
    for each, some in reading.denied.items():
        old = state.answers.get(each, ())
        if each not in given and each in reading.corrects and set(old) & set(some):  # "I don't have it, actually"
            given[each] = tuple(o for o in old if o not in some) or (NONE,)
        if each not in given and not old:
            denied[each] = tuple(dict.fromkeys((*denied.get(each, ()), *some)))
    return given, words, denied


def telling(state: State, text: str) -> State:
    """The state with something told besides, unless an answer holds the same words."""
    said = check_summary.tidy(text)
    held = (check_summary.tidy(each) for each in state.words.values())
    if not said or said in state.told or any(said in each for each in held):
        return state
    return replace(state, told=(*state.told, said))


def keeping(check: Check, state: State, before: State, doubted: Set[str]) -> State:
    """The state with the answers of an earlier one that were denied just now, and are asked about once more.

    Args:
        check: the questions.
        state: the state now.
        before: the earlier state.
        doubted: flags and facts that the person is asked about.
    """
    answers, words, changed = dict(state.answers), dict(state.words), dict(state.before)
    for each, chosen in before.answers.items():
        options = [check.question(each).option(option) for option in chosen]
        signs = {sign for option in options for sign in (*option.raises, *option.facts)}
        if state.answers.get(each) == (NONE,) and doubted & signs:
            answers[each] = chosen
            _as_before(each, words, before.words)
            _as_before(each, changed, before.before)
    return replace(state, answers=answers, words=words, before=changed)


def _as_before(key: str, now: Dict[str, Any], before: Mapping[str, Any]) -> None:
    now.pop(key, None)
    if key in before:
        now[key] = before[key]


def taking_back(check: Check, state: State, gone: Set[str], names: Sequence[str]) -> State:
    """The state without answers that only stand for what was taken back elsewhere.

    Args:
        check: the questions.
        state: the state so far.
        gone: flags and facts that were taken back.
        names: what they are called.
    """
    answers, before, denied, at = dict(state.answers), dict(state.before), dict(state.denied), state.at
    for question in reversed(check.questions):
        chosen = [question.option(each) for each in answers.get(question.id, ())]
        unnamed = not chosen and state.words.get(question.id, "").startswith("yes")
        if unnamed and gone.intersection(question.yes):
            answers[question.id] = (NONE,)
        back = [each.id for each in chosen if each.matters and gone.issuperset({*each.raises, *each.facts})]
        if not back or NONE not in question.ids():
            continue
        left = tuple(each.id for each in chosen if each.id not in back)
        refused = tuple(dict.fromkeys((*denied.get(question.id, ()), *back)))
        if at and not left and not question.history and not set(question.denied_by) <= set(refused):
            del answers[question.id]  # "not both legs" says nothing of one: it is asked about what is left
            denied[question.id] = refused
            at = min(at, question.id, key=check.ids().index)
        else:
            answers[question.id] = left or (NONE,)
        before[question.id] = tuple(dict.fromkeys((*before.get(question.id, ()), *back)))
    vague = {each.id for each in check.questions if each.id not in answers and gone & set(each.yes)}
    words = {
        each: said
        for each, said in state.words.items()
        if answers.get(each) == state.answers.get(each) and each not in vague
    }
    after = replace(state, answers=answers, before=before, denied=denied, words=words, at=at)
    if answers != state.answers or not state.told:
        return after
    return replace(after, retracted=tuple(dict.fromkeys((*state.retracted, *names))))
