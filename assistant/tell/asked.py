"""What a tender asks, as plain lines for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.records import (
    Criterion,
    Document,
    Flag,
    Lot,
    Question,
    Reading,
    Requirement,
    Tender,
    Value,
)
from assistant.tell.facts import WHO, facts_lines
from assistant.tell.words import count, dated, percent, plain, wrap

AS_DECIDED = ", as you decided"
MOST = 20
SEEMS = {
    "quotation": "a request for a quotation, not a full tender",
    "market_engagement": "a market engagement: nothing can be bid for yet",
    "contract_terms": "the terms of a contract, not the tender itself",
    "template": "a template that was not filled in",
    "grant": "a call for grant applications",
    "not_a_tender": "no tender",
}
HELD = ("not_a_tender", "another_language")
"""Doubts on whose account nothing was looked for."""
ROLES = {"clarification": "Questions to the buyer by", "clarification_answers": "Answers to questions"}
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
    yield tender.title or ("A tender without a title" if tender.seems != "not_a_tender" else "No title")
    yield from _seems(tender)
    yield from _basics(tender)
    yield from decisions(given)
    if every:
        yield from _statements(given)
    if not _held(tender):
        yield from _asked(tender)
    yield from _documents(given.documents)


def _asked(tender: Tender) -> Iterator[str]:
    yield from _lots(tender.lots)
    yield from _criteria(tender.criteria)
    yield from _questions(tender.questions)
    yield from _requirements(tender.requirements)
    yield from facts_lines(tender.facts)
    yield from _flags([each for each in tender.flags if not _is_said_first(each, tender)])


def _held(tender: Tender) -> bool:
    """Tell whether nothing was looked for in a pack, which is said at the top."""
    return any(each.kind in HELD for each in tender.flags)


def _is_said_first(flag: Flag, tender: Tender) -> bool:
    return not flag.ask or flag.kind.startswith((tender.seems, *HELD))


def _seems(tender: Tender) -> Iterator[str]:
    """Say what the pack seems to be, and what else is to be known before the rest is read."""
    told = [each for each in tender.flags if _is_said_first(each, tender)]
    if tender.seems != "tender" and not any(each.kind.startswith((tender.seems, *HELD)) for each in told):
        yield f"  This seems to be {SEEMS[tender.seems]}."
    for each in told:
        yield from wrap(each.message)
        if each.ask:
            yield from wrap(f"Ask: {each.ask}", "    ")


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
            name = ROLES.get(each.role, plain(each.role).removeprefix("other ").capitalize())
            yield f"  {name}: {dated(each.at)}{decided}"


def money(given: Value) -> str:
    sign = "£" if given.currency == "GBP" else f"{given.currency} "
    low, high = f"{sign}{given.low:,.0f}", f"{sign}{given.high:,.0f}"
    said = low if low == high else f"{low} to {high}"
    vat = {"excluded": ", excluding VAT", "included": ", including VAT", "unknown": ""}[given.vat]
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
    weighed = any(each.weight is not None for each in questions)
    counted = count(len(questions), "question") if questions else "No question"
    yield from ("", f"{counted} to answer{told}{'' if weighed or not questions else '; no weights given'}")
    for each in questions:
        yield from _question(each, ", ".join(_terms(each, over, weighed=weighed)))


def _question(given: Question, terms: str) -> Iterator[str]:
    """Give a question with its parts under it; one of a single part on its own line."""
    asks = given.asks or (given.text,)
    alone = len(asks) == 1 and not given.title
    told = f" ({terms})" if terms else ""
    decided = AS_DECIDED if given.decided else ""
    name = " ".join(part for part in (given.id, given.title, asks[0] if alone else "") if part)
    yield from wrap(f"{name}{told}{decided}")
    for number, ask in enumerate(() if alone else given.asks, 1):
        yield from wrap(f"{number}. {ask}", "      ")


def _terms(given: Question, over: str | None, *, weighed: bool) -> Iterator[str]:
    """Yield what is said of an answer: its marks, its limit, and its form where it is no plain text.

    `over` is the rule for all that goes over a limit, which is told once; so is it where nothing is `weighed`.
    """
    if weighed:
        yield percent(given.weight, given.unit)
    if given.limit:
        yield f"{given.limit.number:,} {given.limit.unit}"
        if given.limit.over and given.limit.over != over:
            yield f"{plain(given.limit.over)} beyond"
    if given.pass_fail:
        yield "pass or fail"
    if given.response != "narrative":
        yield f"answered by {RESPONSES[given.response]}"
    if given.lot and f"Lot {given.lot}" not in given.id:
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


def _flags(flags: Sequence[Flag]) -> Iterator[str]:
    if flags:
        yield from ("", "Doubts, each with a question you can send to the buyer")
    for each in flags:
        yield from wrap(f"- {each.message}")
        yield from wrap(f"Ask: {each.ask}", "    ")
