"""What the routine says of the article, of itself, and of what stays out."""

from bot.core.content import content
from bot.core.routine_plan import Person

from .routine_talk import says, talk, titles


def test_less_than_the_shortest_is_owned_up_to():
    assert "The shortest takes about 2 minutes" in says(talk("1 minute", begin="do it with me"))


def test_what_was_told_before_counts_and_is_not_asked():
    turn = talk(person=Person(limits=frozenset({"pregnant"})))
    assert "You told me before: being pregnant" in says(turn)
    assert "Pregnant" not in titles(turn)


def test_where_nothing_is_left_it_says_so_and_what_is_left():
    turn = talk("I have a hip replacement and I'm pregnant")
    assert turn.over
    assert not turn.state.at
    assert "no exercise from the article is right for you" in says(turn)
    assert "surgical team's plan" in says(turn)
    assert "relief/physical_therapy" in [each.id for each in turn.messages[-1].buttons]


def test_the_article_and_our_notes_are_kept_apart():
    labels = content().phrases.labels
    first, second = talk("no", "go").messages
    assert labels.says in first.text
    assert labels.safety_note not in first.text
    assert second.text.startswith(labels.safety_note)
    assert "section 3" in first.text
