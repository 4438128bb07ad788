"""What is said of signs, word for word: which of the catalogue's texts, in which bubble, with which buttons."""

from itertools import pairwise

import pytest

from bot.core.messages import MOST_WORDS
from bot.core.triage_state import Raised, State
from bot.core.triage_voice import GOT_HELP, NO_SIGN, SIGN, Voice
from bot.core.triage_wording import Wording

from .triage_talk import BOOK, FLAGS

BLADDER, CHEST, STROKE = (
    Raised(each, "emergency_now") for each in ("ces_bladder_change", "chest_pain", "stroke_signs")
)
NUMB = Raised("new_numbness_tingling_one_leg", "same_day")
LASTING = Raised("persistent_pain", "soon_gp")
CRISIS = Raised("self_harm_suicide", "emergency_now")
HELP = (GOT_HELP,)


def voice(*raised, **known):
    return Voice(BOOK, State(raised, **known))


def shown(messages):
    """Texts, each with the ids of its buttons."""
    return [(each.text, tuple(button.id for button in each.buttons)) for each in messages]


def filled(text, raised):
    return Wording(BOOK, State((raised,))).filled(text, raised.flag)


def opening(raised):
    return filled(f"{BOOK.levels.levels[raised.level]['open']} {{action}}", raised)


@pytest.mark.parametrize(
    ("top", "steps", "buttons"),
    [(BLADDER, ["{meanwhile}", "{avoid}"], HELP),
     (NUMB, ["{worse}", "{meanwhile} {avoid}"], HELP),
     (LASTING, ["{worse}", "{meanwhile} {avoid}"], ())],
)  # fmt: skip
def test_advice_opens_with_what_to_do_and_why_then_come_the_steps(top, steps, buttons):
    said = voice(top).advice([top])
    assert said[0].text == f"{opening(top)}\n{filled(BOOK.levels.phrases['told'], top)}"
    assert shown(said)[1:] == [("\n".join(filled(each, top) for each in steps), buttons)]
    assert [each.title for each in said[-1].buttons] == [BOOK.levels.buttons[each] for each in buttons]


@pytest.mark.parametrize(
    ("others", "named"),
    [([CHEST], CHEST), ([CHEST, STROKE], CHEST), ([NUMB], None),
     ([Raised("chest_pain", "emergency_now", doubtful=True)], None),
     ([Raised("chest_pain", "emergency_now", doubtful=True), STROKE], STROKE)],
)  # fmt: skip
def test_one_more_sign_as_urgent_is_named_beside_the_first(others, named):
    alone, said = (shown(voice(BLADDER, *others).advice([BLADDER, *each])) for each in ([], others))
    also = [(Wording(BOOK, State()).filled(BOOK.levels.phrases["also"], named.flag), ())] if named else []
    assert said == [alone[0], *also, *alone[1:]]


def test_beside_an_emergency_a_crisis_is_answered_with_its_own_line():
    alone, said = (shown(voice(BLADDER, CRISIS).advice([BLADDER, *each])) for each in ([], [CRISIS]))
    assert said == [alone[0], (Wording(BOOK, State()).filled(BOOK.flags[CRISIS.flag].action), ()), *alone[1:]]


def test_a_sign_that_can_wait_is_taken_in_under_what_stands():
    [kept] = shown([voice(BLADDER).remind()])
    told = filled(BOOK.levels.phrases["added"], NUMB)
    assert shown(voice(BLADDER, NUMB).added([NUMB])) == [(f"{told}\n{kept[0]}", HELP)]


def test_own_words_open_only_where_they_fit():
    own = BOOK.flags["violence_or_neglect"]
    assert own.open and own.level == "same_day"
    fits, graver = (Raised("violence_or_neglect", each) for each in ("same_day", "emergency_now"))
    assert voice(fits).advice([fits])[0].text.startswith(own.open)
    assert voice(graver).advice([graver])[0].text.startswith(opening(graver))


@pytest.mark.parametrize("kind", ["nothing_found", "nothing_found_other"])
def test_a_check_that_found_nothing_says_so_for_whom_it_was(kind):
    lead = "For your mum:" * kind.endswith("other")
    said = Wording(BOOK, State()).filled(BOOK.levels.phrases[kind])
    assert voice().result(lead).text == f"{lead} {said}".strip()


