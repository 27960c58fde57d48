"""Whom a service is for, as printed and short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.extract.facts.pieces import LATE, Piece
from assistant.extract.facts.said import compiled
from assistant.extract.text.lexicon import rules
from assistant.records import Fact

LONGEST = 110
SHORT = 90
TRAIL = re.compile(
    r"\s+(?:and|or|to|who|in|for|with|by|of|the|will|can|must|should|as|on|at|from)$|\s+(?:will|must|shall|should|can|may|is|"
    r"through|across|using|so\s+that|per\s+year|each\s+year)\b.*$|(?<!live)(?<!living)\s+in\s+the\b.*$",
    re.IGNORECASE,
)
BREAK = re.compile(
    r",?\s+(?:and|or)\s+(?=(?:their(?!\s+(?:carers|families))|the)\s)|(?<!mild)(?<!moderate)(?<!new)(?<!due)(?<!linked)(?<!related)(?<!access)(?<!close)\s+to\s+(?=[a-z])|,\s+(?:and\s+)?(?:will|must|to|which|so|as|including)\b",
    re.IGNORECASE,
)
OPEN = re.compile(r"\([^)]*$")
SUBJECT = {"requirement", "question", "instruction", "criterion"}


def groups(piece: Piece) -> Iterator[Fact]:
    """Return the groups a piece says the service is for."""
    if piece.kind in LATE or not piece.has(*rules("service")["stems"]["group"]):
        return
    found = list(_group().finditer(piece.plain))
    if not found or _words("unless").search(piece.plain) or not _is_told(piece):
        return
    for match in found:
        value = _short(piece.text[match.start() : match.end()])
        if value:
            yield piece.fact("group", value)


def _is_told(piece: Piece) -> bool:
    """Tell whether the piece speaks of the service, by its words or by what stands above it."""
    if _words("heading").search(piece.near):
        return True
    if piece.listed or (len(piece.text) <= SHORT and piece.label != "buyer"):
        return True
    return piece.label in SUBJECT or bool(_words("service").search(piece.plain))


def _short(text: str) -> str:
    """Return the words of a group without what follows it in its sentence."""
    kept = BREAK.split(" ".join(text.split()))[0]
    previous = ""
    while kept != previous:
        previous, kept = kept, TRAIL.sub("", OPEN.sub("", kept)).strip(" ,;:?-–")
    return kept if 0 < len(kept) <= LONGEST else ""


@cache
def _group() -> re.Pattern[str]:
    """Return a pattern of a group: one that says enough by itself, or people with what tells which."""
    listed = rules("service")["group"]
    whole, people, which, ages = ("|".join(listed[name]) for name in ("whole", "people", "which", "ages"))
    more = rf"(?:\s*\(?\s*(?:and|or|,|up\s+to|to)?\s*(?:{which})\)?)"
    next_word = (
        r"will|must|shall|should|can|may|is|are|and|who|through|across|(?<!live\s)(?<!living\s)in\s+the|at\s+the"
    )
    end = rf"(?=[.,;:|)]|\s+(?:{next_word})\b|\s*\(|$)"
    aside = r"(?:\s*\((?:up\s+to|or|and|including|with)[^)]{3,40}\))?"
    carers = r"(?:\s+and\s+their\s+(?:carers|families))?"
    aged = rf"(?:{ages})(?!\w)(?:\s*,?\s+(?:and\s+)?(?:{which}){end})?"
    told = rf"(?:{people})\s*,?\s*(?:{aged}|(?:{which}){end}(?:{more}{end}|\s+{aged})?){aside}{carers}"
    return re.compile(rf"\b(?:{told}|(?:{whole})(?:\s+(?:{aged}|(?:{which}){end}))?{carers})(?!\w)", re.IGNORECASE)


@cache
def _words(name: str) -> re.Pattern[str]:
    return compiled(rules("service")["group"][name])
