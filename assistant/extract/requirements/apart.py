"""A sentence of prose that lays several duties on somebody, taken apart, and how much words of duty bind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extract.requirements.binding import obliges

DUTY = r"(?:must|shall|should|(?:is|are|has|have)\s+to|will(?!\s+(?:not\s+)?(?:be|receive|have|get|need)\b))"
FIRST = re.compile(rf"\b{DUTY}(?=\s)|\bwill(?=\s)", re.IGNORECASE)
AGAIN = re.compile(rf"(?:[,;]\s*(?:and|but)?\s*|\s(?:and|but)\s+)(?=(?:also\s+|then\s+)?{DUTY}\s)", re.IGNORECASE)
ANOTHER = re.compile(
    rf"(?:;\s*(?:and\s+|but\s+)?|,\s+(?:and|but)\s+)(?=(?:the|each|every|all|no|any|it|they|you|your"
    rf"|its|their|[A-Z]\w+)\b"
    rf"[\w’' -]{{0,50}}?\s?\b{DUTY}\s)"
)
WHO = re.compile(r"\b(?:who|which|that|whom|whose|where|when|if|unless|until)\b", re.IGNORECASE)
SUBJECT_WORDS, LEAST_WORDS = 14, 4
HARD = re.compile(
    r"\b(?:must|shall|will|required|requires|(?:has|have|is|are|needs?) to|essential|mandatory|responsible|need)\b",
    re.IGNORECASE,
)
SOFT = re.compile(r"\b(?:should|ought|would|encouraged|ideally|preferably)\b", re.IGNORECASE)
STRONG = re.compile(r"\b(?:is (?:essential|mandatory|vital|a condition)|must|shall)\b", re.IGNORECASE)
WISHED = re.compile(
    r"\b(?:would (?:\w+ )?(?:like|love|welcome)|welcomes|hopes? (?:to|that|for)|hoped|(?:so much"
    r"|all) the better|asked to|looking for|desirable|preferred"
    r"|be (?:\w+ )?(?:good|great|nice|helpful|ideal|useful|welcome))\b",
    re.IGNORECASE,
)


def duties(text: str) -> Iterator[tuple[int, int, str]]:
    """Return start, end and whole words of each duty; one that goes on the subject of the first is given it.

    A second duty that is the buyer's or of those served stays in the sentence.
    """
    first = FIRST.search(text)
    subject = text[: first.start()].strip() if first else ""
    if first is None or not subject or len(subject.split()) > SUBJECT_WORDS:
        yield 0, len(text), text
        return
    cuts = [(0, 0, "")]
    for at, again, carried in sorted(_joints(text, first.end(), subject)):
        before, rest = text[cuts[-1][1] : at], text[again:]
        whole = f"{carried} {rest}" if carried else rest
        long = len(before.split()) >= LEAST_WORDS and len(rest.split()) >= LEAST_WORDS
        if long and obliges(whole) and obliges(f"{cuts[-1][2]} {before}"):
            cuts.append((at, again, carried))
    ends = [*(at for at, _, _ in cuts[1:]), len(text)]
    for (_, start, carried), end in zip(cuts, ends, strict=True):
        yield start, end, f"{carried} {text[start:end]}".strip()


def _joints(text: str, begin: int, subject: str) -> Iterator[tuple[int, int, str]]:
    """Return where a duty ends, where the next begins, and the subject that it goes on, if it has none of its own."""
    for match in AGAIN.finditer(text, begin):
        last = max(each.end() for each in FIRST.finditer(text, 0, match.start()))
        if not WHO.search(text, begin, match.start()) or last == begin:
            yield match.start(), match.end(), subject
    yield from ((match.start(), match.end(), "") for match in ANOTHER.finditer(text, begin))


def is_wished(text: str) -> bool:
    """Tell whether words wish for something, or have no word of duty but a soft one."""
    return bool(WISHED.search(text) or (SOFT.search(text) and not HARD.search(text)))
