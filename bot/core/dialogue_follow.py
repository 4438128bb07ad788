"""More of, the source of, again, or more simply: what was answered last."""

from __future__ import annotations

from typing import List

from bot.core import answers
from bot.core.content import Content
from bot.core.dialogue import Reply, State, replied
from bot.core.messages import MENU


def follow_up(content: Content, state: State, wish: str) -> Reply:
    """Say more of, the source of, again, or more simply what was answered last.

    Args:
        content: all content.
        state: the talk so far.
        wish: `more`, `source`, `repeat` or `simpler`.
    """
    topic = state.topic
    if topic not in content.topics:
        return replied(answers.with_buttons(content, [content.phrases.nothing_to_follow], [MENU]), state)
    if state.also:
        return _follow_several(content, state, [topic, *state.also], wish)
    steps = answers.next_steps(content, topic)
    if wish == "source":
        return replied(answers.with_buttons(content, [answers.source(content, topic)], steps), state)
    depth: answers.Depth = state.depth if wish == "repeat" else wish  # type: ignore[assignment]
    texts = answers.bubbles(content, topic, depth)
    if not texts and not steps:  # an emergency, a goodbye: there is nothing beside it
        texts = answers.bubbles(content, topic)
    if wish == "more" and (not texts or state.depth == "more"):
        return replied(answers.with_buttons(content, [content.phrases.no_more], steps or [MENU]), state)
    if not texts:  # nothing simpler was written: the answer itself is plain
        texts, depth = answers.bubbles(content, topic), "answer"
    messages = answers.pictured(content, answers.with_buttons(content, texts, steps), topic, depth)
    return replied(messages, state, depth=depth)


def _follow_several(content: Content, state: State, topic_ids: List[str], wish: str) -> Reply:
    if wish == "more":
        texts = [content.phrases.more_of_which]
    elif wish == "source":
        texts = [f"**{content.topics[each].title}.** {answers.source(content, each)}" for each in topic_ids]
    else:
        texts = answers.together(content, topic_ids, "simpler" if wish == "simpler" else "answer")
    messages = answers.with_buttons(content, texts, [*topic_ids, MENU])
    if wish in ("repeat", "simpler"):
        messages = answers.pictured_together(content, messages, topic_ids)
    return replied(messages, state)
