"""Counts lists of several levels and prints their numbers, as Word and OpenDocument do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.read.numerals import FORMS

LEVELS = 9
_HIGHEST = 1_000_000


@dataclass(frozen=True)
class Level:
    """One level of a list: `text` is what it prints, `%1` standing for the first level's number."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass
class Count:
    """One abstract list: its levels and how far it has counted."""

    levels: dict[int, Level]
    at: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass
class List:
    """A list that counts in an abstract one: its key, and what this one overrides."""

    key: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """What stands before a list paragraph: a number, or only a bullet (None); `level` counts from 0."""

    number: str | None
    level: int


class Numbering:
    """Counts the list paragraphs of one file in reading order."""

    def __init__(self) -> None:
        self._counts: dict[str, Count] = {}
        self._lists: dict[str, List] = {}

    def define(self, key: str, levels: dict[int, Level]) -> None:
        """Make known an abstract list."""
        self._counts[key] = Count(levels)

    def add(self, list_id: str, each: List) -> None:
        """Make known a list that counts in an abstract one; several may share its count."""
        self._lists[list_id] = each

    def restart(self, key: str) -> None:
        """Let the next paragraph of an abstract list be its first again."""
        if key in self._counts:
            self._counts[key] = Count(self._counts[key].levels)

    def level_of_style(self, list_id: str, styles: tuple[str, ...]) -> int | None:
        """Return the level of a list that belongs to one of these styles, the nearest first."""
        found = self._find(list_id)
        if found is None:
            return None
        levels = {level.style: at for at, level in sorted(found[1].levels.items(), reverse=True) if level.style}
        return next((levels[style] for style in styles if style in levels), None)

    def count(self, list_id: str, at: int, start: int | None = None) -> Mark | None:
        """Count one paragraph at a level (from 0) of a list and return its mark; None if there is no such list.

        `start` is the number it is to have, where it says so itself.
        """
        found = self._find(list_id)
        if found is None:
            return None
        at = min(max(at, 0), LEVELS - 1)
        _step(*found, at)
        if start is not None:
            found[1].at[at] = start
        return Mark(_print(*found, at), at)

    def _find(self, list_id: str) -> tuple[List, Count] | None:
        each = self._lists.get(list_id)
        count = self._counts.get(each.key) if each else None
        return (each, count) if each and count else None


def _step(each: List, count: Count, at: int) -> None:
    for above in range(at + 1):
        now = count.at[above]
        if above in each.starts:
            count.at[above] = each.starts.pop(above)
        elif now is None:
            count.at[above] = _get(each, count, above).start
        elif above == at:
            count.at[above] = min(now + 1, _HIGHEST)
    for below in range(at + 1, LEVELS):
        restart = _get(each, count, below).restart
        if restart is None or at < restart:
            count.at[below] = None


def _get(each: List, count: Count, at: int) -> Level:
    return each.levels.get(at) or count.levels.get(at) or Level()


def _print(each: List, count: Count, at: int) -> str | None:
    level = _get(each, count, at)
    if level.form == "bullet":
        return None

    def printed(found: re.Match[str]) -> str:
        which = int(found[1]) - 1
        shown = _get(each, count, which)
        value = count.at[which]
        form = "decimal" if level.legal and shown.form != "none" else shown.form
        return _written(shown.start if value is None else value, form)

    text = re.sub(r"%([1-9])", printed, level.text).strip()
    return text if any(map(str.isalnum, text)) else None


def _written(value: int, form: str) -> str:
    return f"{value:0{len(form)}d}" if form.startswith("0") else FORMS.get(form, str)(value)
