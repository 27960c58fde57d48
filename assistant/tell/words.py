"""How plain lines are put: wrapped, counted, weighed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from datetime import date

WIDTH = 100
DAY = re.compile(r"\b(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d)?)?\b")


def wrap(text: str, indent: str = "  ") -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ") or [indent]


def count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(weight: float | None, unit: str) -> str:
    if weight is None:
        return "no weight given"
    return f"{weight:g}%" if unit == "percent" else f"{weight:g} marks"


def plain(name: str) -> str:
    """Return a name of ours as people write it."""
    return name.replace("_", " ")


def dated(text: str) -> str:
    """Return a text with its days (`2027-02-26T12:00`) as people write them; what is no day stays as it is."""
    return DAY.sub(_day, text)


def _day(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return found[0]
    return f"{day:%a} {day.day} {day:%B %Y}" + (f" at {found[2]}" if found[2] else "")
