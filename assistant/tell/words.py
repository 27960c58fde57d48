"""How plain lines are put: wrapped, counted, weighed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

WIDTH = 100


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
