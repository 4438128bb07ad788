"""What the tests share."""

from collections import Counter

import hypothesis
import pytest
import sanic  # noqa: F401, sets warning filters of its own: first, so that those of pyproject.toml come above

from bot.core import content as content_module

# the same examples in every run: a change is judged by what it changes; `--hypothesis-profile default` draws others
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.register_profile("quick", derandomize=True, deadline=None, max_examples=10)  # for each save
hypothesis.settings.load_profile("repeatable")


class Parts:
    """Says of each folder of tests, when its last one has run, how many passed and how long they took."""

    def __init__(self, terminal):
        self.terminal = terminal
        self.left, self.passed, self.seconds = Counter(), Counter(), Counter()

    def pytest_collection_finish(self, session):
        self._expect(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids):  # each process collects the same
        if not self.left:
            self._expect(ids)

    def _expect(self, ids):
        self.left.update(map(self._part, ids))

    def _part(self, nodeid):
        return "/".join(nodeid.partition("::")[0].split("/")[:2])

    def pytest_runtest_logreport(self, report):
        part = self._part(report.nodeid)
        self.seconds[part] += report.duration
        self.passed[part] += report.when == "call" and report.passed
        self.left[part] -= report.when == "teardown"
        if report.when == "teardown" and not self.left[part]:
            self.terminal.write_line(f"{part:<32}{self.passed[part]:>5} passed {self.seconds[part]:>5.0f} s")

    def pytest_report_teststatus(self, report):
        if report.when == "call" and report.passed:
            return "passed", "", "PASSED"  # no dot: the part is said when it is done
        return None


@pytest.hookimpl(trylast=True)  # the terminal is there then
def pytest_configure(config):
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and not hasattr(config, "workerinput"):  # once, and not in each process of pytest-xdist
        config.pluginmanager.register(Parts(terminal))


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
