"""Who may lead, and why the others may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conditions import is_legal_entity, needs_legal_entity
from assistant.propose.gates import Rules
from assistant.records import LeadRuledOut, Partner

UNWILLING = "it is not willing to lead"


@dataclass(frozen=True)
class Reason:
    why: str
    requirement: str = ""


def ruled_out(rules: Rules, partners: Sequence[Partner]) -> tuple[LeadRuledOut, ...]:
    """Return every partner that may not lead, in name order, with all the reasons."""
    found = []
    for partner in sorted(partners, key=lambda each: each.name):
        reasons = against(rules, partner)
        if reasons:
            requirement = next((each.requirement for each in reasons if each.requirement), "")
            why = "; ".join(dict.fromkeys(each.why for each in reasons))
            found.append(LeadRuledOut(partner=partner.name, why=why, requirement=requirement))
    return tuple(found)


def against(rules: Rules, partner: Partner) -> tuple[Reason, ...]:
    """Return why a partner may not lead: its own will, its form, then the tender's conditions on the lead."""
    reasons = [] if partner.may_lead is not False else [Reason(UNWILLING)]
    return (*reasons, *_form(rules, partner), *_conditions(rules, partner))


def _form(rules: Rules, partner: Partner) -> list[Reason]:
    """Return the reason that a body which cannot contract as one may not lead, where the tender asks for one."""
    if is_legal_entity(partner):
        return []
    asked = needs_legal_entity(rules.tender)
    income = next((each for each in rules.conditions if each.about == "turnover" and each.scope == "lead"), None)
    requirement = asked.id if asked else income.requirement if income else None
    if requirement is None:
        return []
    kind = "a sole practitioner" if partner.sole_practitioner else "not incorporated"
    return [Reason(f"it is {kind}, and the lead must contract as a legal entity", requirement)]


def _conditions(rules: Rules, partner: Partner) -> list[Reason]:
    own = (each for each in rules.conditions if each.scope == "lead" and each.about != "declaration")
    stands = ((rules.stands(each, partner), each.requirement) for each in own)
    return [Reason(standing.why, requirement) for standing, requirement in stands if standing.status == "failed"]
