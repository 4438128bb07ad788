"""What is counted of the messages that people sent to a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Mapping, NamedTuple, Tuple

import numpy as np

from bot.errors import BenchFailed

Message = Tuple[float, float, str, List[int]]  # see `benchmarks.cluster_visitors`


class Extent(NamedTuple):
    """How much is measured.

    Args:
        rounds: how often one and two servers are measured, taking turns.
        people: who write without a pause then.
        crowd: who write with pauses, to two servers.
        pause: seconds a person of the crowd thinks before a message, on average.
        warm: seconds of each load that are not counted; of the crowd's, a pause and these.
        measured: seconds of the load without pauses that are.
        crowded: seconds of the crowd that are.
    """

    rounds: int = 3
    people: int = 16
    crowd: int = 1000
    pause: float = 90
    warm: int = 10
    measured: int = 45
    crowded: int = 600


@dataclass(frozen=True)
class Load:
    """What people got.

    Args:
        servers: Rasa servers that there were.
        people: who wrote.
        rate: messages answered a second.
        p50, p95, p99, slowest: milliseconds until a message was answered, however often it was sent.
        answered: how many were.
        again: how often one had to be sent again.
        refused: how many were not taken for what they are: empty, or a button that is not on offer.
        unanswered: how many were given up.
        lost: how many were answered, but are not kept.
        doubled: how many are kept more than once.
        memory: bytes that each part holds after the load, by its name.
        busy: how many processes wanted to run on the machine before, a mean over a minute.
    """

    servers: int
    people: int
    rate: float
    p50: float
    p95: float
    p99: float
    slowest: float
    answered: int
    again: int
    refused: int
    unanswered: int
    lost: int
    doubled: int
    memory: Dict[str, int]
    busy: float


def found(
    messages: List[Message],
    kept: Mapping[str, int],
    servers: int,
    people: int,
    counted: range,
    memory: Dict[str, int],
    busy: float,
) -> Load:
    """What people got.

    Args:
        messages: what `benchmarks.cluster_visitors` leaves.
        kept: how often each message is kept, by its id.
        servers, people, memory, busy: as in `Load`.
        counted: the seconds whose answers are counted and timed.

    Raises:
        BenchFailed: there was none.
    """
    answered = [each for each in messages if each[3][-1] == 200]
    times = [took for at, took, *_ in answered if counted.start <= at < counted.stop]
    if not times:
        raise BenchFailed("a cluster", "nothing was answered")
    p50, p95, p99 = (float(np.percentile(times, share)) for share in (50, 95, 99))
    refused = [each for each in messages if 400 <= each[3][-1] < 429]
    return Load(
        servers, people, len(times) / len(counted), p50, p95, p99, max(times),
        answered=len(answered),
        again=sum(len(each[3]) - 1 for each in messages),
        refused=len(refused),
        unanswered=len(messages) - len(answered) - len(refused),
        lost=sum(not kept.get(each[2]) for each in answered),
        doubled=sum(count > 1 for count in kept.values()),
        memory=memory,
        busy=busy,
    )  # fmt: skip
