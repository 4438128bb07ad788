"""The guided routine: what is said next, for whatever is typed or clicked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.content_files import BUBBLE_WORDS, BUBBLES
from bot.core.messages import Button, Message
from bot.core.routine import Course
from bot.core.routine_plan import Person, allowed
from bot.core.routine_state import State

from .routine_talk import BOOK, LIMITS, NOBODY, cards, click, says, talk, titles


def test_the_time_is_asked_unless_it_was_said():
    assert titles(talk(begin="do it with me")) == ["2 minutes", "5 minutes", "10 minutes"]
    assert talk(begin="a 5 minute routine please").state.minutes == 5
    assert talk("ten", begin="do it with me").state.minutes == 10
    assert talk("a quick one", begin="do it with me").state.minutes == 2


def test_a_whole_routine_typed():
    turn = talk("none of these")
    assert "about 5 minutes" in says(turn)
    turn = talk("no", "go")
    assert cards(turn)[0] == {
        "type": "exercise_timer", "version": 1, "exercise": "standing_quad_stretch", "title": "Standing quad stretch",
        "number": 1, "total": 4, "side": "left", "seconds": 20,
    }  # fmt: skip
    assert "Hold for 20 seconds" in says(turn)
    assert titles(turn) == ["Done", "Skip", "Repeat", "Stop"]
    second = talk("no", "go", "next")
    assert cards(second)[0]["side"] == "right"
    assert titles(talk("no", "go", "next", "finished")) == ["Fine", "A mild pull", "It hurt"]
    steps = ["done", "done", "fine"] * 2 + ["done", "good"] + ["done", "done"]
    turn = talk("no", "go", *steps, "a mild pull")
    assert turn.over
    assert "well done" in says(turn)
    assert "**bridge**, 10 times" in says(turn)
    assert "gets worse, see a health professional" in says(turn)
    assert "Not in the article:" in says(turn)


def test_a_whole_routine_clicked():
    turn = click(talk(begin="do it with me"), "2 minutes")
    turn = click(turn, "None of these")
    turn = click(turn, "I'm ready")
    for title in ("Done", "Done", "Fine", "Done", "A mild pull"):
        turn = click(turn, title)
    assert turn.over
    assert "**kneeling stretch**, both sides, 20 seconds and **bridge**, 10 times" in says(turn)


def test_several_limits_are_clicked_one_after_the_other_and_asked_once():
    turn = click(talk(), "Sore knee, can't kneel")
    assert "Noted: a sore knee" in says(turn)
    assert titles(turn)[0] == "That's all"
    assert "Sore knee, can't kneel" not in titles(turn)
    turn = click(click(turn, "Thin bones or steroids"), "That's all")
    assert turn.state.plan == ("clamshell",)
    again = Course(BOOK, turn.state, NOBODY).begin("start", "5 minutes")
    assert again.state.at == "ready"  # nothing is asked anew
    longer = Course(BOOK, turn.state, NOBODY).begin("start", "10 minutes")
    assert longer.state.plan == ("clamshell",)  # thin bones rule out the roller as well: there is nothing to ask


def test_a_longer_routine_asks_only_what_was_not_asked():
    short = talk("none", begin="2 minutes")
    longer = Course(BOOK, short.state, NOBODY).begin("start", "10 minutes")
    assert titles(longer) == [
        "None of these",
        "Blood thinner or clot",
        "Cancer now or before",
        "Numb skin or a wound",
        "No foam roller",
    ]


def test_what_changes_nothing_is_not_asked():
    assert "Blood thinner or clot" not in titles(talk(begin="5 minutes"))
    assert "Blood thinner or clot" in titles(talk(begin="10 minutes"))


def test_a_limit_told_on_the_way_takes_the_exercise_out_at_once():
    turn = talk("no", "go", "done", "done", "fine")
    assert cards(turn)[0]["exercise"] == "kneeling_stretch"
    turn = Course(BOOK, turn.state, NOBODY).hear("wait, I have a knee replacement")
    assert cards(turn)[0]["exercise"] == "bridge"
    assert "your knee may not take it" in says(turn)


def test_a_limit_can_be_taken_back_before_the_first_step():
    turn = talk("I'm pregnant")
    assert turn.state.plan == ("clamshell",)
    turn = Course(BOOK, turn.state, NOBODY).hear("sorry, I'm not pregnant")
    assert len(turn.state.plan) == 4


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ("too hard", "Make it easier"),
        ("wait a second", "Paused"),
        ("again", "Once more, the standing quad stretch"),
        ("skip it", "2 of 4: Kneeling stretch"),
        ("back", "first step"),
        ("it's a mild pull", "Take your time"),
        ("ok", "Back to the standing quad stretch"),
    ],
)
def test_words_for_a_step(said, has):
    assert has in says(talk("no", "go", said))


def test_what_is_said_while_it_lasts_keeps_the_buttons():
    for said in ("pause", "too hard", "again", "ok"):
        assert titles(talk("no", "go", said)) == ["Done", "Skip", "Repeat", "Stop"]


def test_back_goes_to_the_exercise_before():
    turn = talk("no", "go", "done", "done", "fine", "back")
    assert "1 of 4: Standing quad stretch" in says(turn)


def test_stopping_tells_what_was_done_and_keeps_the_place():
    turn = talk("no", "go", "done", "done", "fine", "stop")
    assert turn.over
    assert "You did: **standing quad stretch**" in says(turn)
    again = Course(BOOK, turn.state, NOBODY).begin("continue")
    assert cards(again)[0]["exercise"] == "kneeling_stretch"


def test_a_digression_comes_back_to_the_step():
    turn = talk("no", "go", "done")
    assert Course(BOOK, turn.state, NOBODY).hear("is heat better than ice?") is None
    back = Course(BOOK, turn.state, NOBODY).after_digression([Message("Heat.")])
    assert back.messages[0].text == "Heat."
    assert "Back to the standing quad stretch" in says(back)
    assert cards(back)[0]["side"] == "right"


def test_what_is_not_understood_is_asked_again_with_the_words_that_help():
    turn = talk("no", "go")
    once = Course(BOOK, turn.state, NOBODY).unclear()
    twice = Course(BOOK, once.state, NOBODY).unclear()
    assert "not sure what you mean" in says(once)
    assert "done, skip, repeat" in says(twice)


def test_it_hurt_asks_what_it_is_like_and_each_answer_leads_somewhere():
    turn = talk("no", "go", "done", "done", "it hurt")
    assert titles(turn) == [each.title for each in BOOK.talk.hurts]
    for each in BOOK.talk.hurts[:-1]:
        assert click(turn, each.title).over
    sore = click(turn, "Just sore, it eased")
    assert "leave that one out today" in says(sore)
    assert sore.state.done == ()
    assert cards(sore)[0]["exercise"] == "kneeling_stretch"


def test_a_button_of_an_earlier_step_does_not_skip_one():
    first = talk("no", "go")
    second = click(first, "Done")
    done = next(each for each in first.messages[-1].buttons if each.title == "Done")
    turn = Course(BOOK, second.state, NOBODY).click(done.id)
    assert "earlier step" in says(turn)
    assert turn.state.side == 1


def test_a_button_after_the_end_offers_to_begin():
    first = talk("no", "go")
    done = next(each for each in first.messages[-1].buttons if each.title == "Done")
    turn = Course(BOOK, State(), NOBODY).click(done.id)
    assert turn.over
    assert titles(turn) == ["Do it with me"]


BUTTONS = st.sampled_from([
    "routine/start", "routine/again", "routine/continue", "routine/stop", "routine/go", "routine/limit/none",
    *(f"routine/minutes/{each}" for each in (2, 5, 10, 7)), *(f"routine/limit/{each}" for each in LIMITS),
    *(f"routine/1/{place}/{side}/{verb}" for place in range(3) for side in (0, 1) for verb in
      ("done", "skip", "felt/fine", "felt/hurt", "hurt/sore", "hurt/numb", "hurt/dizzy", "x")),
])  # fmt: skip
WORDS = st.sampled_from([
    "done", "next", "skip", "back", "fine", "it hurt", "none", "5 minutes", "2", "go", "stop", "again", "pause",
    "too hard", "I'm pregnant", "can't kneel", "no hernia", "hip replacement", "just sore", "restart", "what is heat?",
    "", "é \x00 12",
])  # fmt: skip
PEOPLE = st.builds(
    Person,
    limits=st.frozensets(st.sampled_from(LIMITS)),
    soon=st.sets(st.sampled_from([*BOOK.moves.soon, "avascular_necrosis"])).map(tuple),
    held=st.booleans(),
)


@given(st.lists(st.one_of(WORDS, BUTTONS, st.text(max_size=20)), max_size=25), st.lists(PEOPLE, min_size=1, max_size=4))
def test_whatever_is_said_nothing_excluded_is_ever_shown(moves, people):
    state = State()
    for number, each in enumerate(moves):
        person = people[number % len(people)]  # what is known of somebody may change at any time
        course = Course(BOOK, State.from_dict(BOOK, state.as_dict()), person)
        if each.startswith("routine/"):
            turn = course.click(each)
        else:
            turn = (course.hear(each) if state.at else course.begin("go on", each)) or course.unclear()
        shown = [card["exercise"] for card in cards(turn)]
        whole = Course(BOOK, turn.state, person).person
        assert set(shown) <= {e.id for e in allowed(BOOK, whole)}
        assert turn.messages
        assert len(turn.messages) <= BUBBLES
        assert all(len(message.text.split()) <= BUBBLE_WORDS for message in turn.messages)
        assert all(message.text.count("**") % 2 == 0 and "{" not in message.text for message in turn.messages)
        assert all(button.title and len(button.title) <= 28 for message in turn.messages for button in message.buttons)
        assert turn.state.at or turn.over
        state = turn.state


def test_going_on_with_nothing_open_offers_to_start():
    turn = Course(BOOK, State(), NOBODY).begin("continue")
    assert turn.over and titles(turn) == ["Do it with me"]


def test_it_is_offered_to_whoever_is_elsewhere():
    offer = Course(BOOK, State(), NOBODY).offer()
    assert [each.id for each in offer.buttons] == ["routine/start"]


@pytest.mark.parametrize("texts", [(), ("no",), ("no", "go"), ("no", "go", "done", "done"), ("no", "go", "it hurt")])
def test_a_wish_to_go_on_asks_what_is_open_again_and_a_stop_ends_it(texts):
    turn = talk(*texts)
    again = Course(BOOK, turn.state, NOBODY).click("routine/continue")
    assert titles(again) == titles(turn) and again.state.at == turn.state.at
    stopped = Course(BOOK, turn.state, NOBODY).click("routine/stop")
    assert stopped.over and stopped.state.at == (turn.state.at if len(texts) > 1 else None)


def test_a_limit_clicked_late_makes_the_plan_anew():
    turn = Course(BOOK, talk("no").state, NOBODY).click("routine/limit/pregnant")
    assert turn.state.at == "ready" and turn.state.plan == ("clamshell",)


@pytest.mark.parametrize("button", ["routine/limit/none", "routine/limit/gone", "routine/1/0/0/hurt/gone", "routine/x"])
def test_a_button_that_does_not_fit_the_step_changes_nothing(button):
    turn = talk("no", "go")
    after = Course(BOOK, turn.state, NOBODY).click(button)
    assert "earlier step" in says(after) and after.state == turn.state


def test_leaving_for_something_else_keeps_the_place_and_offers_to_come_back():
    turn = talk("no", "go", "done")
    asked = [Message("Heat.", (Button("relief/ice", "Ice"),))]
    left = Course(BOOK, turn.state, NOBODY).pause(asked)
    assert left.over and titles(left) == ["Ice", "Go on with the routine"] and left.state.at == "do"
    assert Course(BOOK, State(), NOBODY).pause(asked).messages == asked


@pytest.mark.parametrize(
    ("texts", "at", "side"),
    [
        ((), "minutes", 0),
        (("no",), "minutes", 0),
        (("no", "go", "done"), "do", 0),
        (("no", "go", "done", "done"), "do", 0),
    ],
)
def test_back_goes_to_what_was_before(texts, at, side):
    turn = talk(*texts, "back")
    assert (turn.state.at, turn.state.side, turn.state.place) == (at, side, 0)


def test_starting_again_asks_the_time_again():
    turn = talk("no", "go", "start again")
    assert turn.state.at == "minutes" and turn.state.round == 2


def test_who_says_that_all_is_fine_in_a_step_keeps_their_time():
    turn = talk("no", "go", "easy")
    assert turn.state == talk("no", "go").state and "Take your time" in says(turn)


def test_a_hip_that_may_not_move_leaves_no_plan_for_the_time():
    held = Person(held=True)
    turn = Course(BOOK, talk("no").state, held).click("routine/go")
    assert turn.over and "no exercise from the article is right for you" in says(turn)


def test_what_was_skipped_is_named_at_the_end():
    turn = talk("no", "go", "skip", "done", "done", "fine", "skip", "skip")
    assert turn.over and "You did: **kneeling stretch**" in says(turn) and "standing quad stretch" in says(turn)
