"""A pack laid out for looking things up: blocks in order, tables as grids, lists with what introduces them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from assistant.extract.text.numbers import plain_numbered
from assistant.records import Block, Document, DocumentKind, Pack, Source, Statement

ENUMERATOR = re.compile(
    r"^\s*(?:[•●▪◦■□–—*·\-]\s*|o\s+|\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[).]\s|\d{1,2}\s+(?=(?-i:[a-z])))", re.IGNORECASE
)
LEADS = re.compile(r"(?::|[:,]?\s*[-–—])\s*$|\bfollowing\W*$|\b(?:shall|must|will|should|to|that|by|are|be)\s*$")
UNFINISHED = re.compile(r"(?:[;,]|[;,]\s*(?:and|or|and/or))\s*$")
SPACES = re.compile(r"\s+")


def tidy(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return SPACES.sub(" ", text).strip()


@dataclass(frozen=True)
class Line:
    """A visible block and where it stands. `leads` are the blocks that introduce its list, outermost first."""

    document: str
    kind: DocumentKind
    block: Block
    order: int
    sentences: tuple[Statement, ...] = ()
    leads: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def trail(self) -> str:
        return " / ".join(self.block.headings)

    def source(self, start: int = 0, end: int | None = None) -> Source:
        """Return a span of the block; the whole of its text where none is given."""
        if end is None:
            start = len(self.text) - len(self.text.lstrip())
            end = len(self.text.rstrip())
        return Source(document=self.document, block=self.block.id, start=start, end=max(start, end))


@dataclass(frozen=True)
class Box:
    """One cell of a table with its paragraphs."""

    row: int
    column: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return tidy(" ".join(line.text for line in self.lines))

    @property
    def source(self) -> Source:
        return next((line for line in self.lines if line.text.strip()), self.lines[0]).source()


@dataclass(frozen=True)
class Table:
    """A table as a grid. `before` is the last line that stands above it."""

    document: str
    kind: DocumentKind
    rows: tuple[tuple[Box, ...], ...]
    before: Line | None = None

    @property
    def trail(self) -> str:
        return self.rows[0][0].lines[0].trail

    @property
    def setting(self) -> str:
        """What is said of the table above it: its headings and the line before it."""
        return f"{self.trail} / {self.before.text if self.before else ''}"

    @property
    def head(self) -> tuple[Box, ...]:
        return self.rows[0]


@dataclass(frozen=True)
class Page:
    """One document: all its lines, and the same as elements in which every table is one."""

    document: Document
    lines: tuple[Line, ...]
    elements: tuple[Line | Table, ...]

    @property
    def kind(self) -> DocumentKind:
        return self.document.kind

    @property
    def tables(self) -> Iterator[Table]:
        return (each for each in self.elements if isinstance(each, Table))

    @property
    def body(self) -> Iterator[Line]:
        """The lines outside tables, headers and footers."""
        return (
            each for each in self.elements if isinstance(each, Line) and each.block.kind not in {"header", "footer"}
        )


@dataclass
class Layout:
    """The pages of a pack, and its statements by their place."""

    pages: tuple[Page, ...]
    statements: tuple[Statement, ...]
    lines: dict[tuple[str, str], Line] = field(default_factory=dict)

    def line(self, source: Source) -> Line | None:
        return self.lines.get((source.document, source.block))

    def every(self) -> Iterator[Line]:
        for page in self.pages:
            yield from page.lines


def lay_out(pack: Pack, statements: Sequence[Statement]) -> Layout:
    """Return the pack laid out. Hidden blocks are left out."""
    by_block: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        by_block[statement.source.document, statement.source.block].append(statement)
    pages = tuple(_page(document, by_block) for document in pack.documents)
    lines = {(line.document, line.block.id): line for page in pages for line in page.lines}
    return Layout(pages, tuple(statements), lines)


def _page(document: Document, by_block: dict[tuple[str, str], list[Statement]]) -> Page:
    lines: list[Line] = []
    open_leads: list[Line] = []
    before: Line | None = None
    for order, block in enumerate(block for block in document.blocks if block.visible):
        sentences = tuple(sorted(by_block.get((document.name, block.id), ()), key=lambda each: each.source.start))
        line = Line(document.name, document.kind, block, order, sentences)
        if block.text.strip():
            while open_leads and not _belongs(block, open_leads[-1].block, before):
                open_leads.pop()
            line = Line(document.name, document.kind, block, order, sentences, tuple(open_leads))
            if LEADS.search(block.text) and block.kind != "heading":
                open_leads.append(line)
            before = line
        lines.append(line)
    return Page(document, tuple(lines), tuple(_elements(lines)))


def _belongs(block: Block, lead: Block, before: Line | None) -> bool:
    """Tell whether a block is an item of the list that `lead` introduces."""
    if block.kind == "heading" or block.cell != lead.cell or block.headings != lead.headings:
        return False
    if _depth(block) > _depth(lead) or _number_depth(block) > _number_depth(lead) > 0:
        return True
    if before is None or _depth(block) != _depth(lead) or (block.number and lead.number):
        return False
    return block.text.strip()[0].islower() or (before.block is not lead and bool(UNFINISHED.search(before.text)))


def _depth(block: Block) -> int:
    if block.kind == "item":
        return 1 + (block.level or 0)
    return 1 if ENUMERATOR.match(block.text) else 0


def _number_depth(block: Block) -> int:
    """Return how many parts a clause number has, Word's own or one typed before the text."""
    return len(re.findall(r"\w+", block.number or plain_numbered(block.text)[0]))


def _elements(lines: Sequence[Line]) -> Iterator[Line | Table]:
    before: Line | None = None
    for number, group in groupby(lines, key=lambda line: line.block.cell.table if line.block.cell else None):
        kept = tuple(group)
        if number is None:
            yield from kept
            before = next((line for line in reversed(kept) if line.text.strip()), before)
        else:
            yield _table(kept, before)
            before = None


def _table(lines: Sequence[Line], before: Line | None) -> Table:
    boxes: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        cell = line.block.cell
        if cell is not None:
            boxes[cell.row][cell.column].append(line)
    rows = tuple(
        tuple(Box(row, column, tuple(columns[column])) for column in sorted(columns))
        for row, columns in sorted(boxes.items())
    )
    return Table(lines[0].document, lines[0].kind, rows, before)
