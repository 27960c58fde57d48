"""Labels by rule: what a unit's place, actor and modal verb say of it."""

from __future__ import annotations

import re

from assistant.extract.units import Unit, asks_first
from assistant.extract.words import pattern
from assistant.records import Force, Label

LETTERS = re.compile(r"[^\W\d_]{2,}")
DIGIT = re.compile(r"\d")
PLACEHOLDER = re.compile(r"^\W*(?:«[^»]*»|\[[^\]]*\]|<[^>]*>|_{3,}|\.{4,}|☐|☑)+\W*$")
CONTENTS = re.compile(r"(?:\.{3,}|…|\t)\s*\d+$")
MODAL = re.compile(
    r"\b(shall|must|will|may|can|should|would|need|needs|is|are|has|have|was|were)\b(\s+not\b)?", re.IGNORECASE
)
SHORT = 6


def certain_label(unit: Unit) -> Label | None:
    """Return the label that the form of a unit settles whatever it speaks of, or None."""
    if unit.heads and unit.awaits and LETTERS.search(unit.text):
        return "question"
    if is_bare(unit):
        return "furniture"
    if unit.text.endswith("?") and unit.kind != "clarification":
        return "question"
    return None


def rule_label(unit: Unit) -> Label:
    """Return the label by rule alone: what the trained head is measured against."""
    if is_bare(unit):
        return "furniture"
    if unit.lead:
        led = _by_words(unit, f"{unit.lead.rstrip(' :')} {unit.text}")
        return led if led != "context" else _by_words(unit, unit.text)
    return _by_words(unit, unit.text)


def is_bare(unit: Unit) -> bool:
    """Tell whether the place or the form of a unit alone says that it tells the bidder nothing."""
    text = unit.text
    if unit.block.kind == "heading" or unit.heads:
        return not (asks_first(text) and len(text.split()) > SHORT)
    if unit.block.kind in {"header", "footer"} or PLACEHOLDER.match(text) or CONTENTS.search(text):
        return True
    return not (LETTERS.search(text) or (unit.column and DIGIT.search(text)))


def _by_words(unit: Unit, text: str) -> Label:
    if text.endswith("?") or asks_first(unit.text) or asks_first(text):
        return "question"
    actor = actor_of(text)
    if pattern("judging").search(text) and actor not in {"supplier", "bidder"}:
        return "criterion"
    if actor == "buyer" and MODAL.search(text):
        return "buyer"
    if actor == "bidder" and pattern("asks", "written").search(text):
        return "question"
    if pattern("bidding").search(text) and actor != "supplier":
        return "instruction"
    if force_of(text) and actor != "buyer":
        return "requirement"
    return "furniture" if len(text.split()) < SHORT and not unit.lead else "context"


def actor_of(text: str) -> str:
    """Return whose doing a sentence speaks of: the first actor named, or an empty text."""
    first = [(found.start(), name) for name in ("supplier", "bidder", "buyer") if (found := _named(name, text))]
    return min(first)[1] if first else ""


def _named(name: str, text: str) -> re.Match[str] | None:
    return pattern("actors", name).search(text)


def force_of(text: str) -> Force | None:
    """Return how strongly a text binds: by the first word that binds, or None."""
    must, should = pattern("must").search(text), pattern("should").search(text)
    if must and not (should and should.start() < must.start()):
        return "must"
    if should:
        return "should"
    return "must" if re.search(r"\bwill\b|\bno\b|\bonly\b|\bminimum\b|\bat least\b", text, re.IGNORECASE) else None
