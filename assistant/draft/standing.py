"""Where a draft stands: gaps by partner, conditions still open, and how each requirement is covered."""

from __future__ import annotations

from assistant.draft.brief import Brief, join_names
from assistant.draft.page import Page
from assistant.records import Match, Requirement, Sentence

STATUS = {
    "met": "met",
    "commit_before_start": "to be closed before the contract starts",
    "unknown": "not known: the profile does not say",
    "failed": "not met",
}


def gap_count(page: Page) -> int:
    return sum(each.basis == "gap" for each in page.sentences)


def gaps_of(partner: str, pages: tuple[Page, ...]) -> tuple[tuple[str, Sentence], ...]:
    """Return a partner's gaps, each with the question's id."""
    return tuple(
        (page.question.id, each)
        for page in pages
        for each in page.sentences
        if each.basis == "gap" and each.partner == partner
    )


def gaps_by_partner(pages: tuple[Page, ...]) -> tuple[tuple[str, int, str], ...]:
    """Return each partner with the number of its gaps and the questions they stand in, most gaps first."""
    names = sorted({each.partner for page in pages for each in page.sentences if each.basis == "gap" and each.partner})
    counted = [(name, gaps_of(name, pages)) for name in names]
    rows = [(name, len(gaps), ", ".join(dict.fromkeys(question for question, _ in gaps))) for name, gaps in counted]
    return tuple(sorted(rows, key=lambda each: (-each[1], each[0])))


def open_conditions(brief: Brief) -> list[tuple[str, str, str]]:
    """Return the conditions not met yet: what, who, and how it stands."""
    rows = []
    for gate in brief.lineup.gates:
        if gate.status != "met":
            why = f": {gate.why}" if gate.why else ""
            rows.append(
                (gate.text or brief.need_text(gate.requirement), gate.by, f"{STATUS[gate.status].capitalize()}{why}")
            )
    return rows


def best_match(requirement: Requirement, brief: Brief) -> Match | None:
    """Return the match of the member who answers a requirement, None where nobody does."""
    owner = brief.owner(requirement.id)
    return next((each for each in brief.matches_for(requirement.id) if each.partner == owner), None)


def strength_of(requirement: Requirement, brief: Brief) -> str:
    """Return how well a requirement is covered, in a word; a condition by its status."""
    gates = [each.status for each in brief.lineup.gates if each.requirement == requirement.id]
    if gates:
        worst = next(status for status in ("failed", "unknown", "commit_before_start", "met") if status in gates)
        return {"failed": "not met", "unknown": "not known", "commit_before_start": "to close", "met": "met"}[worst]
    found = best_match(requirement, brief)
    return "none" if brief.owner(requirement.id) is None else found.strength if found else "stated"


def cover_of(requirement: Requirement, brief: Brief) -> str:
    gates = list(dict.fromkeys(each.by for each in brief.lineup.gates if each.requirement == requirement.id))
    if gates and requirement.scope == "all":
        return "Every member"
    return join_names([each for each in gates if each]) or brief.owner(requirement.id) or "Nobody yet"


def location(need: str, pages: tuple[Page, ...]) -> str:
    """Return the question under which a requirement is answered, nothing where it is in none."""
    return next((page.question.id for page in pages for each in page.paragraphs if each.need == need), "")
