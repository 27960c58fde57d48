"""Whether a sentence that was labelled a requirement binds the supplier by its own words."""

from __future__ import annotations

import re

from assistant.extract.layout import Line
from assistant.extract.words import pattern
from assistant.records import Statement

MENTION = re.compile(r"[“\"‘](?:shall|must|should|will|may)\b|\b(?:shall|must|should|will|may)[”\"]", re.IGNORECASE)
WILL = re.compile(r"\b(?:will|won['’]t)\b", re.IGNORECASE)
ASKS = re.compile(r"\b(?:expects?|requires?|wishes|would like|wants?|asks?|welcomes?)\b", re.IGNORECASE)
NOT = re.compile(r"\bnot\s+(?:be\s+)?(?:required|expected|obliged|necessary)\b", re.IGNORECASE)
SURE, FAIR = 0.9, 0.6


def binds(sentence: Statement, line: Line) -> bool:
    """Tell whether a sentence says so itself, stands in a list whose lead-in does, or was labelled beyond doubt."""
    if MENTION.search(sentence.text) or any(NOT.search(text) for text in (sentence.text, *_leads(line))):
        return False
    if _binds(sentence.text) or any(map(_binds, _leads(line))):
        return True
    clause = re.search(r"\d\.\d", line.block.number or "")
    listed = bool(line.leads) or (line.block.kind == "item" and not clause)
    return sentence.score >= (FAIR if listed else SURE)


def _leads(line: Line) -> list[str]:
    return [lead.text for lead in line.leads[-1:]]


def _binds(text: str) -> bool:
    strong = [found.start() for name in ("must", "should") if (found := pattern(name).search(text))]
    if strong and not _of_buyer(text, min(strong)):
        return True
    will = WILL.search(text)
    if will and _of_supplier(text, will.start()) and not _of_buyer(text, will.start()):
        return True
    return bool(ASKS.search(text)) and bool(pattern("actors", "supplier").search(text))


def _of_buyer(text: str, end: int) -> bool:
    """Tell whether the one who acts, before the verb, is the buyer."""
    buyer = pattern("actors", "buyer").search(text, 0, end)
    return bool(buyer) and not _supplier_before(text, end)


def _of_supplier(text: str, end: int) -> bool:
    return _supplier_before(text, end) or bool(pattern("actors", "service").search(text, 0, end))


def _supplier_before(text: str, end: int) -> bool:
    return any(pattern("actors", name).search(text, 0, end) for name in ("supplier", "bidder"))
