"""What the quiz says: verdicts, what was missed, the review, the result."""

from dataclasses import replace

import pytest

from bot.core import quiz_voice
from bot.core.messages import Button, card
from bot.core.quiz_state import State
from bot.core.quiz_voice import START, Voice

from .quiz_talk import KEYS, QUIZ, buttons, course, play, said


def test_every_phrase_can_be_filled():
    turn = play("true", "a", "a", "skip", "b")
    for messages in (turn.messages, course(turn.state).voice.result(), course(turn.state).voice.review()):
        assert all("{" not in message.text for message in messages)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("true", "Yes, true. {why} (section 1, Tight hip flexors) 1 of 1 so far."),
        ("false", "Not quite: the key is true. {why} (section 1, Tight hip flexors) 0 of 1 so far."),
        ("skip", "Skipped; you can come back to it. 0 of 1 so far."),
        ("what's the answer",
         "It is true. {why} (section 1, Tight hip flexors) That counts as not answered. 0 of 1 so far."),
    ],
)  # fmt: skip
def test_an_answer_is_told_its_key_reason_section_and_score(text, words):
    assert play(text).messages[0].text == words.format(why=QUIZ.questions[0].why)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("change 1 to false", "Changed: question 1 is now false. The key is true. 1 of 2 so far."),
        ("change 2 to a", "Changed: question 2 is now a) Sitting most of the day. The key is d) Lack of vitamins. "
         "1 of 2 so far."),
        ("change 1 to true", "Changed: question 1 is now true. That is the key. 2 of 2 so far."),
    ],
)  # fmt: skip
def test_a_changed_answer_is_told_its_key_and_score(text, words):
    assert play("true", "d", text).messages[0].text == words


def test_a_question_says_its_place_and_has_a_button_for_each_choice():
    message = play("true").messages[-1]
    assert message.text == f"Question 2 of 5. {QUIZ.questions[1].ask}"
    assert [button.title for button in message.buttons] == [
        "a) Sitting most of the day", "b) Muscle imbalances", "c) Overuse", "d) Lack of vitamins"
    ]  # fmt: skip
    assert message.card == card("progress", number=2, total=5)


@pytest.mark.parametrize("number", [1, 5])
def test_the_reason_for_each_answer_can_be_asked_for(number):
    voice = Voice(QUIZ, replace(play(*KEYS).state, said="not_a_cause"))
    assert voice.reason(number) == f"About question {number}: {QUIZ.questions[number - 1].more}"


def test_the_quad_stretch_is_not_called_wrong_without_a_word():
    assert "The standing quad stretch is in the article too" in said(play("true", "d", "a"))


def test_the_last_question_grades_the_urgency():
    turn = play("true", "d", "b", "true", "a")
    for words in ("book for the next days", "be seen today", "emergency help now", "so are the other two"):
        assert words in said(turn)


def test_unclear_is_answered_differently_each_time():
    turn, seen = play("true"), []
    for _ in range(3):
        turn = course(turn.state).unclear()
        assert turn.state.at == "not_a_cause"
        seen += [message.text for message in turn.messages]
    first, again, third = QUIZ.phrases["unclear_choice"], QUIZ.phrases["unclear_again"], QUIZ.phrases["unclear_third"]
    assert seen == [first.format(example="a"), again, third]
    assert [each.split("/")[-1] for each in buttons(turn.messages)][-2:] == ["skip", "stop"]
    assert [button.title for button in turn.messages[-1].buttons][-2:] == ["Skip this one", "Stop the quiz"]
    assert course(course(turn.state).hear("d").state).unclear().state.unclear == 1


GO_ON = 'Say "continue the quiz" to go on with the next question.'


@pytest.mark.parametrize(
    ("texts", "words", "offered"),
    [
        (KEYS, ["5 of 5 right, all of them. Well done."], ["Review my answers", "Take it again"]),
        (["false", "d", "c", "true", "d"],
         ["You got 3 of 5 right.", "Worth another look: Tight hip flexors, Kneeling stretch."],
         ["Tight hip flexors", "Kneeling stretch", "Review my answers",
          "Only the ones I missed", "Take it again"]),
        (["true", "stop"], [f"We stop here. You got 1 of 1 right. {GO_ON}"],
         ["Continue the quiz", "Review my answers", "Take it again"]),
        (["false", "stop"],
         [f"We stop here. You got 0 of 1 right. {GO_ON}", "Worth another look: Tight hip flexors."],
         ["Tight hip flexors", "Continue the quiz", "Review my answers", "Take it again"]),
        (["stop"], [f"We stop here. No question answered yet, so there is no score. {GO_ON}"],
         ["Continue the quiz", "Take it again"]),
        (["true"], ["You got 1 of 1 right."], ["Continue the quiz", "Review my answers", "Take it again"]),
    ],
)  # fmt: skip
def test_the_result_says_the_score_what_to_read_and_what_can_follow(texts, words, offered):
    messages = course(play(*texts).state).voice.result()
    assert [message.text for message in messages] == words
    assert [button.title for button in messages[-1].buttons] == offered


