"""The pain diary: numbers from 0 to 10 by day, and what they come to.

It is kept with the talk and goes with it. What a number means for how soon to be seen is left to the caller.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Dict, List, Literal, Mapping, Optional, Tuple

from bot.core.content import content
from bot.core.diary_content import words
from bot.core.diary_reading import OLDEST, WORST, Pain, Told
from bot.core.messages import MENU, Button, Message, card

PREFIX = "diary"  # of all button ids of the diary
ASK, LATER = f"{PREFIX}/ask", f"{PREFIX}/later"
SUMMARY = "summary/clinician"
_SAID = 7  # days of a sentence; of more, the last ones
_FEW = 3  # days: what the check calls "3 days or less"; the article says "a few"


@dataclass(frozen=True)
class Diary:
    """The days known; survives as a plain dictionary.

    Args:
        days: numbers by day.
    """

    days: Mapping[date, Pain] = field(default_factory=dict)

    def as_dict(self) -> Dict[str, List[float]]:
        """The diary as JSON holds it."""
        return {day.isoformat(): list(pain) for day, pain in self.days.items()}

    @classmethod
    def from_dict(cls, stored: Any) -> Diary:
        """The stored diary without what is none."""
        days: Dict[date, Pain] = {}
        for day, pain in stored.items() if isinstance(stored, dict) else ():
            try:
                low, high = map(float, pain)
                if 0 <= low <= high <= WORST:
                    days[date.fromisoformat(day)] = (low, high)
            except (TypeError, ValueError):
                continue
        return cls(dict(sorted(days.items())))

    def noting(self, told: Told) -> Diary:
        """The diary with what was told; a day that is told again is changed."""
        days = sorted({**self.days, **told.days}.items())
        return replace(self, days=dict(days[-OLDEST:]))

    # ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, today: date) -> List[Message]:
        """Ask how bad it is; say first what is known."""
        say = words()
        if not self.days:
            return [Message(say.begin), Message(say.ask, (self._later,))]
        asks = say.again.format(pain=_of(self.days[today])) if today in self.days else say.ask
        return [*self._shown(today, say.known), Message(asks, (self._later, *self._steps()))]

    def ask_again(self, today: date) -> Optional[Message]:
        """Ask a person who comes back on another day; None where nothing is to be asked."""
        if not self.days or max(self.days) >= today:
            return None
        last = max(self.days)
        said = words().welcome.format(pain=_of(self.days[last]), day=_named(last, today))
        return Message(f"{said} {words().ask}", (self._later, Button(MENU, words().buttons["menu"])))

    def noted(self, told: Told, before: Diary, today: date) -> List[Message]:
        """Say what was noted, the days known, and what the article says of pain that lasts."""
        say = words()
        said = self.what(told, before, today)
        shown = self._shown(today, f"{said} {say.known}") if len(self.days) > 1 else [Message(f"{said} {say.one}")]
        lasting = self.lasting()
        if lasting:
            shown.append(Message(say.lasting if lasting == "lasting" else say.worse))
        return [*shown[:-1], replace(shown[-1], buttons=self._steps())]

    def what(self, told: Told, before: Diary, today: date) -> str:
        """Say what was noted, or changed, in a sentence."""
        say = words()
        changed = any(day in before.days and before.days[day] != pain for day, pain in told.days.items())
        given = ", ".join(f"{_of(pain)} {_named(day, today)}" for day, pain in told.days.items())
        return (say.changed if changed else say.noted).format(noted=given)

    def lasting(self) -> Optional[Literal["lasting", "worse"]]:
        """Whether it has not become less over more than a few days, or else has become more from the day before."""
        known = sorted(self.days)
        if len(known) < 2 or not self.days[known[-1]][1]:
            return None
        first, last = (self.days[known[place]] for place in (0, -1))
        if (known[-1] - known[0]).days >= _FEW and last[1] >= first[1]:
            return "lasting"
        return "worse" if last[0] > self.days[known[-2]][1] else None

    def line(self) -> str:
        """The days in one line for a clinician; empty without any."""
        return ", ".join(f"{_date(day)}: {_number(pain)}" for day, pain in list(self.days.items())[-2 * _SAID :])

    def _shown(self, today: date, said: str) -> List[Message]:
        """A sentence that says the days known, beside the first one, with the card that shows them."""
        say, known = words(), list(self.days.items())[-_SAID:]
        days = ", ".join(f"{_number(pain)} {_named(day, today)}" for day, pain in known)
        text = said.format(days=days)
        if len(self.days) < 2:
            return [Message(text)]
        first, last = (list(self.days.values())[place][1] for place in (0, -1))
        text += f" {say.less if last < first else say.more if last > first else say.same}"
        return [Message(text, card=card("diary", **self.points()))]

    def points(self) -> Dict[str, Any]:
        """The parts of a card that shows the days as a picture, with what that shows in words; none for one day."""
        if len(self.days) < 2:
            return {}
        days = [{"date": day.isoformat(), "low": pain[0], "high": pain[1]} for day, pain in self.days.items()]
        listed = ", ".join(f"{_date(day)}: {_number(pain)}" for day, pain in self.days.items())
        return {"days": days, "alt": words().shown.format(days=listed)}

    @property
    def _later(self) -> Button:
        return Button(LATER, words().buttons["later"])

    def _steps(self) -> Tuple[Button, ...]:
        """What to do next."""
        titles = words().buttons
        topic = content().turns_to.lasting
        lasting = (Button(topic, titles["lasting"]),) if topic and self.lasting() else ()
        summary = () if content().lacks(SUMMARY) else (Button(SUMMARY, titles["summary"]),)
        return (*lasting, *summary, Button(MENU, titles["menu"]))


def _number(pain: Pain) -> str:
    low, high = (f"{each:g}" for each in pain)
    return low if low == high else words().range.format(low=low, high=high)


def _of(pain: Pain) -> str:
    return words().of.format(pain=_number(pain)) if pain[1] else words().none


def _date(day: date) -> str:
    return f"{day.day} {day:%b}"


def _named(day: date, today: date) -> str:
    near = {0: words().today, 1: words().yesterday}.get((today - day).days)
    return near or words().weekday.format(weekday=f"{day:%A}", date=_date(day))
