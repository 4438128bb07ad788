"""Which exercises are right for whom: a test for each exclusion of safety-notes.md, sections 1 to 3, and properties."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import routine_plan
from bot.core.content import content
from bot.core.routine import Course
from bot.core.routine_content import load
from bot.core.routine_plan import MOST, Person, allowed, by_facts, choose, matter, takes
from bot.core.routine_state import State
from bot.core.triage_content import catalogue
from bot.errors import ContentError

from .routine_talk import BOOK, LIMITS

ALL = [each.id for each in BOOK.moves.exercises]
KNEELING, QUAD, BRIDGE, CLAMSHELL, ROLLING = (
    "kneeling_stretch", "standing_quad_stretch", "bridge", "clamshell", "foam_rolling",
)  # fmt: skip

# each "Do not / check first" and "Never" there: the exercise, how a person may say it, and words of the reason
EXCLUSIONS = [
    *((each, "I have a fever", "needs care first") for each in ALL),
    *((each, "I've got a fresh tear", "needs care first") for each in ALL),
    *((each, "there's a big bruise", "needs care first") for each in ALL),
    *((each, "my hip is hot and swollen", "needs care first") for each in ALL),
    *((each, "my hip feels unstable", "needs care first") for each in ALL),
    *((each, "it dislocated", "needs care first") for each in ALL),
    *((each, "there was a pop in my hip", "needs care first") for each in ALL),
    *((each, "a broken bone", "needs care first") for each in ALL),
    *((each, "I can't put weight on it", "needs care first") for each in ALL),
    *((each, "I'm 14", "still growing") for each in ALL),
    *((each, "I had hip surgery last month", "healing comes first") for each in ALL),
    *((each, "I had an injection in my back", "healing comes first") for each in ALL),
    *((each, "I have a hip replacement", "surgical team") for each in ALL),
    # 1.1 kneeling hip-flexor stretch
    (KNEELING, "I run and get deep pain in the groin when running", "has to be looked at first"),
    (KNEELING, "my kneecap is painful", "weight on one knee"),
    (KNEELING, "I have a knee replacement", "weight on one knee"),
    (KNEELING, "I cannot kneel", "weight on one knee"),
    (KNEELING, "I'm pregnant", "less steady"),
    (KNEELING, "I have osteoporosis", "until a clinician has looked"),
    # 1.2 standing quad stretch
    (QUAD, "I have poor balance", "standing on one leg"),
    (QUAD, "I get dizzy", "standing on one leg"),
    (QUAD, "I often fall", "standing on one leg"),
    (QUAD, "I'm 8 months pregnant", "one leg is less steady"),
    (QUAD, "an old knee injury", "bends the knee"),
    (QUAD, "I have a knee replacement", "bends the knee"),
    (QUAD, "pain in my kneecap", "bends the knee"),
    (QUAD, "I tore my thigh", "needs care first"),
    # 1.3 stretching in general
    (KNEELING, "I'm hypermobile", "strain very bendy joints"),
    (QUAD, "my joints are very bendy", "strain very bendy joints"),
    # 2.1 bridge
    (BRIDGE, "I'm 20 weeks pregnant", "flat on your back"),
    (BRIDGE, "I have thin bones", "until a clinician has looked"),
    (BRIDGE, "I take steroid tablets", "until a clinician has looked"),
    (BRIDGE, "I have high blood pressure", "raises the pressure"),
    (BRIDGE, "I have glaucoma", "raises the pressure"),
    (BRIDGE, "I have a hernia", "make it bulge"),
    (BRIDGE, "I gave birth last week", "still healing"),
    # 2.2 clamshell
    (CLAMSHELL, "I had a hip repair", "surgical team"),
    (CLAMSHELL, "I broke my hip", "needs care first"),
    (CLAMSHELL, "my outer hip is very sore", "lying on it can hurt"),
    # 3 foam rolling
    (ROLLING, "I have an open wound on the thigh", "harm there"),
    (ROLLING, "it's inflamed", "harm there"),
    (ROLLING, "I had a blood clot", "make a muscle bleed"),
    (ROLLING, "I had a bone infection", "harm there"),
    (ROLLING, "a hard bruise in the muscle", "harm there"),
    (ROLLING, "I take warfarin", "make a muscle bleed"),
    (ROLLING, "I bruise easily", "make a muscle bleed"),
    (ROLLING, "I have osteoporosis", "presses on the bone"),
    (ROLLING, "I had cancer", "your team's advice"),
    (ROLLING, "I have numb skin there", "harm there"),
    (ROLLING, "I have diabetes", "harm there"),
    (ROLLING, "I'm pregnant", "tummy should have no pressure"),
    (ROLLING, "I have a hernia", "nothing should press"),
    (ROLLING, "I have varicose veins", "harm there"),
    (ROLLING, "I don't have a roller", "needs one"),
]
# what the screen for warning signs remembers of a talk
FACTS = [
    ("m_recent_surgery", ALL),
    ("m_under_16", ALL),
    ("fever", ALL),
    ("cannot_walk", ALL),
    ("m_pregnant", [KNEELING, QUAD, BRIDGE, ROLLING]),
    ("m_postnatal", [BRIDGE, ROLLING]),
    ("m_osteoporosis", [KNEELING, BRIDGE, ROLLING]),
    ("m_steroids", [KNEELING, BRIDGE, ROLLING]),
    ("m_anticoagulant", [ROLLING]),
    ("m_cancer_history", [ROLLING]),
    ("faintness", [QUAD]),
]
PEOPLE = st.builds(
    Person,
    limits=st.frozensets(st.sampled_from(LIMITS)),
    soon=st.sets(st.sampled_from([key for key, flag in catalogue().flags.items() if flag.level == "soon_gp"])).map(
        tuple
    ),
    held=st.booleans(),
)


def says(turn):
    return "\n".join(message.text for message in turn.messages)


@pytest.mark.parametrize(("exercise", "said", "reason"), EXCLUSIONS)
def test_what_is_excluded_is_not_offered_and_it_says_why(exercise, said, reason):
    course = Course(BOOK, State(), Person())
    asked = course.begin("start", "10 minutes")
    assert asked.state.at == "limits"
    turn = Course(BOOK, asked.state, Person()).hear(said)
    assert turn, f"{said!r} was not understood"
    assert exercise not in turn.state.plan
    assert reason in says(turn)
    begun = Course(BOOK, turn.state, Person()).hear("go") if turn.state.at else turn
    assert exercise not in [message.card["exercise"] for message in begun.messages if message.card]


@pytest.mark.parametrize(("fact", "out"), FACTS)
def test_what_was_told_before_excludes_without_asking(fact, out):
    person = Person(limits=by_facts(BOOK, [fact]))
    assert [each.id for each in allowed(BOOK, person)] == [each for each in ALL if each not in out]


def test_a_runners_groin_needs_both_facts():
    assert by_facts(BOOK, ["groin_pain"]) == by_facts(BOOK, ["m_endurance_load"]) == frozenset()
    assert by_facts(BOOK, ["groin_pain", "m_endurance_load"]) == {"runner_groin"}


def test_a_sign_for_today_or_now_leaves_nothing():
    for minutes in BOOK.talk.minutes:
        assert choose(BOOK, Person(held=True), minutes).exercises == ()


def test_a_sign_to_be_seen_soon_leaves_what_is_named_for_it_and_else_nothing():
    for flag, known in catalogue().flags.items():
        if known.level == "soon_gp":
            left = {each.id for each in allowed(BOOK, Person(soon=(flag,)))}
            assert left == set(BOOK.moves.soon.get(flag, ()))
    assert KNEELING not in {each for stays in BOOK.moves.soon.values() for each in stays}
    both = Person(soon=("persistent_pain", "hip_joint_symptoms"))
    assert [each.id for each in allowed(BOOK, both)] == [BRIDGE]


@given(PEOPLE, st.sampled_from(BOOK.talk.minutes))
def test_no_excluded_exercise_is_ever_in_a_plan_and_the_plan_fits_the_time(person, minutes):
    plan = choose(BOOK, person, minutes)
    for each in plan.exercises:
        assert not person.held
        assert not any(limit.reason(each) for limit in BOOK.moves.limits if limit.id in person.limits)
        assert all(each in BOOK.moves.soon.get(flag, ()) for flag in person.soon)
    assert plan.seconds <= minutes * 60
    assert plan.seconds == sum(takes(BOOK, BOOK.exercise(each), plan.amount) for each in plan.exercises)
    assert list(plan.exercises) == [each for each in ALL if each in plan.exercises]  # in the order they are done
    assert bool(plan.exercises) == bool(allowed(BOOK, person, minutes))


@given(PEOPLE, st.sampled_from(BOOK.talk.minutes), st.sets(st.sampled_from(LIMITS)))
def test_only_what_changes_the_plan_is_asked(person, minutes, asked):
    for limit in matter(BOOK, person, minutes, asked):
        more = Person(person.limits | {limit.id}, person.soon, person.held)
        assert len(allowed(BOOK, more, minutes)) < len(allowed(BOOK, person, minutes))
        assert limit.id not in asked | person.limits


def test_what_is_not_asked_about_changes_nothing():
    for one, other in combinations(LIMITS, 2):
        person = Person(limits=frozenset({one}))
        asked = {each.id for each in matter(BOOK, person, 10)}
        if other not in asked:
            assert allowed(BOOK, person) == allowed(BOOK, Person(limits=frozenset({one, other})))


def test_what_fits_the_time_is_chosen():
    assert choose(BOOK, Person(), 2).exercises == (KNEELING, BRIDGE)
    assert choose(BOOK, Person(), 5).exercises == (QUAD, KNEELING, BRIDGE, CLAMSHELL)
    assert choose(BOOK, Person(), 10) == routine_plan.Plan(tuple(ALL), MOST, 394)


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("exercises.yml", "facts: [m_pregnant]", "facts: [m_expecting]", "m_expecting"),
        ("exercises.yml", "  upper_back_pain:", "  upper_back_ache:", "upper_back_ache"),
        ("exercises.yml", "topic: stretches/bridge", "topic: stretches/bridges", "stretches/bridges"),
        ("exercises.yml", "    seconds: [", "    second: [", "exercises.standing_quad_stretch"),
        ("exercises.yml", "      foam_rolling: it needs one.", "      rolling: it needs one.", "no_roller"),
        ("routine.yml", "raises: [muscle_tear_avulsion]", "raises: [muscle_tear]", "muscle_tear"),
        ("routine.yml", "minutes: [2, 5, 10]", "minutes: [10, 5]", "rise"),
        ("routine.yml", "  mild: [", "  milder: [", "wishes"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_files_is_named(tmp_path, file, old, new, named):
    from bot.core.content_files import CONTENT

    for name in ("exercises.yml", "routine.yml"):
        text = (CONTENT / name).read_text(encoding="utf-8")
        if name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    book = catalogue()
    with pytest.raises(ContentError, match=named):
        load(tmp_path, content(), book.flags, book.facts)


def test_every_exercise_and_limit_can_be_reached():
    load(topics=content(), flags=catalogue().flags, facts=catalogue().facts)
    for limit in BOOK.moves.limits:
        assert any(limit.reason(each) for each in ALL)
        assert limit.button or limit.words
