"""What a person means by what they type while the symptom check asks.

A message may answer several questions, deny some things and take back others. Each clause is searched for the words
of all options; a word is counted, or denied ("no numbness", "toilet is fine"). What is denied in part leaves a question
open: "no numbness" says nothing of weakness.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Sequence, Set, Tuple

from bot.core.check_content import NONE, OTHER, Check, Option, Question
from bot.core.content_files import CONTENT, Strict, read_model
from bot.core.readability import plain, unwrapped
from bot.core.screening import Finding
from bot.core.triage_catalogue import is_background
from bot.errors import ContentError

_QUOTED = 40  # words of an answer to one question that are kept whole
_RESTATED = 6  # words in which a figure given by name takes the place of an earlier one
_LONGEST = 600  # characters; matching takes longer the longer the text is
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERS = {
    **{word: number for number, word in enumerate(_ONES)}, "a": 1, "an": 1, "couple": 2, "few": 3, "several": 5,
    **{word: number for number, word in enumerate(_PLACES, 1)},
}  # fmt: skip
_TENS = {
    word: 10 * tens
    for tens, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_NUMBER = rf"(?P<n>\d+|{'|'.join(_ONES)})"
_DAYS = {"h": 0, "d": 1, "w": 7, "m": 30.5, "y": 365}
_UNIT = r"(?P<unit>h(?:ou)?rs?|days?|we*ks?|mo?n?ths?|y(?:ea)?rs?|d|w)"
_BARE_NUMBER = (
    rf"\b{_NUMBER}\b(?! (?:h(?:ou)?rs?|days?|we*ks?|mo?n?ths?|y(?:ea)?rs? (?!old)|ago|times?|mg|tablets?|stone|"
    r"kgs?|kilos?)\b)"
)
VALUES = {
    "days": rf"\b(?P<n>\d+|{'|'.join(_ONES)}|an?|couple|few|several)(?: of| or so| odd| full| whole| long)? {_UNIT}\b"
    r"(?! old| pregnant| of age)",
    "scale": rf"\b{_NUMBER} (?:out of|of|over) (?:10|ten)\b|\b(?:pain|bad|level|severity|score)"
    r"(?: (?:is|was|are|level|score|of|about|around|at|a|maybe|more like|should be|its|now))* "
    rf"{_NUMBER.replace('<n>', '<m>')}\b"
    r"(?! (?:h(?:ou)?rs?|days?|weeks?|wks?|months?|years?))",
    "age": r"\b(?P<n>\d{1,3}) ?(?:yo\b|y o\b|yrs? old|years? (?:old|of age)|year old)"
    r"|\b(?:aged?|im|i am|turned|age is|age was)(?: about| nearly| almost| now| just)? (?P<m>\d{2,3})\b"
    r"(?! (?:days?|weeks?|wks?|months?|out|of|over))",
}
_RELATIVE = re.compile(
    r"\bmy (?:\w+ )?(?:mum|mom|mother|dad|father|brother|sister|gran\w*|nan|aunt|uncle|cousin|friend|husband|wife|"
    r"partner|neighbour|boss|dog|cat)\b(?: \w+){0,2} (?:had|has|have|got|was|is|takes|died|lost|gets|suffers)\b"
)
_ASKS = re.compile(
    r"(?:what|whats|which|who|how|why|can (?:you|i|we|it)|could (?:you|i|we|it)|should|does|do (?:i|you)|did|"
    r"is (?:it|that|this|there|(?:\w+ ){1,2}(?:any )?(?:ok|okay|good|bad|safe|better|worth|allowed|useful|fine))|"
    r"are|will|where|when (?!i\b)|tell me|explain|show me)\b"
)
# asks what something is, of nobody in particular
_GENERAL = re.compile(r"(?:what|whats) (?:is|are|counts|does|do|would)\b(?!.*\b(?:i|im|ive|my|me)\b)")
# a time said with one of these is not how long the pain has lasted
_ELSEWHEN = re.compile(r"\b(?:cold|flu|covid|virus|infection|flight|flew|holiday|trip|new job)\b")
# before or after a time
_AROUND_TIME = re.compile(
    r"^(?:(?:for|since|over|only|nearly|almost|not even|about|around|its been) )+(?=\d|an? |the |last )"
    r"|(?: (?:ago|now|already|so far|or so))+$"
)
_YEARS = re.compile(r"\d{1,3} y(?:ea)?rs?")
_BACK_BY = re.compile(
    rf"(?:please |can (?:we|i|you) )*(?:go |take me )?back (?:by )?(\d{{1,2}}|{'|'.join(_ONES[1:])})"
    r"(?: (?:questions?|steps?|more|please))*"
)
_CHANGED = re.compile(r"(?:change|correct|set|put|make) (.+?)(?: (?:to|at|as))?")  # what is changed, by name
_NOT_THAT = re.compile(r"(?<=\w),? (?:and )?not (?:(?:in|on|my|the|his|her|their|a) )*\w+$")  # "my hip, not my back"
_FEELING = re.compile(r"numb|tingl|feel|pins|sensation|odd|weak")  # "numb and peeing fine" is numb
_SPLIT = re.compile(
    r"[,;.!?\n\u2013\u2014\u2026]+|\s-+\s|\b(?:but|though|although|however|except(?: for)?|apart from|"
    r"other than|besides)\b|"
    r"(?<=\bno)\s+(?=(?:my|i|im|ive|its|it|the|both|there|this|that|only|just|we)\b)|"
    r"\b(?:and|also|plus)\s+(?=(?:my|i|im|ive|its|it|the|no|not|never|now|then|also|left|right|both|about|\d)\b)"
)
_LIST = re.compile(r"\b(?:no|not|never|without|havent had|dont have)\b(?:(?! but | and |\bi\b|\bmy\b|[.;!?]).)*? or ")


class _Words(Strict):
    """`bot/content/check_words.yml`; the file explains each key."""

    around: List[str]
    corrections: List[str]
    yes: List[str]
    no: List[str]
    fillers: List[str]
    negators: List[str]
    no_denial: List[str]
    fine: List[str]
    trouble: List[str]
    commands: Dict[str, List[str]]
    taken_back: List[str]
    swearing: List[str]
    chatter: List[str]
    empty: List[str]
    contractions: Dict[str, str]


class Echo:
    """The words that decide how an answer is quoted.

    Args:
        words: those of the file.
    """

    def __init__(self, words: _Words) -> None:
        chatter = _any(words.chatter)
        self.swearing = re.compile(rf"\b(?:{_any(words.swearing)})\b", re.IGNORECASE)
        self.chatter = re.compile(rf"^(?:{chatter})\b[ ,.]*|[ ,.]*\b(?:{chatter})$", re.IGNORECASE)
        self.empty, self.contractions = set(words.empty), words.contractions


class _Patterns:
    """The words of the file, ready to be matched."""

    def __init__(self, words: _Words) -> None:
        self.echo = Echo(words)
        self.taken_back = re.compile(
            rf"^(?:(?:{_any(words.taken_back)})\b[ ,.;:-]*)+|[ ,]+(?:{_any(words.taken_back)})$"
        )
        around = _any(words.around)
        self.around = re.compile(rf"^(?:{around})\b ?| ?\b(?:{around})$")
        self.correction = re.compile(rf"\b(?:{_any(words.corrections)})\b")
        self.yes, self.no = re.compile(_any(words.yes)), re.compile(_any(words.no))
        self.fillers = set(words.fillers)
        self.negator = re.compile(rf"\b(?:{_any(words.negators)})\b")
        self.no_denial = re.compile(rf"\b(?:{_any(words.no_denial)})\b")
        gap = r"is|are|was|its?|feels?|all|both|perfectly|still|just|been|have|has|quite|there|seems?|works?|working|to"
        joint = r"and|or|pee|peeing|weeing|poo|pooing|pooping|bowels?|bladder|sex|the|my|loo|toilet|going|wiping"
        self.fine = re.compile(rf"^(?: (?:{gap}))* (?:{_any(words.fine)})\b")
        self.fine_jointly = re.compile(rf"^(?: (?:{gap}|{joint}))* (?:{_any(words.fine)})\b")
        self.trouble = re.compile(rf"\b(?:{_any(words.trouble)})\b")
        self.commands = {name: re.compile(_any(said)) for name, said in words.commands.items()}


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def load(folder: Path = CONTENT) -> _Patterns:
    """Read and check the words of the check.

    Raises:
        ContentError: the file is broken or holds a pattern that cannot be matched.
    """
    try:
        return _Patterns(read_model(_Words, folder / "check_words.yml"))
    except re.error as error:
        raise ContentError("check_words.yml", "", f"a pattern cannot be matched: {error}", "mend it") from error


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return load()


def echo() -> Echo:
    """The words that decide how an answer is quoted, read once a process."""
    return _patterns().echo


@dataclass
class Reading:
    """What a message says.

    Args:
        kind: `answers`, `yes` (to a question where that is not enough), `which` (one of `options`), `unsure`, `retract`
            ("actually no"), or a command's name.
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
class _Match:
    question: Question
    option: Option
    start: int
    end: int
    topic: bool = False


