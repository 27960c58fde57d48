"""The conditions a line-up has to meet, each with the member it turns on and what was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.conditions import Calendar, Condition, Standing, calendar, check, conditions, pounds
from assistant.records import Gate, Match, Partner, Tender

BY_EVIDENCE = ("mark", "policy", "evidence")
SHOWS = ("strong", "partial")
BEST_FIRST = ("met", "commit_before_start", "unknown", "failed")
QUOTED = 140
DECLARED = "declares it with the tender"


@dataclass(frozen=True)
class Rules:
    """The tender's conditions and the evidence for them."""

    tender: Tender
    matches: tuple[Match, ...]

    @cached_property
    def when(self) -> Calendar:
        return calendar(self.tender)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return conditions(self.tender)

    @cached_property
    def gated(self) -> frozenset[str]:
        """The requirements that are conditions: they earn no marks."""
        return frozenset(each.requirement for each in self.conditions)

    @cached_property
    def _evidence(self) -> dict[tuple[str, str], Match]:
        return {(each.need, each.partner): each for each in self.matches if each.strength in SHOWS}

    @cached_property
    def together(self) -> tuple[Condition, ...]:
        """The conditions the members meet by adding up: days and income."""
        return tuple(each for each in self.conditions if _adds_up(each) and each.amount > 0)

    def stands(self, condition: Condition, partner: Partner) -> Standing:
        """Return how a partner stands to a condition: by its profile, and where that is silent by its statement."""
        told = check(condition, partner, self.when)
        shown = self._evidence.get((condition.requirement, partner.name))
        if told.status != "unknown" or condition.about not in BY_EVIDENCE:
            return told
        if shown is None:
            return (
                told if condition.about == "policy" else Standing("unknown", "neither profile nor statement shows it")
            )
        text = shown.passages[0].text if shown.passages else ""
        quoted = text if len(text) <= QUOTED else f"{text[:QUOTED].rsplit(' ', 1)[0]} ..."
        return Standing("met", f"its statement says: “{quoted}”" if text else "its statement shows it")

    def fails(self, partner: Partner) -> int:
        """Return how many conditions on every member a partner fails."""
        every = (each for each in self.conditions if each.scope in ("all", "each_sub"))
        return sum(self.stands(each, partner).status == "failed" for each in every)

    def unshown(self, partner: Partner) -> int:
        """Return how many of the lead's own conditions nothing shows of a partner."""
        own = (each for each in self.conditions if each.scope == "lead" and each.about != "declaration")
        return sum(self.stands(each, partner).status == "unknown" for each in own)


def _adds_up(condition: Condition) -> bool:
    return condition.scope == "sum" and condition.about in ("days", "turnover")


def gives(condition: Condition, partner: Partner) -> int:
    """Return what a partner adds to a condition met together; what its profile does not say counts as nothing."""
    if condition.about == "days":
        return partner.days_free or 0
    return int(min(partner.turnover[: condition.years], default=0))


def gates(rules: Rules, members: Sequence[Partner], lead: Partner) -> tuple[Gate, ...]:
    """Return the gates of a line-up in the tender's order; within one, the lead first."""
    return tuple(gate for condition in rules.conditions for gate in _gates(rules, condition, members, lead))


def _gates(rules: Rules, condition: Condition, members: Sequence[Partner], lead: Partner) -> Iterator[Gate]:
    if condition.about == "declaration":
        signs = members if condition.scope == "all" else [lead]
        signs = [each for each in members if each != lead] if condition.scope == "each_sub" else signs
        for each in signs:
            yield _gate(condition, each.name, Standing("unknown", DECLARED))
    elif _adds_up(condition):
        yield _gate(condition, lead.name, _together(condition, members))
    elif condition.scope in ("any", "sum"):
        stands = [(rules.stands(condition, each), each) for each in members]
        best, by = min(stands, key=lambda pair: BEST_FIRST.index(pair[0].status))
        yield _gate(condition, by.name, best)
    else:
        for each in members:
            if condition.scope == "all" or (condition.scope == "lead") == (each == lead):
                yield _gate(condition, each.name, rules.stands(condition, each))


def _gate(condition: Condition, by: str, standing: Standing) -> Gate:
    return Gate(requirement=condition.requirement, text=condition.text, status=standing.status, by=by, why=standing.why)


def _together(condition: Condition, members: Sequence[Partner]) -> Standing:
    days = condition.about == "days"
    given = sum(gives(condition, each) for each in members)
    told = f"{given:,} days together" if days else f"income of {pounds(given)} together"
    asked = f"{condition.amount:,.0f} asked" if days else f"{pounds(condition.amount)} asked"
    silent = [each.name for each in members if (each.days_free is None if days else not each.turnover)]
    if given >= condition.amount:
        return Standing("met", f"{told}, {asked}")
    if silent:
        return Standing("unknown", f"{told}, {asked}; not said by {', '.join(silent)}")
    return Standing("failed", f"{told}, {asked}")
