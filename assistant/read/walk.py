"""Walks the body of a Word part and yields its paragraphs in reading order, each read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from assistant.read.blocks import clean
from assistant.read.styles import Look, ParagraphStyle, Styles, look_of, shade
from assistant.read.wordml import attribute, child, name_of, number, on, val
from assistant.records import BlockKind, Cell

if TYPE_CHECKING:
    from lxml import etree

WIDEST = 63  # columns: Word's own limit
GONE = {"w:del", "w:moveFrom"}
_BREAKS = {"w:tab", "w:br", "w:cr", "w:ptab"}
_SKIPPED = GONE | {
    "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:delInstrText", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid",
    "w:trPr", "w:tcPr", "w:sectPr", "w:customXmlPr", "w:smartTagPr", "w:footnoteReference", "m:ctrlPr",
}  # fmt: skip
_SYMBOLS = {"a8": "☐", "6f": "☐", "71": "☐", "72": "☐", "fe": "☒", "fd": "☒", "78": "☒", "fc": "✓", "fb": "✗"}
_FIELDS = {"w:text", "w:comboBox", "w:dropDownList", "w:date", "w14:checkbox"}


@dataclass(frozen=True)
class Place:
    """Where paragraphs are read: the kind and the id they take, the cell they stand in."""

    kind: BlockKind
    prefix: str
    cell: Cell | None = None
    shaded: bool = False


@dataclass
class Paragraph:
    """A paragraph as found: pieces of text, each with how it is hidden, and what its properties say."""

    place: Place
    id: str
    style: ParagraphStyle
    properties: etree._Element | None = None
    pieces: list[tuple[str, str]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    in_field: int = 0
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return clean("".join(text for text, hidden in self.pieces if not hidden))

    @property
    def is_field(self) -> bool:
        shown = sum(len(text.strip()) for text, hidden in self.pieces if not hidden)
        return 0 < shown <= self.in_field


@dataclass
class Walker:
    """Walks the parts of one file; tables are numbered through it."""

    styles: Styles
    changes: Counter[str] = field(default_factory=Counter)
    things: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tables = count(1)
        self._boxes = count(1)
        self._ids: Counter[str] = Counter()

    def walk(self, parent: etree._Element, place: Place) -> Iterator[Paragraph]:
        for element in parent:
            yield from self.block(element, place)

    def block(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        """Yield the paragraphs of one element of the body: a paragraph, a table, or a wrapper of these."""
        name = name_of(element)
        if name in GONE:
            self.changes["deleted"] += 1
        elif name == "w:p":
            yield from self._paragraph(element, place)
        elif name == "w:tbl":
            yield from self._table(element, place)
        elif name == "mc:AlternateContent":
            yield from self.walk(branch(element), place)
        elif name == "w:altChunk":
            self.things.append(("embedded document", place.prefix, attribute(element, "r:id") or ""))
        elif name not in _SKIPPED:
            yield from self.walk(element, place)

    def _paragraph(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        properties = child(element, "w:pPr")
        style = self.styles.paragraph(val(child(properties, "w:pStyle")))
        self._ids[place.prefix] += 1
        paragraph = Paragraph(place, f"{place.prefix}{self._ids[place.prefix]}", style, properties)
        shaded = place.shaded or bool(shade(child(properties, "w:shd")))
        self._inline(element, paragraph, shaded=shaded, hint=False)
        yield paragraph
        for box in paragraph.boxes:
            inner = Place(
                "textbox" if place.kind in {"paragraph", "cell"} else place.kind, f"tb{next(self._boxes)}p", shaded=True
            )
            yield from self.walk(box, inner)

    def _inline(self, element: etree._Element, paragraph: Paragraph, *, shaded: bool, hint: bool) -> None:
        for each in element:
            name = name_of(each)
            if name == "w:r":
                self._run(each, paragraph, shaded=shaded, hint=hint)
            elif name in GONE:
                self.changes["deleted"] += 1
            elif name in _SKIPPED:
                continue
            elif name == "mc:AlternateContent":
                self._inline(branch(each), paragraph, shaded=shaded, hint=hint)
            elif name == "w:txbxContent":
                paragraph.boxes.append(each)
            elif name == "w:sdt":
                self._control(each, paragraph, shaded=shaded, hint=hint)
            elif name == "m:t":
                paragraph.pieces.append((each.text or "", ""))
            else:
                if name in {"w:ins", "w:moveTo"}:
                    self.changes["inserted"] += 1
                self._inline(each, paragraph, shaded=shaded, hint=hint)

    def _control(self, control: etree._Element, paragraph: Paragraph, *, shaded: bool, hint: bool) -> None:
        properties = child(control, "w:sdtPr")
        kinds = set() if properties is None else {name_of(each) for each in properties}
        content = child(control, "w:sdtContent")
        if "w14:checkbox" in kinds:
            state = child(child(properties, "w14:checkbox"), "w14:checked")
            ticked = (attribute(state, "w14:val") or "0") not in {"0", "false"}
            paragraph.pieces.append(("☒" if ticked else "☐", ""))
            paragraph.in_field += 1
        elif content is not None:
            self._inline(content, paragraph, shaded=shaded, hint=hint or bool(kinds & (_FIELDS | {"w:showingPlcHdr"})))

    def _run(self, run: etree._Element, paragraph: Paragraph, *, shaded: bool, hint: bool) -> None:
        properties = child(run, "w:rPr")
        look = paragraph.style.look
        if properties is not None:
            styled = self.styles.look(val(child(properties, "w:rStyle")))
            look = look_of(properties).over(styled).over(look)
        hidden = look.hidden(on_shade=shaded)
        for each in run:
            name = name_of(each)
            if name == "w:t":
                self._text(each.text or "", paragraph, hidden, hint=hint)
                paragraph.looks.append(look)
            elif name in _BREAKS:
                paragraph.pieces.append((" ", hidden))
            elif name == "w:noBreakHyphen":
                paragraph.pieces.append(("-", hidden))
            elif name == "w:sym":
                self._text(_symbol(each), paragraph, hidden, hint=hint)
            elif name == "w:fldChar":
                self._form_field(each, paragraph)
            elif name not in _SKIPPED:
                self._things(each, paragraph)
                self._inline(_just(each), paragraph, shaded=shaded, hint=hint)

    def _text(self, text: str, paragraph: Paragraph, hidden: str, *, hint: bool) -> None:
        paragraph.pieces.append((text, hidden))
        if hint and not hidden:
            paragraph.in_field += len(text.strip())

    def _form_field(self, mark: etree._Element, paragraph: Paragraph) -> None:
        data = child(mark, "w:ffData")
        box = child(data, "w:checkBox")
        choice = child(data, "w:ddList")
        if box is not None:
            state = child(box, "w:checked")
            state = child(box, "w:default") if state is None else state
            paragraph.pieces.append(("☒ " if state is not None and on(state) else "☐ ", ""))
            paragraph.in_field += 1
        elif choice is not None:
            entries = [val(each) or "" for each in choice if name_of(each) == "w:listEntry"]
            chosen = number(val(child(choice, "w:result")))
            text = entries[chosen] if 0 <= chosen < len(entries) else ""
            paragraph.pieces.append((text, ""))
            paragraph.in_field += len(text.strip())

    def _things(self, element: etree._Element, paragraph: Paragraph) -> None:
        for each in element.iter():
            name = name_of(each)
            if name in {"pic:blipFill", "v:imagedata"}:
                self.things.append(("image", paragraph.id, ""))
            elif name == "c:chart":
                self.things.append(("chart", paragraph.id, ""))
            elif name == "dgm:relIds":
                self.things.append(("diagram", paragraph.id, ""))
            elif name == "o:OLEObject":
                self.things.append(("embedded object", paragraph.id, attribute(each, "r:id") or ""))

    def _table(self, table: etree._Element, place: Place) -> Iterator[Paragraph]:
        at = next(self._tables)
        style = val(child(child(table, "w:tblPr"), "w:tblStyle"))
        shaded = place.shaded or self.styles.fills(style)
        for row_at, row in enumerate(_inside(table, "w:tr"), 1):
            column = 1 + _span(child(row, "w:trPr"), "w:gridBefore", 0)
            for cell in _inside(row, "w:tc"):
                properties = child(cell, "w:tcPr")
                filled = shade(child(properties, "w:shd"))
                yield from self._cell(
                    cell,
                    replace(
                        place,
                        kind="cell" if place.kind == "paragraph" else place.kind,
                        prefix=f"t{at}r{row_at}c{column}",
                        cell=Cell(table=at, row=row_at, column=column),
                        shaded=shaded or bool(filled),
                    ),
                )
                column += _span(properties, "w:gridSpan", 1)

    def _cell(self, cell: etree._Element, place: Place) -> Iterator[Paragraph]:
        merge = child(child(cell, "w:tcPr"), "w:vMerge")
        first = merge is None or val(merge) == "restart"
        own = 0
        empty: Paragraph | None = None
        for paragraph in self.walk(cell, replace(place, prefix=f"{place.prefix}p")):
            if paragraph.place.cell != place.cell:
                yield paragraph
                continue
            if any(text.strip() for text, _ in paragraph.pieces):
                own += 1
                paragraph.id = place.prefix if own == 1 else f"{place.prefix}p{own}"
                yield paragraph
            else:
                empty = empty or paragraph
        if not own and first:
            empty = empty or Paragraph(place, place.prefix, self.styles.paragraph(None))
            empty.id = place.prefix
            yield empty


def branch(alternative: etree._Element) -> etree._Element:
    """Return the one branch of an alternative to read: the first choice, else the fallback."""
    first = child(alternative, "mc:Choice")
    return next((each for each in (first, child(alternative, "mc:Fallback")) if each is not None), alternative)


def _just(element: etree._Element) -> list[etree._Element]:  # type: ignore[type-arg]
    return [element]


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, out of whatever wraps them."""
    for each in parent:
        name = name_of(each)
        if name == wanted:
            properties = child(each, "w:trPr")
            if not any(child(properties, gone) is not None for gone in GONE):
                yield each
        elif name == "mc:AlternateContent":
            yield from _inside(branch(each), wanted)
        elif name not in _SKIPPED:
            yield from _inside(each, wanted)


def _span(properties: etree._Element | None, name: str, least: int) -> int:
    return min(max(number(val(child(properties, name)), least), least), WIDEST)


def _symbol(symbol: etree._Element) -> str:
    if not (attribute(symbol, "w:font") or "").lower().startswith("wingdings"):
        return ""
    return _SYMBOLS.get((attribute(symbol, "w:char") or "")[-2:].lower(), "")
