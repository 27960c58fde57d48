"""Who of the members answers what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.propose.lay import Case
from assistant.propose.worth import Need
from assistant.records import RequirementKind

AS_NEAR = 0.05
UNDERTAKEN: tuple[RequirementKind, ...] = ("reporting", "data", "mobilisation", "safeguarding", "insurance", "finance")
"""Kinds that a bidder meets by undertaking to, whoever has done it before: the lead answers for them."""


@dataclass(frozen=True)
class Division:
    """A line-up with its work shared out. `shown` says who shows each need, best first."""

    case: Case
    members: tuple[str, ...]
    lead: str

    @cached_property
    def shown(self) -> dict[str, tuple[str, ...]]:
        return {each.id: self._able(each) for each in self.case.needs}

    def _able(self, need: Need) -> tuple[str, ...]:
        who = (self.lead,) if need.lead_only else self.members
        able = [name for name in who if self.case.steps(need.id, name)]
        return tuple(sorted(able, key=lambda name: (*self._goodness(need.id, name), name)))

    def _goodness(self, need: str, name: str) -> tuple[float, float]:
        return -self.case.steps(need, name), -self.case.score(need, name)

    @cached_property
    def answers(self) -> dict[str, str]:
        """Who answers each need: the strongest; of those as strong and about as near, the one with least to do.

        Nearly equal is within 0.05 of the best score. What nobody shows but can be undertaken is the lead's.
        """
        load: Counter[str] = Counter()
        given: dict[str, str] = {}
        for need in sorted(self.case.needs, key=lambda each: (len(self.shown[each.id]), -each.worth, each.id)):
            able = self.shown[need.id]
            if able:
                chosen = min(self._as_good(need.id, able), key=lambda name: (load[name], able.index(name)))
            elif self._undertaken(need):
                chosen = self.lead
            else:
                continue
            given[need.id] = chosen
            load[chosen] += 1
        return {each.id: given[each.id] for each in self.case.needs if each.id in given}

    def _as_good(self, need: str, able: Sequence[str]) -> list[str]:
        steps, score = self.case.steps(need, able[0]), self.case.score(need, able[0])
        return [
            name
            for name in able
            if self.case.steps(need, name) == steps and score - self.case.score(need, name) <= AS_NEAR
        ]

    @staticmethod
    def _undertaken(need: Need) -> bool:
        return need.requirement is not None and need.requirement.kind in UNDERTAKEN

    def steps(self, need: str) -> int:
        return self.case.steps(need, self.shown[need][0]) if self.shown[need] else 0

    @property
    def reported(self) -> tuple[Need, ...]:
        """The needs that members cover by name: the requirements, or the asks of a tender without any."""
        own = tuple(each for each in self.case.needs if each.requirement)
        return own or self.case.needs

    @property
    def uncovered(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.reported if not self.shown[each.id] and each.id not in self.answers)

    def covers(self, name: str) -> tuple[str, ...]:
        return tuple(each.id for each in self.reported if self.answers.get(each.id) == name)

    def only(self, name: str) -> tuple[str, ...]:
        return tuple(each.id for each in self.reported if self.shown[each.id] == (name,))
