"""Lengths of time as written, in months, and numbers as words."""

from __future__ import annotations

import re

ONES = "one two three four five six seven eight nine".split()  # noqa: SIM905
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
NAMES = {
    "zero": 0,
    **{word: number for number, word in enumerate((*ONES, *TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    **{f"{ten}-{one}": 10 * tens + number for tens, ten in enumerate(TENS, 2) for number, one in enumerate(ONES, 1)},
    **dict.fromkeys(("a", "an", "further", "single"), 1),
}
COUNT = rf"(?:\d+(?:\.5)?|{'|'.join(sorted(NAMES, key=len, reverse=True)).replace('-', '[ -]')})"
MORE = (
    r"(?:calendar|further|additional|more|extra|successive|consecutive|full|whole|academic|school|financial|contract)"
)
SPAN = re.compile(
    rf"(?<![\w.,£$€])(?P<count>{COUNT})(?:\s*\(\w+\))?(?P<half>\s+and\s+a\s+half)?[\s-]+(?:{MORE}\s+)*(?P<unit>years?|yrs?|months?|weeks?)\b['’]?",
    re.IGNORECASE,
)
TIGHT = re.compile(r"\b(?P<count>\d+)(?P<unit>yrs?|years?|months?)\b", re.IGNORECASE)
AND_MONTHS = re.compile(r"\s+and\s+$", re.IGNORECASE)
RATE = re.compile(
    r"(?:[£$€]\s?[\w,.]+|[\d%\]}>»]|\bX[X,.]*|\b(?:pounds|times|once|twice|hours|days|weeks))\s+(?=an?\s)",
    re.IGNORECASE,
)
"""What stands before `a year` where that is no length, as in `£20,000 a year` and `four times a year`."""
MONTHS = {"y": 12.0, "m": 1.0, "w": 12 / 52}


def months_of(text: str) -> list[tuple[int, int, int]]:
    """Return the lengths of time in a text, in months, each with its span."""
    found = sorted((*SPAN.finditer(text), *TIGHT.finditer(text)), key=lambda each: each.start())
    lengths: list[tuple[int, int, int]] = []
    rates = {each.end() for each in RATE.finditer(text)}
    for each in found:
        if each.start() in rates:
            continue
        last = lengths[-1] if lengths else None
        months = each["unit"][0].lower() == "m"
        if last and months and last[0] % 12 == 0 and AND_MONTHS.fullmatch(text[last[2] : each.start()]):
            lengths[-1] = (last[0] + in_months(each), last[1], each.end())
        else:
            lengths.append((in_months(each), each.start(), each.end()))
    return sorted(lengths)


def in_months(match: re.Match[str]) -> int:
    half = 0.5 if match.groupdict().get("half") else 0
    return round((count_of(match["count"]) + half) * MONTHS[match["unit"][0].lower()])


def count_of(text: str) -> float:
    return float(NAMES.get(text.lower().replace(" ", "-"), 0) or (float(text) if text[0].isdigit() else 0))
