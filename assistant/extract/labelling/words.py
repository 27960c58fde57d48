"""The words the labelling looks for, kept as data in `models/labels/words.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from assistant.shipped import shipped


@cache
def lists() -> dict[str, dict[str, list[str]]]:
    with shipped("models", "labels", "words.toml").open("rb") as file:
        read: dict[str, Any] = tomllib.load(file)
    return read


@cache
def pattern(group: str, name: str = "words") -> re.Pattern[str]:
    """Return a pattern that finds any entry of a list as whole words, longest first."""
    entries = sorted(lists()[group][name], key=len, reverse=True)
    either = "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in entries)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
