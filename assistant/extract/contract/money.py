"""Amounts of money as written, and the value of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.extract.contract.lengths import COUNT, count_of
from assistant.extract.text.layout import Layout, Line, Page, Table
from assistant.extract.text.lexicon import pattern
from assistant.records import Value

CURRENCY = {"£": "GBP", "$": "USD", "€": "EUR", "gbp": "GBP", "usd": "USD", "eur": "EUR", "pounds": "GBP"} | {
    "sterling": "GBP",
    "dollars": "USD",
    "euros": "EUR",
}
TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?:\s?(?:k|m|mn|bn|thousand|million|billion)\b)?"
AMOUNT = re.compile(
    rf"(?P<sign>\\?[£$€]|\b(?:GBP|USD|EUR)\s?)\s?(?P<figure>{FIGURE})(?P<scale>{SCALE})"
    rf"|(?<![\d£$€,.])(?P<figure2>{FIGURE})(?P<scale2>{SCALE})\s(?P<sign2>pounds)\b",
    re.IGNORECASE,
)
SPELLED = rf"(?:{COUNT}|hundred|thousand|million)"
WORDED = re.compile(
    rf"(?<![\w£$€.,-])(?P<words>{SPELLED}(?:[\s-]+(?:and\s+)?{SPELLED}){{1,8}})\s+(?:UK\s+)?(?P<sign>pounds|sterling|dollars|euros)\b",
    re.IGNORECASE,
)
"""An amount in words, such as `one hundred and twenty thousand pounds`."""
PART = re.compile(
    rf"(?<![\w£$€.,-])(?:(?P<part>half|(?:a\s+|one\s+)?quarter|three[\s-]quarters)(?:\s+of)?\s+a\s+(?P<scale>million|billion)"
    rf"|(?P<whole>{COUNT})\s+and\s+a\s+half\s+(?P<scale2>thousand|million|billion))\s+(?:UK\s+)?"
    r"(?P<sign>pounds|sterling|dollars|euros)\b",
    re.IGNORECASE,
)
"""Part of an amount in words, such as `half a million pounds`."""
PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.75}
SECOND = re.compile(rf"\s?(?:-|–|—|to|and)\s?(?P<sign>[£$€])?(?P<figure>{FIGURE})(?P<scale>{SCALE})", re.IGNORECASE)
PER_YEAR = re.compile(
    r"^[\s,(]*(?:per\s+(?:annum|(?:(?:contract|academic|school|financial|calendar)\s+)?year)|p\.?a\b"
    r"|a\s+(?:(?:contract|academic|school|financial|calendar)\s+)?year|(?:for |in )?(?:each|every) year|annually|yearly"
    r"|/\s?year)",
    re.IGNORECASE,
)
ANNUAL = re.compile(r"\b(?:annual|yearly|per annum|each year|per year)\b", re.IGNORECASE)
WITHOUT_VAT = re.compile(
    r"(?:exclu(?:ding|sive of|des?)|\bex(?:cl?)?\.?|net of|without|plus|before|not includ(?:e|ing)|\+)"
    r"\s*(?:of\s+)?(?:any\s+)?(?:applicable\s+)?VAT"
    r"|VAT\s+(?:(?:is|will be)\s+)?(?:excluded|exclusive|extra|additional|added|not included|payable in addition)",
    re.IGNORECASE,
)
WITH_VAT = re.compile(
    r"\b(?:inclu(?:ding|sive of|des?)|incl?\.?|gross of|with)\s(?:(?!exclu|\bex\b|\bnet\b)[\w\s]){0,40}?\bVAT"
    r"|VAT\s+(?:and\s+[\w ]{1,30}?\s+)?(?:(?:is|are)\s+)?inclu(?:ded|sive)",
    re.IGNORECASE,
)
OWN_BUDGET = re.compile(r"\w['’]s?\s+(?:[\w-]+\s+){0,3}budget\b(?!\s+for\s+(?:this|the|these)\b)", re.IGNORECASE)
OFFERS = re.compile(r"\b(?:has|have|got)\s+(?:\w+\s+){0,3}?(?:between\s+)?[£$€]\d", re.IGNORECASE)
"""What somebody has for it, as in `We have between £20k and £25k`."""
BOUND = re.compile(
    r"\b(?:(?:under|below|above|over|exceed\w*|less than|more than|in excess of)\s+|threshold\W+(?:\w+\W+){0,3})$",
    re.IGNORECASE,
)
HEADING = 3
LEAST_OF = re.compile(
    r"\b(?:not less than|no less than|at least|a minimum of|not under|never less than)\s+$", re.IGNORECASE
)
"""A sum that something must come to at the least, such as a fee to be paid: never the value."""
ANYTHING = re.compile(
    r"\b(?:anything|any\s+\w+|anywhere|somewhere|bids|offers|prices)\s+(?:that\s+\w+\s+)?between\s+$", re.IGNORECASE
)
"""Before a range in which bids may lie, where one sum is named as well."""
TOGETHER = re.compile(
    r"^[\s,(]*(?:per\s+\w+|a\s+\w+|each\s+\w+)?[\s,(]*(?:in\s+total|in\s+all|altogether|overall|all\s+told)\b",
    re.IGNORECASE,
)
ONE_LOT = re.compile(
    r"\blot\s+(?:\d|[A-Z]\b|one|two|three|four|five|six)|\b(?:this|each|every|per)\s+lot\b", re.IGNORECASE
)
SIGNS = re.compile(r"[£$€]|\b(?:GBP|USD|EUR|pounds|sterling|dollars|euros)\b", re.IGNORECASE)
SMALL = re.compile(
    r"\b(?:thresholds?|notice|procedures?|rules|advertis\w+|ask\w*\s+(?:for\s+)?\w+\s+(?:suppliers|quotes|quotations|firms))\b",
    re.IGNORECASE,
)
"""Words of a sentence that says how little is bought, and so by which rules."""
TOTAL = re.compile(r"^\W*(?:grand\s+|overall\s+)?total\b", re.IGNORECASE)

NUMBERED = re.compile(r"^[\W\d]+")
LEAST, SHORT, PLAINLY = 1000, 30, 1

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
    if not SIGNS.search(text):
        return found
    for match in AMOUNT.finditer(text):
        if not found or match.start() >= found[-1].end:
            found.append(_money(text, match))
    parts = [_in_part(match) for match in PART.finditer(text)]
    worded = [_in_words(match) for match in WORDED.finditer(text)]
    worded = [*parts, *(each for each in worded if all(each.end <= o.start or o.end <= each.start for o in parts))]
    more = [each for each in worded if all(each.end <= other.start or other.end <= each.start for other in found)]
    return sorted([*found, *more], key=lambda each: each.start)


def _in_part(match: re.Match[str]) -> Money:
    scale = TIMES[(match["scale"] or match["scale2"]).lower()]
    share = PARTS[re.split(r"[\s-]", match["part"].lower())[-1]] if match["part"] else count_of(match["whole"]) + 0.5
    return Money(share * scale, share * scale, CURRENCY[match["sign"].lower()], match.start(), match.end())


def _in_words(match: re.Match[str]) -> Money:
    total = part = 0.0
    for word in re.findall(rf"\b{SPELLED}\b", match["words"].lower()):
        if word in TIMES:
            total, part = total + (part or 1) * TIMES[word], 0.0
        else:
            part = (part or 1) * 100 if word == "hundred" else part + count_of(word)
    return Money(total + part, total + part, CURRENCY[match["sign"].lower()], match.start(), match.end())


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
    found = [each for page in layout.pages for each in _on_page(page)]
    best = min(found, key=lambda each: each.rank, default=None)
    return with_vat(best.value, layout) if best else None


def with_vat(value: Value, layout: Layout) -> Value:
    """Return a value with what the pack says of VAT for all its figures, where its own words say nothing."""
    if value.vat != "unknown":
        return value
    lines = (line.text for line in layout.every() if "VAT" in line.text)
    said = (vat_of(text) for text in lines if pattern("money", "all_figures").search(text))
    return value.model_copy(update={"vat": next((vat for vat in said if vat != "unknown"), "unknown")})


def _on_page(page: Page) -> Iterator[_Candidate]:
    before = ""
    for element in page.elements:
        if isinstance(element, Table):
            found = [each for line, label in _cells(element) for each in _in_line(line, label)]
            before = ""
        else:
            found = list(_in_line(element, _said_above(element, before))) if SIGNS.search(element.text) else []
            before = element.text or before
        yield from (each for each in found if each.rank <= PLAINLY or page.kind != "contract")


def _said_above(line: Line, before: str) -> str:
    """Return the heading or the line right above a short line, where it says that the contract's value follows."""
    if len(line.text.split()) > SHORT:
        return ""
    above = (before, *line.block.headings[-1:])
    return next(
        (text for text in above if pattern("money", "heading").fullmatch(NUMBERED.sub("", text).strip(" :"))), ""
    )


