"""Workbooks: each sheet a table of cells under its name."""

from __future__ import annotations

import io

from assistant.read.blocks import clean
from assistant.read.guard import Archive
from assistant.records import Block, Cell, Document


def read_sheet(content: bytes, name: str) -> Document:
    from python_calamine import CalamineWorkbook

    Archive(content, name)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    blocks: list[Block] = []
    for table, sheet_name in enumerate(book.sheet_names, 1):
        title = clean(sheet_name)
        blocks.append(Block(id=f"s{table}", text=title, kind="heading", level=1))
        sheet = book.get_sheet_by_name(sheet_name)
        for row, values in enumerate(sheet.iter_rows(), 1):
            for column, value in enumerate(values, 1):
                text = clean(str(value))
                if text:
                    address = Cell(table=table, row=row, column=column)
                    identity = f"t{table}r{row}c{column}"
                    blocks.append(Block(id=identity, text=text, kind="cell", headings=(title,), cell=address))
    return Document(name=name, sha256="", blocks=tuple(blocks))
