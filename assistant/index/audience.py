"""Whom a text is about, as spans of ages, and whether two of them meet."""

from __future__ import annotations

import re
from collections.abc import Iterable

Ages = tuple[tuple[int, int], ...]

OLDEST = 120
STAGES = (
    (r"bab(?:y|ies)|toddlers?|early years|pre-?school(?:ers)?|nursery", 0, 4),
    (r"primary(?: school)?|junior schools?|key stage (?:1|2|one|two)", 4, 11),
    (r"child(?:ren)?(?!['’]s services)", 0, 17),
    (r"young(?:er)? people|young persons?|teen(?:age(?:rs?|d)?|s)?|youths?|adolescents?|secondary(?: school)?", 11, 25),
    (r"students?|pupils?", 4, 25),
    (r"young adults?", 18, 25),
    (
        r"grown-?ups?|(?:(?<=for )|(?<=with )|(?<=among )|(?<=other )|(?<=disabled ))adults?|^adults?|adult education",
        18,
        OLDEST,
    ),
    (r"older (?:people|persons?|adults?|residents?)|elderly|pensioners?|care homes?|retired|dementia", 55, OLDEST),
)
WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), low, high) for words, low, high in STAGES)
TO = r"\s*(?:to|-|–|and)\s*"
RANGE = re.compile(
    rf"\bage[ds]?\s(?:of\s|from\s|between\s)?(\d{{1,2}}){TO}(\d{{1,2}})\b"
    rf"|\b(\d{{1,2}}){TO}(\d{{1,2}})(?:s\b|[ -]?years?[ -]olds?\b)",
    re.IGNORECASE,
)
FROM = re.compile(r"\b(?:age[ds]?\s)?(?:over\s(\d{2})s?\b|(\d{2})\s?(?:\+|plus\b|and over\b|or over\b))", re.IGNORECASE)
UP_TO = re.compile(
    r"\b(?:under|below)[- ]?(?:the age of )?(\d{1,2})s?\b(?!\s?(?:%|per cent|weeks|days|minutes))", re.IGNORECASE
)


def ages(text: str) -> Ages:
    """Return the spans of ages a text is about, none when it does not say.

    Figures come before words: "young people aged 16 to 25" are 16 to 25.
    """
    spans = [(int(each[1] or each[3]), int(each[2] or each[4])) for each in RANGE.finditer(text)]
    spans += [(int(each[1] or each[2]), OLDEST) for each in FROM.finditer(text)]
    spans += [(0, int(each[1]) - 1) for each in UP_TO.finditer(text)]
    spans = [(low, high) for low, high in spans if low < high]
    if not spans:
        spans = [(low, high) for pattern, low, high in WORDS if pattern.search(text)]
    return tuple(sorted(set(spans)))


def ages_of(texts: Iterable[str]) -> Ages:
    """Return all spans of ages that texts are about."""
    return tuple(sorted({span for text in texts for span in ages(text)}))


def meet(wanted: Ages, served: Ages) -> bool:
    """Return whether some age is in both; who does not say is not held against them.

    Two spans that only touch, as 5 to 11 and 11 to 19, do not meet.
    """
    if not wanted or not served:
        return True
    return any(
        min(high, other_high) - max(low, other_low) >= 1 for low, high in wanted for other_low, other_high in served
    )


def told(spans: Ages) -> str:
    """Return spans of ages in words."""
    parts = [
        f"{low} and over" if high == OLDEST else f"up to {high}" if low == 0 else f"{low} to {high}"
        for low, high in spans
    ]
    return f"ages {' and '.join(parts)}"