def _cells(table: Table) -> Iterator[tuple[Line, str]]:
    """Return the lines of a table with what stands beside them, or above them in a table of one row or of totals."""
    if not any(SIGNS.search(line.text) for row in table.rows for box in row for line in box.lines):
        return
    for number, row in enumerate(table.rows):
        headed = number > 0 and (len(table.rows) == 2 or bool(TOTAL.match(row[0].text)))
        for box in row:
            beside = row[0].text if box is not row[0] else ""
            above = next((each.text for each in table.head if each.column == box.column), "") if headed else ""
            yield from ((line, f"{above} {beside}".strip()) for line in box.lines)


def _in_line(line: Line, label: str) -> Iterator[_Candidate]:
    if any(ONE_LOT.search(each) for each in line.block.headings):
        return
    spans = [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]
    for place, (start, end) in enumerate(spans):
        text = line.text[start:end]
        named = label or (_run_in(line.text[slice(*spans[0])]) if place == 1 else "")
        rank = _rank(named, text) if SIGNS.search(text) else None
        money = _plain(text) if rank is not None else None
        if money and rank is not None:
            value = value_of(line, money, (start, end), named)
            following = line.text[slice(*spans[place + 1])] if place + 1 < len(spans) else ""
            if value.vat == "unknown" and not SIGNS.search(following):
                value = value.model_copy(update={"vat": vat_of(f"{text} {following}")})
            yield _Candidate(rank, value)


