"""The quiz to its end, whatever was added to the article's five questions."""

from bot.core.quiz_content import quiz

_ADDED = quiz().questions[5:]
TOTAL = len(quiz().questions)


def typed(*five):
    """What is typed to its end: five answers, and the right ones to what was added."""
    return [*five, *(each.key for each in _ADDED)]


def pressed(*five):
    """The same by what the buttons say."""
    titles = {each.id: {option.id: option.title for option in each.options} for each in _ADDED}
    added = [f"{each.key}) {titles[each.id][each.key]}" if each.options else each.key.title() for each in _ADDED]
    return [*five, *added]


def score(wrong=0):
    """How the result begins to say how many were right."""
    return f"{TOTAL - wrong} of {TOTAL}"
