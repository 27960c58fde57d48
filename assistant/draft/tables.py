"""The tables that some questions call for, from the line-up, the profiles and the tender's own dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from assistant.draft.brief import Brief, clause, current_dates, date_of, day_of, say_date, say_day, say_pounds, say_role
from assistant.draft.page import Grid, Row
from assistant.records import Basis, Gate, Insurance, Partner, Sentence

MOST_RISKS = 4
BEFORE_AWARD = ("submission", "clarification", "issued", "briefing")
NOT_SAID = "[To complete]"


def table_for(kind: str, brief: Brief) -> Grid | None:
    """Return the table a question of this kind calls for, None where there is none or nothing to put in it."""
    make = TABLES.get(kind)
    grid = make(brief) if make else None
    return grid if grid and grid.rows else None


def _row(cells: tuple[str, ...], basis: Basis, partner: str | None = None) -> Row:
    return Row(cells, Sentence(text="; ".join(each for each in cells if each), basis=basis, partner=partner))


def roles(brief: Brief) -> Grid:
    """Return who does what: each member's role and the requirements it answers."""
    rows = []
    for name in brief.names:
        member = next((each for each in brief.lineup.members if each.partner == name), None)
        role = plain_role(member.role if member else "", leads=name == brief.lineup.lead)
        rows.append(
            _row((name, role, ", ".join(clauses(brief, name)) or "Supports the members above"), "structure", name)
        )
    return Grid(("Member", "Role", "Answers for"), tuple(rows))


def plain_role(role: str, *, leads: bool) -> str:
    said = role.strip().rstrip(".")
    if leads and "lead" not in said.lower():
        return f"Lead; {said}" if said else "Lead"
    return (said[:1].upper() + said[1:]) or "Member"


def clauses(brief: Brief, name: str) -> list[str]:
    """Return the numbers of the clauses a member answers for, or how many requirements where they have none."""
    held = [each for each in brief.tender.requirements if not each.gate and brief.lineup.answers.get(each.id) == name]
    cited = list(dict.fromkeys(clause(each).removeprefix("clause ") for each in held if clause(each)))
    if cited:
        return [f"{'Clause' if len(cited) == 1 else 'Clauses'} {cited[0]}", *cited[1:]]
    return [f"{len(held)} requirement{'s' if len(held) != 1 else ''}"] if held else []


def capacity(brief: Brief) -> Grid:
    """Return each member's staff, freelancers and free days, and the days of all together."""
    rows = [
        _row((each.name, _staff(each), _freelancers(each), _days(each)), "profile", each.name) for each in brief.members
    ]
    known = [each.days_free for each in brief.members if each.days_free is not None]
    if len(known) > 1:
        rows.append(_row(("Together", "", "", f"{sum(known):,}"), "profile"))
    return Grid(("Member", "Staff (full-time equivalent)", "Freelancers", "Days a year"), tuple(rows))


def _staff(partner: Partner) -> str:
    if partner.sole_practitioner:
        return "Sole practitioner"
    return NOT_SAID if partner.staff is None else f"{partner.staff:g}"


def _freelancers(partner: Partner) -> str:
    count = partner.freelancers.count or len(partner.freelancers.named)
    return str(count) if count else "None" if partner.sole_practitioner else "None listed"


def _days(partner: Partner) -> str:
    return NOT_SAID if partner.days_free is None else f"{partner.days_free:,}"


def safeguards(brief: Brief) -> Grid:
    """Return each member's policies on safeguarding with their dates, and its quality marks."""
    rows = [_row((each.name, _policies(each), _marks(each)), "profile", each.name) for each in brief.members]
    return Grid(("Member", "Safeguarding policies, last reviewed", "Quality marks and checks"), tuple(rows))


def _policies(partner: Partner) -> str:
    wanted = [
        each
        for each in partner.policies
        if any(cue in each.name.lower() for cue in ("safeguard", "child", "protect", "dbs"))
    ]
    said = [
        f"{_policy(each.name)}{f', {say_day(each.reviewed)}' if each.reviewed else ', date to be given'}"
        for each in wanted
    ]
    return "; ".join(said) or NOT_SAID


def _policy(name: str) -> str:
    plain = name.replace("_", " ").strip()
    return plain[:1].upper() + plain[1:]


def _marks(partner: Partner) -> str:
    return "; ".join(partner.marks) or "None listed"


