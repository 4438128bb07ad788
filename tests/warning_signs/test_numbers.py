"""Numbers of a pain diary are no warning signs by themselves, and hide none.

The first forms showed what the screen took for signs, and examples of that kind were added then; the others were
written after those, by the same author.
"""

import pytest

from bot.core.triage import take
from bot.core.triage_content import catalogue
from bot.core.triage_levels import rank
from bot.core.triage_state import State

SEEN = (
    "my pain is {n} today", "my pain is {n} out of 10 today", "{n}/10", "{n} out of 10",
    "my back pain is about a {n} out of 10 today", "my back pain is a {n} today, mainly on the left",
    "hip pain {n}/10 today", "it was {n} yesterday", "my back was {n} out of 10 yesterday and 3 today",
    "the pain is down to {n}", "pain level {n} this morning", "about a {n}", "put me down for a {n} today",
    "today my hip is {n} out of ten", "pain score {n} today, same as yesterday",
)  # fmt: skip
LATER = (
    "hip's a {n} right now", "I would say {n} of ten for my lower back", "pain yesterday {n}, pain today 3",
    "{n} again tonight", "this morning {n}, after my walk 2", "groin pain at {n} out of ten since lunch",
    "you can write {n} for wednesday", "my number is {n}", "back feels like a {n} when I get up, otherwise 2",
    "the ache has eased to {n}/10",
)  # fmt: skip
WITH_A_SIGN = (
    ("emergency_now", "my pain is {n} out of 10 today and i cant pee"),
    ("emergency_now", "the pain is down to {n} but both my legs are going numb"),
    ("emergency_now", "{n}/10, and I've no feeling when I wipe"),
    ("same_day", "{n} today but my right foot has gone numb"),
    ("same_day", "back is {n} out of ten and I have a fever"),
)
NUMBERS = (2, 4, 6, 7, 8)
# measured when the examples had been added: 58 of 75 and 39 of 50 (before: 50 and 31), and 25 of 25. Each training
# ends a few messages elsewhere (56 to 59, 35 to 39), so there is room for those
SEEN_IN_PEACE, LATER_IN_PEACE, HEARD = 0.68, 0.64, 0.96


def level(screen, text):
    return take(catalogue(), State(), screen.read(text), "1").level


@pytest.mark.parametrize(("forms", "least"), [(SEEN, SEEN_IN_PEACE), (LATER, LATER_IN_PEACE)], ids=["seen", "later"])
def test_a_number_is_left_in_peace(screen, forms, least):
    texts = [form.format(n=number) for form in forms for number in NUMBERS]
    alarms = [f"{found}: {text}" for text in texts for found in [level(screen, text)] if found]
    print(f"\nnumbers left in peace: {1 - len(alarms) / len(texts):.1%} of {len(texts)}")
    assert 1 - len(alarms) / len(texts) >= least, "\n".join(alarms)


def test_a_sign_beside_a_number_is_heard(screen):
    missed = [
        text
        for least, form in WITH_A_SIGN
        for text in [form.format(n=number) for number in NUMBERS]
        if rank(level(screen, text)) < rank(least)
    ]
    total = len(WITH_A_SIGN) * len(NUMBERS)
    print(f"\nsigns beside a number heard: {1 - len(missed) / total:.1%} of {total}")
    assert 1 - len(missed) / total >= HEARD, "\n".join(missed)
