"""The paragraphs of all pages in reading order, those that go on over a column or a page in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, groupby, takewhile
from statistics import median

from assistant.read.numbering import Mark
from assistant.read.paragraph import Place
from assistant.read.pdf.lines import Line, beside, columns, rows_of
from assistant.read.pdf.marks import without_leader
from assistant.read.pdf.paragraphs import Leadings, Stretch, flows, stretches
from assistant.read.pdf.rows import tables_in
from assistant.read.pdf.sheet import Sheet
from assistant.read.pdf.tables import Spot, Table
from assistant.read.word.styles import Look
from assistant.records import BlockKind, Cell

_LARGER = 1.15  # times the size of the middle of the text: type of a heading
_RARE = 0.15  # of the text: no more of it is in the type of a heading or a larger one
_NARROWEST = 25.0  # times the size of type: the width of a page's only column, at least
_SMALL = 0.93  # times the size of the middle of the text: type of a note at the foot of a page
_NOTE = re.compile(r"\d{1,3}\s?[^\W\d_]|\d{1,3}\s?[\"(\u2018\u201c]|[*\u2020\u2021\u00a7]")
_PADDING = 6.0  # points between a cell's text and its border, at most

Column = list[Line | Table]


@dataclass(slots=True)
class Part:
    """A paragraph with its place; `field` is true where a form field opens it, `page` counts from 1."""

    page: int
    place: Place
    id: str
    texts: list[str]
    mark: Mark | None
    look: Look
    contents: bool = False
    field: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    """The table that was read last, as it may go on over the page: its rows so far, and what its first row says."""

    page: int
    number: int
    table: Table
    rows: int
    heads: list[str]


@dataclass
class Parts:
    """Goes through the pages: iterate once."""

    sheets: Sequence[Sheet]
    leadings: Leadings = field(default_factory=Leadings)

    def __post_init__(self) -> None:
        self._columns = [list(_columns(sheet)) for sheet in self.sheets]
        sizes: Counter[float] = Counter()
        for column in chain.from_iterable(self._columns):
            for run in _runs(column):
                if isinstance(run, Table):
                    continue
                self.leadings.note(run)
                for line in run:
                    sizes[round(line.size * 2) / 2] += len(line.text)
        self._heading = _heading_size(sizes, _middle_size(sizes))
        single = [column for found in self._columns if len(found) == 1 for column in found]
        self._widest = median([max(each.x1 for each in column) for column in single] or [0.0])
        self._tables = count(1)
        self._open: _Open | None = None
        self._indents: list[float] = []

    def texts(self) -> Iterator[str]:
        """Yield every line, for what can be learnt of the words."""
        for column in chain.from_iterable(self._columns):
            for each in column:
                if isinstance(each, Line):
                    yield each.text
                else:
                    yield from (line.text for spot in each.spots for line in spot.held())

    def __iter__(self) -> Iterator[Part]:
        numbers: Counter[int] = Counter()
        held: tuple[int, Stretch] | None = None
        notes: list[tuple[int, Stretch]] = []
        for page, each, opens in self._pieces():
            if isinstance(each, Stretch) and each.note:
                notes.append((page, each))
                continue
            if held and opens and isinstance(each, Stretch) and flows(held[1], each):
                held[1].lines.extend(each.lines)
                continue
            yield from self._flush(held, notes, numbers)
            held = (page, each) if isinstance(each, Stretch) else None
            if isinstance(each, Table):
                yield from self._table(page, each, opens=opens)
            else:
                self._open = None
        yield from self._flush(held, notes, numbers)

    def _flush(
        self, held: tuple[int, Stretch] | None, notes: list[tuple[int, Stretch]], numbers: Counter[int]
    ) -> Iterator[Part]:
        """Yield a paragraph, and the notes at the foot of its page after it."""
        for page, stretch in ([held] if held else []) + notes:
            numbers[page] += 1
            empty = not any(line.text for line in stretch.lines)
            kind: BlockKind = "footnote" if stretch.note else "field" if empty else "paragraph"
            yield self._part(page, Place(kind, f"pg{page}"), f"pg{page}p{numbers[page]}", stretch)
        notes.clear()

    def _pieces(self) -> Iterator[tuple[int, Stretch | Table, bool]]:
        """Yield what stands on the pages, each piece with its page and whether it opens a column."""
        for sheet, found in zip(self.sheets, self._columns, strict=True):
            for column in found:
                margin, opens = self._margin(column, alone=len(found) == 1), True
                pieces: list[Stretch | Table] = []
                for run in _runs(column):
                    pieces += [run] if isinstance(run, Table) else stretches(run, self.leadings, margin)
                _set_notes(pieces)
                for each in pieces:
                    yield sheet.number, each, opens
                    opens = opens and isinstance(each, Stretch) and each.note

    def _margin(self, column: Column, *, alone: bool) -> float:
        """Return how far the lines of a column may reach: on pages of one column, as far as on any of these."""
        own = max(each.x1 for each in column)
        if not alone:
            return own
        narrowest = min(each.x0 for each in column) + _NARROWEST * median(each.size for each in column)
        return max(own, self._widest, narrowest)

    def _part(self, page: int, place: Place, identity: str, stretch: Stretch) -> Part:
        texts = [line.text for line in stretch.lines]
        mark = None
        if stretch.mark is not None:
            texts[0] = stretch.mark.text
            mark = Mark(stretch.mark.number, self._level(stretch))
        texts[-1] = without_leader(texts[-1]) or texts[-1]
        plain = texts[0][:1] in {"\u2610", "\u2612"} or (mark is not None and mark.number is None)
        heads = not plain and (stretch.bold or stretch.size >= self._heading)
        look = Look(bold=heads, size=round(stretch.size * 2))
        filled = all(line.filled for line in stretch.lines)
        opened = filled or (stretch.lines[0].field and place.cell is None)
        return Part(page, place, identity, texts, mark, look, stretch.contents, opened)

    def _level(self, stretch: Stretch) -> int:
        """Return how deep an item stands: by the parts of its number, else by how far it is indented."""
        number, x0 = stretch.mark.number if stretch.mark else None, stretch.lines[0].x0
        if number and "." in number.rstrip("."):
            return min(number.rstrip(".").count("."), 8)
        while self._indents and self._indents[-1] > x0 + 3:
            self._indents.pop()
        if not self._indents or self._indents[-1] < x0 - 3:
            self._indents.append(x0)
        return min(len(self._indents) - 1, 8)

    def _table(self, page: int, table: Table, *, opens: bool) -> Iterator[Part]:
        last, first = self._open, table.texts(1)
        if last and opens and page == last.page + 1 and table.goes_on(last.table):
            at, heads, again = last.number, last.heads, first == last.heads
            above = last.rows - again
        else:
            at, heads, again, above = next(self._tables), first, False, 0
        self._open = _Open(page, at, table, above + max(spot.row for spot in table.spots), heads)
        for spot in table.spots:
            if again and spot.row == 1:
                continue
            cell = Cell(table=at, row=above + spot.row, column=spot.column)
            name = f"pg{page}t{at}r{cell.row}c{spot.column}"
            place = Place("cell", name, cell, alone=spot.alone)
            found = list(self._inside(spot)) or [Stretch([_blank(spot)])]
            for which, stretch in enumerate(found, 1):
                yield self._part(page, place, name if which == 1 else f"{name}p{which}", stretch)

    def _inside(self, spot: Spot) -> Iterator[Stretch]:
        lines = [beside(row) for row in rows_of(spot.held())]
        if lines:
            pad = min(max(min(line.x0 for line in lines) - spot.box[0], 0.0), _PADDING)
            yield from stretches(lines, self.leadings, spot.box[2] - pad)


def _set_notes(pieces: Sequence[Stretch | Table]) -> None:
    """Mark the paragraphs in small type at the foot of a column, from the first that opens as a note does."""
    found = [each for each in pieces if isinstance(each, Stretch)]
    sizes: Counter[float] = Counter()
    for each in found:
        sizes[each.size] += sum(len(line.text) for line in each.lines)
    least = _SMALL * _middle_size(sizes)
    small = list(takewhile(lambda each: isinstance(each, Stretch) and each.size <= least, reversed(pieces)))
    opened = False
    for each in found[len(found) - len(small) :]:
        opened = opened or bool(_NOTE.match(each.lines[0].text))
        each.note = opened


def _middle_size(sizes: Counter[float]) -> float:
    """Return the size that half of the text is larger than, or as large as."""
    seen = 0
    for size, found in sorted(sizes.items(), reverse=True):
        seen += found
        if seen >= sizes.total() / 2:
            return size
    return 0.0


def _heading_size(sizes: Counter[float], middle: float) -> float:
    """Return the size from which type is a heading's by its size alone."""
    least, seen = float("inf"), 0
    for size, found in sorted(sizes.items(), reverse=True):
        seen += found
        if size < _LARGER * middle or seen > _RARE * sizes.total():
            break
        least = size
    return least - 0.25


def _blank(spot: Spot) -> Line:
    return Line("", spot.box[0], spot.box[2], spot.box[3], 1.0, bold=False, first=0.0, second=spot.box[2])


def _columns(sheet: Sheet) -> Iterator[Column]:
    """Yield the columns of a page: whole lines and tables, from the top down."""
    pieces: list[Line | Table] = [*sheet.lines, *sheet.tables]
    for column in columns(pieces):
        found: Column = []
        for row in tables_in(rows_of(column)):
            if isinstance(row, Table):
                found.append(row)
                continue
            said = [each for each in row if isinstance(each, Line) and each.text]
            found += [beside(said)] if said else []
            found += [each for each in row if not isinstance(each, Line) or not each.text]
        yield found


def _runs(column: Iterable[Line | Table]) -> Iterator[list[Line] | Table]:
    """Yield the tables, and the lines between them together."""
    for is_line, group in groupby(column, key=lambda each: isinstance(each, Line)):
        if is_line:
            yield [each for each in group if isinstance(each, Line)]
        else:
            yield from (each for each in group if isinstance(each, Table))
