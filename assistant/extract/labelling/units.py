"""Blocks to units: one sentence, cell or list item each, with what surrounds it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.extract.contract.buyers import PLAIN, plain
from assistant.extract.labelling.sentences import split
from assistant.extract.labelling.words import pattern
from assistant.records import Block, Document, DocumentKind, Source

ENUMERATOR = re.compile(r"\s*(?:[•●▪◦■□–—*·\-]\s*|o\s+|\(?(?:[a-z]|[ivxlc]{1,5}|\d{1,2})\)\s)", re.IGNORECASE)
LEADS = re.compile(r"(?::|[:,]?\s*[-–—])\s*$|\bfollowing\W*$|\b(?:shall|must|will|should|to|that|by|are|be)\s*$")
UNFINISHED = re.compile(r"(?:[;,]|[;,]\s*(?:and|or|and/or))\s*$")
LETTERS = re.compile(r"[^\W\d_]")
HEAD_WORDS = 8


@dataclass(frozen=True)
class Unit:
    """A piece of a block, and what surrounds it.

    `lead` introduces the list it stands in; `column` and `row` are the cells that head its column and its row;
    `heads` tells that it is a column head itself, `awaits` that an empty cell waits for its answer, `listed` that
    it repeats a heading, as a list of contents does; `part` is its number in the block, of `parts`.
    """

    document: str
    kind: DocumentKind
    block: Block
    start: int
    end: int
    part: int = 0
    parts: int = 1
    lead: str = ""
    column: str = ""
    row: str = ""
    heads: bool = False
    awaits: bool = False
    listed: bool = False
    named: re.Pattern[str] | None = None

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def plain(self) -> str:
        """The text with the buyer's own name replaced by a plain word for it."""
        return self.named.sub(PLAIN, self.text) if self.named else self.text

    @property
    def source(self) -> Source:
        return Source(document=self.document, block=self.block.id, start=self.start, end=self.end)


def units(document: Document) -> tuple[Unit, ...]:
    """Return the units of the visible blocks in order."""
    blocks = [block for block in document.blocks if block.visible]
    spans = list(split(block.text for block in blocks))
    leads, tables = _leads(blocks, spans), _Tables(blocks)
    titles = {_title(block.text) for block in blocks if block.kind == "heading"} - {""}
    named = plain(block.text for block in blocks)
    found = []
    for number, block in enumerate(blocks):
        for part, (start, end) in enumerate(spans[number]):
            found.append(
                Unit(
                    document=document.name,
                    kind=document.kind,
                    block=block,
                    start=start,
                    end=end,
                    part=part,
                    parts=len(spans[number]),
                    lead=named.sub(PLAIN, leads[number]) if named else leads[number],
                    column=tables.column(block),
                    row=tables.row(block),
                    heads=tables.is_head(block),
                    awaits=tables.awaits(block),
                    named=named,
                    listed=block.kind == "paragraph" and _title(block.text) in titles,
                )
            )
    return tuple(found)


def _title(text: str) -> str:
    """Return a heading, or a line of a list of contents, without its number and page."""
    return re.sub(r"^(?:[\d.]+|[A-Z]\.|\W)*\s*|[\s.…]*\d*\s*$", "", text).casefold()


def _depth(block: Block) -> int:
    """Return how deep a block stands: body text 0, list items from 1."""
    if block.kind == "item":
        return 1 + (block.level or 0)
    if ENUMERATOR.match(block.text):
        return 1
    return 0


def _number_depth(block: Block) -> int:
    return len(re.findall(r"\w+", block.number or ""))


def _leads(blocks: Sequence[Block], spans: Sequence[Sequence[tuple[int, int]]]) -> list[str]:
    """Return, for each block, the sentence that leads in the list it belongs to, or an empty text."""
    found: list[str] = []
    open_leads: list[Block] = []
    last = {id(block): block.text[slice(*each[-1])] for block, each in zip(blocks, spans, strict=True) if each}
    before: Block | None = None
    for block in blocks:
        if not block.text.strip():
            found.append("")
            continue
        while open_leads and not _belongs(block, open_leads[-1], before):
            open_leads.pop()
        found.append(last[id(open_leads[-1])] if open_leads else "")
        if LEADS.search(block.text) and block.kind != "heading":
            open_leads.append(block)
        before = block
    return found


def _belongs(block: Block, lead: Block, before: Block | None) -> bool:
    if block.kind == "heading" or block.cell != lead.cell or block.headings != lead.headings:
        return False
    if _depth(block) > _depth(lead) or _number_depth(block) > _number_depth(lead) > 0:
        return True
    if before is None or _depth(block) != _depth(lead) or (block.number and lead.number):
        return False
    return block.text.strip()[0].islower() or (before is not lead and bool(UNFINISHED.search(before.text)))


class _Tables:
    """What the cells of a document say of each other."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.cells: dict[tuple[int, int, int], str] = defaultdict(str)
        for block in blocks:
            if block.cell:
                at = (block.cell.table, block.cell.row, block.cell.column)
                self.cells[at] = f"{self.cells[at]} {block.text}".strip()
        rows: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for (table, row, _), text in sorted(self.cells.items()):
            rows[table][row].append(text)
        self.first = {table: min(each) for table, each in rows.items()}
        self.headed = {table for table, each in rows.items() if _has_heads(list(each.values()))}
        self.blank = {table for table in self.headed if _is_blank(list(rows[table].values())[1:])}

    def column(self, block: Block) -> str:
        """Return the head of the column that a cell stands in."""
        if not block.cell or block.cell.table not in self.headed or self.is_head(block):
            return ""
        return self.cells.get((block.cell.table, self.first[block.cell.table], block.cell.column), "")

    def row(self, block: Block) -> str:
        """Return the first cell of the row that a cell stands in."""
        if not block.cell or block.cell.column == 1:
            return ""
        return self.cells.get((block.cell.table, block.cell.row, 1), "")

    def is_head(self, block: Block) -> bool:
        cell = block.cell
        return bool(cell and cell.table in self.headed and cell.row == self.first[cell.table])

    def awaits(self, block: Block) -> bool:
        """Tell whether an empty cell waits for an answer: beside a cell, or below the head of an empty column."""
        if not block.cell:
            return False
        if self.is_head(block):
            return block.cell.table in self.blank
        beside = self.cells.get((block.cell.table, block.cell.row, block.cell.column + 1))
        return beside is not None and not LETTERS.search(beside)


def _has_heads(rows: Sequence[Sequence[str]]) -> bool:
    first = [text for text in rows[0] if text]
    return len(rows) > 1 and len(first) > 1 and len(first) >= len(rows[0]) - 1 and all(map(_could_head, first))


def _is_blank(rows: Sequence[Sequence[str]]) -> bool:
    return not any(LETTERS.search(text) for row in rows for text in row)


def _could_head(text: str) -> bool:
    return len(text.split()) <= HEAD_WORDS and text[-1] not in ".?;" and not asks_first(text)


def asks_first(text: str) -> bool:
    """Tell whether a text begins by asking for something to be written, after a number and a `please`."""
    start = re.sub(r"^(?:\W|\w{0,3}\d[\w.()]*|please\b|[a-z]\))*", "", text, flags=re.IGNORECASE)
    return bool(pattern("asks", "first").match(start))
