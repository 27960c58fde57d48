"""What a later document says of a question's weight or limit: `The limit for MS4 is changed to 3 pages`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.extract.contract.lengths import COUNT
from assistant.extract.criteria.weights import Weight
from assistant.extract.questions.columns import Asked
from assistant.extract.questions.limits import FIGURE, UNITS, limit_of_number
from assistant.extract.text.figures import PERCENT
from assistant.extract.text.layout import Line, Page, Table
from assistant.extract.text.numbers import CODE, LETTERED, WORDS, canonical, numbered
from assistant.records import Limit, Source

LATER = re.compile(
    r"\b(?:amend\w*|addend\w*|revis\w*|correct\w*|clarif\w*|corrigend\w*|updated?|errat\w*)\b", re.IGNORECASE
)
NAMED = re.compile(
    rf"\b(?:(?:{WORDS})\s+(?:no\.?\s*)?\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?\b|{LETTERED}\b|(?-i:{CODE})\b)", re.IGNORECASE
)
OLD = re.compile(
    rf"\b(?:from|instead\s+of|rather\s+than|(?:and\s+)?not)\s+(?:a\s+maximum\s+of\s+)?(?:{FIGURE}|{COUNT})\s*"
    rf"(?:{PERCENT}|words?|pages?|sides?|characters?|marks?|points?)?(?:\s+of\s+A[34])?(?:\s+to\b)?",
    re.IGNORECASE,
)
SIZE = re.compile(rf"(?<![\d.,])(?P<number>{FIGURE}|{COUNT})(?:\s*\(\w+\))?[\s-]*{UNITS}", re.IGNORECASE)
SHARE = re.compile(
    rf"(?<![\d.,£])(?P<number>\d{{1,3}}(?:\.\d+)?)\s?(?:(?P<percent>{PERCENT})|(?:marks?|points?)\b)", re.IGNORECASE
)
OF_WEIGHT = re.compile(r"\b(?:weight\w*|marks?|scores?|worth|points)\b", re.IGNORECASE)
OF_LIMIT = re.compile(r"\b(?:limit\w*|length|words?|pages?|sides?|characters?|maximum)\b", re.IGNORECASE)


def is_later(page: Page) -> bool:
    """Tell whether a document changes others: it answers clarifications, or its name or its title says so."""
    called = re.sub(r"[_\W]+", " ", f"{page.document.name} {page.document.title}")
    return page.kind == "clarification" or bool(LATER.search(called))


def amendments(pages: Sequence[Page]) -> Iterator[Asked]:
    """Return what later documents say of a numbered question, without words of its own, in their order."""
    for page in pages:
        if is_later(page):
            for element in page.elements:
                yield from _in_table(element) if isinstance(element, Table) else _in_line(element, "")


def _in_table(table: Table) -> Iterator[Asked]:
    for row in table.rows:
        names = {canonical(found.group()): found.group() for box in row for found in NAMED.finditer(box.text)}
        for box in row[1:] or row:
            for line in box.lines:
                yield from _in_line(line, next(iter(names.values())) if len(names) == 1 else "")


def _in_line(line: Line, named: str) -> Iterator[Asked]:
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        text = line.text[start:end]
        if text.rstrip().endswith("?"):
            continue
        found = list(NAMED.finditer(text))
        ends = [each.start() for each in found[1:]] + [len(text)]
        pieces = [(each.group(), text[each.end() : stop]) for each, stop in zip(found, ends, strict=False)]
        for name, said in pieces or ([(named, text)] if named else []):
            asked = _changed(name, said, text, line.source(start, end))
            if asked:
                yield asked


def _changed(name: str, said: str, whole: str, source: Source) -> Asked | None:
    plain = OLD.sub(" ", said)
    limit = _limit(plain) if OF_LIMIT.search(whole) else None
    weight = _weight(plain) if OF_WEIGHT.search(whole) and limit is None else None
    if limit is None and weight is None:
        return None
    number = numbered(name)[0] or name
    return Asked(number=number, weight=weight, limit=limit, source=source, kind="clarification", sure=True, later=True)


def _limit(text: str) -> Limit | None:
    match = SIZE.search(text)
    return limit_of_number(match["number"], match["unit"]) if match else None


def _weight(text: str) -> Weight | None:
    match = SHARE.search(text)
    return Weight(float(match["number"]), "percent" if match["percent"] else "marks", 0, 0) if match else None
