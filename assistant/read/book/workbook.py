"""The parts of an Excel workbook: its sheets in order, and each one's cells as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.read.blocks import clean, tagged
from assistant.read.book.besides import Besides, comments, local_name, text_boxes
from assistant.read.book.faces import Face, Faces, Font
from assistant.read.book.formats import plain, printed, prints_text
from assistant.read.book.grid import MOST, Area, Grid, Said, address, areas
from assistant.read.guard import Archive, damaged
from assistant.read.package import Link, Package

if TYPE_CHECKING:
    from lxml import etree

COLUMNS = 16_384  # of the widest sheet that Excel has
_TAGS = tuple(
    f"{{*}}{name}" for name in ("row", "cols", "mergeCells", "dataValidations", "conditionalFormatting", "picture")
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TEXT = 10_000_000  # characters that are read of one sheet
CHECKS = 10_000_000  # comparisons of cells in doubt with what may fill them
MOST_COLUMNS = 1_000  # groups of columns that are heeded in one sheet
_YES = {"1", "true"}
Piece = tuple[str, Font | None]  # of a shared text: the words and the font they have of their own


@dataclass(frozen=True)
class Sheet:
    """A sheet as the workbook lists it; `cells` is false for a chart sheet and other kinds."""

    name: str
    part: str
    shown: bool
    cells: bool


class Workbook:
    """An Excel file as parts."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.package = Package(archive)
        main = next((link.target for link in self.package.links("").values() if link.kind == "officeDocument"), "")
        if main not in archive:
            raise damaged(archive.name, "there is no workbook in it")
        self._main = main
        self._root = archive.xml(main)

    @cached_property
    def sheets(self) -> list[Sheet]:
        links = self.package.links(self._main)
        found = []
        for each in self._root.iter("{*}sheet"):
            key = next((str(value) for name, value in each.attrib.items() if str(name).endswith("}id")), "")
            link = links.get(key, Link("", "", outside=False))
            shown = each.get("state", "visible") == "visible"
            found.append(Sheet(each.get("name") or "", link.target, shown, link.kind == "worksheet"))
        return found

    @cached_property
    def _faces(self) -> Faces:
        return Faces(self._part("styles"), self._part("theme"))

    def _part(self, kind: str) -> etree._Element | None:
        return next(self.package.parts(kind, self._main), None)

    @cached_property
    def _since_1904(self) -> bool:
        properties = next(self._root.iter("{*}workbookPr"), None)
        return properties is not None and properties.get("date1904") in _YES

    @cached_property
    def _shared(self) -> list[tuple[Piece, ...]]:
        """The texts that cells point to, in pieces where parts of them have a font of their own."""
        links = self.package.links(self._main).values()
        part = next((link.target for link in links if link.kind == "sharedStrings"), "")
        if part not in self.archive:
            return []
        found = []
        for each in self.archive.stream(part, ("{*}si",)):
            found.append(self._pieces(each))
            each.clear()
        return found

    def _pieces(self, element: etree._Element) -> tuple[Piece, ...]:
        plain = element.find("{*}t")
        runs = element.findall("{*}r")
        if not runs:
            return () if plain is None else ((unescaped(plain.text), None),)
        fonts = [run.find("{*}rPr") for run in runs]
        texts = [unescaped(run.findtext("{*}t")) for run in runs]
        own = [None if font is None else self._faces.font(font) for font in fonts]
        return tuple(zip(texts, own, strict=True))

    def grid(self, sheet: Sheet, most: int) -> Grid:
        """Return the cells of a sheet, at most so many; raises InputRejected for a damaged or a huge one."""
        grid, reading = Grid(), _Reading(self._faces, self._shared, since_1904=self._since_1904)
        reading.over = list(self._tables(sheet))
        for element in self.archive.stream(sheet.part, _TAGS):
            name = local_name(element)
            if name == "row":
                if not grid.cut:
                    reading.row(element, grid)
                    grid.cut = reading.at if reading.cells > most or reading.said > TEXT else 0
                element.clear()
            else:
                _heed(name, element, grid, reading)
        reading.settle(grid)
        return grid

    def _tables(self, sheet: Sheet) -> Iterator[Area]:
        """Yield what is formatted as a table: its style fills cells that fill nothing themselves."""
        for table in self.package.parts("table", sheet.part):
            yield from areas(table.get("ref"))

    def besides(self, sheet: Sheet) -> Besides:
        drawings, threads, notes = (
            self.package.parts(kind, sheet.part) for kind in ("drawing", "threadedComment", "comments")
        )
        return Besides(tuple(text_boxes(drawings)), tuple(comments(threads, notes)))


