"""Lay the tender, the partners and the matches out as the solver's problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.propose.gates import Rules, gives
from assistant.propose.leads import UNWILLING, against, ruled_out
from assistant.propose.solve import STEPS, UNIT, Problem
from assistant.propose.wishes import Wishes
from assistant.propose.worth import EARNS, Need, needs
from assistant.records import LeadRuledOut, Match, Partner, Tender

PRICE = 0.01
"""What a member must add, as a share of all marks: below it, finding, paying and managing one more is not worth it."""


@dataclass(frozen=True)
class Case:
    """One tender and one pool, sorted, so that nothing depends on the order they came in."""

    tender: Tender
    partners: tuple[Partner, ...]
    matches: tuple[Match, ...]
    wishes: Wishes

    @cached_property
    def rules(self) -> Rules:
        return Rules(self.tender, self.matches)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        return needs(self.tender, self.rules.gated)

    @cached_property
    def ruled_out(self) -> tuple[LeadRuledOut, ...]:
        return ruled_out(self.rules, self.partners)

    @cached_property
    def can_lead(self) -> frozenset[str]:
        out = {each.partner for each in self.ruled_out}
        return frozenset(each.name for each in self.partners if each.name not in out)

    @cached_property
    def found(self) -> dict[tuple[str, str], Match]:
        """The best match for each need and partner."""
        best: dict[tuple[str, str], Match] = {}
        for each in self.matches:
            key = (each.need, each.partner)
            if key not in best or _rank(each) > _rank(best[key]):
                best[key] = each
        return best

    @cached_property
    def by_name(self) -> dict[str, Partner]:
        return {each.name: each for each in self.partners}

    def steps(self, need: str, partner: str) -> int:
        found = self.found.get((need, partner))
        return EARNS[found.strength] if found else 0

    def score(self, need: str, partner: str) -> float:
        found = self.found.get((need, partner))
        return found.score if found else 0.0

    @property
    def marks_available(self) -> float:
        return sum(each.worth for each in self.needs)


def _rank(match: Match) -> tuple[int, float]:
    return EARNS[match.strength], match.score


def case(tender: Tender, partners: Sequence[Partner], matches: Sequence[Match], wishes: Wishes) -> Case:
    """Return the case with each partner once, in name order, and without those the wishes leave out."""
    once = {each.name: each for each in sorted(partners, key=lambda each: (each.name, each.model_dump_json()))}
    kept = tuple(each for name, each in once.items() if name not in wishes.without)
    ordered = tuple(sorted(matches, key=lambda each: (each.need, each.partner, each.model_dump_json())))
    return Case(tender, kept, ordered, wishes)


def problem(given: Case, leads: frozenset[str]) -> Problem:
    """Return the problem of a case with these partners as possible leads; `us` leads alone where it is one."""
    us = given.wishes.us
    able = frozenset([us]) if us in leads else leads
    names = [each.name for each in given.partners]
    worth = np.array([round(each.worth * UNIT / STEPS) for each in given.needs], dtype=np.int64)
    rules = given.rules
    together = rules.together
    return Problem(
        shown=_shown(given, names),
        worth=worth,
        musts=np.array([each.mandatory for each in given.needs], dtype=bool),
        lead_only=np.array([each.lead_only for each in given.needs], dtype=bool),
        leads=np.array([name in able for name in names], dtype=bool),
        fails=np.array([rules.fails(each) for each in given.partners], dtype=np.int64),
        unshown=np.array([rules.unshown(each) for each in given.partners], dtype=np.int64),
        gives=np.array([[gives(rule, each) for each in given.partners] for rule in together], dtype=np.int64).reshape(
            len(together), len(names)
        ),
        asked=np.array([round(rule.amount) for rule in together], dtype=np.int64),
        near=_near(given, names),
        ties=_ties(given, names),
        wanted=frozenset(names.index(name) for name in given.wishes.wanted),
        most=given.wishes.max_partners,
        price=max(round(PRICE * int(worth.sum()) * STEPS), 1),
    )


def _shown(given: Case, names: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    rows = {need.id: place for place, need in enumerate(given.needs)}
    columns = {name: place for place, name in enumerate(names)}
    shown = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for (need, partner), match in given.found.items():
        if need in rows and partner in columns:
            shown[rows[need], columns[partner]] = EARNS[match.strength]
    return shown


def _near(given: Case, names: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how near each partner's evidence is, in [0, 1]; one not yet met comes after all that are."""
    total = dict.fromkeys(names, 0.0)
    worth = {need.id: need.worth for need in given.needs}
    for (need, partner), match in given.found.items():
        if partner in total and EARNS[match.strength]:
            total[partner] += worth.get(need, 0.0) * match.score
    most = max(total.values(), default=0.0) or 1.0
    met = [0.0 if given.by_name[name].not_yet_met else 0.5 for name in names]
    return np.array([met[place] + round(total[name] / most, 3) / 2 for place, name in enumerate(names)])


def _ties(given: Case, names: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how fit each is to hold a line-up together, in [0, 1]: how many it has worked with, and how near it is."""
    known = {name: set(given.by_name[name].worked_with) & set(names) for name in names}
    for name in names:
        for other in known[name].copy():
            known[other].add(name)
    most = max((len(each) for each in known.values()), default=0) or 1
    near = _near(given, names)
    return np.array([0.7 * len(known[name]) / most + 0.3 * near[place] for place, name in enumerate(names)])


def nearest_leads(given: Case) -> frozenset[str]:
    """Return who could lead if its one obstacle were removed: the willing first, else bodies that could contract."""
    barred = {each.name: against(given.rules, each) for each in given.partners}
    willing = {name: whys for name, whys in barred.items() if all(each.why != UNWILLING for each in whys)}
    some = willing or barred
    fewest = min((len(whys) for whys in some.values()), default=0)
    return frozenset(name for name, whys in some.items() if len(whys) == fewest)
