"""The settings of the web channel, and the ids it gives."""

import pytest

from bot.channels.web import WebInput
from bot.channels.web_sessions import Sessions
from bot.errors import BadSettings


def test_ids_cannot_be_guessed():
    ids = {Sessions.new_conversation() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(each) == len("web-") + 22 for each in ids)  # 22 letters of 6 bits hold 128


@pytest.mark.parametrize(
    "entry",
    [
        {"origins": "*"},
        {"origins": ["*"]},
        {"origins": ["https://a.example/"]},
        {"origins": ["a.example"]},
        {"cors": 1},
    ],
)
def test_wrong_settings_are_named(entry):
    with pytest.raises(BadSettings, match="WebInput"):
        WebInput.from_credentials(entry)
