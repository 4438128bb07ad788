"""What takes back what was noticed by its words, and what only reassures."""

import pytest

from bot.core.triage_replies import by_meaning, by_words, narrowed, takes_back, works_again

from .triage_talk import BOOK


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("just joking", "jest"),
        ("lol it was a joke", "jest"),
        ("that was years ago", "not_now"),
        ("that was my mum years ago", "not_now"),
        ("it happened when i was a kid", "not_now"),
        ("no i never said that", "not_now"),
        ("i didnt take any", "not_now"),
        ("nobody took anything", "not_now"),
        ("that was my brother", "another"),
        ("not me my mum", "another"),
        ("it was about a film", "another"),
        ("i didnt take any more", ""),
        ("i didnt take them all", ""),
        ("i havent told anyone", ""),
        ("that was my back", ""),
        ("it was yesterday", ""),
        ("it was an hour ago", ""),
        ("nobody took me seriously", ""),
        ("it is fine", ""),
        ("my husband says its nothing", ""),
        ("you may lower the level now", ""),
    ],
)
def test_what_takes_back_and_what_does_not(said, kind):
    assert takes_back(BOOK, said) == kind


@pytest.mark.parametrize(
    "said",
    [
        "it's fine now",
        "I feel fine, it's gone",
        "it was from crossing my legs but still numb down there",
        "only when I sit",
        "no I won't go",
        "I drink a lot of tea and I still can't pee",
        "it's just my back",
    ],
)
def test_reassurance_alone_takes_nothing_back(said):
    assert takes_back(BOOK, said) == ""


@pytest.mark.parametrize(
    ("said", "works"),
    [
        ("I just went, a normal wee", True),
        ("managed to go, full amount", True),
        ("no numbness, full amount", True),
        ("I can pee normally again", True),
        ("I just went but only a little", False),
        ("I went, just a few drops", False),
        ("I just went", False),
        ("it's a normal wee but I can't feel it", False),
        ("I can't pee normally", False),
    ],
)
def test_what_says_that_peeing_works_again(said, works):
    assert works_again(BOOK, said) == ({"ces_bladder_change"} if works else set())


@pytest.mark.parametrize(
    ("text", "less"),
    [
        *((each, True) for each in ("sorry only one leg", "no, it's just the left one", "not both, only one")),
        *((each, True) for each in ("only my left leg is numb", "one leg not both", "Actually just one leg sorry")),
        *((each, False) for each in ("only one leg works now", "it was only one leg", "only one leg, still numb")),
        *(
            (each, False)
            for each in ("one leg is worse", "only one leg hurts less now", "both legs", "one leg, then both")
        ),
        *((each, False) for each in ("not only one leg", "not just the left leg", "it is not only one leg sorry")),
    ],
)
def test_only_one_leg_is_less_than_both(text, less):
    assert narrowed(BOOK, text) == ({"bilateral_leg_symptoms": "new_numbness_tingling_one_leg"} if less else {})


LONG = "ok " * 30  # words that mean nothing for a reply


def test_who_writes_much_says_more_than_one_thing():
    longest = LONG[3:]  # with one word more
    assert by_words(BOOK, f"why {longest}", True) == ["why"] and takes_back(BOOK, f"joking {longest}") == "jest"
    assert by_words(BOOK, "why", True) and not by_words(BOOK, f"why {LONG}", True)
    assert takes_back(BOOK, f"just joking {LONG}") == ""
    assert works_again(BOOK, f"a normal wee {LONG}") == set() and narrowed(BOOK, f"only one leg {LONG}") == {}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("I think that was years ago", "perhaps"),
        ("maybe I was joking", "perhaps"),
        ("it was a while ago, I never said that", "perhaps"),
        ("nobody took anything, it was a while ago", "perhaps"),
        ("I think it was because I was sitting", "explained"),
        ("that was my mum, it was a while ago", "another"),
        ("I was joking, it was a while ago", "jest"),
        ("that was my mum, she is fine", "another"),
        ("just joking but my foot hurts", ""),
        ("just joking but it still hurts", ""),
        ("", ""),
    ],
)
def test_what_is_hedged_may_be_there_still(said, kind):
    assert takes_back(BOOK, said) == kind


def test_words_around_a_reply_mean_nothing():
    assert by_words(BOOK, "ok but why", True)[:1] == ["why"] == by_words(BOOK, "why", True)[:1]
    assert by_words(BOOK, "say that again mate ok", True) == ["again"]
    assert by_words(BOOK, "why", False) == [] == by_words(BOOK, "", True)


def test_meaning_answers_only_after_advice_what_follows_it():
    assert "why" in by_meaning(BOOK, "why", None, True) and "why" not in by_meaning(BOOK, "why", None, False)
    assert by_meaning(BOOK, "", "chitchat/thanks", True) == ["thanks"]
    intents = {each: kind for kind, reply in BOOK.replies.items() for each in reply.intents}
    assert all(intents[each] in by_meaning(BOOK, each, None, True) for each in intents)
