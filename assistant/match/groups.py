"""Whom a text speaks of: ages, and the names of groups that imply an age."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

Ages = tuple[int, int]
OLDEST = 120
ENOUGH = 3

NAMED: tuple[tuple[tuple[str, ...], Ages], ...] = (
    (
        (
            r"older (?:people|adults|residents|men|women)|elderly|elders|pensioners|later life|retired people",
            r"dementia|care homes?|nursing homes?|over[- ]?(?:50|55|60|65|70|75|80)s?",
        ),
        (60, OLDEST),
    ),
    (
        (
            r"(?:with|for|of|by|among|are|teach|support|help|working[- ]age|other) adults|grown[- ]ups",
            r"adult (?:learners|groups?|education|participants|volunteers|classes)",
        ),
        (25, OLDEST),
    ),
    ((r"early years|toddlers?|bab(?:y|ies)|nursery|pre-?school|under[- ]?(?:five|5)s?",), (0, 5)),
    (
        (
            r"primary[- ](?:schools?|age|aged|pupils|children)|infant schools?|junior schools?",
            r"key stages? (?:1|2|one|two)",
        ),
        (5, 11),
    ),
    (
        (
            r"secondary (?:schools?|pupils|age)|key stages? (?:3|4|three|four)|teen(?:age|ager)s?|teens|adolescents?",
            r"young (?:people|person|musicians|artists|dancers|performers|makers|writers|carers?|adults?)",
            r"youth|care leavers?",
        ),
        (11, 25),
    ),
)
PATTERNS = tuple((re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE), ages) for words, ages in NAMED)
RANGE = re.compile(
    r"\b(?:aged?|ages|between)\s+(?:from\s+)?(\d{1,2})\s*(?:to|-|–|and)\s*(\d{1,2})\b|"
    r"\b(\d{1,2})\s*(?:to|-|–)\s*(\d{1,2})[- ]?(?:years?[- ]olds?|year[- ]olds?|years? of age)\b",
    re.IGNORECASE,
)
OPEN = re.compile(r"\b(?:aged?|over)\s+(\d{1,2})\s*(?:\+|and over|and above|or over|plus)", re.IGNORECASE)
SCHOOL_YEAR = re.compile(r"\bYears? (\d{1,2})\b")


def ages(text: str) -> tuple[Ages, ...]:
    """Return the ages a text speaks of: those written out, else those its names of groups imply."""
    written = [_pair(each.groups()) for each in RANGE.finditer(text)]
    written += [(int(each[1]), OLDEST) for each in OPEN.finditer(text)]
    written += [(year + 4, year + 6) for each in SCHOOL_YEAR.finditer(text) if 1 <= (year := int(each[1])) <= 13]
    if written:
        return tuple(dict.fromkeys(written))
    return tuple(dict.fromkeys(span for pattern, span in PATTERNS if pattern.search(text)))


def _pair(found: tuple[str | None, ...]) -> Ages:
    low, high = (int(each) for each in found if each is not None)
    return (low, high) if low <= high else (high, low)


def meet(one: Ages, other: Ages) -> bool:
    """Whether two spans share three years, or half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return shared >= ENOUGH or (shared > 0 and shared * 2 >= shorter)


def elsewhere(wanted: tuple[Ages, ...], found: tuple[Ages, ...]) -> bool:
    """Whether a text speaks of ages, and of none that is wanted."""
    return bool(wanted and found) and not any(meet(one, other) for one in wanted for other in found)


def usual(texts: Iterable[str]) -> tuple[Ages, ...]:
    """Return the ages a tender is about: the span it names most often, if it names any."""
    counted = Counter(span for text in texts for span in ages(text))
    if not counted:
        return ()
    most = max(counted.values())
    return (min(span for span, count in counted.items() if count == most),)


def others_only(groups: tuple[str, ...], wanted: tuple[Ages, ...]) -> bool:
    """Whether a profile names groups, each with ages, and none that is wanted."""
    spans = [ages(group) for group in groups]
    if not wanted or not spans or not all(spans):
        return False
    return all(elsewhere(wanted, span) for span in spans)


def say(spans: tuple[Ages, ...]) -> str:
    """Return ages as people write them."""
    return " and ".join(f"{low} and over" if high == OLDEST else f"{low} to {high}" for low, high in spans)
