"""Payloads with something wrong somewhere, the same for the same seed."""

from __future__ import annotations

import copy
import random
from typing import Any, List, Tuple

ODD = [
    *(None, True, False, 0, 1, -1, 2**31, 2**63, -(2**70), 1.5, float("nan"), float("inf"), 1e400),
    *("", " ", "x", "\0", "\ud800", "\u202e", "null", "-1", "x" * 5000, "\U0001f642" * 99, "<b>", "&amp;", "%s%n"),
    *("/", "/start", "/delete", '/show{"opens": "quiz/start"}', "' OR 1=1 --", "../../.secret", "{{7*7}}"),
    *([], {}, [[]], [None], {"id": {}}, {"": ""}),
]


def mutated(payload: Any, chance: random.Random) -> Any:
    """A copy of a payload in which one to four parts are gone, odd, somewhere else, or there twice."""
    made = copy.deepcopy(payload)
    for _ in range(chance.randint(1, 4)):
        places = _places(made)
        if not places:
            return made
        holder, key = chance.choice(places)
        what = chance.randrange(6)
        if what == 0:
            del holder[key]
        elif what == 1:
            other, place = chance.choice(places)
            try:
                holder[key] = copy.deepcopy(other[place])
            except (KeyError, IndexError):
                holder[key] = None
        elif what == 2 and isinstance(holder[key], str):
            text = holder[key]
            at = chance.randint(0, len(text))
            holder[key] = text[:at] + str(chance.choice(ODD)) + text[at + chance.randint(0, 3) :]
        elif what == 3 and isinstance(holder[key], (dict, list)):
            holder[key] = [holder[key]] if chance.random() < 0.5 else {"deeper": holder[key]}
        elif what == 4 and isinstance(holder, dict):
            holder[str(chance.choice(ODD))[:40]] = copy.deepcopy(holder[key])
        else:
            holder[key] = copy.deepcopy(chance.choice(ODD))
    return made


def _places(payload: Any) -> List[Tuple[Any, Any]]:
    """Where something stands: the holder and the key or index."""
    found: List[Tuple[Any, Any]] = []
    keys = list(payload) if isinstance(payload, dict) else range(len(payload)) if isinstance(payload, list) else ()
    for key in keys:
        found += [(payload, key), *_places(payload[key])]
    return found
