"""What kind of requirement a sentence states, by its words."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from assistant.extract.text.lexicon import pattern, phrases, rules
from assistant.records import RequirementKind

DELIVERS = 1.5
COVER = re.compile(
    r"^\W*(?:public|employer\w*\W?s?\W?|professional|products?)\b[^.;]{0,25}?[\s:–-]\s*£?\d[\d,.]*\s?(?:m\b|million)",
    re.IGNORECASE,
)


def kind_of(text: str, heading: str = "") -> RequirementKind:
    """Return the kind of a requirement by its words, those of its section counting less."""
    scores: dict[RequirementKind, float] = {
        kind: (1.0 if kind == "delivery" else 2.0) * _hits(words, text) + 0.5 * _hits(words, heading)
        for kind, words in _kinds()
    }
    scores["delivery"] += DELIVERS * bool(_delivers().search(text))
    if COVER.match(text):
        return "insurance"
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] >= 1:
        return best
    return "delivery" if pattern("requirements", "service").search(text) else "other"


@cache
def _delivers() -> re.Pattern[str]:
    """Return a pattern of a duty to do what is served up: `must run`, `is to open`."""
    verbs = "|".join(word.replace(" ", r"\s+") for word in rules("requirements")["delivers"])
    before = r"(?:\b(?:must|shall|will|should|to|and)\s+(?:\w+ly\s+|also\s+)?|^\W*)"
    return re.compile(rf"{before}(?:{verbs})\b", re.IGNORECASE)


@cache
def _kinds() -> tuple[tuple[RequirementKind, tuple[tuple[re.Pattern[str], float], ...]], ...]:
    """Return the kinds in the order that decides between equals: the narrower before the wider."""
    listed = rules("requirements")["kind"]
    kept = [kind for kind in listed if kind in get_args(RequirementKind)]
    return tuple((kind, ((phrases(listed[kind]["sure"]), 2.0), (phrases(listed[kind]["maybe"]), 1.0))) for kind in kept)


def _hits(words: tuple[tuple[re.Pattern[str], float], ...], text: str) -> float:
    return sum(
        weight * min(2, len({match.group().lower() for match in found.finditer(text)})) for found, weight in words
    )
