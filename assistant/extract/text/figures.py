"""Weights in words, and weights that leave out what the first of a sentence says, written out in figures with signs.

`Half of the marks`, `thirty per cent`, `60 of the 100 marks`, `up to 80 marks for answers, 20 for price`.
"""

from __future__ import annotations

import re

PERCENT = r"(?:%|per\s?cent\b|percent\b)"
FIGURE = r"(?P<number>\d{1,3}(?:\.\d+)?)"
TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPELLED_OUT = {word: 10 * number for number, word in enumerate(TENS, 1)} | {"five": 5, "fifteen": 15}
SPELLED = re.compile(
    rf"\b(?P<tens>{'|'.join(SPELLED_OUT)})(?:[\s-](?P<five>five))?(?=\s(?:{PERCENT}|marks?\b|points?\b))", re.IGNORECASE
)
SPELLED_FOR = re.compile(
    rf"\b(?P<tens>{'|'.join(SPELLED_OUT)})(?=\s+(?:(?:is|are|goes|go)\s+)?(?:for|to)\b|\s*(?:[,;.]|and\b|$))",
    re.IGNORECASE,
)
OF_WHICH = re.compile(r"\s*\((?:of\s+which|including|comprising|made\s+up\s+of)\b[^()]*\)", re.IGNORECASE)
PARTS = {
    "one half": 50,
    "a half": 50,
    "half": 50,
    "three quarters": 75,
    "a quarter": 25,
    "one quarter": 25,
    "a fifth": 20,
    "one fifth": 20,
    "two fifths": 40,
    "three fifths": 60,
    "four fifths": 80,
    "a tenth": 10,
    "one tenth": 10,
}
OF_MARKS = (
    r"(?:of\s+)?(?:all\s+)?the\s+(?:available\s+|total\s+|overall\s+)?(?:marks|points|score|evaluation|weighting)\b"
)
PART = re.compile(
    rf"\b(?P<part>{'|'.join(each.replace(' ', '[ -]') for each in PARTS)})"
    rf"(?=\s+(?:{OF_MARKS}|(?:(?:is|are|goes|go)\s+)?(?:for|to|on)\b))",
    re.IGNORECASE,
)
OF_HUNDRED = re.compile(
    r"(?:\s*(?:(?:out\s+)?of|in)\s+(?:the\s+|every\s+|each\s+)?100(?:\s+(?:available|total|possible))?(?=\s+(?:marks|points)\b))"
    r"|(?<=\d)\s*(?:/|out\s+of)\s*100(?!\d)(?P<bare>(?!\s*(?:%|per\s?cent|marks|points)))",
    re.IGNORECASE,
)
RESTATED = re.compile(rf"(?<=%)\s*\((?:[\w -]+\s{PERCENT}|\d+\s?%|[\d,]+\s(?:points|marks))\)", re.IGNORECASE)
AT_MOST = re.compile(
    r"\b(?:up\s+to|(?:a\s+)?max(?:imum|\.)?(?:\s+of)?|a\s+(?:possible|total\s+of))\s+(?=\d{1,4}\s*(?:marks|points)\b)",
    re.IGNORECASE,
)
SIGNED = re.compile(rf"(?<![\d.,£$€]){FIGURE}\s?(?:(?P<percent>{PERCENT})|(?P<marks>marks?|points?)\b)", re.IGNORECASE)
FOR_NAME = re.compile(
    rf"(?P<lead>(?:[,;:]|\b(?:and|plus|with|while)\b)\s+(?:(?:and|then|with|the|other|remaining|final|last|another|further|a)\s+)*)"
    rf"{FIGURE}(?=\s+(?:(?:is|are|will\s+be|will\s+go|goes?)\s+)?(?:for|to|on)\b)",
    re.IGNORECASE,
)
BEHIND_NAME = re.compile(
    rf"(?P<lead>(?!(?:questions?|lots?|section|clause|parts?|table|schedule|annex|appendix|paragraph|stage|level|year|"
    rf"page|of|to|from|least|than|between|score|scores|or)\b)\b[A-Za-z]+\s)(?<![\w.]\d\s){FIGURE}(?=\s*(?:[,;.]|\band\b|$))",
    re.IGNORECASE,
)


def in_figures(text: str) -> str:
    """Return a text with weights that stand in words, or of a hundred, as figures with their signs."""
    text = PART.sub(_part, text) if re.search(r"\b(?:marks|points|score|evaluation|weighting)\b", text, re.I) else text
    text = SPELLED.sub(lambda found: str(SPELLED_OUT[found["tens"].lower()] + (5 if found["five"] else 0)), text)
    if SIGNED.search(text):
        text = SPELLED_FOR.sub(lambda found: str(SPELLED_OUT[found["tens"].lower()]), text)
    text = OF_HUNDRED.sub(lambda found: "" if found["bare"] is None else " marks", text)
    text = re.sub(r"\bmax\.", "max", text, flags=re.IGNORECASE)
    return AT_MOST.sub("", OF_WHICH.sub("", RESTATED.sub("", text)))


def _part(found: re.Match[str]) -> str:
    return f"{PARTS[found['part'].lower().replace('-', ' ')]}%"


def with_signs(text: str) -> str:
    """Return a text in which every weight behind the first has the sign of the first, where it leaves it out."""
    first = SIGNED.search(text)
    if first is None:
        return text
    sign = "%" if first["percent"] else " marks"
    rest = FOR_NAME.sub(rf"\g<lead>\g<number>{sign}", text[first.end() :])
    return text[: first.end()] + BEHIND_NAME.sub(rf"\g<lead>\g<number>{sign}", rest)
