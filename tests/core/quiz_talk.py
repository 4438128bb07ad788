"""A talk in the quiz, for the tests of its parts."""

from bot.core import quiz, quiz_content
from bot.core.quiz_state import State

QUIZ = quiz_content.quiz()
QUIZ = QUIZ.copy(update={"questions": QUIZ.questions[:5]})  # the article's, whatever was added
IDS = QUIZ.ids()
KEYS = [question.key for question in QUIZ.questions]


def course(state):
    return quiz.Course(QUIZ, state)


def play(*texts, begin="start", state=None):
    """The turn after typing texts one after another into a new quiz."""
    turn = course(state or State()).begin(begin)
    for text in texts:
        assert not turn.over, f"over before {text!r}"
        turn = course(turn.state).hear(text)
        assert turn is not None, f"not taken: {text!r}"
    return turn


def said(turn):
    return " ".join(message.text for message in turn.messages)


def buttons(messages):
    return [button.id for button in messages[-1].buttons]