def read(
    text: str,
    check: Check,
    at: Optional[str],
    denied: Mapping[str, Sequence[str]],
    last: Optional[str] = None,
    findings: Sequence[Finding] = (),
    free: bool = True,
) -> Optional[Reading]:
    """Take a message as answers or as a wish about the check.

    Args:
        text: what was typed.
        check: the questions.
        at: id of the open question, if one is open.
        denied: options denied earlier, by question id.
        last: id of the question answered last.
        findings: what the screen found in the text.
        free: whether any words may answer a question that takes them.

    Returns:
        The reading, or None for what is neither.
    """
    said = plain(text)
    if not said or len(text) > _LONGEST:
        return None
    question = check.question(at) if at else None
    exact = _exact(text, question) if question else ()
    if question and exact:
        return Reading(given={question.id: exact}, words={question.id: ""})
    if question and any(re.fullmatch(_any([*o.words, *o.topics]) or "$", _bare(said)) for o in question.options):
        return _Reader(check, question, denied, findings).read(text, last)  # "back" is a place, too
    mended = _correction(text, check.question(last)) if last and last != at else None
    mended = mended or _time(text, check, question)
    if mended:
        return mended
    if question and question.kind == "age" and _patterns().no.fullmatch(_bare(said) or said):
        return Reading("skip")  # to "how old are you?", a no is "I'd rather not say"
    reading = _command(said) or _Reader(check, question, denied, findings).read(text, last)
    if (
        reading is None
        and free
        and question
        and question.free
        and _bare(said)
        and "?" not in text
        and not _ASKS.match(said)
    ):
        return Reading(given={question.id: (OTHER,)}, words={question.id: text.strip()})
    return reading


