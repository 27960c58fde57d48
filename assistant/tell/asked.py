"""What a tender asks, as plain lines for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from assistant.records import Criterion, Document, Question, Reading, Requirement, Tender
from assistant.tell.words import count, percent, wrap


def blocks(given: Reading) -> Iterator[str]:
    """Give the text as read, each block with its id and clause number."""
    for document in given.documents:
        yield f"{document.name} ({document.kind.replace('_', ' ')})"
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
        kind = "" if each.kind == "other" else f" ({each.kind.replace('_', ' ')})"
        yield from wrap(f"{each.name}{kind}: {each.title or 'without a title'}")
        yield from _doubts(each)


def reading(given: Reading, *, every: bool = False) -> Iterator[str]:
    """Say what the tender asks."""
    tender = given.tender
    yield tender.title or "A tender without a title"
    yield from _facts(tender)
    if every:
        yield from _statements(given)
    yield from _criteria(tender.criteria)
    yield from _questions(tender.questions)
    yield from _requirements(tender.requirements)
    yield from _flags(tender)
    yield from _documents(given.documents)


def _facts(tender: Tender) -> Iterator[str]:
    for name, text in (("Buyer", tender.buyer), ("Reference", tender.reference)):
        if text:
            yield f"  {name}: {text}"
    if tender.value:
        low, high = f"£{tender.value.low:,.0f}", f"£{tender.value.high:,.0f}"
        money = low if low == high else f"{low} to {high}"
        vat = {"excluded": ", without VAT", "included": ", with VAT", "unknown": ""}[tender.value.vat]
        yield f"  Value: {money}{' a year' if tender.value.per == 'year' else ''}{vat}"
    if tender.term:
        longer = f", and up to {tender.term.extension_months} more" if tender.term.extension_months else ""
        yield f"  Term: {tender.term.months} months{longer}"
    for each in tender.dates:
        if each.superseded_by is None:
            yield f"  {each.role.replace('_', ' ').capitalize()}: {each.at.replace('T', ' at ')}"


def _statements(given: Reading) -> Iterator[str]:
    yield from ("", f"Every statement ({len(given.statements)})")
    for each in given.statements:
        force = f", {each.force}" if each.force else ""
        yield from wrap(f"[{each.label}{force}] {each.text} ({each.source})")


def _criteria(criteria: Sequence[Criterion]) -> Iterator[str]:
    if criteria:
        yield from ("", "How it will be judged")
    for each in criteria:
        indent = "    " if each.parent else "  "
        yield f"{indent}{each.name}: {percent(each.weight, each.unit)}"


def _questions(questions: Sequence[Question]) -> Iterator[str]:
    yield from ("", count(len(questions), "question").capitalize() + " to answer")
    for each in questions:
        limit = f", {each.limit.number:,} {each.limit.unit}" if each.limit else ""
        yield from wrap(f"{each.id} {each.title} ({percent(each.weight, each.unit)}{limit})")
        for number, ask in enumerate(each.asks, 1):
            yield from wrap(f"{number}. {ask}", "      ")


def _requirements(requirements: Sequence[Requirement]) -> Iterator[str]:
    force = Counter(each.force for each in requirements)
    counted = f"{force['must']} that must be met, {force['should']} that should"
    yield from ("", f"{count(len(requirements), 'requirement')}: {counted}")
    who = {"any": "", "all": "every member", "lead": "the lead", "sum": "together", "each_sub": "each sub-contractor"}
    for each in requirements:
        notes = [note for note in ("pass or fail" if each.gate else "", who[each.scope]) if note]
        yield from wrap(f"{each.id}: {each.text}" + (f" [{', '.join(notes)}]" if notes else ""))


def _flags(tender: Tender) -> Iterator[str]:
    if tender.flags:
        yield from ("", "Doubts, each with a question you can send to the buyer")
    for each in tender.flags:
        yield from wrap(f"- {each.message}")
        if each.ask:
            yield from wrap(f"Ask: {each.ask}", "    ")
