"""The symptom check: moves, what it raises, what people type. Random walks check that nothing given is lost."""

import json
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import check_reading, check_words, person
from bot.core import check_voice as voice
from bot.core.check import Course
from bot.core.check_answers import is_empty, taking_back
from bot.core.check_content import NONE, check, load
from bot.core.check_state import State
from bot.core.check_summary import summary
from bot.core.content_files import CONTENT
from bot.core.loop import PAUSED
from bot.core.messages import Button, Message
from bot.core.screening import Finding
from bot.errors import ContentError

CHECK = check()
IDS = CHECK.ids()
# one answer a question, in order, that raises nothing but the flags of a person who is well otherwise
CALM = ["groin", "none", "none", "neither", "slowly", "3", "neither", "no", "none of these", "34", "2 days", "better",
        "nothing yet"]  # fmt: skip
MANY = "lower back, 3 weeks, about 6 out of 10, no numbness, never had cancer"


def course(state):
    return Course(CHECK, state)


def play(*texts, state=None):
    """The turn after typing texts one after another into a new check."""
    turn = course(state or State()).begin("start")
    for text in texts:
        assert not turn.over, f"over before {text!r}"
        turn = course(turn.state).hear(text)
        assert turn is not None, f"not taken: {text!r}"
    return turn


def at(question):
    """A new check in which a question is open and those before it are skipped."""
    before = IDS[: IDS.index(question)]
    return State(round=1, answers={each: () for each in before}, at=question)


def said(turn):
    return " ".join(message.text for message in turn.messages)


def buttons(turn):
    return [button.id for button in turn.messages[-1].buttons]


# ── content ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_questions_that_show_an_emergency_come_right_after_the_place():
    assert IDS[:3] == ["where", "saddle", "nerves"]
    assert 12 <= len(IDS) <= 14


def test_bubbles_and_reasons_are_short():
    for question in CHECK.questions:
        assert len(question.ask.split()) <= 45, question.id
        assert question.why.count(".") == 1 and question.short != question.ask
    for said in (*CHECK.phrases.values(), *CHECK.closing.values()):
        assert len(said.split()) <= 62, said
    assert "not a diagnosis" in CHECK.phrases["intro"]


