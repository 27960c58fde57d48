"""Put the line-ups of a case side by side as a proposal."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import ConsortError
from assistant.propose.ask import questions_to_buyer
from assistant.propose.choose import choose
from assistant.propose.decide import decide
from assistant.propose.describe import brings, role
from assistant.propose.divide import Division
from assistant.propose.gates import gates
from assistant.propose.improve import fixes
from assistant.propose.lay import Case, case, nearest_leads, problem
from assistant.propose.solve import UNIT, Problem, Solution
from assistant.propose.wishes import Wishes, check_wishes
from assistant.records import LineUp, Match, Member, Partner, Proposal, Tender


def propose_lineups(tender: Tender, partners: Sequence[Partner], matches: Sequence[Match], wishes: Wishes) -> Proposal:
    check_wishes(wishes, [each.name for each in partners])
    given = case(tender, partners, matches, wishes)
    if not given.partners:
        raise ConsortError("There is nobody to bid with", "every partner is left out", "Leave fewer out.")
    lineups = _lineups(given)
    verdict, why = decide(given, lineups)
    return Proposal(
        verdict=verdict,
        why=why,
        lineups=lineups,
        leads_ruled_out=given.ruled_out,
        questions_to_buyer=questions_to_buyer(given, lineups),
    )


def _lineups(given: Case) -> tuple[LineUp, ...]:
    """Return the line-ups under the leads that may lead; where there is none, under those that come nearest."""
    full = len(given.wishes.wanted) >= given.wishes.max_partners
    able = given.can_lead & frozenset(given.wishes.wanted) if full else given.can_lead
    leads = able or nearest_leads(given)
    if full and not able:
        leads = frozenset(given.wishes.wanted)
    laid = problem(given, leads)
    found = choose(laid, given.wishes.k)
    return tuple(_lineup(given, laid, solution, rank) for rank, solution in enumerate(found, 1))


def _lineup(given: Case, laid: Problem, solution: Solution, rank: int) -> LineUp:
    names = tuple(given.partners[each].name for each in solution.members)
    lead = given.partners[solution.lead].name
    division = Division(given, names, lead)
    held = gates(given.rules, [given.by_name[each] for each in names], given.by_name[lead])
    members = tuple(_member(division, laid, solution, name) for name in names)
    return LineUp(
        rank=rank,
        lead=lead,
        members=tuple(sorted(members, key=lambda each: (each.partner != lead, -len(each.covers), each.partner))),
        marks=round(laid.marks(solution.members, solution.lead) / UNIT, 1),
        marks_available=round(given.marks_available, 1),
        gates=held,
        uncovered=division.uncovered,
        answers=division.answers,
        proven_best=solution.proven,
        fixes=fixes(division, held),
    )


def _member(division: Division, laid: Problem, solution: Solution, name: str) -> Member:
    return Member(
        partner=name,
        role=role(division, name),
        brings=brings(division, name),
        covers=division.covers(name),
        marks_lost_without=round(_lost(division.case, laid, solution, name) / UNIT, 1),
        only_it_covers=division.only(name),
    )


def _lost(given: Case, laid: Problem, solution: Solution, name: str) -> int:
    """Return what is lost if a member drops out and the others share its work as well as they can.

    Where the lead drops out, the best of the others that may lead takes its place; where none may, all is lost.
    """
    whole = laid.marks(solution.members, solution.lead)
    others = [each for each in solution.members if given.partners[each].name != name]
    if given.partners[solution.lead].name != name:
        return whole - laid.marks(others, solution.lead)
    leads = [each for each in others if given.partners[each].name in given.can_lead]
    return whole - max((laid.marks(others, each) for each in leads), default=0)
