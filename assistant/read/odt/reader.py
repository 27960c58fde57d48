"""OpenDocument text: headings, paragraphs, numbered lists, tables, notes and text boxes of content.xml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from assistant.errors import InputRejected
from assistant.read.assemble import Assembly
from assistant.read.blocks import clean
from assistant.read.guard import ZIP, Archive, encrypted
from assistant.read.numbering import Mark
from assistant.read.odt.controls import controls, state_of
from assistant.read.odt.odf import OdfStyles, attributes, inside, name_of
from assistant.read.paragraph import Box, Paragraph, Place, Thing, settle
from assistant.read.word.colour import UNKNOWN
from assistant.read.word.styles import Look
from assistant.read.word.walk import WIDEST
from assistant.read.word.wordml import number
from assistant.records import BlockKind, Cell, Document, Unread

if TYPE_CHECKING:
    from lxml import etree

_LEFT_OUT = {
    "text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms",
    "text:note-citation", "svg:desc", "svg:title", "office:event-listeners", "text:dde-connection-decls",
    *(f"text:{each}-source" for each in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
        "bibliography",
    )),
}  # fmt: skip
_FILLED = {"text:drop-down", "text:placeholder", "text:text-input", "loext:content-control"}
_SHAPES = {"draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:caption"}
_EDGES: dict[str, tuple[BlockKind, str]] = {
    **dict.fromkeys(
        ("style:header", "style:header-left", "style:header-first", "loext:header-first"), ("header", "hdr")
    ),
    **dict.fromkeys(
        ("style:footer", "style:footer-left", "style:footer-first", "loext:footer-first"), ("footer", "ftr")
    ),
}
_SPACES = {"text:s", "text:tab", "text:line-break"}
_THINGS = {"draw:image": "image", "draw:object": "embedded object", "draw:object-ole": "embedded object"}
Found = tuple[Paragraph, Mark | None]


def read_odt(content: bytes, name: str) -> Document:
    if not content.startswith(ZIP):
        why = "it only claims to be an OpenDocument file"
        raise InputRejected("not_odt", name, why, "Open it in LibreOffice, if it opens there, and save it as .docx.")
    archive = Archive(content, name)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise encrypted(name)
    root = archive.xml("content.xml")
    styles = archive.xml("styles.xml") if "styles.xml" in archive else None
    walk = _Walk(OdfStyles(styles, root), controls(root))
    assembly = Assembly(name)
    for paragraph, mark in walk.document(root, styles):
        assembly.add(paragraph, mark)
        things = dict.fromkeys(thing.what for thing in paragraph.things)
        assembly.unread += [Unread(what=what, where=paragraph.id, why="only text is read") for what in things]
    assembly.warnings += _changes(root)
    return assembly.document(_title(archive))


def _changes(root: etree._Element) -> Iterator[str]:
    changes = Counter(name_of(each) for each in inside(root, "text:insertion", "text:deletion"))
    if changes:
        yield (
            f"It has tracked changes: {changes['text:insertion']} insertions are read as accepted, "
            f"{changes['text:deletion']} deletions are left out."
        )


def _title(archive: Archive) -> str:
    if "meta.xml" not in archive:
        return ""
    return clean(archive.xml("meta.xml").findtext(".//{http://purl.org/dc/elements/1.1/}title") or "")


class _Walk:
    """Yields the paragraphs of a file in reading order, each with its mark in a list."""

    def __init__(self, styles: OdfStyles, controls: Mapping[str, str]) -> None:
        self._styles = styles
        self._controls = controls
        self._tables = count(1)
        self._boxes = count(1)
        self._ids: Counter[str] = Counter()
        self._notes: list[tuple[Place, etree._Element]] = []

    def document(self, root: etree._Element, styles: etree._Element | None) -> Iterator[Found]:
        for body in inside(root, "office:text"):
            yield from self.blocks(body, Place("paragraph", ""))
        while self._notes:
            place, note = self._notes.pop(0)
            yield from self.blocks(note, place)
        yield from self._edges(styles)

    def _edges(self, styles: etree._Element | None) -> Iterator[Found]:
        """Yield the headers and footers: page styles often repeat the same one, it is read once."""
        seen: set[tuple[str, ...]] = set()
        for at, edge in enumerate(inside(styles, *_EDGES), 1):
            kind, prefix = _EDGES[name_of(edge)]
            found = list(self.blocks(edge, Place(kind, f"{prefix}{at}")))
            said = tuple(each.text for each, _ in found)
            if said not in seen and attributes(edge).get("style:display") != "false":
                seen.add(said)
                yield from found

    def blocks(
        self, parent: Iterable[etree._Element], place: Place, item: tuple[str, int] | None = None
    ) -> Iterator[Found]:
        for element in parent:
            name = name_of(element)
            if name in {"text:p", "text:h"}:
                yield from self._paragraph(element, place, item)
                item = None
            elif name == "text:list":
                yield from self._list(element, place)
            elif name == "table:table":
                yield from self._table(element, place)
            elif name in _SHAPES:
                yield from self._box(element, place)
            elif name not in _LEFT_OUT:
                yield from self.blocks(element, _within(element, place))

    def _paragraph(self, element: etree._Element, place: Place, item: tuple[str, int] | None) -> Iterator[Found]:
        said = attributes(element)
        style = self._styles.paragraph(said.get("text:style-name", ""))
        if name_of(element) == "text:h":
            style = replace(style, rank=max(number(said.get("text:outline-level"), 1), 1))
        style = replace(style, contents=place.prefix.startswith("toc"))
        self._ids[place.prefix] += 1
        paragraph = Paragraph(place, f"{place.prefix}p{self._ids[place.prefix]}", style)
        paragraph.shaded = place.shaded or style.shaded
        if any(_unseen(each) for each in inside(element, "text:hidden-paragraph")):
            paragraph.place = replace(place, hidden="vanish")
        self._inline(element, paragraph, said.get("text:style-name", ""))
        yield paragraph, self._mark(element, item)
        for box in paragraph.boxes:
            yield from self._box(box.element, paragraph.place)

    def _box(self, element: etree._Element, place: Place) -> Iterator[Found]:
        kind: BlockKind = "textbox" if place.kind in {"paragraph", "cell"} else place.kind
        name = f"tb{next(self._boxes)}"
        yield from self.blocks(element, Place(kind, name, shaded=UNKNOWN, hidden=place.hidden))

    def _mark(self, element: etree._Element, item: tuple[str, int] | None) -> Mark | None:
        """Count a list item, or a heading in the list of its style or in the outline's."""
        said = attributes(element)
        if item is None and name_of(element) == "text:h" and said.get("text:is-list-header") != "true":
            item = self._styles.list_of(said.get("text:style-name", "")), number(said.get("text:outline-level"), 1) - 1
            mark = self._styles.numbering.count(*item)
            return mark if mark and mark.number else None
        if item is None:
            return None
        parent = attributes(element.getparent())
        start = parent.get("text:start-value")
        return self._styles.numbering.count(*item, start=number(start) if start else None) or Mark(None, item[1])

    def _list(self, element: etree._Element, place: Place, outer: tuple[str, int] = ("", -1)) -> Iterator[Found]:
        said = attributes(element)
        item = said.get("text:style-name") or outer[0], outer[1] + 1
        if item[1] == 0 and said.get("text:continue-numbering") != "true" and "text:continue-list" not in said:
            self._styles.numbering.restart(item[0])
        for each in element:
            first: tuple[str, int] | None = item if name_of(each) == "text:list-item" else None
            for inner in each:
                if name_of(inner) == "text:list":
                    yield from self._list(inner, place, item)
                elif name_of(inner) in {"text:p", "text:h"}:
                    yield from self._paragraph(inner, place, first)
                    first = None
                else:
                    yield from self.blocks([inner], place)

    def _table(self, table: etree._Element, place: Place) -> Iterator[Found]:
        at = next(self._tables)
        for row_at, row in enumerate(_of(table, "table:table-row"), 1):
            cells = list(_of(row, "table:table-cell", "table:covered-table-cell"))
            column = 1
            for cell in cells:
                address = Cell(table=at, row=row_at, column=column)
                if name_of(cell) == "table:table-cell":
                    yield from self._cell(cell, replace(place, cell=address, alone=len(cells) == 1))
                column += min(max(number(attributes(cell).get("table:number-columns-repeated"), 1), 1), WIDEST)

    def _cell(self, cell: etree._Element, place: Place) -> Iterator[Found]:
        address = place.cell
        name = f"t{address.table}r{address.row}c{address.column}" if address else ""
        shaded = place.shaded or self._styles.fills(attributes(cell).get("table:style-name", ""))
        kind: BlockKind = "cell" if place.kind == "paragraph" else place.kind
        place = replace(place, kind=kind, prefix=name, shaded=shaded)
        found = list(self.blocks(cell, place))
        own = [each for each, _ in found if each.place.cell == address]
        if not own:
            own = [Paragraph(place, name, self._styles.paragraph(""))]
            found.append((own[0], None))
        settle(own, name)
        yield from found

    def _inline(self, element: etree._Element, paragraph: Paragraph, style: str, family: str = "paragraph") -> None:
        look = self._styles.look(style, family)
        look = look if family == "paragraph" else look.over(paragraph.style.look)
        self._say(element.text, paragraph, look)
        for each in element:
            self._piece(each, paragraph, look)
            self._say(each.tail, paragraph, look)

    def _say(self, text: str | None, paragraph: Paragraph, look: Look, *, filled: bool = False) -> None:
        if not text:
            return
        paragraph.hidden = paragraph.place.hidden or look.hidden(on_shade=paragraph.shaded)
        paragraph.add(text, filled=filled)
        if text.strip() and not paragraph.hidden:
            paragraph.looks.append(look)

    def _piece(self, element: etree._Element, paragraph: Paragraph, look: Look) -> None:
        name = name_of(element)
        if name in _SPACES:
            paragraph.add(" ")
        elif name in {"text:note", "office:annotation"}:
            self._note(element, paragraph)
        elif name in _SHAPES:
            paragraph.boxes.append(Box(element))
        elif name in _THINGS:
            paragraph.things.append(Thing(_THINGS[name]))
        elif name == "text:span":
            self._inline(element, paragraph, attributes(element).get("text:style-name", ""), "text")
        elif name == "draw:control" or name.startswith("field:"):
            self._say(
                self._controls.get(attributes(element).get("draw:control", "")) or state_of(element),
                paragraph,
                look,
                filled=True,
            )
        elif name not in _LEFT_OUT:
            self._inside(element, paragraph, look)

    def _inside(self, element: etree._Element, paragraph: Paragraph, look: Look) -> None:
        """Read what is inside a wrapper, a field or a link as if it stood by itself."""
        place, before, name = paragraph.place, len(paragraph.pieces), name_of(element)
        if name == "text:hidden-text" and _unseen(element):
            paragraph.place = replace(place, hidden="vanish")
        self._say(element.text, paragraph, look)
        for each in element:
            self._piece(each, paragraph, look)
            self._say(each.tail, paragraph, look)
        paragraph.place = place
        if name in _FILLED:
            paragraph.in_field += sum(len(text.strip()) for text, hidden in paragraph.pieces[before:] if not hidden)

    def _note(self, element: etree._Element, paragraph: Paragraph) -> None:
        comment = name_of(element) == "office:annotation"
        prefix = "cm" if comment else "fn"
        self._ids[prefix] += 1
        place = Place("comment" if comment else "footnote", f"{prefix}{self._ids[prefix]}")
        self._notes.append((place, element if comment else next(inside(element, "text:note-body"), element)))


def _within(element: etree._Element, place: Place) -> Place:
    """Return the place of what stands inside a section, a list of contents or another wrapper."""
    if name_of(element) == "text:table-of-content":
        return replace(place, prefix="toc")
    return replace(place, hidden="vanish") if name_of(element) == "text:section" and _unseen(element) else place


def _unseen(element: etree._Element) -> bool:
    """Return whether a section, or what a condition hides, was hidden when the file was saved."""
    said = attributes(element)
    if name_of(element) == "text:section" and "text:is-hidden" not in said:
        return said.get("text:display") == "none"
    return said.get("text:is-hidden") == "true"


def _of(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, out of the groups that hold them."""
    for each in parent:
        name = name_of(each)
        if name in names:
            yield each
        elif name in {"table:table-header-rows", "table:table-row-group", "table:table-rows"}:
            yield from _of(each, *names)
