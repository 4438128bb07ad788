"""`ilio check`: what does not fit together is named with its file, its key and the mend, all of it in one run."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from bot.model import ROOT


@pytest.fixture
def check(tmp_path):
    """Changes a copy of the project, pattern by pattern, and gives what `ilio check` says of it."""
    for name in ("bot", "actions", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "domain.yml", tmp_path)

    there = {**os.environ, "PYTHONPATH": str(tmp_path)}  # before the packages installed, as Python starts

    def said(*edits):
        for file, pattern, new in edits:
            text = (tmp_path / file).read_text(encoding="utf-8")
            changed = re.sub(pattern, new, text, count=1, flags=re.DOTALL | re.MULTILINE)
            assert changed != text, (file, pattern)
            (tmp_path / file).write_text(changed, encoding="utf-8")
        command = [sys.executable, "-c", "from bot.cli import main; raise SystemExit(main(['check']))"]
        done = subprocess.run(
            command, cwd=tmp_path, env=there, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 1, done.stdout + done.stderr
        return done.stderr.splitlines(), done.stdout

    return said


def test_every_problem_is_told_in_one_run(check):
    told, sum_up = check(
        ("bot/content/causes.yml", r"^    more:\n.*?(?=^    simpler:)", ""),
        ("bot/content/relief.yml", r"^(    simpler:\n      says:.*?)^      safety_note:.*?(?=^    related:)", r"\1"),
        ("bot/content/quiz.yml", r'source: "3, Stretching"', 'source: "3, Stretches"'),
        ("bot/content/exercises.yml", r"seconds: \[20, 30\]\n(.*?)20 to 30", r"seconds: [30, 40]\n\g<1>30 to 40"),
        ("bot/content/slack.yml", r"chitchat/privacy", "chitchat/privcay"),
        ("bot/content/triage/others.yml", r"^  chest_pain:[^\n]*\n", ""),
        ("bot/content/triage/flags_infection.yml", r"^    worse:.*?(?=^    ask:)", ""),
        ("data/nlu/causes.yml", r"- intent: causes/arthritis$", "- intent: causes/arthrits"),
        ("data/nlu/relief.yml", r"^    - remedies for .*?$", "    - 'remedies'\n    - treatments?"),
        ("data/nlu/prevention.yml", r"(  examples: \|\n)(    - [^\n]*\n){8}", r"\1"),
        ("data/stories/rules.yml", r"intent: stretches$", "intent: streches"),
        ("domain.yml", r"^  - relief$", "  - releif"),
        ("domain.yml", r"^  - action_answer$", "  - action_anwser"),
    )
    assert sum_up == f"{len(told)} problems in content, domain and data.\n"
    for part in (
        "causes.yml, key 'topics.overview': has no `more`; add it",
        "relief.yml, key 'topics.overview.simpler': has no `safety_note`",
        "no topic comes from '3, Stretches'; use one of '3, ",
        "its figures are [30, 40], and the answer 'stretches/quad_stretch' has 20 to 30; write the same",
        "slack.yml, key 'home.topics': 'chitchat/privcay' is no topic",
        "the sign 'chest_pain' has no steps for somebody else; add them to others.yml",
        "the sign 'fever_with_back_pain' does not say what would make it an emergency; add `worse`",
        "data/nlu: 'causes/arthrits' has no content; add it to bot/content/causes.yml",
        "data/nlu: nobody can ask for 'causes/arthritis'",
        "has an example in quotes ('remedies')",
        "'treatments?' stands there 2 times; keep one",
        "domain.yml: the section 'relief' has no intent",
        "data/stories: nothing answers the intent 'releif'",
        "data/stories: the intent 'streches' is not in domain.yml",
        "domain.yml: 'action_anwser' is not both in domain.yml and in actions/",
    ):
        assert any(part in each for each in told), (part, told)


@pytest.mark.parametrize(
    ("file", "pattern", "new", "part"),
    [
        (
            "data/nlu/causes.yml",
            r"  examples: \|$",
            "  examples:",
            "data/nlu/causes.yml, key 'causes/overview': its `examples` are no text. To mend it: write `examples: |`",
        ),
        (
            "data/warning_signs/spine.tsv",
            r"^emergency_now\t",
            "emergency\t",
            "spine.tsv, key 'line 2': 'emergency' is no level. To mend it: use one of none,",
        ),
        ("data/warning_signs/spine.tsv", r"\tpresent\t", "\tpresent ", "write four fields with tabs between"),
        ("data/warning_signs/spine.tsv", r"\tces_saddle_numbness\t", "\tsaddle\t", "'saddle' is no flag"),
        ("data/nlu/causes.yml", r"nlu:\n", "nlu: [\n", "data/nlu/causes.yml, line 4: "),
        ("bot/content/triage/words.yml", r"^  \w+:", "  - ", "words.yml"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(check, file, pattern, new, part):
    told, _ = check((file, pattern, new))
    assert len([each for each in told if part in each]) == 1, told
