"""What the tests share."""

import pytest

from bot.core import content as content_module


@pytest.fixture(scope="session")
def content():
    """The real content."""
    return content_module.content()
