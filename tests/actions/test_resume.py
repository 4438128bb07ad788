"""Going on with what was left last: the quiz, the check or the routine."""

import pytest

from actions.answers import ActionFollowUp
from bot.core.check_state import State as CheckState
from bot.core.quiz_content import quiz
from bot.core.quiz_state import State as QuizState
from bot.core.routine_state import State as RoutineState

from .talk import Talk

LEFT = {
    "quiz": QuizState(round=1, order=tuple(quiz().ids()), at="heat", then="paused").as_dict(),
    "check": CheckState(round=1, at="saddle", then="paused").as_dict(),
    "routine": RoutineState(round=1, at="do", minutes=2, plan=("bridge",), then="paused").as_dict(),
}


def loops(*forms):
    return [{"event": "active_loop", "name": each} for each in forms]


@pytest.mark.parametrize("form", sorted(LEFT))
def test_the_one_that_was_left_is_gone_on_with(form):
    talk = Talk(**{form: LEFT[form]})
    talk.say(ActionFollowUp(), "carry on", "more")
    assert talk.followed == f"{form}_form" and talk.slots[form]["then"] == "continue"


@pytest.mark.parametrize(("forms", "last"), [(("quiz", "check"), "check"), (("check", "quiz"), "quiz")])
def test_of_several_the_last_one_is(forms, last):
    talk = Talk(quiz=LEFT["quiz"], check=LEFT["check"])
    talk.events = loops(*(f"{each}_form" for each in forms), None)
    talk.say(ActionFollowUp(), "carry on", "more")
    assert talk.followed == f"{last}_form"


def test_more_of_a_topic_is_not_taken_for_it_unless_going_on_is_offered(content):
    topic = next(name for name, each in content.topics.items() if each.more)
    talk = Talk(quiz=LEFT["quiz"], topic=topic)
    talk.say(ActionFollowUp(), "carry on", "more")
    assert talk.followed is None and talk.slots["depth"] == "more"
    talk = Talk(quiz=LEFT["quiz"], topic=topic, offered=[["quiz/continue", "Continue the quiz"]])
    talk.say(ActionFollowUp(), "carry on", "more")
    assert talk.followed == "quiz_form"


@pytest.mark.parametrize("text", ["tell me more", "thanks"])
def test_other_words_go_on_with_nothing(text):
    talk = Talk(quiz=LEFT["quiz"])
    talk.say(ActionFollowUp(), text, "more")
    assert talk.followed is None


def test_with_nothing_left_there_is_nothing_to_go_on_with():
    talk = Talk()
    talk.say(ActionFollowUp(), "carry on", "more")
    assert talk.followed is None
