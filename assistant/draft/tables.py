"""The tables that some questions call for, from the line-up, the profiles and the tender's own dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from assistant.draft.brief import Brief, clause, clauses, join_names, say_pounds
from assistant.draft.commit import clip, restate, tidy, verb_phrase
from assistant.draft.dates import current_dates, date_of, deadline, say_date, say_day, say_role, start_of
from assistant.draft.page import Grid, Row
from assistant.records import Basis, Gate, Insurance, Partner, Requirement, Sentence

BEFORE_AWARD = (
    "submission",
    "clarification",
    "issue",
    "publi",
    "brief",
    "tender",
    "answers",
    "evaluation",
    "interview",
)
ENDING = ("exit", "terminat", "expiry", "end of the contract", "handover", "hand over")
NOT_SAID = "[To complete]"
LONGEST_STEP, SOON, MANY = 24, 100, 2


def tables_for(kind: str, brief: Brief) -> tuple[Grid, ...]:
    """Return the tables a question of this kind calls for, the fullest first, for the first that there is room for."""
    made = (make(brief) for make in TABLES.get(kind, ()))
    return tuple(grid for grid in made if grid.rows)


def make_row(cells: tuple[str, ...], basis: Basis, partner: str | None = None) -> Row:
    return Row(cells, Sentence(text="; ".join(each for each in cells if each) + ".", basis=basis, partner=partner))


def roles(brief: Brief) -> Grid:
    """Return who does what: each member's role and the requirements it answers."""
    rows = []
    for name in brief.names:
        role = _role_of(name, brief)
        rows.append(make_row((name, role, held_by(brief, name) or "Supports the members above"), "structure", name))
    return Grid(("Member", "Role", "Answers for"), tuple(rows), "Who does what in the consortium")


def strengths(brief: Brief) -> Grid:
    """Return what each member brings, as its profile says, and what it answers for."""
    rows = []
    for partner in brief.members:
        held = held_by(brief, partner.name) or "Supports the members above"
        rows.append(
            make_row((partner.name, _brings(partner) or _role_of(partner.name, brief), held), "profile", partner.name)
        )
    return Grid(("Member", "Brings", "Answers for"), tuple(rows), "What each member brings")


def in_short(brief: Brief) -> Grid:
    """Return what each member brings, its work and its places alone."""
    rows = []
    for partner in brief.members:
        where = partner.based_in if len(partner.places) > MANY else join_names(list(partner.places)) or partner.based_in
        work = ", ".join(partner.art_forms[:2]) or partner.sector or _role_of(partner.name, brief)
        said = "; ".join(filter(None, (work, where)))
        rows.append(make_row((partner.name, said[:1].upper() + said[1:]), "profile", partner.name))
    return Grid(("Member", "Brings"), tuple(rows), "What each member brings")


def _role_of(name: str, brief: Brief) -> str:
    member = next((each for each in brief.lineup.members if each.partner == name), None)
    return plain_role(member.role if member else "", leads=name == brief.lineup.lead)


def _brings(partner: Partner) -> str:
    """Return the work, the people and the places of a profile in one line."""
    work = ", ".join(partner.art_forms[:3]) or partner.sector
    people, where = join_names(list(partner.groups[:2])), join_names(list(partner.places)) or partner.based_in
    said = "; ".join(filter(None, (work, people, where)))
    return said[:1].upper() + said[1:]


def plain_role(role: str, *, leads: bool) -> str:
    said = role.strip().rstrip(".")
    if leads and "lead" not in said.lower():
        return f"Lead; {said}" if said else "Lead"
    return (said[:1].upper() + said[1:]) or "Member"


def answered_by(brief: Brief, name: str) -> list[Requirement]:
    return [each for each in brief.tender.requirements if not each.gate and brief.owner(each.id) == name]


def held_by(brief: Brief, name: str) -> str:
    """Return the numbers of the clauses a member answers for, or how many requirements where they have none."""
    held = answered_by(brief, name)
    cited = clauses(held)
    if cited:
        return cited[0].upper() + cited[1:]
    return f"{len(held)} requirement{'s' if len(held) != 1 else ''}" if held else ""


def places(brief: Brief) -> Grid:
    """Return which members work in which place already, as their profiles say."""
    found: dict[str, list[str]] = {}
    for partner in brief.members:
        for place in partner.places:
            found.setdefault(place, []).append(partner.name)
    rows = [make_row((place, join_names(names)), "profile", names[0]) for place, names in found.items()]
    return Grid(("Place", "Members who work there now"), tuple(rows) if len(rows) > 1 else (), "Members by place")


def capacity(brief: Brief) -> Grid:
    """Return each member's staff, freelancers and free days, and the days of all together."""
    rows = [
        make_row((each.name, _staff(each), _freelancers(each), _days(each)), "profile", each.name)
        for each in brief.members
    ]
    known = [each.days_free for each in brief.members if each.days_free is not None]
    if len(known) > 1:
        rows.append(make_row(("Together", "", "", f"{sum(known):,}"), "profile"))
    return Grid(
        ("Member", "Staff (full-time equivalent)", "Freelancers", "Days a year"), tuple(rows), "People and days"
    )


def _staff(partner: Partner) -> str:
    if partner.sole_practitioner:
        return "Sole practitioner"
    return NOT_SAID if partner.staff is None else f"{partner.staff:g}"


def _freelancers(partner: Partner) -> str:
    count = partner.freelancers.count or len(partner.freelancers.named)
    return str(count) if count else "None listed"


