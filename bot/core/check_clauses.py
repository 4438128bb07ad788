"""A message in the symptom check, clause by clause: what it answers, denies and takes back.

Each clause is searched for the words of all options; a word is counted, or denied ("no numbness", "toilet is fine").
What is denied in part leaves a question open: "no numbness" says nothing of weakness.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Dict, List, Mapping, Optional, Pattern, Sequence, Set, Tuple

from bot.core.check_content import NONE, Check, Option, Question
from bot.core.check_figures import tidied, values
from bot.core.check_match import ASKS, Match, Reading, denies, matches, read_wish, troubled
from bot.core.check_words import wording
from bot.core.readability import plain
from bot.core.screening import Finding
from bot.core.triage_catalogue import is_background

_QUOTED = 40  # words of an answer to one question that are kept whole
_RESTATED = 6  # words in which a figure given by name takes the place of an earlier one
_RELATIVE = re.compile(
    r"\bmy (?:\w+ )?(?:mum|mom|mother|dad|father|brother|sister|gran\w*|nan|aunt|uncle|cousin|friend|husband|wife|"
    r"partner|neighbour|boss|dog|cat)\b(?: \w+){0,2} (?:had|has|have|got|was|is|takes|died|lost|gets|suffers)\b"
)
# asks what something is, of nobody in particular
_GENERAL = re.compile(r"(?:what|whats) (?:is|are|counts|does|do|would)\b(?!.*\b(?:i|im|ive|my|me)\b)")
# a time said with one of these is not how long the pain has lasted
_ELSEWHEN = re.compile(r"\b(?:cold|flu|covid|virus|infection|flight|flew|holiday|trip|new job)\b")
_CHANGED = re.compile(r"(?:change|correct|set|put|make) (.+?)(?: (?:to|at|as))?")  # what is changed, by name
_NOT_THAT = re.compile(r"(?<=\w),? (?:and )?not (?:(?:in|on|my|the|his|her|their|a) )*\w+$")  # "my hip, not my back"
_SPLIT = re.compile(
    r"[,;.!?\n\u2013\u2014\u2026]+|\s-+\s|\b(?:but|though|although|however|except(?: for)?|apart from|"
    r"other than|besides)\b|"
    r"(?<=\bno)\s+(?=(?:my|i|im|ive|its|it|the|both|there|this|that|only|just|we)\b)|"
    r"\b(?:and|also|plus)\s+(?=(?:my|i|im|ive|its|it|the|no|not|never|now|then|also|left|right|both|about|\d)\b)"
)


class Reader:
    """Reads one message."""

    def __init__(
        self, check: Check, at: Optional[Question], denied: Mapping[str, Sequence[str]], findings: Sequence[Finding]
    ) -> None:
        self.check, self.at, self.findings, self.before = check, at, findings, denied
        self.given: Dict[str, Set[str]] = {}
        self.denied: Dict[str, Set[str]] = {}
        self.words: Dict[str, str] = {}
        self.corrected = False
        # questions of which an option is refused that cannot be denied: "not the groin"
        self.replaced: Set[str] = set()

    def read(self, text: str, last: Optional[str]) -> Optional[Reading]:
        """What the message says; None where it says nothing of the check.

        Args:
            text: the message.
            last: id of the question answered last.
        """
        whole = self._mended(tidied(text))
        marks = list(wording().correction.finditer(whole))
        corrected = bool(marks)
        head, tail = (whole[: marks[-1].start()], whole[marks[-1].end() :]) if marks else (whole, "")
        if marks and not wording().bare(plain(tail)):  # "2 weeks, actually"
            marks = []
        self.corrected = bool(marks)
        yes = self._clauses(head)
        corrects: Set[str] = set()
        if marks:
            if not self.given and not self.denied and wording().no.fullmatch(wording().bare(plain(tail))):
                return Reading("retract")
            first, self.given = self.given, {}
            refused, self.denied = self.denied, {}
            bare, scale = wording().bare(plain(tail)), self.check.question(last) if last else None
            if bare.isdigit() and scale and scale.kind in ("scale", "age") and values(scale, bare, True):
                self._give(scale, values(scale, bare, True)[0].option, bare)
            else:
                yes = self._clauses(tail) or yes
            named = _CHANGED.fullmatch(marks[-1][0].strip())
            self._renamed(f"{head} {named[1] if named else ''} {tail}")
            corrects = set(self.given) | {each for each, options in self.denied.items() if self._whole(each, options)}
            self.given = {**first, **self.given}
            self.denied = {**refused, **self.denied}
        self._screened(bool(marks))
        corrects |= self.replaced & self.given.keys()
        if len(text.split()) <= _RESTATED:  # "the pain is 4", said again
            kinds = ("scale", "age")
            corrects |= {
                q.id for q in self.check.questions if q.kind in kinds and q is not self.at and q.id in self.given
            }
        corrects |= {*self.denied, *(() if marks else self.given)} if corrected else set()
        given, which = self._answers()
        left = {each: tuple(sorted(options)) for each, options in self.denied.items() if each not in given}
        if ASKS.match(plain(text)):  # "what is the psoas?" tells nothing, "is it bad that my foot is numb?" does
            signs = {each: [o for o in given[each] if self.check.question(each).option(o).raises] for each in given}
            given, which, left = {each: tuple(options) for each, options in signs.items() if options}, (), {}
            given = {} if _GENERAL.match(plain(text)) else given
        if given or which or left:
            kind = "which" if which and not given else "answers"
            words = {each: self.words.get(each, "") for each in (*given, *left)}
            if corrected:
                words = {each: _NOT_THAT.sub("", said) for each, said in words.items()}
            if self.at and given.keys() == {self.at.id} and (self.at.free or len(text.split()) <= _QUOTED):
                words = {each: text.strip() for each in given}
            return Reading(kind, given, left, words, corrects, which)
        clauses = (read_wish(plain(each)) for each in _SPLIT.split(whole))
        return Reading("yes") if yes else next(filter(None, clauses), None)

    def _answers(self) -> Tuple[Dict[str, Tuple[str, ...]], Tuple[str, ...]]:
        """The options given by question id; and those of the open question of which it may be but one."""
        given: Dict[str, Tuple[str, ...]] = {}
        which: Tuple[str, ...] = ()
        for each, some in self.given.items():
            question = self.check.question(each)
            options = tuple(option for option in question.ids() if option in (some - {NONE} or some))
            if question.kind == "scale":  # "3 mostly, 8 when I bend"
                options = options[-1:]
            if len(options) == 1 or question.several:
                given[each] = options
            elif question is self.at:
                which = options
        for each, some in self.denied.items():
            if each not in given and self._whole(each, some):
                given[each] = (NONE,)
        return given, which

    def _renamed(self, whole: str) -> None:
        """Take a figure that is corrected by name, "change the pain to 7" or "pain is actually 4".

        Args:
            whole: the message without the words that say that it corrects.
        """
        for question in self.check.questions:
            if question.kind in ("scale", "age") and question.id not in self.given:
                found = values(question, plain(whole), False)
                if found:
                    self._give(question, found[0].option, plain(whole)[found[0].start : found[0].end])

    def _whole(self, question_id: str, options: Set[str]) -> bool:
        wanted = self.check.question(question_id).denied_by
        return bool(wanted) and set(wanted) <= options | set(self.before.get(question_id, ()))

    def _give(self, question: Question, option: Option, words: str) -> None:
        self.given.setdefault(question.id, set()).add(option.id)
        self._say(question.id, words)

    def _say(self, question_id: str, words: str) -> None:
        kept = self.words.get(question_id, "")
        self.words[question_id] = kept if words in kept else f"{kept}, {words}".strip(", ")

    # ── clauses ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _clauses(self, tidied: str) -> bool:
        """Take every clause; whether the open question got a plain "yes" that is not enough."""
        clauses = [each for each in map(plain, _SPLIT.split(tidied)) if each]
        plain_yes = plain_no = unread = False
        for place, clause in enumerate(clauses):
            bare, found = wording().bare(clause), self._matches(clause, len(clauses))
            refused = bool(self.at) and len(clause.split()) > 1 and bool(wording().no.fullmatch(clause))  # "no to both"
            if refused or not self._take(clause, found):
                is_no = _is(bare, wording().no) or _is(clause, wording().no)
                plain_no |= is_no
                said_yes = _is(bare, wording().yes) or _is(clause, wording().yes)
                is_yes = not is_no and (said_yes or clause.split()[0] in ("yes", "yeah", "yep"))
                plain_yes |= is_yes and (place == 0 or not plain_no)
                unread |= not is_no and not is_yes and bool(bare)
        if not self.at or self.at.id in self.given:
            return False
        ids = self.at.ids()
        if plain_yes and not plain_no:
            if len(ids) == 2 and NONE in ids:
                self._give(self.at, self.at.options[0], " ".join(clauses))
                return False
            return True
        # "no, it feels different" denies nothing that can be an emergency
        if plain_no and NONE in ids and not (unread and (self.at.yes or self.corrected)):
            self._give(self.at, self.at.option(NONE), " ".join(clauses))
            self.denied.pop(self.at.id, None)
        return False

    def _matches(self, clause: str, clauses: int) -> List[Match]:
        numbers = [
            match
            for question in self.check.questions
            if question.kind != "choice"
            for match in values(question, clause, question is self.at and clauses <= 2)
        ]
        return matches(self.check, self.at, clause, numbers)

    def _take(self, clause: str, found: List[Match]) -> bool:
        """Count or deny what was found in a clause; whether anything was."""
        taken = False
        if _RELATIVE.search(clause):
            return False
        signs = any(each.question.several and each.option.raises for each in found)
        lived = (self.at and self.at.history) or any(each.question.history and not each.topic for each in found)
        lived = lived or (signs and not any(each.question.id == "where" for each in found))
        for match in found:
            question, option = match.question, match.option
            is_open = question is self.at
            if question.kind == "days" and (lived or _ELSEWHEN.search(clause)) and not is_open:
                continue  # "cancer 10 years ago", "numb for 2 days" is not how long it has hurt
            if denies(clause, match):
                if option.id != NONE and NONE in question.ids():
                    self.denied.setdefault(question.id, set()).add(option.id)
                    self._say(question.id, clause)
                    taken = True
                elif NONE not in question.ids():
                    self.replaced.add(question.id)
                continue
            brief = is_open and (len(clause.split()) <= 6 or not question.yes)
            if not match.topic or brief or (question.screened and troubled(clause, match)):
                self._give(question, option, clause)
                taken = True
        return taken

    # ── the screen, and spelling ─────────────────────────────────────────────────────────────────────────────────

    def _screened(self, corrected: bool) -> None:
        """Let the screen's findings confirm, add or take away.

        Args:
            corrected: whether a correction was read, so that the "no" of "no wait, my foot tingles" denies nothing.
        """
        for sign in dict.fromkeys(finding.id for finding in self.findings):
            found = [each for each in self.findings if each.id == sign]
            places = [
                (question, option)
                for question in self.check.questions
                for option in question.options
                if sign in option.raises or sign in option.facts
            ]
            if len({question.id for question, _ in places}) != 1 or not places[0][0].screened:
                continue
            question, options = places[0][0], [option for _, option in places]
            now = {option.id for option in options} & self.given.get(question.id, set())
            about = [each for each in found if not each.other]
            holds = [
                each
                for each in about
                if each.assertion in ("present", "doubtful") or (each.assertion == "historical" and is_background(sign))
            ]
            if holds and not now and (sign in options[0].raises or len(options) == 1):
                self.given.setdefault(question.id, set()).discard(NONE)
                self._give(question, options[0], self.words.get(question.id, ""))
            elif corrected and now:
                continue
            elif not holds and now and (about or question.history or question is not self.at):
                # but "lifting my toddler" tells of oneself
                self.given[question.id] -= now
                if not self.given[question.id]:
                    del self.given[question.id]
            if about and all(each.assertion == "negated" for each in about) and NONE in question.ids():
                self.denied.setdefault(question.id, set()).update(option.id for option in options)

    def _mended(self, text: str) -> str:
        """The text with slips of spelling mended, by the longer words of the check."""
        words = " ".join(w for q in self.check.questions for o in q.options for w in (*o.words, *o.topics))
        return re.sub(r"[a-z]{5,}", lambda found: _nearest(found[0], _vocabulary(words)), text)


def _is(clause: str, answer: Pattern[str]) -> bool:
    """Whether a clause is a yes or a no, with fillers at most behind it."""
    if answer.fullmatch(clause):
        return True
    words = clause.split()
    return bool(words) and bool(answer.fullmatch(words[0])) and set(words[1:]) <= wording().fillers


@lru_cache(maxsize=2000)
def _nearest(word: str, vocabulary: Tuple[str, ...]) -> str:
    near = [] if word in vocabulary else get_close_matches(word, vocabulary, 1, 0.86)
    return near[0] if near and near[0][0] == word[0] and not word.startswith(near[0]) else word


@lru_cache(maxsize=4)
def _vocabulary(words: str) -> Tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"(?<![a-z\\])[a-z]{5,}", re.sub(r"[a-z]\?", "", words))))
