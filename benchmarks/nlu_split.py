"""What is learnt from and what is asked: Ilio's own phrasings, or two CSV files of `sentence,label`."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Dict, FrozenSet, List, NamedTuple, Optional

from bot.errors import BenchDataError, HalfASplit
from bot.model import ROOT
from bot.validation import examples

SENTENCE, LABEL = "sentence", "label"
HINT3 = "NO_NODES_DETECTED"  # how the data sets of HINT3 mark what is out of scope
_OWN = "out_of_scope/"


class Example(NamedTuple):
    """A message and what it means; `also` is right too, `line` is where it ends in its file."""

    text: str
    label: str
    line: int = 0
    also: FrozenSet[str] = frozenset()


class Split(NamedTuple):
    """What to learn from and what to ask.

    Args:
        name: of the messages asked.
        train: what the pipelines learn, labels as they are.
        test: what they are asked.
        outside: the labels that mean out of scope, in either.
    """

    name: str
    train: List[Example]
    test: List[Example]
    outside: FrozenSet[str]


def own() -> Split:
    """Ilio's data against its two held-out sets; each `section/topic` is a label."""
    train, test = (
        [Example(text, label) for label, texts in examples(ROOT / folder / "nlu").items() for text in texts]
        for folder in ("data", "tests")
    )
    with (ROOT / "tests" / "nlu" / "second.tsv").open(encoding="utf-8", newline="") as file:
        for text, label in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            first, *others = label.split("|")
            test.append(Example(text, first, also=frozenset(others)))
    outside = frozenset(each.label for each in train + test if each.label.startswith(_OWN))
    return Split("ilio", train, test, outside)


def split(train: Optional[Path], test: Optional[Path], outside: Optional[str]) -> Split:
    """The split asked for: `from_files` where files are named, else `own`.

    Raises:
        HalfASplit: one file is named without the other, or a label without them.
        BenchDataError: see `from_files`.
    """
    if train and test:
        return from_files(train, test, outside)
    if train or test or outside:
        raise HalfASplit()
    return own()


def from_files(train: Path, test: Path, outside: Optional[str] = None) -> Split:
    """Read a split from two CSV files.

    Args:
        train: file of the messages to learn from.
        test: file of the messages to ask.
        outside: the label that means out of scope; HINT3's, where it occurs, if left out.

    Raises:
        BenchDataError: a file cannot be read, or they do not fit each other.
    """
    learnt, asked = read(train), read(test)
    labels = {each.label for each in learnt}
    if len(labels) < 2:
        raise BenchDataError(train, learnt[-1].line, "all messages have one label", "give it two labels or more")
    everywhere = labels | {each.label for each in asked}
    if outside is None:
        outside = HINT3 if HINT3 in everywhere else None
    elif outside not in everywhere:
        raise BenchDataError(test, 0, f"no label is '{outside}', nor in {train}", "give --label-oos one that occurs")
    for each in asked:
        if each.label not in labels and each.label != outside:
            raise BenchDataError(
                test,
                each.line,
                f"the label '{each.label}' is not in {train}",
                "add examples of it there, or name it with --label-oos if it means out of scope",
            )
    return Split(test.stem, learnt, asked, frozenset({outside} if outside else ()))


def read(path: Path) -> List[Example]:
    """The messages of a CSV file, in its order.

    Raises:
        BenchDataError: it is missing, empty, not UTF-8, not CSV, or lacks a column, a message or a label.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise BenchDataError(path, 0, error.strerror or str(error), "name a CSV file that can be read") from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BenchDataError(path, line, "it is not UTF-8", "save the file as UTF-8") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for column in (SENTENCE, LABEL):
            if column not in (rows.fieldnames or ()):
                raise BenchDataError(path, 1, f"the column '{column}' is missing", f"begin with '{SENTENCE},{LABEL}'")
        messages = [_example(path, rows.line_num, row) for row in rows]
    except csv.Error as error:
        line = rows.line_num + 1  # where the row begins that cannot be read
        raise BenchDataError(path, line, str(error), 'write it as CSV, with a " in a sentence as ""') from error
    if not messages:
        raise BenchDataError(path, 1, "there is no message", "add lines of a sentence and its label")
    return messages


def _example(path: Path, line: int, row: Dict[Optional[str], Optional[str]]) -> Example:
    if None in row:
        raise BenchDataError(path, line, "it has more fields than the header", 'put a sentence with commas into "…"')
    text, label = ((row[column] or "").strip() for column in (SENTENCE, LABEL))
    if not (text and label):
        raise BenchDataError(path, line, f"the {LABEL if text else SENTENCE} is empty", "fill it in or remove the line")
    return Example(text, label, line)
