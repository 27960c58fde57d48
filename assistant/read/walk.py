"""The paragraphs of a Word part in reading order, each once: through wrappers, tables, cells and text boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from assistant.read.runs import GONE, SKIPPED, Paragraph, Place, Runs, Thing, is_form, settle
from assistant.read.styles import shade
from assistant.read.wordml import attribute, branch, child, name_of, number, val
from assistant.records import BlockKind, Cell

if TYPE_CHECKING:
    from lxml import etree

WIDEST = 63  # columns: Word's own limit


class Walker:
    """Walks the parts of one file one after the other; tables and text boxes are numbered through it."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._styles = runs.styles
        self._tables = count(1)
        self._boxes = count(1)
        self._paragraphs: Counter[str] = Counter()

    def body(self, elements: Iterable[etree._Element]) -> Iterator[Paragraph]:
        for element in elements:
            if name_of(element) == "w:sectPr":
                self._runs.backdrop = False
            yield from self.block(element, Place("paragraph", ""))

    def walk(self, parent: etree._Element, place: Place) -> Iterator[Paragraph]:
        for element in parent:
            yield from self.block(element, place)

    def block(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        """Yield the paragraphs of a paragraph, a table, or a wrapper of these."""
        name = name_of(element)
        if name == "w:p" or child(element, "w:r") is not None:
            yield from self._paragraph(element, place)
        elif name == "w:tbl":
            yield from self._table(element, place)
        elif name == "w:altChunk":
            yield self._chunk(element, place)
        elif name == "mc:AlternateContent":
            yield from self.walk(branch(element), place)
        elif name in GONE:
            self._runs.changes["deleted"] += 1
        elif name not in SKIPPED:
            inside = replace(place, field=place.field or (name == "w:sdt" and is_form(element)))
            yield from self.walk(element, inside)

    def _new(self, place: Place, properties: etree._Element | None) -> Paragraph:
        self._paragraphs[place.prefix] += 1
        identity = f"{place.prefix}p{self._paragraphs[place.prefix]}"
        style = self._styles.paragraph(val(child(properties, "w:pStyle")))
        own = shade(properties)
        shaded = place.shaded or (style.shaded if own is None else own)
        return Paragraph(place, identity, style, properties, shaded)

    def _paragraph(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        paragraph = self._new(place, child(element, "w:pPr"))
        paragraph.element = element
        self._runs.read(element, paragraph)
        yield paragraph
        for box in paragraph.boxes:
            kind = "textbox" if place.kind in {"paragraph", "cell"} else place.kind
            # What a shape is filled with is drawn elsewhere: white text in it is taken to show.
            yield from self.walk(box, Place(kind, f"tb{next(self._boxes)}", shaded=True))

    def _chunk(self, element: etree._Element, place: Place) -> Paragraph:
        paragraph = self._new(place, None)
        paragraph.things.append(Thing("embedded document", attribute(element, "r:id") or ""))
        return paragraph

    def _table(self, table: etree._Element, place: Place) -> Iterator[Paragraph]:
        at = next(self._tables)
        shaded = place.shaded or self._styles.fills(val(child(child(table, "w:tblPr"), "w:tblStyle")))
        kind: BlockKind = "cell" if place.kind == "paragraph" else place.kind
        for row_at, row in enumerate(_inside(table, "w:tr"), 1):
            cells = list(_inside(row, "w:tc"))
            column = 1 + _span(child(row, "w:trPr"), "w:gridBefore", 0)
            for cell in cells:
                properties = child(cell, "w:tcPr")
                inside = Place(
                    kind=kind,
                    prefix=f"t{at}r{row_at}c{column}",
                    cell=Cell(table=at, row=row_at, column=column),
                    shaded=shaded or bool(shade(properties)),
                    alone=len(cells) == 1,
                    field=place.field or is_form(_wrapper(cell)),
                )
                yield from self._cell(cell, inside, blank=not _continues(properties))
                column += _span(properties, "w:gridSpan", 1)

    def _cell(self, cell: etree._Element, place: Place, *, blank: bool) -> Iterator[Paragraph]:
        """Yield the paragraphs of a cell that say something, else an empty one if it may be left `blank`."""
        found = list(self.walk(cell, place))
        own = [each for each in found if each.place.cell == place.cell]
        if not own:
            own = [self._new(place, None)]
            own[0].element = cell
            found += own
        settle(own, place.prefix, blank=blank)
        yield from found


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, out of whatever wraps them, without deleted rows."""
    for each in parent:
        name = name_of(each)
        if name == wanted:
            properties = child(each, "w:trPr")
            if not any(child(properties, gone) is not None for gone in GONE):
                yield each
        elif name == "mc:AlternateContent":
            yield from _inside(branch(each), wanted)
        elif name not in SKIPPED and name not in GONE:
            yield from _inside(each, wanted)


def _wrapper(cell: etree._Element) -> etree._Element | None:
    """Return the content control that holds a cell."""
    content = cell.getparent()
    return content.getparent() if content is not None and name_of(content) == "w:sdtContent" else None


def _continues(properties: etree._Element | None) -> bool:
    """Return whether a cell only goes on with the one above it."""
    merge = child(properties, "w:vMerge")
    return merge is not None and val(merge) != "restart"


def _span(properties: etree._Element | None, name: str, least: int) -> int:
    return min(max(number(val(child(properties, name)), least), least), WIDEST)
