"""How strong a partner's evidence for a need is, and what keeps it from being stronger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.index.audience import Ages, meet, told
from assistant.index.words import data
from assistant.records import Capability, Strength

CLAIMED = "it only claims it, with no year and no figure"
BEST, LACKS, QUOTED = 2, 3, 120


@dataclass(frozen=True)
class Need:
    """What a need says of whom it is for and where."""

    ages: Ages = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """What the pool knows of a partner besides its passages."""

    row: int
    id: str
    name: str
    ages: Ages
    places: tuple[str, ...]


def on_scale(total: float) -> float:
    """Return a sum of cosines and words on the scale from 0 to 1."""
    scale = data("search.toml")["scale"]
    return 1 / (1 + math.exp(-scale["steep"] * (total - scale["middle"])))


def other_age(need: Need, partner: Standing) -> bool:
    return not meet(need.ages, partner.ages)


def other_place(need: Need, partner: Standing) -> bool:
    """Return whether the need names places and the partner says it works in others only."""
    served = {place.casefold() for place in partner.places}
    return bool(need.places and served) and not served & {place.casefold() for place in need.places}


def taken_off(need: Need, partner: Standing) -> float:
    less = data("search.toml")["less"]
    return less["age"] * other_age(need, partner) + less["place"] * other_place(need, partner)


@dataclass(frozen=True)
class Case:
    """A partner before a need: its score, and the words of the need that its statement does not say."""

    need: Need
    partner: Standing
    score: float
    lacks: Sequence[str] = ()


def judge(case: Case, passages: Sequence[Capability], denied_by: Capability | None) -> tuple[Strength, str]:
    """Return how strong the evidence is and what keeps it from being stronger, empty when nothing does.

    `passages` stand best first. Who serves other ages, or says it does not do this, is weak; evidence without a
    year and a figure, or from another place, is partial at most.
    """
    scale = data("search.toml")["scale"]
    against = _against(case, denied_by)
    unproven = _unproven(passages[:BEST])
    if denied_by or other_age(case.need, case.partner) or case.score < scale["partial"]:
        strength: Strength = "weak"
    elif case.score < scale["strong"] or CLAIMED in unproven or other_place(case.need, case.partner):
        strength = "partial"
    else:
        strength = "strong"
    reasons = [*against, *unproven]
    if case.lacks and case.score < scale["strong"]:
        reasons.append(f"it does not speak of {_listed(case.lacks[:LACKS])}")
    if not reasons and strength != "strong":
        reasons = ["its statement speaks of it only in part" if strength == "partial" else "it speaks of other things"]
    return strength, "; ".join(reasons)


def _against(case: Case, denied_by: Capability | None) -> list[str]:
    need, partner, reasons = case.need, case.partner, []
    if denied_by:
        said = denied_by.text
        reasons.append(f'it says "{said if len(said) <= QUOTED else said[:QUOTED].rsplit(" ", 1)[0] + " ..."}"')
    if other_age(need, partner):
        reasons.append(f"it works with {told(partner.ages)}, the need is {told(need.ages)}")
    if other_place(need, partner):
        reasons.append(f"it works in {_listed(partner.places)}, the need names {_listed(need.places)}")
    return reasons


def _unproven(best: Sequence[Capability]) -> list[str]:
    """Return what the best passages lack as proof."""
    if not any(each.evidenced for each in best):
        return [CLAIMED]
    dated, counted = any(each.years for each in best), any(each.numbers for each in best)
    return [what for what, proven in (("undated", dated), ("no figure", counted)) if not proven]


def _listed(things: Sequence[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
