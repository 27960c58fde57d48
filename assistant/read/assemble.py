"""Puts paragraphs together into a document: visible text in blocks, hidden text set apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.read.blocks import clean, tagged
from assistant.read.kinds import described
from assistant.read.numbering import Mark
from assistant.read.outline import Outline
from assistant.read.paragraph import CODE, Paragraph
from assistant.records import Block, Document, HiddenText, Source, Unread

HOW = ("vanish", "white", "tiny", "invisible", "off the page", "clipped")


@dataclass
class Assembly:
    """A document that grows paragraph by paragraph, in reading order."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)

    def document(self, unread: Iterable[Unread], warnings: Iterable[str], given: str) -> Document:
        """Return what was put together; `given` is the title that the file's properties name."""
        document = Document(
            name=self.name,
            sha256="",
            blocks=tuple(self.blocks),
            hidden=tuple(self.hidden),
            unread=tuple(unread),
            warnings=(*warnings, *self._notes()),
        )
        return described(document, self.outline.headings, given)

    def _notes(self) -> Iterable[str]:
        if self.hidden:
            yield f"It has {len(self.hidden)} passages of hidden text, shown apart and never used."
        comments = sum(block.kind == "comment" for block in self.blocks)
        if comments:
            yield f"It has {comments} paragraphs of reviewers' comments, which are not part of its text."

    def include(self, document: Document, place: str) -> None:
        """Add the blocks of another document at a place of this one: their ids begin with the place's."""
        self.blocks += [each.model_copy(update={"id": f"{place}.{each.id}"}) for each in document.blocks]
        for each in document.hidden:
            source = each.source.model_copy(update={"document": self.name, "block": f"{place}.{each.source.block}"})
            self.hidden.append(each.model_copy(update={"source": source}))

    def add(self, paragraph: Paragraph, mark: Mark | None) -> None:
        """Add a paragraph with its mark in a list. An empty one is kept only where it is all that a cell holds."""
        text = paragraph.text
        if text or (paragraph.place.cell and not paragraph.silent):
            placed = self.outline.place(paragraph, text, mark)
            self.blocks.append(
                Block(
                    id=paragraph.id,
                    text=placed.text,
                    kind=placed.kind,
                    number=mark.number if mark else None,
                    headings=placed.above,
                    visible=placed.kind != "comment",
                    level=placed.level,
                    cell=paragraph.place.cell,
                )
            )
        self._hide(paragraph, shown=bool(text or paragraph.place.cell))

    def _hide(self, paragraph: Paragraph, *, shown: bool) -> None:
        if not paragraph.pieces:
            return
        found: dict[str, str] = {}
        for text, how in paragraph.pieces:
            if how and how != CODE:
                found[how] = found.get(how, "") + text
        found["tags"] = tagged("".join(text for text, _ in paragraph.pieces))
        for how, text in found.items():
            if words := clean(text):
                self._set_apart(paragraph, words, how, f"h{len(self.hidden) + 1}" if shown else "")
                shown = True

    def _set_apart(self, paragraph: Paragraph, text: str, how: str, suffix: str) -> None:
        place, identity = paragraph.place, paragraph.id + suffix
        above = self.outline.trail.above()
        self.blocks.append(
            Block(id=identity, text=text, kind=place.kind, headings=above, visible=False, cell=place.cell)
        )
        source = Source(document=self.name, block=identity, start=0, end=len(text))
        self.hidden.append(HiddenText(text=text, how=how, source=source))
