"""The rules of extraction, kept as data in `corpus/rules/*.toml` where people review them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from assistant.shipped import shipped

NOTHING = re.compile(r"(?!)")


@cache
def rules(name: str) -> dict[str, Any]:
    with shipped("corpus", "rules", f"{name}.toml").open("rb") as file:
        read: dict[str, Any] = tomllib.load(file)
    return read


def phrases(entries: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any entry as whole words; `*` stands for any rest of a word."""
    return _phrases(tuple(sorted(entries, key=len, reverse=True)))


@cache
def _phrases(kept: tuple[str, ...]) -> re.Pattern[str]:
    if not kept:
        return NOTHING
    whole = "|".join(_words(each) for each in kept if not each.startswith("*"))
    inner = [_words(each) for each in kept if each.startswith("*")]
    return re.compile("|".join([rf"(?<!\w)(?:{whole})(?!\w)" if whole else "(?!)", *inner]), re.IGNORECASE)


@cache
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """Return the pattern of one list of a rule file, found by its keys."""
    found: Any = rules(name)
    for key in keys:
        found = found[key]
    return phrases(found)


def _words(entry: str) -> str:
    return re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+").replace("'", "['’]")
