"""What a channel makes of a card where it can show more than words: a calendar file, a plot of the pain diary.

The words beside a card say the same, so what can't be made is left out.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from datetime import date, datetime, timezone
from functools import partial
from typing import Any, Callable, List, Mapping, Optional, Tuple
from urllib.parse import parse_qs

from bot.core import breaks_calendar, breaks_content, breaks_plan

_WORST = 10
# the same by day and by night, on its own paper
_PAPER, _INK, _SOFT, _LINE = "#fbfaf7", "#14212b", "#4a5a60", "#0b5d5e"
_SIZE, _DOTS = (6.4, 3.2), 150  # inches, dots an inch
_LABELS = 8  # days that are named below the plot
_FULL, _EMPTY = "\N{BLACK CIRCLE}", "\N{WHITE CIRCLE}"
_drawing = threading.Lock()  # the library draws one figure at a time

Card = Optional[Mapping[str, Any]]
Day = Tuple[date, float, float]  # the least and the most pain


@dataclass(frozen=True)
class File:
    """A file that is made when it is sent, outside the loop that answers everybody.

    Args:
        name: its name.
        make: makes it; may take a second.
    """

    name: str
    make: Callable[[], bytes]


def calendar(card: Card) -> Optional[File]:
    """The calendar file of a card with a plan of breaks."""
    if not card or card.get("type") != "calendar":
        return None
    given = parse_qs(str(card.get("query")))
    try:
        plan = breaks_plan.between(*(given[name][0] for name in ("from", "to", "every")))
    except (KeyError, ValueError):
        return None
    return File(breaks_content.words().file, partial(calendar_now, plan))


def calendar_now(plan: breaks_plan.Plan) -> bytes:
    """The calendar file of a plan that begins on the next working day."""
    now = datetime.now(timezone.utc)
    return breaks_calendar.file(plan, now.date(), now)


def plot(card: Card) -> Optional[File]:
    """The picture of a card with the days of a diary."""
    days = _days(card)
    return File("pain.png", partial(png, days)) if days else None


def bars(card: Card) -> str:
    """The same in words and signs, a day a line; empty for other cards."""
    return "\n".join(
        f"{_FULL * round(high)}{_EMPTY * (_WORST - round(high))} {_label(day)}: {low:g}{f' to {high:g}' * (high > low)}"
        for day, low, high in _days(card)
    )


def _days(card: Card) -> List[Day]:
    if not card or card.get("type") != "diary":
        return []
    try:
        return [(date.fromisoformat(each["date"]), float(each["low"]), float(each["high"])) for each in card["days"]]
    except (KeyError, TypeError, ValueError):
        return []


def _label(day: date) -> str:
    return f"{day.day} {day:%b}"


def png(days: List[Day]) -> bytes:
    """A plot of pain by day, a day's range as a bar.

    Args:
        days: one or more, in order.
    """
    with _drawing:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # 25 MB and a second that few talks need
        from matplotlib.figure import Figure

        figure = Figure(figsize=_SIZE, dpi=_DOTS, facecolor=_PAPER)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.08, 0.14, 0.89, 0.8), facecolor=_PAPER)
        at = [(day - days[0][0]).days for day, _, _ in days]
        for place, (_, low, high) in zip(at, days, strict=True):
            axes.plot([place, place], [low, high], color=_LINE, linewidth=9, alpha=0.35, solid_capstyle="round")
        axes.plot(at, [(low + high) / 2 for _, low, high in days], color=_LINE, linewidth=2.5, marker="o", markersize=8)
        axes.set_ylim(-0.4, _WORST + 0.4)
        axes.set_yticks(range(0, _WORST + 1, 2))
        axes.set_xlim(-0.5, max(at[-1], 1) + 0.5)
        named = [round(place * (len(days) - 1) / (_LABELS - 1)) for place in range(_LABELS)]
        named = sorted({*named}) if len(days) > _LABELS else list(range(len(days)))
        axes.set_xticks([at[place] for place in named])
        axes.set_xticklabels([_label(days[place][0]) for place in named])
        axes.tick_params(colors=_INK, length=0, labelsize=11)
        axes.grid(axis="y", color=_SOFT, alpha=0.25)
        for side in axes.spines.values():
            side.set_visible(False)
        made = io.BytesIO()
        figure.savefig(made, format="png", facecolor=_PAPER)
        return made.getvalue()
