"""The lots a tender is divided into, where each is named with a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extract.layout import Layout, Line, Table, tidy
from assistant.records import Lot

NAMED = re.compile(r"^\W*lot\s+(?P<id>\d{1,2}[a-z]?|[A-Z])\b\s*(?:[-–—:.]\s*|\(|\s)(?P<title>[^\n]*)$", re.IGNORECASE)
ALONE = re.compile(r"^\W*(?:lot\s+)?(?P<id>\d{1,2}[a-z]?|[A-Z])\W*$", re.IGNORECASE)
FEW_WORDS = 12


def find_lots(layout: Layout) -> tuple[Lot, ...]:
    """Return the lots in order of their first mention; a single one is no division."""
    found: dict[str, Lot] = {}
    for page in layout.pages:
        if page.kind in {"contract", "pricing"}:
            continue
        for element in page.elements:
            for lot in _in_table(element) if isinstance(element, Table) else _in_line(element):
                found.setdefault(lot.id, lot)
    return tuple(found.values()) if len(found) > 1 else ()


def _in_line(line: Line) -> Iterator[Lot]:
    for text in [each.text for each in line.sentences] or [line.text]:
        match = NAMED.match(text)
        if match and (title := _title(match["title"])):
            yield Lot(id=match["id"], title=title)


def _in_table(table: Table) -> Iterator[Lot]:
    headed = bool(re.match(r"^\W*lots?\b(?:\s+(?:no|number|ref))?\W*$", table.head[0].text, re.IGNORECASE))
    for row in table.rows[1:] if headed else table.rows:
        alone = ALONE.match(row[0].text) if headed or row[0].text.lower().startswith("lot") else None
        if alone and len(row) > 1 and (title := _title(row[1].text)):
            yield Lot(id=alone["id"], title=title)
        elif row[0].lines:
            yield from _in_line(row[0].lines[0])


def _title(text: str) -> str:
    """Return the title of a lot, or nothing where a sentence goes on about the lot."""
    title = tidy(text).strip(" -–—:;.)(")
    if not title or len(title.split()) > FEW_WORDS or not title[0].isupper() or not re.search(r"[a-z]", title):
        return ""
    return "" if re.search(r"\b(?:shall|must|will|is|are|may|should)\b|[«\[{<£%]", title) else title
