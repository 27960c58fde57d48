"""What profiles and the line-up let us say of all members together, without inventing how they will work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.draft.brief import Brief, cite, clauses, join_names, say_count
from assistant.draft.dates import say_day
from assistant.draft.voice import possessive
from assistant.draft.words import stems
from assistant.records import Partner, Requirement, Sentence

MOST_PAIRS, FEW_PAIRS = 6, 6
BLAND = stems("policy procedure statement plan")
SAFE = ("safeguard", "child protection")


@dataclass(frozen=True)
class Maker:
    """Makes sentences of fact; `cues` are words of the ask they belong to, `always` whether they are said anyway."""

    make: Callable[[Brief], tuple[Sentence, ...]]
    cues: tuple[str, ...]
    always: bool = False


def facts_for(kind: str, asks: tuple[str, ...], brief: Brief) -> tuple[tuple[Sentence, ...], ...]:
    """Return for each ask of a question of this kind the facts that belong to it; no fact stands twice."""
    homes: list[tuple[Sentence, ...]] = [() for _ in asks]
    for maker in MAKERS.get(kind, ()):
        counts = [sum(cue in ask.lower() for cue in maker.cues) for ask in asks]
        if max(counts) or maker.always:
            homes[counts.index(max(counts))] += maker.make(brief)
    return tuple(homes)


def _people(brief: Brief) -> tuple[Sentence, ...]:
    employers = [each for each in brief.members if not each.sole_practitioner]
    if len(brief.members) < 2 or not employers or any(each.staff is None for each in employers):
        return ()
    staff = sum(each.staff or 0 for each in employers)
    free = sum(each.freelancers.count or len(each.freelancers.named) for each in brief.members)
    alone = sum(each.sole_practitioner for each in brief.members)
    said = [f"employ {staff:g} full-time equivalent staff"]
    if free:
        said.append(f"engage {free} freelancers")
    more = (
        f"; {say_count(alone)} {'is a sole practitioner' if alone == 1 else 'are sole practitioners'}" if alone else ""
    )
    text = f"Together the {say_count(len(brief.members))} members {' and '.join(said)}{more}."
    return (Sentence(text=text, basis="profile"),)


def _policies(brief: Brief) -> tuple[Sentence, ...]:
    dates = [safeguarding(each) for each in brief.members]
    known = [each for each in dates if each is not None]
    if len(known) < len(dates):
        return ()
    if len(dates) == 1:
        text = f"{possessive(brief.lineup.lead)} safeguarding policy was last reviewed on {say_day(known[0])}."
    else:
        text = (
            f"Each of the {say_count(len(dates))} members has its own safeguarding policy, "
            f"and none was last reviewed before {say_day(min(known))}."
        )
    return (Sentence(text=text, basis="profile"),)


def safeguarding(partner: Partner) -> date | None:
    """Return the day a partner's safeguarding policy was last reviewed, None where it does not say."""
    reviewed = [e.reviewed for e in partner.policies if e.reviewed and any(cue in e.name.lower() for cue in SAFE)]
    return max(reviewed, default=None)


def _leading(brief: Brief) -> tuple[Sentence, ...]:
    lead, count = brief.lineup.lead, len(brief.names)
    if count < 2:
        return (Sentence(text=f"{lead} bid alone.", basis="structure", partner=lead),)
    said = [f"{lead} will lead the consortium of {say_count(count)} members."]
    if not brief.lineup.uncovered and brief.tender.requirements:
        said.append("Each requirement has one member who answers for it.")
    return tuple(Sentence(text=each, basis="structure", partner=lead) for each in said)


def _acquainted(brief: Brief) -> tuple[Sentence, ...]:
    """Say which members have worked together before: pair by pair where they are few, else how many and the lead's."""
    known = {name: [e for e in brief.names if e != name and _know(name, e, brief)] for name in brief.names}
    pairs = sum(map(len, known.values())) // 2
    if not pairs:
        return ()
    lead, count = brief.lineup.lead, sum(bool(each) for each in known.values())
    if pairs > FEW_PAIRS:
        of = "All" if count == len(known) else f"{say_count(count).capitalize()} of the"
        text = f"{of} {say_count(len(known))} members have worked with at least one other before"
        text += f", {lead} with {join_names(known[lead])}." if known[lead] else "."
    else:
        told = [(name, [e for e in brief.names[at + 1 :] if e in known[name]]) for at, name in enumerate(brief.names)]
        said = "; ".join(f"{name} with {join_names(others)}" for name, others in told if others)
        text = f"Members have worked together before: {said}."
    return (Sentence(text=text, basis="profile"),)


