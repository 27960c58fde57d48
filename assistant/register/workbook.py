"""A register as a workbook: what may be changed is tinted and has lists to choose from, the rest is grey."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import ConsortError
from assistant.records import Document, Statement
from assistant.register.apply import Decided, Labelled, Placed
from assistant.register.rows import SHEET
from assistant.register.sheets import MARK, SHEETS, Column, Sheet, cut

WRITTEN = datetime(2026, 1, 1)
HIDDEN = "Consort"
FREE_ROWS = 20
LINE, HIGHEST = 13.5, 400.0
CELLS = 95_000
"""A workbook with more cells than the reader takes would be lost when it is given back."""
LAST = "statement"
DARK, LIGHT, GREY, GREY_HEAD = "#1F5C4D", "#EAF4EF", "#F0F0F0", "#6B6B6B"
HOW = (
    ("What this is", "Everything that Consort found in the tender, for you to put right. Change what is wrong, save "
     "the workbook, and give it back:"),
    ("", "consort read PACK --decisions THIS.xlsx (and so with propose and draft)."),
    ("", "Or leave it in the tender's own folder: it is found there by itself, whatever its name."),
    ("Change", "Change the cells that are tinted green. Grey cells are there to read. What you do not touch is no "
     "decision of yours: a better reading of it may come later."),
    ("Add", "Write under the last row, and leave Where empty. The row needs its words, no more."),
    ("Drop", "Write yes under Drop. Taking out a row drops nothing."),
    ("Scope", "Who in the group must meet it. “(assumed)” means that the tender does not say; choose the same without "
     "it and it is settled."),
    ("Statements", "Every sentence with what it was taken for (of a huge pack, those that ask for something first). "
     "Label one Requirement and it becomes one; label it Context and it is none any more."),
    ("Owner", "The partner who answers for it. It is shown when you read the tender and in the matrix of the draft."),
    ("If the pack changes", "Your decisions are found again by document, number and words. Those whose "
     "words have changed are named, and so are those whose place is gone."),
    ("Please leave", "The titles of the columns, and the column Where. Sort, filter and colour as you like."),
)  # fmt: skip


def write(path: Path, labelled: Labelled, decided: Decided, documents: Sequence[Document]) -> None:
    """Write a register; raises ConsortError where the file exists already or is no .xlsx."""
    if path.suffix.lower() != ".xlsx":
        raise ConsortError(f"{path} is no name for a register", "it is an Excel workbook", "Let it end in .xlsx.")
    rows = {**decided.rows, "statement": labelled.rows}
    rows["statement"] = _fitting(rows)
    content = _workbook(rows, _sections(documents))
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        then = "Give another name, or move it away; your decisions in it are applied with --decisions."
        raise ConsortError(f"{path} exists already", "nothing is ever overwritten", then) from error


def _fitting(rows: Mapping[str, Sequence[Placed]]) -> tuple[Placed, ...]:
    """Return the sentences that fit: of a huge pack those that were decided and those that ask for something first."""
    room = CELLS - sum(len(rows[sheet.about]) * (len(sheet.columns) + 1) for sheet in SHEETS if sheet.about != LAST)
    most = max(room, 0) // (len(SHEET[LAST].columns) + 1)
    ranked = sorted(range(len(rows[LAST])), key=lambda at: (_rank(rows[LAST][at]), at))
    return tuple(rows[LAST][at] for at in sorted(ranked[:most]))


def _rank(placed: Placed) -> int:
    item = placed.item
    if placed.row is None or item is not placed.row.item:
        return 0
    return {"furniture": 3, "context": 2}.get(item.label, 1) if isinstance(item, Statement) else 1


def _sections(documents: Sequence[Document]) -> dict[tuple[str, str], str]:
    return {
        (document.name, block.id): block.headings[-1]
        for document in documents
        for block in document.blocks
        if block.headings
    }


def _workbook(rows: Mapping[str, Sequence[Placed]], sections: Mapping[tuple[str, str], str]) -> bytes:
    import xlsxwriter

    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": "Register of a tender", "created": WRITTEN})
    forms = _forms(book)
    _how(book, forms)
    for sheet in SHEETS:
        _sheet(book, sheet, [_cells(sheet, each, sections) for each in rows[sheet.about]], forms)
    _originals(book, rows)
    book.close()
    return held.getvalue()


def _forms(book: Any) -> dict[str, Any]:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D0D0", "font_size": 10}
    head = {"bold": True, "font_color": "#FFFFFF", "text_wrap": True, "valign": "top", "border": 1}
    return {
        "edit": book.add_format({**cell, "bg_color": LIGHT, "num_format": "@", "locked": False}),
        "quoted": book.add_format(
            {**cell, "bg_color": LIGHT, "num_format": "@", "locked": False, "quote_prefix": True}
        ),
        "shown": book.add_format({**cell, "bg_color": GREY, "num_format": "@"}),
        "shown quoted": book.add_format({**cell, "bg_color": GREY, "num_format": "@", "quote_prefix": True}),
        "head": book.add_format({**head, "bg_color": DARK}),
        "head shown": book.add_format({**head, "bg_color": GREY_HEAD}),
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": DARK}),
        "name": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "font_size": 11}),
        "told": book.add_format({"text_wrap": True, "valign": "top", "font_size": 11}),
    }


def _how(book: Any, forms: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("How to use")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 96)
    sheet.write_string(0, 0, "Put right what was read", forms["title"])
    for at, (name, text) in enumerate(HOW, 2):
        sheet.write_string(at, 0, name, forms["name"])
        sheet.write_string(at, 1, text, forms["told"])
        sheet.set_row(at, _height([(name, 22), (text, 92)]) + 5)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _sheet(book: Any, sheet: Sheet, rows: Sequence[Mapping[str, str]], forms: Mapping[str, Any]) -> None:
    page = book.add_worksheet(sheet.title)
    last = len(rows) + (FREE_ROWS if sheet.about != "statement" else 0)
    page.set_row(0, 2 * LINE + 3)
    for number, cells in enumerate(rows, 1):
        page.set_row(number, _height([(cells.get(each.field, ""), each.width) for each in sheet.columns]))
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, forms["head" if column.edited else "head shown"])
        for number, cells in enumerate(rows, 1):
            text = cut(cells.get(column.field, ""))
            form = forms[_form(column, text)]
            page.write_string(number, at, text, form) if text else page.write_blank(number, at, None, form)
        for number in range(len(rows) + 1, last + 1):
            page.write_blank(number, at, None, forms["edit" if column.edited else "shown"])
        _choices(page, column, (1, at, max(last, 1), at))
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:Z{last + 2}"})
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _height(cells: Sequence[tuple[str, int]]) -> float:
    """Return how high a row is in which the longest text can be read; spreadsheets do not tell by themselves."""
    lines = max(math.ceil(max(len(text), 1) / width) for text, width in cells)
    return min(LINE * lines + 3, HIGHEST)


def _form(column: Column, text: str) -> str:
    kind = "edit" if column.edited else "shown"
    if text[:1] in "=+-@" and text:
        return "quoted" if kind == "edit" else "shown quoted"
    return kind


def _choices(page: Any, column: Column, area: tuple[int, int, int, int]) -> None:
    """Give the cells of a column a list to choose from; what is not in a free one may be written all the same."""
    source = ["yes", "no"] if column.kind == "yes" else list(column.choices.values())
    if source:
        stop = "information" if column.free else "stop"
        told = f"Choose one of the list for {column.title}."
        page.data_validation(*area, {"validate": "list", "source": source, "error_type": stop, "error_message": told})


def _cells(sheet: Sheet, placed: Placed, sections: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return a row as it is shown: as it was decided, with what was printed in the cells nobody touched."""
    item = placed.item or (placed.row.item if placed.row else None)
    cells = {} if item is None else sheet.printed(item)
    if placed.row:
        cells["where"] = placed.row.key
        cells["section"] = sections.get((placed.row.document, placed.row.item.source.block), "")
    if placed.item is None:
        cells["drop"] = "yes"
    return cells


def _originals(book: Any, rows: Mapping[str, Sequence[Placed]]) -> None:
    page = book.add_worksheet(HIDDEN)
    page.write_string(0, 0, MARK)
    page.write_string(0, 1, "What was printed, to tell your changes from it. Please leave as it is.")
    for number, (about, placed) in enumerate(_printed(rows), 1):
        row = placed.row
        if row:
            edited = {each.field for each in SHEET[about].columns if each.edited} - {SHEET[about].words}
            cells = {name: text for name, text in row.cells.items() if name in edited}
            said = {"about": about, "key": row.key, "id": row.id, "text": row.text, "cells": cells}
            page.write_string(number, 0, json.dumps(said, ensure_ascii=False))
    page.very_hidden()


def _printed(rows: Mapping[str, Sequence[Placed]]) -> Iterator[tuple[str, Placed]]:
    for sheet in SHEETS:
        yield from ((sheet.about, each) for each in rows[sheet.about] if each.row)