def _run_in(first: str) -> str:
    """Return the heading a paragraph begins with, as in `Budget. Up to £12,000`; nothing where it is a sentence."""
    return first.strip(" .:") if len(first.split()) <= HEADING else ""


def _plain(text: str) -> Money | None:
    """Return the amount that may be the value: the total before the yearly, nothing that is a rate."""
    kept = [
        each
        for each in amounts(text)
        if each.high >= LEAST
        and (each.per_year or not pattern("money", "rate").match(text[each.end : each.end + 40].lstrip(" ,(")))
    ]
    kept = [each for each in kept if not BOUND.search(text[: each.start]) or not SMALL.search(text)]
    kept = [each for each in kept if not LEAST_OF.search(text[: each.start])]
    ranged = next((each for each in kept if each.high > each.low and ANYTHING.search(text[: each.start])), None)
    if ranged:
        return ranged
    whole = next((each for each in kept if TOGETHER.match(text[each.end :])), None)
    return whole or next((each for each in kept if not each.per_year), next(iter(kept), None))


def about_other_money(text: str) -> bool:
    """Tell whether a text speaks of insurance, turnover, other contracts or what else is not the contract's value."""
    return bool(pattern("money", "not_value").search(text) or OWN_BUDGET.search(text))


def _rank(label: str, text: str) -> int | None:
    """Return how plainly a text speaks of the contract's value, 0 is plainest; None where it does not."""
    said = f"{label} {text}"
    if about_other_money(said) or (ONE_LOT.search(said) and not re.search(r"\btotal\b", said, re.IGNORECASE)):
        return None
    plainly = pattern("money", "value").search(label) or pattern("money", "label").fullmatch(label.strip(" :?"))
    if label and plainly:
        return 0
    for rank, name in enumerate(("value", "budget"), PLAINLY):
        if pattern("money", name).search(said) or (name == "budget" and OFFERS.search(text)):
            return rank + (2 if pattern("money", "supposed").search(text) else 0)
    return None


def value_of(line: Line, money: Money, span: tuple[int, int], label: str) -> Value:
    """Return an amount as a value, with what its sentence and its label say of VAT and of a year."""
    start, end = span
    text = line.text[start:end]
    before = f"{label} {text[: max(0, money.start)]}"
    yearly = money.per_year or bool(ANNUAL.search(before[-60:]) and not re.search(r"\btotal\b", before, re.IGNORECASE))
    return Value(
        low=money.low,
        high=money.high,
        currency=money.currency,
        vat=vat_of(f"{label} {text}"),
        per="year" if yearly else "total",
        source=line.source(start, end),
    )
