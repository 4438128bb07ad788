"""`make audit`: what it makes of what the services say, and that a service that is away fails nothing."""

import importlib.util
import json
import re
import sys
from datetime import date

import pytest
import yaml

from bot.model import ROOT

_spec = importlib.util.spec_from_file_location("audit", ROOT / "scripts" / "audit.py")
audit = sys.modules["audit"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(audit)

TODAY = date(2026, 11, 23)
REVIEWED = [{"package": "slow", "ids": ["CVE-1", "CVE-2"], "reason": "…", "until": date(2026, 12, 1)}]


def pip(*packages):
    return json.dumps({"dependencies": list(packages), "fixes": []})


def vulnerable(name, advisory, *aliases):
    found = {"id": advisory, "fix_versions": ["2"], "aliases": list(aliases), "description": "It is slow.\nVery."}
    return {"name": name, "version": "1", "vulns": [found]}


FINE = {"name": "fine", "version": "1", "vulns": []}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found on PyPI and could not be audited: unknown (1)"}


def test_what_nobody_reviewed_is_named():
    answer = audit.python(pip(FINE, vulnerable("slow", "PYSEC-9", "CVE-9", "GHSA-9")))
    assert audit.judged(answer, REVIEWED, TODAY) == ["slow: PYSEC-9, CVE-9, GHSA-9 is new: It is slow."]


def test_what_was_reviewed_under_any_of_its_ids_is_passed_over():
    assert not audit.judged(audit.python(pip(vulnerable("slow", "PYSEC-1", "CVE-2"))), REVIEWED, TODAY)


def test_the_same_id_of_another_package_was_not_reviewed():
    assert audit.judged(audit.python(pip(vulnerable("other", "CVE-1"))), REVIEWED, TODAY)


def test_a_review_that_is_over_is_named():
    (said,) = audit.judged(audit.python(pip(vulnerable("slow", "CVE-1"))), REVIEWED, date(2026, 12, 2))
    assert said == "slow: CVE-1 was reviewed until 2026-12-01; look again"
    assert not audit.judged(audit.python(pip(vulnerable("slow", "CVE-1"))), REVIEWED, date(2026, 12, 1))


@pytest.mark.parametrize("said", [pip(UNKNOWN, UNKNOWN), pip(), "", "ERROR: no route to host", "[]", "{}"])
def test_pip_audit_that_reaches_nothing_has_not_checked(said):
    answer = audit.python(said)
    assert answer.advisories is None and answer.problem


def test_a_package_that_is_not_known_is_named_beside_those_that_are():
    answer = audit.python(pip(FINE, UNKNOWN, vulnerable("slow", "CVE-1")))
    assert (len(answer.advisories), answer.problem) == (1, "; it does not know unknown")


def test_npm_names_each_advisory_once():
    via = {"source": 1, "url": "https://github.com/advisories/GHSA-1", "title": "It is slow", "severity": "low"}
    said = {"vulnerabilities": {"slow": {"via": [via]}, "uses-it": {"via": ["slow"]}}}
    assert audit.node(json.dumps(said)).advisories == [audit.Advisory("slow", ("GHSA-1",), "It is slow")]
    assert audit.node(json.dumps({"vulnerabilities": {}})).advisories == []


@pytest.mark.parametrize(
    "said", ['{"message": "405 Method Not Allowed", "error": {}}', "", "No such file: 'npm'", "[]"]
)
def test_npm_that_reaches_nothing_has_not_checked(said):
    answer = audit.node(said)
    assert answer.advisories is None and answer.problem


@pytest.mark.parametrize(
    ("pip_says", "npm_says", "status", "words"),
    [
        (pip(UNKNOWN), "", 0, "NOT CHECKED: pip-audit"),
        (pip(FINE), '{"vulnerabilities": {}}', 0, "pip-audit: 0 known, 0 to be looked at"),
        (pip(vulnerable("brand-new", "CVE-0")), "", 1, "Update the package, or review it"),
    ],
)
def test_only_what_must_be_looked_at_fails(monkeypatch, capsys, pip_says, npm_says, status, words):
    monkeypatch.setattr(audit, "_asked", lambda command, _: npm_says if command[0] == "npm" else pip_says)
    assert audit.main() == status
    assert words in capsys.readouterr().out


def test_a_program_that_is_not_there_is_said_and_not_raised(tmp_path):
    assert "no-such-program" in audit._asked(["no-such-program"], tmp_path)


def test_every_review_is_of_a_locked_package_and_says_why_and_until_when():
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "dev.txt").read_text(), re.M))
    for each in yaml.safe_load(audit.REVIEWED.read_text()):
        assert set(each) == {"package", "ids", "reason", "until"}
        assert each["package"] in locked and each["ids"] and len(each["reason"]) > 20
        assert isinstance(each["until"], date)
        assert all(re.fullmatch(r"(CVE|GHSA|PYSEC)-[\w-]+", one) for one in each["ids"])
