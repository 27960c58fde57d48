"""Cut passages into sentences that can be quoted, each with the exact place of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.draft.count import count_words
from assistant.draft.words import ABBREVIATIONS, ADMISSION, ELSEWHERE, LEANING, PUFF, finite, stems
from assistant.records import Passage, Source

BREAK = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9£])|\n+")
SHORTEST, LONGEST = 6, 45


@dataclass(frozen=True)
class Quote:
    """One sentence of a passage. `leans` when it needs the sentence before it to be understood."""

    partner: str
    text: str
    source: Source
    passage: int
    place: int
    leans: bool

    @property
    def key(self) -> str:
        """What makes it the same evidence wherever it stands."""
        return re.sub(r"\W+", " ", self.text.lower()).strip()


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences in a text."""
    ends = [found.end() for found in BREAK.finditer(text) if not _abbreviated(text, found.start())] + [len(text)]
    spans, start = [], 0
    for end in ends:
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return tuple(spans)


def _abbreviated(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    before = text[:stop].split()
    last = before[-1].lower().strip("(“\"'") if before else ""
    return last in ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i")


def quotable(passage: Passage, partner: str, number: int) -> tuple[Quote, ...]:
    """Return the sentences of a passage that may be quoted, in order; `number` is the passage's place."""
    quotes, before = [], ""
    for place, (start, end) in enumerate(split(passage.text)):
        text = passage.text[start:end]
        if _fit(text):
            leans = bool(LEANING.match(text)) or _points_back(text, before)
            quotes.append(Quote(partner, text, _placed(passage, start, end), number, place, leans))
        before = f"{before} {text}"
    return tuple(quotes)


def _points_back(text: str, before: str) -> bool:
    """Whether the sentence opens with `the board` or `the six` of something that was told just before it."""
    opening = " ".join(text.split()[:6]).lower()
    named = re.findall(r"\b(?:the|these|those|each|both)\s+([a-z]+(?:\s+[a-z]+)?)", opening)
    told = stems(before) - stems("young people children pupils year")
    return (
        any(stems(each) & told for each in named) or re.match(r"the (two|three|four|five|six)\b", opening) is not None
    )


def _fit(text: str) -> bool:
    if not SHORTEST <= count_words(text) <= LONGEST or text[-1] not in ".!”\"’'":
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] == "£") or "?" in text or not finite(text):
        return False
    if ADMISSION.search(text) or ELSEWHERE.search(text):
        return False
    return bool(re.search(r"\d", text)) or not PUFF.search(text)


def _placed(passage: Passage, start: int, end: int) -> Source:
    """Return the sentence's own span where the passage is one unbroken span of its block, else the passage's."""
    source = passage.source
    if source.end - source.start != len(passage.text):
        return source
    return source.model_copy(update={"start": source.start + start, "end": source.start + end})
