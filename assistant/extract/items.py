"""Lists whose items are questions: each has marks of its own, as in `tell us a) what you would do (50 marks)`."""

from __future__ import annotations

import re

from assistant.extract.columns import Asked
from assistant.extract.layout import Line
from assistant.extract.limits import FIGURE, UNITS, find_limit, limit_of_number
from assistant.extract.weights import lone_weight
from assistant.records import Limit

MARK = re.compile(r"^\W*(?P<mark>[A-Za-z]|[ivx]{1,4}|\d{1,2})[).]\s+")
FIRST_MARKS = re.compile(r"^.*?\([^()]*\d\s*(?:%|marks?|points?)[^()]*\)", re.IGNORECASE)
LIMIT_FOR = re.compile(rf"(?P<number>{FIGURE})\s+{UNITS}\s+for\s+\W*(?P<name>\w{{1,3}})\b", re.IGNORECASE)


def by_items(asked: Asked) -> list[Asked]:
    """Return a question for each item of a list that has a weight of its own; itself where they have none.

    What introduces the list is part of no question then, but for the limits that it gives them.
    """
    items = [line for line, _, _ in asked.lines if line.block.kind == "item" and lone_weight(_asking(line.text))]
    if asked.sure or len(items) < 2:
        return [asked]
    return [_question(asked, line) for line in items]


def _asking(text: str) -> str:
    """Return an item up to the end of its first bracket with marks."""
    found = FIRST_MARKS.match(text)
    return found.group() if found else text


def _question(asked: Asked, line: Line) -> Asked:
    mark = MARK.match(line.text)
    number = mark["mark"] if mark else (line.block.number or "").strip("(). ")
    begin, end = (mark.end() if mark else 0), len(line.text)
    return Asked(
        number=number,
        lines=[(line, begin, end)],
        weight=lone_weight(_asking(line.text)),
        limit=find_limit(line.text) or _limit_for(asked, number),
        kind=asked.kind,
        trail=asked.trail,
        sure=bool(number),
        source=line.source(),
        lot=asked.lot,
    )


def _limit_for(asked: Asked, number: str) -> Limit | None:
    """Return the limit that the lead-in gives an item by its mark: `800 words for a) and 400 words for b)`."""
    found = {match["name"].lower(): match for match in LIMIT_FOR.finditer(asked.text)}
    match = found.get(number.lower())
    limit = limit_of_number(match["number"], match["unit"]) if match else None if found else asked.limit
    over = asked.limit.over if asked.limit else None
    return limit.model_copy(update={"over": over}) if limit else None
