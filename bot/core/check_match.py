"""What a message can be in the symptom check, and the words of options in it: found, doubted, denied."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Sequence, Set, Tuple

from bot.core.check_content import NONE, Check, Option, Question
from bot.core.check_words import wording
from bot.core.numbers import ONES, nth
from bot.core.readability import plain
from bot.core.wording import any_of, whole

# asks something
ASKS = re.compile(
    r"(?:what|whats|which|who|how|why|can (?:you|i|we|it)|could (?:you|i|we|it)|should|does|do (?:i|you)|did|"
    r"is (?:it|that|this|there|(?:\w+ ){1,2}(?:any )?(?:ok|okay|good|bad|safe|better|worth|allowed|useful|fine))|"
    r"are|will|where|when (?!i\b)|tell me|explain|show me)\b"
)
_BACK_BY = re.compile(
    rf"(?:please |can (?:we|i|you) )*(?:go |take me )?back (?:by )?(\d{{1,2}}|{'|'.join(ONES[1:])})"
    r"(?: (?:questions?|steps?|more|please))*"
)
_FEELING = re.compile(r"numb|tingl|feel|pins|sensation|odd|weak")  # "numb and peeing fine" is numb


@dataclass
class Reading:
    """What a message says.

    Args:
        kind: `answers`, `yes` (to a question where that is not enough), `which` (one of `options`), `unsure`, `retract`
            ("actually no"), or a wish's name.
        given: option ids by question id.
        denied: options denied, by question id.
        words: the person's words, by question id.
        corrects: questions that are answered, or answers to which are denied, in a correction: "no sorry, 2 weeks".
        options: for `which`, the options it may be.
        steps: for `back`, how many questions.
    """

    kind: str = "answers"
    given: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    denied: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    words: Dict[str, str] = field(default_factory=dict)
    corrects: Set[str] = field(default_factory=set)
    options: Tuple[str, ...] = ()
    steps: int = 1


@dataclass(frozen=True)
class Match:
    """Words in a clause that stand for an option.

    Args:
        question, option: what they stand for.
        start, end: where they are.
        topic: whether they only name what the option is about.
    """

    question: Question
    option: Option
    start: int
    end: int
    topic: bool = False


def exact(text: str, question: Question) -> Tuple[str, ...]:
    """The options a message names by title or by number."""
    said = plain(text)
    for option in question.options:
        if said == plain(option.title):
            return (option.id,)
    if question.kind == "scale":
        return ()
    bare = re.sub(r"^(?:the |option |number |answer )+| (?:one|option|please)$", "", said)
    numbers = [nth(each) for each in re.split(r" (?:and )?", bare) if each not in ("a", "an", "couple", "few")]
    fit = all(1 <= number <= len(question.options) for number in numbers)
    if numbers and fit and (len(numbers) == 1 or (question.several and len(numbers) <= 4)):
        chosen = tuple(dict.fromkeys(question.options[number - 1].id for number in numbers))
        return tuple(each for each in chosen if each != NONE) or chosen
    return ()


def read_wish(said: str) -> Optional[Reading]:
    """The wish about the check that words, as `plain` returns them, are; None if they are none."""
    among = [name for name in wording().wishes if name != "back" or "my" not in said.split()]
    for form in wording().forms(said):
        far = _BACK_BY.fullmatch(form)
        if far:
            return Reading("back", steps=nth(far[1]))
        name = wording().named(form, among)
        if name:
            return Reading(name)
    return None


def is_all(option: Option, said: str) -> bool:
    """Whether words are those of an option, or name what it is about, and are nothing besides."""
    return bool(said) and re.fullmatch(any_of((*option.words, *option.topics)), said) is not None


def matches(check: Check, at: Optional[Question], clause: str, numbers: Sequence[Match]) -> List[Match]:
    """What stands for options in a clause, the longest first, without what is a part of something longer.

    Args:
        check: all questions.
        at: the open one.
        clause: the words.
        numbers: what stands in it for options that are numbers.
    """
    every = list(numbers)
    for question in check.questions:
        for option in question.options:
            for topic, words in ((False, option.words), (True, option.topics)):
                places = whole(words).finditer(clause) if words else ()
                every += [Match(question, option, each.start(), each.end(), topic) for each in places]
    every.sort(key=lambda each: (each.start - each.end, each.question is not at, each.topic))
    kept: List[Match] = []
    for match in every:
        if not any(_shadows(other, match, at) for other in kept):
            kept.append(match)
    return kept


def _shadows(longer: Match, match: Match, at: Optional[Question]) -> bool:
    """Whether a match is part of a longer one and says nothing more."""
    if longer.end <= match.start or match.end <= longer.start:
        return False
    if longer.question is match.question:
        return (longer.start, longer.end) != (match.start, match.end) or longer.topic != match.topic
    if longer.topic and longer.question is not at:
        return match.topic and match.question is not at
    return match.topic or bool(longer.option.raises) == bool(match.option.raises)


def troubled(clause: str, match: Match) -> bool:
    """Whether a clause speaks of trouble with what a match names."""
    troubles = wording().trouble.finditer(clause)
    return match.option.matters and any(each.end() <= match.start or each.start() >= match.end for each in troubles)


def denies(clause: str, match: Match) -> bool:
    """Whether a clause denies what a match stands for."""
    before, after = clause[: match.start], clause[match.end :]
    negators = list(wording().negator.finditer(before))
    if match.question.screened:
        named = clause[match.start : match.end]
        fine = wording().fine if _FEELING.search(named) else wording().fine_jointly
        if (match.topic and fine.search(after)) or after in (" no", " none", " nope"):
            return not re.search(r"\b(?:dont|not|cant) (?:think|say|sure|believe|know)\b", before)
    exempt = [(each.start(), each.end()) for each in wording().no_denial.finditer(before)]
    for negator in reversed(negators):
        if any(start <= negator.start() < end for start, end in exempt):
            continue
        between = before[negator.end() :]
        if re.search(r"\b(?:only|just|because|yes)\b", between):
            return False
        return len(between.split()) <= 5 or " or " in between
    return False
