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


@pytest.fixture
def ilio(tmp_path, monkeypatch, capsys):
    """`ilio` with what is given, in a folder of its own; its exit status and what it says of what went wrong."""
    from bot import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f"1:{'a' * 35}")
    monkeypatch.setenv("ILIO_SECRET", "a secret of the tests, long enough to sign with")

    def run(*arguments):
        try:
            status = cli.main([str(each) for each in arguments])
        except SystemExit as stopped:  # what argparse does
            status = stopped.code
        monkeypatch.chdir(tmp_path)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.err.strip().splitlines()[-1] if said.err else said.out

    return run
