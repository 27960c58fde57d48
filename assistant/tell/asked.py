"""What a tender asks, as plain lines for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten

from assistant.likeness import compact
from assistant.records import (
    Criterion,
    Document,
    Fact,
    Lot,
    Question,
    Reading,
    Requirement,
    Tender,
    Value,
)
from assistant.tell.words import count, percent, plain, wrap

AS_DECIDED = ", as you decided"
FACTS, SHORT, MOST = 4, 70, 20
EXPLAINED = {"kpi", "department"}
"""Facts that mean nothing without what is said of them."""
SHORTENED = {"dbs", "gdpr", "iaa", "ico", "iso", "kpi", "psr", "sme", "tupe", "vat", "vcse"}
WHO = {
    "any": "",
    "all": "every member",
    "lead": "the lead",
    "sum": "together",
    "each_sub": "each sub-contractor",
}
SEEMS = {
    "quotation": "a request for a quotation, not a full tender",
    "market_engagement": "a market engagement: nothing can be bid for yet",
    "contract_terms": "the terms of a contract, not the tender itself",
    "template": "a template that was not filled in",
    "grant": "a call for grant applications",
    "not_a_tender": "no tender",
}
RESPONSES = {
    "yes_no": "yes or no",
    "choice": "a choice",
    "number": "a number",
    "date": "a date",
    "table": "a table",
    "upload": "a document",
    "price": "prices",
    "scenario": "a scenario",
}


def blocks(given: Reading) -> Iterator[str]:
    """Give the text as read, each block with its id and clause number."""
    for document in given.documents:
        yield f"{document.name} ({plain(document.kind)})"
        for block in document.blocks:
            if block.text and block.visible:
                number = f"{block.number} " if block.number else ""
                yield f"  [{block.id}] {number}{block.text}"
        yield from _doubts(document)


def _doubts(document: Document) -> Iterator[str]:
    """Give what a reader of a document's text should know of: what is hidden in it, not read, or odd."""
    for hidden in document.hidden:
        yield from wrap(f'Hidden, and not used: "{hidden.text}" ({hidden.how}, {hidden.source})', "    ")
    places = defaultdict(list)
    for each in document.unread:
        places[each.what, each.why].append(each.where)
    for (what, why), where in places.items():
        at = where[0] if len(where) == 1 else f"{len(where)} times"
        yield from wrap(f"Not read: {what} ({at}): {why}", "    ")
    for warning in document.warnings:
        yield from wrap(f"Note: {warning}", "    ")


def _documents(documents: Sequence[Document]) -> Iterator[str]:
    yield from ("", "What was read")
    for each in documents:
        kind = "" if each.kind == "other" else f" ({plain(each.kind)})"
        yield from wrap(f"{each.name}{kind}: {each.title or 'without a title'}")
        yield from _doubts(each)


def reading(given: Reading, *, every: bool = False) -> Iterator[str]:
    """Say what the tender asks."""
    tender = given.tender
    yield tender.title or "A tender without a title"
    yield from _basics(tender)
    yield from decisions(given)
    if every:
        yield from _statements(given)
    yield from _lots(tender.lots)
    yield from _criteria(tender.criteria)
    yield from _questions(tender.questions)
    yield from _requirements(tender.requirements)
    yield from _facts(tender.facts)
    yield from _flags(tender)
    yield from _documents(given.documents)


def register(path: Path) -> Iterator[str]:
    """Say where the register was written, and how it is given back."""
    yield from ("", f"Register: {path}")
    yield from wrap("Change what is wrong in it, save it, and give it back with --decisions, or put it in the pack.")


def decisions(given: Reading) -> Iterator[str]:
    """Say what became of what a person decided."""
    done = given.decisions
    if done is None:
        return
    yield f"  {count(done.applied, 'decision')} of yours applied, from {done.register_name}"
    if done.lost:
        find = "finds its" if len(done.lost) == 1 else "find their"
        yield f"  {len(done.lost)} of your decisions no longer {find} place:"
    yield from _some(done.lost)
    if done.look:
        yield f"  {count(len(done.look), 'decision')} to look at, the pack having changed there:"
    yield from _some(done.look)
    yield from _some(done.notes)


