"""The labelled messages that the warning-sign screen learns from."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import List, NamedTuple

from bot.core.triage_catalogue import Catalogue
from bot.core.triage_levels import LEVELS
from bot.errors import ContentError

NONE = "none"
CLASSES = [NONE, *LEVELS]
_COLUMNS = ["level", "sign", "kind", "text"]


class Example(NamedTuple):
    """A labelled message of `data/warning_signs/`.

    Args:
        level: how soon help is needed, or `none`.
        sign: the flag it tells of, or that it only resembles; `-` for an ordinary message.
        kind: what it says of the sign: present, other, doubtful, negated, hypothetical, …
        text: the message.
    """

    level: str
    sign: str
    kind: str
    text: str


def read_examples(folder: Path, book: Catalogue) -> List[Example]:
    """The labelled messages of a folder's `.tsv` files.

    Raises:
        ContentError: a line is broken, naming the file, the line and the mend.
    """
    examples = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
                if row == _COLUMNS:
                    continue
                example = Example(*row) if len(row) == len(_COLUMNS) else None
                if example is None or not example.text.strip():
                    mend = f"write four fields with tabs between: {', '.join(_COLUMNS)}"
                    raise ContentError(path.name, f"line {number}", "is no labelled message", mend)
                if example.level not in CLASSES:
                    mend = f"use one of {', '.join(CLASSES)}"
                    raise ContentError(path.name, f"line {number}", f"'{example.level}' is no level", mend)
                if example.sign != "-" and example.sign not in book.flags:
                    mend = "use the id of a flag, or - for none"
                    raise ContentError(path.name, f"line {number}", f"'{example.sign}' is no flag", mend)
                examples.append(example)
    return examples
