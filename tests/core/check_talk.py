"""A talk in the symptom check, for the tests of its parts."""

from pathlib import Path

import yaml

from bot.core.check import Course
from bot.core.check_content import check
from bot.core.check_state import State

CHECK = check()
IDS = CHECK.ids()
# one answer a question, in order, that raises nothing but the flags of a person who is well otherwise
CALM = ["groin", "none", "none", "neither", "slowly", "3", "neither", "no", "none of these", "34", "2 days", "better",
        "nothing yet"]  # fmt: skip
MANY = "lower back, 3 weeks, about 6 out of 10, no numbness, never had cancer"


def course(state):
    return Course(CHECK, state)


def play(*texts, state=None):
    """The turn after typing texts one after another into a new check."""
    turn = course(state or State()).begin("start")
    for text in texts:
        assert not turn.over, f"over before {text!r}"
        turn = course(turn.state).hear(text)
        assert turn is not None, f"not taken: {text!r}"
    return turn


def at(question):
    """A new check in which a question is open and those before it are skipped."""
    before = IDS[: IDS.index(question)]
    return State(round=1, answers={each: () for each in before}, at=question)


def said(turn):
    return " ".join(message.text for message in turn.messages)


def buttons(turn):
    return [button.id for button in turn.messages[-1].buttons]


_ANSWERS = yaml.safe_load(Path(__file__).with_name("check_answers.yml").read_text(encoding="utf-8"))
TYPED = [(each, text, means) for each, some in _ANSWERS.items() for text, means in some.items()]
