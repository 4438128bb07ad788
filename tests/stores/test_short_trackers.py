"""The events a turn gets: far fewer than all, and the same to Rasa."""

from datetime import datetime, timedelta

import pytest
import yaml
from rasa.core.policies.memoization import MemoizationPolicy
from rasa.shared.core.events import ActionExecuted, ReminderScheduled, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.model import ROOT
from bot.stores.short_trackers import PAST, shortened

MOST = 140  # events, however long the talk


def state(tracker):
    """What Rasa and actions ask a tracker, but for its events."""
    asked = tracker.current_state()
    loop = {key: value for key, value in asked["active_loop"].items() if key != "trigger_message"}
    set_ones = {slot.name for slot in tracker.slots.values() if slot.has_been_set}
    last = tracker.get_last_event_for(UserUttered)
    return {**asked, "latest_event_time": None, "active_loop": loop}, set_ones, last and last.text


@pytest.mark.parametrize("seed", range(30))
def test_rasa_sees_no_difference(seed, talk, domain):
    def tracker_of(events):
        return DialogueStateTracker.from_events("somebody", events, domain.slots)

    def past(tracker, **options):
        return tracker.past_states(domain, **options)[-PAST:]

    short, everything, talk = tracker_of([]), [], talk(seed)
    for number in range(60):
        turn = talk.turn(short.active_loop_name)
        everything += turn
        whole = tracker_of(everything)
        for event in turn:
            short.update(event)
        short = tracker_of(shortened(short))
        where = f"after turn {number}"
        assert state(short) == state(whole), where
        assert state(short.copy()) == state(whole), where
        assert past(short) == past(whole), where
        assert past(short, omit_unset_slots=True) == past(whole, omit_unset_slots=True), where
        assert len(short.events) <= MOST, where


def test_a_short_talk_is_left_as_it_is(talk, domain):
    tracker = DialogueStateTracker.from_events("somebody", talk(1).turn(None)[1:], domain.slots)
    assert shortened(tracker) == list(tracker.events)


def test_a_reminder_is_kept_until_its_time_is_over(talk, domain):
    def reminder(hours):
        return ReminderScheduled("ask", datetime.now() + timedelta(hours=hours), name=f"in {hours}")

    begun = [*talk(2).turn(None), *map(reminder, (-2, -0.5, 3))]
    tracker = DialogueStateTracker.from_events("somebody", begun, domain.slots)
    for _ in range(40):
        for event in (
            UserUttered("hi", {"name": "ask"}),
            ActionExecuted("action_answer"),
            ActionExecuted("action_listen"),
        ):
            tracker.update(event)
        tracker = DialogueStateTracker.from_events("somebody", shortened(tracker), domain.slots)
    left = [event.name for event in tracker.applied_events() if isinstance(event, ReminderScheduled)]
    assert left == ["in -0.5", "in 3"]


def test_no_policy_looks_further_back_than_is_kept():
    policies = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["policies"]
    default = {"MemoizationPolicy": MemoizationPolicy.get_default_config()["max_history"]}
    assert all((policy.get("max_history") or default.get(policy["name"]) or 0) <= PAST for policy in policies)
