"""Tables without lines: rows whose stretches stand under each other, three columns or more of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.read.pdf.lines import WIDE, Line
from assistant.read.pdf.marks import alone
from assistant.read.pdf.tables import Spot, Table

FEWEST = 3  # rows that fill three columns, and columns
_TIGHT = 1.4  # of the type's size: a line no further below goes on in the cells above
_FAR = 3.0  # of the type's size: a row further below is not of the table

Band = tuple[float, float]
Row = Sequence[Line | Table]


def tables_in(rows: Sequence[Row]) -> Iterator[Row | Table]:
    """Yield rows of a column as they are, those that make a table as one."""
    at = 0
    while at < len(rows):
        bands, end = _reach(rows, at)
        if bands:
            yield _table(rows[at:end], bands)
            at = end
        else:
            yield rows[at]
            at += 1


def _reach(rows: Sequence[Row], start: int) -> tuple[list[Band], int]:
    """Return the columns of a table that begins with a row, and the row after its last; no columns where none does."""
    if _filled(rows[start]) < FEWEST:
        return [], start
    bands: list[Band] = []
    full, end = 0, start
    for at in range(start, len(rows)):
        fitted = _fitted(bands, rows[at]) if at == start or _near(rows[at - 1], rows[at]) else None
        if fitted is None:
            break
        bands, end = fitted, at + 1
        full += _filled(rows[at]) >= FEWEST
    return (bands, end) if full >= FEWEST and len(bands) >= FEWEST else ([], start)


def _filled(row: Row) -> int:
    """Return how many stretches of a row stand apart, but for a number before them; none where it is not all text."""
    lines = _lines(row)
    if len(lines) < len(row):
        return 0
    apart = sum(after.x0 - before.x1 > WIDE * after.size for before, after in pairwise(lines))
    return apart if alone(lines[0]) else apart + 1


def _lines(row: Row) -> list[Line]:
    return [each for each in row if isinstance(each, Line) and each.text]


def _near(above: Row, row: Row) -> bool:
    """Return whether a row is near enough; one with a single stretch must go on the line above."""
    filled = _filled(row)
    apart = row[0].base - above[0].base
    return filled > 0 and apart <= (_FAR if filled > 1 else _TIGHT) * row[0].size


def _fitted(bands: Sequence[Band], row: Row) -> list[Band] | None:
    """Return the columns with a row in them; None where a stretch of it stands across two."""
    found = list(bands)
    for each in row:
        met = [band for band in found if band[0] < each.x1 and each.x0 < band[1]]
        if len(met) > 1:
            return None
        found = [band for band in found if band not in met]
        found.append((min([each.x0, *(band[0] for band in met)]), max([each.x1, *(band[1] for band in met)])))
    found.sort()
    return found if all(before[1] <= after[0] for before, after in pairwise(found)) else None


def _table(rows: Sequence[Row], bands: Sequence[Band]) -> Table:
    held: list[list[list[Line]]] = []
    for at, row in enumerate(rows):
        goes_on = at > 0 and row[0].base - rows[at - 1][0].base <= _TIGHT * row[0].size
        if not held or not (goes_on and (len(row) == 1 or row[0].x0 >= bands[0][1])):
            held.append([[] for _ in bands])
        for each in _lines(row):
            held[-1][next(at for at, band in enumerate(bands) if each.x0 < band[1])].append(each)
    right = [*(band[0] for band in bands[1:]), bands[-1][1]]
    top, bottom = rows[0][0].top, rows[-1][0].base
    spots = [
        Spot(at, column, (band[0], top, right[column - 1], bottom), lines=lines)
        for at, cells in enumerate(held, 1)
        for column, (band, lines) in enumerate(zip(bands, cells, strict=True), 1)
    ]
    return Table(spots, (bands[0][0], top, bands[-1][1], bottom))
