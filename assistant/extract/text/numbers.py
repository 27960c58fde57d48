"""The numbers that questions and clauses go by: `Q1`, `Question 3.2`, `MS4`, `A3)`, `B2.4`, `SV1`, `7(a)`."""

from __future__ import annotations

import re

WORDS = (
    r"quality\s+question|method\s+statement|social\s+value\s+question|question|qu|qn|criterion|criteria|requirement|item|ref|"
    r"statement|response|tab|volume"
)
LETTERED = r"(?:Q|MS|SV|PF|TQ|QQ|SQ|CQ|ESG|EQ|AQ|MQ|TR|CF|SVQ|QS)\s?\.?\s?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?"
CODE = r"[A-Z]{1,3}\s?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?"
PLAIN = r"\d{1,2}(?:\.\d{1,2}){0,3}(?:\s?\([a-z]\)|[a-z])?"
END = r"(?=$|\s*[).:;|–—-]|\s)"
FIRST = re.compile(
    rf"^\W*(?:(?:section|part|schedule)\s+\w{{1,3}}\s*[,:–—-]\s*)?"
    rf"(?:(?P<word>{WORDS})\.?\s*(?:no\.?|number)?\s*(?P<of>\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?|(?<=\s)(?-i:[A-Z]|[IVX]{{2,4}}))\b(?:\s+of\s+\d+)?"
    rf"|(?:(?:{WORDS})\s+)?(?:(?P<lettered>{LETTERED}){END}|(?P<code>(?-i:{CODE})){END}))",
    re.IGNORECASE,
)
PLAIN_FIRST = re.compile(
    rf"^\W*(?P<plain>{PLAIN})(?!\.?\d)(?:[).:]|\s*[-–—]\s|\s(?=[A-Z])|$|(?<=\.\d)\s|(?<=\.\d\d)\s)"
)
SHORT = {"method statement": "MS", "social value question": "SV"} | dict.fromkeys(
    ("question", "quality question", "qu", "qn"), "Q"
)


def numbered(text: str) -> tuple[str, str]:
    """Return the number a question goes by and the rest of the text: `("Q1", "Programme design")`.

    A bare number such as `3.2` counts only by `plain_numbered`, since clauses have them too.
    """
    match = FIRST.match(text)
    if match is None:
        return "", text
    rest = text[match.end() :].lstrip(" ).,:;|–—-\t")
    if match["word"]:
        word = re.sub(r"\s+", " ", match["word"].lower())
        return f"{SHORT.get(word, word.capitalize() + ' ')}{match['of'].upper()}", rest
    name = match["lettered"] or match["code"]
    return re.sub(r"[\s]+", "", name).replace("Q.", "Q").upper() if match["lettered"] else name.replace(" ", ""), rest


def plain_numbered(text: str) -> tuple[str, str]:
    """Return a bare number that begins a text and the rest of it, or an empty number."""
    match = PLAIN_FIRST.match(text)
    if match is None:
        return "", text
    return match["plain"].replace(" ", ""), text[match.end() :].lstrip(" ).:–—-\t")


def canonical(name: str) -> str:
    """Return a number in the one form in which the same question in two documents agrees: `Question 1` is `Q1`."""
    found, _ = numbered(name)
    kept = re.sub(r"[^A-Za-z0-9.]", "", found or name).upper().rstrip(".")
    return f"Q{kept}" if kept[:1].isdigit() else kept