def _know(one: str, other: str, brief: Brief) -> bool:
    return other in brief.partner(one).worked_with or one in brief.partner(other).worked_with


def _covered(brief: Brief) -> tuple[Sentence, ...]:
    """Say who has evidence of their own for work that another member answers for."""
    held: dict[str, list[Requirement]] = {}
    for requirement in brief.tender.requirements:
        second = second_for(requirement, brief)
        if second and cite(requirement) and sum(map(len, held.values())) < MOST_PAIRS:
            held.setdefault(second, []).append(requirement)
    if not held:
        return ()
    told = [f"{name} for {clauses(found)}" for name, found in held.items()]
    text = (
        f"If the member who answers for a clause had to withdraw, another can show work of its own: {'; '.join(told)}."
    )
    return (Sentence(text=text, basis="structure"),)


def second_for(requirement: Requirement, brief: Brief) -> str | None:
    """Return the best member other than the owner with usable evidence for a requirement."""
    owner = brief.owner(requirement.id)
    if requirement.gate or owner is None:
        return None
    return next((each.partner for each in brief.usable(requirement.id) if each.partner != owner), None)


def stated(requirement: Requirement, brief: Brief) -> tuple[Sentence, ...]:
    """Return what the members' profiles say to a requirement: marks, policies, days."""
    days = _days(requirement, brief)
    if days:
        return days
    owner, wanted = brief.owner(requirement.id), stems(requirement.text)
    if owner is None:
        return ()
    marks: dict[str, list[str]] = {}
    for partner in brief.members:
        for mark in partner.marks:
            if len(stems(mark) & wanted) > 1:
                marks.setdefault(mark.rstrip("."), []).append(partner.name)
    said = [Sentence(text=_marked(mark, names), basis="profile", partner=names[0]) for mark, names in marks.items()]
    return tuple(said[:2]) or _policy(owner, wanted, brief)


def _marked(mark: str, names: list[str]) -> str:
    """Return who holds a mark, in words that suit any mark."""
    each = "are each" if len(names) > 1 else "is"
    return f"{join_names(names)} {each} on record as “{mark}”."


def _policy(owner: str, wanted: frozenset[str], brief: Brief) -> tuple[Sentence, ...]:
    for policy in brief.partner(owner).policies:
        about = stems(policy.name) - BLAND
        if policy.reviewed and about and about <= wanted:
            name = policy.name.replace("_", " ").lower()
            kind = "" if name.endswith(("policy", "plan", "statement")) else " policy"
            text = f"{possessive(owner)} {name}{kind} was last reviewed on {say_day(policy.reviewed)}."
            return (Sentence(text=text, basis="profile", partner=owner),)
    return ()


def _days(requirement: Requirement, brief: Brief) -> tuple[Sentence, ...]:
    """Return the sum of the members' free days where a requirement asks the group for a number of days."""
    days = [each.days_free for each in brief.members if each.days_free]
    if requirement.scope != "sum" or " days" not in requirement.text or len(days) < 2:
        return ()
    text = f"Together the members have {sum(days):,} working days free each year."
    return (Sentence(text=text, basis="profile"),)


MAKERS: dict[str, tuple[Maker, ...]] = {
    "capacity": (Maker(_people, ("staff", "team", "workforce", "freelanc", "structure"), always=True),),
    "safeguarding": (Maker(_policies, ("polic", "keep", "safe"), always=True),),
    "partnership": (
        Maker(_leading, ("led", "lead", "govern"), always=True),
        Maker(_acquainted, ("relationship", "together", "histor", "led", "lead"), always=True),
        Maker(_covered, ("withdraw", "leave", "continu", "account", "resilien", "fail")),
    ),
}