@pytest.mark.parametrize(
    ("past", "best"),
    [
        ([{"tight_hips": "true"}, {"tight_hips": "true", "heat": "true", "stretch": "a"}], "1 of 1"),
        ([{"tight_hips": "true"}, {"tight_hips": "true", "heat": "true"}], "2 of 2"),
        ([{"tight_hips": "true"}, {"question_of_an_old_quiz": "a"}], None),
    ],
)
def test_the_best_of_several_rounds(past, best):
    text = Voice(QUIZ, State(past=tuple(past))).result()[0].text
    assert text.endswith(f"best so far in this talk is {best}.") if best else "best" not in text


def test_only_the_missed_ones_again_and_the_best_so_far():
    turn = play("false", "d", "c", "true", "d")
    assert buttons(course(turn.state).voice.result())[:2] == [
        "connection/tight_hip_flexors",
        "stretches/kneeling_stretch",
    ]
    turn = play("true", "b", begin="missed", state=turn.state)
    assert turn.over
    assert "2 of 2 right" in course(turn.state).voice.result()[0].text
    turn = play("true", "a", "a", "false", "a", state=turn.state)
    assert "best so far in this talk is 3 of 5" in course(turn.state).voice.result()[0].text


def test_the_missed_ones_again_says_how_many():
    turn = course(play("false", "d", "c", "true", "d").state).begin("missed")
    assert said(turn).startswith("Again, those you missed (2). Question 1 of 2.")


def test_missed_none_takes_the_whole_quiz():
    turn = play(*KEYS)
    assert said(course(turn.state).begin("missed")).startswith(QUIZ.phrases["nothing_missed"])


def test_review_lists_every_answer_beside_the_key():
    messages = course(play("false", "skip", "b", "true", "d").state).voice.review()
    first, second = (message.text.split("\n") for message in messages)
    assert [line[:2] for line in first] == ["1.", "2.", "3."] and [line[:2] for line in second] == ["4.", "5."]
    assert first[0].startswith("1. True or false") and first[0].endswith("You said false. The key is true.")
    assert "You said nothing. The key is d)" in first[1]
    assert all(line.endswith("Right.") for line in (first[2], *second))
    assert buttons(messages) == [quiz_voice.MISSED, quiz_voice.AGAIN]


@pytest.mark.parametrize(
    ("texts", "lines", "offered"),
    [
        (KEYS, [3, 2], [quiz_voice.AGAIN]),
        (["true", "a", "b", "true", "stop"], [2, 2], [quiz_voice.CONTINUE, quiz_voice.AGAIN]),
        (["true", "stop"], [1], [quiz_voice.CONTINUE, quiz_voice.AGAIN]),
    ],
)
def test_the_review_halves_its_lines_and_offers_what_can_follow(texts, lines, offered):
    messages = course(play(*texts).state).voice.review()
    assert [len(message.text.split("\n")) for message in messages] == lines
    assert buttons(messages) == offered


def test_a_word_of_a_question_is_explained():
    voice, question = Voice(QUIZ, State()), next(each for each in QUIZ.questions if len(each.meanings) > 1)
    for word, meaning in question.meanings.items():
        assert voice.meaning(question, word) == meaning
    assert ", ".join(question.meanings) in voice.meaning(question, "")
    one = question.copy(update={"meanings": {"psoas": "A muscle.", "iliopsoas": "A muscle."}})
    assert voice.meaning(one, "") == "A muscle."
    assert voice.meaning(question.copy(update={"meanings": {}}), "") == QUIZ.phrases["meaning_none"]


def test_a_review_before_any_answer_offers_to_start():
    [message] = Voice(QUIZ, State()).review()
    assert message.text == QUIZ.phrases["nothing_to_review"] and buttons([message]) == [START]


@pytest.mark.parametrize(
    ("texts", "phrase", "button"),
    [(["true"], "stale", quiz_voice.CONTINUE), (KEYS, "over", START), (None, "nothing_open", START)],
)
def test_a_late_click_is_told_why_and_offered_the_way_on(texts, phrase, button):
    state = play(*texts).state if texts else State()
    [message] = Voice(QUIZ, state).too_late()
    assert message.text == QUIZ.phrases[phrase] and buttons([message]) == [button]
    [message] = Voice(QUIZ, state).too_late(Button("check/continue", "Go on"))
    assert message.text == QUIZ.phrases["check_open"] and buttons([message]) == ["check/continue", button]
