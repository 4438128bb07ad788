"""What README and docs/ promise: talks, commands, links, paths and figures."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import parser
from bot.model import ROOT, ensure_fresh

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
README = PAGES[0].read_text(encoding="utf-8")
ILIO = ".venv/bin/ilio"
page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def anchors(text):
    """The names that GitHub gives to the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def commands(text):
    """What is typed in a shell: the indented lines of a page, without their comments, and what stands in backticks."""
    lines = re.findall(r"^ {4,}(\S.*)$", text, re.M) + re.findall(r"`([^`\n]+)`", text)
    for line in lines:
        for command in re.split(r"\s(?:&&|\||>)\s", line):
            yield re.split(r"\s#\s", command)[0].strip()


@page
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"^ {4,}.*$", "", text, flags=re.M)
    for link in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", prose):
        place, _, anchor = "".join(link).partition("#")
        if re.match(r"https?:|mailto:", place):
            continue
        target = (page.parent / place) if place else page
        assert target.exists(), f"{place} is not there"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{place}#{anchor} is not there"


@page
def test_files_that_are_named_exist(page):
    for path in re.findall(r"`((?:bot|actions|data|tests|docs|deploy|scripts|widget|benchmarks)/[\w./-]*)`",
                           page.read_text(encoding="utf-8")):  # fmt: skip
        assert (ROOT / path).exists(), f"{path} is not there"


@page
def test_commands_of_ilio_are_understood(page):
    for command in commands(page.read_text(encoding="utf-8")):
        if command.startswith(f"{ILIO} "):
            parser().parse_args(shlex.split(command)[1:])  # ends the test where it can't be read


@page
def test_make_knows_what_pages_tell_people_to_make(page):
    targets = set(re.findall(r"^([\w.][\w./-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for command in commands(page.read_text(encoding="utf-8")):
        if command.startswith("make "):
            wanted = [word for word in command.split()[1:] if "=" not in word]
            assert wanted[0] in targets, command


def test_make_alone_lists_everything_it_knows():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split()
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  ([a-z-]+)  ", listed, re.M) == phony[1:]


def test_the_opening_talk_is_what_ilio_says():
    ensure_fresh()
    talk = re.search(r"(?:^ {4}.*\n|^\n)+", README, re.M)[0]
    _, *turns = re.split(r"^ {4}Your input ->", talk, flags=re.M)
    said = [turn.partition("\n")[0].strip() for turn in turns]
    done = subprocess.run([Path(sys.executable).parent / "ilio", "ask", "--conversation"], text=True, timeout=300,
                          input="\n".join(said) + "\n", capture_output=True, check=True)  # fmt: skip
    for turn, line in zip(turns, done.stdout.splitlines(), strict=True):
        replies = json.loads(line)["replies"]
        texts = " ".join(reply["text"] for reply in replies)
        for paragraph in turn.partition("\n")[2].split("\n\n"):
            shown = " ".join(paragraph.split())
            if re.match(r"1: ", shown):  # buttons, as the shell numbers them
                titles = [button["title"] for reply in replies for button in reply.get("buttons", [])]
                assert re.split(r"\s?\d: ", shown)[1:] == titles
            else:
                assert shown.removesuffix(" …") in " ".join(texts.split())


def test_a_program_can_ask_as_the_readme_says():
    command = next(line.strip() for line in README.splitlines() if line.strip().startswith("printf"))
    done = subprocess.run(command, shell=True, cwd=ROOT, text=True, timeout=300, capture_output=True, check=True)
    named = set(re.findall(r"`(\w+)`", README[README.index("get one JSON object") : README.index("printf")]))
    for line in done.stdout.splitlines():
        assert set(json.loads(line)) == named


def test_the_manifest_for_slack_is_printed():
    command = next(line.strip() for line in README.splitlines() if "slack manifest" in line)
    done = subprocess.run(shlex.split(command), cwd=ROOT, text=True, timeout=60, capture_output=True, check=True)
    assert "https://your.server/webhooks/slack" in done.stdout


def test_figures_of_speed_are_those_of_the_last_run():
    results = (ROOT / "benchmarks" / "results" / "speed.md").read_text(encoding="utf-8")
    table = README[README.index("| | Rasa default | Ilio | Ilio / Rasa |") :].split("\n\n")[0]
    for row in table.splitlines()[2:]:
        name, *figures = (cell.strip() for cell in row.strip("|").split("|"))
        measured = re.search(rf"^\| {re.escape(name)} .*$", results, re.M)[0]
        assert [re.sub(r" \(.*?\)", "", cell).strip() for cell in measured.split("|")[2:5]] == figures
