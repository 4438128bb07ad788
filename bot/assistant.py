"""The whole assistant in one process: Rasa's agent, with the actions run where it is."""

from __future__ import annotations

import ctypes
import gc
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import UserUttered
from rasa.utils.log_utils import configure_structlog

from bot.channels.replies import with_words
from bot.core.triage_state import State
from bot.core.triage_turn import SLOT
from bot.local_actions import LocalActions
from bot.model import ensure_fresh
from bot.stores.locks import MemoryLocks
from bot.stores.memory import MemoryStore

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # as malloc.h has them
_GIVE_BACK = 65_536  # bytes


def quiet() -> None:
    """Keep Rasa's debug lines away: they hold what people typed."""
    configure_structlog(logging.ERROR)
    logging.getLogger("rasa").setLevel(logging.ERROR)


def settle() -> None:
    """Give back memory that only loading took, and spare the collector of garbage what stays until the end."""
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library other than GNU's
            memory = ctypes.CDLL(None)
            memory.malloc_trim(0)
            for what in (_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD):  # so that a turn's arrays go back when it is over
                memory.mallopt(what, _GIVE_BACK)


@dataclass(frozen=True)
class Turn:
    """What came of one message.

    Args:
        text: the message as it was typed.
        intent: the intent understood, None where nothing was.
        confidence: its probability, 0 to 1.
        topic: the topic answered, `section/topic`, None where none was.
        also: the topics answered beside it.
        urgency: the highest level that stands after the message, None where no warning sign does.
        flags: ids of the warning signs that stand, most urgent first.
        replies: the bot's messages as Rasa's channels get them.
    """

    text: str
    intent: Optional[str]
    confidence: float
    topic: Optional[str]
    also: Tuple[str, ...]
    urgency: Optional[str]
    flags: Tuple[str, ...]
    replies: List[Dict[str, Any]]


class Assistant:
    """Ilio, loaded and ready for messages."""

    def __init__(self, store: Optional[TrackerStore] = None) -> None:
        """Load the model, training it first if it is stale.

        Args:
            store: keeps the conversations; in memory if left out.

        Raises:
            IlioError: there is no model and none can be trained.
        """
        quiet()
        self._agent = Agent.load(
            ensure_fresh(),
            tracker_store=store or MemoryStore(None),
            lock_store=MemoryLocks(),
            action_endpoint=LocalActions(),
        )

    async def say(self, text: str, conversation: str) -> Turn:
        """Handle one message of a conversation.

        Args:
            text: what was typed, or a button's payload.
            conversation: id of the conversation; an unknown one begins a new conversation.
        """
        channel = CollectingOutputChannel()
        await self._agent.handle_message(UserMessage(text, channel, conversation))
        tracker = await self._agent.tracker_store.retrieve(conversation)
        # not `latest_message`: once read back from a store it leaves out what was said inside a form
        understood = next(event for event in reversed(tracker.events) if isinstance(event, UserUttered)).parse_data
        noticed = State.from_dict(tracker.get_slot(SLOT))
        found = (understood.get("found") or {}).get("topic")
        answered = found or understood["intent"].get("name") != "nlu_fallback"
        return Turn(
            text=text,
            intent=understood["intent"].get("name"),
            confidence=round(understood["intent"].get("confidence") or 0.0, 4),
            topic=tracker.get_slot("topic") if answered else None,
            also=tuple(tracker.get_slot("also") or ()) if answered else (),
            urgency=noticed.level,
            flags=tuple(each.flag for each in noticed.raised),
            replies=with_words(channel.messages),
        )
