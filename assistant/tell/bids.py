"""Partners, searches, line-ups, drafts and the health of the pool, as plain lines for a person."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.records import LineUp, Partner, Requirement, Search, Statements
from assistant.tell.asked import decisions
from assistant.tell.words import count, wrap

if TYPE_CHECKING:
    from assistant.bid import Added, Done, Plan
    from assistant.records import HealthLine


def added(given: Added) -> Iterator[str]:
    """Say who was added, and what each did not say."""
    for each in given.statements:
        yield f"Added {each.partner.name}: {count(len(each.capabilities), 'passage')}"
        if each.missing:
            yield from wrap(f"Not said: {', '.join(each.missing)}")
    yield f"{count(len(given.statements), 'partner')} added."


def partners(given: Sequence[Partner]) -> Iterator[str]:
    for each in given:
        about = [each.form, each.based_in, f"income £{each.turnover[0]:,.0f}" if each.turnover else ""]
        yield f"{each.name}: {', '.join(part for part in about if part) or 'no profile'}"


def partner(given: Statements) -> Iterator[str]:
    """Show one partner's profile, field by field, and its passages."""
    yield given.partner.name
    for field, value in given.partner.model_dump(mode="json", exclude_defaults=True, exclude={"name"}).items():
        yield from wrap(f"{field.replace('_', ' ').capitalize()}: {_plain(value)}")
    yield from ("", count(len(given.capabilities), "passage"))
    for each in given.capabilities:
        yield from wrap(f'"{each.text}" ({each.source})')


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
            yield from wrap(f'"{textwrap.shorten(passage.text, 320, placeholder=" ...")}" ({passage.source})', "     ")


def proposal(given: Plan) -> Iterator[str]:
    """Compare the line-ups: who leads, who covers what, what is missing, what breaks without each."""
    words = {"bid_alone": "Bid alone", "bid_together": "Bid together", "subcontract": "Join as a sub-contractor"}
    yield words.get(given.proposal.verdict, "Do not bid")
    yield from decisions(given.reading)
    for reason in given.proposal.why:
        yield from wrap(reason)
    needs = {each.id: each for each in given.reading.tender.requirements}
    for lineup in given.proposal.lineups:
        yield ""
        yield from _lineup(lineup, needs)
    if given.proposal.leads_ruled_out:
        yield from ("", "Who may not lead")
    for each in given.proposal.leads_ruled_out:
        yield from wrap(f"{each.partner}: {each.why}")


def _lineup(given: LineUp, needs: dict[str, Requirement]) -> Iterator[str]:
    proven = "proved best" if given.proven_best else "best found, not proved"
    yield f"Line-up {given.rank}, led by {given.lead}: {given.marks:g} of {given.marks_available:g} marks, {proven}"
    for member in given.members:
        loss = f"; without it {member.marks_lost_without:g} marks fewer" if member.marks_lost_without else ""
        yield from wrap(f"- {member.partner}: {member.role}{loss}")
    yield from _unsettled(given)
    for need in given.uncovered:
        yield from wrap(f"Not covered in this line-up, {need}: {needs[need].text if need in needs else ''}")
    for fix in given.fixes:
        yield from wrap(f"To do better: {fix}")


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
        yield from wrap(f"{status}, {requirement}: {textwrap.shorten(text, 160, placeholder=' ...')} {who}")


def draft(given: Done) -> Iterator[str]:
    """Say what was drafted and where it is."""
    yield from given.summary
    yield from decisions(given.plan.reading)
    yield ""
    yield from files(given)


def files(given: Done) -> Iterator[str]:
    yield f"Response:  {given.folder / given.draft.response}"
    yield f"Matrix:    {given.folder / given.draft.matrix}"
    if given.draft.requests:
        yield f"Requests:  {count(len(given.draft.requests), 'letter')} in {given.folder / 'requests'}"


def health(given: Iterable[HealthLine]) -> Iterator[str]:
    """Say what is well and what is not, one line each."""
    words = {"ok": "well   ", "warn": "look   ", "fail": "mend   "}
    for each in given:
        yield f"{words[each.status]} {each.what}" + (f" {each.then}" if each.then else "")