def goes_on(text: str) -> bool:
    """Whether a message wishes to go on with what was left, "carry on" or "back to the check"."""
    return wish(text) == "continue"


def wish(text: str) -> str:
    """The command that a message is, by its name; empty if it is none."""
    command = _command(plain(text)) if len(text) <= _LONGEST else None
    return command.kind if command else ""


def _bare(said: str) -> str:
    """What remains without the words people put around an answer; empty if nothing does."""
    return unwrapped(said, _patterns().around)


def _correction(text: str, last: Question) -> Optional[Reading]:
    """An option of the question answered last, after words that take that answer back: "no, the front".

    Not of a question that is screened: "no fever" denies.
    """
    rest = _patterns().taken_back.sub("", text.strip().lower())
    bare = re.sub(
        r"^(?:(?:the|my|on|in|at|its|left|right|more|of) )+|(?: (?:side|one|of it|really|more))+$", "", plain(rest)
    )
    if not bare or len(rest) == len(text.strip()):
        return None
    value = _figure(last, _tidied(rest))
    if value:
        return Reading(given={last.id: (value,)}, words={last.id: rest}, corrects={last.id})
    if last.kind != "choice" or last.screened:
        return None
    fits = [o.id for o in last.options if re.fullmatch(_any([*o.words, *o.topics]) or "$", bare) and o.id != NONE]
    return Reading(given={last.id: (fits[0],)}, words={last.id: rest}, corrects={last.id}) if len(fits) == 1 else None