def test_nothing_says_that_all_is_well():
    assert "no all-clear" in CHECK.closing["none"] and "no all-clear" in CHECK.closing["soon_gp"]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("all_of: [saddle, pee, poo]", "all_of: [saddle, wee]", ["check.yml", "questions", "'wee'"]),
        ("id: cancer", "id: saddle", ["check.yml", "same `id`"]),
        ("upto: 3, topics", "topics", ["check.yml", "upto"]),
        ("course: [same, worse, varies]", "course: [same, bad]", ["check.yml", "together"]),
        ("words: [unwell", "words: ['(unwell'", ["check.yml", "cannot be matched"]),
        ("short: Which place", "shrt: Which place", ["check.yml", "short"]),
    ],
)
def test_a_broken_check_is_refused(tmp_path, old, new, names):
    text = (CONTENT / "check.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "check.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load(tmp_path)
    for name in names:
        assert name in str(refused.value)


def test_an_unknown_flag_is_refused_once_the_catalogue_is_given():
    assert load(known=CHECK.signs())
    with pytest.raises(ContentError, match="major_trauma"):
        load(known=CHECK.signs() - {"major_trauma"})


def test_broken_words_are_refused(tmp_path):
    text = (CONTENT / "check_words.yml").read_text(encoding="utf-8")
    (tmp_path / "check_words.yml").write_text(text.replace("negators: ['no'", "negators: ['(no'"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"check_words\.yml"):
        check_words.load(tmp_path)


# ── moves ────────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_several_answers_at_once_are_taken_and_not_asked_again():
    turn = play(MANY)
    assert turn.state.answers == {"where": ("lower_back",), "long": ("weeks",), "bad": ("medium",), "cancer": (NONE,)}
    assert turn.facts == ("back_pain",) and turn.state.at == "saddle"
    assert "Noted. Where: lower back. How long: 3 weeks." in said(turn)
    asked = {turn.state.at}
    for text in ("no", "no weakness", "no", "slowly", "no", "none", "44", "same", "rest"):
        turn = course(turn.state).hear(text)
        asked.add(turn.state.at)
    assert turn.over and turn.raises == ()
    assert not asked & {"where", "long", "bad", "cancer"}


def test_what_is_denied_in_part_is_asked_for_the_rest_only():
    turn = play(MANY, "no")
    assert "You said no to numbness or tingling. And what about weakness or trouble in both legs?" in said(turn)
    assert "check/1/nerves/numb" not in buttons(turn)
    assert play(MANY, "no", "no").state.answers["nerves"] == (NONE,)
    assert play("groin", "no trouble peeing").state.answers == {"where": ("groin",)}
    assert play("groin", "no trouble peeing", "no numbness and pooing is fine").state.answers["saddle"] == (NONE,)


def test_no_numbness_in_the_legs_says_nothing_of_the_saddle():
    turn = play("groin", "no numbness in my legs")
    assert "saddle" not in turn.state.answers and turn.state.at == "saddle"


@pytest.mark.parametrize(
    ("texts", "changed", "now"),
    [
        ((MANY, "actually it was 2 weeks"), "long", ("week",)),
        ((MANY, "no sorry, left groin"), "where", ("groin",)),
        ((MANY, "i meant 7 out of 10"), "bad", ("strong",)),
        ((MANY, "hang on, it's more like 5 months"), "long", ("months",)),
        ((MANY, "change how long to 2 days"), "long", ("few",)),
        (("lower back, no sorry, left groin",), "where", ("groin",)),
    ],
)
def test_a_correction_changes_an_earlier_answer_whatever_is_asked(texts, changed, now):
    before, turn = play(*texts[:-1]), play(*texts)
    assert turn.state.answers[changed] == now
    if len(texts) > 1:
        assert turn.state.at == before.state.at and "Changed." in said(turn)
    assert NONE not in turn.state.answers.get("saddle", ())


def test_actually_no_goes_back_to_the_question_answered_last():
    state = course(at("cancer")).hear("yes").state
    turn = course(state).hear("actually no")
    assert turn.state.at == "cancer" and CHECK.phrases["again"] in said(turn)
    turn = course(turn.state).hear("no")
    assert turn.state.answers["cancer"] == (NONE,)
    assert "first said: cancer" in summary(CHECK, turn.state).text


def test_without_a_correction_an_answer_is_only_added_to():
    turn = play(MANY, "no", "no")
    turn = course(turn.state).hear("also I can't pee properly since today")
    assert turn.raises == ("ces_bladder_change",) and turn.state.answers["saddle"] == ("pee",)
    assert turn.state.answers["long"] == ("weeks",)
    assert course(turn.state).hear("toilet fine, no numbness") is None  # takes nothing back by the way


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


@pytest.mark.parametrize("question", IDS)
@pytest.mark.parametrize(
    "text",
    [
        "not sure",
        "I don't know",
        "dunno",
        "couldn't say really",
        "no clue",
        "not too sure about that",
        "can't remember",
    ],
)
def test_not_known_is_an_answer_to_every_question(question, text):
    turn = course(at(question)).hear(text)
    assert turn.state.answers[question] == () and turn.state.unknown == (question,) and turn.state.at != question
    assert turn.raises == turn.facts == ()
    assert "Not known: " + CHECK.question(question).called in summary(CHECK, turn.state).text
    assert "get emergency help" in said(turn) or question not in ("saddle", "nerves")


def test_what_was_not_known_may_be_told_later():
    turn = play("groin", "dunno", "actually peeing is hard to start")
    assert turn.raises == ("ces_bladder_change",) and turn.state.unknown == ()
    assert "Not known" not in summary(CHECK, turn.state).text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("change the pain to 7", ("bad", "strong")),
        ("pain is actually 2", ("bad", "mild")),
        ("put my pain at 8 please", ("bad", "strong")),
        ("the pain is 2", ("bad", "mild")),
        ("sorry I meant my hip not my back", ("where", "side")),
        ("it's the groin, not my back", ("where", "groin")),
        ("make my age 45", ("age", "adult")),
    ],
)
def test_an_earlier_answer_is_changed_by_name(text, answer):
    given = {**dict.fromkeys(IDS, ()), "where": ("lower_back",), "bad": ("medium",), "age": ("fifty",)}
    turn = course(State(1, given, last="tried")).hear_afterwards(text)
    assert turn.state.answers[answer[0]] == (answer[1],) and "Changed." in turn.noted
    del given["cancer"]
    turn = course(State(1, given, at="cancer")).hear(text)
    assert turn.state.answers[answer[0]] == (answer[1],) and "Changed." in said(turn) and turn.state.at == "cancer"


