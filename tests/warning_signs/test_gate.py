"""The release gate: how well the screen does on messages written without sight of its rules and examples.

`frozen.tsv` was written by two authors who knew the signs and the levels table, not the rules or the examples. It is
a yardstick: look at its errors to report them, never to copy them. Its figures are printed with `pytest -s`.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from scipy.stats import beta

from bot.core.triage import take
from bot.core.triage_content import catalogue
from bot.core.triage_levels import rank
from bot.core.triage_state import State
from bot.model import ROOT
from bot.understanding.screen_examples import NONE, read_examples

LEVEL = {NONE: 0, "soon_gp": 1, "same_day": 2, "emergency_now": 3}
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def judged(screen):
    book = catalogue()
    cases = read_examples(HERE, book)
    return [(case, rank(take(book, State(), screen.read(case.text), "1").level)) for case in cases]


def share(name, hits):
    """A share with its 95 % Clopper-Pearson interval, printed."""
    done, total = sum(hits), len(hits)
    low = beta.ppf(0.025, done, total - done + 1) if done else 0.0
    high = beta.ppf(0.975, done + 1, total - done) if done < total else 1.0
    print(f"\n{name}: {done} of {total}, {done / total:.1%} ({low:.1%} to {high:.1%})")
    return done / total


def of(judged, level, kind=None):
    return [got for case, got in judged if case.level == level and (kind is None or case.kind == kind)]


def test_the_set_is_whole(judged):
    least = Counter({"emergency_now": 300, "same_day": 150, "soon_gp": 100, NONE: 400})
    assert Counter(case.level for case, _ in judged) >= least  # a new sign brings its own


def test_nothing_of_it_is_trained_on(judged):
    examples = read_examples(ROOT / "data" / "warning_signs", catalogue())
    trained = {" ".join(re.findall(r"[a-z0-9]+", each.text.lower())) for each in examples}
    frozen = [" ".join(re.findall(r"[a-z0-9]+", case.text.lower())) for case, _ in judged]
    assert [text for text in frozen if len(text.split()) > 5 and text in trained] == []


def test_emergencies_are_noticed(judged):
    assert share("emergencies called emergencies", [got == 3 for got in of(judged, "emergency_now")]) >= 0.97


def test_no_plainest_emergency_is_missed(judged):
    assert [case.text for case, got in judged if case.kind == "plainest" and got < LEVEL[case.level]] == []


def test_same_day_signs_are_noticed(judged):
    assert share("same-day signs called same-day or more", [got >= 2 for got in of(judged, "same_day")]) >= 0.95


def test_soon_signs_are_noticed(judged):
    assert share("signs to book for called that or more", [got >= 1 for got in of(judged, "soon_gp")]) >= 0.88


def test_ordinary_questions_are_left_in_peace(judged):
    ordinary = of(judged, NONE, "ordinary")
    assert share("ordinary questions called emergencies", [got == 3 for got in ordinary]) <= 0.02
    assert share("ordinary questions called anything", [got > 0 for got in ordinary]) <= 0.05


def test_lookalikes_are_left_in_peace(judged):
    lookalikes = of(judged, NONE, "lookalike")
    assert share("look-alikes called emergencies", [got == 3 for got in lookalikes]) <= 0.08
    share("look-alikes called anything", [got > 0 for got in lookalikes])


def test_levels_are_exact(judged):
    assert share("levels exactly right", [got == LEVEL[case.level] for case, got in judged]) >= 0.80
    share("advice at most one level too low", [got >= LEVEL[case.level] - 1 for case, got in judged])


def test_signs_about_other_people_are_noticed(judged):
    assert share("emergencies of others", [got == 3 for got in of(judged, "emergency_now", "other")]) >= 0.92
