"""Amounts: how many are asked for at the least, and how many a passage shows."""

from __future__ import annotations

import re

SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
WORDS = {word: value for value, word in enumerate(SMALL.split(), 1)}
FIGURE = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{'|'.join(WORDS)})"
LEAST = re.compile(
    rf"\b(?:at least|(?:a )?minimum of|no(?:t)? (?:fewer|less) than)\s+(?P<n>{FIGURE})\b(?P<rest>.{{0,20}})|"
    rf"\b(?P<m>{FIGURE}) or more\b",
    re.IGNORECASE,
)
NO_COUNT = re.compile(
    r"\s*(?:%|per ?cent|(?:calendar |working )?(?:minute|hour|week|month|year|working day)s?\b)", re.IGNORECASE
)
MONEY = re.compile(r"£\s?([\d,]+(?:\.\d+)?)\s*(million|m|thousand|k)?\b", re.IGNORECASE)
NOT_COUNTED = re.compile(
    r"\b(?:19|20)\d\d\b|£\s?[\d,.]+\w*|\b\d+(?:\.\d+)?\s*(?:%|per ?cent)|"
    r"\b(?:aged?|ages|between)\s+\d{1,2}\s*(?:to|-|–|and)\s*\d{1,2}\b|\b\d{1,2}\s*(?:to|-|–)\s*\d{1,2}\b|\bLevel \d\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SCALE = {"million": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3}


def least(need: str) -> int:
    """Return the greatest number of things that a need asks for at the least, not of hours or per cent; else 0."""
    plain = MONEY.sub(" ", need)
    found = [each["n"] or each["m"] for each in LEAST.finditer(plain) if not NO_COUNT.match(each["rest"] or "")]
    return max((_value(each) for each in found), default=0)


def shown(passage: str) -> int:
    """Return the greatest number of things a passage states, leaving out years, ages, money and shares."""
    plain = NOT_COUNTED.sub(" ", passage)
    return max((_value(each) for each in re.findall(rf"\b{FIGURE}\b", plain, re.IGNORECASE)), default=0)


def _value(figure: str) -> int:
    return WORDS.get(figure.lower()) or int(figure.replace(",", ""))


def pounds(text: str) -> float:
    """Return the greatest sum of money in a text."""
    return max((_sum(*each) for each in MONEY.findall(text)), default=0.0)


def _sum(figure: str, scale: str) -> float:
    plain = figure.replace(",", "").rstrip(".")
    return float(plain) * SCALE.get(scale.lower(), 1) if plain else 0.0


def dated(text: str) -> bool:
    return bool(YEAR.search(text))


def counted(text: str) -> bool:
    """Whether a text states any number that is not a year."""
    return bool(re.search(rf"\b{FIGURE}\b", YEAR.sub(" ", text), re.IGNORECASE))
