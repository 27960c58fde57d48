"""PDF files: pages to blocks in reading order, with running heads once, tables by cell, and hidden text apart."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count, islice
from typing import Any

from assistant.errors import InputRejected
from assistant.read.assemble import Assembly
from assistant.read.guard import LIMITS, damaged, refusing, too_large
from assistant.read.paragraph import Paragraph, Place
from assistant.read.pdf.forms import attachments, scripts
from assistant.read.pdf.heads import Heads, said_once
from assistant.read.pdf.join import Joiner
from assistant.read.pdf.outline import Bookmarks
from assistant.read.pdf.parts import Part, Parts
from assistant.read.pdf.sheet import Sheet, sheet_of
from assistant.read.word.styles import ParagraphStyle
from assistant.records import Block, Document, Unread

_BEGINNING = 1024  # bytes within which a PDF says that it is one
_PASSWORD = 4  # PDFium's number for a file that needs one
_SECURITY = 5  # and for one locked in a way it does not know


def read_pdf(content: bytes, name: str) -> Document:
    if b"%PDF-" not in content[:_BEGINNING]:
        why = "it only claims to be a PDF file"
        raise InputRejected("not_pdf", name, why, "Open it, if it opens anywhere, and save it as PDF or as .docx.")
    with refusing(name), _opened(content, name) as pdf:
        pages = len(pdf)
        if pages > LIMITS.pages:
            raise too_large(name, f"it has {pages} pages; at most {LIMITS.pages} are read")
        return _Reading(pdf, name, pages).document()


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    logging.getLogger("pypdfium2").setLevel(logging.ERROR)
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {_PASSWORD, _SECURITY}:
            raise InputRejected(
                "encrypted", name, "it is password-protected", "Ask for it without a password."
            ) from error
        raise damaged(name) from error
    with closing(pdf):
        pdf.init_forms()
        yield pdf


class _Reading:
    """One file while it is read: all pages are taken out of it first, as one page explains another."""

    def __init__(self, pdf: Any, name: str, pages: int) -> None:
        self._pdf, self._name, self._pages = pdf, name, pages
        self._assembly = Assembly(name)
        self._links: set[str] = set()
        self._joiner = Joiner()
        self._broken: list[int] = []

    def document(self) -> Document:
        sheets = list(self._sheets())
        if not sheets:
            raise damaged(self._name)
        heads = Heads(self._pages)
        for sheet in sheets:
            heads.note(sheet.number, sheet.lines, sheet.height)
        edges: dict[str, list[tuple[int, str]]] = {"header": [], "footer": []}
        for sheet in sheets:
            top, sheet.lines, foot = heads.apart(sheet.number, sheet.lines, sheet.height)
            edges["header"] += [(sheet.number, line.text) for line in top]
            edges["footer"] += [(sheet.number, line.text) for line in foot]
        self._body(sheets)
        self._edges(edges)
        self._besides(sheets)
        self._assembly.warnings += self._warnings(sheets)
        return self._assembly.document(self._pdf.get_metadata_value("Title"))

    def _sheets(self) -> Iterator[Sheet]:
        from pypdfium2 import PdfiumError

        characters = 0
        for number in range(1, self._pages + 1):
            try:
                sheet = sheet_of(self._pdf, number)
            except PdfiumError:
                self._broken.append(number)
                continue
            characters += sheet.characters
            if characters > LIMITS.characters:
                raise too_large(self._name, f"it has more than {LIMITS.characters // 1_000_000} million characters")
            yield sheet

    def _body(self, sheets: Sequence[Sheet]) -> None:
        parts = Parts(sheets)
        self._joiner.note(parts.texts())
        bookmarks = Bookmarks(self._pdf)
        for part in parts:
            self._add(part, bookmarks)

    def _add(self, part: Part, bookmarks: Bookmarks) -> None:
        text = self._joiner.join(part.texts)
        if not text and part.place.kind == "field":
            above = self._assembly.outline.trail.above()
            self._assembly.blocks.append(Block(id=part.id, text="", kind="field", headings=above))
            return
        rank = bookmarks.rank(part.page, part.mark.number if part.mark else None, text)
        style = ParagraphStyle(rank=rank, contents=part.contents)
        paragraph = Paragraph(part.place, part.id, style, pieces=[(text, "")], looks=[part.look])
        paragraph.in_field = len(text) if part.field else 0
        self._assembly.add(paragraph, part.mark)

    def _edges(self, edges: dict[str, list[tuple[int, str]]]) -> None:
        """Add each running head and foot once, on the page where it stands first."""
        for prefix, kind in (("hdr", "header"), ("ftr", "footer")):
            first = {text: page for page, text in reversed(edges[kind])}
            at: Counter[int] = Counter()
            for text in said_once(text for _, text in edges[kind]):
                page = first[text]
                at[page] += 1
                place = Place("header" if kind == "header" else "footer", f"pg{page}{prefix}{at[page]}")
                self._assembly.add(Paragraph(place, place.prefix, ParagraphStyle(), pieces=[(text, "")]), None)

    def _besides(self, sheets: Iterable[Sheet]) -> None:
        """Add what stands beside the text of each page: comments, hidden text, and what is not read."""
        for sheet in sheets:
            page, numbers = f"pg{sheet.number}", count(1)
            for at, word in enumerate(sheet.pinned.boxes, 1):
                self._say(Place("textbox", f"{page}tb{at}"), word.text)
            for at, said in enumerate(sheet.pinned.comments, 1):
                self._say(Place("comment", f"{page}cm{at}"), said)
            for how, text in sheet.hidden.items():
                self._say(Place("paragraph", f"{page}h{next(numbers)}"), text, how)
            self._miss(sheet)
        for name in attachments(self._pdf):
            self._lack("attached file", "the file", f"it is not opened: {name}")
        if scripts(self._pdf):
            self._lack("script", "the file", "scripts are never run")

    def _say(self, place: Place, text: str, hidden: str = "") -> None:
        self._assembly.add(Paragraph(place, place.prefix, ParagraphStyle(), pieces=[(text, hidden)]), None)

    def _miss(self, sheet: Sheet) -> None:
        where = f"page {sheet.number}"
        if sheet.scanned:
            self._lack("scanned page", where, "it is a picture of text")
        for what, why in [*sheet.unread, *sheet.pinned.unread]:
            self._lack(what, where, why)
        for link in sheet.pinned.links:
            if link not in self._links:
                self._links.add(link)
                why = f"what is outside the file is not fetched: {link[:300]}"
                self._lack("link", where, why)

    def _lack(self, what: str, where: str, why: str) -> None:
        self._assembly.unread.append(Unread(what=what, where=where, why=why))

    def _warnings(self, sheets: Sequence[Sheet]) -> Iterator[str]:
        scanned = [sheet.number for sheet in sheets if sheet.scanned]
        if scanned:
            yield self._pictures(scanned)
        recognised = [sheet.number for sheet in sheets if sheet.recognised]
        if recognised:
            yield (
                f"The text of {_pages(recognised)} was recognised by a machine in a picture and may have mistakes: "
                "check it, or ask for the file it was made from."
            )
        if self._broken:
            yield f"It is damaged: {_pages(self._broken)} cannot be read. Ask for the file again."

    def _pictures(self, scanned: Sequence[int]) -> str:
        if self._pages == 1:
            return "Its only page is a picture of text: ask for the file it was made from."
        if len(scanned) == self._pages:
            return f"All of its {self._pages} pages are pictures of text: ask for the file they were made from."
        are = "is a picture" if len(scanned) == 1 else "are pictures"
        made = "it was" if len(scanned) == 1 else "they were"
        told = f"{len(scanned)} of its {self._pages} pages {are} of text ({_pages(scanned)})"
        return f"{told}: ask for the file {made} made from."


def _pages(numbers: Sequence[int]) -> str:
    """Return page numbers as words: the first dozen of them."""
    shown = [str(each) for each in islice(numbers, 12)]
    if len(numbers) > len(shown):
        return f"pages {', '.join(shown)} and {len(numbers) - len(shown)} more"
    return f"page {shown[0]}" if len(shown) == 1 else f"pages {', '.join(shown[:-1])} and {shown[-1]}"
