"""What is asked on after an answer, "why?", "what else can I do", "will it get better": where it leads."""

from __future__ import annotations

from typing import Literal, Optional, Tuple

from bot.core.ache import Asked
from bot.core.dialogue import State, is_report

Way = Literal["open", "follow", "say"]
Lead = Tuple[Way, str]  # a topic to open; a wish for `dialogue.follow_up`; the name of one of the phrases
OUTLOOK, SERIOUS, BOTH_SIDES = "symptom/outlook", "symptom/serious", "symptom/both_sides"
TOPICS = {OUTLOOK, SERIOUS, BOTH_SIDES, "symptom/noted"}  # reached from here or from details, not by examples
_NEXT = {"relief": "stretches/overview", "stretches": "prevention/overview"}  # what else to do, after what was shown
_TIMES = "stretches/how_long_how_often"


def lead(state: State, asked: Asked) -> Optional[Lead]:
    """Where a question about what was talked about leads; None where nothing was, so that it is read by itself.

    Args:
        state: the talk so far.
        asked: what is asked, as `ache.asked` reads it.
    """
    topic = state.topic or ""
    section = topic.partition("/")[0]
    if asked == "outlook":
        return "open", OUTLOOK
    if asked == "how_long":
        times = section == "stretches" and topic != _TIMES
        return ("open", _TIMES) if times else ("follow", "repeat") if section == "relief" else ("open", OUTLOOK)
    if asked == "serious":
        return ("open", SERIOUS) if state.told else None
    if asked == "else":
        return "open", _NEXT.get(section, "relief/overview")
    if asked == "why" and (state.misses or section == "out_of_scope"):
        return "say", "why_lost" if state.misses else "why_outside"
    if not topic:
        return None
    if asked == "other_side":
        return ("open", BOTH_SIDES) if is_report(topic) else ("say", "other_side")
    if is_report(topic):
        return ("say", "why_ache") if asked == "why" else ("open", "relief/overview")
    return "follow", "source" if asked == "why" and state.depth == "more" else "more"
