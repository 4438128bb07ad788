"""What the check says where it does not understand, and when it ends."""

import pytest

from bot.core import check_voice as voice
from bot.core.check_answers import is_empty
from bot.core.check_state import State
from bot.core.check_voice import AGAIN, CONTINUE
from bot.core.messages import Button, Message

from .check_talk import CALM, CHECK, at, buttons, course, play, said


def test_unclear_asks_in_other_words_each_time():
    turn, seen = play("groin"), []
    for _ in range(4):
        turn = course(turn.state).unclear()
        assert "check/1/saddle/none" in buttons(turn)
        seen.append(said(turn))
    assert len(set(seen[:3])) == 3 and seen[3] != seen[2]
    assert CHECK.question("saddle").short in seen[0] and '"skip"' in seen[1] and "1. Numb between the legs" in seen[2]
    assert voice.SKIP in buttons(turn)
    assert course(turn.state).hear("none").state.unclear == 0


def test_the_closing_says_what_would_be_urgent_and_offers_what_next():
    state = play(*CALM).state
    for level in (None, "soon_gp", "same_day", "never heard of"):
        closing = course(state).voice.closing(level)
        assert [button.id for button in closing[-1].buttons] == ["menu", voice.AGAIN]
        assert "numb between the legs" in closing[0].text.lower()
    assert course(state).voice.closing("emergency_now")[-1].buttons == ()
    assert voice.CONTINUE in [button.id for button in course(play("groin").state).voice.closing(None)[-1].buttons]


@pytest.mark.parametrize("text", ["skip the rest", "finish now", "just give me the result"])
def test_the_rest_is_skipped_and_the_result_says_so(text):
    done = play("lower back", text)
    assert done.over and done.state.at is None and not done.messages
    assert course(done.state).voice.besides(set(), True) == CHECK.phrases["partly"]
    assert not is_empty(done.state) and is_empty(play(text).state)


def test_an_answer_that_raises_nothing_by_itself_is_spoken_of_with_the_result():
    state = State(round=1, answers={"conditions": ("steroids",)})
    assert "steroid tablets can thin the bones" in course(state).voice.besides(set(), False)
    assert course(state).voice.besides({"m_steroids"}, False) == ""


def test_a_way_back_is_offered_and_said_where_nothing_else_is_offered():
    voice = course(at("saddle")).voice
    [plain] = voice.to_go_on([Message("Good.")])
    assert plain.text == f"Good. {CHECK.phrases['to_go_on']}" and [each.id for each in plain.buttons] == [CONTINUE]
    [offering] = voice.to_go_on([Message("Good.", (Button("menu", "More"),))])
    assert offering.text == "Good." and [each.id for each in offering.buttons] == ["menu", CONTINUE]


def test_the_result_says_for_whom_it_is():
    assert course(State()).voice.lead() == ""
    assert "your mum" in course(State(who="your mum")).voice.lead()


def test_what_can_be_done_about_an_answer_at_the_end():
    [message] = course(State(answers={"where": ("groin",)})).voice.ended()
    assert message.text == CHECK.phrases["ended"] and [each.id for each in message.buttons] == ["menu", AGAIN]
