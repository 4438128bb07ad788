"""What a person means by what they type in answer to a quiz question.

Letters are read only where a person would read them as an answer: alone, marked ("option b", "it's b"), in brackets,
or with a reason behind them ("b because …"). "A bit unsure", "be careful" and "I see" name no option.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Set

from bot.core.content_files import CONTENT, Strict, read_model
from bot.core.readability import plain, unwrapped
from bot.errors import ContentError


@dataclass(frozen=True)
class Question:
    """What reading needs to know of a question.

    Args:
        options: for each option's id, in order, the words people call it by; ids are one letter for choices.
        true_false: whether it is answered by true or false.
        asks_which_not: whether the odd one out is asked for, so that "x is not one" picks x.
        meanings: the words that can be explained.
    """

    options: Mapping[str, Sequence[str]]
    true_false: bool = False
    asks_which_not: bool = False
    meanings: Sequence[str] = ()


@dataclass(frozen=True)
class Reading:
    """One way to take a message.

    Args:
        kind: `answer`, `several`, `change`, `meaning`, or a command's name.
        option: the option's id, for `answer`.
        number: the question's number, 1 for the first, for `change`; None means the last one answered.
        rest: what was said apart from that: the new answer for `change`, the word for `meaning`.
        about: words of the question to `change`, where it was named by its subject.
    """

    kind: str
    option: str = ""
    number: Optional[int] = None
    rest: str = ""
    about: str = ""


_LONGEST = 300  # characters; nobody answers a quiz in more, and matching takes longer the longer the text is
_NUMBERS = {
    word: place
    for place, words in enumerate(
        ("1 one first 1st", "2 two second 2nd", "3 three third 3rd", "4 four fourth 4th", "5 five fifth 5th",
         "6 six sixth 6th", "7 seven seventh 7th", "8 eight eighth 8th"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip

_QUESTION = re.compile(
    r"^(?:what|whats|which|who|whos|how|hows|why|can|could i|should|does|do (?:i|you|they|we)|did|is (?!it\b)|are|am|"
    r"when (?:should|do|does|did|can|will|is)|where (?:is|do|does|can|should)|"
    r"is it (?:ok|true (?:you\w*|that you\w*|im)|safe|normal|good|bad)|"
    r"will|would i|may i|has|have you|tell me|explain|show me|isnt|doesnt)\b"
)
_REPORT = re.compile(
    r"\b(?:my|mine|ive|im having|hurts|hurting|husband|wife|mum|mom|dad|"
    r"i (?:have|get|got|feel|had|take|took|do (?!believe|think|not|agree)\w|did|cant|couldnt|dont (?!think)\w|didnt|"
    r"eat|ate|use|tried|sit|run|love|like|hate|always|never|work|need|was|went|bought|am))\b"
)
_CLAUSES = re.compile(
    r"[,;:.!?\n\u2013\u2014\u2026]+|\s-+\s|"
    r"\b(?:because|becuase|cos|coz|cuz|bc|since|but|though|only if)\b",
    re.IGNORECASE,
)
# alone in a clause these decide nothing: "right, give me a second"
_WEAK = {"right", "sure", "top", "first", "second", "bottom", "last", "1", "2"}
# a clause that takes back what was said before it
_TURN = re.compile(r"(?:hmm* |oh |um+ |er+m* |ah )*(?:no|nope|nah|wait|hang on|hold on)(?: no| wait)?")
_SPELLED = {"alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d"}
_IT = r"(?:it|its|they|that|thats|heat|warmth|tight hip flexors)(?: \w+)?"
_SAYS_TRUE = re.compile(
    r"^(?:yes|yep|yup|yeah|yea|yh|ye|aye|sure|of course|absolutely|certainly|indeed|definitely) "
    rf"(?:{_IT} .*|i (?:think|believe|do|agree|reckon|guess|would).*|"
    r"of course|definitely|absolutely|for sure|true|correct)$"
    rf"|^{_IT} (?:can|does|do|could|may|will|might|helps?|contributes?|has to|is right|sure (?:does|can))\b(?!.* not\b)"
    r"|\b(?:i agree|makes sense)\b"
)
_SAYS_FALSE = re.compile(
    r"^(?:no|nope|nah|naw|never) "
    rf"(?:{_IT} .*|i (?:dont|do not|doubt|disagree|never).*|not .*|way|chance|of course not|never|false|wrong)$"
    rf"|^{_IT} (?:cant|doesnt|dont|couldnt|wont|cannot|does not|do not|can not)\b"
    r"|\b(?:disagree|dont agree|doubt (?:it|that)|no way)\b"
    r"|\b(?:dont|do not|didnt|never) (?:think|believe|reckon|buy)\b(?!.*\bfalse\b)"
)
_NOT = r"(?:not|isnt|aint|wasnt|cant be|not the|never|except|rather than|instead of)"


class _Words(Strict):
    """`bot/content/quiz_words.yml`; its head explains each key."""

    around: List[str]
    corrections: List[str]
    changes_last: List[str]
    says_true: List[str]
    says_false: List[str]
    after_letter: List[str]
    before_letter: List[str]
    commands: Dict[str, List[str]]


class _Patterns:
    """The words of the file, ready to be matched."""

    def __init__(self, words: _Words) -> None:
        around = "|".join(sorted(words.around, key=len, reverse=True))
        self.before, self.after = re.compile(rf"^(?:{around})\b\s*"), re.compile(rf"\s*\b(?:{around})$")
        self.correction = re.compile(rf"\b(?:{'|'.join(words.corrections)})\b")
        last = "|".join(sorted(words.changes_last, key=len, reverse=True))
        self.changes_last = re.compile(
            rf"(?:(?:oh|no|um+|er+m*|hmm*|ah|sorry|wait|hang on|well) )*(?:{last}) (?P<rest>.+)"
        )
        self.says_true, self.says_false = set(words.says_true), set(words.says_false)
        self.after_letter, self.before_letter = "|".join(words.after_letter), "|".join(words.before_letter)
        self.commands = {name: re.compile("|".join(said)) for name, said in words.commands.items()}


def load(folder: Path = CONTENT) -> _Patterns:
    """Read and check the words of the quiz.

    Raises:
        ContentError: the file is broken or holds a pattern that cannot be matched.
    """
    words = read_model(_Words, folder / "quiz_words.yml")
    for name, said in words.commands.items():
        for pattern in said:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ContentError(
                    "quiz_words.yml", f"commands.{name}", f"'{pattern}' cannot be matched: {error}", "mend the pattern"
                ) from error
    return _Patterns(words)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return load()


def _bare(said: str) -> str:
    """What remains without the words people put around an answer; empty if nothing does."""
    return unwrapped(said, _patterns().before, _patterns().after)


def _alike(word: str, wanted: str) -> bool:
    if word == wanted:
        return True
    return len(wanted) >= 5 and len(word) >= 4 and SequenceMatcher(None, word, wanted).ratio() >= 0.8


def _mentions(words: List[str], phrase: str) -> bool:
    wanted = plain(phrase).split()
    if len(wanted) == 1 and len(wanted[0]) <= 3:
        return words == wanted  # too short to mean the option wherever it stands
    if len(wanted) > 2 and SequenceMatcher(None, " ".join(words), " ".join(wanted)).ratio() >= 0.85:
        return True
    spans = range(len(words) - len(wanted) + 1)
    return any(all(_alike(*pair) for pair in zip(words[start:], wanted, strict=False)) for start in spans)


def read(text: str, question: Question) -> Optional[Reading]:
    """Take a message as an answer or a wish about the quiz.

    Args:
        text: what was typed.
        question: the question that is open.

    Returns:
        The reading, or None for what is neither: a question of their own, a remark, or unclear.
    """
    said = plain(text)
    if not said or len(text) > _LONGEST:
        return None
    change = _read_change(said)
    if change:
        return change
    whole = _whole(said, question)
    if whole:
        return Reading("answer", option=whole)
    return (
        _read_command(said)
        or _read_meaning(said, question)
        or _read_answer(text, question)
        or next(filter(None, map(_read_command, map(plain, _CLAUSES.split(text)))), None)
    )


def read_afterwards(text: str) -> Optional[Reading]:
    """Take a message, typed when the quiz is over, as a wish about it: a command or a change; None if it is none."""
    said = plain(text)
    return (_read_change(said) or _read_command(said)) if said and len(text) <= _LONGEST else None


def _read_command(said: str) -> Optional[Reading]:
    for candidate in (said, _bare(said)):
        for name, pattern in _patterns().commands.items():
            if candidate and pattern.fullmatch(candidate):
                number = next((_NUMBERS[word] for word in candidate.split() if word in _NUMBERS), None)
                return Reading(name, number=number)
    return None


def read_option(text: str, question: Question) -> str:
    """The one option a text names, else an empty string."""
    whole = _whole(plain(text), question)
    if whole:
        return whole
    reading = _read_answer(text, question)
    return reading.option if reading else ""


def is_bare(text: str, question: Question) -> bool:
    """Whether a text holds nothing but words of the options and what people put around an answer.

    Args:
        text: what was typed.
        question: the question that is open.
    """
    if _whole(plain(text), question):
        return True
    names = {word for names in question.options.values() for name in names for word in plain(name).split()}
    left = [each for each in plain(text).split() if not any(_alike(each, name) for name in names)]
    return not _bare(" ".join(left))


def _whole(said: str, question: Question) -> str:
    """The option that is all of a text, but for the words people put around an answer."""
    return _exact(said, question) or _exact(_bare(said), question)


def _read_change(said: str) -> Optional[Reading]:
    number = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})"
    meant = (
        r"(?:i meant|should be|should have been|is actually|was meant to be|is|i want|i would say|id say|change to|to)"
    )
    patterns = (
        r"(?:.* )?(?:change|switch|make|correct|set|update|put) (?:my )?(?:answer )?(?:to |for |of |on |in )?"
        rf"(?:question |q |no |nr |number |q)?{number}(?: question| answer| one)?(?: to| into| as|) (?P<rest>.+)",
        rf"(?:for |on )?(?:question |q |number |q){number} {meant} (?P<rest>.+)",
        r"(?:.* )?(?:my |the )?answers? (?:to |for |of |on |in )(?:the )?(?:question |q |no |nr |number |q)?"
        rf"{number}(?: question| one)? {meant} (?P<rest>.+)",
        rf"(?:for|on) the {number}(?: question| one)? {meant} (?P<rest>.+)",
        r"(?:.* )?(?:change|switch|correct|update) (?:my |the )?(?:last |previous )?(?:answer|one|it|that)"
        r"(?: to| into| as) (?P<rest>.+)",
    )
    for pattern in patterns:
        found = re.fullmatch(pattern, said)
        if found:
            given = found.groupdict().get("number")
            place = int(given) if given and given.isdigit() else _NUMBERS.get(given or "")
            return Reading("change", number=place, rest=found["rest"])
    named = re.fullmatch(
        r"(?:.* )?(?:change|switch|make|correct|set|update|put) (?:my )?(?:answer )?(?:to |for |of |on |in )?(?:the )?"
        r"(?:(?:question|one|answer) (?:about|on|with) (?:the )?(?P<about>.+?)|(?P<subject>.+?) (?:one|question|answer)"
        r") (?:to|into|as) (?P<rest>.+)"
        rf"|(?:for |on )?the (?P<topic>.+?) (?:one|question) {meant} (?P<other>.+)",
        said,
    )
    if named and (named["about"] or named["subject"] or named["topic"]) not in ("last", "previous", "that", "this"):
        about = named["about"] or named["subject"] or named["topic"]
        return Reading("change", rest=named["rest"] or named["other"], about=about)
    return None


def read_last(text: str) -> str:
    """The answer that "actually true" gives to the question before; empty for other messages."""
    found = _patterns().changes_last.fullmatch(plain(text))
    return found["rest"] if found else ""


def speaks_of(about: str, names: Sequence[str]) -> int:
    """How many of some names words speak of, where a question is named by its subject.

    Args:
        about: the words, as `plain` gives them.
        names: titles and words of the question's options, and the words of the question.
    """
    words = [word for word in about.split() if len(word) > 2]
    known = {word for name in names for word in plain(name).split()}
    return sum(any(_same(word, each) for each in known) for word in words)


def _same(word: str, known: str) -> bool:
    """Whether two words are one: its plural, or in long words a slip; "tight" is no "thigh"."""
    return word.rstrip("s") == known.rstrip("s") or (len(known) >= 6 and _alike(word, known))


def _read_meaning(said: str, question: Question) -> Optional[Reading]:
    found = re.fullmatch(
        r"(?:sorry |and |but |ok |um )*(?:what|whats|wat) (?:does|do|is|s|are|did)? ?(?:that|this|the|it|a|an)? ?"
        r"(?:word )?(?P<word>.*?) ?(?:mean|means|meaning|even mean)?(?: .{0,12})?"
        r"|(?:define|meaning of|explain the word|explain) (?P<other>.+)"
        r"|i dont (?:know|understand) (?:the|that|this) word ?(?P<third>.*)",
        said,
    )
    if not found:
        return None
    word = next((each for each in (found["word"], found["other"], found["third"]) if each), "")
    for known in question.meanings:
        if _mentions(word.split(), known) and (said.endswith(known) or re.search(r"\bmean|\bword\b|\bdefine\b", said)):
            return Reading("meaning", rest=known)
    if re.search(r"\bword\b|\bthat mean\b|\bit mean\b|\bthis mean\b", said):
        return Reading("meaning")
    return None


def _exact(said: str, question: Question) -> str:
    ids = list(question.options)
    if question.true_false:
        if said in _patterns().says_true:
            return ids[0]
        if said in _patterns().says_false:
            return ids[1]
        if said in ("a", "b"):  # the first and the second
            return ids[ord(said) - ord("a")]
        for option, nearly in (
            (ids[0], ("true", "correct", "absolutely", "definitely", "certainly")),
            (ids[1], ("false", "incorrect")),
        ):
            if " " not in said and any(_typo(said, name) for name in nearly):
                return option
        return ""
    if len(set(said)) == 1:  # "bbbb"
        said = said[0]
    if said in ids or said in _SPELLED:
        return said if said in ids else _SPELLED[said]
    spelled = re.fullmatch(r"([a-h]) (?:for|as in|like) \w+", said)
    if spelled and spelled[1] in ids:
        return spelled[1]
    if said in ("last", "last 1", "bottom", "last of all", "very last"):
        return ids[-1]
    if said in ("top", "very first"):
        return ids[0]
    place = _NUMBERS.get(said, 0)
    if 1 <= place <= len(ids):
        return ids[place - 1]
    for option, names in question.options.items():
        if any(said == plain(name) for name in names):
            return option
    return ""


def _exact_strong(said: str, question: Question) -> str:
    return "" if said in _WEAK else _exact(said, question)


def _typo(word: str, wanted: str) -> bool:
    """Letters swapped, doubled or dropped: "ture", "flase", "truue"."""
    return word != wanted and (sorted(word) == sorted(wanted) or SequenceMatcher(None, word, wanted).ratio() >= 0.85)


def _read_answer(text: str, question: Question) -> Optional[Reading]:
    said = plain(text)
    corrections = list(_patterns().correction.finditer(said))
    if corrections:
        after = said[corrections[-1].end() :].strip()
        taken = read_option(after, question) if after else ""
        if taken:
            return Reading("answer", option=taken)
    row = None if question.true_false else _read_row(said, question)
    if row:
        return row
    ending = re.search(r"\b(?:so|just|only)(?: its| it is| it must be| its gotta be)? ([a-h])(?: then)?$", said)
    if ending and ending[1] in question.options:
        return Reading("answer", option=ending[1])
    clauses = [each for each in map(plain, _CLAUSES.split(text)) if each]
    if len(clauses) > 1:
        turned = [place for place, each in enumerate(clauses[1:-1], start=1) if _TURN.fullmatch(each)]
        counted = clauses[turned[-1] + 1 :] if turned else clauses
        decided = [
            _exact(each, question) or _exact_strong(_bare(each), question) for each in counted if each not in _WEAK
        ]
        options = list(dict.fromkeys(filter(None, decided)))
        if len(options) == 1:
            return Reading("answer", option=options[0])
        if options:
            final = _exact(_bare(re.sub(r"^so ", "", clauses[-1])), question)
            decisive = final and clauses[-1].startswith(("so ", "no ", "just "))
            return Reading("answer", option=final) if decisive else Reading("several")
    if question.true_false:
        return _read_true_false(said, clauses)
    return _read_choice(text, said, question, clauses)


def _read_true_false(said: str, clauses: List[str]) -> Optional[Reading]:
    if _QUESTION.match(said):
        return None
    for clause in dict.fromkeys([said if len(said.split()) <= 8 else clauses[0], clauses[0], clauses[-1]]):
        decided = clause.endswith((" true", " false"))
        taken = _polarity(clause) if len(clause.split()) <= 10 and (decided or not _REPORT.search(clause)) else None
        if taken:
            return taken
    return None


def _polarity(said: str) -> Optional[Reading]:
    if re.search(r"\b(?:dont|do not|never) (?:think|believe)\b.*\bfalse\b", said):
        return Reading("answer", option="true")
    if re.search(r"^(?:yes|yeah|yep)\b.*\bfalse$", said):
        return Reading("several")
    no = bool(_SAYS_FALSE.search(said))
    turned = re.sub(rf"\b{_NOT} (?:\w+ )?(?:true|right|correct)\b|\buntrue\b", "false", said)
    turned = re.sub(rf"\b{_NOT} (?:\w+ )?(?:false|wrong)\b", "true", turned)
    named = re.findall(r"\b(true|false)\b(?! (?:story|friend|love|advert|alarm|teeth|start))", turned)
    yes = not no and (bool(_SAYS_TRUE.search(said)) or "true" in named)
    no = no or ("false" in named and not yes)
    if re.search(r"\btrue (?:or|and) false\b|\bfalse (?:or|and) true\b|\byes (?:and|or) no\b", said):
        return Reading("several")
    return Reading("answer", option="true" if yes else "false") if yes or no else None


def _read_choice(text: str, said: str, question: Question, clauses: List[str]) -> Optional[Reading]:
    ids = "".join(each for each in question.options if len(each) == 1)
    if re.search(rf"\b(?:but|except|apart from|nor|not (?:[{ids}]|the \w+) or) (?:[{ids}]|the \w+)$", said):
        return None
    corrected = re.fullmatch(rf"(?:.* )?[{ids}] (?:hang on |oh )?no (?:its )?([{ids}])", said)
    if corrected:
        return Reading("answer", option=corrected[1])
    letters = _letters(text, said, ids)
    refused = {found[1] for found in re.finditer(rf"\b{_NOT} (?:(?:the|option|answer|letter) )*([{ids}])\b", said)}
    letters = [letter for letter in letters if letter not in refused]
    if len(set(letters)) == 1:
        return Reading("answer", option=letters[0])
    if letters:
        return Reading("several")
    words = said.split()
    asked = _QUESTION.match(said) and not re.match(r"^(?:is it|would it be|could it be)\b", said)
    if len(words) > 12:
        said, words = clauses[0], clauses[0].split()
    if asked or _REPORT.search(said) or len(words) > 12:
        return None
    place = re.search(
        r"\b(?:(?:the|its|is|number|option|go for|with|say|think) (?:very )?"
        r"(first|second|third|fourth|1st|2nd|3rd|4th|last|top|bottom)"
        r"(?: one| option| answer| of .*)?$|"
        r"(?:option|number) ([1-8]|one|two|three|four))\b",
        said,
    )
    named = _named(words, question, said)
    if len(named) == 1:
        return Reading("answer", option=named.pop())
    if len(named) > 1 or re.fullmatch(
        r"(?:all|both|any|all four|everything)(?: of (?:them|these|those))?", _bare(said)
    ):
        return Reading("several")
    if place:
        option = _exact(place[1] or place[2], question)
        return Reading("answer", option=option) if option else None
    return None


def _letters(text: str, said: str, ids: str) -> List[str]:
    """Option letters that stand where only an answer stands."""
    lower = text.lower().replace("'", "").replace("\u2019", "")
    found = re.findall(rf"\(\s*([{ids}])\s*\)|(?<![a-z0-9])([{ids}])\s?\)", lower)
    letters = [one or other for one, other in found]
    behind, ahead = _patterns().after_letter, _patterns().before_letter
    vitamins = re.sub(r"\bvitamins? [a-h]\b", "vitamin", said)
    for pattern in (
        rf"^([{ids}])\b(?= (?:{behind})\b)",
        rf"\b(?:{ahead}) ([{ids}])\b(?= (?:{behind})\b|$)",
        rf"\b(?:option|answer|letter|choice) (?:is )?([{ids}])\b",
        rf"^([{ids}])(?= (?:and|or) [{ids}]\b)",
        rf"^([{ids}])$",
    ):
        letters += re.findall(pattern, vitamins)
    bare = _bare(vitamins)
    if bare in ids and bare:
        letters.append(bare)
    pairs = re.search(rf"\b([{ids}]) (?:and|or|n) (?:maybe |possibly |perhaps |also )?([{ids}])\b", vitamins)
    if pairs:
        letters += [pairs[1], pairs[2]]
    first = re.match(rf"^\s*([{ids}])\s*[.,:;!?\-\u2013\u2026]", lower)
    if first and not re.match(r"^\s*a\s*[.,]\s*[a-z]\.", lower):
        letters.append(first[1])
    last = re.search(rf"[,:;.\-\u2013]\s*([{ids}])\s*[.!?]*$", lower)
    if last:
        letters.append(last[1])
    return letters


def _named(words: List[str], question: Question, said: str) -> Set[str]:
    named = {option for option, names in question.options.items() if any(_mentions(words, name) for name in names)}
    if len(named) > 1:  # "not sitting, not overuse, so vitamins"
        kept = {option for option in named if not _is_refused(said, question.options[option], False)}
        named = kept if len(kept) == 1 else named
    refused = {option for option in named if _is_refused(said, question.options[option], question.asks_which_not)}
    whole = _all_option(question)
    return {whole} - refused if whole in named else named - refused


def _read_row(said: str, question: Question) -> Optional[Reading]:
    """Letters in a row, "a, b and c": too many, unless one option stands for just those."""
    ids = "".join(question.options)
    apart = re.fullmatch(rf"[{ids}](?: (?:and |n )?[{ids}])+", said)
    together = len(said) > 1 and said in ids  # "abc", but not "bad"
    if not apart and not together:
        return None
    whole = _all_option(question)
    given = set(re.sub(r"\band\b|\bn\b", "", said)) & set(ids)
    return Reading("answer", option=whole) if whole and given == set(ids) - {whole} else Reading("several")


def _all_option(question: Question) -> str:
    """The id of an option that stands for all the others, if there is one."""
    last = list(question.options)[-1]
    return last if any(plain(name).startswith("all") for name in question.options[last]) else ""


def _is_refused(said: str, names: Iterable[str], asks_which_not: bool) -> bool:
    if asks_which_not:
        return False
    spelled = "|".join(re.escape(plain(name)) for name in sorted(names, key=len, reverse=True))
    before = re.search(rf"\b{_NOT} (?:the |a )?(?:{spelled})\b", said)
    after = re.search(rf"\b(?:{spelled})(?: \w+)? (?:isnt|is not|not|arent|are not|doesnt|does not)\b", said)
    return bool(before or after)
