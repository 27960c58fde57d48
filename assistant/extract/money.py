"""Amounts of money as written, and the value of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.extract.layout import Layout, Line, Table
from assistant.extract.lexicon import pattern
from assistant.records import Value

CURRENCY = {"£": "GBP", "$": "USD", "€": "EUR", "gbp": "GBP", "usd": "USD", "eur": "EUR", "pounds": "GBP"}
TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?:\s?(?:k|m|mn|bn|thousand|million|billion)\b)?"
AMOUNT = re.compile(
    rf"(?P<sign>\\?[£$€]|\b(?:GBP|USD|EUR)\s?)\s?(?P<figure>{FIGURE})(?P<scale>{SCALE})"
    rf"|(?<![\d£$€,.])(?P<figure2>{FIGURE})(?P<scale2>{SCALE})\s(?P<sign2>pounds)\b",
    re.IGNORECASE,
)
SECOND = re.compile(rf"\s?(?:-|–|—|to|and)\s?(?P<sign>[£$€])?(?P<figure>{FIGURE})(?P<scale>{SCALE})", re.IGNORECASE)
PER_YEAR = re.compile(
    r"^[\s,(]*(?:per\s+(?:annum|year|contract year)|p\.?a\b|a year|each year|annually|/\s?year|every year)",
    re.IGNORECASE,
)
ANNUAL = re.compile(r"\b(?:annual|yearly|per annum|each year|per year)\b", re.IGNORECASE)
WITHOUT_VAT = re.compile(
    r"(?:exclu(?:ding|sive of|des?)|ex\.?|net of|without|plus|before)\s+(?:of\s+)?(?:any\s+)?(?:applicable\s+)?VAT",
    re.IGNORECASE,
)
WITH_VAT = re.compile(
    r"\b(?:inclu(?:ding|sive of|des?)|inc\.?|gross of|with)\s(?:(?!exclu|\bex\b|\bnet\b)[\w\s]){0,40}?\bVAT",
    re.IGNORECASE,
)

LEAST = 1000

Vat = Literal["excluded", "included", "unknown"]


@dataclass(frozen=True)
class Money:
    """An amount or a range; `per_year` when the words right behind it say so."""

    low: float
    high: float
    currency: str
    start: int
    end: int
    per_year: bool = False


def amounts(text: str) -> list[Money]:
    """Return the amounts in a text in order; `£20,000 to £30,000` and `£20-30k` are one."""
    found: list[Money] = []
    for match in AMOUNT.finditer(text):
        if not found or match.start() >= found[-1].end:
            found.append(_money(text, match))
    return found


def _money(text: str, match: re.Match[str]) -> Money:
    sign = (match["sign"] or match["sign2"]).strip().lstrip("\\").lower()
    low = _number(match["figure"] or match["figure2"], match["scale"] or match["scale2"] or "")
    money = Money(low, low, CURRENCY[sign], match.start(), match.end())
    second = SECOND.match(text, match.end())
    if second and (second["sign"] or _close_range(text, match, second)):
        high = _number(second["figure"], second["scale"])
        if low < 1000 <= high and not match["scale"]:
            low = _number(match["figure"], second["scale"])
        between = re.search(r"\bbetween\s*$", text[: match.start()], re.IGNORECASE)
        if high > low and ("and" not in second.group().lower() or between):
            money = Money(low, high, CURRENCY[sign], match.start(), second.end())
    return replace(money, per_year=bool(PER_YEAR.match(text[money.end :])))


def _close_range(text: str, match: re.Match[str], second: re.Match[str]) -> bool:
    """Tell whether a second figure without a sign, as in `£20-30k`, belongs to the range."""
    return bool(re.match(r"\s?[-–—]", text[match.end() :])) and bool(second["scale"].strip() or "," in second["figure"])


def _number(figure: str, scale: str) -> float:
    return round(float(figure.replace(",", "")) * TIMES.get(scale.strip().lower(), 1), 2)


def vat_of(text: str) -> Vat:
    """Return what a text says of VAT; where it gives amounts with and without, the words it says first."""
    without, included = WITHOUT_VAT.search(text), WITH_VAT.search(text)
    if without and (not included or without.start() < included.start()):
        return "excluded"
    return "included" if included else "unknown"


@dataclass(frozen=True)
class _Candidate:
    rank: int
    value: Value


def find_value(layout: Layout) -> Value | None:
    """Return the value of the contract as the pack puts it: the plainest statement of it, the first of equals."""
    found = [each for page in layout.pages for element in page.elements for each in _candidates(element)]
    best = min(found, key=lambda each: each.rank, default=None)
    if best is None:
        return None
    return best.value if best.value.vat != "unknown" else best.value.model_copy(update={"vat": _vat_elsewhere(layout)})


def _vat_elsewhere(layout: Layout) -> Vat:
    """Return what the pack says of VAT for all its figures."""
    for line in layout.every():
        if pattern("money", "all_figures").search(line.text) and vat_of(line.text) != "unknown":
            return vat_of(line.text)
    return "unknown"


def _candidates(element: Line | Table) -> Iterator[_Candidate]:
    if isinstance(element, Line):
        yield from _in_line(element, "")
        return
    for row in element.rows:
        label = row[0].text
        for box in row[1:] or row:
            for line in box.lines:
                yield from _in_line(line, label if box is not row[0] else "")


def _in_line(line: Line, label: str) -> Iterator[_Candidate]:
    spans = [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]
    for start, end in spans:
        text = line.text[start:end]
        money = next(iter(_plain(amounts(text), text)), None)
        rank = _rank(label, text) if money else None
        if money and rank is not None:
            yield _Candidate(rank, _value(line, money, (start, end), label))


def _plain(found: Sequence[Money], text: str) -> list[Money]:
    """Return the amounts that may be the value: the total before the yearly, nothing that is a rate."""
    kept = [
        each
        for each in found
        if each.high >= LEAST and not pattern("money", "rate").match(text[each.end : each.end + 40].lstrip(" ,("))
    ]
    total = [each for each in kept if not each.per_year]
    return total or kept


def _rank(label: str, text: str) -> int | None:
    """Return how plainly a text speaks of the contract's value, 0 is plainest; None where it does not."""
    if pattern("money", "not_value").search(f"{label} {text}"):
        return None
    if label and pattern("money", "value").search(label):
        return 0
    for rank, name in enumerate(("value", "budget"), 1):
        if pattern("money", name).search(text):
            return rank + (2 if pattern("money", "supposed").search(text) else 0)
    return None


def _value(line: Line, money: Money, span: tuple[int, int], label: str) -> Value:
    start, end = span
    text = line.text[start:end]
    before = f"{label} {text[: money.start]}"
    yearly = money.per_year or bool(ANNUAL.search(before[-60:]) and not re.search(r"\btotal\b", before, re.IGNORECASE))
    return Value(
        low=money.low,
        high=money.high,
        currency=money.currency,
        vat=vat_of(f"{label} {text}"),
        per="year" if yearly else "total",
        source=line.source(start, end),
    )
