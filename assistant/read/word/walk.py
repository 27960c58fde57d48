"""The paragraphs of a Word part in reading order, each once: through wrappers, tables, cells and text boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from assistant.read.paragraph import GONE, Box, Paragraph, Place, Thing, settle
from assistant.read.word.colour import PAPER, UNKNOWN
from assistant.read.word.drawing import Spot, framed_at
from assistant.read.word.forms import Fields, is_form
from assistant.read.word.runs import SKIPPED, Runs
from assistant.read.word.styles import FLAT, flat
from assistant.read.word.tables import Spread, TableStyle, squashed, table_style
from assistant.read.word.wordml import attribute, branch, by_name, child, name_of, number, val
from assistant.records import BlockKind, Cell

if TYPE_CHECKING:
    from lxml import etree

WIDEST = 63  # columns: Word's own limit
_PARAGRAPHS = {"w:p", "a:p", "v:textpath"}


class Walker:
    """Walks the parts of one file one after the other; tables and text boxes are numbered through it.

    `shows_paper` is whether the file has Word show the colour of its pages.
    """

    def __init__(self, runs: Runs, *, shows_paper: bool = False) -> None:
        self._runs = runs
        self._styles = runs.styles
        self._shows_paper = shows_paper
        self._tables = count(1)
        self._boxes = count(1)
        self._drawn = count(1)
        self._paragraphs: Counter[str] = Counter()
        self._joins = False

    def body(self, elements: Iterable[etree._Element]) -> Iterator[Paragraph]:
        return _joined(self._body(elements))

    def _body(self, elements: Iterable[etree._Element]) -> Iterator[Paragraph]:
        for element in elements:
            name = name_of(element)
            if name == "w:sectPr":
                self._runs.shapes.turn()
            elif name == "w:background":
                self._background(element)
            elif name == "w:p" and not len(element) and not self._waits():
                self._paragraphs[""] += 1
            else:
                yield from self.block(element, Place("paragraph", ""))

    def _waits(self) -> bool:
        """Return whether an empty paragraph matters: it has a number, or what is left of the last one ends in it."""
        return self._joins or self._styles.paragraph(None).list_id is not None

    def _background(self, element: etree._Element) -> None:
        if self._shows_paper:
            plain = len(element) == 0
            self._runs.shapes.paper = (self._styles.theme.page(element) or PAPER) if plain else UNKNOWN

    def walk(self, parent: Iterable[etree._Element], place: Place) -> Iterator[Paragraph]:
        """Yield the paragraphs of a note, a page's edge or a text box: a field that begins in one ends in it."""
        outside, self._runs.fields = self._runs.fields, Fields()
        yield from _joined(self._each(parent, place))
        self._runs.fields = outside

    def _each(self, parent: Iterable[etree._Element], place: Place) -> Iterator[Paragraph]:
        for element in parent:
            yield from self.block(element, place)

    def block(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        """Yield the paragraphs of a paragraph, a table, or a wrapper of these."""
        name = name_of(element)
        if name in SKIPPED:
            return
        if name == "w:tbl":
            yield from self._table(element, place)
        elif name in _PARAGRAPHS or child(element, "w:r") is not None:
            yield from self._paragraph(element, place)
        elif name == "w:altChunk":
            yield self._chunk(element, place)
        elif name == "mc:AlternateContent":
            yield from self._each(branch(element), place)
        elif name in GONE:
            self._runs.changes["deleted"] += 1
        else:
            inside = replace(place, field=place.field or (name == "w:sdt" and is_form(element)))
            yield from self._each(element, inside)

    def _new(self, place: Place, properties: etree._Element | None) -> Paragraph:
        self._paragraphs[place.prefix] += 1
        identity = f"{place.prefix}p{self._paragraphs[place.prefix]}"
        says = by_name(properties)
        style = self._styles.paragraph(val(says.get("w:pStyle")), place.look)
        own = self._styles.theme.shade(properties) if "w:shd" in says else None
        shaded = (style.shaded if own is None else own) or place.shaded
        hidden = place.hidden or self._lost(says, style.flat, says.get("w:framePr", style.frame))
        return Paragraph(place, identity, style, says, shaded, hidden=hidden)

    def _lost(self, says: dict[str, etree._Element], low: bool, frame: etree._Element | None) -> str:  # noqa: FBT001
        """Return how a paragraph as a whole is hidden."""
        lines = flat(says.get("w:spacing"))
        if low if lines is None else lines:
            return "squeezed"
        indent = says.get("w:ind")
        if frame is None and indent is None:
            return ""
        far = number(attribute(indent, "w:left") or attribute(indent, "w:start"))
        if far > 0 and far >= self._runs.page().width:
            return "off the page"
        return "" if frame is None else self._unseen(framed_at(frame))

    def _unseen(self, spot: Spot) -> str:
        if spot.empty():
            return "no room"
        return "off the page" if spot.off(self._runs.page()) else ""

    def _paragraph(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        paragraph = self._new(place, child(element, "w:pPr"))
        paragraph.element, paragraph.scene = element, self._runs.shapes.scene
        if words := element.get("string"):
            paragraph.add(words)
        if "w:pageBreakBefore" in paragraph.says:
            self._runs.shapes.turn()
        self._runs.read(element, paragraph)
        self._joins = paragraph.joins
        yield paragraph
        for box in paragraph.boxes:
            yield from self._box(self._runs.shapes.box(box, paragraph), place)

    def _box(self, box: Box, place: Place) -> Iterator[Paragraph]:
        kind: BlockKind = "textbox" if place.kind in {"paragraph", "cell"} else place.kind
        name = name_of(box.element)
        words = not name.endswith(":txbxContent")
        prefix = f"dw{next(self._drawn)}" if words else f"tb{next(self._boxes)}"
        inside = Place(kind, prefix, shaded=box.ground, hidden=place.hidden or box.hidden)
        yield from self.walk([box.element] if name == "v:textpath" else box.element, inside)

    def diagram(self, root: etree._Element, place: Place) -> Iterator[Paragraph]:
        """Yield the words of the nodes of a diagram's data."""
        for text in root.iter("{*}t"):
            if name_of(text) == "dgm:t":
                inside = Place("textbox", f"dw{next(self._drawn)}", shaded=UNKNOWN, hidden=place.hidden)
                yield from self.walk(text, inside)

    def _chunk(self, element: etree._Element, place: Place) -> Paragraph:
        paragraph = self._new(place, None)
        paragraph.things.append(Thing("embedded document", attribute(element, "r:id") or ""))
        return paragraph

    def _table(self, table: etree._Element, place: Place) -> Iterator[Paragraph]:
        at = next(self._tables)
        properties = child(table, "w:tblPr")
        style, floating = table_style(properties, self._styles), child(properties, "w:tblpPr")
        hidden = "" if floating is None else self._unseen(framed_at(floating))
        rows = list(_inside(table, "w:tr"))
        outer = replace(place, kind="cell" if place.kind == "paragraph" else place.kind)
        outer = replace(outer, hidden=place.hidden or hidden)
        for row_at, row in enumerate(rows):
            yield from self._row(row, outer, style, (at, row_at, len(rows)))

    def _row(
        self, row: etree._Element, place: Place, style: TableStyle, where: tuple[int, int, int]
    ) -> Iterator[Paragraph]:
        table, row_at, rows = where
        cells, of_row = list(_inside(row, "w:tc")), child(row, "w:trPr")
        column = 1 + _span(child(of_row, "w:gridBefore"), 0)
        hidden = place.hidden or ("squeezed" if squashed(of_row, FLAT) else "")
        for at, cell in enumerate(cells):
            properties = child(cell, "w:tcPr")
            says = by_name(properties)
            fill, look = style.shaded, style.look
            if style.parts:
                fill, look = style.cell(Spread(row_at, rows, at, len(cells)))
            own = self._styles.theme.shade(properties) if "w:shd" in says else None
            inside = Place(
                kind=place.kind,
                prefix=f"t{table}r{row_at + 1}c{column}",
                cell=Cell(table=table, row=row_at + 1, column=column),
                shaded=(fill if own is None else own) or place.shaded,
                alone=len(cells) == 1,
                field=place.field or is_form(_wrapper(cell)),
                hidden=hidden,
                look=look,
            )
            if "w:cellDel" not in says:
                yield from self._cell(cell, inside, blank=not _continues(says.get("w:vMerge")))
            column += _span(says.get("w:gridSpan"), 1)

    def _cell(self, cell: etree._Element, place: Place, *, blank: bool) -> Iterator[Paragraph]:
        """Yield the paragraphs of a cell that say something, else an empty one if it may be left `blank`."""
        found = list(_joined(self._each(cell, place)))
        own = [each for each in found if each.place.cell is place.cell]
        if not own:
            own = [self._new(place, None)]
            own[0].element = cell
            found += own
        settle(own, place.prefix, blank=blank)
        yield from found


def _joined(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Put what is left of a paragraph whose end was deleted before the next one of the same place."""
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and paragraph.place.prefix != held.place.prefix:
            if paragraph.place.kind != "textbox":
                yield held
                held = None
        elif held is not None:
            paragraph.take(held)
            held = None
        if held is None and paragraph.joins and paragraph.text:
            held = paragraph
        else:
            yield paragraph
    if held is not None:
        yield held


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, out of whatever wraps them, without deleted rows."""
    for each in parent:
        name = name_of(each)
        if name == wanted:
            properties = child(each, "w:trPr")
            if properties is None or GONE.isdisjoint(map(name_of, properties)):
                yield each
        elif name == "mc:AlternateContent":
            yield from _inside(branch(each), wanted)
        elif name not in SKIPPED and name not in GONE:
            yield from _inside(each, wanted)


def _wrapper(cell: etree._Element) -> etree._Element | None:
    """Return the content control that holds a cell."""
    content = cell.getparent()
    return content.getparent() if content is not None and name_of(content) == "w:sdtContent" else None


def _continues(merge: etree._Element | None) -> bool:
    """Return whether a cell only goes on with the one above it."""
    return merge is not None and val(merge) != "restart"


def _span(element: etree._Element | None, least: int) -> int:
    return min(max(number(val(element), least), least), WIDEST)
