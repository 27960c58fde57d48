"""How long the contract runs and how far it can be extended, in months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.extract.dates import Moment, moments
from assistant.extract.layout import Layout, Line, Table
from assistant.extract.lexicon import pattern
from assistant.records import KeyDate, Term

NAMES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    )
} | {"a": 1, "an": 1, "further": 1, "eighteen": 18, "twenty-four": 24, "thirty-six": 36, "single": 1}
COUNT = rf"(?:\d+(?:\.5)?|{'|'.join(sorted(NAMES, key=len, reverse=True))})"
SPAN = re.compile(
    rf"(?<![\w.,£$€])(?P<count>{COUNT})(?:\s*\(\w+\))?[\s-]+(?:calendar\s+)?(?P<unit>years?|yrs?|months?|weeks?)\b['’]?",
    re.IGNORECASE,
)
TIGHT = re.compile(r"\b(?P<count>\d+)(?P<unit>yrs?|years?|months?)\b", re.IGNORECASE)
TIMES = re.compile(
    rf"\b(?P<times>{COUNT})(?:\s*\(\w+\))?\s+(?:x\s+|(?:(?!years?\b|months?\b)[a-z-]+\s+){{0,3}}?(?:periods?|extensions?|options?|renewals?)\s*"
    rf"(?:each\s+)?(?:of\s+)?(?:up\s+to\s+)?(?:a\s+)?)",
    re.IGNORECASE,
)
EACH = re.compile(
    rf"\b(?P<times>{COUNT})(?:\s*\(\w+\))?\s+(?:\w+\s+)?"
    rf"(?:annual|yearly|(?P<count>{COUNT})[\s-](?P<unit>year|month)s?)\s+(?:\w+\s+)?"
    r"(?:extension|option|renewal)",
    re.IGNORECASE,
)
PLUS = re.compile(
    r"\b(\d{1,2})(?:\s*(?:years?|yrs?))?((?:\s*\+\s*\d{1,2}){1,4})(?:\s*(years?|yrs?|months?))?\b", re.IGNORECASE
)
LENGTH = re.compile(r"year|yr|month|week|\d\s?\+\s?\d|20\d\d", re.IGNORECASE)
MONTHS = {"y": 12.0, "m": 1.0, "w": 12 / 52}
HEAD = 0


@dataclass(frozen=True)
class _Candidate:
    rank: int
    term: Term


def find_term(layout: Layout) -> Term | None:
    """Return the contract's first term with what it may be extended by; the plainest statement, the first of equals."""
    found = [each for page in layout.pages for element in page.elements for each in _candidates(element)]
    best = min(found, key=lambda each: each.rank, default=None)
    if best is None:
        return None
    extra = best.term.extension_months or next(
        (each for page in layout.pages for element in page.elements for each in _extensions(element)), 0
    )
    return best.term.model_copy(update={"extension_months": extra})


def months_of(text: str) -> list[tuple[int, int, int]]:
    """Return the lengths of time in a text, in months, each with its span."""
    found = [*SPAN.finditer(text), *TIGHT.finditer(text)]
    return sorted((_in_months(each), each.start(), each.end()) for each in found)


def _in_months(match: re.Match[str]) -> int:
    return round(count_of(match["count"]) * MONTHS[match["unit"][0].lower()])


def count_of(text: str) -> float:
    return float(NAMES.get(text.lower(), 0) or (float(text) if text[0].isdigit() else 0))


def _candidates(element: Line | Table) -> Iterator[_Candidate]:
    for line, label in _labelled(element):
        for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
            text = line.text[start:end]
            rank = _rank(label, text) if LENGTH.search(text) else None
            read = _read(text, labelled=rank == HEAD) if rank is not None else None
            if read and rank is not None:
                months, extension = read
                term = Term(months=months, extension_months=extension, source=line.source(start, end))
                yield _Candidate(rank, term)


def _labelled(element: Line | Table) -> Iterator[tuple[Line, str]]:
    """Return each line with the label that stands beside it in a table."""
    if isinstance(element, Line):
        yield element, ""
        return
    for row in element.rows:
        for box in row:
            for line in box.lines:
                yield line, row[0].text if box is not row[0] else ""


def _rank(label: str, text: str) -> int | None:
    said = f"{label} {text}"
    if pattern("term", "not_term").search(said):
        return None
    if label and pattern("term", "label").search(label):
        return HEAD
    for rank, name in enumerate(("term", "weak"), 1):
        if pattern("term", name).search(text):
            return rank
    return None


def _read(text: str, *, labelled: bool) -> tuple[int, int] | None:
    """Return the months of a sentence: before the words that extend it the term, behind them the extension."""
    plus = PLUS.search(text)
    if plus and (labelled or pattern("term", "term").search(text)):
        each = 1 if (plus[3] or "").lower().startswith("m") else 12
        return int(plus[1]) * each, sum(int(n) for n in re.findall(r"\d+", plus[2])) * each
    cut = pattern("term", "extension").search(text)
    first, rest = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    lengths = sorted(months_of(first), key=lambda found: found[1])
    months = lengths[0][0] if lengths else _between(moments(first))
    return (months, extension_of(text, cut.start()) if cut and rest else 0) if months else None


def extension_of(text: str, start: int) -> int:
    """Return the months that words about extension give, counted from the sentence's `start`."""
    each = EACH.search(text, max(0, start - 40))
    if each:
        return round(count_of(each["times"]) * (_in_months(each) if each["count"] else 12))
    lengths = [found for found in sorted(months_of(text), key=lambda found: found[1]) if found[2] > start]
    if not lengths:
        return 0
    before = [each for each in TIMES.finditer(text, max(0, start - 30)) if each.end() <= lengths[0][1] + 1]
    return round(count_of(before[-1]["times"]) * lengths[0][0]) if before else lengths[0][0]


def _between(days: list[Moment]) -> int:
    """Return the months from the first of two days to the second, the last day counted."""
    if len(days) < 2 or days[0].joined != "to":
        return 0
    return _whole_months(days[0].at, days[1].at)


def _whole_months(first: str, last: str) -> int:
    """Return the months from one day to another, both counted."""
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    return max(0, round((end.year - start.year) * 12 + end.month - start.month + (end.day + 1 - start.day) / 31))


def term_between(dates: Sequence[KeyDate]) -> Term | None:
    """Return the term from the contract's start to its end, where the pack gives both days and no length."""
    start = next((each for each in dates if each.role == "contract_start"), None)
    end = next((each for each in dates if each.role == "contract_end"), None)
    months = _whole_months(start.at, end.at) if start and end else 0
    return Term(months=months, source=end.source) if end and months else None


def _extensions(element: Line | Table) -> Iterator[int]:
    for line, label in _labelled(element):
        for text in [each.text for each in line.sentences] or [line.text]:
            if not LENGTH.search(text):
                continue
            cut = pattern("term", "extension").search(f"{label}: {text}" if label else text)
            if not cut or pattern("term", "not_term").search(text):
                continue
            if pattern("term", "contract").search(text) or (label and cut.start() < len(label)):
                months = extension_of(text, 0 if label and cut.start() < len(label) else cut.start())
                if months:
                    yield months
