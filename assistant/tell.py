"""What the records say, as plain lines for a person and as JSON for a program."""

from __future__ import annotations

import json
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.records import (
    Criterion,
    Document,
    Draft,
    LineUp,
    Partner,
    Proposal,
    Question,
    Reading,
    Requirement,
    Search,
    Statements,
    Tender,
)

if TYPE_CHECKING:
    from assistant.bid import Added, Done, Plan
    from assistant.records import HealthLine

WIDTH = 100


def _json(schema: str, body: dict[str, Any]) -> str:
    return json.dumps({"schema": f"consort.{schema}/1", **body}, ensure_ascii=False)


def reading_json(given: Reading, *, every: bool) -> str:
    """Return the reading as JSON; the statements only where `every` asks for them."""
    shown = given if every else given.model_copy(update={"statements": ()})
    return f'{{"schema":"consort.read/1",{shown.model_dump_json()[1:]}'


def added_json(given: Added) -> str:
    partners = [
        {"name": each.partner.name, "passages": len(each.capabilities), "missing": each.missing}
        for each in given.statements
    ]
    return _json("partners", {"partners": partners, "rejected": [each.model_dump() for each in given.rejected]})


def partners_json(given: Sequence[Partner]) -> str:
    return _json("partners", {"partners": [each.model_dump(mode="json") for each in given]})


def partner_json(given: Statements) -> str:
    return _json("partner", given.model_dump(mode="json"))


def search_json(given: Search) -> str:
    return _json("search", given.model_dump(mode="json"))


def proposal_json(given: Proposal) -> str:
    return _json("propose", given.model_dump(mode="json"))


def draft_json(given: Draft) -> str:
    return _json("draft", given.model_dump(mode="json"))


def health_json(given: Iterable[HealthLine]) -> str:
    lines = [each.model_dump() for each in given]
    return _json("health", {"ok": all(each["status"] != "fail" for each in lines), "checks": lines})


def _wrap(text: str, indent: str = "  ") -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ") or [indent]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _percent(weight: float | None, unit: str) -> str:
    if weight is None:
        return "no weight given"
    return f"{weight:g}%" if unit == "percent" else f"{weight:g} marks"


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
        yield from _wrap(f'Hidden, and not used: "{hidden.text}" ({hidden.how}, {hidden.source})', "    ")
    places = defaultdict(list)
    for each in document.unread:
        places[each.what, each.why].append(each.where)
    for (what, why), where in places.items():
        at = where[0] if len(where) == 1 else f"{len(where)} times"
        yield from _wrap(f"Not read: {what} ({at}): {why}", "    ")
    for warning in document.warnings:
        yield from _wrap(f"Note: {warning}", "    ")


def _documents(documents: Sequence[Document]) -> Iterator[str]:
    yield from ("", "What was read")
    for each in documents:
        kind = "" if each.kind == "other" else f" ({each.kind.replace('_', ' ')})"
        yield from _wrap(f"{each.name}{kind}: {each.title or 'without a title'}")
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
        yield from _wrap(f"[{each.label}{force}] {each.text} ({each.source})")


def _criteria(criteria: Sequence[Criterion]) -> Iterator[str]:
    if criteria:
        yield from ("", "How it will be judged")
    for each in criteria:
        indent = "    " if each.parent else "  "
        yield f"{indent}{each.name}: {_percent(each.weight, each.unit)}"


def _questions(questions: Sequence[Question]) -> Iterator[str]:
    yield from ("", _count(len(questions), "question").capitalize() + " to answer")
    for each in questions:
        limit = f", {each.limit.number:,} {each.limit.unit}" if each.limit else ""
        yield from _wrap(f"{each.id} {each.title} ({_percent(each.weight, each.unit)}{limit})")
        for number, ask in enumerate(each.asks, 1):
            yield from _wrap(f"{number}. {ask}", "      ")


def _requirements(requirements: Sequence[Requirement]) -> Iterator[str]:
    force = Counter(each.force for each in requirements)
    counted = f"{force['must']} that must be met, {force['should']} that should"
    yield from ("", f"{_count(len(requirements), 'requirement')}: {counted}")
    who = {"any": "", "all": "every member", "lead": "the lead", "sum": "together", "each_sub": "each sub-contractor"}
    for each in requirements:
        notes = [note for note in ("pass or fail" if each.gate else "", who[each.scope]) if note]
        yield from _wrap(f"{each.id}: {each.text}" + (f" [{', '.join(notes)}]" if notes else ""))


def _flags(tender: Tender) -> Iterator[str]:
    if tender.flags:
        yield from ("", "Doubts, each with a question you can send to the buyer")
    for each in tender.flags:
        yield from _wrap(f"- {each.message}")
        if each.ask:
            yield from _wrap(f"Ask: {each.ask}", "    ")


def added(given: Added) -> Iterator[str]:
    """Say who was added, and what each did not say."""
    for each in given.statements:
        yield f"Added {each.partner.name}: {_count(len(each.capabilities), 'passage')}"
        if each.missing:
            yield from _wrap(f"Not said: {', '.join(each.missing)}")
    yield f"{_count(len(given.statements), 'partner')} added."


