"""What the tests share."""

import hypothesis
import pytest
import sanic  # noqa: F401, sets warning filters of its own: first, so that those of pyproject.toml come above

from bot.core import content as content_module

# the same examples in every run: a change is judged by what it changes; `--hypothesis-profile default` draws others
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def content():
    """The real content."""
    return content_module.content()
