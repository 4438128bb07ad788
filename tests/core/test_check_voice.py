"""What the check says where it does not understand, and when it ends."""

import pytest

from bot.core import check_voice as voice
from bot.core.check_answers import is_empty
from bot.core.check_state import State

from .check_talk import CALM, CHECK, buttons, course, play, said


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
