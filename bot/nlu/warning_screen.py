"""Last in the pipeline: read warning signs from what was typed, whatever it was understood as."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.check_reading import wish
from bot.core.content_topics import REPORTS
from bot.core.readability import CLICK
from bot.core.triage_content import catalogue
from bot.core.triage_state import Reading
from bot.model import ROOT, SCREEN, fingerprint
from bot.nlu.input_guard import WHOLE
from bot.nlu.learner import Learner
from bot.understanding.encoder import encoder
from bot.understanding.screen import Screen
from bot.understanding.screen_examples import NONE, Example, read_examples

TRIAGE = "triage"  # where messages carry what was read
EXAMPLES = ROOT / "data" / "warning_signs"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class WarningScreen(Learner):
    """Sets `triage` on messages: level, flags, facts, and what was denied; see `bot.core.triage.Reading`.

    What the topics' examples say is ordinary, unless `data/warning_signs/` has the same message with a level.
    """

    _screen: Optional[Screen] = None

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Tell Rasa's cache when the catalogue, the labelled messages or the screen itself have changed."""
        return fingerprint(SCREEN)

    def learn(self, training_data: TrainingData) -> None:
        """Learn from `data/warning_signs/`."""
        examples = read_examples(EXAMPLES, catalogue())
        known = {each.text.lower() for each in examples}
        # those tell of bodies, so what has a level is in EXAMPLES
        topics = [each for each in training_data.intent_examples if each.get(INTENT) != REPORTS]
        texts = [str(each.get(TEXT)) for each in topics if each.get(TEXT)]
        examples += [Example(NONE, "-", "ordinary", text) for text in texts if text.lower() not in known]
        self._screen = Screen.learn(catalogue(), encoder(), examples)

    def save(self, folder: Path) -> None:
        """Keep what was learnt."""
        assert self._screen
        self._screen.save(folder)

    def restore(self, folder: Path) -> None:
        """Take what was learnt."""
        self._screen = Screen.load(catalogue(), encoder(), folder)

    def process(self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None) -> List[Message]:
        """Set `triage` of messages in place.

        Args:
            messages: what was typed or clicked; a click says nothing of a body.
            tracker: the conversation before them.
        """
        assert self._screen
        for message in messages:
            text = message.get(WHOLE) or message.get(TEXT) or ""
            says = not CLICK.match(text) and any(letter.isalnum() for letter in text)
            before = "" if wish(text) else _before(tracker)  # "go back" is no second half of a sentence
            reading = self._screen.read(text, before) if says else Reading()
            message.set(TRIAGE, reading.as_dict(), add_to_output=True)
        return messages


def _before(tracker: Optional[DialogueStateTracker]) -> str:
    text = (tracker.latest_message.text or "") if tracker and tracker.latest_message else ""
    return "" if CLICK.match(text) else text
