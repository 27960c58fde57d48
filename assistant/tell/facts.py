"""What else a tender says: its facts, gathered by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from assistant.likeness import compact
from assistant.records import Fact
from assistant.tell.words import plain, wrap

FACTS, SHORT = 4, 70
EXPLAINED = {"kpi", "department"}
"""Facts that mean nothing without what is said of them."""
SHORTENED = {"dbs", "gdpr", "iaa", "ico", "iso", "kpi", "psr", "sme", "tupe", "vat", "vcse"}
VALUES = {"pass fail": "pass or fail", "must": "required", "procurement act 2023": "Procurement Act 2023"}
WHO = {
    "any": "",
    "all": "every member",
    "lead": "the lead",
    "sum": "together",
    "each_sub": "each sub-contractor",
}


def facts_lines(facts: Sequence[Fact]) -> Iterator[str]:
    """Give what else the tender says, all that is said under one name together."""
    if facts:
        yield from ("", "What else it says")
    named: dict[str, list[str]] = {}
    for each in facts:
        named.setdefault(each.name, []).append(_fact(each))
    for name, said in named.items():
        yield from _under(_titled(name), list(dict.fromkeys(said)), apart=name in EXPLAINED)


def _under(title: str, said: Sequence[str], *, apart: bool) -> Iterator[str]:
    """Give the first facts of one name, on a line or each on its own."""
    more = [f"and {len(said) - FACTS} more"] if len(said) > FACTS else []
    shown = [*said[:FACTS], *more]
    if not apart:
        yield from wrap(f"{title}: {'; '.join(shown)}")
        return
    yield f"  {title}:"
    for each in shown:
        yield from wrap(f"- {each}", "    ")


def _titled(name: str) -> str:
    first, *rest = (each.upper() if each in SHORTENED else each for each in name.split("_"))
    return " ".join((first[0].upper() + first[1:], *rest))


def _fact(given: Fact) -> str:
    """Return a fact in a few words: what is said of it at length is in the JSON."""
    said, unit = str(given.value), given.unit or ""
    value = VALUES.get(plain(said), plain(said))
    unit = unit.removesuffix("s") if given.value == 1 else unit
    if isinstance(given.value, float | int):
        bare = unit in {"count", given.name.rpartition("_")[2]}
        value = f"£{given.value:,.0f}" if unit == "GBP" else f"{given.value:,g}" + ("" if bare else f" {unit}")
    elif unit:
        value = f"{value} ({unit})"
    if given.name in EXPLAINED and given.detail:
        begins = "" if isinstance(given.value, float | int) else f"{value}: "
        return begins + shorten(given.detail, SHORT, placeholder=" ...")
    detail = given.detail if len(given.detail) <= SHORT and compact(given.detail) != compact(value) else ""
    notes = [detail, WHO[given.scope], "or equivalent" if given.equivalent else ""]
    more = ", ".join(each for each in notes if each)
    return f"{value.strip()} ({more})" if more else value.strip()
