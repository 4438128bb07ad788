"""What is remembered of the symptom check between two messages."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from bot.core.check_content import Check

_AFTER = ("check", "triage")  # prefixes of buttons under the result and under advice


@dataclass(frozen=True)
class State:
    """What must be remembered of the check between two messages; it survives as a plain dictionary.

    Args:
        round: how often a check was started in this talk.
        answers: option ids by question id; no option stands for a skipped question.
        words: the person's own words, by question id.
        denied: options denied one by one, by question id, while the question as a whole is not.
        before: options that matter and were given, then changed, by question id.
        at: id of the open question, None when none is left.
        last: id of the question answered last.
        unclear: how many messages in a row could not be read.
        then: what to do when the form starts (`start`, `continue`), or `paused`.
        stopped: whether the person left before the end.
        told: what was told besides that is a warning sign and answers no question, in the person's words.
        unknown: ids of the questions that the person cannot answer.
        who: for whom the check is, "your mum"; empty for the person who types.
        retracted: what of that was taken back, as it is called.
    """

    round: int = 0
    answers: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    words: Dict[str, str] = field(default_factory=dict)
    denied: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    before: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    at: Optional[str] = None
    last: Optional[str] = None
    unclear: int = 0
    then: str = ""
    stopped: bool = False
    told: Tuple[str, ...] = ()
    unknown: Tuple[str, ...] = ()
    who: str = ""
    retracted: Tuple[str, ...] = ()

    def as_dict(self) -> Dict[str, Any]:
        """The state as JSON holds it."""
        lists = ("answers", "denied", "before")
        kept = {each: {k: list(v) for k, v in getattr(self, each).items()} for each in lists}
        return {
            **asdict(self),
            **kept,
            **{each: list(getattr(self, each)) for each in ("told", "unknown", "retracted")},
        }

    @classmethod
    def from_dict(cls, check: Check, stored: Any) -> State:
        """The stored state, without what the check has no more; a new one for what is no state."""
        if not isinstance(stored, dict):
            return cls()
        try:
            known = {question.id: question.ids() for question in check.questions}
            answers = _known(stored.get("answers", {}), known)
            words = {each: said for each, said in stored.get("words", {}).items() if each in known}
            at, last = stored.get("at"), stored.get("last")
            return cls(
                round=int(stored.get("round", 0)),
                answers=answers,
                words={each: said for each, said in words.items() if isinstance(said, str)},
                denied=_known(stored.get("denied", {}), known),
                before=_known(stored.get("before", {}), known),
                at=at if at in known else next((each for each in known if at and each not in answers), None),
                last=last if last in answers else None,
                unclear=int(stored.get("unclear", 0)),
                then=str(stored.get("then", "")),
                stopped=bool(stored.get("stopped", False)),
                told=tuple(map(str, stored.get("told", ()))),
                unknown=tuple(each for each in stored.get("unknown", ()) if each in answers),
                who=str(stored.get("who") or ""),
                retracted=tuple(map(str, stored.get("retracted", ()))),
            )
        except (TypeError, AttributeError, ValueError, OverflowError):
            return cls()


def just_ended(state: State, offered: Sequence[Sequence[str]]) -> bool:
    """Whether the result, or advice after it, was said last, so that a correction is about the answers.

    Args:
        state: the check.
        offered: ids and titles of the buttons under the last message.
    """
    return not state.at and bool(state.answers) and any(each[0].split("/")[0] in _AFTER for each in offered)


def _known(stored: Any, known: Mapping[str, List[str]]) -> Dict[str, Tuple[str, ...]]:
    """Options that there are; a question that lost all of its answers counts as not asked."""
    kept = {each: tuple(o for o in given if o in known[each]) for each, given in stored.items() if each in known}
    return {each: options for each, options in kept.items() if options or not stored[each]}