def test_how_it_began_is_asked_on_where_one_answer_may_be_two():
    turn = course(at("began")).hear("it started since she fell on thursday")
    assert turn.state.answers["long"] == ("week",) and turn.state.who == "her"
    assert [each.split("/")[-1] for each in buttons(turn)] == ["knock", "accident"]


# ── for somebody else ────────────────────────────────────────────────────────────────────────────────────────────


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


def test_the_state_of_a_check_for_another_survives_json():
    turn = play("groin", "it's for my son", "dunno")
    kept = State.from_dict(CHECK, json.loads(json.dumps(turn.state.as_dict())))
    assert kept == turn.state and kept.who == "your son" and kept.unknown == ("saddle",)


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


# ── yes, no, unclear ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["several", "several of these", "more than one"])
@pytest.mark.parametrize("question", ["saddle", "nerves", "unwell", "conditions"])
def test_several_is_a_yes_and_never_the_option_in_the_fifth_place(question, text):
    turn = course(at(question)).hear(text)
    assert turn.raises == tuple(CHECK.question(question).yes) and turn.vague == bool(turn.raises)
    assert turn.state.at == question and question not in turn.state.answers


def test_a_plain_yes_to_an_emergency_raises_it_and_asks_which():
    turn = course(at("saddle")).hear("yes")
    assert turn.raises == ("ces_saddle_numbness",) and turn.state.at == "saddle"
    assert CHECK.phrases["which"] in said(turn) and len(buttons(turn)) == 5
    after = course(turn.state).hear("peeing")
    assert after.raises == ("ces_bladder_change",) and after.state.words["saddle"] == "yes, peeing"
    assert "yes, but not said which" in summary(CHECK, course(turn.state).hear("skip").state).text
    assert "yes, none" in summary(CHECK, course(turn.state).hear("none").state).text.replace("of these", "")


def test_a_plain_yes_where_several_fit_asks_which():
    turn = course(at("conditions")).hear("yes")
    assert turn.raises == () and turn.facts == () and turn.state.at == "conditions" and len(buttons(turn)) == 8
    turn = course(at("began")).hear("I had a fall")
    assert [each.split("/")[-1] for each in buttons(turn)] == ["knock", "accident"]


def test_yes_and_no_to_one_thing():
    turn = course(at("cancer")).hear("yes")
    assert turn.facts == ("m_cancer_history",)
    assert course(at("cancer")).hear("nope").state.answers["cancer"] == (NONE,)


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


# ── what it raises ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("texts", "raises"),
    [
        (("3 weeks, no better",), ["persistent_pain"]),
        (("3 weeks", "not improving"), ["persistent_pain"]),
        (("2 days, the same",), []),
        (("3 weeks, getting better",), []),
        (("2 days, getting worse",), ["persistent_pain"]),
        (("9 out of 10",), ["sudden_severe_pain"]),
        (("8.5/10",), ["sudden_severe_pain"]),
        (("both legs are tingling",), ["bilateral_leg_symptoms"]),
        (("middle of my back for 2 months",), ["upper_back_pain"]),
    ],
)
def test_flags_of_one_or_of_several_answers(texts, raises):
    turn = play(*texts)
    assert list(turn.raises) == raises


def test_an_answer_given_again_is_raised_again():
    click = "check/1/saddle/pee"
    turn = course(play("groin").state).click(click)
    assert turn.raises == ("ces_bladder_change",)
    assert course(turn.state).click(click).raises == ("ces_bladder_change",)


