"""Which doubts about a tender a person's decisions settle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.records import Flag, Source, Tender

SETTLED_BY = {
    "conflicting_weights": {"weight", "unit"},
    "limit_unit_missing": {"limit"},
    "conflicting_limits": {"limit"},
    "scope_assumed": {"scope", "assumed"},
    "weekday_contradicts": {"at", "role"},
    "deadline_at_weekend": {"at", "role"},
    "clarification_after_submission": {"at", "role"},
    "short_window": {"at", "role"},
}
EVERY = {"scope_assumed"}
"""Doubts about several items, which are settled when all of them are decided."""


class Touched(NamedTuple):
    """Where an item stands that a person decided on, and the fields that she changed; `dropped` where it went."""

    source: Source
    fields: frozenset[str]
    dropped: bool = False


def settle(before: Tender, after: Tender, touched: Sequence[Touched]) -> tuple[Flag, ...]:
    """Return the doubts that are left; whether weights add up is for who knows the criteria to check again."""
    return tuple(each for each in before.flags if not _is_settled(each, before, after, touched))


def _is_settled(flag: Flag, before: Tender, after: Tender, touched: Sequence[Touched]) -> bool:
    if flag.kind == "conflicting_dates":
        return _one_date(flag, before, after)
    if flag.kind == "no_submission_date":
        return any(each.role == "submission" for each in after.dates)
    fields = SETTLED_BY.get(flag.kind, set())
    gone = _places(each.source for each in touched if each.dropped)
    decided = gone | _places(each.source for each in touched if fields & each.fields)
    here = _places(flag.sources)
    if not here or here <= gone:
        return bool(here)
    return here <= decided if flag.kind in EVERY else bool(here & decided)


def _places(sources: Iterable[Source]) -> set[tuple[str, str]]:
    return {(each.document, each.block) for each in sources}


def _one_date(flag: Flag, before: Tender, after: Tender) -> bool:
    """Tell whether of the dates in conflict one is left."""
    roles = {each.role for each in before.dates if each.source in flag.sources}
    return all(
        len({each.at for each in after.dates if each.role == role and each.superseded_by is None}) < 2 for role in roles
    )
