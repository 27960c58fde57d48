"""Web pages: headings, paragraphs, list items and tables; scripts and what is not shown are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.read.blocks import clean
from assistant.read.page import Page
from assistant.records import Document

if TYPE_CHECKING:
    from lxml import etree

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT_OUT = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object"}
_BLOCKS = frozenset(_HEADINGS) | frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "div",
        "section",
        "article",
        "main",
        "body",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "form",
        "fieldset",
        "header",
        "footer",
        "nav",
        "aside",
        "figure",
        "figcaption",
        "address",
        "html",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "br",
        "hr",
        "legend",
        "details",
        "summary",
    ]
)
WIDEST = 1000


def read_html(content: bytes, name: str) -> Document:
    page = Page(name)
    add_html(page, content)
    return page.document()


def add_html(page: Page, content: bytes) -> None:
    """Add all that a piece of a web page shows to the end of a page."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    root = etree.fromstring(content, parser)
    if root is not None:
        _Walk(page).element(root)


class _Walk:
    """Gathers inline text until a block ends, then adds it with the role of the block it stood in."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[str] = []

    def element(self, element: etree._Element, role: str = "p", depth: int = -1) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _LEFT_OUT or "hidden" in element.attrib:
            return
        block = name in _BLOCKS
        role = name if name in _HEADINGS or name == "li" else "p" if block and name != "br" else role
        depth += name in {"ul", "ol"}
        if block:
            self._flush("p" if role in _HEADINGS else role, depth)
        if name == "table":
            self._page.table(_rows(element))
            return
        self._held.append(element.text or "")
        for child in element:
            self.element(child, role, depth)
            self._held.append(child.tail or "")
        if block:
            self._flush(role, depth)

    def _flush(self, role: str, depth: int) -> None:
        text, self._held = clean("".join(self._held)), []
        if not text:
            return
        if role in _HEADINGS:
            self._page.heading(text, _HEADINGS[role])
        elif role == "li":
            self._page.item(text, None, max(depth, 0))
        else:
            self._page.paragraph(text)


def _rows(table: etree._Element) -> list[list[tuple[int, list[str]]]]:
    rows = []
    for row in table.iter("tr"):
        cells, column = [], 1
        for cell in row.iterchildren("td", "th"):
            cells.append((column, _texts(cell)))
            span = cell.get("colspan", "1")
            column += min(int(span), WIDEST) if span.isdigit() and int(span) else 1
        rows.append(cells)
    return rows


def _texts(cell: etree._Element) -> list[str]:
    """Return the paragraphs of a cell."""
    held: list[str] = []
    for text, new in _pieces(cell):
        if new or not held:
            held.append(text)
        else:
            held[-1] += text
    return [said for each in held if (said := clean(each))]


def _pieces(element: etree._Element) -> list[tuple[str, bool]]:
    found = [(element.text or "", False)]
    for child in element:
        block = child.tag in _BLOCKS
        inner = [] if child.tag in _LEFT_OUT else _pieces(child)
        if inner:
            found.append((inner[0][0], block))
            found += inner[1:]
        found.append((child.tail or "", block))
    return found
