"""Workbooks: each sheet a table of cells under its name."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.errors import InputRejected
from assistant.read.blocks import clean
from assistant.read.guard import OLE, ZIP, Archive, encrypted
from assistant.read.kinds import described
from assistant.read.workbook import Facts, sheet_facts
from assistant.records import Block, Cell, Document, HiddenText, Source, Unread

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CELLS = 200_000
FORM = 5_000  # a sheet with more cells than this is data, not a form: its empty cells are left out


def read_sheet(content: bytes, name: str) -> Document:
    """Read the sheets of a workbook in order; empty cells among filled ones are kept, for answers to be put there."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if content.startswith(OLE):
        raise encrypted(name)
    if not content.startswith(ZIP):
        why = "it only claims to be an Excel file"
        raise InputRejected("not_excel", name, why, "Open it in Excel, if it does, and save it as .xlsx.")
    archive = Archive(content, name)
    archive.check()
    facts = sheet_facts(archive)
    try:
        return described(_Reading(name, CalamineWorkbook.from_filelike(io.BytesIO(content)), facts).document(archive))
    except PasswordError as error:
        raise encrypted(name) from error
    except CalamineError as error:
        raise ValueError from error
    except BaseException as error:
        # The library is written in Rust: where it gives up it raises what no `except Exception` sees.
        if type(error).__name__ == "PanicException":
            raise ValueError from error
        raise


@dataclass
class _Reading:
    """One workbook while it is read."""

    name: str
    book: CalamineWorkbook
    facts: dict[str, Facts]
    blocks: list[Block] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def document(self, archive: Archive) -> Document:
        for table, about in enumerate(self.book.sheets_metadata, 1):
            shown = str(about.visible).endswith("Visible")
            if str(about.typ).endswith("WorkSheet"):
                self._sheet(table, about.name, shown=shown)
            else:
                self.unread.append(Unread(what="chart sheet", where=about.name, why="only sheets of cells are read"))
            if not shown:
                self.warnings.append(f"The sheet {about.name} is hidden; its cells are shown apart and never used.")
        self.unread += [Unread(what=what, where="the file", why="only cells are read") for what in _others(archive)]
        return Document(
            name=self.name,
            sha256="",
            blocks=tuple(self.blocks),
            hidden=tuple(self.hidden),
            unread=tuple(self.unread),
            warnings=tuple(self.warnings),
        )

    def _sheet(self, table: int, sheet_name: str, *, shown: bool) -> None:
        from python_calamine import CalamineError

        title = clean(sheet_name)
        self.blocks.append(Block(id=f"s{table}", text=title, kind="heading", level=1, visible=shown))
        try:
            sheet = self.book.get_sheet_by_name(sheet_name)
        except CalamineError as error:
            self.unread.append(Unread(what="sheet", where=title, why=f"it is damaged: {error}"))
            return
        facts = self.facts.get(sheet_name, Facts())
        left = CELLS - len(self.blocks)
        for at, (row, column, text) in enumerate(_cells(sheet, facts)):
            if at >= left:
                why = f"at most {CELLS:,} cells are read"
                self.unread.append(Unread(what="cells", where=f"{title}, from row {row}", why=why))
                return
            how = _how(row, column, facts, shown=shown)
            self._cell(Cell(table=table, row=row, column=column), text, (title,), how)

    def _cell(self, cell: Cell, text: str, headings: tuple[str, ...], how: str) -> None:
        identity = f"t{cell.table}r{cell.row}c{cell.column}"
        if how and text:
            source = Source(document=self.name, block=identity, start=0, end=len(text))
            self.hidden.append(HiddenText(text=text, how=how, source=source))
        block = Block(id=identity, text=text, kind="cell", headings=headings, cell=cell, visible=not how)
        self.blocks.append(block)


def _cells(sheet: CalamineSheet, facts: Facts) -> Iterator[tuple[int, int, str]]:
    """Yield the cells of a sheet with their rows and columns from 1.

    Of the empty ones only those in rows and columns that hold something, and not what a merged cell covers.
    """
    if sheet.start is None:
        return
    rows: list[tuple[int, dict[int, str]]] = []
    for row, values in enumerate(sheet.iter_rows(), 1):
        texts = {
            column: _text(value, facts.units.get((row, column), ""))
            for column, value in enumerate(values, sheet.start[1] + 1)
        }
        if any(texts.values()):
            rows.append((row, texts))
    used = sorted({column for _, texts in rows for column, text in texts.items() if text})
    covered = _covered(sheet) if len(rows) * len(used) <= FORM else None
    for row, texts in rows:
        for column in used:
            if texts[column] or (covered is not None and (row, column) not in covered):
                yield row, column, texts[column]


def _covered(sheet: CalamineSheet) -> set[tuple[int, int]]:
    """Return the rows and columns of the cells that lie under a merged one."""
    found: set[tuple[int, int]] = set()
    bottom_most, right_most = sheet.end or (0, 0)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        rows, columns = range(top, min(bottom, bottom_most) + 1), range(left, min(right, right_most) + 1)
        found |= {(row + 1, column + 1) for row in rows for column in columns} - {(top + 1, left + 1)}
    return found


def _text(value: Any, unit: str) -> str:
    """Return a value as the sheet shows it, as far as its format's unit says."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _amount(value, unit)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes").removesuffix(" 00:00")
    return clean(str(value))


def _amount(value: float, unit: str) -> str:
    if unit == "%":
        return f"{round(value * 100, 6):.15g}%"
    whole = value == int(value) if abs(value) < 1e15 else False
    if unit:
        return f"{'-' if value < 0 else ''}{unit}{abs(value):,.{0 if whole else 2}f}"
    return str(int(value)) if whole else f"{value:.15g}"


def _how(row: int, column: int, facts: Facts, *, shown: bool) -> str:
    if not shown:
        return "hidden sheet"
    return "hidden row" if row in facts.rows else "hidden column" if column in facts.columns else ""


def _others(archive: Archive) -> Sequence[str]:
    """Return what else the file holds that nobody reads."""
    kinds = {
        "xl/media/": "image",
        "xl/charts/": "chart",
        "xl/comments": "comments",
        "xl/embeddings/": "embedded object",
    }
    names = archive.names()
    return [what for start, what in kinds.items() if any(name.startswith(start) for name in names)]
