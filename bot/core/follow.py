"""What is asked on after an answer, "why?", "what else can I do", "will it get better": where it leads."""

from __future__ import annotations

from typing import Literal, Optional, Set, Tuple

from bot.core.ache import Asked
from bot.core.content import Content
from bot.core.content_topics import OUTSIDE, section_of
from bot.core.dialogue import State, is_report

Way = Literal["open", "follow", "say"]
Lead = Tuple[Way, str]  # a topic to open; a wish for `dialogue_follow.follow_up`; the name of one of the phrases


def by_words(content: Content) -> Set[str]:
    """Topics reached from here or from details of an ache, and by no examples of their own."""
    turns = content.turns_to
    return {each for each in (turns.outlook, turns.serious, turns.both_sides, turns.noted) if each}


def lead(content: Content, state: State, asked: Asked) -> Optional[Lead]:
    """Where a question about what was talked about leads; None where nothing was, so that it is read by itself.

    Args:
        content: all content.
        state: the talk so far.
        asked: what is asked, as `ache.asked` reads it.
    """
    turns = content.turns_to
    topic = state.topic or ""
    section = content.sections.get(section_of(topic))
    if asked == "outlook":
        return "open", turns.outlook
    if asked == "how_long":
        times = (section.how_long if section else None) or topic
        return ("follow", "repeat") if times == "repeat" else ("open", times if times != topic else turns.outlook)
    if asked == "serious":
        return ("open", turns.serious) if state.told else None
    if asked == "else":
        return "open", (section.what_else if section else None) or turns.self_care
    if asked == "why" and (state.misses or section_of(topic) == OUTSIDE):
        return "say", "why_lost" if state.misses else "why_outside"
    if not topic:
        return None
    if asked == "other_side":
        return ("open", turns.both_sides) if is_report(topic) and turns.both_sides else ("say", "other_side")
    if is_report(topic):
        return ("say", "why_ache") if asked == "why" else ("open", turns.self_care)
    return "follow", "source" if asked == "why" and state.depth == "more" else "more"
