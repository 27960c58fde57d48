"""Which doubts about a tender a person's decisions settle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.records import Flag, Source, Tender
from assistant.register.given import Decision

SETTLED_BY = {
    "conflicting_weights": {"weight", "unit"},
    "limit_unit_missing": {"limit", "limit_unit"},
    "conflicting_limits": {"limit", "limit_unit"},
    "scope_assumed": {"scope"},
}


def settle(before: Tender, after: Tender, decisions: Sequence[Decision]) -> tuple[Flag, ...]:
    """Return the doubts that are left; whether weights add up is for who knows the criteria to check again."""
    return tuple(each for each in before.flags if not _is_settled(each, before, after, decisions))


def _is_settled(flag: Flag, before: Tender, after: Tender, decisions: Iterable[Decision]) -> bool:
    if flag.kind == "conflicting_dates":
        return _one_date(flag, before, after)
    fields = SETTLED_BY.get(flag.kind)
    if not fields or not flag.sources:
        return False
    decided = set(_decided(decisions, fields))
    here = [_block(each) in decided for each in flag.sources]
    return all(here) if flag.kind == "scope_assumed" else any(here)


def _decided(decisions: Iterable[Decision], fields: set[str]) -> Iterator[str]:
    for each in decisions:
        if each.origin and (each.drop or fields & set(each.values)):
            yield each.origin.key.rpartition(":")[0]


def _block(source: Source) -> str:
    return f"{source.document}#{source.block}"


def _one_date(flag: Flag, before: Tender, after: Tender) -> bool:
    """Tell whether of the dates in conflict one is left."""
    roles = {each.role for each in before.dates if each.source in flag.sources}
    return all(
        len({each.at for each in after.dates if each.role == role and each.superseded_by is None}) < 2 for role in roles
    )
