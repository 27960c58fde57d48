"""Puts together a document that comes as headings, paragraphs, items and tables, for the simpler formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from assistant.read.blocks import Rank, Trail, tagged
from assistant.read.growing import Growing
from assistant.read.outline import Heading
from assistant.records import Block, BlockKind, Cell


@dataclass
class Page(Growing):
    """A document that grows in reading order."""

    trail: Trail = field(default_factory=Trail)
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
        above = self.trail.above()
        self.hide(Block(id=identity, text=text, kind="paragraph", headings=above, visible=False), how)

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
