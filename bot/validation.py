"""Whether content, domain, training data and code fit together; `ilio check` and the tests ask it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields
from inspect import isabstract
from pathlib import Path
from typing import Any, Dict, Iterator, List, Set

from rasa_sdk.utils import all_subclasses

from actions import answers, check_form, quiz_form, routine_form
from actions import triage as escalation
from actions.base import SafeAction
from bot.channels import slack_words, telegram_words, web_page
from bot.core import (
    ache,
    background,
    breaks_content,
    check_content,
    check_words,
    diary_content,
    follow,
    languages,
    quiz_content,
    quiz_words,
    routine_content,
    triage_content,
)
from bot.core.content import CAPABILITIES, Content, load
from bot.core.content_files import read_yaml
from bot.core.content_topics import OTHER_LANGUAGE, UNREADABLE
from bot.core.dialogue import State
from bot.core.triage_catalogue import Catalogue
from bot.core.triage_levels import EMERGENCY
from bot.core.triage_state import UNNAMED
from bot.errors import ContentError
from bot.model import ROOT
from bot.understanding.languages import unheard
from bot.understanding.screen_examples import NONE, read_examples

FEWEST_EXAMPLES = 20
ACTIONS = (answers, check_form, quiz_form, routine_form, escalation)  # with what they import, all there are
_NOT_TYPED = {"show"}  # only buttons send it
_INTENTS = {  # of what Ilio can do besides answering
    "quiz": ("start_quiz", "continue_quiz", "retry_missed", "review_quiz"),
    "check": ("check_symptoms",),
    "summary": ("clinician_summary",),
    "routine": ("start_routine",),
    "diary": ("pain_diary",),
    "breaks": ("plan_breaks",),
}


def examples(folder: Path = ROOT / "data" / "nlu") -> Dict[str, List[str]]:
    """The examples of a folder by label; those trained on, if left out."""
    found: Dict[str, List[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.yml")):
        for entry in read_yaml(path, f"data/nlu/{path.name}")["nlu"]:
            label, lines = entry["intent"], entry["examples"]
            if not isinstance(lines, str):
                mend = "write `examples: |`, and each example on a line of its own after `- `"
                raise ContentError(f"data/nlu/{path.name}", label, "its `examples` are no text", mend)
            found[label] += [line.strip()[2:].strip() for line in lines.splitlines() if line.strip()]
    return dict(found)


def domain() -> Dict[str, Any]:
    """`domain.yml` as it is written."""
    return read_yaml(ROOT / "domain.yml")


def _ruled() -> Set[str]:
    """The intents that a rule or a story of `data/stories/` answers."""
    found: Set[str] = set()
    for path in sorted((ROOT / "data" / "stories").glob("*.yml")):
        written = read_yaml(path, f"data/stories/{path.name}")
        for each in (*written.get("rules", ()), *written.get("stories", ())):
            for step in each["steps"]:
                found.update(one["intent"] for one in step.get("or", [step]) if "intent" in one)
    return found


def problems() -> List[str]:
    """Everything that does not fit, a sentence each with what to do; empty where all is well."""
    try:
        content = load()
        quiz = quiz_content.load(content)
        quiz_words.load()
        ache.load(content)
        book = triage_content.load()
        background.load(content, book.facts)
        check_content.load(known={*book.flags, *book.facts})
        check_words.load()
        for words in (slack_words.words, telegram_words.words, web_page.words):
            words()
        for name, read in (("breaks", breaks_content.words), ("diary", diary_content.words)):
            if name in content.can:
                read()
        data = examples()
        return [
            *_topics(content),
            *_figures(content, routine_content.load(topics=content, flags=book.flags, facts=book.facts)),
            *_sources(content, quiz),
            *_home(content),
            *_signs(book),
            *_data(content, data),
            *_languages(languages.load(), data),
            *_domain(content, domain(), data),
        ]
    except ContentError as error:
        return [str(error)]
    except (OSError, KeyError, TypeError, AttributeError) as error:
        return [f"data/ or domain.yml cannot be read: {error}. Write it as Rasa 3.1 YAML."]


def _signs(book: Catalogue) -> Iterator[str]:
    known = Counter(each.sign for each in read_examples(ROOT / "data" / "warning_signs", book) if each.level != NONE)
    for flag, sign in book.flags.items():
        where = f"bot/content/triage: the sign '{flag}'"
        if known[flag] < FEWEST_EXAMPLES and flag != UNNAMED:
            yield f"data/warning_signs: '{flag}' has {known[flag]} messages; write {FEWEST_EXAMPLES} or more."
        if sign.level == EMERGENCY and flag not in book.others:
            yield f"{where} has no steps for somebody else; add them to others.yml."
        if sign.level != EMERGENCY and not sign.worse and flag != UNNAMED:
            yield f"{where} does not say what would make it an emergency; add `worse`."


def _topics(content: Content) -> Iterator[str]:
    for topic_id, topic in content.topics.items():
        kind = content.kind(topic_id)
        where = "bot/content/{}.yml, key 'topics.{}".format(*topic_id.split("/"))
        for depth in ("more", "simpler") if kind else ():
            if getattr(topic, depth) is None:
                yield f"{where}': has no `{depth}`; add it, people ask for it after every answer."
        for depth in ("answer", "simpler") if kind == "self_care" else ():
            part = getattr(topic, depth)
            if part and not part.safety_note:
                yield f"{where}.{depth}': has no `safety_note`, and its section is `self_care`; say whom it may harm."


def _figures(content: Content, routine: routine_content.Routine) -> Iterator[str]:
    for each in routine.moves.exercises:
        answered = routine_content.ranges(content.topics[each.topic].answer.says or "")
        if answered and each.amounts not in answered:
            told = " to ".join(map(str, answered[0]))
            yield (
                f"bot/content/exercises.yml, key 'exercises.{each.id}': its figures are {list(each.amounts)}, and the "
                f"answer '{each.topic}' has {told}; write the same."
            )


def _sources(content: Content, quiz: quiz_content.Quiz) -> Iterator[str]:
    parts = {part for topic in content.topics.values() for part in topic.source}
    for each in quiz.questions:
        if each.source not in parts:
            where = f"bot/content/quiz.yml, key 'questions.{each.id}.source'"
            near = ", ".join(sorted(f"'{part}'" for part in parts if part[:2] == each.source[:2]))
            yield f"{where}: no topic comes from '{each.source}'; use one of {near or 'those of the topics'}."


def _home(content: Content) -> Iterator[str]:
    for topic in slack_words.words().home.topics:
        if topic not in content.topics:
            yield f"bot/content/slack.yml, key 'home.topics': '{topic}' is no topic; use an id `section/topic`."


def _data(content: Content, data: Dict[str, List[str]]) -> Iterator[str]:
    labels = Counter(text.lower() for texts in data.values() for text in texts)
    for label, texts in data.items():
        if "/" in label and label not in content.topics:
            yield f"data/nlu: '{label}' has no content; add it to bot/content/{label.split('/')[0]}.yml."
        if len(texts) < FEWEST_EXAMPLES:
            yield f"data/nlu: '{label}' has {len(texts)} examples; write {FEWEST_EXAMPLES} or more."
        for text in texts:
            if text[:1] in "\"'" and text[-1:] == text[:1]:
                yield f"data/nlu: '{label}' has an example in quotes ({text}); the quotes would be learnt, remove them."
    for text, times in labels.items():
        if times > 1:
            yield f"data/nlu: '{text}' stands there {times} times; keep one."
    reached = {*UNREADABLE, *follow.by_words(content), *(each.opens for each in ache.load(content).details.values())}
    for topic in content.topics:
        if topic not in data and topic not in reached:
            yield f"data/nlu: nobody can ask for '{topic}'; write {FEWEST_EXAMPLES} examples or more for it."


def _languages(known: languages.Languages, data: Dict[str, List[str]]) -> Iterator[str]:
    where = f"bot/content/{languages.FILE}"
    for code in unheard(known):
        yield f"{where}: '{code}' is no code that py3langid knows; use one, or give the language `marks`."
    english = [languages.folded(text) for label, texts in data.items() if label != OTHER_LANGUAGE for text in texts]
    for code, language in known.languages.items():
        for text in filter(language.urgent_in, english):
            yield f"{where}, key 'languages.{code}.urgent': has words that are English too, in '{text}'; write others."


def _domain(content: Content, written: Dict[str, Any], data: Dict[str, List[str]]) -> Iterator[str]:
    intents = set(written["intents"])
    asked = {label.split("/")[0] for label in data}
    ruled = _ruled()
    for section in set(content.sections) - intents:
        yield f"domain.yml: the section '{section}' has no intent; add it."
    for intent in intents - ruled:
        yield f"data/stories: nothing answers the intent '{intent}'; add it under 'answer a topic' in rules.yml."
    for intent in ruled - intents - {"nlu_fallback"}:
        yield f"data/stories: the intent '{intent}' is not in domain.yml; add it there, or remove its rule."
    for name, some in _INTENTS.items():
        for intent in asked.intersection(some) if name not in content.can else ():
            yield (
                f"data/nlu has examples for '{intent}', which needs bot/content/{CAPABILITIES[name]}; restore it, or "
                "remove the examples, the intent and its rule."
            )
    for intent in asked - intents:
        yield f"domain.yml: data/nlu has examples for '{intent}', which is no intent; add it."
    for intent in intents - asked - _NOT_TYPED:
        yield f"domain.yml: nobody can say '{intent}'; write examples in data/nlu or remove the intent."
    named = {name for action in all_subclasses(SafeAction) if not isabstract(action) for name in [action().name()]}
    for action in set(written["actions"]) ^ named:
        yield f"domain.yml: '{action}' is not both in domain.yml and in actions/; add it where it lacks, or remove it."
    forms = {name for form in ("quiz", "check", "routine") for name in (form, f"{form}_answer")}
    slots = {field.name for field in fields(State)} | forms | {"triage", "diary"}
    for slot in set(written["slots"]) ^ slots:
        yield f"domain.yml: '{slot}' is not both a slot and in bot/core/dialogue.py, State; add or remove it."
