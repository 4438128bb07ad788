"""Rasa actions that answer from the article's content."""

from __future__ import annotations

import abc
import re
from dataclasses import replace
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions import asides, check, check_outcome, diary, quiz, routine
from actions.base import (
    NO_ADVICE,
    Events,
    SafeAction,
    also_of,
    found_of,
    gate,
    heard_of,
    in_their_language,
    intent_of,
    opened_by,
    selected_topic,
    slots_of,
    standing,
    state_of,
    text_of,
    topic_ranking,
    triage_turn_of,
)
from actions.resume import resume
from bot.core import ache, background, dialogue, follow, triage_state
from bot.core.check_reading import wish
from bot.core.check_state import State as CheckState
from bot.core.check_voice import AGAIN, START
from bot.core.content import Content
from bot.core.content import content as load_content
from bot.core.content_topics import OTHER_LANGUAGE, REPORTS
from bot.core.messages import Message
from bot.core.person import of_oneself
from bot.core.readability import plain
from bot.core.routine_state import State as RoutineState
from bot.core.triage_content import catalogue
from bot.core.triage_levels import SAME_DAY, rank
from bot.core.triage_turn import SLOT as TRIAGE
from bot.core.triage_voice import Voice

# said of advice, these are about it; where none was given, they ask when and where to get help
_ASKED_IN_GENERAL = ("what_to_say", "is_it_bad")
_BUBBLES = 2  # of an answer, before why another one waits
_NEAREST = 3  # topics that a message which is not understood may have meant
# understood as these, a message may be a detail of an ache with something besides
_VAGUE = ("nlu_fallback", REPORTS, *NO_ADVICE)
_ASKS = re.compile(r"\b(?:which|what|how|can|could|may|should|is|are|any|safe|ok|allowed)\b|\?", re.IGNORECASE)
_ACHES = ("back_pain", "hip_pain", "groin_pain", "leg_pain")  # what triage calls an ache that was told


