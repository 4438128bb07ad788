"""What is said in other languages: the content file, its words, and the sentences made of it."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.content_files import CONTENT
from bot.core.languages import FILE, Heard, folded, languages, load, said_to, script
from bot.errors import ContentError

KNOWN = languages().languages
ASKED_FOR = set(
    [
        "es",
        "fr",
        "de",
        "it",
        "pt",
        "nl",
        "pl",
        "tr",
        "ro",
        "ru",
        "uk",
        "ar",
        "hi",
        "ur",
        "bn",
        "pa",
        "zh",
        "ja",
        "ko",
        "vi",
        "tl",
        "id",
        "sv",
        "el",
        "he",
        "fa",
    ]
)


def test_the_languages_people_here_speak_most_are_there():
    assert set(KNOWN) >= ASKED_FOR


@pytest.mark.parametrize("code", KNOWN)
def test_each_says_both_things_in_its_own_script_and_names_the_number(code):
    plain, urgent = (said_to(Heard(code, True, urgent), "911") for urgent in (False, True))
    for said in (plain, urgent):
        assert "911" in said and KNOWN[code].only_english in said
        assert script(said) == KNOWN[code].script
    assert plain.index("911") > plain.index(KNOWN[code].only_english)
    assert urgent.index("911") < urgent.index(KNOWN[code].only_english)


def test_nothing_is_said_in_a_language_that_is_not_there():
    assert said_to(Heard(None, True), "112") is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("es", "NO PUEDO  ORINAR!!"),
        ("es", "el dolor es muy fuerte, aquí en el pecho"),  # "dolor + pecho"
        ("pt", "dor no peito"),
        ("fr", "je n'arrive plus à uriner"),
        ("fr", "je narrive plus a uriner"),  # without accents
        ("tr", "GÖĞSÜM AĞRIYOR"),
        ("pl", "zemdlała w kuchni"),  # "zemdla"
        ("ar", "وعندي ألم في الصدر"),  # with a word put in front
        ("fa", "نميتونم نفس بکشم"),  # an Arabic yeh typed for the Persian one
        ("zh", "我妈妈突然昏倒了"),
        ("ko", "숨을 못 쉬겠어요"),
        ("hi", "मेरे सीने में बहुत दर्द है"),
    ],
)
def test_words_of_an_emergency_are_found_however_they_are_typed(code, said):
    assert KNOWN[code].urgent_in(folded(said))


@pytest.mark.parametrize(
    ("code", "said"),
    [("es", "me duele la espalda al sentarme"), ("fr", "le thé"), ("pl", "boli mnie biodro"), ("zh", "我的腰很酸")],
)
def test_a_plain_complaint_has_none(code, said):
    assert not KNOWN[code].urgent_in(folded(said))


@given(st.text())
def test_any_text_can_be_folded_and_has_a_script(text):
    assert folded(folded(text)) == folded(text)
    assert isinstance(script(text), str)


@given(st.none() | st.integers() | st.dictionaries(st.text(), st.integers()) | st.lists(st.text()))
def test_what_was_kept_of_a_language_is_read_whatever_it_is(kept):
    assert Heard.from_dict(kept) == Heard()
    heard = Heard("fr", True, False)
    assert Heard.from_dict(heard.as_dict()) == heard


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (
            "only_english: Solo entiendo",
            "onlyenglish: Solo entiendo",
            ["languages.es.onlyenglish", "`only_english` is missing"],
        ),
        ("al {number} o al", "al 112 o al", ["languages.es.emergency", "{number}"]),
        ("al {number} o al", "al {numero} o al", ["languages.es.emergency", "{number}"]),
        ("Solo entiendo inglés.", "Solo " + "entiendo " * 40, ["languages.es.only_english", "shorten it"]),
        ('\n  "no":', "\n  no:", ["'False' is no code", "in quotes"]),
        ("also: [ca]", "also: [ca, fr]", ["'fr' is there twice"]),
        ("also: [ca]", "also: [en]", ["'en' is there twice, or is English"]),
        ("urgent: [puedo orinar,", "urgent: [no,", ["languages.es.urgent", "quotes"]),
        ("urgent: [puedo orinar,", "urgent: [puedo +,", ["languages.es.urgent", "'+'"]),
        ("languages:\n  es:", "langauges:\n  es:", ["langauges", "`languages` is missing"]),
    ],
)
def test_a_mistake_in_the_file_is_named_with_key_and_mend(tmp_path, old, new, names):
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    text = (folder / FILE).read_text(encoding="utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load(folder)
    for name in [FILE, *names, "To mend it"]:
        assert name in str(refused.value), refused.value
