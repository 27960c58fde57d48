"""The rules of extraction, kept as data in `corpus/rules/*.toml` where people review them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from assistant.shipped import shipped

ANY = re.compile(r"(?!)")


@cache
def rules(name: str) -> dict[str, Any]:
    with shipped("corpus", "rules", f"{name}.toml").open("rb") as file:
        read: dict[str, Any] = tomllib.load(file)
    return read


def phrases(entries: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any entry as whole words; `*` stands for any rest of a word."""
    kept = sorted(entries, key=len, reverse=True)
    return re.compile("|".join(_entry(each) for each in kept), re.IGNORECASE) if kept else ANY


@cache
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """Return the pattern of one list of a rule file, found by its keys."""
    found: Any = rules(name)
    for key in keys:
        found = found[key]
    return phrases(found)


def _entry(entry: str) -> str:
    before = "" if entry.startswith("*") else r"(?<!\w)"
    after = "" if entry.endswith("*") else r"(?!\w)"
    words = re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+").replace("'", "['’]")
    return before + words + after
