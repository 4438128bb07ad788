"""Which locked packages have known vulnerabilities, but for those reviewed in `requirements/advisories.yml`.

Asks pip-audit for Python's and npm for the widget's. Ends with status 1 if one is reported that nobody reviewed, or
whose review is out of date. A service that does not answer is said, and is no reason to fail. Run by `make audit`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
REVIEWED = ROOT / "requirements" / "advisories.yml"
_LATEST = 300  # seconds that a service has to answer
_PIP_AUDIT = [
    str(ROOT / ".uv" / "bin" / "uv"), "run", "--quiet", "--no-project", "--isolated", "--python", sys.executable,
    "--with-requirements", str(ROOT / "requirements" / "audit.txt"),
    "pip-audit", "--disable-pip", "--require-hashes", "--requirement", str(ROOT / "requirements" / "dev.txt"),
    "--format", "json", "--progress-spinner", "off",
]  # fmt: skip
_NPM = ["npm", "audit", "--json", "--package-lock-only"]


@dataclass(frozen=True)
class Advisory:
    """A vulnerability that is known of a package.

    Args:
        package: its name.
        ids: of the advisory, which has one in each database.
        title: what it is about.
    """

    package: str
    ids: Tuple[str, ...]
    title: str


@dataclass(frozen=True)
class Answer:
    """What a service says.

    Args:
        advisories: what it reports; None if it could not be asked.
        problem: why it could not be asked; or which packages it does not know, to end a sentence with.
    """

    advisories: Optional[List[Advisory]]
    problem: str = ""


def python(said: str) -> Answer:
    """What pip-audit printed."""
    try:
        packages: List[Dict[str, Any]] = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answer(None, said.strip()[-300:] or "it printed nothing")
    unknown = [each["name"] for each in packages if "skip_reason" in each]
    if len(unknown) == len(packages):
        return Answer(None, packages[0]["skip_reason"] if packages else "it names no package")
    found = [
        Advisory(
            each["name"], (one["id"], *one.get("aliases", ())), str(one.get("description", "")).split("\n")[0][:120]
        )
        for each in packages
        for one in each.get("vulns", ())
    ]
    return Answer(found, f"; it does not know {', '.join(unknown)}" if unknown else "")


def node(said: str) -> Answer:
    """What npm printed."""
    try:
        packages: Dict[str, Any] = json.loads(said)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        told = re.search(r'"message": "(.+)"', said)
        return Answer(None, told[1] if told else said.strip()[-300:] or "it printed nothing")
    found = [
        Advisory(name, (str(one["url"]).rsplit("/", 1)[-1],), str(one["title"]))
        for name, each in packages.items()
        for one in each["via"]
        if isinstance(one, dict)  # else the name of another package here that is reported itself
    ]
    return Answer(found)


def judged(answer: Answer, reviewed: Sequence[Dict[str, Any]], today: date) -> List[str]:
    """What must be looked at: a sentence for each vulnerability that no review covers today."""
    wrong = []
    for each in answer.advisories or ():
        reviews = [one for one in reviewed if one["package"] == each.package and set(one["ids"]) & set(each.ids)]
        if not reviews:
            wrong.append(f"{each.package}: {', '.join(each.ids)} is new: {each.title}")
        elif max(one["until"] for one in reviews) < today:
            wrong.append(f"{each.package}: {', '.join(each.ids)} was reviewed until {reviews[0]['until']}; look again")
    return wrong


def _asked(command: List[str], folder: Path) -> str:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_LATEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return done.stdout or done.stderr  # both end with a status of their own if they found something


def main() -> int:
    """Ask, and say what must be looked at."""
    reviewed: List[Dict[str, Any]] = yaml.safe_load(REVIEWED.read_text(encoding="utf-8"))
    wrong: List[str] = []
    for name, answer in (
        ("pip-audit", python(_asked(_PIP_AUDIT, ROOT))),
        ("npm audit", node(_asked(_NPM, ROOT / "widget"))),
    ):
        if answer.advisories is None:
            print(f"NOT CHECKED: {name} could not ask for known vulnerabilities: {answer.problem}")
            continue
        new = judged(answer, reviewed, date.today())
        print(f"{name}: {len(answer.advisories)} known, {len(new)} to be looked at{answer.problem}")
        wrong += new
    for each in wrong:
        print(f"  {each}")
    if wrong:
        print(f"Update the package, or review it in {REVIEWED.relative_to(ROOT)}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
