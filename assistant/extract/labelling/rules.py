"""Labels by rule: what a unit's place, actor and modal verb say of it."""

from __future__ import annotations

import re

from assistant.extract.labelling.units import Unit, asks_first
from assistant.extract.labelling.words import pattern
from assistant.records import Force, Label

LETTERS = re.compile(r"[^\W\d_]{2,}")
DIGIT = re.compile(r"\d")
PLACEHOLDER = re.compile(r"^\W*(?:«[^»]*»|\[[^\]]*\]|<[^>]*>|_{3,}|\.{4,}|☐|☑)+\W*$")
SHARE = re.compile(r"\d\s*%|[£$€]\s*\d")
CAPTION = re.compile(
    r"(?:table|figure|fig\.?|chart|diagram|box|map|image)\s+[\w.]{1,5}\s*[:.–—-](?:\s+\S+){1,15}$", re.IGNORECASE
)
CONTENTS = re.compile(r"(?:\.{3,}|…|\t)\s*\d+$")
MODAL = re.compile(
    r"\b(shall|must|will|may|can|should|would|need|needs|is|are|has|have|was|were)\b(\s+not\b)?", re.IGNORECASE
)
FORBIDS = re.compile(r"\s+(?:not|only|be required)\b", re.IGNORECASE)
SHORT = 6


def certain_label(unit: Unit) -> Label | None:
    """Return the label that the form of a unit settles whatever it speaks of, or None."""
    if unit.heads and unit.awaits and LETTERS.search(unit.text):
        return "question"
    if is_bare(unit):
        return "furniture"
    if pattern("reserving").search(unit.text):
        return "buyer"
    if unit.text.endswith("?") and unit.kind != "clarification":
        return "question"
    return None


def permits(unit: Unit) -> bool:
    """Tell whether a unit only says what the supplier may do: leave is no duty, whatever the words around it."""
    modal = MODAL.search(unit.plain)
    if not modal or unit.lead or modal.group().lower() != "may" or FORBIDS.match(unit.plain, modal.end()):
        return False
    return actor_of(unit.plain[: modal.start()]) == "supplier" and not pattern("must").search(unit.plain)


def rule_label(unit: Unit) -> Label:
    """Return the label by rule alone: what the trained head is measured against."""
    if is_bare(unit):
        return "furniture"
    if unit.lead:
        led = _by_words(unit, f"{unit.lead.rstrip(' :')} {unit.plain}")
        return led if led != "context" else _by_words(unit, unit.plain)
    return _by_words(unit, unit.plain)


def is_bare(unit: Unit) -> bool:
    """Tell whether the place or the form of a unit alone says that it tells the bidder nothing."""
    text = unit.text
    if unit.block.kind == "heading" or unit.heads:
        return not (asks_first(text) and len(text.split()) > SHORT)
    if unit.block.kind in {"header", "footer"} or unit.listed:
        return True
    if PLACEHOLDER.match(text) or CONTENTS.search(text) or CAPTION.match(text):
        return True
    return not (LETTERS.search(text) or SHARE.search(text) or (unit.column and DIGIT.search(text)))


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
    return "requirement" if force_of(text) and actor != "buyer" else _told(unit, text)


def _told(unit: Unit, text: str) -> Label:
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
