"""How well unseen phrasings are understood: the files here were written without sight of data/nlu/, by two authors.

They are a yardstick, not training material: look at the errors to report them, not to copy them. Settings were chosen
on the `.yml` files; `second.tsv` (text, and labels that are right, with | between) was kept for the end.
"""

import asyncio
import csv
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from bot.core.triage_content import catalogue
from bot.validation import examples

ARTICLE = ("connection", "causes", "stretches", "relief", "prevention", "red_flags")
ANSWERS = {*catalogue().replies, "mistaken", "country"}
HERE = Path(__file__).parent
# what was measured when this set was first run, less a margin of about two points
RIGHT, OFFERED, CAUGHT, REFUSED = 0.91, 0.97, 0.93, 0.05
ANSWERED = 0.55  # what is not understood repeats the advice
SECOND_RIGHT, SECOND_OFFERED, SECOND_CAUGHT, SECOND_REFUSED = 0.95, 0.97, 0.90, 0.05


def held_out():
    for path in sorted(HERE.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                if line.strip():
                    yield line.strip()[2:].strip(), entry["intent"]


def second_set():
    with (HERE / "second.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.reader(list(file)[1:], delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.fixture(scope="module")
def parsed():
    from rasa.core.agent import Agent

    from bot.model import ensure_fresh

    agent = Agent.load(ensure_fresh())

    async def parse_all(cases):
        return [(label, text, *read(await agent.parse_message(text))) for text, label in cases]

    return lambda cases: asyncio.run(parse_all(cases))


@pytest.fixture(scope="module")
def understood(parsed):
    return parsed(held_out())


def read(parsed):
    intent = parsed["intent"]["name"]
    selected = parsed["response_selector"]["default"]
    topic = selected["response"]["intent_response_key"]
    looked_up = (parsed.get("found") or {}).get("topic")  # an answer all the same
    refused = intent == "out_of_scope" or (intent == "nlu_fallback" and not looked_up)
    label = topic if topic and topic.startswith(f"{intent}/") else intent
    return label, refused, [each["intent_response_key"] for each in selected["ranking"]][:3]


def in_scope(understood):
    """What is asked or told; what answers advice only means something after it, and is measured apart."""
    return [case for case in understood if not case[0].startswith("out_of_scope") and case[0] not in ANSWERS]


def test_nothing_of_it_is_trained_on():
    trained = {text.lower() for texts in examples().values() for text in texts}
    long = [text for text, _ in [*held_out(), *second_set()] if len(text.split()) > 3]
    assert [text for text in long if text.lower() in trained] == []


def test_the_right_topic_comes_first(understood):
    cases = in_scope(understood)
    wrong = [f"{label} ← {got}: {text}" for label, text, got, _, _ in cases if label != got]
    assert 1 - len(wrong) / len(cases) >= RIGHT, "\n".join(wrong)


def test_the_right_topic_is_among_the_nearest(understood):
    cases = in_scope(understood)
    missed = [text for label, text, got, _, nearest in cases if label != got and label not in nearest]
    assert 1 - len(missed) / len(cases) >= OFFERED, "\n".join(missed)


def test_what_is_out_of_scope_is_not_answered_as_if_it_were_not(understood):
    cases = [case for case in understood if case[0].startswith("out_of_scope")]
    answered = [f"{got}: {text}" for _, text, got, refused, _ in cases if not refused]
    assert 1 - len(answered) / len(cases) >= CAUGHT, "\n".join(answered)


def test_few_questions_in_scope_are_refused(understood):
    cases = in_scope(understood)
    refused = [f"{label}: {text}" for label, text, _, refused, _ in cases if refused]
    assert len(refused) / len(cases) <= REFUSED, "\n".join(refused)


def test_the_second_set_is_understood_too(parsed):
    cases = parsed(second_set())
    inside = in_scope(cases)
    wrong = [f"{label} ← {got}: {text}" for label, text, got, _, _ in inside if got not in label.split("|")]
    missed = [f"{label}: {text}" for label, text, got, _, near in inside if not {*label.split("|")} & {got, *near}]
    refused = [f"{label}: {text}" for label, text, _, refused, _ in inside if refused]
    outside = [case for case in cases if case[0].startswith("out_of_scope")]
    answered = [f"{got}: {text}" for _, text, got, refused, _ in outside if not refused]
    right, offered = (1 - len(each) / len(inside) for each in (wrong, missed))
    share, caught = len(refused) / len(inside), 1 - len(answered) / len(outside)
    print(
        f"\nsecond set: right {right:.1%}, offered {offered:.1%}, refused {share:.1%}, out of scope caught {caught:.1%}"
    )
    assert right >= SECOND_RIGHT, "\n".join(wrong)
    assert offered >= SECOND_OFFERED, "\n".join(missed)
    assert share <= SECOND_REFUSED, "\n".join(refused)
    assert caught >= SECOND_CAUGHT, "\n".join(answered)


def test_answers_to_advice_are_understood(understood):
    cases = [case for case in understood if case[0] in ANSWERS]
    wrong = [f"{label} ← {got}: {text}" for label, text, got, _, _ in cases if label != got]
    print(f"\nanswers to advice: {1 - len(wrong) / len(cases):.1%} of {len(cases)}")
    assert 1 - len(wrong) / len(cases) >= ANSWERED, "\n".join(wrong)


def test_every_article_topic_is_understood_in_three_phrasings(understood):
    right = defaultdict(int)
    for label, _, got, _, nearest in in_scope(understood):
        if label.split("/")[0] in ARTICLE:
            right[label] += got == label or label in nearest
    assert len(right) >= 53  # a new topic brings its own
    assert {label: count for label, count in right.items() if count < 3} == {}
