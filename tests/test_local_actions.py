"""Actions in the same process: answers are checked as Rasa checks them, but the schema once."""

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from bot.local_actions import LocalActions


@pytest.fixture
def action():
    return RemoteAction("action_answer", LocalActions())


def test_a_right_answer_is_let_through_without_checking_the_schema_again(action, monkeypatch):
    validator = jsonschema.validators.validator_for(RemoteAction.action_response_format_spec())
    monkeypatch.setattr(validator, "check_schema", lambda *_: pytest.fail("checked again"))
    answer = {"events": [{"event": "slot", "name": "topic", "value": "relief/heat"}], "responses": [{"text": "so"}]}
    assert action._validate_action_result(answer)


@pytest.mark.parametrize(
    "answer",
    [
        *({"events": "none"}, {"events": [{"event": "slot"}]}, {"responses": ["so"]}, []),
        *(
            {"events": [each]}
            for each in ({"event": "no such"}, {"event": []}, {}, "slot", {"event": "bot", "timestamp": "x"})
        ),
    ],
)
def test_a_wrong_answer_is_refused(action, answer):
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result(answer)
