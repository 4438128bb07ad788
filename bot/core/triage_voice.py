"""What is said about warning signs that were noticed: the advice, its reasons, and answers to what people say back."""

from __future__ import annotations

from typing import List, Optional, Sequence

from bot.core.messages import MOST_WORDS, Button, Message
from bot.core.triage_catalogue import Catalogue, is_background
from bot.core.triage_levels import EMERGENCY, SAME_DAY, Level, rank
from bot.core.triage_state import Raised, State
from bot.core.triage_wording import Wording, fits, in_sentence

PREFIX = "triage"  # of the buttons below a flag's advice
GOT_HELP, SIGN, NO_SIGN = (f"{PREFIX}/{verb}" for verb in ("got_help", "sign", "no_sign"))
_NAMED = 3  # flags named in one sentence
CRISIS = "self_harm_suicide"
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
        self._words = Wording(book, state)

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
        told = self._words.told_and_why(top)
        also = [each.flag for each in raised[1:] if each.level == top.level and not each.doubtful][:1]
        more = [self._words.filled(self._say["also"], each) for each in also]
        if CRISIS in (each.flag for each in raised[1:]):
            more = [self._words.filled(self._book.flags[CRISIS].action)]
        first, second = ("{meanwhile}", "{avoid}") if top.level == EMERGENCY else ("{worse}", "{meanwhile} {avoid}")
        do = [self._words.filled(each, top.flag) for each in (first, second)]
        buttons = (self._button(GOT_HELP),) if top.level in (EMERGENCY, SAME_DAY) else ()
        return _bubbles([f"{opening}\n{told}", *more], [each for each in do if each], buttons)

    def _opening(self, top: Raised) -> str:
        """What to do first, in the sign's own words where they fit."""
        flag = self._book.flags[top.flag]
        own_words = flag.open if fits(flag, top.level) else ""
        opening = own_words or self._book.levels.levels[top.level][f"open{'_other' * top.other}"]
        return f"{self._words.filled(opening)} {self._words.action(top.flag, top)}"

    def added(self, raised: Sequence[Raised]) -> List[Message]:
        """Take in a sign that is less urgent than what stands, and stand by the advice for that."""
        kept = self.remind()
        own = next((each for each in raised if self._book.flags[each.flag].open), None)
        if own:
            return [Message(self._opening(own)), kept]
        return [Message(f"{self._words.filled(self._say['added'], raised[0].flag)}\n{kept.text}", kept.buttons)]

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
            return [Message(self._words.filled(self._say["added"], top.flag))]
        return [Message(f"{self._opening(top)} {self._words.filled(self._say['in_check'], top.flag)}")]

    def _question(self, top: Raised) -> Message:
        flag = self._book.flags[top.flag]
        return Message(f"{flag.ask}\n{self._words.of_level(top, 'if_so')}", (self._button(SIGN), self._button(NO_SIGN)))

    def result(self, lead: str = "", besides: str = "") -> Message:
        """What the symptom check found: how soon to be seen, by whom, and why.

        Args:
            lead: says for whom the check was; empty for the person who types.
            besides: what the answers make worth saying besides.
        """
        top = self._state.top
        if top is None:
            said = self._words.filled(self._say["nothing_found_other" if lead else "nothing_found"])
            return Message(f"{lead} {said} {besides}".strip())
        first = "open_other" if lead else "open"
        opening = " ".join(self._book.levels.levels[top.level][key] for key in (first, "action"))
        if self._book.flags[top.flag].open:
            opening = self._opening(top)
        named: List[str] = []
        for told in (self._words.told(each.flag) for each in self._state.raised[:_NAMED]):
            named += [told] if not any(told in each for each in named) else []
        because = f"{lead} {self._words.filled(opening)} {self._say['because']}"
        texts = [
            f"{because} {'; '.join(named[:count])}.{why} {besides}".strip()
            for count, why in (
                (len(named), f" {self._words.filled('{why}', top.flag)}"),
                *((count, "") for count in range(len(named), 0, -1)),
            )
        ]
        return Message(next((each for each in texts if _words(each) <= MOST_WORDS), texts[-1]))

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
        text = self._words.action(top.flag, top) if flag.open else self._words.of_level(top, key)
        return Message(text, tuple(self._help_button()))

    def gate(self) -> Message:
        """Why self-care is held back: for what is wrong with the body, where there is that."""
        top = self._state.top
        assert top
        equal = [each for each in self._state.raised if each.level == top.level]
        top = next((each for each in equal if not self._book.flags[each.flag].open), top)
        key = "gate_helped" if top.in_hand else "gate"
        return Message(self._words.of_level(top, key), tuple(self._help_button()))

    def whom(self) -> List[Message]:
        """That it is understood whose the sign is, and what stands."""
        kept = self.remind()
        return [Message(f"{kept.text}\n{self._words.filled(self._say['whom'])}", kept.buttons)]

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
            reason = [Message(self._words.filled("{why}", top.flag))] if kind == _WHY else []
            return [*reason, self._question(top)]
        said = self._words.replied(reply, top)
        if said is None:
            return [self.remind()] if flag.open and not top.in_hand else None
        return [Message(said, () if reply.in_hand else tuple(self._help_button()))]

    def sure(self, ids: str, again: bool = False) -> List[Message]:
        """Ask whether signs or background are really not there.

        Args:
            ids: of flags and facts, parted by spaces.
            again: whether the same was asked before.
        """
        names = {each: in_sentence(self._book.facts[each].name) for each in ids.split() if each in self._book.facts}
        facts = [name for each, name in names.items() if is_background(each)]
        signs = [each for each in ids.split() if each in self._book.flags]
        told = [self._words.told(each) for each in signs if not self._book.flags[each].sure]
        told += [name for each, name in names.items() if not is_background(each)]
        parts = [self._say["sure_there"].format(told="; ".join(told))] if told else []
        parts += [self._words.filled(self._book.flags[each].sure) for each in signs if self._book.flags[each].sure]
        parts += [self._say["sure_fits"].format(told=" or ".join(facts))] if facts else []
        question = f"{self._say['sure_again' if again else 'sure']} {' And '.join(parts)}"
        return [Message(question, (self._button(SIGN), self._button(NO_SIGN)))]

    def cleared(self, ids: str, ask_on: bool = True) -> List[Message]:
        """Take signs or background back, and stand by what is left.

        Args:
            ids: of flags and facts, parted by spaces.
            ask_on: whether to ask what else to talk of.
        """
        if not self._state.raised:
            urgent = any(self._book.flags[each].level == EMERGENCY for each in ids.split() if each in self._book.flags)
            kind = "no_crisis" if CRISIS in ids.split() else "cleared_urgent" if urgent else "cleared"
            said = self._words.filled(self._say[kind])
            return [Message(f"{said} {self._say['ask_on']}" if ask_on else said)]
        kept = self.remind()
        return [Message(f"{self._say['kept']} {kept.text}", kept.buttons)]


def _words(text: str) -> int:
    return len(text.split())


def _bubbles(why: Sequence[str], do: Sequence[str], buttons: Sequence[Button]) -> List[Message]:
    """What and why, then what to do: lines in as few short bubbles as they fit in."""
    texts: List[str] = []
    for part in (why, do):
        texts.append(part[0])
        for line in part[1:]:
            if _words(f"{texts[-1]} {line}") <= MOST_WORDS:
                texts[-1] = f"{texts[-1]}\n{line}"
            else:
                texts.append(line)
    return [*(Message(text) for text in texts[:-1]), Message(texts[-1], tuple(buttons))]
