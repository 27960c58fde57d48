"""How long an answer may be, and what happens to what is longer."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from assistant.extract.lexicon import rules
from assistant.extract.term import COUNT, NAMES
from assistant.records import Limit

LengthUnit = Literal["words", "pages", "characters"]
FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,5}"
UNITS = r"(?P<unit>words?|pages?|sides?|characters?|A4\s+pages?|A4\s+sides?|sides?\s+of\s+A[34]|pages?\s+of\s+A[34])\b"
MEASURES = (
    r"(?:[\d\s%.,;:/|&-]|words?|pages?|sides?|characters?|of|A4|limit|max(?:imum)?|weight(?:ing)?|marks?|points?|score|per\s?cent|"
    r"and|available|(?:including|excluding|with|without)\s+spaces|question|worth|length)*"
)
MOST = (
    r"max(?:imum)?\.?(?:\s+of)?|up\s+to|no\s+more\s+than|not\s+more\s+than|not\s+exceed(?:ing)?|must\s+not\s+exceed|shall\s+not\s+exceed|"
    r"not\s+be\s+longer\s+than|no\s+longer\s+than|limited\s+to|limit\s+to|limit\s+of|limit(?:\s+is)?|within|restricted\s+to|"
    r"(?:a\s+)?total\s+of|fewer\s+than|less\s+than|count"
)
LIMITS = (
    re.compile(
        rf"\b(?:{MOST})\s*[:=\-–]?\s*\(?(?:a\s+total\s+of\s+)?(?P<number>{FIGURE}|{COUNT})(?:\s*\(\w+\))?[\s-]*(?:single-?sided\s+)?{UNITS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<number>{FIGURE}|{COUNT})(?:\s*\(\w+\))?[\s-]*{UNITS}\s*(?:max(?:imum)?\b|limit\b|or\s+(?:less|fewer)\b|only\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<unit>word|page|character)s?\s*(?:limit|count|length|maximum|max\.?)\b(?:\s+for\s+\w+\s+\w+)?(?:\s+is)?\s*[:=\-–(]*\s*(?:of\s+)?"
        rf"(?:max(?:imum)?\.?\s+(?:of\s+)?)?(?P<number>{FIGURE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bmax(?:imum)?\.?\s+(?:number\s+of\s+)?(?P<unit>word|page|character)s?(?:\s+count)?(?:\s+for\s+this\s+\w+)?(?:\s+is)?\s*[:=\-–]?\s*(?P<number>{FIGURE})",
        re.IGNORECASE,
    ),
    re.compile(rf"[(\[]{MEASURES}(?<![\d,.–-])(?P<number>{FIGURE}|{COUNT})[\s-]*{UNITS}{MEASURES}[)\]]", re.IGNORECASE),
    re.compile(
        rf"^\W*(?P<number>{FIGURE})\s*(?P<unit>characters)\s+\((?:including|excluding)\s+spaces\)\W*$", re.IGNORECASE
    ),
    re.compile(
        rf"\bin\s+(?:no\s+more\s+than\s+)?(?P<number>{FIGURE})\s+{UNITS}(?:\s+or\s+(?:less|fewer))?\s*[,:]",
        re.IGNORECASE,
    ),
)
ONLY = re.compile(rf"^\W*(?P<number>{FIGURE})\s*{UNITS}(?:\s+(?:max(?:imum)?|limit|of\s+A4))?\W*$", re.IGNORECASE)
BARE = re.compile(rf"^\W*(?:max(?:imum)?\.?(?:\s+of)?\s*)?(?P<number>{FIGURE})\W*$", re.IGNORECASE)
LENGTH = re.compile(
    r"limit|words?\b|page|side\b|length|longer|maximum|exceed|excess|text|beyond|go over", re.IGNORECASE
)
NOT_ANSWER = re.compile(
    r"\b(?:cvs?|resumes?|cover\s+page|each\s+resume|executive\s+summary|e-?mail|upload|file|summaries|appendix|appendices)\b",
    re.IGNORECASE,
)


def find_limit(text: str) -> Limit | None:
    """Return the limit a text sets for one answer, or None. Recommended lengths are none."""
    for found in LIMITS:
        for match in found.finditer(text):
            if not NOT_ANSWER.search(text[max(0, match.start() - 30) : match.start()]):
                return Limit(number=_number(match["number"]), unit=_unit(match["unit"]), over=over_of(text))
    return None


def limit_of_cell(text: str, title: str = "") -> Limit | None:
    """Return the limit that a cell in a column of limits gives: the unit is its own or that of the column's title."""
    said = find_limit(text)
    if said:
        return said
    match = ONLY.match(text)
    if match:
        return limit_of_number(match["number"], match["unit"])
    bare = BARE.match(text)
    unit = re.search(r"\b(words?|pages?|characters?)\b", title, re.IGNORECASE)
    return limit_of_number(bare["number"], unit[1]) if bare and unit else None


def limit_of_number(number: str, unit: str) -> Limit:
    """Return the limit of a number in figures or words and its unit."""
    return Limit(number=_number(number), unit=_unit(unit))


def without_unit(text: str, title: str = "") -> bool:
    """Tell whether a cell or a line limits an answer to a number of it does not say what."""
    if re.search(r"\b(?:word|page|character|side|slide|minute|year|month)", f"{title} {text}", re.IGNORECASE):
        return False
    bare = BARE.match(text)
    limited = re.search(r"\b(?:limit|max(?:imum)?(?:\s+length)?|length)\b", title or text, re.IGNORECASE)
    return bool(bare and limited and _number(bare["number"]) > 1)


def over_of(text: str) -> str | None:
    """Return what becomes of text over the limit, as one of four words; None where the text does not say.

    `not_marked`: it is cut off, struck out, not read. `may_not_be_marked`: it may be. `penalty`: marks are taken off
    for it. `rejected`: the whole answer is.
    """
    if not LENGTH.search(text):
        return None
    return next((name for name, says in _over() if says.search(text)), None)


@cache
def _over() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = rules("limits")["over"]
    return tuple(
        (rule["name"], re.compile("|".join(rf"\b(?:{each})" for each in rule["says"]), re.IGNORECASE))
        for rule in listed
    )


def is_only_limit(text: str) -> bool:
    """Tell whether a line does nothing but set a limit, such as `(Max 500 words)`."""
    return len(text.split()) <= 12 and bool(find_limit(text) or ONLY.match(text)) and not text.strip().endswith("?")


def words_besides_limit(text: str) -> int:
    """Return how many words a line has besides those that set its limit."""
    for found in LIMITS:
        text = found.sub(" ", text)
    return len(re.findall(r"[^\W\d_]{2,}", text))


def _number(text: str) -> int:
    return int(text.replace(",", "")) if text[0].isdigit() else NAMES.get(text.lower(), 0)


def _unit(text: str) -> LengthUnit:
    low = text.lower()
    return "words" if low.startswith("word") else "characters" if low.startswith("char") else "pages"
