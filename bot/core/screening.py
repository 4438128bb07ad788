"""Warning signs as rules read them: groups of words near each other, and what the words around say of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import Dict, FrozenSet, List, Optional, Sequence, Tuple

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.core.screening_words import STOP, Reader, Word, stem
from bot.core.triage_catalogue import Catalogue

PRESENT, DOUBTFUL = "present", "doubtful"
_REACH = 7  # words between the first and the last group of a sign, fillers not counted
_BESIDE = 2  # words before and after a sign in which it may be excluded
_SUBJECTS = {"i", "im", "ive", "id", "my", "he", "she", "his", "her", "they", "we", "it", "its"}
_MOST = 6  # places of one group that are tried in a message
_SCOPE = 8  # words a negation reaches forward
_HEDGE = 5  # words before a sign in which it is called doubtful
_BACKWARD = 4  # words an "is fine" reaches back
# contexts in the order in which they decide, where several stand in one sentence
_WHOLE_SENTENCE = ("hypothetical", "quiz", "general", "historical", "resolved", "idiom")


@dataclass(frozen=True)
class Finding:
    """A warning sign or a fact that a message speaks of.

    Args:
        id: of a flag or a fact of the catalogue.
        assertion: what is said of it: present, doubtful, negated, hypothetical, general, historical, resolved,
            quiz or idiom.
        other: whether it is about another person.
        words: the words it was read from.
    """

    id: str
    assertion: str
    other: bool = False
    words: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is there, surely or perhaps."""
        return self.assertion in (PRESENT, DOUBTFUL)


@dataclass(frozen=True)
class _Sign:
    id: str
    needs: Tuple[str, ...]
    without: Tuple[str, ...]


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int


def _parse(flag: str, sign: str) -> _Sign:
    wanted, *unwanted = sign.split(" - ")
    return _Sign(flag, tuple(wanted.split(" + ")), tuple(unwanted))