@pytest.mark.parametrize(
    ("question", "text", "findings", "answer", "raises"),
    [
        ("saddle", "it is not as it was", [("ces_bladder_change", "present")], ("pee",), ("ces_bladder_change",)),
        ("saddle", "hm, could be", [("ces_bladder_change", "doubtful")], ("pee",), ("ces_bladder_change",)),
        ("saddle", "no numbness", [("ces_saddle_numbness", "negated"), ("ces_bladder_change", "negated")], None, ()),
        ("saddle", "all fine down there", [("ces_saddle_numbness", "negated")], (NONE,), ()),
        ("saddle", "no", [("fever_with_back_pain", "present")], (NONE,), ("fever_with_back_pain",)),
        ("cancer", "i was ill once", [("m_cancer_history", "historical")], ("had",), ()),
        ("cancer", "cancer runs in the family", [("m_cancer_history", "present", True)], None, ()),
        ("nerves", "it was numb years ago", [("new_numbness_tingling_one_leg", "historical")], None, ()),
        ("age", "I am 60", [("m_age_over_50", "present")], ("fifty",), ()),
        ("saddle", "ring of fire", [("chest_pain", "present")], None, ()),
    ],
)
def test_findings_of_the_screen_confirm_add_and_take_away(question, text, findings, answer, raises):
    turn = course(at(question)).hear(text, [Finding(*each) for each in findings])
    assert (turn and turn.state.answers.get(question)) == answer
    assert (turn.raises if turn else ()) == raises


# ── clicks ───────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_summary_keeps_the_persons_words_and_says_what_was_not_asked():
    text = summary(CHECK, play(MANY, "no", "rather not say").state).text
    assert "Where: lower back." in text and "How long: 3 weeks." in text and "How bad: about 6 of 10." in text
    denied, skipped = text.split("Said no to: ")[1].split("Not asked or skipped: ")
    assert "cancer, ever" in denied and "numb between the legs" in denied and "numbness or tingling" in denied
    assert "numb, tingling or weak legs" in skipped and "age" in skipped
    assert CHECK.phrases["nothing"] in summary(CHECK, State()).text


def test_the_closing_says_what_would_be_urgent_and_offers_what_next():
    state = play(*CALM).state
    for level in (None, "soon_gp", "same_day", "never heard of"):
        closing = course(state).voice.closing(level)
        assert [button.id for button in closing[-1].buttons] == ["menu", voice.AGAIN]
        assert "numb between the legs" in closing[0].text.lower()
    assert course(state).voice.closing("emergency_now")[-1].buttons == ()
    assert voice.CONTINUE in [button.id for button in course(play("groin").state).voice.closing(None)[-1].buttons]


# ── what people type ─────────────────────────────────────────────────────────────────────────────────────────────

with open(__file__.replace("test_check.py", "check_answers.yml"), encoding="utf-8") as _file:
    TYPED = [(each, text, means) for each, some in yaml.safe_load(_file).items() for text, means in some.items()]


@pytest.mark.parametrize(("question", "text", "means"), TYPED)
def test_answers_are_read_as_meant(question, text, means):
    reading = check_reading.read(text, CHECK, question, {})
    if reading is None or (reading.kind == "answers" and question not in reading.given):
        got = ["-"]
    else:
        got = list(reading.given[question]) if reading.kind == "answers" else [reading.kind]
    assert got == means


