"""How long the contract runs and how far it can be extended, in months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.extract.contract.lengths import COUNT, count_of, in_months, months_of
from assistant.extract.dates.days import Moment, is_day, moments
from assistant.extract.text.layout import Layout, Line, Table
from assistant.extract.text.lexicon import pattern
from assistant.records import KeyDate, Term

TIMES = re.compile(
    rf"\b(?P<times>{COUNT})(?:\s*\(\w+\))?\s+(?:x\s+|(?:(?!years?\b|months?\b)[a-z-]+\s+){{0,3}}?(?:periods?|extensions?|options?|renewals?)\s*"
    rf"(?:to\s+(?:extend|renew)\s+)?(?:each\s+)?(?:of\s+|for\s+)?(?:up\s+to\s+)?(?:a\s+)?)",
    re.IGNORECASE,
)
EACH = re.compile(
    rf"\b(?P<times>{COUNT})(?:\s*\(\w+\))?\s+(?:\w+\s+)?"
    rf"(?:annual|yearly|(?P<count>{COUNT})[\s-](?P<unit>year|month)s?)\s+(?:\w+\s+)?"
    r"(?:extension|option|renewal|period|term)",
    re.IGNORECASE,
)
PLUS = re.compile(
    r"(?<!then )(?<!plus )\b(?P<first>\d{1,2})(?:\s*(?:years?|yrs?|(?P<months>months?)))?(?:\s*\([^()]{4,60}\))?"
    r"(?P<more>(?:\s*\(?\+\s*\d{1,2}){1,4})(?:\s*(?P<unit>years?|yrs?|months?))?\b",
    re.IGNORECASE,
)
LENGTH = re.compile(r"year|yr|month|week|\d\s?\+\s?\d|20\d\d", re.IGNORECASE)
ADDED = re.compile(
    r"\s*(?:plus|\+|then|and(?: then)?|followed by)\s+(?:by\s+)?(?:up to\s+)?(?:a\s+)?(?:further\s+)?", re.IGNORECASE
)
WHOLE = re.compile(
    r"\b(?:maximum|total|overall|full)\s+(?:\w+\s+)?(?:length|term|duration|period)\b"
    r"|\binclu(?:ding|sive of)\s+(?:\w+\s+){0,3}(?:extensions?|renewals?|options?)\b",
    re.IGNORECASE,
)
"""The words for all the years together, extensions with them."""
LABELLED = re.compile(r"^[\W\d]*(?P<label>[A-Za-z][A-Za-z ()/]{2,40}?)\s*:\s")
FURTHER = re.compile(r"\b(?:by|for|further)\s+(?:up to\s+)?(?:a\s+|an\s+)?(?:further\s+)?$", re.IGNORECASE)
ORDINAL = r"\b(?:second|third|fourth|fifth|sixth)\b"
ORDINAL_YEARS = re.compile(rf"{ORDINAL}(?:\s*(?:,|and)\s*(?:a\s+)?{ORDINAL})*\s+years?\b", re.IGNORECASE)
MORE_YEARS = re.compile(
    rf"\b(?:further|another|additional)\s+(?P<count>{COUNT})\b(?!\s*(?:week|day|time))", re.IGNORECASE
)
NOT_A_TERM = re.compile(r"\s*(?:per|a|each|every|of the)\s+(?:year|annum|month)|\s+each\b", re.IGNORECASE)
HEAD, FEW = 0, 8


@dataclass(frozen=True)
class _Candidate:
    rank: int
    term: Term


def find_term(layout: Layout, dates: Sequence[KeyDate] = ()) -> Term | None:
    """Return the contract's first term with what it may be extended by; the plainest statement, the first of equals.

    Where the pack gives no length, the term is that between the contract's first and last day among its `dates`.
    """
    said = [each for page in layout.pages for element in page.elements for each in _labelled(element)]
    only = all(page.kind == "response_form" for page in layout.pages)
    found = [
        each
        for line, label in said
        for each in _candidates(line, label)
        if each.rank == HEAD or only or line.kind != "response_form"
    ]
    best = min(found, key=lambda each: each.rank, default=None)
    term = best.term if best else term_between(dates)
    if term is None or term.extension_months:
        return term
    return term.model_copy(update={"extension_months": next(_extensions(said, term), 0) or _until(said, dates)})


def _until(said: Sequence[tuple[Line, str]], dates: Sequence[KeyDate]) -> int:
    """Return the months by which the contract may be extended, where the pack says up to which day."""
    end = next((each.at for each in dates if each.role == "contract_end" and is_day(each.at)), None)
    texts = [text for line, _ in said for text in [each.text for each in line.sentences] or [line.text]] if end else []
    for text in texts:
        cut = pattern("term", "extension").search(text)
        found = moments(text[cut.end() :]) if cut and pattern("term", "contract").search(text) else []
        if end and found and end < found[0].at:
            return _whole_months(end, found[0].at)
    return 0


def _candidates(line: Line, label: str) -> Iterator[_Candidate]:
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        text = line.text[start:end]
        rank = _rank(label or _own_label(text), text) if LENGTH.search(text) else None
        read = _read(text, labelled=rank == HEAD) if rank is not None else None
        if read and rank is not None:
            months, extension = read
            term = Term(months=months, extension_months=extension, source=line.source(start, end))
            yield _Candidate(rank, term)


def _own_label(text: str) -> str:
    found = LABELLED.match(text)
    return found["label"] if found and pattern("term", "label").fullmatch(found["label"].strip()) else ""


def _labelled(element: Line | Table) -> Iterator[tuple[Line, str]]:
    """Return the lines that may tell a length, each with the label beside it in a table, or above it."""
    if isinstance(element, Line):
        if LENGTH.search(element.text):
            yield element, ""
        return
    if not any(LENGTH.search(line.text) for row in element.rows for box in row for line in box.lines):
        return
    about = pattern("term", "label"), pattern("term", "extension")
    named = [box for box in element.head if not re.search(r"\d", box.text)]
    heads = {box.column: box.text for box in named if any(each.search(box.text) for each in about)}
    for row in element.rows:
        for box in row:
            above = heads.get(box.column, "") if row is not element.head else ""
            for line in box.lines:
                yield line, (row[0].text if box is not row[0] and not above else above)


def _rank(label: str, text: str) -> int | None:
    said = f"{label} {text}"
    plain = bool(pattern("term", "plain").search(text)) and not pattern("term", "never").search(said)
    if not plain and (pattern("term", "not_term").search(said) or WHOLE.search(said)):
        return None
    if label and pattern("term", "label").search(label):
        return HEAD
    for rank, name in enumerate(("term", "weak"), 1):
        if pattern("term", name).search(text):
            return rank
    extends = pattern("term", "extension").search(label)
    return 2 if len(text.split()) <= FEW and not extends and _summed(text) else None


def _summed(text: str) -> bool:
    """Tell whether a text is a sum of lengths, such as `2 years + 1 + 1` or `one year plus one year`."""
    lengths = sorted(months_of(text), key=lambda found: found[1])
    plus = PLUS.search(text)
    return bool(plus and lengths) or any(ADDED.fullmatch(text[one[2] : other[1]]) for one, other in pairwise(lengths))


def _read(text: str, *, labelled: bool) -> tuple[int, int] | None:
    """Return the months of a sentence: before the words that extend it the term, behind them the extension."""
    cut = pattern("term", "extension").search(text)
    plus = PLUS.search(text)
    if plus and (labelled or pattern("term", "term").search(text) or _summed(text)) and _begins(plus, text, cut):
        months, more = _summands(plus)
        return months, sum(more)
    first, rest = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    lengths = sorted(months_of(first), key=lambda found: found[1])
    lengths = [each for each in lengths if not NOT_A_TERM.match(text, each[2])]
    lengths = [each for each in lengths if "initial" in first[max(0, each[1] - 20) : each[2] + 12].lower()] or lengths
    months = lengths[0][0] if lengths else _between(moments(first))
    if not months or not cut or not rest:
        return (months, 0) if months else None
    whole = WHOLE.search(rest)
    total = max((each[0] for each in months_of(rest[whole.start() :])), default=0) if whole else 0
    if whole and total > months and not FURTHER.search(rest[: whole.start()]):
        return months, total - months
    return months, extension_of(text, cut.start())


def _begins(plus: re.Match[str], text: str, cut: re.Match[str] | None) -> bool:
    """Tell whether a sum such as `3+1+1` begins with the term: not where a term before it says another one."""
    before = [each[0] for each in sorted(months_of(text), key=lambda found: found[1]) if each[2] <= plus.start()]
    if cut is None or cut.start() > plus.start() or not before:
        return True
    first, more = _summands(plus)
    return before[0] in {first, first + sum(more)}


def _summands(plus: re.Match[str]) -> tuple[int, list[int]]:
    """Return what PLUS adds up, in months."""
    each = 1 if plus["months"] or (plus["unit"] or "").lower().startswith("m") else 12
    return int(plus["first"]) * each, [int(number) * each for number in re.findall(r"\d+", plus["more"])]


def extension_of(text: str, start: int) -> int:
    """Return the months that words about extension give, counted from the sentence's `start`."""
    each = EACH.search(text, max(0, start - 40))
    if each and each.start() < start and not pattern("term", "extension").search(each.group()):
        each = EACH.search(text, max(0, start))
    if each:
        return round(count_of(each["times"]) * (in_months(each) if each["count"] else 12))
    added = PLUS.search(text, start)
    if added and (added["unit"] or not months_of(text[max(0, start) :])):
        first, more = _summands(added)
        return first + sum(more)
    lengths = [found for found in sorted(months_of(text), key=lambda found: found[1]) if found[2] > start]
    if not lengths:
        return _without_unit(text, start)
    joined = [found for last, found in pairwise(lengths) if ADDED.fullmatch(text[last[2] : found[1]])]
    if joined and ADDED.fullmatch(text[lengths[0][2] : lengths[1][1]]):
        return lengths[0][0] + sum(found[0] for found in joined)
    before = [each for each in TIMES.finditer(text, max(0, start - 30)) if each.end() <= lengths[0][1] + 1]
    return round(count_of(before[-1]["times"]) * lengths[0][0]) if before else lengths[0][0]


