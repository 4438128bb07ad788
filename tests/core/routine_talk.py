"""A talk in the guided routine, for the tests of its parts."""

from bot.core.routine import Course
from bot.core.routine_content import routine
from bot.core.routine_plan import Person
from bot.core.routine_state import State


def _as_in_the_article(exercise):
    """With the article's first figures, whatever was corrected since."""
    return exercise.copy(update={"seconds": (20, 30)} if exercise.seconds else {"repetitions": (10, 12)})


BOOK = routine()
_MOVES = BOOK.moves.copy(update={"exercises": [_as_in_the_article(each) for each in BOOK.moves.exercises]})
BOOK = BOOK._replace(moves=_MOVES)
LIMITS = [each.id for each in BOOK.moves.limits]
NOBODY = Person()


def says(turn):
    return "\n".join(message.text for message in turn.messages)


def titles(turn):
    return [each.title for each in turn.messages[-1].buttons]


def cards(turn):
    return [each.card for each in turn.messages if each.card]


def talk(*texts, begin="give me 5 minutes", person=NOBODY):
    """The turn after some messages."""
    turn = Course(BOOK, State(), person).begin("start", begin)
    for text in texts:
        heard = Course(BOOK, turn.state, person).hear(text)
        assert heard, f"{text!r} was no move at {turn.state.at}"
        turn = heard
    return turn


def click(turn, title, person=NOBODY):
    button = next(each for each in turn.messages[-1].buttons if each.title == title)
    return Course(BOOK, turn.state, person).click(button.id)
