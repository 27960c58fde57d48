"""Weights as written: `Quality 60%`, `60% - Quality`, `Weighting: 15`, `(Weighting 10%)`, `worth 15 marks`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.extract.questions.limits import MEASURES
from assistant.extract.text.figures import PERCENT
from assistant.extract.text.layout import tidy
from assistant.records import Unit

WEIGHT = re.compile(
    rf"(?<![\d.,£$€])(?<!\d[–-])(?<!\d\s[–-]\s)(?<!\bto\s)(?P<number>\d{{1,3}}(?:\.\d+)?)\s?"
    rf"(?:(?P<percent>{PERCENT})|(?P<marks>marks?|points?)\b)",
    re.IGNORECASE,
)
SAID = re.compile(
    rf"(?<!\d\s)(?<!\d)\b(?:question\s+|sub-?|criterion\s+|maximum\s+|total\s+)?(?:weight(?:ing)?|marks(?:\s+available)?|maximum\s+(?:score|marks)|max\.?\s+(?:score|marks)|points(?:\s+available)?)"
    rf"\b(?:\s*\([^()\d]{{1,20}}\))?[^.\d\n()\[\]]{{0,24}}?(?P<number>\d{{1,4}}(?:\.\d+)?)\s*(?P<percent>{PERCENT})?",
    re.IGNORECASE,
)
CARRIES = re.compile(
    rf"\b(?:carr(?:ies|y)|worth|(?:accounts?|counts?)\s+for|attracts?)\s+(?:a\s+weight(?:ing)?\s+of\s+)?(?P<number>\d{{1,3}}(?:\.\d+)?)\s?"
    rf"(?:(?P<percent>{PERCENT})|(?:(?:out\s+)?of\s+(?:the\s+|its\s+)?\d{{1,3}}\s+(?:\w+\s+)?)?(?:marks?|points?)\b)",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    rf"[(\[](?P<before>[^()\[\]]*?)(?<![\d.,£$€–-])(?P<number>\d{{1,3}}(?:\.\d+)?)\s?(?:(?P<percent>{PERCENT})|(?:marks?|points?)\b)"
    rf"(?P<after>[^()\[\]]*)[)\]]",
    re.IGNORECASE,
)
STANDING = re.compile(
    rf"(?:^|[.;,?!–—-]\s*)(?P<number>\d{{1,3}}(?:\.\d+)?)\s?(?:(?P<percent>{PERCENT})|(?:marks?|points?)\b)\s*(?:[.;,]|$)",
    re.I,
)
PART_OF = re.compile(
    r"\s*(?:of|within)\s+(?P<part>(?:the|this|that|its)\s+(?!(?:whole|overall|total|final|evaluation|tender|available)\b)"
    r"(?:[\w-]+\s+){0,3}?(?:criterion|section|part|sub-criterion|score|marks|weighting|element|heading)\b)",
    re.IGNORECASE,
)
TITLED = re.compile(r"\s*[A-Za-z][A-Za-z &'’-]{2,40}[,;:–—-]\s*")
NAME_WORDS = 12


@dataclass(frozen=True)
class Weight:
    """A weight where it stands; `of_part` holds the words that say of which part it is a share."""

    number: float
    unit: Unit
    start: int
    end: int
    of_part: str = ""


def stated_weight(text: str) -> Weight | None:
    """Return the weight that a text says a question or a criterion has, or None."""
    for match in (SAID.search(text), CARRIES.search(text)):
        if match and float(match["number"]) <= 1000:
            unit: Unit = (
                "percent" if match["percent"] or re.match(r"\W*(?:\w+\W+)?weight", match.group(), re.I) else "marks"
            )
            return Weight(float(match["number"]), unit, match.start(), match.end())
    return None


def lone_weight(text: str) -> Weight | None:
    """Return the one weight that stands by itself, as in `(20%, 500 words)` or `Describe it. 15 marks.`, or None."""
    found = [
        match
        for match in BRACKETED.finditer(text)
        if (re.fullmatch(MEASURES, match["before"], re.I) or TITLED.fullmatch(match["before"]))
        and (PART_OF.match(match["after"]) or re.fullmatch(MEASURES, match["after"], re.I))
    ]
    found = found or list(STANDING.finditer(text))
    return weight_of(found[0]) if len(found) == 1 else None


def bare_weight(text: str, unit: Unit) -> Weight | None:
    """Return the weight that a cell of a column of weights gives: a number, with or without its sign."""
    match = re.fullmatch(
        rf"\W*(\d{{1,4}}(?:\.\d+)?)\s*({PERCENT}|marks?|points?)?\W*(?:\(.*\))?", tidy(text), re.IGNORECASE
    )
    if match is None:
        found = list(WEIGHT.finditer(text))
        return weight_of(found[0]) if len(found) == 1 and len(text.split()) <= NAME_WORDS else None
    sign = (match[2] or "").lower()
    said: Unit = unit if not sign else "marks" if sign[0] in "mp" and not sign.startswith("per") else "percent"
    return Weight(float(match[1]), said, 0, len(text))


def weight_of(match: re.Match[str]) -> Weight:
    """Return the weight of a match of WEIGHT, or of another pattern with its groups."""
    part = PART_OF.match(match.string, match.end("percent")) if match["percent"] else None
    unit: Unit = "percent" if match["percent"] else "marks"
    return Weight(float(match["number"]), unit, match.start(), match.end(), part["part"] if part else "")
