"""Which lot a question or a criterion is for: where its words, its column, its headings or its document say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from assistant.extract.contract.lots import NUMBERS
from assistant.extract.text.layout import Page
from assistant.records import Lot

ALL = ""
EVERY = re.compile(
    r"\b(?:all|each|every|both|any)\s+(?:of\s+the\s+)?(?:\w+\s+)?lots?\b|\blots?\s*[:–-]?\s*all\b", re.IGNORECASE
)
SHORT_ID = rf"\d{{1,2}}[a-z]?|(?-i:[A-Z])|{'|'.join(NUMBERS)}"


class _Lots:
    """The ways in which a text names a lot of a pack: by a number, a letter, or a name that the pack gives it."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.order = names
        own = "".join(rf"|{re.escape(name)}" for name in names)
        self.id = rf"(?:{SHORT_ID}{own})(?![\w.]*\w)(?!\s?(?:[%:/]\d|%|per\s?cent|marks|points))"
        one = self.id
        self.named = _compiled(
            rf"\blots?\s*(?:no\.?\s*|number\s+)?(?P<ids>{one}(?:\s*(?:,|and|&|or|to|–|-|/)+\s*(?:lots?\s+)?{one})*)"
        )
        self.own = _compiled(
            rf"^\W*(?:for\s+)?lot\s+(?P<first>{one})(?:\s+only)?\s*[:.)–—-]|[(\[](?:for\s+)?lot\s+(?P<held>{one})(?:\s+only)?[)\]]|"
            rf"\blot\s+(?P<only>{one})\s+(?:only|bidders|tenderers|applicants)\b|\bbidding\s+for\s+lot\s+(?P<bid>{one})"
        )
        self.alone = _compiled(rf"^\W*(?:lot\s+)?(?P<id>{one})\W*$")

    def told(self, match: re.Match[str]) -> list[str]:
        """Return the ids of one mention in their order, with those between `1 to 3`."""
        found: list[str] = re.findall(self.id, match["ids"], re.IGNORECASE)
        ends = [self.order.index(each) for each in found if each in self.order]
        if len(ends) == 2 and re.search(r"\bto\b|[–-]", match["ids"]):
            return list(self.order[ends[0] : ends[1] + 1])
        return found

    def ids(self, text: str) -> set[str]:
        listed = (match["ids"] for match in self.named.finditer(text))
        return {each for ids in listed for each in re.findall(self.id, ids, re.IGNORECASE)}


def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@cache
def _of(names: tuple[str, ...]) -> _Lots:
    return _Lots(names)


def _lots(lots: Sequence[Lot]) -> _Lots:
    return _of(tuple(each.id for each in lots))


def lot_of_heading(text: str, lots: Sequence[Lot]) -> str | None:
    """Return the one lot that a heading, a file name or a lead-in names; ALL where it is for several, else None."""
    plain = re.sub(r"[_\s]+", " ", text)
    found = _lots(lots).ids(plain)
    if EVERY.search(plain) or len(found) > 1:
        return ALL
    if found:
        return _known(found.pop(), lots)
    titled = [each.id for each in lots if len(each.title.split()) > 1 and _plain(each.title) == _plain(plain)]
    return titled[0] if len(titled) == 1 else None


def by_lot(text: str, lots: Sequence[Lot]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cut a sentence into what it says of each lot it names: start, end and the lots; none where it names no lot.

    A lot is named before or behind its figures: `60% in Lot 1 and, in Lot 2, 70%`.
    """
    found = list(_lots(lots).named.finditer(text))
    spans = [(each.start() - (text[: each.start()][-1:] in {"(", "["}), each.end()) for each in found]
    spans = [(start, end + (text[end : end + 1] in {")", "]"})) for start, end in spans]
    if EVERY.search(text):
        return [(0, len(text), (ALL,))]
    edges = [0, *(at for span in spans for at in span), len(text)]
    gaps = [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]
    figured = [bool(re.search(r"\d", text[start:end])) for start, end in gaps]
    cut: list[tuple[int, int, tuple[str, ...]]] = []
    taken = -1
    for place, each in enumerate(found):
        said = tuple(known for name in _lots(lots).told(each) if (known := _known(name, lots)))
        gap = next((at for at in (place, place + 1) if at > taken and figured[at]), None)
        if gap is not None:
            cut.append((*gaps[gap], said))
            taken = gap
        elif cut:
            cut[-1] = (cut[-1][0], cut[-1][1], (*cut[-1][2], *said))
    return cut


def lot_of_words(text: str, lots: Sequence[Lot]) -> str | None:
    """Return the lot that a question's own words keep it to: `Lot 2 only: ...`, `(Lot B)`; None where they do not."""
    found = {each for match in _lots(lots).own.finditer(text) for each in match.groups() if each}
    return _known(found.pop(), lots) if len(found) == 1 else None


def lot_of_cell(text: str, lots: Sequence[Lot]) -> str | None:
    """Return the lot that a cell of a column of lots gives, ALL for several or all of them, None where it is empty."""
    alone = _lots(lots).alone.match(text)
    if alone:
        return _known(alone["id"], lots)
    if re.search(r"\ball\b", text, re.IGNORECASE) or len(re.findall(_lots(lots).id, text)) > 1:
        return ALL
    called = re.fullmatch(r"\W*lot\s+(\w+)\W*", text, re.IGNORECASE) if not lots else None
    return called[1] if called else lot_of_heading(text, lots)


def lot_of_page(page: Page, lots: Sequence[Lot]) -> str | None:
    """Return the lot that a document's name, or else its title, says it is for."""
    return first_said((page.document.name, page.document.title), lots)


def first_said(texts: Iterable[str], lots: Sequence[Lot]) -> str | None:
    """Return what the first text says that names a lot, or several; None where none does."""
    return next((said for text in texts if (said := lot_of_heading(text, lots)) is not None), None)


def _known(name: str, lots: Sequence[Lot]) -> str | None:
    """Return the id as the pack's lots have it; where the pack names no lots, the id itself."""
    name = str(NUMBERS.index(name.lower()) + 1) if name.lower() in NUMBERS else name
    if not lots:
        return name.upper()
    return next((each.id for each in lots if each.id.upper() == name.upper()), None)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