def _answer(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    topic = selected_topic(tracker) or intent_of(tracker)
    if topic != OTHER_LANGUAGE:
        return _open(content, state, tracker, topic, also_of(tracker))
    urgent = heard_of(tracker).urgent  # then nothing stands beside the emergency line
    messages, after = _open(content, replace(state, introduced=urgent or state.introduced), tracker, topic)
    if urgent:
        messages, after = [replace(each, buttons=()) for each in messages], replace(after, introduced=state.introduced)
    messages = [*in_their_language(tracker), *messages]
    return messages, dialogue.offering(after, messages)


def _open(
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


def _in_context(content: Content, state: dialogue.State, tracker: Tracker) -> Optional[dialogue.Reply]:
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
        return _open(content, state, tracker, where)
    if way == "follow":
        return _followed(content, state, tracker, where)
    return dialogue.say(content, state, getattr(content.phrases, where)) if way else None


def _follow_up(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    return _followed(content, state, tracker, intent_of(tracker))


def _followed(content: Content, state: dialogue.State, tracker: Tracker, wish: str) -> dialogue.Reply:
    held_back = _held_back(state, tracker, state.topic or "")
    if held_back:
        return held_back
    messages, after = dialogue.follow_up(content, state, wish)
    notes = [note for each in (state.topic, *state.also) for note in _notes(tracker, each)]
    instead = [each for each in notes if each.instead][:1]
    if instead and wish != "source":  # what must be left out is so in any words
        return background.noted(content, messages, instead), after
    if notes:  # the answer had no picture either
        messages = [replace(each, image=None) for each in messages]
    return messages, after


def _choose(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    return dialogue.nothing_chosen(content, state)


def _decline(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    return dialogue.decline(content, state)


def _told_now(tracker: Tracker) -> Sequence[str]:
    """Facts about the person that the latest message tells."""
    return triage_state.Reading.from_dict(tracker.latest_message.get("triage")).facts


def _not_understood(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
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
        return _open(content, state, tracker, meant)
    messages, after = dialogue.not_understood(content, state, ranking, on_subject=found is not None)
    if rank(noticed.level) >= rank(SAME_DAY):
        messages = [replace(messages[0], text=Voice(catalogue(), noticed).lost()), *messages[1:]]
    return messages, after


_BY_INTENT: Dict[str, Callable[[Content, dialogue.State, Tracker], dialogue.Reply]] = {
    **dict.fromkeys(("more", "source", "repeat", "simpler"), _follow_up),
    **dict.fromkeys(("choose", "affirm"), _choose),
    "deny": _decline,
    **dict.fromkeys(("nlu_fallback", *NO_ADVICE), _not_understood),
}


def button_of(tracker: Tracker, state: dialogue.State) -> Optional[str]:
    """The button that is meant: clicked, or typed as its title, its number or its place."""
    intent, text = intent_of(tracker), text_of(tracker)
    if intent == "show":
        return opened_by(tracker)
    button = dialogue.picked(state, text) or load_content().titled(text)
    button = button or dialogue.yes_or_no(load_content(), state, intent)
    if button or _BY_INTENT.get(intent) is not _choose:
        return button
    return dialogue.chosen(state, text)


def respond(content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
    """What to say to the latest message, whatever it asks; the way a form answers what is not for the form."""
    button = opened_by(tracker)
    if button:
        return _open(content, state, tracker, button)
    return _in_context(content, state, tracker) or _BY_INTENT.get(intent_of(tracker), _answer)(content, state, tracker)


class IlioAction(SafeAction, abc.ABC):
    """An action that opens the button that is meant, else has something of its own to say."""

    @abc.abstractmethod
    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        """What to say, and the state after it."""

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        content, state = load_content(), state_of(tracker)
        taken = None
        if not (opened_by(tracker) or heard_of(tracker).sure):
            taken = (
                resume(tracker, state)
                or quiz.afterwards(tracker, state, text_of(tracker))
                or asides.typed(tracker, state)
            )
            if (
                not taken
                and wish(text_of(tracker)) == "restart"
                and any(check.owns(each) and each != START for each, _ in state.offered)
            ):
                taken = check.open_button(tracker, AGAIN)
            done = None if taken else check_outcome.afterwards(tracker, text_of(tracker))
            if done:
                events = [SlotSet(check.SLOT, done.state)]
                taken = done.messages, events + ([SlotSet(TRIAGE, done.noticed.as_dict())] if done.noticed else [])
        text = text_of(tracker)
        named = opened_by(tracker) or dialogue.picked(state, text) or content.titled(text)
        met = None if taken or named else _in_context(content, state, tracker)
        button = None if taken or met else button_of(tracker, state)
        for form in (quiz, check, routine, asides):
            if button and form.owns(button) and not content.lacks(button):
                taken = form.open_button(tracker, button)
        if taken:
            messages, events = taken
            return messages, [*slots_of(dialogue.offering(state, messages)), *events]
        if button:
            messages, after = _open(content, state, tracker, button)
        else:
            messages, after = met or self.reply(content, state, tracker)
        messages, after = diary.greeting(tracker, messages, after)
        return messages, slots_of(after)


class ActionAnswer(IlioAction):
    """Answer the topic asked for, or open what a button stands for."""

    def name(self) -> str:
        return "action_answer"

    reply = staticmethod(_answer)


class ActionFollowUp(IlioAction):
    """Say more, again, more simply, or where it comes from."""

    def name(self) -> str:
        return "action_follow_up"

    reply = staticmethod(_follow_up)


class ActionChoose(IlioAction):
    """Open the offered button that is meant by "the second one" or "yes"."""

    def name(self) -> str:
        return "action_choose"

    reply = staticmethod(_choose)


class ActionDecline(IlioAction):
    """Take a "no thanks"."""

    def name(self) -> str:
        return "action_decline"

    reply = staticmethod(_decline)


class ActionNotUnderstood(IlioAction):
    """Offer the nearest topics, then the menu."""

    def name(self) -> str:
        return "action_not_understood"

    reply = staticmethod(_not_understood)


class ActionRestart(IlioAction):
    """Begin again; stands in for Rasa's action of this name, which says nothing."""

    def name(self) -> str:
        return "action_restart"

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        messages, events = super().turn(tracker)
        if check.SLOT not in [each.get("name") for each in events]:
            forgotten = CheckState(round=check.course_of(tracker).state.round)
            events = [*events, SlotSet(check.SLOT, forgotten.as_dict())]
        left = routine.course_of(tracker).state  # what was told of oneself still rules exercises out
        afresh = RoutineState(round=left.round, limits=left.limits)
        return messages, [*events, SlotSet(routine.SLOT, afresh.as_dict()), SlotSet(diary.SLOT, None)]

    def reply(self, content: Content, state: dialogue.State, tracker: Tracker) -> dialogue.Reply:
        messages, after = dialogue.restart(content)
        noticed = triage_turn_of(tracker).after
        if rank(noticed.level) >= rank(SAME_DAY):  # what was noticed stands
            return [replace(Voice(catalogue(), noticed).remind(), buttons=()), *messages], after
        return messages, after
