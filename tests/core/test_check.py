"""The symptom check: moves, clicks, for whom it is. Random walks check that nothing given is lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import check_voice as voice
from bot.core import person
from bot.core.check_content import NONE
from bot.core.check_state import State
from bot.core.check_summary import summary
from bot.core.loop import PAUSED
from bot.core.messages import Button, Message
from bot.core.screening import Finding

from .check_talk import CALM, CHECK, IDS, MANY, TYPED, at, buttons, course, play, said


def test_begins_with_what_it_is_and_the_first_question():
    turn = play()
    for words in ('"why?"', '"back"', '"skip"', '"stop"', "not a diagnosis"):
        assert words in turn.messages[0].text
    assert turn.messages[1].text.startswith(f"Question 1 of {len(IDS)}. Where does it hurt?")
    assert buttons(turn)[0] == "check/1/where/lower_back"


def test_one_answer_a_question_reaches_the_end_and_raises_nothing():
    turn = course(State()).begin("start")
    for text in CALM:
        turn = course(turn.state).hear(text)
        assert turn.raises == ()
    assert turn.over and turn.messages == [] and turn.state.at is None
    assert set(turn.state.answers) == set(IDS)


def test_why_back_skip_repeat_and_stop():
    turn = play("groin", "why do you ask?")
    assert CHECK.question("saddle").why in said(turn) and "Question 2" in said(turn)
    assert play("groin", "none", "back").state.at == "saddle"
    assert play("groin", "none", "back", "back").state.at == "where"
    assert CHECK.phrases["first_question"] in said(play("go back"))
    turn = play("groin", "none", "go back", "skip")
    assert turn.state.answers["saddle"] == (NONE,), "skipping an answered question keeps the answer"
    assert play("groin", "rather not say").state.answers["saddle"] == ()
    assert "Question 2" in said(play("groin", "say that again"))
    turn = play("groin", "stop")
    assert turn.over and turn.state.stopped and turn.state.at == "saddle"
    assert buttons(turn) == [voice.CONTINUE, "menu"]
    turn = course(turn.state).begin("continue")
    assert turn.state.at == "saddle" and CHECK.phrases["resumed"] in said(turn)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("it's for my son", "your son"),
        ("this is about my elderly mum by the way", "your mum"),
        ("I'm asking for my mother-in-law", "your mother in law"),
        ("she's 78 by the way", "her"),
        ("it's in his lower back", "him"),
        ("it's for somebody else", "them"),
        ("my mum had cancer", ""),
        ("my gp says she is worried about my back", ""),
        ("I lifted my son and it went", ""),
    ],
)
def test_for_whom_the_check_is(text, who):
    assert person.told(text) == who


def test_the_check_for_another_is_asked_and_read_as_theirs():
    turn = course(State()).begin("start", person.told("can I do the check for my mum", at_first=True))
    assert "about your mum. Where does it hurt them?" in said(turn)
    turn = course(turn.state).hear("her lower back and my mum's left hip")
    assert turn.state.answers["where"] == ("lower_back", "side")
    turn = course(turn.state).hear("she can't feel it when she wipes")
    assert turn.raises == ("ces_saddle_numbness",)
    text = summary(CHECK, turn.state).text
    assert "About: mum, told by somebody else." in text and "she can't feel it" in text


def test_another_person_named_half_way_changes_the_wording_and_keeps_the_answers():
    turn = play("groin", "it's for my husband")
    assert turn.state.at == "saddle" and turn.state.answers["where"] == ("groin",)
    assert CHECK.question("saddle").ask_other in said(turn) and "about your husband" in said(turn)
    assert "Age: 78" in said(course(turn.state).hear("he's 78 by the way"))
    assert course(turn.state).hear("it's for me").state.who == ""


def test_begin_starts_goes_on_or_says_that_there_is_nothing():
    assert course(State()).begin("go on").state.round == 1
    open_one = play("groin").state
    assert course(open_one).begin("go on").state.at == "saddle"
    anew = course(open_one).begin("start").state
    assert anew.round == 2 and anew.answers == {}
    turn = course(State()).begin("continue")
    assert turn.over and CHECK.phrases["nothing_open"] in said(turn)
    turn = play("groin", "start again")
    assert turn.state.round == 2 and CHECK.phrases["restarted"] in said(turn)


def test_a_digression_comes_back_and_a_pause_asks_nothing():
    state = play("groin").state
    turn = course(state).after_digression([Message("An answer.")])
    assert turn.messages[0].text == "An answer." and "Question 2" in said(turn) and turn.state == state
    turn = course(state).pause([Message("Get help.")])
    assert turn.over and turn.state.then == PAUSED and turn.state.at == "saddle" and buttons(turn) == []
    turn = course(state).pause([Message("Get help.", (Button("menu", "Something else"),))])
    assert buttons(turn) == ["menu", voice.CONTINUE]
    assert course(turn.state).begin("go on").state.then == ""


def test_an_earlier_questions_button_answers_that_question():
    turn = course(play("groin", "none", "none").state).click("check/1/nerves/weak")
    assert turn.raises == ("foot_drop_one_leg_weakness",) and turn.state.at == "unwell"
    turn = course(turn.state).click("check/1/nerves/numb")
    assert turn.state.answers["nerves"] == ("weak", "numb")
    turn = course(turn.state).click("check/1/nerves/none")
    assert turn.state.answers["nerves"] == (NONE,) and "first said: weakness" in summary(CHECK, turn.state).text


@pytest.mark.parametrize(
    "stale", ["check/7/saddle/pee", "check/1/gone/pee", "check/1/saddle/gone", "check/x", "check/1/a"]
)
def test_other_stale_buttons_are_left_alone_kindly(stale):
    state = play("groin").state
    turn = course(state).click(stale)
    assert turn.state == state and turn.raises == () and CHECK.phrases["stale"] in said(turn)
    assert course(State()).click(stale).over


def test_the_verbs_buttons():
    state = play("groin").state
    assert CHECK.question("saddle").why in said(course(state).click(voice.WHY))
    assert course(state).click(voice.SKIP).state.answers["saddle"] == ()
    assert course(state).click(voice.BACK).state.at == "where"
    assert course(state).click(voice.STOP).over
    assert course(state).click(voice.AGAIN).state.round == 2
    assert course(state).click(voice.START).state == state
    ended = play(*CALM).state
    assert course(ended).click(voice.CONTINUE).over
    assert course(ended).click("check/1/saddle/pee").raises == ("ces_bladder_change",)


def test_the_summary_keeps_the_persons_words_and_says_what_was_not_asked():
    text = summary(CHECK, play(MANY, "no", "rather not say").state).text
    assert "Where: lower back." in text and "How long: 3 weeks." in text and "How bad: about 6 of 10." in text
    denied, skipped = text.split("Said no to: ")[1].split("Not asked or skipped: ")
    assert "cancer, ever" in denied and "numb between the legs" in denied and "numbness or tingling" in denied
    assert "numb, tingling or weak legs" in skipped and "age" in skipped
    assert CHECK.phrases["nothing"] in summary(CHECK, State()).text


SAID = st.sampled_from(
    [text for _, text, _ in TYPED] + [MANY, "back", "skip", "why", "no sorry, left groin", "actually no"]
)
CLICKED = st.one_of(
    st.builds(
        lambda round, option: f"check/{round}/{option}",
        st.integers(0, 2),
        st.sampled_from([f"{q.id}/{o}" for q in CHECK.questions for o in q.ids()]),
    ),
    st.sampled_from(
        [voice.START, voice.CONTINUE, voice.SKIP, voice.BACK, voice.WHY, voice.STOP, "check/junk", "check/1/x/y"]
    ),
)
SIGNS = [*sorted(CHECK.signs()), "chest_pain"]
FOUND = st.builds(
    Finding, st.sampled_from(SIGNS), st.sampled_from(["present", "doubtful", "negated", "historical"]), st.booleans()
)
MOVES = st.one_of(
    st.tuples(st.just("type"), SAID | st.text(max_size=40), st.lists(FOUND, max_size=2)),
    st.tuples(st.just("click"), CLICKED, st.none()),
    st.tuples(st.just("mumble"), st.none(), st.none()),
)


@settings(max_examples=250)
@given(st.lists(MOVES, min_size=1, max_size=25))
def test_random_walks_lose_nothing_and_end(moves):
    turn = course(State()).begin("start")
    for kind, what, findings in moves:
        if turn.over:
            turn = course(turn.state).begin("continue")
            if turn.over:
                break
        state = turn.state
        if kind == "type":
            turn = course(state).hear(what, findings) or course(state).unclear()
        else:
            turn = course(state).click(what) if kind == "click" else course(state).unclear()
        if turn.state.round != state.round:
            continue
        assert set(state.answers) <= set(turn.state.answers), "an answer was lost"
        for each, options in state.answers.items():
            question = CHECK.question(each)
            kept = {*turn.state.answers[each], *turn.state.before.get(each, ())}
            assert not question.screened or set(options) - {NONE} <= kept, "what was raised is forgotten"
        new = {each: given for each, given in turn.state.answers.items() if state.answers.get(each) != given}
        flags = {flag for each, given in new.items() for o in given for flag in CHECK.question(each).option(o).raises}
        assert flags <= set(turn.raises)
        assert turn.over or (turn.state.at in IDS and buttons(turn) and 1 <= len(turn.messages) <= 3)
        assert all(len(message.text.split()) <= 110 and "{" not in message.text for message in turn.messages)
        assert State.from_dict(CHECK, json.loads(json.dumps(turn.state.as_dict()))) == turn.state
    state = course(turn.state).begin("continue").state  # skipping all the rest ends it
    for _ in range(2 * len(IDS)):
        if state.at:
            state = course(state).click(voice.SKIP).state
    assert state.at is None
    assert summary(CHECK, state).text


@pytest.mark.parametrize(("text", "to"), [("go back two", "nerves"), ("back 3", "saddle"), ("go back 12", "where")])
def test_back_by_several_questions(text, to):
    assert course(at("began")).hear(text).state.at == to


@pytest.mark.parametrize("text", ["my mum", "mum", "our nan"])
def test_who_hurts_is_told_where_it_is_asked_where_it_hurts(text):
    assert play(text).state.who.startswith("your ") and play(text).state.at == "where"
    assert (course(at("cancer")).hear(text) or play()).state.who == ""


@pytest.mark.parametrize(
    ("text", "answers"), [("numb down there", True), ("no", True), ("3 weeks", False), ("hello", False)]
)
def test_whether_a_message_answers_the_open_question(text, answers):
    assert course(at("saddle")).answers(text) == answers


def test_nothing_is_changed_afterwards_while_a_question_is_open_or_where_nothing_was_answered():
    assert course(at("saddle")).hear_afterwards("actually 2 weeks") is None
    assert course(State()).hear_afterwards("actually 2 weeks") is None


def test_without_an_open_question_an_unclear_message_is_told_so():
    turn = course(State()).unclear()
    assert turn.over and turn.messages == course(State()).voice.too_late()


def test_the_summary_can_be_seen_on_the_way():
    turn = play("groin", "show me the summary")
    assert "Where: front of the hip or groin." in said(turn) and turn.state.at == "saddle"
