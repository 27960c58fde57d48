"""Reads the documents written for training: plain text in which every sentence carries its label.

`@ specification` names the kind of document; `#` begins a heading, `-` a list item (`--` a deeper one),
`{3.1}` a numbered clause, `|` a row of a table. Before each sentence stands one letter for its label, and a
broken bar parts the sentences of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.records import Block, Cell, Document

CODES = {
    "m": "requirement",
    "s": "requirement",
    "q": "question",
    "i": "instruction",
    "c": "criterion",
    "b": "buyer",
    "x": "context",
    "f": "furniture",
}
Parts = list[tuple[int, int, str]]
LINE = re.compile(r"(?P<kind>@|#+|-+|\{[\d.]+\}|\|)?\s*(?P<rest>.*)")


def read_written(path: Path) -> tuple[Document, dict[str, Parts]]:
    """Return the document, and for each of its blocks the spans of its parts with their labels."""
    reader = _Reader()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        reader.take(number, line)
    kind: Any = reader.kind
    return Document(name=path.stem, sha256="", kind=kind, blocks=tuple(reader.blocks)), reader.parts


class _Reader:
    def __init__(self) -> None:
        self.kind = "other"
        self.blocks: list[Block] = []
        self.parts: dict[str, Parts] = {}
        self.trail: tuple[str, ...] = ()
        self.table = self.row = 0

    def take(self, number: int, line: str) -> None:
        found = LINE.match(line)
        mark, rest = (found["kind"] or "", found["rest"]) if found else ("", line)
        name = f"p{number}"
        if mark == "|":
            self._table_row(line)
            return
        self.row = 0
        if mark == "@":
            self.kind = rest
        elif mark.startswith("#"):
            self.trail = self.trail[: len(mark) - 1]
            self._add(name, f"f {rest}", kind="heading", level=len(mark))
            self.trail = (*self.trail, rest)
        elif mark.startswith("-"):
            self._add(name, rest, kind="item", level=len(mark) - 1)
        elif mark:
            self._add(name, rest, kind="paragraph", number=mark.strip("{}"))
        elif rest:
            self._add(name, rest, kind="paragraph")

    def _table_row(self, line: str) -> None:
        self.table, self.row = (self.table, self.row + 1) if self.row else (self.table + 1, 1)
        for column, text in enumerate(line.strip().strip("|").split("|"), start=1):
            at = Cell(table=self.table, row=self.row, column=column)
            self._add(f"t{self.table}r{self.row}c{column}", text.strip(), kind="cell", cell=at)

    def _add(self, name: str, marked: str, **more: Any) -> None:
        text, spans = "", []
        for code, part in _marked(marked):
            start = len(text) + bool(text)
            text = f"{text} {part}".strip()
            spans.append((start, len(text), CODES[code]))
        self.blocks.append(Block(id=name, text=text, headings=self.trail, **more))
        self.parts[name] = spans


def _marked(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, text.split(" ¦ ")):
        code, _, rest = part.strip().partition(" ")
        if code not in CODES:
            raise ValueError(f"no label before: {part}")
        if rest:
            yield code, rest
