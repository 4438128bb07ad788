"""The catalogue of warning signs: complete, and errors in it that name the file, the key and the mend."""

import shutil

import pytest

from bot.core.content import load as load_content
from bot.core.triage_content import FOLDER, catalogue, load
from bot.core.triage_levels import LEVELS
from bot.errors import ContentError

BOOK = catalogue()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "triage")


def broken(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(folder)
    return str(caught.value)


def test_every_flag_says_what_a_person_needs():
    for key, flag in BOOK.flags.items():
        assert flag.reviewed == "not yet"  # nobody has reviewed them; change this line with the first review
        assert flag.told[0] == flag.told[0].lower() or flag.told.startswith("I"), key
        assert not {"you", "your"} & set(flag.told.split()), key
        assert len(flag.why.split()) <= 25 and len(flag.avoid.split()) <= 18, key


def test_every_level_has_every_text():
    for level in LEVELS:
        keys = BOOK.levels.levels[level].keys() | {"remind_2", "remind_3", "remind_2_other", "remind_3_other"}
        assert (
            keys | {"action_other", "gate_other", "remind_helped_other"} == BOOK.levels.levels["emergency_now"].keys()
        )


def test_steps_for_somebody_else_speak_of_them():
    for key, steps in BOOK.others.items():
        assert not {"you", "yourself"} & set(f"{steps.meanwhile} {steps.avoid}".lower().split()), key
        assert "Don't drive" not in steps.avoid, key


def test_what_people_say_back_has_an_answer_in_an_emergency():
    for kind, reply in BOOK.replies.items():
        assert reply.whole or reply.says.keys() & {"emergency_now", "emergency_now_other", *BOOK.flags}, kind
        assert not reply.whole or "says" not in reply.__fields_set__, kind
    topics = {topic for reply in BOOK.replies.values() for topic in reply.topics}
    assert topics <= load_content().topics.keys()


def test_emergency_numbers_are_per_country_with_a_neutral_default():
    assert "112, 999 or 911" in BOOK.numbers.line(None, "emergency")
    assert BOOK.numbers.line("US", "emergency") == "911"
    assert BOOK.numbers.line("DE", "crisis") == BOOK.numbers.line(None, "crisis")
    assert BOOK.numbers.line("XX", "emergency") == BOOK.numbers.line(None, "emergency")


@pytest.mark.parametrize(
    "file, old, new, said",
    [
        ("flags_spine.yml", "numb + saddle", "nubm + saddle", "flags.ces_saddle_numbness.signs': 'nubm' is no group"),
        ("flags_spine.yml", "level: emergency_now", "level: soonish", "flags.ces_saddle_numbness.level"),
        ("flags_spine.yml", "royal_free_ces", "royal_fre_ces", "'royal_fre_ces' is no source"),
        ("facts.yml", "flag: hip_fracture", "flag: hip_fractures", "'hip_fractures' is neither flag nor fact"),
        ("levels.yml", "first: [chest_pain", "first: [chest_pane", "'chest_pane' is no flag"),
        ("levels.yml", "Contact {urgent}.", "Contact {urgnet}.", "'{urgnet}' is nothing known"),
        ("replies.yml", "      emergency_now: >-", "      emergency: >-", "'emergency' is neither level nor flag"),
        ("replies.yml", "{told}, and since when", "{tld}, and since when", "'{tld}' is nothing known"),
        ("replies.yml", "    whole: true", "    whole: false", "replies.again"),
        ("replies.yml", "words: ['(?:say|tell", "words: ['(?:(say|tell", "cannot be matched"),
        ("numbers.yml", "  default:", "  defualt:", "default"),
        (
            "numbers.yml",
            '{text: "112", checked: true}',
            '{text: "call", checked: true}',
            "of 'EU' has no number to call",
        ),
        ("words.yml", "fillers: [a, an,", "fillers: [a, no,", "put a lone no, off, on or yes in quotes"),
        ("words.yml", "fillers: [a, an,", "fillers: [a, (an),", "'(an)', which nobody types like that"),
        ("others.yml", "  chest_pain:", "  chest_pane:", "others.chest_pane': 'chest_pane' is no flag"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_key(folder, file, old, new, said):
    message = broken(folder, file, old, new)
    assert file in message and said in message and "To mend it" in message


def test_a_missing_file_is_named(folder):
    (folder / "numbers.yml").unlink()
    with pytest.raises(ContentError, match=r"numbers\.yml: the file is missing"):
        load(folder)


def test_a_sign_stands_in_one_file(folder):
    [first, second, *_] = sorted(folder.glob("flags_*.yml"))
    shutil.copy(first, second)
    with pytest.raises(ContentError, match=f"{second.name}.* is in another file too"):
        load(folder)
