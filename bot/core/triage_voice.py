"""What is said about warning signs that were noticed: the advice, its reasons, and answers to what people say back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, Iterable, List, Optional, Sequence, Union

from bot.core import triage_replies
from bot.core.messages import Button, Message
from bot.core.triage_content import Catalogue, Fact, Flag, is_background
from bot.core.triage_levels import EMERGENCY, SAME_DAY, Level, rank

if TYPE_CHECKING:
    from bot.core.triage import Raised, State

PREFIX = "triage"  # of the buttons below a flag's advice
GOT_HELP, SIGN, NO_SIGN = (f"{PREFIX}/{verb}" for verb in ("got_help", "sign", "no_sign"))
_NAMED = 3  # flags named in one sentence
_BUBBLE = 60  # words; more stands apart
CRISIS = "self_harm_suicide"
_PAIN = "_pain"  # ends the ids of complaints that go without saying
_WHY = "why"  # the reply that gives the reason


class Voice:
    """Says what triage has to say.

    Args:
        book: the catalogue.
        state: what stands.
    """

    def __init__(self, book: Catalogue, state: State) -> None:
        self._book, self._state = book, state
        self._say = book.levels.phrases
        self._numbers = {kind: book.numbers.line(state.country, kind) for kind in ("emergency", "urgent", "crisis")}
        self._raised = {each.flag: each for each in state.raised}

    def _told(self, flag: str) -> str:
        """What the person told of: no more than they said, and all that makes it urgent."""
        known, raised = self._book.flags[flag], self._raised.get(flag)
        rule = self._book.combinations.get(raised.rule) if raised else None
        if rule and rule.told and not (raised and raised.own):
            return rule.told
        if rule:
            members = (*rule.all, *rule.any)
            signs = [self._book.flags[each].told for each in members if each in self._raised]
            there = [each for each in members if each in self._state.facts and not each.endswith(_PAIN)]
            facts = [_in_sentence(self._book.facts[each].name) for each in there]
            if signs:
                told = "; ".join(signs)
                return f"{told}, {self._say['together']} {' and '.join(facts)}" if facts else told
        return (raised and raised.vague and known.vague) or known.told

    def _text(self, text: str, flag: str = "") -> str:
        values: Dict[str, str] = dict(self._numbers)
        known = self._book.flags.get(flag)
        if known:
            raised = self._raised.get(flag)
            rule = self._book.combinations.get(raised.rule) if raised else None
            why = (rule and rule.told_why) or known.why
            values.update(told=self._told(flag), why=why, action=self._action(flag, raised))
            steps = (raised and raised.other and self._book.others.get(flag)) or known
            parts = {"meanwhile": steps.meanwhile, "avoid": steps.avoid, "worse": known.worse or self._say["worse"]}
            values.update({name: part.format(**self._numbers) for name, part in parts.items()})
        return text.format(**values).strip()

    def _action(self, flag: str, raised: Optional[Raised]) -> str:
        """Whom to turn to: another place than the level's own only where it fits the level."""
        known = self._book.flags[flag]
        level = raised.level if raised else known.level
        action = known.action if triage_replies.own(known, level) else ""
        texts = self._book.levels.levels[level]
        own = texts.get("action_other") if raised and raised.other else None
        return (action or own or texts["action"]).format(**self._numbers)

    def _level(self, raised: Raised, key: str) -> str:
        """One of the texts of a sign's level, the one for another person where there is one."""
        texts = self._book.levels.levels[raised.level]
        return self._text(texts.get(f"{key}_other" if raised.other else key, texts[key]), raised.flag)

    def _told_and_why(self, raised: Raised) -> str:
        vague = raised.vague and self._book.flags[raised.flag].vague
        return self._text(self._say["said_yes" if vague else "told"], raised.flag)

    def _button(self, button: str) -> Button:
        return Button(button, self._book.levels.buttons[button])

    def _help_button(self) -> Sequence[Button]:
        """Nobody is asked for help that is there."""
        top = self._state.top
        return () if top and top.in_hand else (self._button(GOT_HELP),)

    # ── the advice ───────────────────────────────────────────────────────────────────────────────────────────────

    def advice(self, raised: Sequence[Raised]) -> List[Message]:
        """What to do about flags just raised, the most urgent one first and whole."""
        top = raised[0]
        if top.doubtful:
            return [self._question(top)]
        opening = self._opening(top)
        told = self._told_and_why(top)
        also = [each.flag for each in raised[1:] if each.level == top.level and not each.doubtful][:1]
        more = [self._text(self._say["also"], each) for each in also]
        if CRISIS in (each.flag for each in raised[1:]):
            more = [self._text(self._book.flags[CRISIS].action)]
        first, second = ("{meanwhile}", "{avoid}") if top.level == EMERGENCY else ("{worse}", "{meanwhile} {avoid}")
        do = [self._text(each, top.flag) for each in (first, second)]
        buttons = (self._button(GOT_HELP),) if top.level in (EMERGENCY, SAME_DAY) else ()
        return _bubbles([f"{opening}\n{told}", *more], [each for each in do if each], buttons)

    def _opening(self, top: Raised) -> str:
        """What to do first, in the sign's own words where they fit."""
        flag = self._book.flags[top.flag]
        own_words = flag.open if triage_replies.own(flag, top.level) else ""
        opening = own_words or self._book.levels.levels[top.level][f"open{'_other' * top.other}"]
        return f"{self._text(opening)} {self._action(top.flag, top)}"

    def added(self, raised: Sequence[Raised]) -> List[Message]:
        """Take in a sign that is less urgent than what stands, and stand by the advice for that."""
        kept = self.remind()
        own = next((each for each in raised if self._book.flags[each.flag].open), None)
        if own:
            return [Message(self._opening(own)), kept]
        return [Message(f"{self._text(self._say['added'], raised[0].flag)}\n{kept.text}", kept.buttons)]

    def in_check(self, raised: Sequence[Raised], known: Optional[Level]) -> List[Message]:
        """What to say at once of signs told in the symptom check, before its next question.

        Args:
            raised: what is new, most urgent first.
            known: how urgent it was before.
        """
        new = [each for each in raised if rank(each.level) >= rank(SAME_DAY)]
        if not new:
            return []
        top = new[0]
        if top.doubtful:
            return [self._question(top)]
        if rank(known) >= rank(top.level):
            return [Message(self._text(self._say["added"], each.flag)) for each in new[:1]]
        return [Message(f"{self._opening(top)} {self._text(self._say['in_check'], top.flag)}")]

    def _question(self, top: Raised) -> Message:
        flag = self._book.flags[top.flag]
        ask = flag.ask or self._text(self._say["ask"], top.flag)
        return Message(f"{ask}\n{self._level(top, 'if_so')}", (self._button(SIGN), self._button(NO_SIGN)))

    def result(self, lead: str = "", besides: str = "") -> Message:
        """What the symptom check found: how soon to be seen, by whom, and why.

        Args:
            lead: says for whom the check was; empty for the person who types.
            besides: what the answers make worth saying besides.
        """
        top = self._state.top
        if top is None:
            said = self._text(self._say["nothing_found_other" if lead else "nothing_found"])
            return Message(f"{lead} {said} {besides}".strip())
        first = "open_other" if lead else "open"
        opening = " ".join(self._book.levels.levels[top.level][key] for key in (first, "action"))
        if self._book.flags[top.flag].open:
            opening = self._opening(top)
        named: List[str] = []
        for told in (self._told(each.flag) for each in self._state.raised[:_NAMED]):
            named += [told] if not any(told in each for each in named) else []
        texts = [
            f"{lead} {self._text(opening)} {self._say['because']} {'; '.join(named[:count])}.{why} {besides}".strip()
            for count, why in (
                (len(named), f" {self._text('{why}', top.flag)}"),
                *((count, "") for count in range(len(named), 0, -1)),
            )
        ]
        return Message(next((each for each in texts if _words(each) <= _BUBBLE), texts[-1]))

    # ── afterwards ───────────────────────────────────────────────────────────────────────────────────────────────

    def remind(self, times: int = 0) -> Message:
        """What stands, said again in short.

        Args:
            times: how often in a row it was said before; nobody reads the same line again and again.
        """
        top = self._state.top
        assert top
        flag = self._book.flags[top.flag]
        again = f"remind_{2 + (times - 2) % 2}"
        shorter = times > 1 and again in self._book.levels.levels[top.level]
        key = "remind_helped" if top.in_hand else again if shorter else "remind"
        text = self._action(top.flag, top) if flag.open else self._level(top, key)
        return Message(text, tuple(self._help_button()))

    def gate(self) -> Message:
        """Why self-care is held back: for what is wrong with the body, where there is that."""
        top = self._state.top
        assert top
        equal = [each for each in self._state.raised if each.level == top.level]
        top = next((each for each in equal if not self._book.flags[each.flag].open), top)
        key = "gate_helped" if top.in_hand else "gate"
        return Message(self._level(top, key), tuple(self._help_button()))

    def whom(self) -> List[Message]:
        """That it is understood whose the sign is, and what stands."""
        kept = self.remind()
        return [Message(f"{kept.text}\n{self._text(self._say['whom'])}", kept.buttons)]

    def lost(self) -> str:
        """That a message was not understood, and what stands."""
        return f"{self._say['lost']} {self.remind().text}"

    def reply(self, kind: str) -> Optional[List[Message]]:
        """The answer to what a person says about the advice, None where there is none; it lowers nothing.

        Args:
            kind: one of the replies of `replies.yml`.
        """
        top = self._state.top
        assert top
        reply, flag = self._book.replies[kind], self._book.flags[top.flag]
        if reply.whole:
            return self.advice([each for each in self._state.raised if each.level == top.level])
        if top.doubtful and reply.follows:  # first of all, whether it is there
            reason = [Message(self._text("{why}", top.flag))] if kind == _WHY else []
            return [*reason, self._question(top)]
        said = triage_replies.text(reply, top.flag, flag, top.level, top.in_hand and not reply.in_hand, top.other)
        if said is None:
            return [self.remind()] if flag.open and not top.in_hand else None
        return [Message(self._text(said, top.flag), () if reply.in_hand else tuple(self._help_button()))]

    def sure(self, ids: str, again: bool = False) -> List[Message]:
        """Ask whether signs or background are really not there.

        Args:
            ids: of flags and facts, parted by spaces.
            again: whether the same was asked before.
        """
        names = {each: _in_sentence(self._book.facts[each].name) for each in ids.split() if each in self._book.facts}
        facts = [name for each, name in names.items() if is_background(each)]
        signs = [each for each in ids.split() if each in self._book.flags]
        told = [self._told(each) for each in signs if not self._book.flags[each].sure]
        told += [name for each, name in names.items() if not is_background(each)]
        parts = [self._say["sure_there"].format(told="; ".join(told))] if told else []
        parts += [self._text(self._book.flags[each].sure) for each in signs if self._book.flags[each].sure]
        parts += [self._say["sure_fits"].format(told=" or ".join(facts))] if facts else []
        question = " And ".join(parts)
        return [
            Message(
                f"{self._say['sure_again' if again else 'sure']} {question}",
                (self._button(SIGN), self._button(NO_SIGN)),
            )
        ]

    def names(self, ids: Iterable[str]) -> List[str]:
        """What flags and facts are called in a sentence."""
        known: Dict[str, Union[Flag, Fact]] = {**self._book.flags, **self._book.facts}
        return [_in_sentence(known[each].name) for each in sorted(ids) if each in known]

    def cleared(self, ids: str, ask_on: bool = True) -> List[Message]:
        """Take signs or background back, and stand by what is left.

        Args:
            ids: of flags and facts, parted by spaces.
            ask_on: whether to ask what else to talk of.
        """
        if not self._state.raised:
            urgent = any(self._book.flags[each].level == EMERGENCY for each in ids.split() if each in self._book.flags)
            kind = "no_crisis" if CRISIS in ids.split() else "cleared_urgent" if urgent else "cleared"
            said = self._text(self._say[kind])
            return [Message(f"{said} {self._say['ask_on']}" if ask_on else said)]
        kept = self.remind()
        return [Message(f"{self._say['kept']} {kept.text}", kept.buttons)]


def _in_sentence(name: str) -> str:
    return name[0].lower() + name[1:]


def _words(text: str) -> int:
    return len(text.split())


def _bubbles(why: Sequence[str], do: Sequence[str], buttons: Sequence[Button]) -> List[Message]:
    """What and why, then what to do: lines in as few short bubbles as they fit in."""
    texts: List[str] = []
    for part in (why, do):
        texts.append(part[0])
        for line in part[1:]:
            if _words(f"{texts[-1]} {line}") <= _BUBBLE:
                texts[-1] = f"{texts[-1]}\n{line}"
            else:
                texts.append(line)
    return [*(Message(text) for text in texts[:-1]), Message(texts[-1], tuple(buttons))]
