"""Lists that run on in one paragraph: `shall (a) keep a record; (b) report; and (c) meet`, or with semicolons alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"(?:^|(?<=[\s:;,—–-]))\(?(?P<mark>[a-z]|[ivx]{1,4}|\d{1,2})\)\s+(?=\S)", re.IGNORECASE)
REFERS = re.compile(
    r"\b(?:clauses?|sections?|paragraphs?|schedules?|parts?|items?|steps?|and|or|to|in|under|of|regulations?)\s*\d*(?:\.\d+)*\s*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"])")
BETWEEN = re.compile(r"[\s;,.]*(?:[;,]\s*(?:and|or|and/or))?[\s;,]*$")
ORDERS = (
    "abcdefghijklmnop",
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    tuple(map(str, range(1, 21))),
)


@dataclass(frozen=True)
class Part:
    """One point of a list: its mark, such as `a`, or nothing, and where its words begin and end."""

    mark: str
    start: int
    end: int


@dataclass(frozen=True)
class RunOn:
    """A list within a text: where the words that introduce it begin and end, and its points, two at least."""

    lead: tuple[int, int]
    parts: tuple[Part, ...]

    @property
    def span(self) -> tuple[int, int]:
        return self.lead[0], self.parts[-1].end


def run_on(text: str) -> RunOn | None:
    """Return the first list that runs on in a text, or None."""
    return _marked(text) or _unmarked(text)


def _marked(text: str) -> RunOn | None:
    every = [match for match in MARK.finditer(text) if not _refers(text, match)]
    for order in ORDERS:
        found: list[re.Match[str]] = []
        for match in every:
            if len(found) < len(order) and match["mark"].lower() == order[len(found)]:
                found.append(match)
        if len(found) > 1 and found[0].start() > 0:
            starts = [match.end() for match in found]
            stops = [*(match.start() for match in found[1:]), _end(text, starts[-1])]
            return _whole(text, found[0].start(), [(m["mark"].lower(), *at) for m, at in _zip(found, starts, stops)])
    return None


def _zip(
    found: list[re.Match[str]], starts: list[int], stops: list[int]
) -> list[tuple[re.Match[str], tuple[int, int]]]:
    return [(match, (start, stop)) for match, start, stop in zip(found, starts, stops, strict=True)]


def _refers(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark is that of a clause elsewhere: `in (a)`, `clause 4 (b)`; one after `; and` is none."""
    before = text[: match.start()]
    return bool(REFERS.search(before)) and not re.search(r"[;,]\s*(?:and|or)\s*$", before)


def _unmarked(text: str) -> RunOn | None:
    """Return the list of a sentence that has a colon and, after it, two semicolons or more."""
    colon = text.find(": ")
    end = _end(text, colon + 2)
    if colon < 0 or text.count(";", colon, end) < 2 or SENTENCE_END.search(text, 0, colon):
        return None
    pieces, at = [], colon + 2
    for stop in [*(match.start() for match in re.finditer(";", text[:end]) if match.start() > colon), end]:
        begin = at + len(text[at:stop]) - len(re.sub(r"^\s*(?:and|or)?\s+", "", text[at:stop]))
        pieces.append(("", begin, stop))
        at = stop + 1
    return _whole(text, colon + 1, pieces)


def _end(text: str, start: int) -> int:
    stop = SENTENCE_END.search(text, start)
    return stop.start() if stop else len(text)


def _whole(text: str, lead_end: int, pieces: list[tuple[str, int, int]]) -> RunOn | None:
    """Return the list with what joins its points cut off, or None where a point is a single word."""
    parts = tuple(Part(mark, start, start + len(BETWEEN.sub("", text[start:stop]))) for mark, start, stop in pieces)
    if any(len(text[part.start : part.end].split()) < 2 for part in parts):
        return None
    begins = [match.end() for match in SENTENCE_END.finditer(text, 0, lead_end)]
    return RunOn((begins[-1] if begins else 0, lead_end), parts)
