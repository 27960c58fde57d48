"""What a pack says once for all answers: how long each may be, and what becomes of text over a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extract.questions.amended import NAMED
from assistant.extract.questions.asking import asking_words
from assistant.extract.questions.limits import SENTENCE_END, find_limit, over_of
from assistant.extract.text.layout import Layout, Line
from assistant.records import Limit

JOINT = re.compile(
    r"\b(?:questions?|answers?)\s+(?:to\s+)?(?:questions?\s+)?[A-Z]{0,2}\d{1,2}\s*(?:to|-|–|—|and)\s*[A-Z]{0,2}\d{1,2}\b|\ball\s+(?:of\s+)?(?:the\s+|your\s+|these\s+)?"
    r"(?:\w+\s+)?(?:answers|questions|responses)\b|\b(?:your|the)\s+(?:answers|responses)\b",
    re.IGNORECASE,
)
IN_ALL = re.compile(
    r"\b(?:together|in\s+total|total|combined|altogether|in\s+all|between\s+them|overall)\b", re.IGNORECASE
)
OTHER = {"contract", "pricing"}
EACH = re.compile(
    r"\b(?:each|every|any|no|individual|per|other)\s+(?:\w+\s+){0,2}?(?:answer|response|question|statement)s?\b"
    r"|\ball\s+(?:other\s+)?(?:\w+\s+)?(?:answers|responses|statements)\b|^\W*(?:answers|responses|method\s+statements)\s+(?!to\b(?!\s+each))",
    re.IGNORECASE,
)
PAPER = re.compile(r"\bA[345]\b")
TOGETHER = re.compile(
    r"\b(?:together|total|combined|overall|altogether|whole|entire|in\s+all|about|around|approximately|guide|suggest\w*|recommend\w*)\b",
    re.IGNORECASE,
)


def over_of_all(layout: Layout) -> str | None:
    """Return what the pack says, for every answer, of text over the limit."""
    for lines in _pages(layout):
        for above, line in zip([None, *lines], lines, strict=False):
            before = " ".join((above.text if above else "", *line.block.headings[-1:]))
            if found := over_of(line.text, before):
                return found
    return None


def limit_of_all(layout: Layout) -> Limit | None:
    """Return the one limit that the pack sets each answer: `No answer may be longer than 500 words`.

    Where it sets none, the one that it sets the answers together: none of them can be longer.
    """
    found = {limit for lines in _pages(layout) for line in lines for limit in _for_each(line.text)}
    found = found or {limit for lines in _pages(layout) for line in lines for limit in _for_all(line.text)}
    return next(iter(found)) if len(found) == 1 else None


def _for_each(text: str) -> Iterator[Limit]:
    for sentence in SENTENCE_END.split(text):
        said = EACH.search(sentence) and not (TOGETHER.search(sentence) or NAMED.search(PAPER.sub("", sentence)))
        limit = find_limit(sentence) if said and not asking_words(sentence) else None
        if limit:
            yield limit.model_copy(update={"over": over_of(text)})


def _for_all(text: str) -> Iterator[Limit]:
    for sentence in SENTENCE_END.split(text):
        limit = find_limit(sentence) if JOINT.search(sentence) and IN_ALL.search(sentence) else None
        if limit:
            yield limit.model_copy(update={"over": over_of(text)})


def _pages(layout: Layout) -> Iterator[list[Line]]:
    for page in layout.pages:
        if page.kind not in OTHER:
            yield [line for line in page.lines if line.text.strip()]
