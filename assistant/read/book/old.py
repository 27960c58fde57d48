"""Workbooks in the formats before and beside Excel's own: .xls, .xlsb and .ods, their values only."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from assistant.errors import InputRejected
from assistant.read.blocks import clean
from assistant.read.book.besides import Besides
from assistant.read.book.formats import plain
from assistant.read.book.grid import Area, Grid, Said
from assistant.read.book.workbook import Sheet
from assistant.read.guard import Archive, too_large
from assistant.read.odt.odf import attributes
from assistant.read.word.wordml import number

if TYPE_CHECKING:
    from lxml import etree
    from python_calamine import CalamineWorkbook

AREA = 2_000_000  # cells of a workbook with all repeated ones: the library writes them out in memory


def check_repeats(archive: Archive) -> None:
    """Refuse an OpenDocument workbook that says with few words to repeat a cell millions of times."""
    area = 0
    for row in archive.stream("content.xml", ("{*}table-row",)):
        reach = width = 0
        for cell in row:
            width += _times(cell, "table:number-columns-repeated")
            reach = width if len(cell) or "office:value-type" in attributes(cell) else reach
        area += reach * _times(row, "table:number-rows-repeated")
        if area > AREA:
            raise too_large(archive.name, f"it has more than {AREA:,} cells")
        row.clear()


def _times(element: etree._Element, name: str) -> int:
    return max(number(attributes(element).get(name), 1), 1)


class OldBook:
    """A workbook through a library that gives values and merged cells, not how they look."""

    def __init__(self, content: bytes, name: str) -> None:
        from python_calamine import CalamineWorkbook

        self._name = name
        with _gentle(name):
            self._book: CalamineWorkbook = CalamineWorkbook.from_filelike(io.BytesIO(content))

    @property
    def sheets(self) -> list[Sheet]:
        return [
            Sheet(each.name, "", str(each.visible).endswith("Visible"), str(each.typ).endswith("WorkSheet"))
            for each in self._book.sheets_metadata
        ]

    def besides(self, _: Sheet) -> Besides:
        return Besides()

    def grid(self, sheet: Sheet, most: int) -> Grid:
        grid, cells = Grid(), 0
        with _gentle(self._name):
            found = self._book.get_sheet_by_name(sheet.name)
            if found.start is None:
                return grid
            for row, values in enumerate(found.iter_rows(), 1):
                for column, value in enumerate(values, found.start[1] + 1):
                    text = _text(value)
                    cells += bool(text)
                    grid.put(row, column, Said(text))
                if cells > most:
                    grid.cut = row
                    break
            ranges = found.merged_cell_ranges or ()
        grid.merged = [Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
        return grid


def locked(name: str) -> InputRejected:
    why = "it is password-protected"
    return InputRejected("encrypted", name, why, "Open it in Excel, remove the password, and save it as .xlsx.")


@contextmanager
def _gentle(name: str) -> Iterator[None]:
    """Turn what the library raises into what the door understands."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise locked(name) from error
    except CalamineError as error:
        raise ValueError from error
    except BaseException as error:
        # The library is written in Rust: where it gives up it raises what no `except Exception` sees, or ends the
        # process, which is why files are read in processes of their own.
        if type(error).__name__ == "PanicException":
            raise ValueError from error
        raise


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return plain(value) if abs(value) < 1e300 else ""
    if isinstance(value, date | time):
        whole = "%d/%m/%Y %H:%M" if isinstance(value, datetime) else "%d/%m/%Y" if isinstance(value, date) else "%H:%M"
        return value.strftime(whole).removesuffix(" 00:00")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return clean(str(value))
