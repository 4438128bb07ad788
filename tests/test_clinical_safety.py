"""The hazard log: every hazard names a test that shows its control works, and the test exists."""

import re

from bot.model import ROOT

LOG = (ROOT / "docs" / "clinical-safety.md").read_text(encoding="utf-8")


def hazards():
    for line in LOG.splitlines():
        cells = [cell.strip() for cell in line.strip("| \n").split("|")]
        if re.match(r"H\d+$", cells[0]):
            yield cells


def test_every_hazard_names_a_test_that_exists():
    rows = list(hazards())
    assert len(rows) >= 20
    for cells in rows:
        named = re.findall(r"(tests/[\w/.]+\.py)`?::`?(\w+)", line := " ".join(cells))
        assert named, f"{cells[0]} names no test: {line}"
        for path, function in named:
            code = (ROOT / path).read_text(encoding="utf-8")
            assert f"def {function}(" in code, f"{cells[0]} names {path}::{function}, which does not exist"


def test_it_says_that_no_clinician_has_reviewed_it():
    assert "No clinician has reviewed" in LOG