def _days(partner: Partner) -> str:
    return NOT_SAID if partner.days_free is None else f"{partner.days_free:,}"


def safeguards(brief: Brief) -> Grid:
    """Return each member's policies on safeguarding with their dates, and its quality marks."""
    rows = [make_row((each.name, _policies(each), _marks(each)), "profile", each.name) for each in brief.members]
    head = ("Member", "Safeguarding policy, last reviewed", "Quality marks and registrations")
    return Grid(head, tuple(rows), "Safeguarding policies and marks by member")


def _policies(partner: Partner) -> str:
    cues = ("safeguard", "child", "protecting", "dbs")
    wanted = [each for each in partner.policies if any(cue in each.name.lower() for cue in cues)]
    alone = len(wanted) == 1
    said = [_policy(each.name, say_day(each.reviewed) if each.reviewed else "", alone=alone) for each in wanted]
    return "; ".join(said) or NOT_SAID


def _policy(name: str, day: str, *, alone: bool) -> str:
    plain = name.replace("_", " ").strip()
    if alone and day:
        return day
    return f"{plain[:1].upper() + plain[1:]}, {day or 'date to be given'}"


def _marks(partner: Partner) -> str:
    return "; ".join(partner.marks) or "None listed"


def steps(brief: Brief) -> Grid:
    """Return the way from award to the first session: the tender's own dates, its deadlines, and our tasks."""
    lead, award = brief.lineup.lead, date_of(brief.tender, "award")
    returned = date_of(brief.tender, "submission")
    first = award.at if award else returned.at if returned else ""
    start = start_of(brief.tender)
    last = (start + timedelta(days=SOON)).isoformat() if start else "9999"
    after = [each for each in current_dates(brief.tender) if first <= each.at <= last and not _early(each.role)]
    rows = [
        (each.at, make_row((say_date(each.at), say_role(each.role), _who(each.role, brief)), "tender"))
        for each in after
    ]
    due = _due(brief)
    rows = [each for each in rows if each[0] not in {day for day, _ in due}] + due + _tasks(brief)
    if len(brief.names) > 1:
        rows.append((f"{first}~", _agreement(lead)))
    ordered = sorted(rows, key=lambda each: (each[0], each[1].cells))
    return (
        Grid(("When", "Step", "Owner"), tuple(row for _, row in ordered), "Mobilisation plan") if rows else Grid((), ())
    )


def _who(role: str, brief: Brief) -> str:
    """Return whose step a date of the tender is: the buyer's up to the standstill, ours after it."""
    theirs = role.startswith(("award", "standstill", "notice", "evaluation", "moderation"))
    return (brief.tender.buyer or "The buyer") if theirs else brief.lineup.lead


def _early(role: str) -> bool:
    return role.startswith(BEFORE_AWARD)


def _agreement(lead: str) -> Row:
    cells = (
        f"[To complete: the date on which the members sign their agreement - from {lead}]",
        "Agreement signed",
        lead,
    )
    return make_row(cells, "gap", lead)


def _due(brief: Brief) -> list[tuple[str, Row]]:
    """Return the duties that the tender counts from the award or the start, and those it asks for at the start."""
    found = []
    for each in brief.tender.requirements:
        day = deadline(each, brief.tender)
        starting = (
            each.kind == "mobilisation" and each.force == "must" and not any(cue in each.text.lower() for cue in ENDING)
        )
        if each.gate or brief.owner(each.id) is None or not (day or starting) or restate(each) is None:
            continue
        told = f"By {say_day(day)}" if day else "Before the first session"
        owner = brief.owner(each.id) or brief.lineup.lead
        found.append((day.isoformat() if day else "9999", make_row((told, _step(each), owner), "tender", owner)))
    return found


def _step(requirement: Requirement) -> str:
    """Return a duty as a step: its verb phrase where it has one, cut to a line or two, with its clause."""
    said = verb_phrase(requirement) or restate(requirement) or tidy(requirement.text)
    short = clip(said, LONGEST_STEP)
    cited = f" ({clause(requirement)})" if clause(requirement) else ""
    return f"{short[0].upper()}{short[1:]}{cited}"


def _tasks(brief: Brief) -> list[tuple[str, Row]]:
    """Return what members must have in place the day before the contract starts, one row for each condition."""
    start = start_of(brief.tender)
    when = start - timedelta(days=1) if start else None
    told = f"By {say_day(when)}" if when else "Before the contract starts"
    found: dict[str, list[str]] = {}
    for gate in open_gates(brief):
        found.setdefault(close_gate(gate, brief), []).append(gate.by)
    at = when.isoformat() if when else "9998"
    return [(at, make_row((told, f"In place: {what}", join_names(by)), "tender", by[0])) for what, by in found.items()]


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
            return f"{possessed(label)} insurance of at least {say_pounds(fact.value)}"
    return f"the condition of participation in {clause(found)}" if found and clause(found) else tidy(told)


def possessed(label: str) -> str:
    return label.replace("mployers liability", "mployers’ liability")


def cover_held(partner: Partner) -> str:
    """Return a member's insurances as one line."""
    return "; ".join(_insurance(each) for each in partner.insurances) or NOT_SAID


def _insurance(given: Insurance) -> str:
    until = f" to {say_day(given.expires)}" if given.expires else ""
    return f"{possessed(say_role(given.kind))} {say_pounds(given.amount)}{until}"


TABLES: dict[str, tuple[Callable[[Brief], Grid], ...]] = {
    "partnership": (strengths, in_short),
    "capacity": (capacity,),
    "safeguarding": (safeguards,),
    "mobilisation": (steps,),
}
