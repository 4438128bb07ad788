"""A made-up talk with events of every kind."""

import random

from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    FollowupAction,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)


def _listen():
    return ActionExecuted("action_listen")


def _says(intent, number):
    return [
        UserUttered(f"{intent} {number}", {"name": intent}, [{"entity": "opens", "value": number}]),
        DefinePrevUserUtteredFeaturization(False),
    ]


class Talk:
    """A talk that turns out by chance, a turn at a time; each begins where the bot listens."""

    def __init__(self, seed):
        self.chance, self.number = random.Random(seed), -1

    def turn(self, loop):
        """The events of the next turn, while a form is running or none is."""
        self.number += 1
        number, rare = self.number, self.chance.random()
        if not number:
            return [ActionExecuted("action_session_start"), SessionStarted(), _listen()]
        if rare < 0.02:
            return [*_says("again", number), ActionExecuted("action_restart"), Restarted(), _listen()]
        if rare < 0.03:
            return [ActionExecuted("action_session_start"), SessionStarted(), SlotSet("seen", "kept"), _listen()]
        if rare < 0.06:
            return [*_says("nonsense", number), ActionExecuted("action_other"), AllSlotsReset(), _listen()]
        if rare < 0.09:
            silence = self.chance.choice([ConversationPaused, ConversationResumed])
            return [*_says("ask", number), ActionExecuted("action_other"), silence(), _listen()]
        if rare < 0.13:
            return [*_says("ask", number), ActionExecuted("action_other"), *self._values(), ActionReverted(), _listen()]
        if rare < 0.33:
            took = [UserUtteranceReverted()] * self.chance.choice([1, 1, 1, 2])
            return [*_says("nonsense", number), ActionExecuted("action_other"), *self._values(), *took, _listen()]
        return self._in_form(loop, number) if loop else self._free(number)

    def _values(self):
        slots = {"seen": [None, "a", "b"], "unseen": [{"at": self.chance.random()}], "started": [True, False]}
        names = self.chance.sample(sorted(slots), self.chance.randrange(4))
        return [SlotSet(name, self.chance.choice(slots[name])) for name in names]

    def _free(self, number):
        if self.chance.random() < 0.3:
            loop = self.chance.choice(["one_form", "two_form"])
            begun = [ActiveLoop(loop), *self._values(), SlotSet("requested_slot", "unseen"), BotUttered("?")]
            return [*_says("start", number), ActionExecuted(loop), *begun, _listen()]
        follow = [FollowupAction("action_other"), ActionExecuted("action_other")] * self.chance.randrange(2)
        answer = [ActionExecuted("action_answer"), *self._values(), BotUttered("so"), *follow]
        return [*_says("ask", number), *answer, _listen()]

    def _in_form(self, loop, number):
        kind = self.chance.random()
        if kind < 0.1:
            over = [*self._values(), ActiveLoop(None), SlotSet("requested_slot", None)]
            return [*_says("answer", number), ActionExecuted(loop), *over, ActionExecuted("action_answer"), _listen()]
        if kind < 0.3:
            besides = [ActionExecutionRejected(loop), ActionExecuted("action_answer"), *self._values()]
            back = [LoopInterrupted(True), ActionExecuted(loop)] if kind < 0.2 else []
            return [*_says("ask", number), *besides, *back, _listen()]
        return [*_says("answer", number), ActionExecuted(loop), *self._values(), BotUttered("and?"), _listen()]
