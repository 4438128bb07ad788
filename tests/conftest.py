"""What the tests share."""

import pytest
import sanic  # noqa: F401, sets warning filters of its own: first, so that those of pyproject.toml come above

from bot.core import content as content_module


@pytest.fixture(scope="session")
def content():
    """The real content."""
    return content_module.content()
