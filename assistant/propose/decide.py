"""Whether to bid, and how: alone, together, under somebody else, or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.propose.describe import join
from assistant.propose.divide import Division
from assistant.propose.lay import PRICE, Case
from assistant.records import LineUp, Verdict

TOO_LITTLE = 0.4
"""A share of the marks below which no reading of the evidence makes a bid worth writing."""


@dataclass(frozen=True)
class Alone:
    """The best that one partner could do on its own, which may lead."""

    name: str
    marks: float
    uncovered: int


def best_alone(case: Case, leads: Sequence[str]) -> Alone | None:
    """Return the single bidder with the most marks; of equals the first in name order."""
    found = []
    for name in sorted(leads):
        division = Division(case, (name,), name)
        marks = sum(each.worth * division.steps(each.id) / 2 for each in case.needs)
        found.append(Alone(name, marks, len(division.uncovered)))
    return min(found, key=lambda each: (-each.marks, each.uncovered, each.name), default=None)


def decide(case: Case, lineups: Sequence[LineUp]) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict on the best line-up and why; the reasons stand most important first."""
    if not lineups:
        return "no_bid", ("No line-up can be made of these partners.",)
    best = lineups[0]
    barred = _barred(case, best)
    share = best.marks / best.marks_available if best.marks_available else 0.0
    if share < TOO_LITTLE:
        return "no_bid", (_little(best, share), *barred, *_notes(case, best))
    if barred:
        return "subcontract", (*barred, *_compared(case, best), *_notes(case, best))
    verdict: Verdict = "bid_alone" if len(best.members) == 1 else "bid_together"
    return verdict, (*_compared(case, best), *_notes(case, best))


def _little(best: LineUp, share: float) -> str:
    return (
        f"The best line-up can show evidence for {best.marks:g} of {best.marks_available:g} marks ({share:.0%}): "
        "too little to bid on."
    )


def _barred(case: Case, best: LineUp) -> tuple[str, ...]:
    """Return why the best line-up may not bid in its own name, empty where it may."""
    if best.lead in case.can_lead:
        return ()
    why = next((each.why for each in case.ruled_out if each.partner == best.lead), "")
    return (
        f"No partner in the pool may lead: {best.lead} comes nearest, but {why}. Find a lead, or join a bidder that "
        "may lead as its sub-contractors.",
    )


def _compared(case: Case, best: LineUp) -> tuple[str, ...]:
    """Compare the best line-up with the best single bidder."""
    together = (
        f"{best.marks:g} of {best.marks_available:g} marks, with {_count(len(best.uncovered))} that nobody in it covers"
    )
    alone = best_alone(case, sorted(case.can_lead) or [best.lead])
    if len(best.members) == 1:
        price = PRICE * best.marks_available
        none = f"no partner would add {price:.1f} marks or a mandatory requirement"
        return (f"{best.lead} alone reaches {together}; {none}.",)
    if alone is None:
        return (f"Together: {together}.",)
    return (
        f"Together {join([each.partner for each in best.members])} reach {together}. The best single bidder, "
        f"{alone.name}, would reach {alone.marks:.1f} and leave {_count(alone.uncovered)} without anybody.",
    )


def _count(number: int) -> str:
    return f"{number} {'requirement' if number == 1 else 'requirements'}"


def _notes(case: Case, best: LineUp) -> tuple[str, ...]:
    return tuple(
        each
        for each in (*_measure(case), _us(case, best), _leads(case, best), *_known(case, best), _proof(best))
        if each
    )


def _measure(case: Case) -> list[str]:
    if not case.needs:
        return ["The tender asks for nothing that earns marks, so line-ups cannot be told apart by marks."]
    if not any(each.question for each in case.needs):
        return ["The tender has no scored question: its requirements share 100 marks, equal parts, half for a should."]
    if not any(each.weight for each in case.tender.questions if not each.pass_fail):
        return ["The tender prints no weights: the questions share 100 marks equally."]
    return []


def _us(case: Case, best: LineUp) -> str:
    us = case.wishes.us
    if us is None or us == best.lead:
        return ""
    why = next((each.why for each in case.ruled_out if each.partner == us), "")
    return f"{us} may not lead: {why}."


def _leads(case: Case, best: LineUp) -> str:
    """Name the other members that may lead."""
    others = sorted(
        each.partner for each in best.members if each.partner in case.can_lead and each.partner != best.lead
    )
    return f"{join(others)} could lead instead of {best.lead}." if others and best.lead in case.can_lead else ""


def _known(case: Case, best: LineUp) -> list[str]:
    """Say which members have not worked with the lead: partnership needs time."""
    lead = case.by_name[best.lead]
    new = [
        each.partner
        for each in best.members
        if each.partner not in (lead.name, *lead.worked_with)
        and lead.name not in case.by_name[each.partner].worked_with
    ]
    if not new:
        return []
    return [
        f"{join(new)} {'is' if len(new) == 1 else 'are'} not known to have worked with {lead.name}: "
        "meet before you write, for trust takes time."
    ]


def _proof(best: LineUp) -> str:
    return "" if best.proven_best else "The time ran out before this was proved to be the best line-up."
