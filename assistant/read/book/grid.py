"""The cells of one sheet of a workbook as read: what each shows and hides, by row and column from 1."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

MOST = 10_000  # merged cells, or cells with choices, that are heeded in one sheet
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_WIDE = 20  # columns: choices allowed in more than these are a rule for the whole sheet
FORM = 5_000  # a sheet with more cells than this is data, not a form: its empty cells are left out


class Said(NamedTuple):
    """What a cell shows, and what stands in it without being seen."""

    text: str = ""
    hidden: str = ""
    how: str = ""

    def apart(self, how: str) -> Said:
        """Return the same hidden altogether; where no way of hiding is named nothing changes."""
        return Said("", " ".join(filter(None, (self.text, self.hidden))), how) if how else self


class Area(NamedTuple):
    """A rectangle of cells, all its edges inside it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


NOTHING = Said()


@dataclass
class Grid:
    """One sheet. `lost` are formulas without a stored result, `cut` the row from which cells were left out."""

    rows: dict[int, dict[int, Said]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    inputs: list[Area] = field(default_factory=list)
    lost: list[tuple[int, int]] = field(default_factory=list)
    cut: int = 0

    def put(self, row: int, column: int, said: Said) -> None:
        if said.text or said.hidden:
            self.rows.setdefault(row, {})[column] = said

    def cells(self) -> Iterator[tuple[int, int, Said]]:
        """Yield the cells in order.

        Of the empty ones only those in rows and columns that hold something, and not what a merged cell covers.
        What stands under a merged cell is hidden by it.
        """
        rows = sorted(self.rows)
        columns = sorted({column for row in self.rows.values() for column in row} | self._asked_for(rows))
        small = len(rows) * len(columns) <= FORM
        covered = self._covered(rows, columns) if small else set()
        for row in rows:
            here = self.rows[row]
            for column in columns if small else sorted(here):
                said = here.get(column, NOTHING)
                if (row, column) not in covered:
                    yield row, column, said
                elif said.text:
                    yield row, column, Said("", said.text, "under a merged cell")

    def _asked_for(self, rows: Sequence[int]) -> set[int]:
        """Return the columns of cells with a list of choices beside something that is said."""
        areas = [area for area in self.inputs if area.right - area.left < _WIDE]
        beside = [area for area in areas if bisect_left(rows, area.top) < bisect_right(rows, area.bottom)]
        return {column for area in beside for column in range(area.left, area.right + 1)}

    def _covered(self, rows: Sequence[int], columns: Sequence[int]) -> set[tuple[int, int]]:
        found: set[tuple[int, int]] = set()
        for area in self.merged:
            down = rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]
            across = columns[bisect_left(columns, area.left) : bisect_right(columns, area.right)]
            found |= {(row, column) for row in down for column in across} - {(area.top, area.left)}
        return found

    def how(self, row: int, column: int) -> str:
        """Return how a cell is hidden by its row or its column."""
        if row in self.hidden_rows:
            return "hidden row"
        return "hidden column" if column in self.hidden_columns else ""

    def awaits(self, row: int, column: int) -> bool:
        """Return whether a cell is there to be filled in from a list of choices."""
        return any(area.holds(row, column) for area in self.inputs)

    @property
    def is_form(self) -> bool:
        """Whether there are cells to be filled in: nobody fills in a sheet of data."""
        return bool(self.inputs) and sum(map(len, self.rows.values())) <= FORM


def areas(text: str | None) -> list[Area]:
    """Return the rectangles that a reference such as `A1:B2 C3` names."""
    found = []
    for each in (text or "").split()[:MOST]:
        first, _, last = each.partition(":")
        begin, end = address(first), address(last or first)
        if begin and end:
            found.append(Area(*map(min, begin, end), *map(max, begin, end)))
    return found


def address(text: str | None) -> tuple[int, int] | None:
    """Return row and column of `B3`."""
    found = _ADDRESS.fullmatch(text or "")
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def name_of_cell(row: int, column: int) -> str:
    """Return `B3` for row 3, column 2."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
