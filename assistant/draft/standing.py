"""Where a draft stands: gaps by partner, conditions still open, and how each requirement is covered."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.draft.brief import Brief, join_names
from assistant.draft.dates import date_of, day_of, start_of
from assistant.draft.page import Page
from assistant.records import Gate, Match, Requirement, Sentence

STATUS = {
    "met": "Met",
    "commit_before_start": "To be closed before the contract starts",
    "unknown": "Not known yet",
    "failed": "Not met",
}
WORST = ("failed", "unknown", "commit_before_start", "met")
ACCEPTED, UNSHOWN, UNCOVERED = "Accepted", "To be confirmed", "Not yet covered"
DAYS_BEFORE = 7
Gap = tuple[str, Sentence]


def gaps_of(partner: str, pages: tuple[Page, ...]) -> tuple[Gap, ...]:
    """Return a partner's gaps, each with the question's id; a gap for several stands with each of them."""
    return tuple((page.question.id, each) for page in pages for each in page.gaps if partner in asked_of(each))


def asked_of(gap: Sentence) -> tuple[str, ...]:
    """Return whom a gap asks: the names after ` - from `."""
    named = gap.text.rpartition(" - from ")[2].split("]")[0]
    found = tuple(each.strip() for each in named.replace(" and ", ", ").split(", ") if each.strip())
    return found if gap.partner in found else ((gap.partner,) if gap.partner else ())


def wanted_of(gap: Sentence) -> str:
    """Return what a gap asks for, without its brackets and without the name of who is asked."""
    before, _, rest = gap.text.partition("[To complete: ")
    asked = rest.rpartition(" - from ")[0]
    about = before.rstrip("; ")
    return f"{about}: {asked}" if about else asked[:1].upper() + asked[1:]


def all_gaps(pages: tuple[Page, ...], brief: Brief) -> tuple[tuple[str, str, str], ...]:
    """Return every gap once: who is asked, what for, in which answer; the lead's last, as they are the hardest."""
    found = [(join_names(asked_of(each)), wanted_of(each), page.question.id) for page in pages for each in page.gaps]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each[0] == brief.lineup.lead, each[0])))


def open_conditions(brief: Brief) -> tuple[Gate, ...]:
    """Return the conditions not met yet, the worst first."""
    held = [each for each in brief.lineup.gates if each.status != "met"]
    return tuple(sorted(held, key=lambda each: WORST.index(each.status)))


def condition(gate: Gate, brief: Brief) -> str:
    return gate.text or brief.need_text(gate.requirement)


def best_match(need: str, brief: Brief) -> Match | None:
    """Return the match of the member who answers a need, None where nobody does."""
    owner = brief.owner(need)
    return next((each for each in brief.matches_for(need) if each.partner == owner), None)


def gate_status(requirement: Requirement, brief: Brief) -> str | None:
    """Return the worst status of a condition over the members, None where it is none."""
    held = [each.status for each in brief.lineup.gates if each.requirement == requirement.id]
    return next((status for status in WORST if status in held), None)


def strength_of(requirement: Requirement, brief: Brief) -> str:
    """Return how well a requirement is covered, in a word; a condition by its status."""
    gate = gate_status(requirement, brief)
    if gate:
        return {"failed": "not met", "unknown": "not known", "commit_before_start": "to close", "met": "met"}[gate]
    if brief.owner(requirement.id) is None:
        return "none"
    found = best_match(requirement.id, brief)
    return found.strength if found else "stated"


def position(requirement: Requirement, pages: tuple[Page, ...], brief: Brief) -> str:
    """Return how we stand to a requirement: accepted only where something shows that we can."""
    if brief.owner(requirement.id) is None:
        return UNCOVERED
    shown = any(topic.need == requirement.id and topic.proven for page in pages for topic in page.topics)
    return ACCEPTED if shown or strength_of(requirement, brief) == "strong" else UNSHOWN


def cover_of(requirement: Requirement, brief: Brief) -> str:
    gates = list(dict.fromkeys(each.by for each in brief.lineup.gates if each.requirement == requirement.id))
    if gates and requirement.scope == "all":
        return "Every member"
    return join_names([each for each in gates if each]) or brief.owner(requirement.id) or "Nobody yet"


def location(need: str, pages: tuple[Page, ...]) -> str:
    """Return the question under which a requirement is answered, nothing where it is in none."""
    return next((page.question.id for page in pages if need in page.needs), "")


def reply_by(brief: Brief) -> date | None:
    """Return the day by which partners are asked to answer, some days before the tender is due."""
    due = date_of(brief.tender, "submission")
    day = day_of(due.at) if due else None
    return day - timedelta(days=DAYS_BEFORE) if day else None


def in_place_by(brief: Brief) -> date | None:
    start = start_of(brief.tender)
    return start - timedelta(days=1) if start else None
