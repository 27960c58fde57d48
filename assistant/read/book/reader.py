"""Workbooks: each sheet a table of cells under its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from assistant.errors import InputRejected
from assistant.read.blocks import clean
from assistant.read.book.besides import Besides
from assistant.read.book.grid import Grid, Said, name_of_cell
from assistant.read.book.old import OldBook, check_repeats, locked
from assistant.read.book.workbook import TEXT, Sheet, Workbook
from assistant.read.growing import Growing
from assistant.read.guard import OLE, ZIP, Archive, refusing
from assistant.read.outline import LONGEST_PLAIN, Heading
from assistant.records import Block, BlockKind, Cell, Document, Unread

CELLS = 100_000
TITLE = 3  # rows at the top of a sheet in which its title stands alone
_OLD = "In this format it cannot be told what is hidden in a sheet: save it as .xlsx to be sure."
_OTHERS = {"xl/media/": "image", "xl/charts/": "chart", "xl/embeddings/": "embedded object"}


class Book(Protocol):
    """A workbook that lists its sheets, and gives the cells of each and what lies on it besides."""

    @property
    def sheets(self) -> list[Sheet]: ...

    def grid(self, sheet: Sheet, most: int) -> Grid: ...

    def besides(self, sheet: Sheet) -> Besides: ...


def read_sheet(content: bytes, name: str) -> Document:
    """Read the sheets of a workbook in order: .xlsx, .xlsm, .xltx, .xltm, .xlsb, .xls or .ods.

    Empty cells among filled ones are kept, for answers to be put there.
    """
    if not content.startswith((OLE, ZIP)):
        why = "it only claims to be an Excel file"
        raise InputRejected("not_excel", name, why, "Open it in Excel, if it does, and save it as .xlsx.")
    archive = Archive(content, name) if content.startswith(ZIP) else None
    if archive is None or "xl/workbook.bin" in archive or "content.xml" in archive:
        return _old(content, name, archive)
    book = Workbook(archive)
    reading = _Reading(name)
    reading.read(book)
    for start, what in _OTHERS.items():
        if any(part.startswith(start) for part in archive.names()):
            reading.unread.append(Unread(what=what, where="the file", why="only cells and text boxes are read"))
    return reading.document(book.package.title())


def _old(content: bytes, name: str, archive: Archive | None) -> Document:
    manifest = "META-INF/manifest.xml"
    if archive is None:
        secret = "EncryptedPackage".encode("utf-16-le") in content
    else:
        secret = manifest in archive and b"encryption-data" in archive.read(manifest)
    if secret:
        raise locked(name)
    if archive is not None:
        archive.check()
        if "content.xml" in archive:
            check_repeats(archive)
    reading = _Reading(name)
    reading.warnings.append(_OLD)
    reading.read(OldBook(content, name))
    return reading.document()


class _Place(NamedTuple):
    """Where a block stands and what it is."""

    id: str
    kind: BlockKind
    above: tuple[str, ...]
    cell: Cell | None = None

    def block(self, text: str, *, suffix: str = "", visible: bool = True) -> Block:
        return Block(
            id=self.id + suffix, text=text, kind=self.kind, headings=self.above, visible=visible, cell=self.cell
        )


@dataclass
class _Reading(Growing):
    """One workbook while it is read."""

    boxes: int = 0

    def read(self, book: Book) -> None:
        """Read all sheets; raises InputRejected where not one of them can be read."""
        errors: list[InputRejected] = []
        sheets = [(table, sheet) for table, sheet in enumerate(book.sheets, 1) if self._wanted(sheet)]
        for table, sheet in sheets:
            title = clean(sheet.name)
            self.blocks.append(Block(id=f"s{table}", text=title, kind="heading", level=1, visible=sheet.shown))
            try:
                with refusing(self.name):
                    self._sheet(table, sheet, book)
            except InputRejected as error:
                errors.append(error)
                self.unread.append(Unread(what="sheet", where=title, why=error.why))
            if not sheet.shown:
                self.warnings.append(f"The sheet {title} is hidden; its cells are shown apart and never used.")
        if errors and len(errors) == len(sheets):
            raise errors[0]

    def _wanted(self, sheet: Sheet) -> bool:
        if not sheet.cells:
            self.unread.append(Unread(what="chart sheet", where=sheet.name, why="only sheets of cells are read"))
        return sheet.cells

    def _sheet(self, table: int, sheet: Sheet, book: Book) -> None:
        """Add a sheet: its text boxes, its cells, and the comments on them."""
        above, how = (clean(sheet.name),), "" if sheet.shown else "hidden sheet"
        grid, besides = book.grid(sheet, max(CELLS - len(self.blocks), 0)), book.besides(sheet)
        for box in besides.boxes:
            self.boxes += 1
            for at, text in enumerate(box, 1):
                self._say(_Place(f"tb{self.boxes}p{at}", "textbox", above), Said(text).apart(how))
        self._cells(table, grid, above, how)
        for (row, column), text in besides.comments:
            place = _Place(f"t{table}r{row}c{column}cm", "comment", above, Cell(table=table, row=row, column=column))
            self.blocks.append(place.block(text, visible=False))
        self._missing(grid, above[0])

    def _cells(self, table: int, grid: Grid, above: tuple[str, ...], how: str) -> None:
        alone, form = {row for row in sorted(grid.rows)[:TITLE] if len(grid.rows[row]) == 1}, grid.is_form
        for row, column, said in grid.cells():
            kind: BlockKind = "field" if form and said.text and grid.awaits(row, column) else "cell"
            cell = Cell(table=table, row=row, column=column)
            place = _Place(f"t{table}r{row}c{column}", kind, above, cell)
            shown = said.apart(how or grid.how(row, column))
            if row in alone and 0 < len(shown.text.split()) <= LONGEST_PLAIN:
                self.headings.append(Heading(said.text, place.id))
            self._say(place, shown)

    def _say(self, place: _Place, said: Said) -> None:
        """Add a block with what is said at a place, and what is hidden there apart."""
        shown = bool(said.text) or not said.how
        if shown:
            self.blocks.append(place.block(said.text))
        if said.how:
            self.hide(place.block(said.hidden, suffix="h1" if shown else "", visible=False), said.how)

    def _missing(self, grid: Grid, title: str) -> None:
        """Tell what of a sheet could not be read."""
        if grid.lost:
            where = f"{title}, {name_of_cell(*grid.lost[0])}"
            more = f" and {len(grid.lost) - 1} more" if len(grid.lost) > 1 else ""
            why = "its result is not stored: open the file in Excel and save it"
            self.unread.append(Unread(what="formula", where=f"{where}{more}", why=why))
        if grid.cut:
            why = f"at most {CELLS:,} cells and {TEXT // 1_000_000} million characters are read"
            self.unread.append(Unread(what="cells", where=f"{title}, from row {grid.cut}", why=why))