class RuleScreen:
    """Reads findings from text.

    Args:
        book: the catalogue whose words and signs are looked for.
        proper: words that are no typos.
    """

    def __init__(self, book: Catalogue, proper: FrozenSet[str] = frozenset()) -> None:
        self._fillers = frozenset(book.words.fillers)
        signs = [_parse(key, sign) for key, flag in book.flags.items() for sign in flag.signs]
        signs += [_parse(key, sign) for key, fact in book.facts.items() for sign in fact.signs]
        self._starting: Dict[str, List[Tuple[int, _Sign]]] = defaultdict(list)
        for place, sign in enumerate(signs):
            self._starting[sign.needs[0]].append((place, sign))
        groups = dict(book.words.groups)
        groups.update({f"context:{name}": phrases for name, phrases in book.words.context.items()})
        for sign in signs:
            groups.update({term: [term.strip("()")] for term in (*sign.needs, *sign.without) if term.startswith("(")})
        known = frozenset(word for phrases in groups.values() for each in phrases for word in each.split())
        self._reader = Reader(known, proper)
        self._vocab = Vocab()
        self._matchers: Dict[bool, PhraseMatcher] = {}
        for bare in (True, False):  # signs are read without fillers, contexts with them
            matcher = self._matchers[bare] = PhraseMatcher(self._vocab, attr="ORTH")
            for name, phrases in groups.items():
                if name.startswith("context:") != bare:
                    matcher.add(name, [self._doc(each.split(), bare) for each in phrases])

    def _doc(self, words: Sequence[str], bare: bool) -> Doc:
        kept = [each for each in words if each not in self._fillers] if bare else words
        return Doc(self._vocab, words=[stem(each) for each in kept or words])

    def read(self, text: str) -> List[Finding]:
        """Findings in a message, at most one for each flag or fact and kind of assertion."""
        words = self._reader.words(text)
        if not words:
            return []
        places = [place for place, word in enumerate(words) if word.text not in self._fillers]
        places = places or list(range(len(words)))
        hits = self._hits(Doc(self._vocab, words=[words[place].stem for place in places]), bare=True)
        context = self._hits(Doc(self._vocab, words=[word.stem for word in words]), bare=False)
        found: Dict[Tuple[str, str], Finding] = {}
        stems = [words[place].stem for place in places]
        possible = [each for name in hits for each in self._starting.get(name, ())]
        for _, sign in sorted(possible, key=lambda each: each[0]):
            for spans in self._near(sign, hits, stems):
                taken = [(places[hit.start], places[hit.end - 1] + 1) for hit in spans]
                finding = self._judge(sign.id, taken, words, context)
                found.setdefault((finding.id, finding.assertion), finding)
        return list(found.values())

    def _hits(self, doc: Doc, bare: bool) -> Dict[str, List[_Hit]]:
        hits: Dict[str, List[_Hit]] = defaultdict(list)
        matches = self._matchers[bare](doc)
        if not bare:  # "back to normal" says more than "normal"
            spans = {(start, end) for _, start, end in matches}
            inside = {
                one for one in spans for other in spans if other[0] <= one[0] and one[1] <= other[1] and one != other
            }
            matches = [each for each in matches if each[1:] not in inside]
        for key, start, end in matches:
            name = self._vocab.strings[key].removeprefix("context:")
            if len(hits[name]) < 4 * _MOST:
                hits[name].append(_Hit(start, end))
        return hits

    def _near(self, sign: _Sign, hits: Dict[str, List[_Hit]], stems: List[str]) -> List[Tuple[_Hit, ...]]:
        lists = [hits.get(name, [])[:_MOST] for name in sign.needs]
        if not all(lists):
            return []
        near = []
        for spans in product(*lists):
            start, end = min(hit.start for hit in spans), max(hit.end for hit in spans)
            if end - start > _REACH + len(spans) or STOP in stems[start:end]:
                continue
            if any(start - _BESIDE <= hit.start < end + _BESIDE for name in sign.without for hit in hits.get(name, [])):
                continue
            near.append(spans)
        return near

    def _judge(
        self, flag: str, taken: List[Tuple[int, int]], words: List[Word], context: Dict[str, List[_Hit]]
    ) -> Finding:
        start, end = min(span[0] for span in taken), max(span[1] for span in taken)
        first = max((place + 1 for place in range(start) if words[place].stem == STOP), default=0)
        last = min((place for place in range(end, len(words)) if words[place].stem == STOP), default=len(words))

        def free(hit: _Hit) -> bool:  # "no feeling" is the sign itself, not its negation
            return not any(hit.start < span[1] and hit.end > span[0] for span in taken)

        def turns(left: int, right: int) -> bool:  # "but", "except": what stood before reaches no further
            return any(left <= hit.start < right for hit in context.get("turn", []))

        said = " ".join(word.text for word in words[start:end])
        about = [hit for hit in context.get("other", []) if first <= hit.start < last]
        whose = {hit.start - 1 for hit in about}  # "my" in "my mum"
        own = [hit for hit in context.get("self", []) if first <= hit.start < last and hit.start not in whose]
        done_to_me = any(word.text == "me" for word in words[start : end + 1])  # "my partner hit me"
        other = bool(about) and not done_to_me and (not own or about[0].start < own[0].start)
        assertion = PRESENT
        for hit in context.get("negated", []):
            if words[hit.start].text == "no" and hit.end < len(words) and words[hit.end].text in _SUBJECTS:
                continue  # "no, I can't pee" answers somebody and denies nothing
            for begin in (span[0] for span in taken):  # one denied part denies the sign
                if free(hit) and first <= hit.start < begin <= hit.end + _SCOPE and not turns(hit.end, begin):
                    assertion = "negated"
        for hit in context.get("denied_after", []):
            if free(hit) and end <= hit.start < min(last, end + _BACKWARD) and not turns(end, hit.start):
                assertion = "negated"
        if assertion == PRESENT:
            for name in _WHOLE_SENTENCE:
                hits = [hit for hit in context.get(name, []) if free(hit) and first <= hit.start < last]
                if any(not turns(hit.end, start) and not turns(end, hit.start) for hit in hits):
                    if name == "general" and (own or about):  # "what should I do about my numb foot"
                        continue
                    assertion = name
                    break
        hedges = [
            hit for hit in context.get("doubtful", []) if max(first, start - _HEDGE) <= hit.start < min(last, end + 1)
        ]
        if assertion == PRESENT and hedges:
            assertion = DOUBTFUL
        return Finding(flag, assertion, other, said)


def about_other(findings: Sequence[Finding]) -> Optional[bool]:
    """Whether what counts is about another person; None where nothing counts."""
    counting = [finding.other for finding in findings if finding.counts]
    return all(counting) if counting else None
