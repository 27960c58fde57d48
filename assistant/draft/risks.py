"""The risks that the line-up, the profiles and the tender's dates themselves show, each with its action and owner."""

from __future__ import annotations

from assistant.draft.brief import Brief, clause, clauses, join_names
from assistant.draft.dates import date_of, day_of, say_day, start_of
from assistant.draft.facts import second_for
from assistant.draft.page import Grid, Row
from assistant.draft.tables import close_gate, make_row, open_gates
from assistant.records import Requirement

MOST, MOST_NAMED = 6, 8
DAYS_SHORT = 42


def risks(brief: Brief) -> Grid:
    """Return the risk register, the gravest first."""
    rows = [*_uncovered(brief), *_gates(brief), *_alone(brief), *_lapsing(brief), *_short(brief), *_transfer(brief)]
    return Grid(("Risk", "Action", "Owner"), tuple(rows[:MOST]), "Risk register")


def _uncovered(brief: Brief) -> list[Row]:
    lead = brief.lineup.lead
    held = [each for each in map(brief.requirement, brief.lineup.uncovered) if each and not each.gate]
    if not held:
        return []
    risk = f"No member can yet show {_named(held)}"
    return [make_row((risk, "See the answers that the table of compliance names", lead), "structure", lead)]


def _named(held: list[Requirement]) -> str:
    return clauses(held, MOST_NAMED) or f"{len(held)} requirement{'s' if len(held) > 1 else ''}"


def _gates(brief: Brief) -> list[Row]:
    found: dict[str, list[str]] = {}
    for gate in open_gates(brief):
        found.setdefault(close_gate(gate, brief), []).append(gate.by)
    start = start_of(brief.tender)
    by = f"before {say_day(start)}" if start else "before the contract starts"
    return [
        make_row((f"Not yet in place: {what}", f"To be in place {by}", join_names(names)), "structure", names[0])
        for what, names in found.items()
    ]


def _alone(brief: Brief) -> list[Row]:
    """Return the risk that a member withdraws: those whom another can stand in for, and those whom nobody can."""
    if len(brief.names) < 2:
        return []
    covered, bare = dict[str, list[Requirement]](), list[Requirement]()
    for requirement in brief.tender.requirements:
        if not requirement.gate and clause(requirement) and brief.usable(requirement.id):
            second = second_for(requirement, brief)
            (covered.setdefault(second, []) if second else bare).append(requirement)
    lead, rows = brief.lineup.lead, []
    if covered:
        told = "; ".join(f"{name} for {clauses(held, 3)}" for name, held in list(covered.items())[:4])
        risk = "A member withdraws whose work another can show"
        rows.append(make_row((risk, f"Steps in: {told}", lead), "structure", lead))
    if bare:
        risk = f"A member withdraws whose work nobody else can show ({clauses(bare, MOST_NAMED)})"
        rows.append(make_row((risk, f"[To complete: who steps in - from {lead}]", lead), "gap", lead))
    return rows


def _lapsing(brief: Brief) -> list[Row]:
    """Return insurances that end before the contract does, or in its first year where its length is not known."""
    start, term = start_of(brief.tender), brief.tender.term
    if start is None:
        return []
    last = start.replace(year=start.year + max(1, (term.months if term else 12) // 12), day=min(start.day, 28))
    ends: dict[str, set[str]] = {}
    for partner in brief.members:
        for each in partner.insurances:
            if each.expires and each.expires < last:
                ends.setdefault(partner.name, set()).add(each.expires.isoformat())
    if not ends:
        return []
    first = min(day for days in ends.values() for day in days)
    day = day_of(first)
    risk = "Members’ insurance ends before the contract does" + (f", the first on {say_day(day)}" if day else "")
    owner = "Each member" if len(ends) == len(brief.names) else join_names(list(ends))
    return [make_row((risk, "Each renews before its own cover ends", owner), "profile", next(iter(ends)))]


def _short(brief: Brief) -> list[Row]:
    """Return the risk of a short time between the end of the standstill, or the award, and the start."""
    ready, start = date_of(brief.tender, "standstill_end", "standstill", "award"), start_of(brief.tender)
    day = day_of(ready.at) if ready else None
    if not (day and start) or not 0 <= (start - day).days <= DAYS_SHORT:
        return []
    lead = brief.lineup.lead
    risk = f"Only {(start - day).days} days between {say_day(day)} and the start of the contract"
    return [make_row((risk, "Mobilisation starts at the award", lead), "tender", lead)]


def _transfer(brief: Brief) -> list[Row]:
    flagged = next((each for each in brief.tender.flags if "tupe" in each.kind.lower()), None)
    if not flagged:
        return []
    lead = brief.lineup.lead
    return [
        make_row((flagged.message.rstrip("."), "Put to the buyer as a clarification question", lead), "tender", lead)
    ]
