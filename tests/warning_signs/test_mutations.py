"""What slips of the thumb, halves of sentences and long talk cost the screen."""

import random
import re
from pathlib import Path

import pytest

from bot.core.triage_content import catalogue
from bot.understanding.screen_examples import read_examples

pytestmark = pytest.mark.heavy
COST = 0.03  # share of the emergencies noticed that a mutation may lose
_NEXT = {
    row[place]: row[max(0, place - 1) : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place in range(len(row))
}


@pytest.fixture(scope="module")
def noticed(screen):
    """The emergencies of the frozen set that are noticed as they stand."""
    cases = [case for case in read_examples(Path(__file__).parent, catalogue()) if case.level == "emergency_now"]
    return [case.text for case in cases if screen.read(case.text).level == "emergency_now"]


def typo(text):
    """One slip in about every ninth word: a neighbouring key, a letter lost, doubled or swapped."""
    words = text.split()
    chance = random.Random(text)
    for place in chance.sample(range(len(words)), max(1, len(words) // 9)):
        word = words[place]
        if len(word) < 4:
            continue
        at = chance.randrange(1, len(word) - 1)
        neighbour = chance.choice(_NEXT.get(word[at].lower(), word[at]))
        words[place] = chance.choice(
            [
                word[:at] + neighbour + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    return " ".join(words)


MUTATIONS = {
    "typos": typo,
    "no apostrophes": lambda text: re.sub("['\u2019]", "", text),
    "capitals": str.upper,
    "emoji": lambda text: f"\U0001f62d {text} \U0001f64f\U0001f3fd",
    "no punctuation": lambda text: re.sub(r"[.,!?;:]", "", text).lower(),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_slips_of_the_thumb_cost_little(screen, noticed, name):
    lost = [text for text in noticed if screen.read(MUTATIONS[name](text)).level != "emergency_now"]
    print(f"\n{name}: {len(lost)} of {len(noticed)} lost")
    assert len(lost) <= COST * len(noticed), lost


def test_a_sign_cut_in_two_messages_costs_little(screen, noticed):
    lost = []
    for text in noticed:
        words = text.split()
        half = len(words) // 2
        first, second = " ".join(words[:half]), " ".join(words[half:])
        if "emergency_now" not in (screen.read(first).level, screen.read(second, first).level):
            lost.append(text)
    print(f"\ncut in two: {len(lost)} of {len(noticed)} lost")
    assert len(lost) <= COST * len(noticed), lost


def test_a_sign_at_the_end_of_a_long_message_is_noticed(screen):
    talk = "I sit a lot at work and drive home for an hour and my hips feel tight when I get up. " * 60
    for sign in ("I can't pee since last night.", "Both my legs went numb today.", "I have chest pain right now."):
        assert screen.read(talk + sign).level == "emergency_now"