def _without_unit(text: str, start: int) -> int:
    """Return the months of an extension told as `a further two` or `a second and third year`, or up to a day."""
    ordinals = ORDINAL_YEARS.search(text, max(0, start))
    further = MORE_YEARS.search(text, max(0, start))
    if ordinals:
        return 12 * len(re.findall(ORDINAL, ordinals.group(), re.IGNORECASE))
    if further:
        return 12 * round(count_of(further["count"]))
    days = moments(text)
    behind = [each for each in days if each.start >= start]
    before = [each for each in days if each.start < start]
    return max(0, _whole_months(before[-1].at, behind[0].at)) if before and behind else 0


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
    days = [each for each in dates if each.superseded_by is None and is_day(each.at)]
    start = next((each for each in days if each.role == "contract_start"), None)
    end = next((each for each in days if each.role == "contract_end"), None)
    months = _whole_months(start.at, end.at) if start and end else 0
    return Term(months=months, source=end.source) if end and months else None


def _extensions(said: Sequence[tuple[Line, str]], term: Term) -> Iterator[int]:
    """Return the months that the pack says the term may be extended by, its own paragraph first."""
    here = (term.source.document, term.source.block)
    for line, label in sorted(said, key=lambda each: (each[0].document, each[0].block.id) != here):
        own = (line.document, line.block.id) == here
        for text in [each.text for each in line.sentences] or [line.text]:
            months = _extends(label, text, term, own=own) if LENGTH.search(text) else 0
            if months > 0:
                yield months


def _extends(label: str, text: str, term: Term, *, own: bool) -> int:
    if pattern("term", "not_term").search(text):
        return 0
    if WHOLE.search(f"{label} {text}"):
        return max((each[0] for each in months_of(text)), default=0) - term.months
    own_label = LABELLED.match(text)
    if own_label and not label:
        label, text = own_label["label"], text[own_label.end() :]
    cut = pattern("term", "extension").search(f"{label}: {text}" if label else text)
    if not cut:
        return 0
    labelled = bool(label) and cut.start() < len(label)
    if not (labelled or own or pattern("term", "contract").search(text)):
        return 0
    return extension_of(text, 0 if labelled else cut.start() - (len(label) + 2 if label else 0))
