"""What is remembered of the quiz, and its score, which is counted from the answers and never kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Dict, List, Optional, Tuple

from bot.core.quiz_content import Quiz


@dataclass(frozen=True)
class State:
    """What must be remembered of the quiz between two messages; it survives as a plain dictionary.

    Args:
        round: how often a quiz was started in this talk.
        order: ids of this round's questions.
        answers: option ids by question id, in the order given; an empty string is a skipped question.
        at: id of the question that is open, None between rounds.
        said: id of the question answered last, for "why?".
        unclear: how many messages in a row could not be read.
        past: the answers of finished whole rounds.
        then: what to do when the form starts (`start`, `continue`, `missed`), or `paused`.
        stopped: whether the round was left before its end.
    """

    round: int = 0
    order: Tuple[str, ...] = ()
    answers: Dict[str, str] = field(default_factory=dict)
    at: Optional[str] = None
    said: Optional[str] = None
    unclear: int = 0
    past: Tuple[Dict[str, str], ...] = ()
    then: str = ""
    stopped: bool = False

    def as_dict(self) -> Dict[str, Any]:
        """The state as JSON holds it."""
        return {**asdict(self), "order": list(self.order), "past": [dict(each) for each in self.past]}

    @classmethod
    def from_dict(cls, quiz: Quiz, stored: Any) -> State:
        """The stored state, without what the quiz has no more; a new one for what is no state."""
        if not isinstance(stored, dict):
            return cls()
        try:
            state = cls(**{key: value for key, value in stored.items() if key in cls.__dataclass_fields__})
            known = set(quiz.ids())
            answers = {each: option for each, option in state.answers.items() if each in known}
            order = tuple(each for each in state.order if each in known)
            return replace(
                state,
                order=order,
                answers=answers,
                at=state.at if state.at in order else None,
                said=state.said if state.said in answers else None,
                past=tuple(dict(each) for each in state.past),
            )
        except (TypeError, AttributeError):
            return cls()


@dataclass(frozen=True)
class Score:
    """How a round stands.

    Args:
        right: how many answers are the key.
        asked: how many questions were answered or skipped.
    """

    right: int
    asked: int


def score(quiz: Quiz, answers: Dict[str, str]) -> Score:
    """Count answers that are the key, out of the questions answered or skipped."""
    counted = {each: option for each, option in answers.items() if each in quiz.ids()}
    return Score(sum(quiz.question(each).key == option for each, option in counted.items()), len(counted))


def missed(quiz: Quiz, state: State) -> List[str]:
    """Ids of this round's questions not answered with the key."""
    answers = state.answers
    return [each for each in state.order if each in answers and answers[each] != quiz.question(each).key]
