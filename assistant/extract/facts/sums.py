"""Amounts of money in the ways insurance and finance clauses write them: figures, and figures in words."""

from __future__ import annotations

import re

from assistant.extract.contract.lengths import COUNT, NAMES
from assistant.extract.contract.money import CURRENCY, FIGURE, TIMES, Money, amounts

SPELLED = {word: float(value) for word, value in NAMES.items() if word not in {"an", "further", "single", "zero"}}
NUMBER = "|".join(sorted(SPELLED, key=len, reverse=True))
FIGURES_IN_WORDS = (
    rf"\b(?P<count>{NUMBER})(?P<half>\s+and\s+a\s+half)?(?P<hundred>\s+hundred)?\s+(?P<scale>thousand|million)"
)
AND_HALF = re.compile(rf"{FIGURES_IN_WORDS}\s+pounds\b", re.IGNORECASE)
BARE = re.compile(
    rf"{FIGURES_IN_WORDS}\b|(?<![\w£$€,.])(?P<plain>\d{{1,3}}(?:\.\d+)?)\s?(?P<of>m|million)\b", re.IGNORECASE
)
AFTER = re.compile(
    rf"(?<![\d£$€,.])(?P<figure>{FIGURE})\s?(?P<scale>k|m|mn|thousand|million)?\s?(?P<sign>GBP|EUR|USD|sterling)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:at\s+least|minimum|min|not\s+(?:be\s+)?(?:less|lower|fewer)\s+than|no\s+(?:less|lower|fewer)\s+than|exceeds?|"
    r"or\s+(?:more|above|greater|over|higher)|must\s+have|in\s+excess\s+of|greater\s+than|more\s+than|above|over|least|"
    r"below|less\s+than|required|threshold|"
    r"(?:must|shall|has\s+to|have\s+to|needs?\s+to)\s+(?:have|reach|average|total|come\s+to|amount\s+to|equal|add\s+up\s+to))\b",
    re.IGNORECASE,
)
"""Words by which a text sets a least amount."""


def sums(text: str, *, bare: bool = False) -> list[Money]:
    """Return the amounts in a text in order: `£5m`, `5,000,000 GBP`, `five million pounds`; `bare` without `pounds`."""
    found = amounts(text)
    for match in (*(BARE if bare else AND_HALF).finditer(text), *AFTER.finditer(text)):
        if not any(each.start < match.end() and match.start() < each.end for each in found):
            found.append(_money(match))
    return sorted(found, key=lambda each: each.start)


def _money(match: re.Match[str]) -> Money:
    given = match.groupdict()
    if given.get("plain"):
        value, currency = float(given["plain"]) * 1e6, "GBP"
        return Money(value, value, currency, match.start(), match.end())
    if "figure" in given:
        value = float(given["figure"].replace(",", ""))
        currency = CURRENCY.get(given["sign"].lower(), "GBP")
    else:
        value = SPELLED[given["count"].lower()] + (0.5 if given["half"] else 0)
        value *= 100 if given["hundred"] else 1
        currency = "GBP"
    value *= TIMES.get((given["scale"] or "").lower(), 1)
    return Money(value, value, currency, match.start(), match.end())


def number(text: str) -> float:
    """Return a number as written in figures or words: `2,500`, `1.5`, `twice`; 0 where it is none."""
    plain = text.strip().lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    return MULTIPLES.get(plain) or SPELLED.get(plain, 0.0)


MULTIPLES = {"once": 1.0, "twice": 2.0, "double": 2.0, "triple": 3.0, "thirty": 30.0, "ninety": 90.0, "sixty": 60.0}
COUNTED = rf"(?:\d[\d,]*(?:\.\d+)?|{'|'.join(sorted((*SPELLED, *MULTIPLES), key=len, reverse=True))})"
"""A number in figures or words, for use in patterns."""
__all__ = ["ASKED", "COUNT", "COUNTED", "number", "sums"]
