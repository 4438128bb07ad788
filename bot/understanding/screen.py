"""The warning-sign screen: the catalogue's rules and what was learnt from labelled messages, joined.

The rules say which signs and facts a message names, and what it says of them. Two classifiers see what the rules saw
besides the words and the meaning of the message: one says how soon help is needed, the other for which sign.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Optional, Sequence, Set, Tuple

import numpy as np
from joblib import Parallel, cpu_count, delayed
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from bot.core.screening import DOUBTFUL, PRESENT, Finding, RuleScreen, about_other
from bot.core.triage_catalogue import Catalogue, is_background
from bot.core.triage_levels import EMERGENCY, LEVELS, SAME_DAY, Level, highest, rank
from bot.core.triage_state import UNNAMED, Reading
from bot.understanding import learnt
from bot.understanding.encoder import SentenceEncoder
from bot.understanding.screen_clauses import ClauseScores
from bot.understanding.screen_examples import CLASSES, NONE, Example
from bot.understanding.screen_features import Features, Read, as_seen, read_all
from bot.understanding.screen_persons import Persons
from bot.understanding.terms import Terms, shares

_KNOWN = 2  # times a word stands in the examples before it counts as no typo
_WINDOW, _STEP, _WINDOWS = 45, 30, 12  # words of a long message that are looked at together
_SHORT = 30  # words of two messages that may be one sentence
_JOINED = 0.9  # chance of a level or more from which two messages together raise it; two ordinary ones get up to 0.8
# of the classifier's chances, chosen on a development set; see docs/clinical-safety.md
_SURE, _LIKELY, _THERE = 0.32, 0.18, 0.5
_SOON, _CALM, _NONE = 0.3, 0.6, 0.64
# in so few words nothing hides behind a sign of less that the rules name: an emergency needs this chance
_PLAIN, _PLAINLY = 10, 0.4
_STRONG = 0.6  # chance of an emergency that needs no rule to be believed among the answers to questions
_NAMED = 0.3  # chance from which a sign is named
_ALSO, _ALSO_NAMED = 0.25, 0.04  # ... beside the first, and of one that the rules name too
_FILE = "screen.npz"
_SEEDS = (42, 43, 44)  # nets that start differently err differently; their mean errs less, and less by chance
_HISTORY = ("historical", "resolved")  # background counts however long ago it was


def windows(text: str) -> List[str]:
    """A long message as overlapping stretches, so that a sign buried in it counts as much as one alone."""
    words = text.split()
    if len(words) <= _WINDOW + _STEP // 2:
        return [text]
    starts = list(range(0, max(1, len(words) - _WINDOW + _STEP), _STEP))
    if len(starts) > _WINDOWS:
        starts = [starts[place] for place in np.linspace(0, len(starts) - 1, _WINDOWS).astype(int)]
    return [" ".join(words[start : start + _WINDOW]) for start in starts]


class Screen:
    """Reads from a message how soon help is needed and for what.

    Args:
        book: the catalogue.
        encoder: gives the meaning of texts.
        proper: words that are no typos.
    """

    def __init__(self, book: Catalogue, encoder: SentenceEncoder, proper: FrozenSet[str]) -> None:
        self._book, self._encoder, self._proper = book, encoder, proper
        self._rules = RuleScreen(book, proper)
        self._persons = Persons(self._rules)
        self._features, self._clauses = Features(book), ClauseScores()
        self._level = LogisticRegression(C=3.0, class_weight="balanced", solver="liblinear", random_state=42)
        self._senses = [
            MLPClassifier((256,), alpha=0.03, batch_size=128, max_iter=12, random_state=seed) for seed in _SEEDS
        ]
        self._sign = MLPClassifier(
            (), batch_size=128, learning_rate_init=0.01, alpha=1e-3, max_iter=20, random_state=42
        )

    @classmethod
    def learn(cls, book: Catalogue, encoder: SentenceEncoder, examples: Sequence[Example]) -> Screen:
        """Train on labelled messages, on all cores."""
        counted = Counter(word for each in examples for word in set(re.findall(r"[a-z]+", each.text.lower())))
        screen = cls(book, encoder, frozenset(word for word, times in counted.items() if times >= _KNOWN))
        texts = [each.text for each in examples]
        cut = [list(part) for part in np.array_split(np.array(texts, dtype=object), cpu_count())]
        done = Parallel(n_jobs=len(cut))(delayed(read_all)(book, screen._proper, part) for part in cut)
        read = [each for part in done for each in part]
        levels = [CLASSES.index(each.level) for each in examples]
        even = [as_seen(text) for text in texts]
        seen, sense = screen._features.fit(even, read)
        clauses = screen._clauses.fit(even, levels)
        signs = [place for place, each in enumerate(examples) if each.level != NONE and each.sign != "-"]
        with ThreadPoolExecutor() as threads, warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # more rounds would learn the examples by heart
            level = threads.submit(screen._level.fit, seen, levels)
            told = np.hstack([sense, clauses * 3]).astype(np.float32)
            for net in screen._senses:
                net.fit(told, levels)
            screen._sign.fit(sense[signs], [examples[place].sign for place in signs])
            level.result()
        return screen

    def read(self, text: str, before: str = "") -> Reading:
        """What a message says of warning signs; of a long one, the most urgent stretch.

        Args:
            text: the message.
            before: the message before it; if both are short, what the rules name only in the two together counts, as
                people send a sentence in two halves.
        """
        text = self._persons.without_others(text)
        if self._persons.tell_of_two(before, text):
            before = ""
        readings = [self._read(part) for part in windows(text)]
        top = max(readings, key=lambda each: rank(each.level))
        joined = f"{before} {text}"
        if before and len(joined.split()) <= _SHORT and self._only_together(before, text):
            together = self._read(joined, _JOINED)
            if rank(together.level) > max(rank(top.level), rank(self._read(before).level)):
                top = together
        if len(readings) == 1:
            return top
        facts = tuple(dict.fromkeys(fact for each in readings for fact in each.facts))
        also = tuple(dict.fromkeys(flag for each in [top, *readings] for flag in each.flags))
        return replace(top, flags=also, facts=facts)

    def _read(self, text: str, least: float = 0) -> Reading:
        """One stretch of a message; what is less likely than `least` is not raised."""
        found = self._rules.read(text)
        even = as_seen(text)
        sense = self._features.sense([Read(found, self._encoder.encode([even])[0])])
        chances = self._chances(even, sense)
        urgent = rank(self._urgency(chances))
        level = highest(each for each in LEVELS[:urgent] if chances[rank(each) :].sum() >= least)
        named = self._named(found)
        mild = bool(named) and all(self._book.flags[flag].level != EMERGENCY for flag in named)
        plain = mild and len(text.split()) <= _PLAIN
        if plain and level == EMERGENCY and chances[3] < _PLAINLY:
            level = SAME_DAY
        if level and named.intersection(self._book.levels.never_less):
            level = EMERGENCY
        other = bool(about_other(found))
        hedged = () if level else self._hedged(found)
        if hedged:
            level = EMERGENCY
        return Reading(
            level=level,
            flags=hedged or (self._flags(sense, named, level) if level else ()),
            facts=tuple(each.id for each in found if each.id in self._book.facts and self._holds(each, other)),
            denied=tuple(each.id for each in found if each.assertion == "negated"),
            other=other,
            named=bool(named),
            strong=bool(chances[3] >= _STRONG),
            doubtful=bool(hedged)
            or (
                bool(level)
                and all(each.assertion != PRESENT for each in found if each.counts)
                and any(each.counts for each in found)
            ),
        )

    def _only_together(self, before: str, text: str) -> bool:
        """Whether the rules name a sign in two messages together that neither speaks of alone."""
        spoken = {each.id for part in (before, text) for each in self._rules.read(part)}
        return bool(self._named(self._rules.read(f"{before} {text}")) - spoken)

    def _named(self, found: Sequence[Finding]) -> Set[str]:
        """The flags that rules found there."""
        return {each.id for each in found if each.counts and each.id in self._book.flags}

    def _hedged(self, found: Sequence[Finding]) -> Tuple[str, ...]:
        """Emergencies that rules found half said, as "sort of odd down there": asked about, however calm the rest."""
        levels = {key: flag.level for key, flag in self._book.flags.items()}
        hedged = [each.id for each in found if each.assertion == DOUBTFUL and levels.get(each.id) == EMERGENCY]
        return tuple(hedged[:1])

    def _holds(self, finding: Finding, other: bool) -> bool:
        past = is_background(finding.id) and finding.assertion in _HISTORY
        return finding.other == other and (finding.counts or past)

    @cached_property
    def _spelled(self) -> Tuple[Terms, Terms, np.ndarray]:
        """What words, letters and sense weigh for the level."""
        ends = np.cumsum([len(self._features.words.vocabulary_), len(self._features.letters.vocabulary_)])
        words, letters, sense = np.split(self._level.coef_.T, ends)
        return Terms(self._features.words, words), Terms(self._features.letters, letters), sense

    def _chances(self, even: str, sense: np.ndarray) -> np.ndarray:
        """Chances of none, soon, same day and emergency, shape (4,): of views that err differently."""
        words, letters, weights = self._spelled
        spelled = words.score(even) + letters.score(even) + sense[0] @ weights + self._level.intercept_
        # of the same type as the weights, or all of those would be converted for each message
        told = np.hstack([sense, [self._clauses.score(even) * 3]]).astype(np.float32)
        meant = np.mean([net.predict_proba(told)[0] for net in self._senses], axis=0)
        return (shares(spelled) + 2 * meant) / 3

    @staticmethod
    def _urgency(chances: np.ndarray) -> Optional[Level]:
        none, _, same_day, emergency = chances
        if emergency >= _SURE or (emergency >= _LIKELY and none < _THERE):
            return EMERGENCY
        if same_day + emergency >= _SOON and none < _CALM:
            return SAME_DAY
        return "soon_gp" if none < _NONE else None

    def _flags(self, sense: np.ndarray, named: Set[str], level: Level) -> Tuple[str, ...]:
        chances = dict(zip(self._sign.classes_, self._sign.predict_proba(sense)[0], strict=True))
        # a sign of less than this level by nature is not what makes it urgent
        can = [flag for flag in chances if rank(self._book.flags[flag].level) >= rank(level) - (level != "soon_gp")]
        reach = {flag for flag in named if rank(self._book.flags[flag].level) >= rank(level)}
        order = sorted(can, key=lambda flag: -(chances[flag] + 0.3 * (flag in named) + 0.6 * (flag in reach)))
        first = order[0] if chances[order[0]] >= _NAMED or order[0] in named else UNNAMED
        also = [flag for flag in order[1:4] if chances[flag] >= (_ALSO_NAMED if flag in reach else _ALSO)]
        # two emergencies in one sentence: when one is taken back, the other stands
        kept = [flag for flag in order[1:] if flag in reach and level == EMERGENCY]
        return (first, *dict.fromkeys([*also, *kept]))

    def _kept(self) -> Dict[str, Any]:
        """All that learns."""
        features, clauses = self._features, self._clauses
        return {
            "words": features.words,
            "letters": features.letters,
            "rules": features.rules,
            "clause_words": clauses.words,
            "clauses": clauses.model,
            "level": self._level,
            **{f"sense_{seed}": net for seed, net in zip(_SEEDS, self._senses, strict=True)},
            "sign": self._sign,
        }

    def save(self, folder: Path) -> None:
        """Write everything learnt to a folder."""
        learnt.save(folder / _FILE, self._kept())
        (folder / "words.json").write_text(json.dumps(sorted(self._proper)), encoding="utf-8")

    @classmethod
    def load(cls, book: Catalogue, encoder: SentenceEncoder, folder: Path) -> Screen:
        """Read what `save` wrote.

        Raises:
            LearntUnusable: the file is damaged, or holds something else.
        """
        proper = frozenset(json.loads((folder / "words.json").read_text(encoding="utf-8")))
        screen = cls(book, encoder, proper)
        learnt.load(folder / _FILE, screen._kept())
        return screen
