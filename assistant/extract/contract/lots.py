"""The lots a tender is divided into, where each is named with a title, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extract.contract.money import SIGNS, about_other_money, amounts, value_of, with_vat
from assistant.extract.text.layout import Box, Layout, Line, Table, tidy
from assistant.extract.text.lexicon import pattern
from assistant.records import Lot, Value

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NO_NAME = (
    r"(?:Value|Size|Number|Description|Name|Title|Reference|Ref|Details?|Type|Location|Budget|Award|Limit|Specific)"
)
ID = (
    rf"\d{{1,2}}[a-z]?|(?-i:[A-Z])|{'|'.join(NUMBERS)}"
    rf"|(?-i:(?!{NO_NAME}\b)[A-Z][a-z]{{2,}})(?=\s*(?:[-–—:(,.;]|and\b|or\b|$))"
)
NAMED = re.compile(
    rf"^\W*lot\s+(?:no\.?\s*|number\s+)?(?P<id>{ID})\b\s*(?P<mark>[-–—:.]\s*|\(|\s)(?P<title>[^\n]*)$", re.IGNORECASE
)
ALONE = re.compile(rf"^\W*(?:lot\s+)?(?:no\.?\s*|number\s+)?(?P<id>{ID})\W*$", re.IGNORECASE)
IN_TEXT = re.compile(
    rf"\blot\s+(?P<id>{ID})\b\s*(?:[:–—-]\s*(?P<said>[^,;:.(]+?)(?=\s+(?:and|or)\s+lot\b|[,;:.(]|$)|\((?P<inside>[^()]+)\)|(?-i:\s(?P<bare>[A-Z][^,;:.(]+?))(?=,?;?\s+(?:and|or)\s+lot\b|[,;:.(]|$)"
    rf"|(?:is\s+for|covers|will\s+cover|comprises|is\s+called|is(?=\s+(?-i:[A-Z])))\s+(?P<told>[^,;:.(]+?)(?=,?\s+(?:and|or)\s+lot\b|[,;:.(]|$))",
    re.IGNORECASE,
)
IS = re.compile(rf"\W*lot\s+(?:{ID})\b\s*(?:is|covers|will\s+cover|comprises)\b", re.IGNORECASE)
"""The beginning of a sentence that says what its lot is; the next may say so of the next lot."""
ANY = re.compile(rf"\blot\s+(?P<id>{ID})\b", re.IGNORECASE)
FOR_LOT = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?:(?:a|per|each)\s+(?:year|annum)\s+)?(?:for|to|on|in)\s+lot\s+(?P<id>{ID})(?!\w)",
    re.IGNORECASE,
)
LISTED = re.compile(r"\blots:\s*(?P<names>[A-Z][\w’' -]*(?:,\s*[A-Z][\w’' -]*)*,?\s+and\s+[A-Z][\w’' -]*)\W*$")
BEHIND = re.compile(
    r"\s*(?:[-–—:,(]\s*)?(?:\((?:see|refer)[^)]*\)|[(]?(?:up to |about |c\.?\s?)?[£$€][^a-z]*.*)$", re.IGNORECASE
)
SAYS = re.compile(r"\b(?:shall|must|will|is|are|may|should|was|has|have)\b|[«\[{<£%]", re.IGNORECASE)
TITLED = re.compile(
    r"\b(?:title|name|description|area|region|place|locality|service|subject|scope|theme)s?\b", re.IGNORECASE
)
FEW_WORDS = 12


@dataclass(frozen=True)
class _Sum:
    """What the lot of an id is worth."""

    lot: str
    value: Value


def find_lots(layout: Layout) -> tuple[Lot, ...]:
    """Return the lots in order of their first mention; a single one is no division."""
    found: dict[str, Lot] = {}
    sums: dict[str, Value] = {}
    for page in layout.pages:
        if page.kind in {"contract", "pricing"}:
            continue
        for element in page.elements:
            if isinstance(element, Table) and not _speaks_of_lots(element):
                continue
            for lot in _in_table(element) if isinstance(element, Table) else _in_line(element):
                found.setdefault(lot.id, lot)
            for each in _table_sums(element) if isinstance(element, Table) else _line_sums(element):
                sums.setdefault(each.lot, each.value)
    valued = (
        lot.model_copy(update={"value": with_vat(sums[lot.id], layout)}) if lot.id in sums else lot
        for lot in found.values()
    )
    return tuple(valued) if len(found) > 1 else ()


def _speaks_of_lots(table: Table) -> bool:
    return any("lot" in line.text.lower() for row in table.rows for box in row for line in box.lines)


def _id(text: str) -> str:
    return str(NUMBERS.index(text.lower()) + 1) if text.lower() in NUMBERS else text


def _in_line(line: Line) -> Iterator[Lot]:
    if "lot" not in line.text.lower():
        return
    texts = [each.text for each in line.sentences] or [line.text]
    every = [lot for text in texts if IS.match(text) for lot in _in_text(text)]
    if len({lot.id for lot in every}) > 1:
        yield from every
        return
    for text in texts:
        match = NAMED.match(text)
        title = _title(match["title"], lower=match["mark"].strip() in {":", "-", "–", "—", "("}) if match else ""
        several = list(_in_text(text))
        if len(several) > 1:
            yield from several
        elif match and title:
            yield Lot(id=_id(match["id"]), title=title)
        elif listed := LISTED.search(text):
            names = [tidy(each) for each in re.split(r",\s*|\s+and\s+", listed["names"]) if each.strip()]
            yield from (Lot(id=name, title=name) for name in names)


def _in_text(text: str) -> Iterator[Lot]:
    """Return the lots that a sentence names one after the other."""
    for match in IN_TEXT.finditer(text):
        title = _title(match["said"] or match["inside"] or match["bare"] or match["told"], lower=True)
        if title:
            yield Lot(id=_id(match["id"]), title=title)


def _in_table(table: Table) -> Iterator[Lot]:
    headed = bool(
        re.match(r"^\W*lots?\b(?:\s+(?:no\.?|number|ref|reference|id))?\W*$", table.head[0].text, re.IGNORECASE)
    )
    for row in table.rows[1:] if headed else table.rows:
        alone = ALONE.match(row[0].text) if headed or row[0].text.lower().startswith("lot") else None
        title = _title(_titled(table, row).text) if alone and len(row) > 1 else ""
        if alone and title:
            yield Lot(id=_id(alone["id"]), title=title)
        elif row[0].lines:
            yield from _in_line(row[0].lines[0])


def _titled(table: Table, row: Sequence[Box]) -> Box:
    heads = {box.column for box in table.head if TITLED.search(box.text)}
    return next((box for box in row[1:] if box.column in heads), row[1])


def _title(text: str, *, lower: bool = False) -> str:
    """Return the title of a lot, or nothing where a sentence goes on about the lot."""
    title = BEHIND.sub("", tidy(text)).strip(" -–—:;.,")
    if title.startswith("("):
        title = title.strip("()")
    title = title.rstrip(")") if title.count(")") > title.count("(") else title
    fits = title and len(title.split()) <= FEW_WORDS and (lower or title[0].isupper()) and re.search(r"[a-z]{2}", title)
    return "" if not fits or SAYS.search(title) else title


def _table_sums(table: Table) -> Iterator[_Sum]:
    """Return the amounts of rows that begin with a lot, in a column that is headed as the value."""
    headed = "lot" in table.head[0].text.lower()
    for row in table.rows[1:]:
        named = NAMED.match(row[0].text) or (
            ALONE.match(row[0].text) if headed or "lot" in row[0].text.lower() else None
        )
        for box in row[1:] if named else ():
            above = next((each.text for each in table.head if each.column == box.column), "")
            money = amounts(box.text)
            if named and money and _says_value(above) and len(box.lines) == 1:
                line = box.lines[0]
                yield _Sum(_id(named["id"]), value_of(line, money[0], (0, len(line.text.rstrip())), above))


def _line_sums(line: Line) -> Iterator[_Sum]:
    """Return the amounts that a line gives its lots, each behind its lot or under its heading."""
    if not SIGNS.search(line.text):
        return
    spans = [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]
    for start, end in spans:
        text = line.text[start:end]
        places = [(match.start(), _id(match["id"])) for match in ANY.finditer(text)]
        above = next((NAMED.match(each) for each in reversed(line.block.headings) if NAMED.match(each)), None)
        only = bool(NAMED.match(text)) and not about_other_money(text)
        if not (places or above) or not (only or _says_value(text)):
            continue
        for money in amounts(text):
            behind = FOR_LOT.match(text, money.end)
            before = [lot for at, lot in places if at < money.start]
            lot = _id(behind["id"]) if behind else before[-1] if before else _id(above["id"]) if above else ""
            if lot:
                yield _Sum(lot, value_of(line, money, (start, end), ""))


def _says_value(text: str) -> bool:
    told = pattern("money", "value").search(text) or pattern("money", "budget").search(text)
    return bool(told) and not about_other_money(text)
