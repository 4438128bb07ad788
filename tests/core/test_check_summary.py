"""The check's summary: what a clinician reads of what people type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import check_summary
from bot.core.check import Course
from bot.core.check_content import check
from bot.core.check_state import State
from bot.core.check_summary import summary

CHECK = check()
IDS = CHECK.ids()


def summed_up(question, text):
    """A typed answer as the summary gives it."""
    state = State(round=1, answers={each: () for each in IDS[: IDS.index(question)]}, at=question)
    turn = Course(CHECK, state).hear(text)
    assert turn is not None, f"not taken: {text!r}"
    asked, state = CHECK.question(question), turn.state
    return check_summary.value(asked, state.answers[question], state.words.get(question, ""), CHECK.phrases)


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        # figures
        ("bad", "3", "3 of 10"),
        ("bad", "about a 3", "about 3 of 10"),
        ("bad", "like a 6ish", "about 6 of 10"),
        ("bad", "7 or 8 i'd say", "7 to 8 of 10"),
        ("bad", "6/10", "6 of 10"),
        ("bad", "8.5/10", "8.5 of 10"),
        ("bad", "ten out of ten", "10 of 10"),
        ("bad", "it's a 3 mostly but a 9 when i bend", '3 to 9 of 10 ("it\'s a 3 mostly but a 9 when I bend")'),
        ("bad", "TERRIBLE!!!", '"terrible"'),
        ("age", "41 male", "41, male"),
        ("age", "i'm 41, female", "41, female"),
        ("age", "34f", "34, female"),
        ("age", "fifty two", "52"),
        ("age", "in my sixties", '"in my sixties"'),
        ("long", "3 weeks", "3 weeks"),
        ("long", "about three weeks or so", "about three weeks or so"),
        ("long", "2-3 weeks", "2-3 weeks"),
        ("long", "half a year", "half a year"),
        ("long", "on and off for years", '"on and off for years"'),
        # an option's title where the words say no more, and both where they say little
        ("where", "my lower back", "lower back"),
        ("where", "LOWER BACK!!!", "lower back"),
        ("where", "my fucking back", "lower back"),
        ("where", "front of the right hip", "front of the hip or groin, right"),
        ("where", "the side of my left hip", "side of hip or buttock, left"),
        ("where", "lumbago", 'lower back ("lumbago")'),
        ("course", "same", "staying the same"),
        ("conditions", "warfarin", 'blood thinners ("warfarin")'),
        ("tried", "nothing", "nothing yet"),
        ("unwell", "no fever", "neither"),
        # their own words
        ("where", "it's my lower back and left hip", '"it\'s my lower back and left hip"'),
        ("began", "IT STARTED WHEN I WAS LIFTING A BLOODY HEAVY BOX!!!! \U0001f621",
         '"it started when I was lifting a heavy box"'),
        ("began", "it just fucking started out of nowhere", '"it just started out of nowhere"'),
        ("began", "um, lifting a washing machine tbh", '"lifting a washing machine"'),
        ("unwell", "had a temperature of 38.5\u00b0 yesterday", '"had a temperature of 38.5\u00b0 yesterday"'),
        ("tried", 'the "miracle" cream and ibuprofen', '"the \'miracle\' cream and ibuprofen"'),
        ("tried", "tiger balm and a tens machine", '"tiger balm and a tens machine"'),
    ],
)  # fmt: skip
def test_an_answer_is_summed_up(question, text, given):
    assert summed_up(question, text) == given


def test_a_long_answer_is_kept_to_its_beginning():
    text = "ibuprofen, " + ", ".join(f"cream number {each}" for each in range(30))
    given = summed_up("tried", text)
    assert given.startswith('"ibuprofen, cream number 0') and given.endswith('\u2026"') and len(given.split()) == 40


@pytest.mark.parametrize("text", ["no, the front", "no sorry, the front", "I meant the front", "the front, sorry"])
def test_a_correction_keeps_the_side_that_was_said(text):
    course = Course(CHECK, State()).begin("start")
    for each in ("the side of my right hip", text):
        course = Course(CHECK, course.state).hear(each)
    assert course.state.answers == {"where": ("groin",)} and course.state.at == "saddle"
    assert "Changed. Where: front of the hip or groin, right." in course.messages[0].text


@pytest.mark.parametrize("text", ["no leg pain", "no, not my legs", "no, nothing", "no numbness", "not the front"])
def test_a_denial_is_no_correction(text):
    course = Course(CHECK, Course(CHECK, State()).begin("start").state).hear("my right hip")
    after = Course(CHECK, course.state).hear(text)
    assert not after or after.state.answers["where"] == ("side",)


def test_a_wish_is_not_what_was_tried():
    state = State(round=1, answers={each: () for each in IDS[:-1]}, at="tried")
    assert Course(CHECK, state).hear("what is the psoas?") is None
    assert Course(CHECK, state).hear("hello there", free=False) is None
    assert Course(CHECK, state).hear("in simpler words").state.at == "tried"


def test_what_was_denied_is_named():
    state = State(round=1, answers={each: ("none",) for each in ("conditions", "wasting", "unwell")})
    text = summary(CHECK, state).text
    assert "steroid tablets, blood thinners, thin bones" in text and "night pain that nothing eases" in text


@given(st.text())
@settings(max_examples=300)
def test_anything_can_be_tidied(text):
    tidy = check_summary.tidy(text)
    assert tidy == " ".join(tidy.split()) and "!" not in tidy and '"' not in tidy


def test_the_m_of_im_is_nobody_s_sex():
    state = State(round=1, answers={"age": ("fifty",)}, words={"age": "sorry i'm 53"})
    assert "Age: 53." in summary(CHECK, state).text


@st.composite
def answered(draw):
    """A check with any answers, in the person's words or not, told by anybody."""
    some = st.lists(st.sampled_from(IDS), unique=True)
    answers = {
        each: tuple(draw(st.lists(st.sampled_from(CHECK.question(each).ids()), max_size=2, unique=True)))
        for each in draw(some)
    }
    words = {each: draw(st.text(max_size=60)) for each in draw(some) if each in answers}
    told, retracted, unknown = (
        tuple(draw(st.lists(st.text(max_size=30).map(check_summary.tidy), max_size=3))) for _ in range(3)
    )
    return State(
        round=1, answers=answers, words=words, told=told, retracted=retracted,
        unknown=tuple(each for each in answers if each in unknown), who=draw(st.sampled_from(["", "your mum", "her"])),
    )  # fmt: skip


@given(answered(), st.booleans(), st.booleans())
def test_it_has_ten_lines_at_most(state, pain, signs):
    text = summary(CHECK, state, "22 Nov 8, 23 Nov 6" * pain, ["fever"] * signs).text
    assert len(text.split("\n")) <= 10 and text.startswith("To show a doctor, nurse or physiotherapist")
    assert ("Pain from 0 to 10 by day: 22 Nov 8, 23 Nov 6." in text) == pain
    assert ("Warning signs told in the talk: fever." in text) == signs


def test_what_belongs_together_stands_in_one_line():
    given = {"where": ("lower_back",), "bad": ("medium",), "age": ("adult",), "long": ("few",), "tried": ("rest",)}
    lines = summary(CHECK, State(round=1, answers=given)).text.split("\n")
    assert any("Age" in line and "Where: lower back." in line and "How bad" in line for line in lines)
    assert any(line.startswith("How long") for line in lines) and any(line.startswith("Tried so far") for line in lines)


def test_it_says_what_it_is():
    text = summary(CHECK, State()).text
    assert "made by a program from what was typed, without any examination" in text and "Nothing answered yet." in text
