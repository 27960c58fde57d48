"""Who in a consortium a requirement is for, and what kind of requirement it is: found in its words, else assumed."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from assistant.extract.lexicon import pattern, phrases, rules
from assistant.records import RequirementKind, Scope

ORDER: tuple[Scope, ...] = ("sum", "each_sub", "lead", "all", "any")
MEMBERS = re.compile(r"\b(?:members?|consorti\w+|partners?|partnership)\b", re.IGNORECASE)
QUANTITY = re.compile(
    r"(?<![\d.,])\d[\d,]*(?![\d.,]*\d)\s+(?:[\w-]+\s+){0,3}(?:days?|hours?|fte|staff|practitioners?|workers?)\b",
    re.IGNORECASE,
)


def scope_of(text: str) -> Scope | None:
    """Return whom the words name: each member, the lead, all together, each sub-contractor; None if they do not say."""
    found: dict[Scope, int] = {}
    for scope in ORDER:
        match = pattern("requirements", "scope", scope).search(text)
        if match is None and scope == "sum" and MEMBERS.search(text):
            match = pattern("requirements", "scope", "sum_of_members").search(text)
        if match:
            found[scope] = match.start()
    if "sum" in found:
        return "sum"
    return min(((at, ORDER.index(scope), scope) for scope, at in found.items()), default=(0, 0, None))[2]


def assumed_scope(kind: RequirementKind, text: str) -> Scope:
    """Return the cautious scope for a requirement that does not say whom it is for."""
    if kind in {"insurance", "data"} or pattern("requirements", "scope", "everyone").search(text):
        return "all"
    if kind == "safeguarding":
        return "all"
    if kind == "finance":
        return "lead"
    if kind == "staffing" and QUANTITY.search(text):
        return "sum"
    return "any"


def kind_of(text: str, heading: str = "") -> RequirementKind:
    """Return the kind of a requirement by its words, those of its section counting less."""
    scores: dict[RequirementKind, float] = {
        kind: (1.0 if kind == "delivery" else 2.0) * _hits(words, text) + 0.5 * _hits(words, heading)
        for kind, words in _kinds()
    }
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] >= 1:
        return best
    return "delivery" if _does(text) else "other"


@cache
def _kinds() -> tuple[tuple[RequirementKind, tuple[tuple[re.Pattern[str], float], ...]], ...]:
    listed = rules("requirements")["kind"]
    kept = [kind for kind in get_args(RequirementKind) if kind in listed]
    return tuple(
        (kind, ((phrases(listed[kind]["sure"]), 2.0), (phrases(listed[kind]["maybe"]), 1.0))) for kind in _first(kept)
    )


def _first(kinds: list[RequirementKind]) -> list[RequirementKind]:
    """Put the kinds in the order that decides between equals: the narrower before the wider."""
    order = list(rules("requirements")["kind"])
    return sorted(kinds, key=order.index)


def _hits(words: tuple[tuple[re.Pattern[str], float], ...], text: str) -> float:
    return sum(
        weight * min(2, len({match.group().lower() for match in found.finditer(text)})) for found, weight in words
    )


def _does(text: str) -> bool:
    return bool(pattern("requirements", "service").search(text))
