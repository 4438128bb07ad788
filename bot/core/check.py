"""The symptom check: its state, and what is said next. What the answers mean for triage is said with every turn.

It never judges how urgent something is and never gives an all-clear: the caller weighs what each turn raises.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from bot.core import check_reading, check_summary, person
from bot.core.check_content import NONE, Check, Question, check, load
from bot.core.messages import MENU, Button, Message, card
from bot.core.readability import plain
from bot.core.screening import Finding

__all__ = ["AGAIN", "CONTINUE", "PAUSED", "PREFIX", "START", "Check", "Course", "State", "Turn", "check", "load"]

PREFIX = "check"  # of all button ids of the check
_VERBS = ("start", "continue", "again", "stop", "skip", "back", "why")
START, CONTINUE, AGAIN, STOP, SKIP, BACK, WHY = (f"{PREFIX}/{verb}" for verb in _VERBS)
_AFTER = (PREFIX, "triage")  # prefixes of buttons under the result and under advice
PAUSED = "paused"  # `State.then` while the check waits for the person


@dataclass(frozen=True)
class State:
    """What must be remembered of the check between two messages; it survives as a plain dictionary.

    Args:
        round: how often a check was started in this talk.
        answers: option ids by question id; no option stands for a skipped question.
        words: the person's own words, by question id.
        denied: options denied one by one, by question id, while the question as a whole is not.
        before: options that matter and were given, then changed, by question id.
        at: id of the open question, None when none is left.
        last: id of the question answered last.
        unclear: how many messages in a row could not be read.
        then: what to do when the form starts (`start`, `continue`), or `paused`.
        stopped: whether the person left before the end.
        told: what was told besides that is a warning sign and answers no question, in the person's words.
        unknown: ids of the questions that the person cannot answer.
        who: for whom the check is, "your mum"; empty for the person who types.
        retracted: what of that was taken back, as it is called.
    """

    round: int = 0
    answers: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    words: Dict[str, str] = field(default_factory=dict)
    denied: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    before: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    at: Optional[str] = None
    last: Optional[str] = None
    unclear: int = 0
    then: str = ""
    stopped: bool = False
    told: Tuple[str, ...] = ()
    unknown: Tuple[str, ...] = ()
    who: str = ""
    retracted: Tuple[str, ...] = ()

    def as_dict(self) -> Dict[str, Any]:
        """The state as JSON holds it."""
        lists = ("answers", "denied", "before")
        kept = {each: {k: list(v) for k, v in getattr(self, each).items()} for each in lists}
        return {
            **asdict(self),
            **kept,
            **{each: list(getattr(self, each)) for each in ("told", "unknown", "retracted")},
        }

    @classmethod
    def from_dict(cls, check: Check, stored: Any) -> State:
        """The stored state, without what the check has no more; a new one for what is no state."""
        if not isinstance(stored, dict):
            return cls()
        try:
            known = {question.id: question.ids() for question in check.questions}
            answers = _known(stored.get("answers", {}), known)
            words = {each: said for each, said in stored.get("words", {}).items() if each in known}
            at, last = stored.get("at"), stored.get("last")
            return cls(
                round=int(stored.get("round", 0)),
                answers=answers,
                words={each: said for each, said in words.items() if isinstance(said, str)},
                denied=_known(stored.get("denied", {}), known),
                before=_known(stored.get("before", {}), known),
                at=at if at in known else next((each for each in known if at and each not in answers), None),
                last=last if last in answers else None,
                unclear=int(stored.get("unclear", 0)),
                then=str(stored.get("then", "")),
                stopped=bool(stored.get("stopped", False)),
                told=tuple(map(str, stored.get("told", ()))),
                unknown=tuple(each for each in stored.get("unknown", ()) if each in answers),
                who=str(stored.get("who") or ""),
                retracted=tuple(map(str, stored.get("retracted", ()))),
            )
        except (TypeError, AttributeError, ValueError, OverflowError):
            return cls()


def just_ended(state: State, offered: Sequence[Sequence[str]]) -> bool:
    """Whether the result, or advice after it, was said last, so that a correction is about the answers.

    Args:
        state: the check.
        offered: ids and titles of the buttons under the last message.
    """
    return not state.at and bool(state.answers) and any(each[0].split("/")[0] in _AFTER for each in offered)


def _known(stored: Any, known: Mapping[str, List[str]]) -> Dict[str, Tuple[str, ...]]:
    """Options that there are; a question that lost all of its answers counts as not asked."""
    kept = {each: tuple(o for o in given if o in known[each]) for each, given in stored.items() if each in known}
    return {each: options for each, options in kept.items() if options or not stored[each]}


@dataclass(frozen=True)
class Turn:
    """What came of a message in the check.

    Args:
        messages: what to say; none when the last question was answered.
        state: the state after it.
        over: whether the form ends here.
        raises: flags of the options answered in this turn.
        facts: facts of the options answered in this turn.
        vague: whether the answer was a yes to a question of several parts.
        noted: what was changed or noted, where no question follows that would say so.
    """

    messages: List[Message]
    state: State
    over: bool = False
    raises: Tuple[str, ...] = ()
    facts: Tuple[str, ...] = ()
    vague: bool = False
    noted: str = ""


class Course:
    """One check and one state of it; methods return messages or a whole `Turn`, and change nothing."""

    def __init__(self, check: Check, state: State) -> None:
        self.check, self.state, self.say = check, state, check.phrases

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, wish: str, who: str = "") -> Turn:
        """Start or go on.

        Args:
            wish: `start`, `continue`, or `go on`: continue if there is something to continue, else start.
            who: for whom a new one is, see `person`.
        """
        if wish == "continue" and not self.state.at:
            return Turn(self.too_late(), replace(self.state, then=PAUSED), over=True)
        if self.state.at and wish in ("continue", "go on"):
            return self._with(then="", stopped=False)._asking(self.say["resumed"])
        state = State(round=self.state.round + 1, at=self.check.ids()[0], who=who)
        return Course(self.check, state)._asking(self.say["intro"])

    def too_late(self) -> List[Message]:
        """Say kindly that a click or a wish came when no question is open."""
        verb = "continue" if self.state.at else "start"
        said = self.say["too_late" if self.state.round else "nothing_open"]
        return [Message(said, (Button(f"{PREFIX}/{verb}", self.check.buttons[verb]),))]

    # ── a message while a question is open ───────────────────────────────────────────────────────────────────────

    def hear(self, text: str, findings: Sequence[Finding] = (), free: bool = True) -> Optional[Turn]:
        """Take a typed message as answers or a move in the check; None if it is neither.

        Args:
            text: what was typed.
            findings: what the screen for warning signs found in it.
            free: whether it may be an answer in words that no option knows.
        """
        who = person.named(text) if self.state.at == self.check.ids()[0] else ""
        who = who or person.told(text, self.state.who)
        course = self if who == self.state.who else self._with(who=who)
        reading = course._read(text, findings, free and not person.is_all(text))
        turn = None
        if reading:
            kind, options = reading.kind, reading.options
            turn = course._take(reading) if kind == "answers" else course._move(kind, options, reading.steps)
        if turn is None and course is not self:
            return course._asking(course.say["who"].format(who=who) if who else course.say["myself"])
        return turn

    def _read(self, text: str, findings: Sequence[Finding], free: bool = True) -> Optional[check_reading.Reading]:
        """What a message says, as the person would say it whom it is about, and quoted as it was typed."""
        state, own = self.state, person.as_own(text, self.state.who)
        if state.who:
            findings = [replace(each, other=False) for each in findings]
        reading = check_reading.read(own, self.check, state.at, state.denied, state.last, findings, free)
        if reading and own != text:
            words = {
                each: text if plain(said) == plain(own) else person.as_theirs(said)
                for each, said in reading.words.items()
            }
            reading = replace(reading, words=words)
        return reading

    def answers(self, text: str) -> bool:
        """Whether a message answers the open question, if only in part."""
        reading = self._read(text, ())
        return bool(reading and (reading.options or self.state.at in reading.given))

    def hear_afterwards(self, text: str, findings: Sequence[Finding] = ()) -> Optional[Turn]:
        """Take what is typed after the last question as a change of an answer; None if it is none.

        Args:
            text: what was typed.
            findings: what the screen for warning signs found in it.
        """
        if self.state.at or not self.state.answers:
            return None
        reading = self._read(text, findings)
        return self._take(reading) if reading and reading.kind == "answers" else None

    def click(self, button_id: str) -> Turn:
        """Take a click on one of the check's own buttons, also on an earlier question's."""
        _, _, verb = button_id.partition("/")
        if verb in _VERBS:
            return self._move({"start": "continue", "again": "restart"}.get(verb, verb))
        parts = button_id.split("/")
        if len(parts) == 4 and parts[:2] == [PREFIX, str(self.state.round)] and parts[2] in self.check.ids():
            question = self.check.question(parts[2])
            if parts[3] in question.ids():
                old = self.state.answers.get(question.id, ())
                both = question.several and parts[3] != NONE and question.id != self.state.at
                kept = tuple(each for each in old if both and each not in (NONE, parts[3]))
                return self._answer({question.id: (*kept, parts[3])}, {question.id: ""}, {question.id})
        if not self.state.at:
            return Turn(self.too_late(), self.state, over=True)
        return self._asking(self.say["stale"])

    def unclear(self) -> Turn:
        """Ask again: shorter, then saying that any button will do, then as a list."""
        if not self.state.at:
            return Turn(self.too_late(), self.state, over=True)
        count, question = self.state.unclear + 1, self._open()
        if question.gives_up and count > 1:
            turn = self._move("skip")
            return replace(turn, messages=[Message(self.say["left_open"]), *turn.messages])
        phrase = "unclear" if count == 1 else ("unclear_again", "unclear_third")[count % 2]
        names = "; ".join(f"{number}. {option.title}" for number, option in enumerate(question.options, start=1))
        said = self.say[phrase].format(short=self._words_of(question, "short"), options=names)
        offer = () if count == 1 else ("skip", "stop")
        return self._with(unclear=count)._asking(said, repeat=False, keep_unclear=True, offer=offer)

    def after_digression(self, messages: List[Message]) -> Turn:
        """Come back to the open question after something else was answered."""
        return self._asking(*(message.text for message in messages))

    def means(self) -> Set[str]:
        """Flags and facts that the answers given so far stand for."""
        flags, facts = self.check.meant(self.state.answers, self.state.answers)
        return {*flags, *facts}

    def telling(self, text: str) -> Course:
        """The check with something told besides, unless an answer holds the same words."""
        said = check_summary.tidy(text)
        held = (check_summary.tidy(each) for each in self.state.words.values())
        if not said or said in self.state.told or any(said in each for each in held):
            return self
        return self._with(told=(*self.state.told, said))

    def keeping(self, before: State, doubted: Set[str]) -> Course:
        """The check with the answers of an earlier state that were denied just now, and are asked about once more.

        Args:
            before: the earlier state.
            doubted: flags and facts that the person is asked about.
        """
        parts = {name: dict(getattr(self.state, name)) for name in ("answers", "words", "before")}
        for each, chosen in before.answers.items():
            options = [self.check.question(each).option(option) for option in chosen]
            if self.state.answers.get(each) == (NONE,) and doubted & {
                sign for option in options for sign in (*option.raises, *option.facts)
            }:
                for name, kept in parts.items():
                    old = getattr(before, name)
                    kept.update({each: old[each]} if each in old else {})
                    if each not in old:
                        kept.pop(each, None)
        return self._with(**parts)

    def is_empty(self) -> bool:
        """Whether nothing was told: every question was skipped or could not be answered."""
        return not (any(self.state.answers.values()) or self.state.told or self.state.retracted or self.state.words)

    def besides(self, counted: Set[str], nothing_found: bool) -> str:
        """What is worth saying with the result: of an answer that changes nothing of it, else of skipped questions.

        Args:
            counted: flags and facts that make the result as urgent as it is.
            nothing_found: whether no warning sign was found.
        """
        chosen = [q.option(each) for q in self.check.questions for each in self.state.answers.get(q.id, ())]
        notes = [each.note for each in chosen if each.note and not counted & {*each.facts}]
        left = [q for q in self.check.questions if q.screened and not self.state.answers.get(q.id)]
        return notes[0] if notes else self.say["partly"] if left and nothing_found else ""

    def taking_back(self, gone: Set[str], names: Sequence[str]) -> Course:
        """The check without answers that only stand for what was taken back elsewhere.

        Args:
            gone: flags and facts that were taken back.
            names: what they are called.
        """
        answers, before, denied = dict(self.state.answers), dict(self.state.before), dict(self.state.denied)
        at = self.state.at
        for question in reversed(self.check.questions):
            chosen = [question.option(each) for each in answers.get(question.id, ())]
            unnamed = not chosen and self.state.words.get(question.id, "").startswith("yes")
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
                at = min(at, question.id, key=self.check.ids().index)
            else:
                answers[question.id] = left or (NONE,)
            before[question.id] = tuple(dict.fromkeys((*before.get(question.id, ()), *back)))
        vague = {each.id for each in self.check.questions if each.id not in answers and gone & set(each.yes)}
        words = {
            each: said
            for each, said in self.state.words.items()
            if answers.get(each) == self.state.answers.get(each) and each not in vague
        }
        course = self._with(answers=answers, before=before, denied=denied, words=words, at=at)
        if answers != self.state.answers or not self.state.told:
            return course
        return course._with(retracted=tuple(dict.fromkeys((*self.state.retracted, *names))))

    def offering_to_go_on(self, messages: List[Message]) -> List[Message]:
        """Messages with a way back to the open question under the last one."""
        last = messages[-1]
        text = last.text if last.buttons else f"{last.text} {self.say['to_go_on']}"
        button = Button(CONTINUE, self.check.buttons["continue"])
        return [*messages[:-1], replace(last, text=text, buttons=(*last.buttons, button))]

    def pause(self, messages: List[Message]) -> Turn:
        """Keep the place and ask nothing; messages that offer something offer going on as well."""
        if messages and messages[-1].buttons and self.state.at:
            messages = self.offering_to_go_on(messages)
        return Turn(messages, replace(self.state, unclear=0, then=PAUSED), over=True)

    def lead(self) -> str:
        """Says for whom the result is; empty for the person who types."""
        return self.say["result_about"].format(who=self.state.who) if self.state.who else ""

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def ended(self) -> List[Message]:
        """What can be done about an answer when the last question was answered."""
        return [Message(self.say["ended"], self.closing(None)[-1].buttons)]

    def summary(self, pain: str = "", signs: Sequence[str] = ()) -> Message:
        """What was said, for a clinician, in ten lines at most: in the person's own words where there are some.

        Args:
            pain: how bad it was day by day, if that is known.
            signs: what warning signs noticed outside the check are called.
        """
        given: Dict[str, str] = {}
        denied: List[str] = []
        skipped: List[str] = []
        unknown: List[str] = []
        for question in self.check.questions:
            chosen, partly = self.state.answers.get(question.id, ()), self.state.denied.get(question.id, ())
            before = [question.option(each).called for each in self.state.before.get(question.id, ())]
            doubt = before or (question.yes and self.state.words.get(question.id, "").startswith("yes"))
            if chosen == (NONE,) and not doubt and any(option.matters for option in question.options):
                denied.append(question.denied or question.called)
                continue
            if chosen or doubt:
                value = self._value(question)
                value = self._fill("first_said", value=value, before=", ".join(before)) if before else value
                given[question.id] = self._fill("item", name=question.name, value=value)
            else:
                (unknown if question.id in self.state.unknown else skipped).append(question.called)
            denied += [question.option(each).called for each in partly if each not in chosen]
        apart = [each for each in self.check.ids() if not any(each in line for line in self.check.lines)]
        lines = [[given[each] for each in line if each in given] for line in (*self.check.lines, apart)]
        quoted = [f'"{each}"' for each in self.state.told]
        lines += [
            self._listed("pain_days", [pain] if pain else []),
            [
                *self._listed("signs", signs),
                *self._listed("told", quoted),
                *self._listed("retracted", self.state.retracted),
            ],
        ]
        if not any(lines):
            lines = [[self.say["nothing"]]]
        if not given:
            skipped = []
        if self.state.who:
            kin = self.state.who.removeprefix("your ")
            lines.insert(0, [self.say["about"].format(who=kin if kin != self.state.who else self.say["about_them"])])
        lines += [
            self._listed("denied", denied),
            [*self._listed("not_known", unknown), *self._listed("skipped", skipped)],
        ]
        text = "\n".join([self.say["summary"], *(" ".join(line) for line in lines if line)])
        return Message(text, card=card("summary"))

    def _listed(self, phrase: str, items: Sequence[str]) -> List[str]:
        """A phrase with its items; nothing without any."""
        return [self._fill(phrase, items="; ".join(items))] if items else []

    def closing(self, level: Optional[str]) -> List[Message]:
        """What would make it more urgent, and that finding nothing is no all-clear; then what to do next.

        Args:
            level: how urgent it is found to be, None for no warning sign; an emergency offers no buttons.
        """
        said = self.check.closing.get(
            f"{level or 'none'}{'_other' if self.state.who else ''}", self.check.closing["none"]
        )
        verbs = [("continue", CONTINUE)] if self.state.at else []
        verbs += [("menu", MENU), ("again", AGAIN)]
        choices = tuple(Button(button_id, self.check.buttons[verb]) for verb, button_id in verbs)
        return [Message(said, () if level == "emergency_now" else choices)]

    # ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, reading: check_reading.Reading) -> Optional[Turn]:
        """Answer what a message answers; an earlier answer changes in a correction or if something is added to it."""
        at, answers, given, words = self.state.at, self.state.answers, {}, dict(reading.words)
        for each, options in reading.given.items():
            question, old = self.check.question(each), answers.get(each, ())
            if old and each != at and each not in reading.corrects:
                new = [o for o in options if o not in old and question.option(o).matters]
                said, own = words.get(each, ""), self.state.words.get(each, "")
                if at and question.history and set(options) <= set(old) and len(said.split()) > 1 and said not in own:
                    given[each], words[each] = old, ", ".join(filter(None, (own, said)))  # "breast cancer in 2010"
                    continue
                if not new or not (question.several or question.option(new[0]).raises or old == (NONE,)):
                    continue
                kept = [o for o in old if question.several and o != NONE]
                options = tuple(o for o in question.ids() if o in (*kept, *new))
            given[each] = options
        denied = dict(self.state.denied)
        for each, some in reading.denied.items():
            old = answers.get(each, ())
            if each not in given and each in reading.corrects and set(old) & set(some):  # "I don't have it, actually"
                given[each] = tuple(o for o in old if o not in some) or (NONE,)
            if each not in given and not answers.get(each):
                denied[each] = tuple(dict.fromkeys((*denied.get(each, ()), *some)))
        course = self._with(denied=denied)
        if given:
            turn = course._answer(given, words, reading.corrects)
            if reading.options and turn.state.at == at:  # one of several for the open question, and others answered
                messages = (
                    Course(self.check, turn.state)._asking(self._which(), repeat=False, only=reading.options).messages
                )
                return replace(turn, messages=[*turn.messages[:-1], *messages])
            return turn
        return course._asking() if denied != self.state.denied and at else None

    def _answer(self, given: Dict[str, Tuple[str, ...]], words: Mapping[str, str], corrects: Any = ()) -> Turn:
        state, at = self.state, self.state.at
        before, own, denied = dict(state.before), dict(state.words), dict(state.denied)
        for each, options in given.items():
            question = self.check.question(each)
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
        answers, own = {**state.answers, **given}, {each: said for each, said in own.items() if said}
        unknown = tuple(each for each in state.unknown if each not in given)
        following = at if at and at not in given else next((q for q in self.check.ids() if q not in answers), None)
        last = at if at in given else next(iter(given))
        kept = {each: options for each, options in before.items() if options}
        course = self._with(answers=answers, words=own, denied=denied, before=kept, at=following, last=last, unclear=0)
        course = course._with(unknown=unknown)
        raises, facts = self.check.meant(given, answers)
        changed = any(state.answers.get(each) and each in corrects for each in given)
        items = "" if given.keys() == {at} and at else " ".join(course._item(each) for each in given)
        said = self._fill("changed" if changed else "noted", items=items) if items else ""
        turn = course._asking(said) if following else Turn([], course.state, over=True, noted=said)
        return replace(turn, raises=raises, facts=facts)

    def _move(self, kind: str, options: Tuple[str, ...] = (), steps: int = 1) -> Turn:
        if kind == "restart":
            turn = self.begin("start", self.state.who)
            return replace(turn, messages=[Message(self.say["restarted"]), *turn.messages[1:]])
        if not self.state.at:
            return Turn(self.too_late(), self.state, over=True)
        question, ids = self._open(), self.check.ids()
        if kind == "yes" and question.yes:
            words = {**self.state.words, question.id: "yes"}
            turn = self._with(words=words)._asking(self.say["which"], repeat=False)
            return replace(turn, raises=tuple(question.yes), vague=True)
        if kind in ("yes", "which"):
            said = self.say["which_of"] if kind == "which" else self._which()
            return self._asking(said, repeat=False, only=options)
        if kind in ("skip", "unsure"):
            kept = self.state.answers.get(question.id, ())
            turn = self._answer({question.id: kept}, self.state.words if kept else {})
            if kind == "skip" or kept:
                return turn
            state = replace(turn.state, unknown=(*turn.state.unknown, question.id))
            said = self._words_of(question, "unknown") or self.say["unknown"]
            if turn.over:
                return replace(turn, state=state, noted=said)
            return replace(turn, state=state, messages=[Message(said), *turn.messages])
        if kind == "finish":
            answers = {**{each: () for each in ids}, **self.state.answers}
            return Turn([], replace(self.state, answers=answers, at=None, unclear=0), over=True)
        if kind == "stop":
            choices = tuple(Button(button, self.check.buttons[verb]) for verb, button in
                            (("continue", CONTINUE), ("menu", MENU)))  # fmt: skip
            return Turn(
                [Message(self.say["stopped"], choices)], replace(self.state, stopped=True, unclear=0), over=True
            )
        if kind in ("back", "retract"):
            earlier = ids[: ids.index(question.id)]
            if not earlier:
                return self._asking(self.say["first_question"])
            to = self.state.last if kind == "retract" and self.state.last else earlier[-min(steps, len(earlier))]
            return self._with(at=to)._asking(self.say["again"])
        if kind == "summary":
            return self._asking(self.summary().text)
        if kind == "why":
            return self._asking(self._fill("why", why=question.why))
        return self._asking()  # repeat, continue

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self) -> Question:
        assert self.state.at is not None, "no question is open"
        return self.check.question(self.state.at)

    def _which(self) -> str:
        return f"{self.say['which_of']} {self._words_of(self._open(), 'short')}"

    def _words_of(self, question: Question, name: str) -> str:
        """A text of a question, for another person if there is such a one."""
        others = getattr(question, f"{name}_other") if self.state.who else ""
        return others or getattr(question, name)

    def _with(self, **changes: Any) -> Course:
        return Course(self.check, replace(self.state, **changes))

    def _asking(
        self, *texts: str, repeat: bool = True, keep_unclear: bool = False, offer: Sequence[str] = (),
        only: Sequence[str] = (),
    ) -> Turn:  # fmt: skip
        """Texts, then the open question with its buttons; without `repeat` only the buttons return."""
        question, said = self._open(), [text for text in texts if text]
        denied = self.state.denied.get(question.id, ())
        left = [each for each in question.ids() if each not in denied and (not only or each in only)]
        if repeat or not said:
            ask = self._words_of(question, "ask")
            if denied:
                names = [[question.option(e).called for e in some if e != NONE] for some in (denied, left)]
                ask = self._fill("rest", denied=" or ".join(names[0]), rest=" or ".join(names[1]))
            number = self.check.ids().index(question.id) + 1
            progress = "progress_other" if self.state.who else "progress"
            said.append(
                self._fill(progress, number=number, total=len(self.check.questions), ask=ask, who=self.state.who)
            )
        stem = f"{PREFIX}/{self.state.round}/{question.id}"
        choices = [Button(f"{stem}/{each}", question.option(each).title) for each in left]
        choices += [Button(f"{PREFIX}/{each}", self.check.buttons[each]) for each in offer]
        where = card("progress", number=self.check.ids().index(question.id) + 1, total=len(self.check.questions))
        messages = [*map(Message, said[:-1]), Message(said[-1], tuple(choices), where)]
        return Turn(messages, self.state if keep_unclear else replace(self.state, unclear=0))

    def _item(self, question_id: str) -> str:
        question = self.check.question(question_id)
        return self._fill("item", name=question.name, value=self._value(question))

    def _value(self, question: Question) -> str:
        chosen, own = self.state.answers.get(question.id, ()), self.state.words.get(question.id, "")
        return check_summary.value(question, chosen, own, self.say)

    def _fill(self, phrase: str, **parts: object) -> str:
        return self.say[phrase].format(**parts).strip()
