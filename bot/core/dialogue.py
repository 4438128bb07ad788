"""What Ilio says next: a turn and the state of the talk in, messages and the new state out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import List, Optional, Sequence, Tuple

from bot.core import ache, answers
from bot.core.content import ENTRY_TOPIC, Content
from bot.core.content_files import BUBBLES
from bot.core.content_topics import OUTSIDE, REPORTS, TALK, section_of
from bot.core.messages import MENU, MOST_WORDS, Button, Message

# sections a guess is never offered from: a person who is not understood asked for something else
_NOT_OFFERED = {TALK, OUTSIDE, REPORTS}
_GUESSES = 3
_AT_ONCE = 2  # answers in one turn; what was asked besides is offered
_CHECK = "check/start"  # offered with the first answer to an ache, and not again


@dataclass(frozen=True)
class State:
    """What must be remembered of a talk between two messages.

    Args:
        topic: the topic answered last, if any.
        depth: how deep it was answered: `answer`, `more` or `simpler`.
        offered: ids and titles of the buttons under the last message, in order.
        misses: how many messages in a row were not understood.
        introduced: whether Ilio has said what it is.
        also: the topics answered beside it, where several things were asked at once.
        told: what was told of an ache, `ache.TOLD` and the ids of details; nothing while no ache was told.
    """

    topic: Optional[str] = None
    depth: answers.Depth = "answer"
    offered: Tuple[Tuple[str, str], ...] = ()
    misses: int = 0
    introduced: bool = False
    also: Tuple[str, ...] = ()
    told: Tuple[str, ...] = ()


Reply = Tuple[List[Message], State]


def replied(messages: List[Message], state: State, **changes: object) -> Reply:
    """Messages and the state after them: what was offered, that something was understood, and what else changes."""
    changes = {"offered": offers(messages), "misses": 0, **changes}
    return messages, replace(state, **changes)  # type: ignore[arg-type]


def offers(messages: Sequence[Message]) -> Tuple[Tuple[str, str], ...]:
    """Ids and titles of the buttons under the last message."""
    return tuple((button.id, button.title) for button in messages[-1].buttons) if messages else ()


def open_topic(content: Content, state: State, button_id: Optional[str], also: Sequence[str] = ()) -> Reply:
    """Answer a topic, or several that were asked for at once, or show the menu.

    Args:
        content: all content.
        state: the talk so far.
        button_id: a topic id, a section's name, or `MENU`; what is unknown shows the menu.
        also: ids of topics asked for besides; of one that is out of scope it is said that it is.
    """
    if button_id in content.sections:
        button_id = f"{button_id}/{ENTRY_TOPIC}"
    if button_id not in content.topics:
        return replied(answers.with_buttons(content, [content.phrases.menu], [MENU]), state)
    besides = [each for each in also if each in content.topics and section_of(each) != OUTSIDE]
    if besides:
        return _open_several(content, state, [button_id, *besides], len(besides) < len(also))
    if button_id == content.turns_to.ache and is_report(state.topic or ""):
        return _another(content, state)
    if is_report(button_id):
        state = replace(state, told=state.told or (ache.TOLD,))
    if button_id == content.turns_to.greeting and state.introduced:
        texts = [content.phrases.welcome_back]
    else:
        texts = answers.bubbles(content, button_id)
    texts, state = _framed(content, state, texts, [button_id], bool(also))
    messages = answers.with_buttons(content, texts, answers.next_steps(content, button_id))
    messages = answers.pictured(content, messages, button_id)
    return replied(messages, state, topic=button_id, depth="answer", also=())


def _another(content: Content, state: State) -> Reply:
    """Take a further ache, told right after one, without asking all the same again."""
    noted = content.turns_to.noted
    texts = answers.bubbles(content, noted)
    texts = [*texts[:-1], f"{texts[-1]} {ache.ask(state.told)}"]
    texts = [f"{ache.words().again} {texts[0]}", *texts[1:]]
    messages = answers.with_buttons(content, texts, answers.next_steps(content, noted))
    return replied(messages, state, topic=noted, depth="answer", also=())


def detail(content: Content, state: State, told: ache.Told) -> Reply:
    """Take details of an ache: say what was heard, what the article has on it, and what to tell next.

    Args:
        content: all content.
        state: the talk so far; with the first details the warning signs are asked for and the check is offered.
        told: the details.
    """
    topic = ache.opens(told.details, state.told) or content.turns_to.noted
    texts, steps = answers.bubbles(content, topic), answers.next_steps(content, topic)
    known = (*(state.told or (ache.TOLD,)), *told.details)
    warns = topic == content.turns_to.numb
    if is_report(topic) and not warns:
        texts = [*texts[:-1], f"{texts[-1]} {ache.ask(known)}"]
    if not state.told:
        first = [] if warns else answers.bubbles(content, content.turns_to.ache)[:1]
        texts, steps = [*first, *texts[: BUBBLES - len(first)]], [_CHECK, *steps[: _GUESSES - 1]]
    texts = [f"{told.heard} {texts[0]}", *texts[1:]]
    told_so_far = tuple(dict.fromkeys(known))
    messages = answers.with_buttons(content, texts, steps)
    return replied(messages, state, topic=topic, depth="answer", also=(), told=told_so_far)


def say(content: Content, state: State, said: str) -> Reply:
    """Say something about the answer before, and leave its choices open."""
    buttons = tuple(Button(*each) for each in state.offered) or answers.buttons(content, [MENU])
    return [Message(said, buttons)], replace(state, offered=tuple((each.id, each.title) for each in buttons))


def without_choices(content: Content, messages: Sequence[Message]) -> List[Message]:
    """Messages without their buttons and without the sentences that point at those.

    Where nothing else was said, the buttons are named in words.
    """
    points = "|".join(map(re.escape, content.phrases.points_at_choices))
    pointing = re.compile(rf"[^.?!\n]*\b(?:{points})\b[^.?!\n]*[.?!]\s*", re.IGNORECASE)
    left = [replace(each, text=pointing.sub("", each.text).strip(), buttons=()) for each in messages]
    said = [each for each in left if each.text]
    titles = ", ".join(button.title for each in messages for button in each.buttons)
    if not said and titles:
        return [Message(content.phrases.menu_in_words.format(titles=titles))]
    return said or [replace(each, buttons=()) for each in messages]


def _open_several(content: Content, state: State, topic_ids: List[str], outside: bool) -> Reply:
    now, later = topic_ids[:_AT_ONCE], topic_ids[_AT_ONCE:]
    texts, state = _framed(content, state, answers.together(content, now), now, outside)
    messages = answers.with_buttons(content, texts, [*later, *now, MENU])
    messages = answers.pictured_together(content, messages, now)
    return replied(messages, state, topic=now[0], depth="answer", also=tuple(now[1:]))


def _framed(
    content: Content, state: State, texts: List[str], topic_ids: Sequence[str], outside: bool = False
) -> Tuple[List[str], State]:
    """Answers with what stands around them: first what is out of scope, last and once what Ilio is."""
    phrases = content.phrases
    silent = any(each in content.subject.stand_alone for each in topic_ids)
    introduces = not (state.introduced or silent or any(is_report(each) for each in topic_ids))
    if outside:
        texts = [f"{phrases.outside}\n{texts[0]}", *texts[1:]]
    if introduces:
        texts = _introduced(texts, phrases.introduction)
    return texts, replace(state, introduced=state.introduced or introduces or silent)


def _introduced(texts: List[str], introduction: str) -> List[str]:
    """Bubbles with what Ilio is in the last one that has room for it, else in one of its own."""
    rooms = [place for place, text in enumerate(texts) if len(f"{text} {introduction}".split()) <= MOST_WORDS]
    if not rooms and len(texts) < BUBBLES:
        return [*texts, introduction]
    last = rooms[-1] if rooms else min(range(len(texts)), key=lambda place: len(texts[place].split()))
    return [f"{text}\n\n{introduction}" if place == last else text for place, text in enumerate(texts)]


def quote(content: Content, state: State, topic_id: str, depth: answers.Depth, place: int) -> Reply:
    """Answer from a passage that was looked up, naming the part it stands in.

    Args:
        content: all content.
        state: the talk so far.
        topic_id, depth: the answer it stands in.
        place: in which of that answer's bubbles.
    """
    texts = answers.quoted(content, topic_id, depth, place)
    if not texts:
        return open_topic(content, state, topic_id)
    part = content.sections[topic_id.split("/")[0]].title
    texts[0] = f"{content.phrases.found.format(part=part[0].lower() + part[1:])} {texts[0]}"
    texts, state = _framed(content, state, texts, [topic_id])
    messages = answers.with_buttons(content, texts, [*answers.next_steps(content, topic_id)[:_GUESSES], MENU])
    messages = answers.pictured(content, messages, topic_id, depth)
    return replied(messages, state, topic=topic_id, depth=depth, also=())


def nothing_chosen(content: Content, state: State) -> Reply:
    """Say that there is no such choice."""
    if not state.offered:
        return replied(answers.with_buttons(content, [content.phrases.nothing_offered], [MENU]), state)
    buttons = tuple(Button(button_id, title) for button_id, title in state.offered)
    return replied([Message(content.phrases.only_so_many, buttons)], state)


def offering(state: State, messages: Sequence[Message]) -> State:
    """The state after messages that were composed elsewhere."""
    return replace(state, offered=offers(messages), misses=0)


def is_report(topic_id: str) -> bool:
    """Whether a topic answers what a person reports of their body."""
    return section_of(topic_id) == REPORTS


def decline(content: Content, state: State) -> Reply:
    """Take a "no thanks" for what it is."""
    return replied(answers.with_buttons(content, [content.phrases.declined], [MENU]), state)


def restart(content: Content) -> Reply:
    """Begin again with nothing remembered."""
    return replied(answers.with_buttons(content, [content.phrases.restarted], [MENU]), State(introduced=True))


def not_understood(content: Content, state: State, ranking: Sequence[str], on_subject: bool = False) -> Reply:
    """Offer the nearest topics the first time, the whole menu from the second time on.

    Args:
        content: all content.
        state: the talk so far.
        ranking: topic ids, most likely first.
        on_subject: whether it is a question on the subject that the article does not answer.
    """
    guesses = [topic for topic in ranking if topic in content.topics and section_of(topic) not in _NOT_OFFERED]
    if on_subject and guesses and not is_report(ranking[0]):
        messages = answers.with_buttons(content, [content.phrases.not_there], [*guesses[:_GUESSES], MENU])
        return replied(messages, state)
    if state.misses == 0 and guesses:
        said = content.phrases.nearest_report if is_report(ranking[0]) else content.phrases.nearest
        messages = answers.with_buttons(content, [said], [*guesses[:_GUESSES], MENU])
    else:
        messages = answers.with_buttons(content, [content.phrases.lost], [MENU])
    return replied(messages, state, misses=state.misses + 1)


def known(content: Content, state: State) -> State:
    """The state without topics that the content has no more, as after an update in the middle of a talk."""
    return replace(
        state,
        topic=state.topic if state.topic in content.topics else None,
        depth=state.depth if state.depth in ("answer", "more", "simpler") else "answer",
        also=tuple(each for each in state.also if each in content.topics),
        offered=tuple(
            each for each in state.offered if each[0] in content.topics or each[0].split("/")[0] not in content.sections
        ),
    )
