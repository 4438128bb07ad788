"""Train one pipeline and ask it every message, in a process of its own: `python nlu_worker.py`, in a folder.

The folder holds Rasa's `config.yml` and `nlu.json`, and `messages.json`, a list of texts. `run.json` is left there:
the fields of `benchmarks.nlu_scores.Run`. Nothing of Ilio's is imported here, as .venv-bench does not have it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from pathlib import Path
from typing import Any, List

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.utils.log_utils import configure_structlog

_WARM_UP = [f"message {number}" for number in range(20)]  # the first ones load what is loaded late
_FALLBACK = "nlu_fallback"


async def _ask(agent: Agent, texts: List[str]) -> List[List[Any]]:
    for text in _WARM_UP:
        await agent.parse_message(text)
    answers = []
    for text in texts:
        started = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds = (time.perf_counter() - started) * 1000
        # FallbackClassifier puts its own intent before the others
        ranking = [each for each in parsed.get("intent_ranking", []) if each["name"] != _FALLBACK]
        best = ranking[0] if ranking else {"name": "", "confidence": 0.0}
        answers.append([best["name"], best["confidence"], parsed["intent"]["name"] == _FALLBACK, milliseconds])
    return answers


def main() -> None:
    """Train, ask, and leave `run.json` in the working directory."""
    configure_structlog(logging.ERROR)  # else a line is printed for each message
    started = time.perf_counter()
    model = train_nlu("config.yml", "nlu.json", ".")
    training = time.perf_counter() - started
    answers = asyncio.run(_ask(Agent.load(model), json.loads(Path("messages.json").read_text(encoding="utf-8"))))
    Path("run.json").write_text(json.dumps({"answers": answers, "training": training}), encoding="utf-8")


if __name__ == "__main__":
    main()
