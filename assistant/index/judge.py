"""How strong a partner's evidence for a need is, and what keeps it from being stronger."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.index.audience import Ages, meet, told
from assistant.index.words import data
from assistant.records import Capability, Strength

LACKS = 3
QUOTED = 120


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
    """All that a judgement rests on."""

    need: Need
    partner: Standing
    score: float
    passages: Sequence[Capability]
    denied_by: Capability | None = None
    lacks: Collection[str] = ()


def judge(case: Case) -> tuple[Strength, str]:
    """Return how strong the evidence is and why it is not stronger; nothing is left to say of the strongest.

    Who serves other ages, or says it does not do this, is weak; evidence without a year and a figure, or from
    another place, is partial at most.
    """
    scale = data("search.toml")["scale"]
    reasons = list(_reasons(case))
    if case.denied_by or other_age(case.need, case.partner) or case.score < scale["partial"]:
        strength: Strength = "weak"
    elif case.score < scale["strong"] or not _evidenced(case) or other_place(case.need, case.partner):
        strength = "partial"
    else:
        strength = "strong"
    if not reasons and strength != "strong":
        reasons = ["its statement speaks of it only in part" if strength == "partial" else "it speaks of other things"]
    return strength, "; ".join(reasons)


def _evidenced(case: Case) -> bool:
    return any(each.evidenced for each in case.passages[:2])


def _reasons(case: Case) -> list[str]:
    reasons = []
    if case.denied_by:
        text = case.denied_by.text
        reasons.append(f'it says "{text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " ..."}"')
    if other_age(case.need, case.partner):
        reasons.append(f"it works with {told(case.partner.ages)}, the need is {told(case.need.ages)}")
    if other_place(case.need, case.partner):
        reasons.append(f"it works in {_listed(case.partner.places)}, the need names {_listed(case.need.places)}")
    if case.passages:
        reasons += _unproven(case)
    if case.lacks and case.score < data("search.toml")["scale"]["strong"]:
        reasons.append(f"it does not speak of {_listed(list(case.lacks)[:LACKS])}")
    return reasons


def _unproven(case: Case) -> list[str]:
    best = case.passages[:2]
    if not _evidenced(case):
        return ["it only claims it, with no year and no figure"]
    return [
        what
        for what, absent in (
            ("undated", not any(each.years for each in best)),
            ("no figure", not any(each.numbers for each in best)),
        )
        if absent
    ]


def _listed(things: Sequence[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