def _time(text: str, check: Check, at: Optional[Question]) -> Optional[Reading]:
    """How long it has hurt, where a message tells that and nothing besides, whatever is being asked.

    Not where it may tell an age, or when something else was.
    """
    long = next((each for each in check.questions if each.kind == "days"), None)
    said = _patterns().taken_back.sub("", text.strip().lower())
    bare = _bare(_AROUND_TIME.sub("", plain(_tidied(said))))
    if at and at.kind == "age" and _YEARS.fullmatch(bare):
        old = _value(at, bare.split()[0], True)
        return Reading(given={at.id: (old[0].option.id,)}, words={at.id: bare.split()[0]}) if old else None
    if long is None or long is at or (at and at.history and re.search(r"\b(?:ago|years?)\b", said)):
        return None
    forms = {plain(_tidied(said)), bare} - {""}
    value = next((_value(long, each, True) for each in forms if re.fullmatch(VALUES["days"], each)), [])
    options = [each.option for each in value] or [
        option
        for option in long.options
        if any(re.fullmatch(_any([*option.words, *option.topics]), each) for each in forms)
    ]
    words = re.sub(r"[^\w\s'\u2019/.,-]", "", said)  # as it is said back at once
    return Reading(given={long.id: (options[0].id,)}, words={long.id: words}, corrects={long.id}) if options else None


def _figure(question: Question, tidied: str) -> str:
    """The option that a figure and nothing besides stands for, "3 months" or "5"; empty for anything else."""
    if question.kind == "choice":
        return ""
    bare = _bare(plain(tidied))
    found = re.fullmatch(VALUES[question.kind], bare) or (question.kind != "days" and bare.isdigit())
    fits = _value(question, bare, True) if found else []
    return fits[0].option.id if fits else ""


def _command(said: str) -> Optional[Reading]:
    for candidate in filter(None, (said, _bare(said))):
        far = _BACK_BY.fullmatch(candidate)
        if far:
            return Reading("back", steps=int(far[1]) if far[1].isdigit() else _NUMBERS[far[1]])
        for name, pattern in _patterns().commands.items():
            if pattern.fullmatch(candidate) and not (name == "back" and "my" in said.split()):
                return Reading(name)
    return None


def _exact(text: str, question: Question) -> Tuple[str, ...]:
    """The options a message names by title or by number."""
    said = plain(text)
    for option in question.options:
        if said == plain(option.title):
            return (option.id,)
    if question.kind == "scale":
        return ()
    bare = re.sub(r"^(?:the |option |number |answer )+| (?:one|option|please)$", "", said)
    numbers = [_NUMBERS.get(each, int(each) if len(each) < 3 and each.isdigit() else 0)
               for each in re.split(r" (?:and )?", bare) if each not in ("a", "an", "couple", "few")]  # fmt: skip
    fit = all(1 <= number <= len(question.options) for number in numbers)
    if numbers and fit and (len(numbers) == 1 or (question.several and len(numbers) <= 4)):
        chosen = tuple(dict.fromkeys(question.options[number - 1].id for number in numbers))
        return tuple(each for each in chosen if each != NONE) or chosen
    return ()


def in_figures(text: str) -> str:
    """A text in lower case with its numbers as figures, "fifty-two" as 52."""
    text = _tens_in_figures(text.lower())
    return re.sub(rf"\b(?:{'|'.join(_ONES)})\b", lambda found: str(_ONES.index(found[0])), text)


def _tens_in_figures(text: str) -> str:
    tens = rf"\b({'|'.join(_TENS)})(?:[ -]({'|'.join(_ONES[1:10])}))?\b"
    return re.sub(tens, lambda found: str(_TENS[found[1]] + (_ONES.index(found[2]) if found[2] else 0)), text)


def _tidied(text: str) -> str:
    """Lower case without apostrophes, "6/10" in words, ranges as their upper end, lists of denials in one clause."""
    text = re.sub(r"['\u2019]", "", text.lower())
    text = re.sub(r"(?<=\d)\s*/\s*10\b", " out of 10", text)
    text = re.sub(r"(\d+)\.\d+", lambda found: str(int(found[1]) + 1), text)
    text = re.sub(r"\b\d+\s*(?:-|\u2013|to|or)\s*(?=\d+\b)", "", text)
    text = _tens_in_figures(text)
    text = re.sub(r"(?<=\d)(?=[a-z])(?!\d*0s\b)", " ", text)
    return _LIST.sub(lambda found: found[0].replace(",", " "), text)


