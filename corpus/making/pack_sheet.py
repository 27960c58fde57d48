"""A workbook from the lines of a test pack; `40%` and `£1,200` are written as numbers with a format."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import xlsxwriter

from corpus.making.packs import Line


def write(lines: tuple[Line, ...], path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)})
    sheet: Any = None
    at = 0
    for line in lines:
        if line.kind == "sheet":
            sheet, at = book.add_worksheet(line.text), 0
            continue
        sheet = sheet or book.add_worksheet()
        rows = line.rows or ((line.text,),)
        for row in rows:
            for column, text in enumerate(row):
                _cell(book, sheet, (at, column), text)
            at += 1
        at += 1
    book.close()


def _cell(book: Any, sheet: Any, place: tuple[int, int], text: str) -> None:
    if found := re.fullmatch(r"(\d+(?:\.\d+)?)%", text):
        sheet.write_number(*place, float(found[1]) / 100, book.add_format({"num_format": "0%"}))
    elif found := re.fullmatch(r"£([\d,]+)", text):
        sheet.write_number(*place, float(found[1].replace(",", "")), book.add_format({"num_format": '"£"#,##0'}))
    elif re.fullmatch(r"\d+", text):
        sheet.write_number(*place, int(text))
    elif text:
        sheet.write_string(*place, text.replace("<br>", "\n"))