def steps(brief: Brief) -> Grid:
    """Return the way from award to the first session: the tender's own dates, and our tasks."""
    returned = date_of(brief.tender, "submission")
    award = date_of(brief.tender, "award")
    first = award.at if award else returned.at if returned else ""
    after = [each for each in current_dates(brief.tender) if each.at >= first and each.role not in BEFORE_AWARD]
    lead = brief.lineup.lead
    rows = [(each.at, _row((say_date(each.at), say_role(each.role), lead), "tender", lead)) for each in after]
    rows += [(at, row) for at, row in _tasks(brief)]
    ordered = sorted(rows, key=lambda each: (each[0], each[1].cells))
    return Grid(("Date", "Step", "Owner"), tuple(row for _, row in ordered))


def _tasks(brief: Brief) -> list[tuple[str, Row]]:
    """Return what each member must have in place the day before the contract starts."""
    start = date_of(brief.tender, "contract_start") or date_of(brief.tender, "start")
    day = day_of(start.at) if start else None
    when = day - timedelta(days=1) if day else None
    told = f"By {say_day(when)}" if when else "Before the contract starts"
    at = when.isoformat() if when else "9999"
    return [
        (at, _row((told, f"In place: {close_gate(gate, brief)}", gate.by), "tender", gate.by))
        for gate in open_gates(brief)
    ]


def open_gates(brief: Brief) -> tuple[Gate, ...]:
    """Return the gates a member has undertaken to close before the contract starts."""
    return tuple(each for each in brief.lineup.gates if each.status == "commit_before_start")


def close_gate(gate: Gate, brief: Brief) -> str:
    """Return what closing a gate means, from the tender's own facts where they name it."""
    found = brief.requirement(gate.requirement)
    told = (found.text if found else gate.text).lower()
    for fact in brief.tender.facts:
        label = fact.name.replace("_", " ").removesuffix(" minimum")
        if label in told.replace("'", "").replace("’", "") and isinstance(fact.value, int | float):
            return f"{say_role(label)} insurance of at least {say_pounds(fact.value)}"
    about = f" ({clause(found)})" if found and clause(found) else ""
    return f"Condition of participation{about}: {gate.requirement}"


def risks(brief: Brief) -> Grid:
    """Return the main risks that the line-up itself shows, each with the action and its owner."""
    rows = [_uncovered(need, brief) for need in brief.lineup.uncovered if _counts(need, brief)][:2]
    rows += [
        _row(
            (f"Still to be met: {close_gate(gate, brief)}", "To be in place before the contract starts", gate.by),
            "structure",
            gate.by,
        )
        for gate in open_gates(brief)
    ][: MOST_RISKS - len(rows)]
    for member in brief.lineup.members:
        held = [each for each in member.only_it_covers if _counts(each, brief)]
        if held and len(rows) < MOST_RISKS:
            named = ", ".join(_short(each, brief) for each in held[:4])
            rows.append(
                _row(
                    (
                        f"Only {member.partner} covers {named}",
                        f"[To complete: who steps in - from {member.partner}]",
                        brief.lineup.lead,
                    ),
                    "gap",
                    member.partner,
                )
            )
    return Grid(("Risk", "Action", "Owner"), tuple(rows))


def _counts(need: str, brief: Brief) -> bool:
    found = brief.requirement(need)
    return found is not None and not found.gate


def _short(need: str, brief: Brief) -> str:
    found = brief.requirement(need)
    return (clause(found) if found else "") or need


def _uncovered(need: str, brief: Brief) -> Row:
    lead = brief.lineup.lead
    return _row(
        (f"No member yet covers {_short(need, brief)}", f"[To complete: who will be brought in - from {lead}]", lead),
        "gap",
        lead,
    )


def cover_held(partner: Partner) -> str:
    """Return a member's insurances as one line."""
    return "; ".join(_insurance(each) for each in partner.insurances) or NOT_SAID


def _insurance(given: Insurance) -> str:
    until = f" to {say_day(given.expires)}" if given.expires else ""
    return f"{say_role(given.kind)} {say_pounds(given.amount)}{until}"


TABLES: dict[str, Callable[[Brief], Grid]] = {
    "partnership": roles,
    "capacity": capacity,
    "safeguarding": safeguards,
    "mobilisation": steps,
}
