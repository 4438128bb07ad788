"""What is said to a message: an answer, with what a warning sign and a person's background change in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Callable, Dict, List, Optional, Sequence

from rasa_sdk import Tracker

from actions.base import (
    NO_ADVICE,
    also_of,
    found_of,
    gate,
    heard_of,
    in_their_language,
    intent_of,
    opened_by,
    selected_topic,
    standing,
    text_of,
    topic_ranking,
    triage_turn_of,
)
from bot.core import ache, background, dialogue, dialogue_follow, dialogue_reading, follow, triage_state
from bot.core.content import Content
from bot.core.content import content as load_content
from bot.core.content_topics import OTHER_LANGUAGE, REPORTS
from bot.core.messages import Message
from bot.core.person import of_oneself
from bot.core.readability import plain
from bot.core.triage_content import catalogue
from bot.core.triage_levels import SAME_DAY, rank
from bot.core.triage_voice import Voice

# said of advice, these are about it; where none was given, they ask when and where to get help
_ASKED_IN_GENERAL = ("what_to_say", "is_it_bad")
_BUBBLES = 2  # of an answer, before why another one waits
_NEAREST = 3  # topics that a message which is not understood may have meant
# understood as these, a message may be a detail of an ache with something besides
_VAGUE = ("nlu_fallback", REPORTS, *NO_ADVICE)
_ASKS = re.compile(r"\b(?:which|what|how|can|could|may|should|is|are|any|safe|ok|allowed)\b|\?", re.IGNORECASE)
_ACHES = ("back_pain", "hip_pain", "groin_pain", "leg_pain")  # what triage calls an ache that was told


def answer(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """The answer to what was asked, or that Ilio speaks English only."""
    topic = selected_topic(tracker) or intent_of(tracker)
    if topic != OTHER_LANGUAGE:
        return open_topic(content, state, tracker, topic, also_of(tracker))
    urgent = heard_of(tracker).urgent  # then nothing stands beside the emergency line
    messages, after = open_topic(content, replace(state, introduced=urgent or state.introduced), tracker, topic)
    if urgent:
        messages, after = [replace(each, buttons=()) for each in messages], replace(after, introduced=state.introduced)
    messages = [*in_their_language(tracker), *messages]
    return messages, dialogue.offering(after, messages)


def open_topic(
    content: Content, state: dialogue.State, tracker: Tracker, opened: str, also: Sequence[str] = ()
) -> dialogue.Reply:
    """Open a topic and what was asked besides, or say why it waits while a warning sign stands."""
    held_back = _held_back(state, tracker, opened)
    if held_back:
        return held_back
    noticed = standing(tracker)
    besides = [each for each in also if not triage_state.holds_back(noticed, each)]
    messages, after = dialogue.open_topic(content, state, opened, besides)
    messages, after = _with_notes(content, tracker, messages, after)
    if len(besides) < len(also):
        messages = [*messages[:_BUBBLES], *gate(noticed)]
        after = dialogue.offering(after, messages)
    return messages, after


def _with_notes(content: Content, tracker: Tracker, messages: List[Message], after: dialogue.State) -> dialogue.Reply:
    """An answer with what matters first to this person, such as blood thinners before pain relievers."""
    notes = _notes(tracker, after.topic)
    if not notes:
        return messages, after
    messages = background.noted(content, messages, notes)
    return messages, dialogue.offering(after, messages)


def _notes(tracker: Tracker, topic: Optional[str]) -> List[background.Note]:
    """What matters to this person about a topic."""
    noticed, text = triage_turn_of(tracker).after, text_of(tracker)
    facts = [each for each in noticed.facts if each not in noticed.theirs or not of_oneself(plain(text))]
    return background.notes(topic, facts, text)


def _held_back(state: dialogue.State, tracker: Tracker, opened: str) -> Optional[dialogue.Reply]:
    noticed = standing(tracker)
    if not triage_state.holds_back(noticed, opened):
        return None
    messages = gate(noticed)
    return messages, replace(dialogue.offering(state, messages), topic=None, also=())


def in_context(content: Content, state: dialogue.State, tracker: Tracker) -> Optional[dialogue.Reply]:
    """What is understood by what was talked about before: a detail of an ache, a question about the last answer."""
    text, turn = text_of(tracker), triage_turn_of(tracker)
    aside = turn.move and not standing(tracker).raised  # one's own ache, while somebody else needs help
    if heard_of(tracker).sure or opened_by(tracker) or (turn.move and not aside):
        return None
    told = ache.told(text)
    if told and not triage_state.holds_back(standing(tracker), REPORTS):
        before = bool(state.told) or bool(set(_ACHES) & set(turn.before.facts))
        vague = intent_of(tracker) in _VAGUE
        if (told.whole and (before or told.hurts)) or (vague and (before or intent_of(tracker) == REPORTS)):
            return dialogue.detail(content, state, told)
    asked = ache.asked(text)
    way, where = (asked and follow.lead(content, state, asked)) or ("", "")
    if way == "open":
        return open_topic(content, state, tracker, where)
    if way == "follow":
        return _followed(content, state, tracker, where)
    return dialogue.say(content, state, getattr(content.phrases, where)) if way else None


def follow_up(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """More of, the source of, again, or more simply: what was answered last."""
    return _followed(content, state, tracker, intent_of(tracker))


def _followed(content: Content, state: dialogue.State, tracker: Tracker, wish: str) -> dialogue.Reply:
    held_back = _held_back(state, tracker, state.topic or "")
    if held_back:
        return held_back
    messages, after = dialogue_follow.follow_up(content, state, wish)
    notes = [note for each in (state.topic, *state.also) for note in _notes(tracker, each)]
    instead = [each for each in notes if each.instead][:1]
    if instead and wish != "source":  # what must be left out is so in any words
        return background.noted(content, messages, instead), after
    if notes:  # the answer had no picture either
        messages = [replace(each, image=None) for each in messages]
    return messages, after


def choose(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """That none of the choices was meant."""
    return dialogue.nothing_chosen(content, state)


def decline(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """Take a "no thanks"."""
    return dialogue.decline(content, state)


def _told_now(tracker: Tracker) -> Sequence[str]:
    """Facts about the person that the latest message tells."""
    return triage_state.Reading.from_dict(tracker.latest_message.get("triage")).facts


def not_understood(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """What comes nearest: help that is asked for in general, a sentence that was found, topics to choose from."""
    noticed, intent, found = triage_turn_of(tracker).after, intent_of(tracker), found_of(tracker)
    if not noticed.raised and intent in _ASKED_IN_GENERAL:
        return dialogue.open_topic(content, state, content.turns_to.help)
    if found and found["topic"] in content.topics:
        held_back = _held_back(state, tracker, found["topic"])
        quoted = dialogue.quote(content, state, found["topic"], found["depth"], found["place"])
        return held_back or _with_notes(content, tracker, *quoted)
    ranking = [topic for topic, _ in topic_ranking(tracker)]
    text, facts = text_of(tracker), _told_now(tracker)
    meant = next((each for each in ranking[:_NEAREST] if background.notes(each, facts, text)), None)
    if meant and _ASKS.search(text):  # "my daughter is 12, which stretch": whom it is for was understood at least
        return open_topic(content, state, tracker, meant)
    messages, after = dialogue.not_understood(content, state, ranking, on_subject=found is not None)
    if rank(noticed.level) >= rank(SAME_DAY):
        messages = [replace(messages[0], text=Voice(catalogue(), noticed).lost()), *messages[1:]]
    return messages, after


_BY_INTENT: Dict[str, Callable[[Content, dialogue.State, Tracker], dialogue.Reply]] = {
    **dict.fromkeys(("more", "source", "repeat", "simpler"), follow_up),
    **dict.fromkeys(("choose", "affirm"), choose),
    "deny": decline,
    **dict.fromkeys(("nlu_fallback", *NO_ADVICE), not_understood),
}


def button_of(tracker: Tracker, state: dialogue.State) -> Optional[str]:
    """The button that is meant: clicked, or typed as its title, its number or its place."""
    intent, text = intent_of(tracker), text_of(tracker)
    if intent == "show":
        return opened_by(tracker)
    button = dialogue_reading.picked(state, text) or load_content().titled(text)
    button = button or dialogue_reading.yes_or_no(load_content(), state, intent)
    if button or _BY_INTENT.get(intent) is not choose:
        return button
    return dialogue_reading.chosen(state, text)


def respond(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """What to say to the latest message, whatever it asks; the way a form answers what is not for the form."""
    button = opened_by(tracker)
    if button:
        return open_topic(content, state, tracker, button)
    return in_context(content, state, tracker) or _BY_INTENT.get(intent_of(tracker), answer)(content, state, tracker)
