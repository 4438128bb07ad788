"""When a store fails: people are told, and nobody is answered by an assistant that forgot what they said.

Rasa wraps every tracker store so that one that fails is replaced by an empty one in memory: the talk begins anew in
the middle, warning signs forgotten, and what is said then is lost. Here the failure is an error as any other.
"""

from __future__ import annotations

import logging
from typing import Any, NoReturn

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore

from bot.core.content import content

logger = logging.getLogger(__name__)
_handle = Agent.handle_message


def _raise(store: FailSafeTrackerStore, error: Exception) -> NoReturn:
    raise error


async def _handle_or_say(agent: Agent, message: UserMessage) -> Any:
    """Handle a message; if that fails say so, and whom to call if it is urgent.

    Rasa's own channels would say nothing, and print what was typed in the log. Ilio's have words of their own, and
    answer a message that comes again.
    """
    try:
        return await _handle(agent, message)
    except Exception as error:
        logger.error("A message on the channel %s failed: %s", message.input_channel, type(error).__name__)
        await message.output_channel.send_text_message(message.sender_id, content().phrases.failed)
        return None


def raise_failures() -> None:
    """Have Rasa's stores raise what fails, and its agents tell people, from now on."""
    FailSafeTrackerStore.on_tracker_store_error = _raise
    FailSafeTrackerStore.on_tracker_store_retrieve_error = _raise
    Agent.handle_message = _handle_or_say