@pytest.mark.parametrize(
    ("question", "text", "means"),
    [
        ("where", "pain in my right groin since yesterday after football, 8/10",
         {"where": ("groin",), "long": ("few",), "began": ("sport",), "bad": ("strong",)}),
        ("where", "my lower back has hurt for 2 months, getting worse, i'm 54, no fever",
         {"where": ("lower_back",), "long": ("weeks",), "course": ("worse",), "age": ("fifty",), "unwell": (NONE,)}),
        ("where", "back pain, no fever, weight loss or night pain",
         {"where": ("lower_back",), "unwell": (NONE,), "wasting": (NONE,)}),
        ("where", "im 70 and had breast cancer in 2010, lower back pain for a week",
         {"where": ("lower_back",), "age": ("seventy",), "cancer": ("had",), "long": ("week",)}),
        ("where", "pain down both legs", {"where": ("leg",), "nerves": ("both",)}),
        ("where", "lower back. 3 weks. 6/10. never had cancr. no feaver",
         {"where": ("lower_back",), "long": ("weeks",), "bad": ("medium",), "cancer": (NONE,), "unwell": (NONE,)}),
        ("age", "im 45 and it started 3 days ago", {"age": ("adult",), "long": ("few",)}),
        ("saddle", "no my feet are numb", {"saddle": (NONE,), "nerves": ("both",)}),
        ("saddle", "no, it's just my lower back, for 3 weeks",
         {"saddle": (NONE,), "where": ("lower_back",), "long": ("weeks",)}),
        ("unwell", "not that i know, but i lost 2 stone", {"unwell": (NONE,), "wasting": ("weight",)}),
        ("conditions", "no steroids but i take warfarin", {"conditions": ("thinners",)}),
        ("cancer", "i had prostate cancer 5 years ago", {"cancer": ("had",)}),
        ("wasting", "no but my dad lost weight", {"wasting": (NONE,)}),
        ("course", "my left foot has gone numb now", {"nerves": ("numb",)}),
        ("course", "is it bad that my foot is numb?", {"nerves": ("numb",)}),
        ("saddle", "leaking pee since tuesday", {"saddle": ("pee",)}),
        ("where", "my foot has been numb for 2 days", {"nerves": ("numb",)}),
        ("saddle", "what is the psoas?", None),
        ("saddle", "how do I do the clamshell?", None),
        ("cancer", "can you tell me about stretches", None),
        ("saddle", "hello", None),
        ("age", "actually it was 2 weeks", {"long": ("week",)}),
    ],
)  # fmt: skip
def test_several_things_in_one_message(question, text, means):
    reading = check_reading.read(text, CHECK, question, {})
    assert (reading.given if reading else None) == means


# ── storing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_state_survives_json():
    for state in (play(MANY, "no", "weak").state, play("groin", "yes", "stop").state, play(*CALM).state):
        assert State.from_dict(CHECK, json.loads(json.dumps(state.as_dict()))) == state


def test_what_the_check_has_no_more_is_dropped():
    stored = play("groin", "pee and sex").state.as_dict()
    stored["answers"].update(gone=["x"], where=["gone"], cancer=["gone", "had"])
    state = State.from_dict(CHECK, {**stored, "at": "gone", "novel": 1})
    assert state.answers == {"saddle": ("pee", "sex"), "cancer": ("had",)}
    assert state.at == "where"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=5),
        lambda some: (
            st.lists(some, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["round", "answers", "words", "denied", "before", "at", "last", "unclear", "where", "x"]
                ),
                some,
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=300)
def test_garbage_is_no_state_and_does_no_harm(stored):
    state = State.from_dict(CHECK, stored)
    assert course(state).begin("go on").messages
    assert summary(CHECK, state).text
    json.dumps(state.as_dict())


# ── random walks ─────────────────────────────────────────────────────────────────────────────────────────────────

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


@given(text=st.text(), question=st.sampled_from([*IDS, None]))
@settings(max_examples=200)
def test_anything_can_be_typed(text, question):
    check_reading.read(text, CHECK, question, {})


@pytest.mark.parametrize(
    ("question", "text", "means"),
    [
        ("nerves", "no to both", {"nerves": ("none",)}),
        ("nerves", "no wait, my right foot tingles", {"nerves": ("numb",)}),
        ("unwell", "actually no it was my left foot", None),  # its "no" is not about fever
        ("unwell", "what is a normal temperature", None),
        ("unwell", "no fever, i had a cold two weeks ago", {"unwell": ("none",)}),
        ("nerves", "no fever and it started at football", {"unwell": ("none",), "began": ("sport",)}),
        ("long", "5d", {"long": ("week",)}),
        ("saddle", "goodness no, nothing like that, all normal down there thanks for asking", {"saddle": ("none",)}),
        ("conditions", "i take a water tablet for blood pressure and that's it", {"conditions": ("illness",)}),
        ("began", "lifting my toddler", {"began": ("strain",)}),
        ("began", "no accident", {"began": ("unknown",)}),
        ("bad", "none", {"bad": ("mild",)}),
        ("bad", "none of these", None),
        ("unwell", "1, 3", {"unwell": ("fever",)}),
    ],
)  # fmt: skip
def test_what_people_say_in_the_middle(question, text, means):
    found = [Finding("m_minor_trauma", "present", True), Finding("m_child", "present", True)]
    negated = [Finding("new_numbness_tingling_one_leg", "negated")] if "tingles" in text else []
    reading = check_reading.read(text, CHECK, question, {}, None, found * ("toddler" in text) + negated)
    assert (reading.given if reading and reading.kind == "answers" else None) == means


