"""Clause numbers as Word prints them, computed from the file's list definitions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.read.numerals import FORMS
from assistant.read.wordml import attribute, branch, child, children, number, on, val

if TYPE_CHECKING:
    from lxml import etree

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
class _Count:
    """One abstract list: its levels and how far it has counted."""

    levels: dict[int, Level]
    at: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass
class _List:
    """One `w:num`: the abstract list it counts in, and what it overrides."""

    key: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """What stands before a list paragraph: a number, or only a bullet (None); `level` counts from 0."""

    number: str | None
    level: int


class Numbering:
    """Counts the list paragraphs of one file in reading order.

    `list_of` gives the list that a numbering style stands for.
    """

    def __init__(self, root: etree._Element | None, list_of: Callable[[str | None], str | None]) -> None:
        self._counts: dict[str, _Count] = {}
        self._lists: dict[str, _List] = {}
        linked: dict[str, str] = {}
        for abstract in () if root is None else children(root, "w:abstractNum"):
            key = attribute(abstract, "w:abstractNumId") or ""
            self._counts[key] = _Count(_levels(abstract))
            linked[key] = list_of(val(child(abstract, "w:numStyleLink"))) or ""
        for each in () if root is None else children(root, "w:num"):
            self._lists[attribute(each, "w:numId") or ""] = _list(each)
        for each_list in self._lists.values():
            target = self._lists.get(linked.get(each_list.key, ""))
            if target is not None:
                each_list.key = target.key

    def level_of_style(self, list_id: str, styles: tuple[str, ...]) -> int | None:
        """Return the level of a list that belongs to one of these styles, the nearest first."""
        found = self._find(list_id)
        if found is None:
            return None
        levels = {level.style: at for at, level in sorted(found[1].levels.items(), reverse=True) if level.style}
        return next((levels[style] for style in styles if style in levels), None)

    def count(self, list_id: str, at: int) -> Mark | None:
        """Count one paragraph at a level (from 0) of a list and return its mark; None if there is no such list."""
        found = self._find(list_id)
        if found is None:
            return None
        at = min(max(at, 0), LEVELS - 1)
        self._step(*found, at)
        return Mark(_print(*found, at), at)

    def _find(self, list_id: str) -> tuple[_List, _Count] | None:
        each = self._lists.get(list_id)
        count = self._counts.get(each.key) if each else None
        return (each, count) if each and count else None

    def _step(self, each: _List, count: _Count, at: int) -> None:
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


def _get(each: _List, count: _Count, at: int) -> Level:
    return each.levels.get(at) or count.levels.get(at) or Level()


def _print(each: _List, count: _Count, at: int) -> str | None:
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


def _list(element: etree._Element) -> _List:
    each = _List(val(child(element, "w:abstractNumId")) or "")
    for override in children(element, "w:lvlOverride"):
        at = number(attribute(override, "w:ilvl"))
        start = val(child(override, "w:startOverride"))
        if start is not None:
            each.starts[at] = number(start, 1)
        level = child(override, "w:lvl")
        if level is not None:
            each.levels[at] = _level(level)
    return each


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {number(attribute(each, "w:ilvl")): _level(each) for each in children(abstract, "w:lvl")}


def _level(element: etree._Element) -> Level:
    restart = val(child(element, "w:lvlRestart"))
    return Level(
        start=number(val(child(element, "w:start"))),
        form=_form(element),
        text=val(child(element, "w:lvlText")) or "",
        restart=None if restart is None else number(restart),
        legal=on(child(element, "w:isLgl")),
        style=val(child(element, "w:pStyle")),
    )


def _form(level: etree._Element) -> str:
    """Return the number format; `001` for one that pads with zeros, which Word wraps in an alternative."""
    plain = child(level, "w:numFmt")
    wrapped = child(level, "mc:AlternateContent")
    if plain is None and wrapped is not None:
        plain = child(branch(wrapped), "w:numFmt")
        if zeros := re.match(r"0+1\b", attribute(plain, "w:format") or ""):
            return zeros[0]
        if val(plain) == "custom":
            plain = child(child(wrapped, "mc:Fallback"), "w:numFmt")
    return val(plain) or "decimal"
