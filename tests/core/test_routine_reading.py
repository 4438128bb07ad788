"""How people say how long, what to leave out, and how it felt."""

import pytest

from bot.core.routine import Course

from .routine_talk import BOOK, NOBODY, says, talk, titles


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("3 mins", 2),
        ("7 minutes", 5),
        ("half an hour", 10),
        ("1 hour", 10),
        ("twenty-five minutes", 10),
        ("fourteen", 10),
    ],
)
def test_other_times_become_the_longest_that_fits(said, minutes):
    assert talk(said, begin="do it with me").state.minutes == minutes


@pytest.mark.parametrize(
    "said", ["none", "no", "nope, nothing", "none, I'm fine", "I'm 34 and healthy", "no hernia, none", "next"]
)
def test_ways_to_say_that_nothing_fits(said):
    assert talk(said).state.at == "ready"


@pytest.mark.parametrize("said", ["I'm not on blood thinners", "not on warfarin", "never been on steroids"])
def test_what_nobody_takes_is_no_limit(said):
    turn = talk(said, begin="10 minutes")
    assert turn.state.at == "limits" and turn.state.limits == () and turn.state.asked


@pytest.mark.parametrize("said", ["yes", "yes please", "ok yes", "oh yes"])
def test_a_yes_to_whether_one_is_ready_begins(said):
    assert talk("none", said).state.at == "do"


def test_a_no_to_one_thing_is_not_a_no_to_all():
    turn = talk("I'm not pregnant")
    assert turn.state.at == "limits"
    assert "Pregnant" not in titles(turn)
    assert 'say "none"' in says(Course(BOOK, Course(BOOK, turn.state, NOBODY).unclear().state, NOBODY).unclear())


@pytest.mark.parametrize(
    ("said", "raises"),
    [
        ("sharp pain", ("worse_during_self_care",)),
        ("it shoots down my leg", ("worse_during_self_care",)),
        ("that's a new pain and it's spreading", ("worse_during_self_care",)),
        ("my foot is tingling", ("new_numbness_tingling_one_leg",)),
        ("went numb", ("new_numbness_tingling_one_leg",)),
        ("something popped", ("muscle_tear_avulsion",)),
        ("I feel dizzy", ()),
    ],
)
@pytest.mark.parametrize("before", [(), ("done", "done"), ("it hurt",)], ids=["in a step", "after it", "when asked"])
def test_what_must_not_be_stops_it_at_once(said, raises, before):
    turn = talk("no", "go", *before, said)
    assert turn.over
    assert turn.state.at is None  # there is nothing to go on with
    assert turn.raises == raises
    assert turn.raises or turn.facts == ("faintness",)
    assert "Stop here for today" in says(turn)


def test_pain_that_was_denied_stops_nothing():
    assert talk("no", "go", "done", "done", "no pain, not dizzy").state.at == "do"
