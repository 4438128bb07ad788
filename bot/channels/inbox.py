"""Where the messages of every channel come in: checked, in order, each answered once.

A channel brings each message with an id of its own and the conversation it belongs to. The answer to an id is kept with
the conversation itself, so a message that comes again, after a lost connection or a restart of the server, gets the
same answer and says nothing twice.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Awaitable, Callable, Iterator, List, Optional, TypeVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockError

from bot.channels.background import Background
from bot.channels.incoming import Incoming, check, event_payload, typed
from bot.channels.rate_limits import RateLimit
from bot.channels.refusals import Refused, gone, unavailable
from bot.channels.replies import clicked
from bot.core.phone import emergency_number
from bot.core.triage_content import catalogue
from bot.core.triage_state import State
from bot.core.triage_turn import SLOT as TRIAGE
from bot.keyed_locks import KeyedLocks
from bot.metrics import REFUSED, SECONDS
from bot.stores import conversations
from bot.stores.conversations import Silent, Turn

logger = logging.getLogger(__name__)
Result = TypeVar("Result")


@contextmanager
def counted(channel: str) -> Iterator[None]:
    """Count a message of a channel, and how long it takes or why it is refused."""
    started = time.perf_counter()
    try:
        yield
    except Refused as no:
        REFUSED.labels(channel, no.code).inc()
        raise
    SECONDS.labels(channel).observe(time.perf_counter() - started)


class Inbox:
    """Takes the messages of one channel.

    Args:
        channel: its name, kept with each message.
        secret: makes the ids of buttons.
        per_minute: how many messages one conversation may hold on average.
        burst: how many of them at once.
    """

    def __init__(self, channel: str, secret: bytes, per_minute: float = 60, burst: int = 15) -> None:
        self._channel, self._secret = channel, secret
        self._rate = RateLimit(burst, per_minute)
        self._order, self.background = KeyedLocks(), Background()

    async def take(self, agent: Agent, conversation: str, message: Incoming) -> Turn:
        """Answer a message once, however often it comes; the answer is finished even if nobody waits for it.

        Raises:
            Refused: the message is not taken, and the talk is as it was.
        """
        with counted(self._channel):
            check(message)
            said = typed(message.text) if message.text is not None else None
            self._rate.spend(conversation)
            return await self.background.run(self._locked(agent, conversation, self._take, message, said))

    async def history(self, agent: Agent, conversation: str, message_id: Optional[str] = None) -> List[Turn]:
        """All turns of a conversation, or just the one of a message, if it was answered.

        Raises:
            Refused: there is no such conversation, or it can't be read now.
        """
        try:
            turns = await conversations.turns(agent, conversation, message_id)
        except Exception as error:
            logger.error("A conversation could not be read: %s", type(error).__name__)
            raise unavailable() from None
        if turns is None:
            raise gone()
        return turns

    async def emergency(self, agent: Agent, conversation: str) -> Optional[str]:
        """The number to call in an emergency where the person is; None where that is not known.

        Raises:
            Refused: it can't be read now.
        """
        try:
            known = State.from_dict(await conversations.slot(agent, conversation, TRIAGE))
        except Exception as error:
            logger.error("A conversation could not be read: %s", type(error).__name__)
            raise unavailable() from None
        return emergency_number(catalogue(), known) if known.country else None

    async def begin(self, agent: Agent, conversation: str) -> None:
        """Begin a new conversation under an id of the channel's.

        Raises:
            Refused: it can't be kept now.
        """
        await self.background.run(self._locked(agent, conversation, self._begin))

    async def restart(self, agent: Agent, conversation: str) -> None:
        """Forget what was said, except the warning signs that stand: those stay until somebody has seen to them.

        Raises:
            Refused: there is no such conversation, or it can't be changed now.
        """
        await self.background.run(self._locked(agent, conversation, self._restart))

    async def delete(self, agent: Agent, conversation: str) -> None:
        """Delete a conversation; deleting one that is gone is no error.

        Raises:
            Refused: it can't be deleted now.
        """
        await self.background.run(self._locked(agent, conversation, conversations.delete))

    async def _locked(
        self, agent: Agent, conversation: str, work: Callable[..., Awaitable[Result]], *arguments: Any
    ) -> Result:
        """Do work on a conversation when it is its turn, here and among several servers.

        Raises:
            Refused: it could not be done; says nothing of why to people, and nothing of people to the log.
        """
        try:
            async with self._order.of(conversation), agent.lock_store.lock(conversation):
                return await work(agent, conversation, *arguments)
        except (Refused, LockError) as error:
            raise error if isinstance(error, Refused) else unavailable() from None
        except Exception as error:
            logger.error("A message on the channel %s failed: %s", self._channel, type(error).__name__)
            raise unavailable() from None

    async def _take(self, agent: Agent, conversation: str, message: Incoming, said: Optional[str]) -> Turn:
        answered = await self.history(agent, conversation, message.message_id)
        if answered:
            return replace(answered[-1], repeated=True)
        metadata = {name: known for name in ("locale", "day") if (known := getattr(message, name))}
        if message.button is not None:
            turns = await self.history(agent, conversation)
            choice = clicked(self._secret, conversation, (each.replies for each in reversed(turns)), message.button)
            if choice is None:
                raise Refused(404, "no_such_button", "That button is not on offer here; please choose again.")
            said, metadata = choice.payload, {**metadata, "title": choice.title}
        elif message.event is not None:
            said, metadata = event_payload(message.event), {**metadata, "event": message.event}
        await agent.processor.handle_message(
            UserMessage(
                said,
                Silent(),
                conversation,
                input_channel=self._channel,
                message_id=message.message_id,
                metadata=metadata,
            )
        )
        answered = await self.history(agent, conversation, message.message_id)
        if not answered:  # the store did not keep it: as if it had never come
            raise unavailable()
        return answered[-1]

    async def _begin(self, agent: Agent, conversation: str) -> None:
        await conversations.begin(agent, conversation)
        await self.history(agent, conversation)

    async def _restart(self, agent: Agent, conversation: str) -> None:
        await self.history(agent, conversation)
        stands = await conversations.slot(agent, conversation, TRIAGE)
        await conversations.delete(agent, conversation)
        await conversations.begin(agent, conversation, {TRIAGE: stands} if stands else None)
