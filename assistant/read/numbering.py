"""Clause numbers as Word prints them, computed from the file's list definitions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.read.wordml import attribute, child, children, number, on, val

if TYPE_CHECKING:
    from lxml import etree

LEVELS = 9
_HIGHEST = 1_000_000
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        text += sign * times
    return text


def letters(value: int) -> str:
    """Return a to z, then aa, bb and so on: Word repeats the letter."""
    if not 0 < value <= 780:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def cardinal(value: int) -> str:
    if not 0 <= value < 100:
        return str(value)
    if value < 20:
        return _ONES[value].capitalize()
    tens, ones = divmod(value, 10)
    return (_TENS[tens] + (f"-{_ONES[ones]}" if ones else "")).capitalize()


def ordinal_text(value: int) -> str:
    words = cardinal(value).lower()
    if not words.isascii() or words.isdigit():
        return ordinal(value)
    head, dash, last = words.rpartition("-")
    last = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (head + dash + last).capitalize()


FORMATS = {
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "lowerRoman": lambda value: roman(value).lower(),
    "upperRoman": roman,
    "ordinal": ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal_text,
    "decimalZero": lambda value: f"{value:02d}",
    "none": lambda _: "",
}


@dataclass(frozen=True)
class Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass
class _List:
    """One abstract list: its levels and how far it has counted."""

    levels: dict[int, Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass
class _Instance:
    """One `w:num`: the list it counts in, and what it overrides."""

    key: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """What stands before a list paragraph: a number, or only a bullet (None)."""

    number: str | None
    level: int


class Numbering:
    """Counts the list paragraphs of one file in reading order."""

    def __init__(self, root: etree._Element | None, style_lists: dict[str, str] | None = None) -> None:
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        if root is not None:
            self._load(root, style_lists or {})

    def _load(self, root: etree._Element, style_lists: dict[str, str]) -> None:
        links: dict[str, str] = {}
        for abstract in children(root, "w:abstractNum"):
            key = attribute(abstract, "w:abstractNumId") or ""
            self._lists[key] = _List(
                {number(attribute(each, "w:ilvl")): _level(each) for each in children(abstract, "w:lvl")}
            )
            link = val(child(abstract, "w:numStyleLink"))
            if link is not None and link in style_lists:
                links[key] = style_lists[link]
        for num in children(root, "w:num"):
            instance = _Instance(val(child(num, "w:abstractNumId")) or "")
            for override in children(num, "w:lvlOverride"):
                at = number(attribute(override, "w:ilvl"))
                if (start := val(child(override, "w:startOverride"))) is not None:
                    instance.starts[at] = number(start, 1)
                if (level := child(override, "w:lvl")) is not None:
                    instance.levels[at] = _level(level)
            self._instances[attribute(num, "w:numId") or ""] = instance
        for instance in self._instances.values():
            linked = self._instances.get(links.get(instance.key, ""))
            if linked is not None and linked.key not in links:
                instance.key = linked.key

    def level_of_style(self, list_id: str, styles: tuple[str, ...]) -> int | None:
        """Return the level of a list that belongs to one of these styles, the nearest first."""
        instance = self._instances.get(list_id)
        levels = self._lists.get(instance.key, _List()).levels if instance else {}
        for style in styles:
            for at, level in sorted(levels.items()):
                if level.style == style:
                    return at
        return None

    def count(self, list_id: str, at: int) -> Mark | None:
        """Count one paragraph at a level (from 0) of a list and return its mark; None if there is no such list."""
        instance = self._instances.get(list_id)
        if instance is None or instance.key not in self._lists:
            return None
        at = min(max(at, 0), LEVELS - 1)
        counted = self._lists[instance.key]
        self._step(instance, counted, at)
        return Mark(self._print(instance, counted, at), at)

    def _step(self, instance: _Instance, counted: _List, at: int) -> None:
        for level, start in list(instance.starts.items()):
            if 0 <= level < LEVELS:
                counted.counts[level] = start - 1
        instance.starts.clear()
        for above in range(at):
            if counted.counts[above] is None:
                counted.counts[above] = _get(instance, counted, above).start
        before = counted.counts[at]
        counted.counts[at] = _get(instance, counted, at).start if before is None else min(before + 1, _HIGHEST)
        for below in range(at + 1, LEVELS):
            restart = _get(instance, counted, below).restart
            if restart is None or (restart != 0 and at < restart):
                counted.counts[below] = None

    def _print(self, instance: _Instance, counted: _List, at: int) -> str | None:
        level = _get(instance, counted, at)
        if level.form == "bullet":
            return None

        def printed(found: re.Match[str]) -> str:
            which = int(found[1]) - 1
            shown = _get(instance, counted, which)
            form = "decimal" if level.legal and shown.form != "none" else shown.form
            value = counted.counts[which]
            return FORMATS.get(form, str)(shown.start if value is None else value)

        text = re.sub(r"%([1-9])", printed, level.text).strip()
        return text if any(map(str.isalnum, text)) else None


def _get(instance: _Instance, counted: _List, at: int) -> Level:
    return instance.levels.get(at) or counted.levels.get(at) or Level()


def _level(element: etree._Element) -> Level:
    form = next((each for each in element.iter() if each.tag == _form_tag(each)), None)
    legal = child(element, "w:isLgl")
    restart = val(child(element, "w:lvlRestart"))
    return Level(
        start=number(val(child(element, "w:start")), 0),
        form=val(form) or "decimal",
        text=val(child(element, "w:lvlText")) or "",
        restart=None if restart is None else number(restart),
        legal=legal is not None and on(legal),
        style=val(child(element, "w:pStyle")),
    )


def _form_tag(element: etree._Element) -> object:
    from assistant.read.wordml import name_of

    return element.tag if name_of(element) == "w:numFmt" else None
