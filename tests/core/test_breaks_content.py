"""The usual day of the content: what is none is refused."""

import pytest

from bot.core import breaks_content


@pytest.mark.parametrize(("key", "value"), [("start", "25:00"), ("end", "five"), ("every", 5), ("end", "9:30")])
def test_a_usual_day_that_is_none_is_refused(key, value):
    with pytest.raises(ValueError):
        breaks_content.Words(**{**breaks_content.words().dict(by_alias=True), key: value})
