"""A talk with triage, message by message."""

from bot.core.triage import take
from bot.core.triage_content import catalogue
from bot.core.triage_moves import Said, answer, move
from bot.core.triage_state import Reading

BOOK = catalogue()
FLAGS = sorted(BOOK.flags)
REPLIES = sorted(BOOK.replies)
EMERGENCY = Reading("emergency_now", ("ces_bladder_change",))
SAME_DAY = Reading("same_day", ("new_numbness_tingling_one_leg",))
SOON = Reading("soon_gp", ("persistent_pain",))
CRISIS = Reading("emergency_now", ("self_harm_suicide",))
OVERDOSE = Reading("emergency_now", ("medicine_overdose",))
_NOTHING = Reading()


def turn(state, reading=_NOTHING, intent="", button="", message="", **changes):
    """One message: the state after it, the move, and the texts."""
    after = take(BOOK, state, reading, message)
    made = move(BOOK, state, after, Said(intent, button=button, **changes))
    if made is None:
        return after, None, []
    messages, after = answer(BOOK, after, made)
    return after, made, messages


def words(messages):
    return " ".join(message.text for message in messages)
