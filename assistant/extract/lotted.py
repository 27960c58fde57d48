"""Which lot a question or a criterion is for: where its words, its column, its headings or its document say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.extract.layout import Page, tidy
from assistant.records import Lot

ID = r"(?:\d{1,2}[a-z]?|(?-i:[A-Z]))(?![\w.]*\w)"
NAMED = re.compile(
    rf"\blots?\s*(?:no\.?\s*|number\s+)?(?P<ids>{ID}(?:\s*(?:,|and|&|or|to|–|-|/)+\s*(?:lots?\s+)?{ID})*)",
    re.IGNORECASE,
)
EVERY = re.compile(
    r"\b(?:all|each|every|both|any)\s+(?:of\s+the\s+)?(?:\w+\s+)?lots?\b|\blots?\s*[:–-]?\s*all\b", re.IGNORECASE
)
OWN = re.compile(
    rf"^\W*(?:for\s+)?lot\s+(?P<first>{ID})(?:\s+only)?\s*[:.)–—-]|[(\[](?:for\s+)?lot\s+(?P<held>{ID})(?:\s+only)?[)\]]|"
    rf"\blot\s+(?P<only>{ID})\s+(?:only|bidders|tenderers|applicants)\b|\bbidding\s+for\s+lot\s+(?P<bid>{ID})",
    re.IGNORECASE,
)
MARK = re.compile(
    rf"\s*(?:[(\[](?:for\s+)?lot\s+{ID}(?:\s+only)?[)\]]|^\W*lot\s+{ID}\s+only\s*[:.–—-])\s*", re.IGNORECASE
)
ALONE = re.compile(rf"^\W*(?:lot\s+)?(?P<id>{ID})\W*$", re.IGNORECASE)
ALL = ""


def lot_of_heading(text: str, lots: Sequence[Lot]) -> str | None:
    """Return the one lot that a heading, a file name or a lead-in names; ALL where it is for several, else None."""
    plain = re.sub(r"[_\s]+", " ", text)
    found = {each for match in NAMED.finditer(plain) for each in re.findall(ID, match["ids"], re.IGNORECASE)}
    if EVERY.search(plain) or len(found) > 1:
        return ALL
    if found:
        return _known(found.pop(), lots)
    titled = [each.id for each in lots if len(each.title.split()) > 1 and _plain(each.title) == _plain(plain)]
    return titled[0] if len(titled) == 1 else None


def lot_of_words(text: str, lots: Sequence[Lot]) -> str | None:
    """Return the lot that a question's own words keep it to: `Lot 2 only: ...`, `(Lot B)`; None where they do not."""
    found = {each for match in OWN.finditer(text) for each in match.groups() if each}
    return _known(found.pop(), lots) if len(found) == 1 else None


def lot_of_cell(text: str, lots: Sequence[Lot]) -> str | None:
    """Return the lot that a cell of a column of lots gives, ALL for several or all of them, None where it is empty."""
    alone = ALONE.match(text)
    if alone:
        return _known(alone["id"], lots)
    if re.search(r"\ball\b", text, re.IGNORECASE) or len(re.findall(ID, text)) > 1:
        return ALL
    return lot_of_heading(text, lots)


def lot_of_page(page: Page, lots: Sequence[Lot]) -> str | None:
    """Return the lot that a document's name, or else its title, says it is for."""
    return first_said((page.document.name, page.document.title), lots)


def first_said(texts: Iterable[str], lots: Sequence[Lot]) -> str | None:
    """Return what the first text says that names a lot, or several; None where none does."""
    return next((said for text in texts if (said := lot_of_heading(text, lots)) is not None), None)


def without_lot(text: str) -> str:
    """Return a title without the words that keep it to a lot."""
    return tidy(MARK.sub(" ", text))


def _known(name: str, lots: Sequence[Lot]) -> str | None:
    """Return the id as the pack's lots have it; where the pack names no lots, the id itself."""
    if not lots:
        return name.upper()
    return next((each.id for each in lots if each.id.upper() == name.upper()), None)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
