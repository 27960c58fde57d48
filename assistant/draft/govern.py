"""What the line-up itself lets us say about leading, cover and capacity, without inventing how partners will work."""

from __future__ import annotations

from assistant.draft.brief import USABLE, Brief, clause, join_names, say_day
from assistant.draft.count import count_words
from assistant.draft.page import Page, Paragraph
from assistant.draft.plan import Outline
from assistant.draft.voice import possessive
from assistant.draft.words import stems
from assistant.records import Requirement, Sentence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MOST_COVERED = 6
BLAND = stems("policy procedure statement plan")


def governance(page: Page, outline: Outline, brief: Brief) -> None:
    """Say who leads in the first part of an answer on partnership, and who can step in for whom in the next."""
    lead, count = brief.lineup.lead, len(brief.names)
    said = [f"{lead} will lead the consortium of {number(count)} members." if count > 1 else f"{lead} bids alone."]
    if count > 1 and not brief.lineup.uncovered:
        said.append("Each requirement has one member who answers for it.")
    page.parts[0].paragraphs[0].opening = tuple(Sentence(text=e, basis="structure", partner=lead) for e in said)
    covered = _covered(brief)
    if covered and page.words + count_words(covered.text) <= page.allowed * 0.7:
        at = 1 if len(outline.asks) > 1 else 0
        page.parts[at].paragraphs.append(Paragraph("", (covered,)))


def _covered(brief: Brief) -> Sentence | None:
    """Return a sentence on who has evidence of their own for work that another member leads."""
    pairs: dict[str, list[str]] = {}
    for requirement in brief.tender.requirements:
        owner, second = brief.owner(requirement.id), second_for(requirement, brief)
        if owner and second and clause(requirement) and sum(map(len, pairs.values())) < MOST_COVERED:
            pairs.setdefault(second, []).append(clause(requirement).removeprefix("clause "))
    if not pairs:
        return None
    told = [f"{name} for clause{'s' if len(held) > 1 else ''} {join_names(held)}" for name, held in pairs.items()]
    text = "If the member who answers for a clause had to withdraw, another has evidence for it: "
    return Sentence(text=f"{text}{'; '.join(told)}.", basis="structure")


def second_for(requirement: Requirement, brief: Brief) -> str | None:
    """Return the best member other than the owner with usable evidence for a requirement."""
    owner = brief.owner(requirement.id)
    if requirement.gate or owner is None:
        return None
    usable = (each.partner for each in brief.matches_for(requirement.id) if each.strength in USABLE)
    return next((each for each in usable if each != owner), None)


def stated(requirement: Requirement, owner: str, brief: Brief) -> tuple[Sentence, ...]:
    """Return what the profile of its owner says to a requirement: a policy with its date, a mark."""
    partner, wanted = brief.partner(owner), stems(requirement.text)
    said = []
    for policy in partner.policies:
        if policy.reviewed and stems(policy.name) - BLAND and stems(policy.name) - BLAND <= wanted:
            name = policy.name.replace("_", " ").lower().removesuffix(" policy")
            text = f"{possessive(owner)} {name} policy was last reviewed on {say_day(policy.reviewed)}."
            said.append(Sentence(text=text, basis="profile", partner=owner))
    for mark in partner.marks:
        if len(stems(mark) & wanted) > 1:
            text = f"Quality marks and standing of {owner}: {mark.rstrip('.')}."
            said.append(Sentence(text=text, basis="profile", partner=owner))
    return tuple(said)


def days_together(requirement: Requirement, brief: Brief) -> tuple[Sentence, ...]:
    """Return the sum of the members' free days where a requirement asks the group for a number of days."""
    days = [each.days_free for each in brief.members if each.days_free]
    if requirement.scope != "sum" or " days" not in requirement.text or len(days) < 2:
        return ()
    return (Sentence(text=f"Together the members have {sum(days):,} working days free each year.", basis="profile"),)


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