def _some(lines: Sequence[str]) -> Iterator[str]:
    for each in lines[:MOST]:
        yield from wrap(each, "    ")
    if len(lines) > MOST:
        yield f"    ... and {len(lines) - MOST} more: --json lists them all."


def _basics(tender: Tender) -> Iterator[str]:
    if tender.seems != "tender":
        yield f"  This seems to be {SEEMS[tender.seems]}."
    for name, text in (("Buyer", tender.buyer), ("Reference", tender.reference)):
        if text:
            yield f"  {name}: {text}"
    if tender.value:
        yield f"  Value: {money(tender.value)}"
    if tender.term:
        longer = f", and up to {tender.term.extension_months} more" if tender.term.extension_months else ""
        yield f"  Term: {tender.term.months} months{longer}"
    for each in sorted(tender.dates, key=lambda date: date.at):
        if each.superseded_by is None:
            decided = AS_DECIDED if each.decided else ""
            yield f"  {plain(each.role).capitalize()}: {each.at.replace('T', ' at ')}{decided}"


def money(given: Value) -> str:
    sign = "£" if given.currency == "GBP" else f"{given.currency} "
    low, high = f"{sign}{given.low:,.0f}", f"{sign}{given.high:,.0f}"
    said = low if low == high else f"{low} to {high}"
    vat = {"excluded": ", without VAT", "included": ", with VAT", "unknown": ""}[given.vat]
    return f"{said}{' a year' if given.per == 'year' else ''}{vat}"


def _lots(lots: Sequence[Lot]) -> Iterator[str]:
    if lots:
        yield from ("", count(len(lots), "lot"))
    for each in lots:
        yield from wrap(f"Lot {each.id}: {each.title}" + (f" ({money(each.value)})" if each.value else ""))


def _statements(given: Reading) -> Iterator[str]:
    yield from ("", f"Every statement ({len(given.statements)})")
    for each in given.statements:
        force = f", {each.force}" if each.force else ""
        yield from wrap(f"[{each.label}{force}] {each.text} ({each.source})")


def _criteria(criteria: Sequence[Criterion]) -> Iterator[str]:
    if criteria:
        yield from ("", "How it will be judged")
    for lot in dict.fromkeys(each.lot for each in criteria):
        if lot:
            yield f"  Lot {lot}"
        left = [each for each in criteria if each.lot == lot]
        names = {each.name for each in left}
        for top in [each for each in left if each.parent not in names]:
            yield from _with_parts(top, left, "    " if lot else "  ")
        for odd in list(left):
            yield from _with_parts(odd, left, "    ")


def _with_parts(given: Criterion, left: list[Criterion], indent: str) -> Iterator[str]:
    """Give a criterion with its parts under it, and take them from those that are left."""
    if given not in left:
        return
    left.remove(given)
    yield f"{indent}{given.name}: {percent(given.weight, given.unit)}{AS_DECIDED if given.decided else ''}"
    for part in [each for each in left if each.parent == given.name]:
        yield from _with_parts(part, left, f"{indent}  ")


def _questions(questions: Sequence[Question]) -> Iterator[str]:
    overs = {each.limit.over for each in questions if each.limit}
    over = next(iter(overs)) if len(overs) == 1 else None
    told = f"; what goes over a limit is {plain(over)}" if over else ""
    counted = count(len(questions), "question") if questions else "No question"
    yield from ("", f"{counted} to answer{told}")
    for each in questions:
        decided = AS_DECIDED if each.decided else ""
        terms = ", ".join(_terms(each, over))
        name = f"{each.id} {each.title or ('' if each.asks else each.text)}".strip()
        yield from wrap(f"{name} ({terms}){decided}")
        for number, ask in enumerate(each.asks, 1):
            yield from wrap(f"{number}. {ask}", "      ")


