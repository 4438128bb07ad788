"""The words for signs that stand: content with the gaps filled in, for the level, the country and whose sign it is."""

from __future__ import annotations

from typing import Dict, Iterable, List, Optional, Union

from bot.core.triage_catalogue import Catalogue, Fact, Flag, Reply
from bot.core.triage_levels import Level, rank
from bot.core.triage_state import Raised, State

_PAIN = "_pain"  # ends the ids of complaints that go without saying


class Wording:
    """Fills the gaps in what is said of signs.

    Args:
        book: the catalogue.
        state: what stands.
    """

    def __init__(self, book: Catalogue, state: State) -> None:
        self._book, self._state = book, state
        self._say = book.levels.phrases
        self._numbers = {kind: book.numbers.line(state.country, kind) for kind in ("emergency", "urgent", "crisis")}
        self._raised = {each.flag: each for each in state.raised}

    def told(self, flag: str) -> str:
        """What the person told of: no more than they said, and all that makes it urgent."""
        known, raised = self._book.flags[flag], self._raised.get(flag)
        rule = self._book.combinations.get(raised.rule) if raised else None
        if rule and rule.told and not (raised and raised.own):
            return rule.told
        if rule:
            members = (*rule.all, *rule.any)
            signs = [self._book.flags[each].told for each in members if each in self._raised]
            there = [each for each in members if each in self._state.facts and not each.endswith(_PAIN)]
            facts = [in_sentence(self._book.facts[each].name) for each in there]
            if signs:
                told = "; ".join(signs)
                return f"{told}, {self._say['together']} {' and '.join(facts)}" if facts else told
        return (raised and raised.vague and known.vague) or known.told

    def filled(self, text: str, flag: str = "") -> str:
        """A text of the content with its gaps filled in.

        Args:
            text: the text; its gaps are named in `bot.core.triage_content`.
            flag: the sign it is about, where it is about one.
        """
        values: Dict[str, str] = dict(self._numbers)
        known = self._book.flags.get(flag)
        if known:
            raised = self._raised.get(flag)
            rule = self._book.combinations.get(raised.rule) if raised else None
            why = (rule and rule.told_why) or known.why
            values.update(told=self.told(flag), why=why, action=self.action(flag, raised))
            steps = (raised and raised.other and self._book.others.get(flag)) or known
            parts = {"meanwhile": steps.meanwhile, "avoid": steps.avoid, "worse": known.worse or self._say["worse"]}
            values.update({name: part.format(**self._numbers) for name, part in parts.items()})
        return text.format(**values).strip()

    def action(self, flag: str, raised: Optional[Raised]) -> str:
        """Whom to turn to: another place than the level's own only where it fits the level."""
        known = self._book.flags[flag]
        level = raised.level if raised else known.level
        action = known.action if fits(known, level) else ""
        texts = self._book.levels.levels[level]
        own = texts.get("action_other") if raised and raised.other else None
        return (action or own or texts["action"]).format(**self._numbers)

    def of_level(self, raised: Raised, key: str) -> str:
        """One of the texts of a sign's level, the one for another person where there is one."""
        texts = self._book.levels.levels[raised.level]
        return self.filled(texts.get(f"{key}_other" if raised.other else key, texts[key]), raised.flag)

    def told_and_why(self, raised: Raised) -> str:
        """What the person told of, and why that is urgent."""
        vague = raised.vague and self._book.flags[raised.flag].vague
        return self.filled(self._say["said_yes" if vague else "told"], raised.flag)

    def replied(self, reply: Reply, raised: Raised) -> Optional[str]:
        """What a reply says of a sign; None where it has no words for it."""
        flag = self._book.flags[raised.flag]
        bases: List[str] = [raised.level]
        if fits(flag, raised.level):
            bases = [raised.flag] if flag.open else [raised.flag, raised.level]
        variants = ["_helped"] * (raised.in_hand and not reply.in_hand) + ["_other"] * raised.other + [""]
        found = (reply.says.get(base + variant) for variant in variants for base in bases)
        said = next((each for each in found if each), None)
        return said and self.filled(said, raised.flag)


def fits(flag: Flag, level: Level) -> bool:
    """Whether a sign's own words fit a level: its own; for a crisis, a less acute one too."""
    return level == flag.level or bool(flag.open and rank(level) < rank(flag.level))


def names(book: Catalogue, ids: Iterable[str]) -> List[str]:
    """What flags and facts are called in a sentence."""
    known: Dict[str, Union[Flag, Fact]] = {**book.flags, **book.facts}
    return [in_sentence(known[each].name) for each in sorted(ids) if each in known]


def in_sentence(name: str) -> str:
    """A name as it stands in a sentence."""
    return name[0].lower() + name[1:]
