"""The items of a reading as the register lists them: each with its key, its number and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from assistant.records import Criterion, KeyDate, Question, Requirement
from assistant.register.sheets import SHEETS, Entry, cut

SHEET = {sheet.about: sheet for sheet in SHEETS}


class Row(NamedTuple):
    """An item with its printed cells, by field, and the words of the one before it.

    `key` is unique in its sheet: the place, numbered where it repeats.
    """

    item: Entry
    key: str
    document: str
    id: str
    text: str
    cells: dict[str, str]
    before: str


def rows_of(about: str, items: Iterable[Entry]) -> list[Row]:
    """Return the items of one sheet in order."""
    seen: Counter[str] = Counter()
    rows: list[Row] = []
    for each in items:
        place = str(each.source)
        seen[place] += 1
        key = place if seen[place] == 1 else f"{place} ({seen[place]})"
        cells = SHEET[about].printed(each)
        text = cut(cells[SHEET[about].words])
        before = rows[-1].text if rows else ""
        rows.append(Row(each, key, each.source.document, _number(each), text, cells, before))
    return rows


def _number(item: Entry) -> str:
    """Return what an item is called in the pack, whatever its words."""
    if isinstance(item, Question | Requirement):
        return item.id
    if isinstance(item, Criterion):
        return "/".join((item.lot or "", item.parent or "", item.name))
    return item.role if isinstance(item, KeyDate) else ""
