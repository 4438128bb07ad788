"""Reads `bot/content/triage/`: what its files hold, and whether they fit each other."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, List

from bot.core.content_files import CONTENT, read_model
from bot.core.triage_catalogue import (
    Catalogue,
    Facts,
    Flag,
    Flags,
    Numbers,
    Others,
    Phrases,
    Replies,
    Reply,
    Sources,
    Words,
)
from bot.core.triage_levels import LEVELS
from bot.errors import ContentError

FOLDER = CONTENT / "triage"
# what texts may leave to be filled in: whom to call, and what the sign says
_FILLED = {"emergency", "urgent", "crisis", "told", "why", "meanwhile", "avoid", "worse", "action"}
VARIANTS = ("_helped", "_other")  # of what a reply says: help is there or on its way; it is another person's sign


def load(folder: Path = FOLDER) -> Catalogue:
    """Read and check the catalogue.

    Args:
        folder: where its YAML files are.

    Raises:
        ContentError: a file is broken, naming the file, the key and the mend.
    """
    flags: Dict[str, Flag] = {}
    facts = read_model(Facts, folder / "facts.yml")
    words = read_model(Words, folder / "words.yml")
    sources = read_model(Sources, folder / "sources.yml").sources
    for path in sorted(folder.glob("flags_*.yml")):
        for key, flag in read_model(Flags, path).flags.items():
            where = f"flags.{key}"
            if key in flags:
                raise ContentError(path.name, where, "is in another file too", "keep one of the two")
            _check_signs(path.name, where, flag.signs, words)
            for each in flag.source:
                if each not in sources:
                    raise ContentError(path.name, f"{where}.source", f"'{each}' is no source", "add it to sources.yml")
            flags[key] = flag
    for key, fact in facts.facts.items():
        _check_signs("facts.yml", f"facts.{key}", fact.signs, words)
    for key, rule in facts.combinations.items():
        for each in (*rule.all, *rule.any, rule.flag):
            if each not in flags and each not in facts.facts:
                mend = "use the id of a flag or a fact"
                raise ContentError("facts.yml", f"combinations.{key}", f"'{each}' is neither flag nor fact", mend)
    phrases = read_model(Phrases, folder / "levels.yml")
    for key in ("first", "never_less"):
        for each in getattr(phrases, key):
            if each not in flags:
                raise ContentError("levels.yml", key, f"'{each}' is no flag", "use the id of a flag")
    for key, texts in {**phrases.levels, "phrases": phrases.phrases}.items():
        for text in texts.values():
            _check_text("levels.yml", key, text)
    replies = read_model(Replies, folder / "replies.yml")
    for key, reply in replies.replies.items():
        _check_reply(f"replies.{key}", reply, flags)
    for key, flag in flags.items():
        for text in (flag.why, flag.sure, flag.meanwhile, flag.avoid, flag.worse, flag.action):
            _check_text("flags_….yml", f"flags.{key}", text)
    others = read_model(Others, folder / "others.yml").others
    for key, steps in others.items():
        if key not in flags:
            raise ContentError("others.yml", f"others.{key}", f"'{key}' is no flag", "use the id of a flag")
        for text in (steps.meanwhile, steps.avoid):
            _check_text("others.yml", f"others.{key}", text)
    return Catalogue(
        flags=flags,
        facts=facts.facts,
        combinations=facts.combinations,
        words=words,
        numbers=read_model(Numbers, folder / "numbers.yml"),
        levels=phrases,
        around=replies.around,
        taken_back=replies.taken_back,
        replies=replies.replies,
        others=others,
        sources=sources,
    )


def _check_text(file: str, where: str, text: str) -> None:
    for name in re.findall(r"{(\w*)}", text):
        if name not in _FILLED:
            mend = f"use one of {', '.join(sorted(_FILLED))}"
            raise ContentError(file, where, f"'{{{name}}}' is nothing known", mend)


def _check_reply(where: str, reply: Reply, flags: Dict[str, Flag]) -> None:
    if reply.whole == bool(reply.says):
        raise ContentError("replies.yml", where, "says nothing of its own, or too much", "give it `says` or `whole`")
    for key, text in reply.says.items():
        base = next((key[: -len(each)] for each in VARIANTS if key.endswith(each)), key)
        if base not in LEVELS and base not in flags:
            mend = f"use a level or a flag's id, with {' or '.join(VARIANTS)} if needed"
            raise ContentError("replies.yml", f"{where}.says", f"'{key}' is neither level nor flag", mend)
        _check_text("replies.yml", f"{where}.says", text)


def _check_signs(file: str, where: str, signs: List[str], words: Words) -> None:
    for sign in signs:
        for term in sign.replace(" - ", " + ").split(" + "):
            if not term.startswith("(") and term not in words.groups:
                mend = "add the group to words.yml, or write plain words in brackets (like this)"
                raise ContentError(file, f"{where}.signs", f"'{term}' is no group of words", mend)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue of `bot/content/triage/`, read once a process.

    Raises:
        ContentError: see `load`.
    """
    return load()
