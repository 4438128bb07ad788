"""How good a pipeline's answers are, with more and more of them taken for out of scope."""

from __future__ import annotations

from statistics import fmean
from typing import List, NamedTuple, Optional

from sklearn.metrics import matthews_corrcoef

from benchmarks.nlu_split import Split

THRESHOLDS = tuple(tenth / 10 for tenth in range(10))
_OUTSIDE = ""  # no label is empty


class Answer(NamedTuple):
    """What a pipeline made of one message.

    Args:
        label: the best one, "" where there is none.
        score: its confidence, 0 to 1.
        refused: whether the pipeline's own thresholds took the message for out of scope.
        milliseconds: how long it took.
    """

    label: str
    score: float
    refused: bool
    milliseconds: float


class Run(NamedTuple):
    """One pipeline trained and asked: its answers in the order of the messages, and the seconds training took."""

    answers: List[Answer]
    training: float


class Scores(NamedTuple):
    """Shares from 0 to 1, None where there is no such message, and a correlation from -1 to 1.

    Args:
        accuracy: of the in-scope messages, those that got their label.
        recall: of the out-of-scope messages, those taken for out of scope.
        mcc: Matthews correlation over all labels, out of scope being one of them, as in HINT3 (Arora et al. 2020,
            https://aclanthology.org/2020.insights-1.16).
    """

    accuracy: Optional[float]
    recall: Optional[float]
    mcc: float


def score(asked: Split, answers: List[Answer], threshold: Optional[float]) -> Scores:
    """Compare answers with what was meant.

    Args:
        asked: what was learnt and asked.
        answers: to the test messages, in their order.
        threshold: below it a score means out of scope; None leaves that to the pipeline.
    """
    inside = {each.label for each in asked.train} - asked.outside
    truth, decided = [], []
    for example, answer in zip(asked.test, answers, strict=True):
        refused = answer.refused if threshold is None else answer.score < threshold
        got = _OUTSIDE if refused or answer.label not in inside else answer.label
        meant = _OUTSIDE if example.label in asked.outside else example.label
        truth.append(got if got in example.also else meant)
        decided.append(got)
    pairs = list(zip(truth, decided, strict=True))
    accuracy, recall = (
        fmean(right) if right else None
        for right in (
            [true == got for true, got in pairs if true != _OUTSIDE],
            [true == got for true, got in pairs if true == _OUTSIDE],
        )
    )
    return Scores(accuracy, recall, float(matthews_corrcoef(truth, decided)))