class _Reading:
    """Reads the rows of one sheet; how a cell is hidden is settled when all that may fill it is known."""

    def __init__(self, faces: Faces, shared: Sequence[tuple[Piece, ...]], *, since_1904: bool) -> None:
        self._faces = faces
        self._shared = shared
        self._since_1904 = since_1904
        self._doubtful: list[tuple[int, int, Face, tuple[Piece, ...]]] = []
        self.over: list[Area] = []
        self.everywhere = False
        self.at = self.cells = self.said = 0

    def row(self, row: etree._Element, grid: Grid) -> None:
        given = row.get("r") or ""
        self.at = int(given) if given.isdigit() and len(given) < 8 else self.at + 1
        if row.get("hidden") in _YES or row.get("ht") == "0":
            grid.hidden_rows.add(self.at)
        column = 0
        for cell in row:
            found = address(cell.get("r"))
            column = found[1] if found else column + 1
            self.cells += 1
            if len(cell):
                self._cell(cell, (self.at, column), grid)

    def _cell(self, cell: etree._Element, at: tuple[int, int], grid: Grid) -> None:
        kind, style = cell.get("t") or "n", cell.get("s") or "0"
        inside = {local_name(each): each for each in cell}
        held = inside.get("v", inside.get("is"))
        if held is None or not (held.text or len(held)):
            if "f" in inside and kind != "str":
                grid.lost.append(at)
            return
        face = self._faces.face(int(style) if style.isdigit() and len(style) < 8 else 0)
        pieces = self._value(held, kind, face)
        raw = pieces[0][0] if len(pieces) == 1 else "".join(text for text, _ in pieces)
        text, tags = clean(raw), tagged(raw)
        self.said += len(text)
        if face.code and text and not _prints(face.code, kind, held.text or ""):
            grid.put(*at, Said("", text, "number format"))
            return
        grid.put(*at, Said(text, tags, "tags" if tags else ""))
        if face.hidden or any(font and face.hides(font) for _, font in pieces):
            self._doubtful.append((*at, face, pieces))

    def _value(self, held: etree._Element, kind: str, face: Face) -> tuple[Piece, ...]:
        value = held.text or ""
        if kind == "s":
            at = int(value) if value.isdigit() and len(value) < 10 else -1
            return self._shared[at] if 0 <= at < len(self._shared) else ()
        if kind == "inlineStr":
            return tuple((unescaped(each.text), None) for each in held.iter("{*}t"))
        if kind == "b":
            return (("TRUE" if value in _YES else "FALSE", None),)
        number = _number(value) if kind == "n" else None
        if number is None:
            return ((value, None),)
        shown = printed(number, face.code, since_1904=self._since_1904) if face.code else plain(number)
        return ((shown or (value if number else ""), None),)

    def settle(self, grid: Grid) -> None:
        """Set apart what cannot be seen, now that what lies over the cells is known."""
        heeded = self.over[: CHECKS // max(len(self._doubtful), 1)]
        for row, column, face, pieces in self._doubtful:
            over = self.everywhere or any(area.holds(row, column) for area in heeded)
            hows = [face.hides(font, over=over) for _, font in pieces]
            shown = clean("".join(text for (text, _), how in zip(pieces, hows, strict=True) if not how))
            hidden = clean(" ".join(text for (text, _), how in zip(pieces, hows, strict=True) if how))
            if hidden:
                grid.put(row, column, Said(shown, hidden, next(filter(None, hows))))


def _heed(name: str, element: etree._Element, grid: Grid, reading: _Reading) -> None:
    """Take note of what a sheet says of its cells all together."""
    if name == "cols":
        for each in list(element)[:MOST_COLUMNS]:
            if each.get("hidden") in _YES or each.get("width") == "0":
                left, right = _number(each.get("min") or ""), _number(each.get("max") or "")
                grid.hidden_columns.update(range(int(left or 1), int(min(right or left or 1, COLUMNS)) + 1))
    elif name == "mergeCells":
        grid.merged = [area for each in list(element)[:MOST] for area in areas(each.get("ref"))]
    elif name == "dataValidations":
        listed = (each for each in element if each.get("type") == "list")
        grid.inputs += [area for each in listed for area in areas(_where(each))][:MOST]
    elif name == "conditionalFormatting":
        reading.over += areas(_where(element))
    else:
        reading.everywhere = True


def _where(element: etree._Element) -> str:
    """Return the cells that a rule is for; newer programs write them as an element."""
    return element.get("sqref") or element.findtext("{*}sqref") or ""


def unescaped(text: str | None) -> str:
    """Return text in which Excel wrote some characters as `_x000D_`."""
    if not text or "_x" not in text:
        return text or ""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _prints(code: str, kind: str, value: str) -> bool:
    """Return whether a format shows a value; a zero that it leaves out is nothing to be seen."""
    number = _number(value) if kind == "n" else None
    return prints_text(code) if number is None else not number or bool(printed(number, code))


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e300 else None
