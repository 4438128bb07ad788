"""The Rasa action that answers warning signs; the policy `bot.policies.safety` calls it whatever is going on."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from actions import check, check_outcome, diary, quiz, routine
from actions.base import Events, SafeAction, in_their_language, slots_of, standing, state_of, triage_turn_of
from actions.responses import respond
from bot.core import dialogue, triage_moves, triage_state
from bot.core.content import Content, content
from bot.core.content_topics import OTHER_LANGUAGE, REPORTS, TALK, section_of
from bot.core.messages import Message
from bot.core.phone import with_calls
from bot.core.triage_content import catalogue
from bot.core.triage_levels import EMERGENCY
from bot.core.triage_turn import SLOT as TRIAGE

_BUBBLES = 2


def _goes_beside(content: Content, topic: Optional[str]) -> bool:
    """Whether a topic may be answered beside a reminder that an emergency stands.

    Never what to do with the body, nor what speaks of pain that lasts for days.
    """
    told = section_of(topic) == TALK or content.kind(topic) in ("facts", "help")
    return told and topic != content.turns_to.lasting


class ActionEscalationAdvice(SafeAction):
    """Say what to do about a warning sign, answer what is said about that, and keep reminding of an emergency."""

    def name(self) -> str:
        return "action_escalation_advice"

    def turn(self, tracker: Tracker) -> Tuple[List[Message], Events]:
        turn, talk = triage_turn_of(tracker), state_of(tracker)
        assert turn.move
        left = check.course_of(tracker)
        waits = bool(left.state.at) and tracker.active_loop.get("name") is None
        messages, after = triage_moves.answer(catalogue(), turn.after, turn.move, in_form=waits)
        messages = with_calls(catalogue(), after, messages)
        talk = replace(talk, topic=None, also=(), introduced=True)
        level = turn.move.raised[0].level if turn.move.raised else None
        if turn.move.kind == "remind" or level == "soon_gp":
            messages = self._besides(tracker, messages, after)
        events: Events = [SlotSet(TRIAGE, after.as_dict()), *diary.besides(tracker, state_of(tracker))]
        told = turn.move.kind in ("advice", "added")
        gone = triage_moves.taken_back(turn.after, turn.move) | turn.narrowed
        if gone and waits and after.level != EMERGENCY:
            messages = left.voice.to_go_on(messages)
        if gone and left.state.round:
            events.append(SlotSet(check.SLOT, check_outcome.mended(tracker, gone).state.as_dict()))
        running = tracker.active_loop.get("name")
        if told and not gone and running != check.FORM and left.state.answers:
            events.append(SlotSet(check.SLOT, check_outcome.noted(tracker).state.as_dict()))
        for form in (quiz, check):
            if running == form.FORM:
                course = check_outcome.noted(tracker) if told and form is check else form.course_of(tracker)
                paused = course.pause(messages)
                messages = messages if after.level == EMERGENCY else paused.messages
                events += [SlotSet(form.SLOT, paused.state.as_dict())]
                events += [ActiveLoop(None), SlotSet("requested_slot", None)]
        if running == routine.FORM:
            walk = routine.course_of(tracker)
            stops = bool(turn.move.raised) or triage_state.holds_back(after, routine.SLOT)
            left_at = walk.broken_off() if stops else walk.pause(messages).state
            messages = messages if stops else walk.pause(messages).messages
            events += [SlotSet(routine.SLOT, left_at.as_dict()), ActiveLoop(None), SlotSet("requested_slot", None)]
        own = in_their_language(tracker)
        if own and len(messages) > _BUBBLES:
            messages = [replace(messages[0], text=f"{own[0].text}\n{messages[0].text}"), *messages[1:]]
        else:
            messages = [*(replace(each, card=messages[0].card) for each in own), *messages]
        return messages, [*slots_of(dialogue.offering(talk, messages)), *events]

    def _besides(self, tracker: Tracker, messages: List[Message], after: triage_state.State) -> List[Message]:
        """What was asked besides, where it can be answered without doing harm."""
        answer, then = respond(content(), state_of(tracker), tracker)
        section = section_of(then.topic)
        own = not standing(tracker).raised  # of one's own body, while somebody else needs help
        nothing = then.topic in (None, OTHER_LANGUAGE) or then.misses or (section == REPORTS and not own)
        if nothing or (triage_state.holds_back(after, section) and not own):
            return messages
        if own:
            return [replace(messages[0], buttons=()), *answer][: _BUBBLES + 1]
        if after.level == EMERGENCY and not _goes_beside(content(), then.topic):
            return messages
        if after.level == EMERGENCY:
            buttons = messages[-1].buttons
            return [replace(messages[0], buttons=()), replace(answer[0], buttons=buttons)]
        return [*messages, *answer][: _BUBBLES + 1]
