"""Random walks through the quiz: the score is a plain recount, and the place is never lost."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import quiz_voice
from bot.core.loop import PAUSED
from bot.core.messages import Message
from bot.core.quiz_state import Score, State, score

from .quiz_talk import IDS, KEYS, QUIZ, buttons, course

TYPED = st.sampled_from(
    ["true", "false", "a", "b", "c", "d", "yes", "the last one", "skip", "no idea", "hint", "repeat", "back", "why",
     "score", "stop", "start again", "continue", "a and b", "change question 1 to false", "change question 3 to b",
     "change my answer to a", "what does that word mean", "kneeling", "all of them"]
)  # fmt: skip
CLICKED = st.builds(
    lambda round, question, option: f"quiz/{round}/{question}/{option}",
    st.integers(0, 3), st.sampled_from(IDS), st.sampled_from(["a", "b", "true", "false", "skip", "stop", "hint", "x"]),
)  # fmt: skip
MOVES = st.one_of(
    st.tuples(st.just("type"), TYPED),
    st.tuples(st.just("click"), CLICKED | st.sampled_from([quiz_voice.CONTINUE, quiz_voice.AGAIN, quiz_voice.START])),
    st.tuples(st.just("digress"), st.just([Message("An answer."), Message("A note.")])),
    st.tuples(st.just("mumble"), st.none()),
    st.tuples(st.just("pause"), st.just([Message("Get help.")])),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(MOVES, st.sampled_from(["start", "continue", "missed"])), min_size=1, max_size=40))
def test_random_walks(moves):
    turn, answers = course(State()).begin("start"), {}
    for (kind, what), begin in moves:
        if turn.over:
            before = turn.state
            turn = course(turn.state).begin(begin)
            resumed = begin == "continue" and before.at
            answers = dict(before.answers) if resumed else {}
            assert not resumed or turn.state.at == before.at
            continue
        state = turn.state
        turn = {
            "type": course(state).hear,
            "click": course(state).click,
            "digress": course(state).after_digression,
            "mumble": lambda _, at=state: course(at).unclear(),
            "pause": course(state).pause,
        }[kind](what)
        turn = turn or course(state).unclear()
        if turn.state.round != state.round:
            answers = {}
        changed = {each: option for each, option in turn.state.answers.items() if answers.get(each) != option}
        assert len(changed) <= 1
        assert not (kind in ("digress", "mumble", "pause") and changed)
        answers |= changed
        # the score is a plain recount
        assert turn.state.answers == answers
        right = sum(1 for each, option in answers.items() if dict(zip(IDS, KEYS, strict=True))[each] == option)
        assert score(QUIZ, turn.state.answers) == Score(right, len(answers))
        # the place is kept, and there is always a way on
        assert turn.over or turn.state.at in turn.state.order
        if not turn.over:
            assert buttons(turn.messages)
            assert 1 <= len(turn.messages) <= 3
        elif turn.state.then != PAUSED:
            assert quiz_voice.AGAIN in buttons(course(turn.state).voice.result())
        if turn.over and turn.state.at is None:
            assert set(turn.state.answers) == set(turn.state.order)
        assert State.from_dict(QUIZ, json.loads(json.dumps(turn.state.as_dict()))) == turn.state
