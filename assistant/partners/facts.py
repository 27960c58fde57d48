"""What a passage states of itself: years, numbers and places as written, and whether it disclaims."""

from __future__ import annotations

import re
from collections.abc import Iterable

YEAR = re.compile(r"(?<![\d£$€,.])(19[5-9]\d|20[0-4]\d)(?:\s?[-–/]\s?(\d{2,4}))?(?!\d|[,.]\d)")
WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen"
)
SMALL = "|".join(WORDS.split())
NUMBER = re.compile(
    r"[£$€]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|thousand|bn|m|k)\b)?"
    r"|(?<![\w.#@/])\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per cent|percent)|(?![\w@/]))"
    rf"|\b(?:{SMALL})(?:[- ](?:{SMALL}))*(?:\s(?:per cent|percent))?\b",
    re.IGNORECASE,
)
AGES = re.compile(
    r"\b(?:age[ds]?|years?\sold|between|under|over)\s+(?:of\s+|from\s+)?\d{1,2}(?:\s*(?:to|-|–|and)\s*\d{1,2})?"
    r"|\b\d{1,2}\s*(?:to|-|–)\s*\d{1,2}[- ]year[- ]olds?|\b\d{1,2}[- ]year[- ]olds?",
    re.IGNORECASE,
)
DATES = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
CONTACT = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\+?\d[\d ]{8,}\d", re.IGNORECASE)
NAME = r"[A-Z][\w’'-]+(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]+){0,3}"
PLACE = re.compile(
    r"\b(?:in|at|across|around|near|from|through|throughout|outside|serving)\s(?:the\s)?"
    rf"({NAME}(?:(?:,\s|\sand\s){NAME})*)"
)
TIMES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "easter",
        "christmas",
        "summer",
        "winter",
        "autumn",
        "spring",
    ]
)
LONGEST = 400
DENIES = re.compile(
    r"(?:^|[,;:–—(]\s?|\b(?:and|but|so|as|though|although|while)\s)"
    r"(?:we|i|they|it|none of (?:us|them)|(?:our|my|the|this)(?:\s[\w’'-]+){1,3})\s(?:also\s|still\s)?"
    r"(?:(?:do|does|did|are|is|am|was|were|have|has|had|can|could|will|would|shall|should)"
    r"(?:\s(?:not|never)\b|n[’']t\b)"
    r"|cannot\b|can[’']t\b|won[’']t\b|never\b|no longer\b"
    r"|(?:ha(?:ve|s|d)(?:\shad)?|offers?|holds?|runs?|provides?|employs?|delivers?|teach(?:es)?)"
    r"\s(?:no|none|nobody)\b)"
    r"|^(?:no|not)\s[^.]*,\s(?:no|not|nobody|nothing)\b|[’']ve\s(?:no|never|not)\b|[’']re\snot\b|^none of us\b",
    re.IGNORECASE,
)
AFFIRMS = re.compile(
    r"\bnot (?:only|just|merely)\b|\bfor[- ]profit\b"
    r"|\b(?:fewer than|less than|alone|without|unless|until|miss(?:ed)?|cancel(?:led)?|lost|refused?|turned? away"
    r"|charged?|claims?|exceptions?|waiting lists?|limits?|fees?|complaints?|incidents?|accidents?"
    r"|convictions?|debts?)\b",
    re.IGNORECASE,
)
DENYING_TITLE = re.compile(
    r"\b(?:what|things|where|work)\b.*(?:\b(?:not|never|cannot)\b|n[’']t\b)"
    r"|\bnot (?:offered|provided|included|done)\b",
    re.IGNORECASE,
)


def years(text: str) -> tuple[int, ...]:
    """Return the years a text names, each once, in order."""
    return tuple(dict.fromkeys(int(each.group(1)) for each in YEAR.finditer(text)))


def numbers(text: str) -> tuple[str, ...]:
    """Return the figures of a text as written; years, ages, days of the month and telephone numbers are none."""
    bare = text
    for pattern in (CONTACT, YEAR, DATES):
        bare = pattern.sub(lambda each: " " * len(each.group()), bare)
    return tuple(each.group().strip() for each in NUMBER.finditer(bare))


def states_a_figure(text: str) -> bool:
    """Return whether a text states a figure other than an age."""
    return bool(numbers(AGES.sub(lambda each: " " * len(each.group()), text)))


def places(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the places a text names: the known ones, and what stands with a capital after "in", "at", "across" ..."""
    found = {each for each in known if re.search(rf"\b{re.escape(each)}\b", text)}
    for each in PLACE.finditer(text):
        parts = re.split(r",\s*|\s+and\s+", each.group(1))
        found |= {part for part in parts if part.split()[0].casefold() not in TIMES}
    return tuple(sorted(found, key=lambda each: (text.find(each), each)))


def disclaims(sentence: str) -> bool:
    """Return whether a sentence says of its writer what it does not do, is not or has not.

    What is denied twice is affirmed ("we never meet without two adults"), and so is not counted.
    """
    return len(sentence) <= LONGEST and bool(DENIES.search(sentence)) and not AFFIRMS.search(sentence)


def title_disclaims(title: str) -> bool:
    """Return whether what is listed under a title is what is not done ("What we do not offer")."""
    return bool(DENYING_TITLE.search(title)) or disclaims(title)
