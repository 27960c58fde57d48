"""The kinds of insurance, and where a text names them."""

from __future__ import annotations

import re
from functools import cache

from assistant.extract.text.lexicon import rules

BEFORE_AMOUNT = (
    r"(?=(?:\s*\([^)]{3,30}\))?[\s:=|–-]{1,4}"
    r"(?:(?:liability|indemnity|insurance|cover|risks?|and\s+data|level|of|at\s+least|minimum)[\s:=|–-]*){0,4}(?:£|\d))"
)

Named = list[tuple[str, tuple[int, int]]]


def named_insurances(text: str, *, short: bool = False) -> Named:
    """Return the kinds of insurance in a text with where each is named; a name within a longer one is not another.

    `short` also takes a name such as `employers` that stands right before an amount.
    """
    kinds = (*_kinds(), *_short_kinds()) if short else _kinds()
    spans = sorted((match.start(), -match.end(), name) for name, words in kinds for match in words.finditer(text))
    found: dict[str, tuple[int, int]] = {}
    reached = 0
    for start, end, name in spans:
        if start >= reached:
            found.setdefault(name, (start, -end))
            reached = -end
    return sorted(found.items(), key=lambda each: each[1])


@cache
def covers() -> frozenset[str]:
    """Return the names of the kinds of insurance."""
    return frozenset(name for name, _ in _kinds())


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = rules("facts")["insurance"]
    return tuple((name, re.compile("|".join(words), re.IGNORECASE)) for name, words in listed.items())


@cache
def _short_kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(words)}){BEFORE_AMOUNT}", re.IGNORECASE))
        for name, words in rules("facts")["insurance_short"].items()
    )
