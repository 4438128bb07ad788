"""How often something may happen."""

import pytest

from bot.channels.rate_limits import RateLimit
from bot.channels.refusals import Refused


def test_a_rate_lets_a_burst_pass_and_refills():
    now = [0.0]
    rate = RateLimit(burst=3, per_minute=60, clock=lambda: now[0])
    for _ in range(3):
        rate.spend("one")
    with pytest.raises(Refused) as no:
        rate.spend("one")
    assert (no.value.status, no.value.wait) == (429, 1)
    rate.spend("other")
    now[0] = 1.0
    rate.spend("one")


def test_a_rate_forgets_the_key_unused_longest():
    rate = RateLimit(burst=1, per_minute=1, clock=lambda: 0.0)
    for number in range(10_001):
        rate.spend(str(number))
    rate.spend("0")
    with pytest.raises(Refused):
        rate.spend("10000")
