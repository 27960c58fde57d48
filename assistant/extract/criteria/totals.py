"""What a page says that all its marks come to, and whether weights make it."""

from __future__ import annotations

import re

from assistant.extract.criteria.nesting import NEAR
from assistant.extract.text.layout import Page
from assistant.records import Unit

NUMBER = r"(\d{1,2},\d{3}|\d{2,4})"
WHOLES = (
    re.compile(rf"\bthere\s+are\s+{NUMBER}\s+(?:marks|points)\b", re.IGNORECASE),
    re.compile(
        rf"\b{NUMBER}[\s-](?:marks?|points?)\s+(?:in\s+(?:total|all)|are\s+available|available|scale)\b", re.IGNORECASE
    ),
    re.compile(rf"\btotal\b[^.\d]{{0,30}}\b{NUMBER}\s+(?:marks|points)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:out\s+of|of\s+the|total\s+of|maximum\s+of)\s+{NUMBER}(?:\s+\w+)?\s+(?:marks|points)\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:marks|points|scored?|marked)\b[^.\d]{{0,20}}\bout\s+of\s+(?:a\s+(?:total|maximum)\s+of\s+)?{NUMBER}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\btotal\b[^.\d]{{0,30}}\b(?:marks|points|score)\b[^.\d]{{0,60}}\b(?:is|are|of|to)\s+{NUMBER}\b",
        re.IGNORECASE,
    ),
)


def stated_wholes(page: Page) -> set[float]:
    """Return what a page says all marks come to."""
    texts = [line.text for line in page.lines]
    found = (match for text in texts for each in WHOLES for match in each.finditer(text))
    return {float(match[1].replace(",", "")) for match in found}


def makes(total: float, unit: Unit, wholes: set[float]) -> bool:
    return any(abs(total - whole) < NEAR for whole in ({100.0} if unit == "percent" else {100.0, *wholes}))
