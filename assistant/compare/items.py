"""What a tender is made of, each item with its words and its terms in plain words, to be set side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.likeness import compact
from assistant.records import Criterion, KeyDate, Lot, Question, Requirement, Source, Tender, Term, Unit, Value

WHO = {
    "any": "any member",
    "all": "every member",
    "lead": "the lead",
    "sum": "all together",
    "each_sub": "each sub-contractor",
}
OWN_NAME = re.compile(r"[RA]\d+")
"""What a requirement without a number in the pack is called here: that it is called otherwise is no change."""
CHANGED = "amended"
"""The doubt that says what an amendment changed; what it changed from one place to another is told of the item."""
YES = {True: "yes", False: "no"}


class Item(NamedTuple):
    """One thing a tender says. `group` are those it can be mistaken for, `text` what tells it from them."""

    about: str
    group: str
    id: str
    name: str
    text: str
    terms: dict[str, str]
    source: Source | None


def items_of(tender: Tender) -> dict[str, list[Item]]:
    """Return the items by what they are about, what matters most first."""
    return {
        "date": [_date(each) for each in tender.dates if each.superseded_by is None],
        "question": [_question(each) for each in tender.questions],
        "criterion": [_criterion(each) for each in tender.criteria],
        "requirement": [_requirement(each) for each in tender.requirements],
        "value": [_value(tender.value)] if tender.value else [],
        "term": [_term(tender.term)] if tender.term else [],
        "lot": [_lot(each) for each in tender.lots],
        "fact": list(_facts(tender)),
        "tender": list(_names(tender)),
        "doubt": [
            Item("doubt", each.kind, "", each.message, each.message, {}, None)
            for each in tender.flags
            if each.kind != CHANGED or len(each.sources) < 2
        ],
    }


def weight(number: float | None, unit: Unit) -> str:
    if number is None:
        return ""
    return f"{number:g}%" if unit == "percent" else f"{number:g} marks"


def plain(name: str) -> str:
    return name.replace("_", " ")


def _date(given: KeyDate) -> Item:
    terms = {"day": given.at.replace("T", " at ")}
    return Item("date", given.role, "", plain(given.role), given.at, terms, given.source)


def _question(given: Question) -> Item:
    said = compact(given.text)
    parts = [each for each in given.asks if compact(each) not in said]
    terms = {
        "title": given.title,
        "words": given.text,
        "parts": " / ".join(parts),
        "weight": weight(given.weight, given.unit),
        "limit": f"{given.limit.number:,} {given.limit.unit}" if given.limit else "",
        "over the limit": plain(given.limit.over or "") if given.limit else "",
        "pass or fail": YES[given.pass_fail],
        "form of answer": plain(given.response),
        "lot": given.lot or "",
    }
    text = " ".join((given.title, given.text, *parts))
    return Item("question", "", given.id, f"{given.id} {given.title}".strip(), text, terms, given.source)


def _criterion(given: Criterion) -> Item:
    terms = {
        "name": given.name,
        "weight": weight(given.weight, given.unit),
        "part of": given.parent or "",
        "lot": given.lot or "",
    }
    key = "/".join((given.lot or "", compact(given.parent or ""), compact(given.name)))
    return Item("criterion", key, "", given.name, given.name, terms, given.source)


def _requirement(given: Requirement) -> Item:
    terms = {
        "words": given.text,
        "force": given.force,
        "for whom": WHO[given.scope],
        "pass or fail": YES[given.gate],
        "lot": given.lot or "",
    }
    ours = given.id != given.number and OWN_NAME.fullmatch(given.id)
    return Item("requirement", "", "" if ours else given.id, given.id, given.text, terms, given.source)


def money(given: Value) -> str:
    sign = "£" if given.currency == "GBP" else f"{given.currency} "
    low, high = f"{sign}{given.low:,.0f}", f"{sign}{given.high:,.0f}"
    said = low if low == high else f"{low} to {high}"
    vat = {"excluded": ", excluding VAT", "included": ", including VAT", "unknown": ""}[given.vat]
    return f"{said}{' a year' if given.per == 'year' else ''}{vat}"


def _value(given: Value) -> Item:
    said = money(given)
    return Item("value", "value", "", "value", said, {"amount": said}, given.source)


def _term(given: Term) -> Item:
    terms = {"months": f"{given.months}", "extension in months": f"{given.extension_months}"}
    return Item("term", "term", "", "term", " ".join(terms.values()), terms, given.source)


def _lot(given: Lot) -> Item:
    terms = {"title": given.title, "value": money(given.value) if given.value else ""}
    source = given.value.source if given.value else None
    return Item("lot", given.id, given.id, f"lot {given.id}", given.title, terms, source)


def _facts(tender: Tender) -> Iterator[Item]:
    for each in tender.facts:
        value = f"{each.value:,g}" if isinstance(each.value, float | int) else plain(str(each.value))
        terms = {
            "value": f"{value} {each.unit or ''}".strip(),
            "more": each.detail,
            "another of the same standing": "accepted" if each.equivalent else "",
            "for whom": "" if each.scope == "any" else WHO[each.scope],
        }
        yield Item("fact", each.name, "", plain(each.name), f"{value} {each.detail}", terms, each.source)


def _names(tender: Tender) -> Iterator[Item]:
    for name, said in (
        ("title", tender.title),
        ("buyer", tender.buyer),
        ("reference", tender.reference),
        ("kind of document", plain(tender.seems)),
    ):
        if said:
            yield Item("tender", name, "", name, said, {"words": said}, None)
