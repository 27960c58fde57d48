"""Puts together a document that comes as headings, paragraphs, items and tables, for the simpler formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from assistant.read.blocks import Rank, Trail, clean, tagged
from assistant.read.kinds import described
from assistant.read.outline import Heading
from assistant.records import Block, BlockKind, Cell, Document, HiddenText, Source, Unread


@dataclass
class Page:
    """A document that grows in reading order."""

    name: str
    trail: Trail = field(default_factory=Trail)
    blocks: list[Block] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    real: int = 1

    def __post_init__(self) -> None:
        self._paragraphs = count(1)
        self._tables = count(1)

    def heading(self, text: str, level: int, *, number: str | None = None) -> None:
        """Add a heading that is marked as one."""
        self.real = max(level, 1)
        self._head(text, (level,), number)

    def seeming_heading(self, text: str, *, number: str | None = None) -> None:
        """Add a paragraph that only looks like a heading: it ranks below the last real one."""
        self._head(text, (self.real, 1), number)

    def _head(self, text: str, rank: Rank, number: str | None) -> None:
        printed = f"{number} {text}" if number else text
        above = self.trail.enter(rank, printed)
        level = rank[0] if len(rank) == 1 else len(above) + 1
        block = self._add(text, "heading", number=number, headings=above, level=level)
        self.headings.append(Heading(printed, block, -rank[0]))

    def paragraph(self, text: str, kind: BlockKind = "paragraph") -> None:
        self._add(text, kind, headings=self.trail.above())

    def item(self, text: str, number: str | None = None, level: int = 0) -> None:
        self._add(text, "item", number=number, headings=self.trail.above(), level=level)

    def _add(self, text: str, kind: BlockKind, **more: object) -> str:
        identity = f"p{next(self._paragraphs)}"
        self.blocks.append(Block.model_validate({"id": identity, "text": text, "kind": kind, **more}))
        self.set_apart(tagged(text), "tags")
        return identity

    def set_apart(self, text: str, how: str) -> None:
        """Add text that nobody sees on the page, after the paragraph it stands in."""
        if not text:
            return
        last = self.blocks[-1].id if self.blocks else "p0"
        identity = f"{last}h{len(self.hidden) + 1}"
        self.blocks.append(Block(id=identity, text=text, kind="paragraph", headings=self.trail.above(), visible=False))
        source = Source(document=self.name, block=identity, start=0, end=len(text))
        self.hidden.append(HiddenText(text=text, how=how, source=source))

    def table(self, rows: Sequence[Sequence[tuple[int, Sequence[str]]]]) -> None:
        """Add a table: each row is its cells, each the column it stands in, from 1, and its paragraphs."""
        table = next(self._tables)
        for row, cells in enumerate(rows, 1):
            for column, texts in cells:
                said = [text for text in texts if text] or [""]
                for at, text in enumerate(said, 1):
                    name = f"t{table}r{row}c{column}"
                    address = Cell(table=table, row=row, column=column)
                    identity = name if at == 1 else f"{name}p{at}"
                    above = self.trail.above()
                    self.blocks.append(Block(id=identity, text=text, kind="cell", headings=above, cell=address))

    def document(self, given: str = "") -> Document:
        """Return what was put together; `given` is the title that the file's properties name."""
        document = Document(
            name=self.name,
            sha256="",
            blocks=tuple(self.blocks),
            hidden=tuple(self.hidden),
            unread=tuple(self.unread),
            warnings=tuple(self.warnings),
        )
        return described(document, self.headings, clean(given))
