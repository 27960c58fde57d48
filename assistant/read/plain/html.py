"""Web pages: headings, paragraphs, list items and tables; scripts are left out and what is not shown is set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.read.blocks import clean
from assistant.read.guard import damaged
from assistant.read.numerals import FORMS
from assistant.read.page import Page
from assistant.read.plain.text import decode
from assistant.read.plain.web import Sheet, Sight, shown_by, style_sheet
from assistant.records import Document, Unread

if TYPE_CHECKING:
    from lxml import etree

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT_OUT = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "datalist"}
_CONTROLS = {"input", "select", "textarea"}
_BLOCKS = frozenset(_HEADINGS) | {
    "p", "li", "ul", "ol", "dl", "dt", "dd", "div", "section", "article", "main", "body", "table", "tr", "td",
    "th", "blockquote", "pre", "form", "fieldset", "header", "footer", "nav", "aside", "figure", "figcaption",
    "address", "html", "thead", "tbody", "tfoot", "caption", "br", "hr", "legend", "details", "summary",
}  # fmt: skip
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,40})", re.IGNORECASE)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
WIDEST, TALLEST = 1000, 1000  # columns and rows that one cell may span


def read_html(content: bytes, name: str) -> Document:
    page = Page(name)
    said = _CHARSET.search(content[:4096])
    declared = next((each for each in said.groups() if each), b"").decode() if said else ""
    add_html(page, decode(content, name, declared))
    return page.document()


def add_html(page: Page, text: str) -> None:
    """Add all that a piece of a web page shows to the end of a page."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any("depth" in each.message.lower() for each in parser.error_log):
        raise damaged(page.name, "its elements stand in one another deeper than those of any page")
    if root is not None:
        _Walk(page, style_sheet(root)).element(root, Sight())


class _Walk:
    """Gathers inline text until a block ends, then adds it with the role of the block it stood in."""

    def __init__(self, page: Page, sheet: Sheet) -> None:
        self._page = page
        self._sheet = sheet
        self._held: list[tuple[str, str]] = []
        self._lists: list[tuple[str, int] | None] = []
        self._begun = False
        self._number: str | None = None

    def element(self, element: etree._Element, sight: Sight, role: str = "p") -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _LEFT_OUT:
            return
        if name in _CONTROLS:
            self._held.append((shown_by(element), sight.hidden))
            return
        sight = sight.within(element, self._sheet)
        if name == "img":
            self._picture(element)
        elif name == "table":
            self._flush(role)
            self._table(element, sight)
        elif name in _BLOCKS:
            self._block(element, sight, role)
        else:
            self._inside(element, sight, role)

    def _block(self, element: etree._Element, sight: Sight, role: str) -> None:
        name = str(element.tag)
        self._flush("p" if role in _HEADINGS else role)
        keeps = name == "br" or (role == "li" and name in {"p", "div"})
        role = name if name in _HEADINGS or name == "li" else role if keeps else "p"
        if name in {"ul", "ol"}:
            self._lists.append(
                (element.get("type") or "1", _whole(element.get("start"), 1) - 1) if name == "ol" else None
            )
        elif name == "li":
            self._count(element)
        self._inside(element, sight, role)
        self._flush(role)
        if name in {"ul", "ol"}:
            self._lists.pop()

    def _count(self, item: etree._Element) -> None:
        """Begin an item, and count it in a list whose items are numbered."""
        self._begun, self._number = True, None
        if self._lists and (counted := self._lists[-1]):
            at = _whole(item.get("value"), counted[1] + 1)
            self._lists[-1] = counted[0], at
            self._number = f"{FORMS.get(_FORMS.get(counted[0], ''), str)(at)}."

    def _inside(self, element: etree._Element, sight: Sight, role: str) -> None:
        self._held.append((element.text or "", sight.hidden))
        for child in element:
            self.element(child, sight, role)
            self._held.append((child.tail or "", sight.hidden))

    def _flush(self, role: str) -> None:
        text = clean("".join(text for text, how in self._held if not how))
        hidden = {how: clean("".join(text for text, each in self._held if each == how)) for _, how in self._held if how}
        self._held = []
        if text and role in _HEADINGS:
            self._page.heading(text, _HEADINGS[role])
        elif text and role == "li" and self._begun:
            self._page.item(text, self._number, max(len(self._lists) - 1, 0))
            self._begun = False
        elif text:
            self._page.paragraph(text)
        for how, said in hidden.items():
            self._page.set_apart(said, how)

    def _table(self, table: etree._Element, sight: Sight) -> None:
        rows: list[list[tuple[int, list[str]]]] = []
        hidden: list[tuple[str, str]] = []
        taken: dict[int, int] = {}  # how many more rows a cell above reaches down into a column
        for row in _rows(table):
            cells = []
            across = sight.within(row, self._sheet)
            for column, cell in _columns(row, taken):
                lines = list(self._lines(cell, across))
                cells.append((column, [text for text, how in lines if not how]))
                hidden += [line for line in lines if line[1]]
            taken = {at: left - 1 for at, left in taken.items() if left > 1}
            rows.append(cells)
        self._page.table(rows)
        for text, how in hidden:
            self._page.set_apart(text, how)

    def _lines(self, cell: etree._Element, sight: Sight) -> Iterator[tuple[str, str]]:
        """Yield the paragraphs of a cell, each with how it is hidden."""
        held: list[tuple[str, str]] = []
        for text, how, new in self._pieces(cell, sight):
            if held and not new and held[-1][1] == how:
                held[-1] = held[-1][0] + text, how
            else:
                held.append((text, how))
        yield from ((said, how) for text, how in held if (said := clean(text)))

    def _pieces(self, element: etree._Element, sight: Sight) -> Iterator[tuple[str, str, bool]]:
        """Yield pieces of text with how each is hidden and whether a new paragraph begins with it."""
        sight = sight.within(element, self._sheet)
        block = element.tag in _BLOCKS
        if element.tag in _CONTROLS:
            yield shown_by(element), sight.hidden, False
        elif element.tag not in _LEFT_OUT:
            yield element.text or "", sight.hidden, block
            for child in element:
                yield from self._pieces(child, sight)
                yield child.tail or "", sight.hidden, child.tag in _BLOCKS

    def _picture(self, element: etree._Element) -> None:
        where = f"after {self._page.blocks[-1].id}" if self._page.blocks else "the beginning"
        about = clean(element.get("alt") or "")
        why = f"pictures are not read: {about}" if about else "pictures are not read"
        self._page.unread.append(Unread(what="image", where=where, why=why))


def _columns(row: etree._Element, taken: dict[int, int]) -> Iterator[tuple[int, etree._Element]]:
    """Yield the cells of a row with their columns, beside what reaches down from above, and note what reaches on."""
    column = 1
    for cell in row.iterchildren("td", "th"):
        while taken.get(column):
            column += 1
        yield column, cell
        width = min(max(_whole(cell.get("colspan"), 1), 1), WIDEST)
        down = min(max(_whole(cell.get("rowspan"), 1), 1), TALLEST)
        taken |= dict.fromkeys(range(column, min(column + width, WIDEST)), down)
        column += width


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for each in table:
        if each.tag == "tr":
            yield each
        elif each.tag in {"thead", "tbody", "tfoot"}:
            yield from each.iterchildren("tr")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