def _value(question: Question, clause: str, is_open: bool) -> List[_Match]:
    """A number in a clause, as the option it fits."""
    spoken = list(re.finditer(VALUES[question.kind], clause))
    if is_open and not spoken and question.kind != "days":
        spoken = list(re.finditer(_BARE_NUMBER, clause))
    fits: List[_Match] = []
    for found in spoken[:1] if question.kind == "age" else spoken:
        parts = found.groupdict()
        number = parts["n"] or parts["m"]
        value: float = int(number) if number.isdigit() else _NUMBERS[number]
        if question.kind == "days":
            value *= _DAYS[parts["unit"][0]]
        option = next((each for each in question.options if value <= (each.upto or 0)), None)
        option = option or (question.options[0] if value == 0 else None)
        fits += [_Match(question, option, found.start(), found.end())] if option else []
    return fits[-1:] if question.kind == "scale" else fits[:1]


class _Reader:
    """Reads one message."""

    def __init__(
        self, check: Check, at: Optional[Question], denied: Mapping[str, Sequence[str]], findings: Sequence[Finding]
    ) -> None:
        self.check, self.at, self.findings, self.before = check, at, findings, denied
        self.given: Dict[str, Set[str]] = {}
        self.denied: Dict[str, Set[str]] = {}
        self.words: Dict[str, str] = {}
        self.corrected = False
        self.replaced: Set[str] = (
            set()
        )  # questions of which an option is refused that cannot be denied: "not the groin"

    def read(self, text: str, last: Optional[str]) -> Optional[Reading]:
        tidied = self._mended(_tidied(text))
        marks = list(_patterns().correction.finditer(tidied))
        corrected = bool(marks)
        head, tail = (tidied[: marks[-1].start()], tidied[marks[-1].end() :]) if marks else (tidied, "")
        if marks and not _bare(plain(tail)):  # "2 weeks, actually"
            head, tail, marks = tidied[: marks[-1].start()], "", []
        self.corrected = bool(marks)
        yes = self._clauses(head)
        corrects: Set[str] = set()
        if marks:
            if not self.given and not self.denied and _patterns().no.fullmatch(_bare(plain(tail))):
                return Reading("retract")
            first, self.given = self.given, {}
            refused, self.denied = self.denied, {}
            bare, scale = _bare(plain(tail)), self.check.question(last) if last else None
            if bare.isdigit() and scale and scale.kind in ("scale", "age") and _value(scale, bare, True):
                self._give(scale, _value(scale, bare, True)[0].option, bare)
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
        given: Dict[str, Tuple[str, ...]] = {}
        which: Tuple[str, ...] = ()
        for each, options in self.given.items():
            question = self.check.question(each)
            options = options - {NONE} or options
            if question.kind == "scale":  # "3 mostly, 8 when I bend"
                options = {[option for option in question.ids() if option in options][-1]}
            if len(options) > 1 and not question.several:
                if question is self.at:
                    which = tuple(option for option in question.ids() if option in options)
                continue
            given[each] = tuple(option for option in question.ids() if option in options)
        for each, options in self.denied.items():
            if each not in given and self._whole(each, options):
                given[each] = (NONE,)
        left = {each: tuple(sorted(options)) for each, options in self.denied.items() if each not in given}
        if _ASKS.match(plain(text)):  # "what is the psoas?" tells nothing, "is it bad that my foot is numb?" does
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
        clauses = (_command(plain(each)) for each in _SPLIT.split(tidied))
        return Reading("yes") if yes else next(filter(None, clauses), None)

    def _renamed(self, whole: str) -> None:
        """Take a figure that is corrected by name, "change the pain to 7" or "pain is actually 4".

        Args:
            whole: the message without the words that say that it corrects.
        """
        for question in self.check.questions:
            if question.kind in ("scale", "age") and question.id not in self.given:
                found = _value(question, plain(whole), False)
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
            bare, found = _bare(clause), self._matches(clause, len(clauses))
            refused = (
                bool(self.at) and len(clause.split()) > 1 and bool(_patterns().no.fullmatch(clause))
            )  # "no to both"
            if refused or not self._take(clause, found):
                is_no = self._is(bare, "no") or self._is(clause, "no")
                plain_no |= is_no
                is_yes = not is_no and (
                    self._is(bare, "yes") or self._is(clause, "yes") or clause.split()[0] in ("yes", "yeah", "yep")
                )
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

    def _is(self, clause: str, answer: str) -> bool:
        pattern = getattr(_patterns(), answer)
        if pattern.fullmatch(clause):
            return True
        words = clause.split()
        return bool(words) and bool(pattern.fullmatch(words[0])) and set(words[1:]) <= _patterns().fillers

    def _matches(self, clause: str, clauses: int) -> List[_Match]:
        found: List[_Match] = []
        for question in self.check.questions:
            is_open = question is self.at
            if question.kind != "choice":
                found += _value(question, clause, is_open and clauses <= 2)
            for option in question.options:
                for topic, words in ((False, option.words), (True, option.topics)):
                    if words:
                        each = re.finditer(rf"\b(?:{_any(words)})\b", clause)
                        found += [_Match(question, option, at.start(), at.end(), topic) for at in each]
        found.sort(key=lambda each: (each.start - each.end, each.question is not self.at, each.topic))
        kept: List[_Match] = []
        for match in found:
            if not any(self._shadows(other, match) for other in kept):
                kept.append(match)
        return kept

    def _shadows(self, longer: _Match, match: _Match) -> bool:
        """Whether a match is part of a longer one and says nothing more."""
        if longer.end <= match.start or match.end <= longer.start:
            return False
        if longer.question is match.question:
            return (longer.start, longer.end) != (match.start, match.end) or longer.topic != match.topic
        if longer.topic and longer.question is not self.at:
            return match.topic and match.question is not self.at
        return match.topic or bool(longer.option.raises) == bool(match.option.raises)

    def _take(self, clause: str, found: List[_Match]) -> bool:
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
            if self._denies(clause, match):
                if option.id != NONE and NONE in question.ids():
                    self.denied.setdefault(question.id, set()).add(option.id)
                    self._say(question.id, clause)
                    taken = True
                elif NONE not in question.ids():
                    self.replaced.add(question.id)
                continue
            brief = is_open and (len(clause.split()) <= 6 or not question.yes)
            if not match.topic or brief or (question.screened and self._troubled(clause, match)):
                self._give(question, option, clause)
                taken = True
        return taken

    def _troubled(self, clause: str, match: _Match) -> bool:
        return (
            any(
                trouble.end() <= match.start or trouble.start() >= match.end
                for trouble in _patterns().trouble.finditer(clause)
            )
            and match.option.matters
        )

    def _denies(self, clause: str, match: _Match) -> bool:
        before, after = clause[: match.start], clause[match.end :]
        negators = list(_patterns().negator.finditer(before))
        if match.question.screened:
            named = clause[match.start : match.end]
            fine = _patterns().fine if _FEELING.search(named) else _patterns().fine_jointly
            if (match.topic and fine.search(after)) or after in (" no", " none", " nope"):
                return not re.search(r"\b(?:dont|not|cant) (?:think|say|sure|believe|know)\b", before)
        exempt = [(each.start(), each.end()) for each in _patterns().no_denial.finditer(before)]
        for negator in reversed(negators):
            if any(start <= negator.start() < end for start, end in exempt):
                continue
            between = before[negator.end() :]
            if re.search(r"\b(?:only|just|because|yes)\b", between):
                return False
            return len(between.split()) <= 5 or " or " in between
        return False

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


@lru_cache(maxsize=2000)
def _nearest(word: str, vocabulary: Tuple[str, ...]) -> str:
    near = [] if word in vocabulary else get_close_matches(word, vocabulary, 1, 0.86)
    return near[0] if near and near[0][0] == word[0] and not word.startswith(near[0]) else word


@lru_cache(maxsize=4)
def _vocabulary(words: str) -> Tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"(?<![a-z\\])[a-z]{5,}", re.sub(r"[a-z]\?", "", words))))