def partners(given: Sequence[Partner]) -> Iterator[str]:
    for each in given:
        about = [each.form, each.based_in, f"income £{each.turnover[0]:,.0f}" if each.turnover else ""]
        yield f"{each.name}: {', '.join(part for part in about if part) or 'no profile'}"


def partner(given: Statements) -> Iterator[str]:
    """Show one partner's profile, field by field, and its passages."""
    yield given.partner.name
    for field, value in given.partner.model_dump(mode="json", exclude_defaults=True, exclude={"name"}).items():
        yield from _wrap(f"{field.replace('_', ' ').capitalize()}: {_plain(value)}")
    yield from ("", _count(len(given.capabilities), "passage"))
    for each in given.capabilities:
        yield from _wrap(f'"{each.text}" ({each.source})')


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return _fields(value)
    if isinstance(value, list):
        return "; ".join(_plain(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.0f}" if isinstance(value, float) and value >= 1000 else str(value).replace("_", " ")


def _fields(value: dict[str, Any]) -> str:
    """Return an insurance, a policy or the freelancers in words."""
    if "amount" in value:
        until = f" to {_day(value['expires'])}" if value.get("expires") else ", no end given"
        return f"{_plain(value['kind'])} £{value['amount']:,.0f}{until}"
    if "reviewed" in value:
        return f"{value['name']}, reviewed {_day(value['reviewed'])}"
    named = f" ({_plain(value['named'])})" if value.get("named") else ""
    return f"{value['count']}{named}" if "count" in value else " ".join(_plain(part) for part in value.values() if part)


def _day(given: str) -> str:
    at = date.fromisoformat(given)
    return f"{at.day} {at:%B %Y}"


def search(given: Search) -> Iterator[str]:
    """Say who was found for a need, with the words that show it."""
    yield f"Who can show: {given.query}"
    if not given.hits:
        yield "  Nobody in the pool."
    for number, hit in enumerate(given.hits, 1):
        yield f"{number:3}. {hit.partner}: {hit.strength}" + (f" ({hit.why})" if hit.why else "")
        for passage in hit.passages[:1]:
            yield from _wrap(f'"{textwrap.shorten(passage.text, 320, placeholder=" ...")}" ({passage.source})', "     ")


def proposal(given: Plan) -> Iterator[str]:
    """Compare the line-ups: who leads, who covers what, what is missing, what breaks without each."""
    words = {"bid_alone": "Bid alone", "bid_together": "Bid together", "subcontract": "Join as a sub-contractor"}
    yield words.get(given.proposal.verdict, "Do not bid")
    for reason in given.proposal.why:
        yield from _wrap(reason)
    needs = {each.id: each for each in given.reading.tender.requirements}
    for lineup in given.proposal.lineups:
        yield ""
        yield from _lineup(lineup, needs)
    if given.proposal.leads_ruled_out:
        yield from ("", "Who may not lead")
    for each in given.proposal.leads_ruled_out:
        yield from _wrap(f"{each.partner}: {each.why}")


def _lineup(given: LineUp, needs: dict[str, Requirement]) -> Iterator[str]:
    proven = "proved best" if given.proven_best else "best found, not proved"
    yield f"Line-up {given.rank}, led by {given.lead}: {given.marks:g} of {given.marks_available:g} marks, {proven}"
    for member in given.members:
        loss = f"; without it {member.marks_lost_without:g} marks fewer" if member.marks_lost_without else ""
        yield from _wrap(f"- {member.partner}: {member.role}{loss}")
    yield from _unsettled(given)
    for need in given.uncovered:
        yield from _wrap(f"Not covered in this line-up, {need}: {needs[need].text if need in needs else ''}")
    for fix in given.fixes:
        yield from _wrap(f"To do better: {fix}")


def _unsettled(given: LineUp) -> Iterator[str]:
    """Give each condition that is not met yet, once, with everybody it turns on."""
    words = {
        "commit_before_start": "To arrange before the contract starts",
        "unknown": "To confirm",
        "failed": "Not met",
    }
    rows: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for gate in given.gates:
        if gate.status != "met":
            reasons = rows.setdefault((words[gate.status], gate.requirement, gate.text), {})
            reasons.setdefault(gate.why, []).append(gate.by)
    for (status, requirement, text), reasons in rows.items():
        who = "; ".join(f"{', '.join(names)}" + (f" ({why})" if why else "") for why, names in reasons.items())
        yield from _wrap(f"{status}, {requirement}: {textwrap.shorten(text, 160, placeholder=' ...')} {who}")


def draft(given: Done) -> Iterator[str]:
    """Say what was drafted and where it is."""
    yield from given.summary
    yield ""
    yield from files(given)


def files(given: Done) -> Iterator[str]:
    yield f"Response:  {given.folder / given.draft.response}"
    yield f"Matrix:    {given.folder / given.draft.matrix}"
    if given.draft.requests:
        yield f"Requests:  {_count(len(given.draft.requests), 'letter')} in {given.folder / 'requests'}"


def health(given: Iterable[HealthLine]) -> Iterator[str]:
    """Say what is well and what is not, one line each."""
    words = {"ok": "well   ", "warn": "look   ", "fail": "mend   "}
    for each in given:
        yield f"{words[each.status]} {each.what}" + (f" {each.then}" if each.then else "")