@pytest.mark.parametrize(
    ("last", "text", "option"),
    [
        ("long", "no, 3 months", "weeks"),
        ("bad", "no, 8", "strong"),
        ("age", "no, 51", "fifty"),
        ("age", "no, nineteen", "adult"),
    ],
)
def test_a_figure_alone_takes_the_last_figure_back(last, text, option):
    reading = check_reading.read(text, CHECK, "course", {}, last)
    assert reading.given == {last: (option,)} and reading.corrects == {last}


# ── times, shortcuts, and what is taken back ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("question", [each for each in IDS if each != "long"])
@pytest.mark.parametrize(
    ("text", "option"),
    [("a few days", "few"), ("couple of weeks", "week"), ("since Tuesday", "week"), ("sorry, 4 weeks", "weeks")],
)
def test_a_time_is_how_long_it_has_hurt_whatever_is_asked(question, text, option):
    turn = course(at(question)).hear(text)
    assert turn.state.answers["long"] == (option,) and turn.state.at == question
    assert turn.messages[0].text.startswith("Noted. How long:")


@pytest.mark.parametrize(
    ("question", "text", "answer"), [("age", "45 years", "adult"), ("cancer", "10 years ago", "had")]
)
def test_a_time_that_answers_the_open_question_is_not_how_long_it_has_hurt(question, text, answer):
    state = course(at(question)).hear(text).state
    assert state.answers[question] == (answer,) and not state.answers.get("long")


@pytest.mark.parametrize("text", ["no", "no thanks", "rather not say", "prefer not to", "not telling you"])
def test_an_age_nobody_wants_to_tell_is_skipped(text):
    state = course(at("age")).hear(text).state
    assert state.answers["age"] == () and state.at == "long"


@pytest.mark.parametrize(("text", "to"), [("go back two", "nerves"), ("back 3", "saddle"), ("go back 12", "where")])
def test_back_by_several_questions(text, to):
    assert course(at("began")).hear(text).state.at == to


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


def test_what_is_said_of_a_past_illness_later_is_kept():
    state = course(at("cancer")).hear("yes").state
    assert course(state).hear("breast cancer in 2010").state.words["cancer"].endswith("breast cancer in 2010")


def test_taking_back_both_legs_leaves_one_to_be_asked_about():
    state = replace(at("unwell"), answers={"where": ("lower_back",), "saddle": (NONE,), "nerves": ("both",)})
    left = taking_back(CHECK, state, {"bilateral_leg_symptoms"}, [])
    assert left.at == "nerves" and "nerves" not in left.answers and left.denied["nerves"] == ("both",)
    assert "You said no to trouble in both legs" in said(course(left).begin("continue"))
    done = taking_back(CHECK, replace(state, at=None), {"bilateral_leg_symptoms"}, [])
    assert done.at is None and done.answers["nerves"] == (NONE,)


@pytest.mark.parametrize("text", ["my mum", "mum", "our nan"])
def test_who_hurts_is_told_where_it_is_asked_where_it_hurts(text):
    assert play(text).state.who.startswith("your ") and play(text).state.at == "where"
    assert (course(at("cancer")).hear(text) or play()).state.who == ""


def test_sorry_no_denies_what_was_said_and_not_what_is_asked():
    state = course(at("cancer")).hear("yes").state
    after = course(state).hear("sorry, no, I've never had cancer").state
    assert after.answers["cancer"] == (NONE,) and "conditions" not in after.answers and after.at == "conditions"