def test_the_result_names_signs_once_and_the_reason_of_the_first():
    head = f"{opening(NUMB)} {BOOK.levels.phrases['because']} {BOOK.flags[NUMB.flag].told}"
    why, lasting = BOOK.flags[NUMB.flag].why, BOOK.flags[LASTING.flag].told
    assert voice(NUMB, LASTING).result().text == f"{head}; {lasting}. {why}"
    assert voice(NUMB, NUMB).result().text == f"{head}. {why}"


def test_of_what_does_not_fit_the_result_leaves_out_the_reason_first_then_the_last_signs():
    three = voice(NUMB, LASTING, Raised("unexplained_weight_loss", "soon_gp"))
    signs = [BOOK.flags[each].told for each in (NUMB.flag, LASTING.flag, "unexplained_weight_loss")]
    seen = {}
    for count in range(1, 2 * MOST_WORDS):
        said = three.result("", "beside " * count).text.removesuffix(" beside" * count).strip()
        assert said.endswith(".")
        seen[count] = sum(each in said for each in signs), BOOK.flags[NUMB.flag].why in said
        room = MOST_WORDS - count
        assert len(said.split()) <= room or seen[count] == (1, False)
    assert list(dict.fromkeys(seen.values())) == [(3, False), (2, False), (1, False)]
    exact = next(count for count in seen if seen[count + 1] != seen[count])
    assert len(three.result("", "beside " * exact).text.split()) == MOST_WORDS


def test_a_reminder_is_worded_anew_each_time_and_then_in_turns():
    texts = BOOK.levels.levels["emergency_now"]
    said = [voice(BLADDER).remind(times).text for times in range(6)]
    keys = ["remind", "remind", "remind_2", "remind_3", "remind_2", "remind_3"]
    assert said == [filled(texts[key], BLADDER) for key in keys]
    assert voice(BLADDER).remind() == voice(BLADDER).remind(0)


def test_who_has_help_is_reminded_of_that_and_not_asked_for_it():
    helped = Raised(BLADDER.flag, BLADDER.level, in_hand=True)
    said = filled(BOOK.levels.levels["emergency_now"]["remind_helped"], helped)
    assert shown([voice(helped).remind(3)]) == [(said, ())]
    told = [each for each, reply in BOOK.replies.items() if reply.in_hand]
    assert told and all(voice(BLADDER).reply(each)[0].buttons == () for each in told)
    assert voice(helped).reply("fine_now")[0].buttons == ()


def test_a_crisis_is_reminded_of_in_the_words_of_the_one_who_has_it():
    violence = Raised("violence_or_neglect", "emergency_now")
    for crisis in (CRISIS, Raised(CRISIS.flag, CRISIS.level, other=True), violence):
        assert voice(crisis).remind(3).text == Wording(BOOK, State((crisis,))).action(crisis.flag, crisis)
    assert voice(violence).remind().text == filled(BOOK.levels.levels["emergency_now"]["action"], violence)


def test_what_is_taken_back_is_asked_for_whole():
    there, background, lead = (BOOK.levels.phrases[each] for each in ("sure_there", "sure_fits", "sure"))
    chest, stroke = (BOOK.flags[each.flag].told for each in (CHEST, STROKE))
    asked = {
        "chest_pain stroke_signs": f"{lead} {there.format(told=f'{chest}; {stroke}')}",
        "self_harm_suicide": f"{lead} {BOOK.flags['self_harm_suicide'].sure}",
        "m_steroids m_anticoagulant": f"{lead} {background.format(told='steroid tablets or blood thinners')}",
    }
    for ids, text in asked.items():
        [said] = voice(CHEST).sure(ids)
        assert shown([said]) == [(said.text, (SIGN, NO_SIGN))]
        assert said.text == text
    assert voice(CHEST).sure("chest_pain", again=True)[0].text.startswith(BOOK.levels.phrases["sure_again"])


def test_lines_share_a_bubble_as_long_as_they_fit():
    for flag in FLAGS:
        raised = Raised(flag, BOOK.flags[flag].level)
        steps = voice(raised).advice([raised])[1:]
        for first, second in pairwise(steps):
            together = f"{first.text} {second.text.splitlines()[0]}"
            assert len(together.split()) > MOST_WORDS, flag


def test_a_yes_to_a_vague_question_is_told_as_that():
    vague = Raised("ces_saddle_numbness", "emergency_now", vague=True)
    named = Raised("ces_saddle_numbness", "emergency_now")
    for raised, key in ((vague, "said_yes"), (named, "told")):
        assert Wording(BOOK, State((raised,))).told_and_why(raised) == filled(BOOK.levels.phrases[key], raised)
