"""What a person wrote in a cell, as a value; what cannot be one is refused in her words."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from assistant.register.sheets import ASSUMED, Column

YES = {"yes", "y", "x", "true", "1", "1.0", "ja", "oui", "✓", "✔", "ok"}
NO = {"no", "n", "false", "0", "0.0", "-", "–", ""}
AMOUNT = re.compile(
    r"(\d[\d,\s]*(?:\.\d+)?|\.\d+)\s*(?:%|percent|per cent|marks?|points?|words?|pages?|characters?)?", re.I
)
ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ,]+(?:at )?(\d\d?)[:.](\d\d)(?:[:.]\d\d)?)?")
LATEST = 2200


class Misspelt(ValueError):
    """What is wrong with a cell, to be told with its place."""


def squeezed(text: str) -> str:
    return " ".join(text.split())


def parsed(column: Column, text: str) -> Any:
    """Return the value that a cell means; raises Misspelt. An empty cell is None where the column may be empty."""
    said = squeezed(text)
    if column.kind == "yes":
        return _yes(said)
    if not said:
        if column.empty:
            return None
        raise Misspelt(f"it is empty; choose{_one_of(column)}" if column.choices else "it is empty")
    if column.kind == "choice":
        return _choice(column, said)
    if column.kind in {"number", "whole"}:
        return _number(said, whole=column.kind == "whole")
    return _day(said) if column.kind == "day" else said


def means(column: Column, printed: str) -> Any:
    """Return the value of a cell that was printed; None where it has none."""
    try:
        return parsed(column, printed)
    except Misspelt:
        return None


def _yes(said: str) -> bool:
    if said.casefold() in YES | NO:
        return said.casefold() in YES
    raise Misspelt(f"{said!r} is neither yes nor no")


def _key(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _choice(column: Column, said: str) -> str:
    bare = said.removesuffix(ASSUMED) if said.endswith(ASSUMED) else said
    for name, printed in column.choices.items():
        if _key(bare) in {_key(name), _key(printed)}:
            return name + (ASSUMED if bare != said else "")
    if column.free:
        return re.sub(r"\W+", "_", said.casefold()).strip("_") or said
    raise Misspelt(f"{said!r} is not{_one_of(column)}")


def _one_of(column: Column) -> str:
    return f" one of {', '.join(column.choices.values())}" if column.choices else ""


def _number(said: str, *, whole: bool) -> float | int:
    found = AMOUNT.fullmatch(said)
    if not found:
        raise Misspelt(f"{said!r} is not a number")
    number = float(re.sub(r"[,\s]", "", found[1]))
    if whole and (number != int(number) or not number):
        raise Misspelt(f"{said!r} is not a whole number")
    return int(number) if whole else number


def _day(said: str) -> str:
    """Return a day, with its time where one is given, in ISO 8601; 3/4/2027 is the third of April."""
    from dateutil import parser

    iso = ISO.fullmatch(said)
    try:
        if iso:
            at = datetime(*(int(part) for part in iso.groups() if part))  # type: ignore[arg-type]
        else:
            at = parser.parse(re.sub(r"\b(?:at|on)\b|noon", " ", said), dayfirst=True, default=datetime(1, 1, 1))
    except (ValueError, OverflowError) as error:
        raise Misspelt(f"{said!r} is not a day, such as 2027-01-22 12:00") from error
    if not 1900 < at.year < LATEST:
        raise Misspelt(f"{said!r} does not say the year of the day")
    timed = bool(iso and iso[4]) or (not iso and bool(re.search(r"\d[:.]\d\d\b|\d ?[ap]\.?m\b", said, re.I)))
    return at.strftime("%Y-%m-%dT%H:%M" if timed else "%Y-%m-%d")
