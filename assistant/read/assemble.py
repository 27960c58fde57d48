"""Puts paragraphs together into a document: visible text in blocks, hidden text set apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.read.blocks import clean, tagged
from assistant.read.growing import Growing
from assistant.read.numbering import Mark
from assistant.read.outline import Outline
from assistant.read.paragraph import CODE, Paragraph
from assistant.records import Block, Document


@dataclass
class Assembly(Growing):
    """A document that grows paragraph by paragraph, in reading order."""

    outline: Outline = field(default_factory=Outline)

    def __post_init__(self) -> None:
        self.headings = self.outline.headings

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
        self.hide(Block(id=identity, text=text, kind=place.kind, headings=above, visible=False, cell=place.cell), how)