def _terms(given: Question, over: str | None) -> Iterator[str]:
    """Yield what is said of an answer: its marks, its limit, and its form where it is no plain text.

    `over` is the rule for all that goes over a limit, which is told once.
    """
    yield percent(given.weight, given.unit)
    if given.limit:
        yield f"{given.limit.number:,} {given.limit.unit}"
        if given.limit.over and given.limit.over != over:
            yield f"{plain(given.limit.over)} beyond"
    if given.pass_fail:
        yield "pass or fail"
    if given.response != "narrative":
        yield f"answered by {RESPONSES[given.response]}"
    if given.lot:
        yield f"lot {given.lot}"
    if given.owner:
        yield f"with {given.owner}"


def _requirements(requirements: Sequence[Requirement]) -> Iterator[str]:
    force = Counter(each.force for each in requirements)
    counted = f": {force['must']} that must be met, {force['should']} that should"
    yield from ("", count(len(requirements), "requirement") + counted if requirements else "No requirement")
    for each in requirements:
        notes = ", ".join(_notes(each))
        yield from wrap(f"{each.id}: {each.text}" + (f" [{notes}]" if notes else ""))


def _notes(given: Requirement) -> Iterator[str]:
    if given.force == "should":
        yield "should"
    if given.gate:
        yield "pass or fail"
    if WHO[given.scope]:
        yield WHO[given.scope] + (" (assumed)" if given.assumed else "")
    if given.lot:
        yield f"lot {given.lot}"
    if given.owner:
        yield f"with {given.owner}"
    if given.decided:
        yield "as you decided"


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    """Give what else the tender says, all that is said under one name together."""
    if facts:
        yield from ("", "What else it says")
    named: dict[str, list[str]] = {}
    for each in facts:
        named.setdefault(each.name, []).append(_fact(each))
    for name, said in named.items():
        yield from _under(_titled(name), list(dict.fromkeys(said)), apart=name in EXPLAINED)


def _under(title: str, said: Sequence[str], *, apart: bool) -> Iterator[str]:
    """Give the first facts of one name, on a line or each on its own."""
    more = [f"and {len(said) - FACTS} more"] if len(said) > FACTS else []
    shown = [*said[:FACTS], *more]
    if not apart:
        yield from wrap(f"{title}: {'; '.join(shown)}")
        return
    yield f"  {title}:"
    for each in shown:
        yield from wrap(f"- {each}", "    ")


def _titled(name: str) -> str:
    first, *rest = (each.upper() if each in SHORTENED else each for each in name.split("_"))
    return " ".join((first[0].upper() + first[1:], *rest))


def _fact(given: Fact) -> str:
    """Return a fact in a few words: what is said of it at length is in the JSON."""
    value, unit = plain(str(given.value)), given.unit or ""
    if isinstance(given.value, float | int):
        bare = unit in {"count", given.name.rpartition("_")[2]}
        value = f"£{given.value:,.0f}" if unit == "GBP" else f"{given.value:,g}" + ("" if bare else f" {unit}")
    elif unit:
        value = f"{value} ({unit})"
    if given.name in EXPLAINED and given.detail:
        return f"{value}: {shorten(given.detail, SHORT, placeholder=' ...')}"
    detail = given.detail if len(given.detail) <= SHORT and compact(given.detail) != compact(value) else ""
    notes = [detail, WHO[given.scope], "or equivalent" if given.equivalent else ""]
    said = ", ".join(each for each in notes if each)
    return f"{value.strip()} ({said})" if said else value.strip()


def _flags(tender: Tender) -> Iterator[str]:
    if tender.flags:
        yield from ("", "Doubts, each with a question you can send to the buyer")
    for each in tender.flags:
        yield from wrap(f"- {each.message}")
        if each.ask:
            yield from wrap(f"Ask: {each.ask}", "    ")
