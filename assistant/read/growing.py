"""A document while it is read: what every reader puts into it, and how it is finished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.read.blocks import clean
from assistant.read.kinds import described
from assistant.read.outline import Heading
from assistant.records import Block, Document, HiddenText, Source, Unread


@dataclass
class Growing:
    """A document that grows in reading order."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    def hide(self, block: Block, how: str) -> None:
        """Add a block that nobody sees on the page."""
        self.blocks.append(block)
        if block.text:
            source = Source(document=self.name, block=block.id, start=0, end=len(block.text))
            self.hidden.append(HiddenText(text=block.text, how=how, source=source))

    def document(self, given: str = "") -> Document:
        """Return what was put together; `given` is the title that the file's properties name."""
        document = Document(
            name=self.name,
            sha256="",
            blocks=tuple(self.blocks),
            hidden=tuple(self.hidden),
            unread=tuple(self.unread),
            warnings=(*self.warnings, *self._notes()),
        )
        return described(document, self.headings, clean(given))

    def _notes(self) -> Iterator[str]:
        if self.hidden:
            yield f"It has {len(self.hidden)} passages of hidden text, shown apart and never used."
        comments = sum(block.kind == "comment" for block in self.blocks)
        if comments:
            yield f"It has {comments} paragraphs of reviewers' comments, which are not part of its text."
