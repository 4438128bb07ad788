"""What is said in the guided routine: its questions, its steps, what stays out and why, and what was done."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Tuple

from bot.core import answers
from bot.core.content import content
from bot.core.loop import Phrases
from bot.core.messages import MOST_WORDS, Button, Message, card
from bot.core.routine_content import ALL, Exercise, Limit, Routine
from bot.core.routine_plan import Person, Plan, allowed, is_gentle, reasons

PREFIX = "routine"  # of all button ids of the routine
START, AGAIN, CONTINUE, STOP = (f"{PREFIX}/{verb}" for verb in ("start", "again", "continue", "stop"))
NONE = "none"  # the limit that is none
_REASONS = 2  # bubbles for what stays out and why
_MORE_WORDS = 110  # in reasons; with more of them, what to do instead is left out
_CHECK = "check/start"


class Voice(Phrases):
    """Says what the routine has to say.

    Args:
        book: the content.
        person: whom it is for.
        told: what the person told that is to be seen soon, in words.
    """

    def __init__(self, book: Routine, person: Person, told: str = "") -> None:
        super().__init__(PREFIX, book.talk.phrases, book.talk.buttons)
        self._book, self._person, self._told = book, person, told

    def to_another(self, form: str) -> Button:
        """Begins the quiz or the check.

        Args:
            form: `quiz` or `check`.
        """
        return Button(f"{form}/start", self._titles[form])

    def offers(self, *topics: str) -> Tuple[Button, ...]:
        """Buttons for topics, and for the menu."""
        known = content()
        return (*(Button(each, known.title(each)) for each in topics), self.button("menu"))

    def too_late(self, is_open: bool) -> List[Message]:
        """Say kindly that a click or a wish came when nothing is open.

        Args:
            is_open: whether the routine was left half-way.
        """
        phrase, verb = ("stopped", "continue") if is_open else ("nothing_open", "start")
        return [Message(self._say[phrase], (self.button(verb),))]

    # ── questions before ─────────────────────────────────────────────────────────────────────────────────────────

    def ask_minutes(self) -> Message:
        """How much time there is."""
        buttons = tuple(
            Button(f"{PREFIX}/minutes/{each}", self._titles["minutes"].format(minutes=each))
            for each in self._book.talk.minutes
        )
        return Message(self._say["minutes"], buttons)

    def ask_limits(
        self, open_limits: Sequence[Limit], noted: Sequence[str] = (), denied: bool = False, again: bool = False
    ) -> Message:
        """What the person must leave out, of what would change the plan.

        Args:
            open_limits: what to ask about.
            noted: limits told just now.
            denied: whether some were denied just now.
            again: whether it was asked in full before.
        """
        none = Button(f"{PREFIX}/limit/{NONE}", self._titles["no_more" if noted or denied else "none"])
        shown = [each for each in open_limits if each.button]
        buttons = (none, *(Button(f"{PREFIX}/limit/{each.id}", each.button) for each in shown))
        if noted:
            return Message(self.fill("more", names=self._names(noted)), buttons)
        if denied:
            return Message(self._say["denied"], buttons)
        if again:
            return Message(self._say["limits_again"], buttons)
        others = [each.name for each in open_limits if not each.button]
        text = self.fill("limits", names=_listed(others)) if others else self._say["limits_all"]
        known = [each.id for each in self._book.moves.limits if each.id in self._person.limits]
        if known:
            text = f"{self.fill('known', names=self._names(known))}\n{text}"
        return Message(text, buttons)

    def _names(self, limits: Sequence[str]) -> str:
        return _listed([self._book.limit(each).name for each in limits])

    # ── the plan ─────────────────────────────────────────────────────────────────────────────────────────────────

    def ask_ready(self, plan: Plan, minutes: int) -> List[Message]:
        """What stays out and why, the plan, when to stop, and whether to begin."""
        called = _listed([self._book.exercise(each).called for each in plan.exercises])
        said = self.fill("plan" if plan.minutes > 1 else "one_minute", minutes=plan.minutes, names=called)
        rules = f"{content().phrases.labels.safety_note} {self._say['rules']}"
        begin = Message(f"{said}\n{rules} {self._say['ready']}", (self.button("go"), self.button("stop")))
        return [*map(Message, self.left_out(minutes)), begin]

    def left_out(self, minutes: Optional[int] = None) -> List[str]:
        """What stays out and why, in bubbles.

        Args:
            minutes: of the routine; None for any.
        """
        return _joined(self._reasons(minutes))[:_REASONS]

    def _reasons(self, minutes: Optional[int] = None) -> List[str]:
        moves = [each for each in self._book.moves.exercises if minutes is None or each.least <= minutes]
        by_limit: Dict[str, List[Exercise]] = {}
        for each in moves:
            for limit in reasons(self._book, self._person, each.id)[:1]:
                by_limit.setdefault(limit.id, []).append(each)
        lines = [self._reason(self._book.limit(limit), out, True) for limit, out in by_limit.items()]
        if sum(len(each.split()) for each in lines) > _MORE_WORDS:
            lines = [self._reason(self._book.limit(limit), out, False) for limit, out in by_limit.items()]
        if any(not is_gentle(self._book, self._person, each.id) for each in moves):
            stays = allowed(self._book, self._person)
            lines.insert(0, self.fill("soon" if stays else "soon_none", told=self._told))
        return lines

    def _reason(self, limit: Limit, out: Sequence[Exercise], whole: bool) -> str:
        instead = limit.instead if whole else ""
        if ALL in limit.excludes:
            return self.fill("all_left_out", because=limit.because, reason=limit.excludes[ALL], instead=instead)
        items = "; ".join(
            self.fill("left_out_item", called=each.called, reason=limit.reason(each.id).rstrip(".")) for each in out
        )
        return self.fill("left_out", because=limit.because, items=items, instead=instead)

    def nothing_left(self) -> List[Message]:
        """That no exercise is right just now, why, and what is left."""
        why = _joined([self._say["nothing_left"], *self._reasons()])[:_REASONS]
        offers = self.offers(*self._book.talk.nothing_left_offers)
        return [*map(Message, why), Message(self._say["nothing_left_then"], offers)]

    # ── a step ───────────────────────────────────────────────────────────────────────────────────────────────────

    def step(
        self, plan: Sequence[str], place: int, side: int, amount: int, stem: str, whole: bool = True
    ) -> List[Message]:
        """One exercise on one side: what to do, and the card that counts.

        Args:
            plan: ids of all exercises.
            place, side: which of them, and which of its sides.
            amount: which of the article's figures.
            stem: what the ids of its buttons begin with.
            whole: whether all is said, or only what to do now.
        """
        each, labels = self._book.exercise(plan[place]), content().phrases.labels
        sides = list(each.sides)
        turn = self.fill(
            "turn_hold" if each.seconds else "turn_count",
            side=each.sides[sides[side]] if sides else "",
            amount=each.amounts[amount],
        ).replace("**** ", "")
        shown = card(
            "exercise_timer", exercise=each.id, title=each.title, number=place + 1, total=len(plan),
            **({"side": sides[side]} if sides else {}),
            **({"seconds": each.seconds[amount]} if each.seconds else {"repetitions": each.amounts[amount]}),
        )  # fmt: skip
        buttons = tuple(Button(f"{stem}/{verb}", self._titles[verb]) for verb in ("done", "skip", "repeat"))
        buttons += (self.button("stop"),)
        if not whole:
            return [Message(turn, buttons, shown)]
        says = self.fill(
            "step", number=place + 1, total=len(plan), title=each.title, label=labels.says, says=each.says,
            source=answers.sections(each.source),
        )  # fmt: skip
        note = f"{labels.safety_note} {each.safety_note}"
        return [Message(says, image=each.picture), Message(f"{note}\n{turn}", buttons, shown)]

    def felt(self, stem: str) -> Message:
        """How an exercise was."""
        buttons = tuple(Button(f"{stem}/felt/{verb}", self._titles[verb]) for verb in ("fine", "mild", "hurt"))
        return Message(self._say["felt"], buttons)

    def hurt(self, stem: str) -> Message:
        """What a pain is like."""
        kinds = tuple(Button(f"{stem}/hurt/{each.id}", each.title) for each in self._book.talk.hurts)
        return Message(self._say["hurt"], kinds)

    # ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────

    def end(self, done: Sequence[str], skipped: Sequence[str], amount: int) -> List[Message]:
        """What was done, kindly, and what the article says of going on."""
        labels = content().phrases.labels
        if done:
            said = self.fill("end", done=_listed([self._done(each, amount) for each in done]))
            if skipped:
                said += " " + self.fill(
                    "end_skipped", skipped=_listed([self._book.exercise(e).called for e in skipped])
                )
        else:
            said = self._say["end_none"]
        after = f"{labels.says} {self._say['after']} ({answers.sections(self._book.talk.after_source)})"
        gap = f"{labels.not_in_article} {self._say['after_gap']}"
        offers = (self.button("again"), *self.offers(content().turns_to.help))
        return [Message(said), Message(f"{after}\n{gap}", offers)]

    def _done(self, exercise_id: str, amount: int) -> str:
        each = self._book.exercise(exercise_id)
        sides = self._say["both_sides"] if each.sides else ""
        phrase = "hold_done" if each.seconds else "count_done"
        return self.fill(phrase, title=f"**{each.called}**", sides=sides, amount=each.amounts[amount])

    def after_pain(self, phrase: str) -> List[Message]:
        """That it stops here, and where to go on."""
        buttons = answers.buttons(content(), [_CHECK, content().turns_to.help])
        return [Message(self._say[phrase], buttons)]


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence: "a, b and c"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _joined(lines: Sequence[str]) -> List[str]:
    """Lines in as few bubbles as they fit in."""
    bubbles: List[str] = []
    for line in lines:
        if bubbles and len(f"{bubbles[-1]} {line}".split()) <= MOST_WORDS:
            bubbles[-1] = f"{bubbles[-1]}\n{line}"
        else:
            bubbles.append(line)
    return bubbles
